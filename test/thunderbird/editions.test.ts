/** Both editions in one Thunderbird: the store edition leaves the accounts to the full one, as long as that is there. */
import {readFileSync} from 'node:fs';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {type Page, type Thunderbird, startThunderbird} from '../../scripts/thunderbird.js';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {button, id, reportOf, storeId, violations, xpi, xpiWithoutExperiment} from './audited.ts';
import {profile} from './profile.ts';

const messages = JSON.parse(readFileSync('_locales/en/messages.json', 'utf8'));

/** Runs in Thunderbird: where an add-on's pages are. */
function hostOf(addonId: string): string {
  return (globalThis as any).WebExtensionPolicy.getByID(addonId).mozExtensionHostname;
}

/** Runs in Thunderbird: does what a person does in the Add-ons Manager. */
async function manage(addonId: string, action: 'disable' | 'enable' | 'uninstall'): Promise<void> {
  const {AddonManager} = (globalThis as any).ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  await (await AddonManager.getAddonByID(addonId))[action]();
}

/** Runs in Thunderbird. */
async function terminate(addonId: string): Promise<void> {
  await (globalThis as any).WebExtensionPolicy.getByID(addonId).extension.terminateBackground();
}

inEachThunderbird(({application}) => {
  let thunderbird: Thunderbird;
  beforeAll(async () => {
    thunderbird = await startThunderbird({application, prefs: profile([{type: 'imap', server: {socketType: 0, port: 143}}])});
  });
  afterAll(() => thunderbird?.stop());

  async function pageOf(addonId: string): Promise<Page> {
    const host = await thunderbird.chrome(hostOf, addonId);
    return thunderbird.page(uri => uri.includes(`${host}/page/options.html`));
  }

  async function press(addonId: string, state: string): Promise<Page> {
    await thunderbird.pressButton(addonId);
    const page = await pageOf(addonId);
    await page.waitFor(wanted => document.querySelector('main')?.dataset['state'] === wanted, {}, state);
    return page;
  }

  async function expectAside(): Promise<void> {
    await expect.poll(() => button(thunderbird, storeId)).toMatchObject({badge: '', title: messages.badge_elsewhere.message});
  }

  /** It has audited, and could check nothing. */
  async function expectAudited(page: Page): Promise<void> {
    expect((await reportOf(page)).findings.map(({outcome}) => outcome)).toContain('unknown');
    await expect.poll(async () => (await button(thunderbird, storeId)).title).not.toBe(messages.badge_elsewhere.message);
  }

  it('alone, the store edition audits', async () => {
    await thunderbird.install(xpiWithoutExperiment);
    await expectAudited(await press(storeId, 'ready'));
  });

  it('beside the full one it says so instead, and has no number; the full one works as ever', async () => {
    await thunderbird.install(xpi);
    const page = await press(storeId, 'elsewhere');
    await expectAside();
    const shown = await page.evaluate(() => document.body.innerText);
    for (const key of ['page_elsewhere_title', 'page_elsewhere_text', 'extension_name_store']) expect(shown).toContain(messages[key].message);
    expect(await page.evaluate(() => ['#report', '#audited', 'header [data-action="audit"]', '#share-button'].filter(part => document.querySelector(part)!.checkVisibility()))).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await expect.poll(() => button(thunderbird)).toMatchObject({badge: '1'});
    expect((await reportOf(await press(id, 'ready'))).findings.map(({rule}) => rule)).toContain('incoming-plaintext');
  });

  it('its button shows the page of the full one, which is woken for it', async () => {
    await (await pageOf(id)).close();
    await thunderbird.chrome(terminate, id);
    await (await pageOf(storeId)).click('[data-action="open-full"]');
    await (await pageOf(id)).waitFor(() => document.querySelector('main')?.dataset['state'] === 'ready');
  });

  it('at a start it does nothing by itself either', async () => {
    // Thunderbird would open it again, and what its page shows is another matter.
    await (await pageOf(storeId)).close();
    await thunderbird.restart();
    await expectAside();
    await expect.poll(() => button(thunderbird)).toMatchObject({badge: '1'});
  });

  it('with the full one disabled it audits when its button is pressed, and makes way again', async () => {
    await thunderbird.chrome(manage, id, 'disable' as const);
    await expectAudited(await press(storeId, 'ready'));
    await thunderbird.chrome(manage, id, 'enable' as const);
    await press(storeId, 'elsewhere');
    await expectAside();
  });

  it('with the full one gone while its page is open, its own button makes it audit', async () => {
    const page = await pageOf(storeId);
    await thunderbird.chrome(manage, id, 'uninstall' as const);
    await page.click('[data-action="open-full"]');
    await page.waitFor(() => document.querySelector('main')?.dataset['state'] === 'ready');
    await expectAudited(page);
  });
});
