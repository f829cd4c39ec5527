/** A page left open while the add-on goes away beneath it: it does not go on saying what was so. */
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {Page, Thunderbird} from '../../scripts/thunderbird.js';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {button, id, openPage, startAudited, withVersion, xpi} from './audited.ts';
import {profile} from './profile.ts';

/** Runs in Thunderbird. */
async function enable(addonId: string, isEnabled: boolean): Promise<void> {
  const {AddonManager} = (globalThis as any).ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  const addon = await AddonManager.getAddonByID(addonId);
  await (isEnabled ? addon.enable() : addon.disable());
}

/** Runs in Thunderbird: whether tabs close. Those of an add-on that never used the tabs API stay when it goes. */
function letTabsClose(doClose: boolean): void {
  const tabmail = (globalThis as any).window3.document.getElementById('tabmail');
  if (doClose) delete tabmail.closeTab;
  else tabmail.closeTab = () => {};
}

/** Runs in Thunderbird: the security of the connection, as another window would change it. */
function setSocketType(socketType: number): void {
  (globalThis as any).MailServices.accounts.getAccount('account1').incomingServer.socketType = socketType;
}

/** Runs in Thunderbird: the process that our pages are in. */
function processOfPages(): number {
  const {tabInfo} = (globalThis as any).window3.document.getElementById('tabmail');
  return tabInfo.map((tab: any) => tab.browser).find((browser: any) => browser?.currentURI.schemeIs('moz-extension')).browsingContext.currentWindowGlobal.osPid;
}

function state(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.querySelector('main')?.dataset['state']);
}

inEachThunderbird(({application}) => {
  let thunderbird: Thunderbird;
  let page: Page;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'newer-'));
    thunderbird = await startAudited({application, prefs: profile([{type: 'imap'}])});
    page = await openPage(thunderbird);
  });
  afterAll(async () => {
    await thunderbird?.stop();
    rmSync(folder, {recursive: true});
  });

  function newer(version: string): string {
    const file = join(folder, `${version}.xpi`);
    writeFileSync(file, withVersion(xpi, version));
    return file;
  }

  /** What the page of the tab says by now, which may be another document. */
  const shown = async () => {
    page = await thunderbird.page('/page/options.html');
    return page.evaluate(() => ({
      version: (globalThis as any).messenger.runtime.getManifest().version, isPlain: Boolean(document.querySelector('[data-rule="incoming-plaintext"]')),
    })).catch(String);
  };

  it('says that it is out of date where nobody answers it', async () => {
    await thunderbird.chrome(letTabsClose, false);
    await thunderbird.chrome(enable, id, false);
    await page.click('#report h2');
    await expect.poll(() => state(page)).toBe('outdated');
    expect(await page.evaluate(() => document.getElementById('outdated')!.textContent)).toContain('Thunderbird no longer answers it');
  });

  it('is loaded anew when the add-on is back', async () => {
    await thunderbird.chrome(setSocketType, 0);
    await thunderbird.chrome(enable, id, true);
    await expect.poll(shown).toMatchObject({isPlain: true});
    expect(await state(page)).toBe('ready');
    await thunderbird.chrome(setSocketType, 3);
    await expect.poll(shown).toMatchObject({isPlain: false});
  });

  it('is loaded anew by what replaces the add-on', async () => {
    await thunderbird.install(newer('98.0'));
    await expect.poll(shown).toMatchObject({version: '98.0'});
    await expect.poll(() => state(page)).toBe('ready');
    expect(await thunderbird.pages('/page/options.html')).toBe(1);
    await thunderbird.chrome(letTabsClose, true);
  });

  it('is opened anew by the button after a crash of its process', async () => {
    process.kill(await thunderbird.chrome(processOfPages), 'SIGKILL');
    await expect.poll(async () => (await button(thunderbird)).background).toBe('stopped');
    await thunderbird.chrome(setSocketType, 0);
    await expect.poll(() => button(thunderbird)).toMatchObject({badge: '1', background: 'running'});
    await thunderbird.pressButton(id);
    await expect.poll(shown).toMatchObject({isPlain: true});
    expect(await thunderbird.pages('/page/options.html')).toBe(1);
  });

  it('is closed by Thunderbird when the add-on is replaced', async () => {
    await thunderbird.install(newer('99.0'));
    await expect.poll(() => thunderbird.pages('/page/options.html')).toBe(0);
  });
});
