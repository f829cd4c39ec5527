/** The labels the page quotes are those of the Thunderbird it runs in, whatever that is today; they are asked for before the page needs them, and once. */
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {strFromU8, strToU8, unzipSync, zipSync} from 'fflate';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Page, Thunderbird} from '../../scripts/thunderbird.js';
import {type Labels, labelIds, labels, lineOf, withoutColon} from '../../src/explain/labels.ts';
import {labelsOf} from '../helpers/thunderbird-strings.ts';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {id, openPage, startAudited, unfoldAll} from './audited.ts';
import {profile} from './profile.ts';

/** Accounts with so much to correct that many labels are quoted. */
const accounts = profile([
  {type: 'imap', server: {socketType: 0, port: 143, offline_download: false, empty_trash_on_exit: true, delete_model: 2}, smtp: {try_ssl: 0, port: 25, authMethod: 1}, identity: {fcc: false}},
  {type: 'imap', server: {autosync_max_age_days: 30, limit_offline_message_size: true, max_size: 50, authMethod: 9}, smtp: {try_ssl: 2, port: 587}},
  {type: 'pop3', server: {leave_on_server: false, headers_only: true}},
  {type: 'pop3', server: {leave_on_server: true, delete_by_age_from_server: false}},
]);

/** What we remember of a Thunderbird, as any page of ours can see it: `file` is one that runs none of our code. */
async function remembered(thunderbird: Thunderbird, file = '/VENDOR.md'): Promise<{of: string; told: Labels['told']}> {
  await thunderbird.chrome((addon, path) => {
    const {WebExtensionPolicy, window3} = globalThis as any;
    const policy = WebExtensionPolicy.getByID(addon);
    window3.openContentTab(policy.getURL(path), {linkHandler: 'single-page', triggeringPrincipal: policy.extension.principal});
  }, id, file);
  const page = await thunderbird.page(file);
  const kept = await page.waitFor(async () => (await (globalThis as any).browser.storage.local.get('labels')).labels);
  await page.close();
  return kept;
}

/** The labels the page quotes, by their text. */
async function quotedOn(page: Page): Promise<string[]> {
  await unfoldAll(page);
  return page.evaluate(() => [...new Set([...document.querySelectorAll('b')].map(element => element.textContent!))]);
}

/** In the page: what Thunderbird tells of these keys of one file, or why it does not. */
async function ask(...keys: string[]): Promise<unknown> {
  try {
    return await (globalThis as any).browser.mailSettings.labels(keys.map(key => ({file: 'am-server-top.dtd', key})));
  } catch (error) {
    return String(error);
  }
}

/** Labels that are a folder's name: its flag (nsMsgFolderFlags), and its name on the disk. */
const folders = {
  inbox: ['Inbox', 'Inbox'], sentFolder: ['SentMail', 'Sent'], archivesFolder: ['Archive', 'Archives'], trash: ['Trash', 'Trash'], junk: ['Junk', 'Junk'],
  outbox: ['Queue', 'Unsent Messages'],
} as const;

/** Runs in Thunderbird: makes those in Local Folders that are not there. A folder gets its name when it is next read. */
function makeFolders(wanted: typeof folders): void {
  const {Ci, MailServices} = globalThis as any;
  if (!MailServices.accounts.accounts.some((account: any) => account.incomingServer.type === 'none')) MailServices.accounts.createLocalMailAccount();
  const root = MailServices.accounts.localFoldersServer.rootFolder.QueryInterface(Ci.nsIMsgLocalMailFolder).QueryInterface(Ci.nsIMsgFolder);
  for (const [flag, name] of Object.values(wanted)) {
    if (!root.getFolderWithFlags(Ci.nsMsgFolderFlags[flag])) root.createLocalSubfolder(name).setFlag(Ci.nsMsgFolderFlags[flag]);
  }
}

/** Runs in Thunderbird: what it shows them and the menu as. Thunderbird 140: prettyName; 153: localizedName. */
function namesShown(wanted: typeof folders): Record<string, string> {
  const {Ci, MailServices, window3} = globalThis as any;
  const {prettyName, rootFolder} = MailServices.accounts.localFoldersServer;
  const names = Object.entries(wanted).map(([label, [flag]]) => {
    const folder = rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags[flag]);
    return [label, folder.localizedName ?? folder.prettyName];
  });
  return {...Object.fromEntries(names), localFolders: prettyName, appMenu: window3.document.getElementById('button-appmenu').getAttribute('label')};
}

