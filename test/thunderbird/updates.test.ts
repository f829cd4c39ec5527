/** Updates that somebody else offers: Thunderbird asks the add-on site by id, here a server of ours in its place. */
import {createHash} from 'node:crypto';
import {type Server, createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {type Thunderbird, startThunderbird} from '../../scripts/thunderbird.js';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {id, storeId, withVersion, xpi, xpiWithoutExperiment} from './audited.ts';
import {type ManagedApplication, managedApplication} from './policies.ts';
import {type Prefs, profile} from './profile.ts';

const OFFERED = '99.0';

/** What is offered under an id. */
const offers = new Map<string, Uint8Array>();
/** Under which ids was asked. */
const asked: string[] = [];
let server: Server;
let address: string;

beforeAll(async () => {
  server = createServer(({url = ''}, response) => {
    const [, what, addonId = ''] = url.split('/').map(decodeURIComponent);
    const offer = offers.get(addonId);
    if (what === 'file') return response.setHeader('Content-Type', 'application/x-xpinstall').end(offer);
    asked.push(addonId);
    const updates = offer ? [{version: OFFERED, update_link: `${address}/file/${addonId}`, update_hash: `sha256:${createHash('sha256').update(offer).digest('hex')}`}] : [];
    return response.setHeader('Content-Type', 'application/json').end(JSON.stringify({addons: {[addonId]: {updates}}}));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

beforeEach(() => {
  offers.clear();
  asked.length = 0;
});

/** Thunderbird's own settings, but for the address. */
const asByDefault = (): Prefs => ({
  'extensions.update.enabled': true, 'extensions.update.autoUpdateDefault': true, 'extensions.update.background.url': `${address}/updates/%ITEM_ID%`,
});

/** Runs in Thunderbird: what it does once a day, to the end. */
async function checkForUpdates(): Promise<void> {
  const {AddonManager, AddonManagerPrivate} = (globalThis as any).ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  await AddonManagerPrivate.backgroundUpdateCheck();
  // One that is found and not to be installed stays available.
  const isUnderWay = async () => (await AddonManager.getAllInstalls()).some(({state}: {state: number}) => state !== AddonManager.STATE_AVAILABLE);
  while (await isUnderWay()) await new Promise(resolve => { (globalThis as any).window3.setTimeout(resolve, 50); });
}

/** Runs in Thunderbird: the choice that the Add-ons Manager offers as *Allow automatic updates*. */
async function allowUpdates(addonId: string, choice: 'Default' | 'Off'): Promise<void> {
  const {AddonManager} = (globalThis as any).ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  const found = await AddonManager.getAddonByID(addonId);
  found.applyBackgroundUpdates = choice === 'Off' ? AddonManager.AUTOUPDATE_DISABLE : AddonManager.AUTOUPDATE_DEFAULT;
}

/** Runs in Thunderbird. */
async function versionOf(addonId: string): Promise<string | undefined> {
  const {AddonManager} = (globalThis as any).ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  return (await AddonManager.getAddonByID(addonId))?.version;
}

inEachThunderbird(({version, application}) => {
  let thunderbird: Thunderbird | undefined;
  let managed: ManagedApplication;
  let own: string;

  beforeAll(() => { managed = managedApplication(application); });
  afterAll(async () => {
    await thunderbird?.stop();
    managed?.remove();
  });

  async function start(): Promise<void> {
    await thunderbird?.stop();
    thunderbird = await startThunderbird({application: managed.path, prefs: {...profile([{type: 'imap'}]), ...asByDefault()}});
  }

  async function versions(): Promise<(string | undefined)[]> {
    await thunderbird!.chrome(checkForUpdates);
    return Promise.all([id, storeId].map(addonId => thunderbird!.chrome(versionOf, addonId)));
  }

  /** Asked again where a replacement is expected: a check may be over before what it found is installed, as on a busy machine. */
  const versionAfterCheck = async () => (await versions())[0];

  async function startManaged(more: object): Promise<void> {
    const install = {installation_mode: 'force_installed', install_url: `file://${xpi}`};
    managed.setPolicies({policies: {ExtensionSettings: {[id]: {...install, ...more}}}});
    await start();
    await expect.poll(() => thunderbird!.chrome(versionOf, id)).toBe(own);
    offers.set(id, withVersion(xpi, OFFERED));
  }

  describe('installed by hand', () => {
    beforeAll(async () => {
      managed.setPolicies({policies: {}});
      await start();
      for (const file of [xpi, xpiWithoutExperiment]) await thunderbird!.install(file);
      own = (await thunderbird!.chrome(versionOf, id))!;
    });

    it('the full edition is not replaced by the store edition, whichever id that is listed under', async () => {
      const newer = withVersion(xpiWithoutExperiment, OFFERED);
      offers.set(storeId, newer).set(id, newer);
      await expect.poll(versions).toEqual([own, OFFERED]);
      expect(asked).toEqual(expect.arrayContaining([id, storeId]));
    });

    it('it is replaced by what is listed under its own id, unless automatic updates are off', async () => {
      offers.set(id, withVersion(xpi, OFFERED));
      await thunderbird!.chrome(allowUpdates, id, 'Off' as const);
      expect(await versionAfterCheck()).toBe(own);
      await thunderbird!.chrome(allowUpdates, id, 'Default' as const);
      await expect.poll(versionAfterCheck).toBe(OFFERED);
    });
  });

  describe('installed by policy', () => {
    it('with updates_disabled nothing is asked, and it stays as it is', async () => {
      await startManaged({updates_disabled: true});
      expect(await versionAfterCheck()).toBe(own);
      expect(asked).not.toContain(id);
    });

    it('without it is replaced; from 153 on, even where the user allows no automatic updates', async () => {
      await startManaged({});
      await thunderbird!.chrome(allowUpdates, id, 'Off' as const);
      await expect.poll(versionAfterCheck).toBe(version === '140' ? own : OFFERED);
      await thunderbird!.chrome(allowUpdates, id, 'Default' as const);
      await expect.poll(versionAfterCheck).toBe(OFFERED);
    });
  });
});