/** A language pack in which every label of ours reads otherwise. */
function changedPack(application: string, language: string, folder: string): string {
  const files = unzipSync(readFileSync(join(application, `extensions/langpack-${language}@thunderbird.mozilla.org.xpi`)));
  for (const name of Object.keys(files).filter(file => /messenger\/(messenger|prefs)\.properties$/.test(file))) {
    files[name] = strToU8(strFromU8(files[name]!).replaceAll(/^((?:inbox|trash)FolderName|prefPanel-server)(\s*=\s*)(.*)$/gm, '$1$2Other $3'));
  }
  const manifest = JSON.parse(strFromU8(files['manifest.json']!));
  manifest.version = `${manifest.version.split('.').slice(0, 2).join('.')}.99999999.1`;
  files['manifest.json'] = strToU8(JSON.stringify(manifest));
  const path = join(folder, `langpack-${language}@thunderbird.mozilla.org.xpi`);
  writeFileSync(path, zipSync(files, {level: 0}));
  return path;
}

inEachThunderbird(({application, version}) => {
  describe.each(['en-US', 'fr'])('in %s', language => {
    let thunderbird: Thunderbird;
    let page: Page;
    let before: Awaited<ReturnType<typeof remembered>>;
    let folder: string;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'labels-'));
      thunderbird = await startAudited({application, locale: language, prefs: accounts});
      before = await remembered(thunderbird);
      page = await openPage(thunderbird);
    });
    afterAll(async () => {
      await thunderbird?.stop();
      rmSync(folder, {recursive: true});
    });

    it('they are as they stand there, and known before the page is opened', () => {
      expect(before.told).toEqual(labelsOf(application, language));
    });
    // A newer Thunderbird may have moved one: then the page has its copy.
    if (['140', '153'].includes(version)) it('none is missing', () => {
      const wanted = labelIds.filter(label => lineOf(version) in labels[label] || 140 in labels[label]);
      expect(wanted.filter(label => before.told[label] === undefined)).toEqual([]);
    });
    it('the page quotes them, and nothing else in bold', async () => {
      const all = new Set(Object.values(before.told).map(withoutColon));
      const texts = await quotedOn(page);
      expect(texts.filter(text => !all.has(text))).toEqual([]);
      expect(texts.length).toBeGreaterThan(20);
    });
    it('folders and the menu are called what Thunderbird shows', async () => {
      await thunderbird.chrome(makeFolders, folders);
      await thunderbird.restart();
      expect(before.told).toMatchObject(await thunderbird.chrome(namesShown, folders));
      page = await openPage(thunderbird);
    });
    it('are asked for by name, so many at once, and a name is no pattern', async () => {
      for (const key of ['.*', '(a+)+$', 'port.label"', 'x'.repeat(101), '']) expect(await page.evaluate(ask, key)).toContain('must match');
      expect(await page.evaluate(ask, ...Array<string>(501).fill('port.label'))).toContain('at most 500 items');
      // A dot is a dot, and what every object has is no label.
      expect(await page.evaluate(ask, 'port.label', 'portxlabel', 'constructor', '__proto__')).toEqual([before.told.portLabel, null, null, null]);
      expect(await page.evaluate(ask, ...Array<string>(500).fill('port.label'))).toEqual(Array<string>(500).fill(before.told.portLabel!));
    });
    it('what is remembered is shown, and outlives a restart', async () => {
      const told = {...before.told, serverSettings: 'What is remembered'};
      await page.evaluate(async kept => (globalThis as any).browser.storage.local.set({labels: kept}), {...before, told});
      await thunderbird.restart();
      page = await openPage(thunderbird);
      expect(await quotedOn(page)).toContain('What is remembered');
      expect((await remembered(thunderbird)).told).toEqual(told);
    });
    if (language !== 'en-US') it('with another language pack they are asked for again, and shown', async () => {
      const path = changedPack(application, language, folder);
      await thunderbird.install(path);
      await thunderbird.restart();
      page = await openPage(thunderbird);
      const texts = await quotedOn(page);
      const {told} = await remembered(thunderbird);
      expect([told.serverSettings, told.trash]).toEqual([`Other ${before.told.serverSettings}`, `Other ${before.told.trash}`]);
      expect(texts).toEqual(expect.arrayContaining([told.serverSettings, told.trash]));
    });
  });
});
