/** What is read of real profiles: everything, as Thunderbird acts on it, and without changing anything. */
import {mkdir, mkdtemp, rm, symlink, truncate, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import {afterEach, expect, it} from 'vitest';
import type {Page, Thunderbird} from '../../scripts/thunderbird.js';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {buttonAt, findingText, id, openPage, reportOf, settingsOf, startAudited, unfoldAll, userPrefs} from './audited.ts';
import {type AccountSpec, type Prefs, profile} from './profile.ts';

let thunderbird: Thunderbird;
afterEach(() => thunderbird?.stop());

async function startWith(application: string, prefs: Prefs): Promise<Page> {
  thunderbird = await startAudited({application, prefs});
  return openPage(thunderbird);
}

inEachThunderbird(({application}) => {
  it('reads unset and legacy values as Thunderbird acts on them', async () => {
    const unset = {socketType: 3, port: -1};
    const accounts: AccountSpec[] = [
      {type: 'imap', server: {...unset, port: 0}, smtp: {try_ssl: 3, port: 0}},
      {type: 'pop3', server: unset, smtp: {try_ssl: 2, port: 0}},
      {type: 'imap', server: {socketType: 0, port: -1}, smtp: {try_ssl: 1, port: 587}},
      {type: 'pop3', server: {socketType: 1, port: 0}},
      {type: 'imap', server: {socketType: 7, port: 143, authMethod: 0}},
    ];
    const prefs = profile(accounts);
    // What profiles of before Thunderbird 3 have instead of socketType.
    for (const [n, secure] of [[1, true], [2, true], [3, false]] as const) {
      delete prefs[`mail.server.server${n}.socketType`];
      prefs[`mail.server.server${n}.isSecure`] = secure;
    }
    const {accounts: read, outgoingServers} = await settingsOf(await startWith(application, prefs));
    const incoming = read.map(({server}) => server && [server.socketType, server.port, server.authMethod]);
    expect(incoming.slice(0, 5)).toEqual([
      ['SSL', 993, 'passwordCleartext'], ['SSL', 995, 'passwordCleartext'], ['plain', 143, 'passwordCleartext'],
      ['optionalSTARTTLS', 110, 'passwordCleartext'], ['plain', 143, 'anything'],
    ]);
    expect(outgoingServers.slice(0, 3).map(server => [server.socketType, server.port])).toEqual([
      ['SSL', 465], ['STARTTLS', 587], ['optionalSTARTTLS', 587],
    ]);
  });

  it('changes no preference, and does not wake its own watcher', async () => {
    const prefs = profile([
      {type: 'imap', smtp: null}, {type: 'pop3'}, {type: 'ews'}, {type: 'none'}, {type: 'rss'}, {type: 'nntp', smtp: null},
    ]);
    delete prefs['mail.server.server1.socketType'];
    prefs['mail.server.server1.isSecure'] = true;
    const {startThunderbird} = await import('../../scripts/thunderbird.js');
    thunderbird = await startThunderbird({application, prefs});
    await untilSettled(thunderbird);
    // Among it the socket type that its getter makes of isSecure, and what an Exchange server writes when it is made, as each time its
    // list is asked for while one is of an unknown type: here that is still to be made.
    await thunderbird.chrome(() => {
      const {Services} = globalThis as any;
      Services.prefs.clearUserPref('mail.server.server1.socketType');
      Services.prefs.setCharPref('mail.outgoingserver.ews1.ews_url', 'https://exchange.example.org/EWS/Exchange.asmx');
      Services.prefs.setCharPref('mail.smtpserver.ews1.type', 'ews');
      Services.prefs.setCharPref('mail.smtpserver.pigeon1.type', 'pigeon');
      Services.prefs.setCharPref('mail.smtpservers', 'ews1,pigeon1');
    });
    const before = await userPrefs(thunderbird);
    const {xpi} = await import('./audited.ts');
    await thunderbird.install(xpi);
    const page = await openPage(thunderbird);
    const woken = await page.evaluate(async () => {
      const {browser} = window as any;
      let count = 0;

      browser.mailSettings.onChanged.addListener(() => { count++; });
      await browser.mailSettings.read();
      document.querySelector<HTMLElement>('[data-action="audit"]')!.click();
      await new Promise(resolve => setTimeout(resolve, 1000));
      return count;
    });
    expect(woken).toBe(0);
    const after = await userPrefs(thunderbird);
    expect(accountPrefs(after)).toEqual(accountPrefs(before));
    expect(before).not.toHaveProperty('mail.smtp.defaultserver');
    const changed = Object.keys({...before, ...after}).filter(name => before[name] !== after[name]);
    expect(changed.filter(name => !isThunderbirdsOwn(name))).toEqual([]);
  });

  it('names every kind of account and judges those with mail of their own', async () => {
    const page = await startWith(application, profile([
      {type: 'imap'}, {type: 'pop3'}, {type: 'ews'}, {type: 'none'}, {type: 'rss'}, {type: 'nntp', server: {socketType: 0}},
      {type: 'im', server: {'imAccount': 'account1'}},
    ]));
    const {accounts, findings, passed} = await reportOf(page);
    const types = Object.fromEntries(accounts.map(account => [account.id, account.type]));
    expect(types).toMatchObject({account1: 'imap', account2: 'pop3', account3: 'ews', account4: 'local', account5: 'rss', account6: 'nntp'});
    const judged = new Set([...findings, ...passed].flatMap(verdict => verdict.accountIds));
    // Local Folders only for what is kept there.
    expect([...judged].sort()).toEqual(['account1', 'account2', 'account3', 'account4']);
    expect(accounts.filter(account => account.judged).map(account => account.id)).toEqual(['account1', 'account2', 'account3']);
    const text = await page.evaluate(() => document.body.textContent!);
    // Of Local Folders there is nothing to say.
    for (const n of [1, 2, 3, 5, 6]) expect(text).toContain(`Account ${n}`);
  });

  it('leaves an account out that Thunderbird itself hides, and does not miss its server', async () => {
    const page = await startWith(application, profile([{type: 'imap'}, {type: 'imap', server: {hidden: true}}, {type: 'pop3'}]));
    const {accounts, findings} = await reportOf(page);
    expect(accounts.map(account => account.id)).not.toContain('account2');
    expect(accounts.map(account => account.id)).toEqual(expect.arrayContaining(['account1', 'account3']));
    expect(findings.filter(({accountIds}) => accountIds.includes('account2'))).toEqual([]);
    await unfoldAll(page);
    expect(await page.evaluate(() => document.body.textContent)).not.toContain('Account 2');
  });

  it('shows a broken account as one line, and the others in full', async () => {
    thunderbird = await startAudited({application, prefs: profile([{type: 'imap'}, {type: 'pop3'}])});
    const broken = await thunderbird.chrome(breakAccounts);
    const page = await openPage(thunderbird);
    const {accounts, findings, passed} = await reportOf(page);
    for (const key of broken) {
      expect(accounts).toContainEqual({id: key, type: 'unknown', judged: false, readable: false});
      expect(await page.evaluate(account => document.querySelector(`[data-account="${account}"]`) !== null, key)).toBe(true);
    }
    expect(passed.filter(verdict => verdict.accountIds.includes('account1')).length).toBeGreaterThan(8);
    expect(findings.filter(finding => finding.accountIds.includes('account2')).map(finding => finding.rule)).toEqual(['pop-sent-only-here']);
  });

  it('is read a piece at a time: two reads at once tell the same, and what goes meanwhile is left out', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'folders-'));
    try {
      const place = join(folder, 'profile');
      for (const n of [1, 2, 3]) {
        await mkdir(join(place, `Mail/${n}`), {recursive: true});
        for (let i = 0; i < 40; i++) await writeFile(join(place, `Mail/${n}/folder${i}`), '');
      }
      const specs = [1, 2, 3].map((n): AccountSpec => ({type: 'pop3', server: {'directory-rel': `[ProfD]Mail/${n}`}}));
      thunderbird = await startAudited({application, prefs: profile(specs), profile: place});
      await openPage(thunderbird);
      const {alone, both, late, ticks} = await thunderbird.chrome(readInPieces, id);
      expect(both).toEqual([alone, alone]);
      expect(alone.accounts.slice(0, 3).map(({server}: any) => server.folders.length)).toEqual([42, 42, 42]);
      // Each folder has a key of its own, and none has a name in it.
      const keys = alone.accounts.flatMap(({server}: any) => server.folders ?? []).map(({key}: any) => key);
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys.filter((key: string) => !/^[\w+/]{22}$/.test(key))).toEqual([]);
      // Something else ran between the pieces.
      expect(ticks).toBeGreaterThan(50);
      const {accounts, identities, ...others} = alone;
      const without = accounts.filter((account: any) => account.id !== 'account3');
      expect({...late, accounts: undefined}).toEqual({
        ...others, accounts: undefined, identities: identities.filter(({key}: any) => key !== 'id3'), program: {...others.program, savedLogins: late.program.savedLogins},
      });
      expect(late.accounts.map((account: any) => [account.id, account.error])).toEqual(without.map((account: any) => [account.id, undefined]));
      expect(late.accounts[0]).toEqual(alone.accounts[0]);
      // A folder that goes may have been read or not.
      expect(late.accounts[1].server.folders.length).toBeOneOf([41, 42]);
    } finally {
      await thunderbird.stop();
      await rm(folder, {recursive: true});
    }
  });

  it('knows that the mail here is too much for the built-in export', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'large-'));
    try {
      const place = join(folder, 'profile');
      await mkdir(join(place, 'Mail/large'), {recursive: true});
      // Three gigabytes of nothing, which take no room on the disk.
      await writeFile(join(place, 'Mail/large/Inbox'), '');
      await truncate(join(place, 'Mail/large/Inbox'), 3 * 1024 ** 3);
      const prefs = profile([{type: 'pop3', server: {'directory-rel': '[ProfD]Mail/large'}}]);
      thunderbird = await startAudited({application, prefs, profile: place});
      const page = await openPage(thunderbird);
      expect(await page.evaluate(() => document.getElementById('row-backup')!.textContent)).toContain('takes about 3 GB');
      await thunderbird.stop();
    } finally {
      await rm(folder, {recursive: true});
    }
  });

  it('tells where mail really is: links are followed, as Account Settings shows it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'linked-'));
    try {
      const place = join(folder, 'profile');
      await mkdir(join(folder, 'Dropbox/Mail'), {recursive: true});
      await mkdir(join(place, 'Mail'), {recursive: true});
      await symlink(join(folder, 'Dropbox/Mail'), join(place, 'Mail/linked'));
      thunderbird = await startAudited({application, prefs: profile([{type: 'pop3', server: {'directory-rel': '[ProfD]Mail/linked'}}]), profile: place});
      const page = await openPage(thunderbird);
      expect((await settingsOf(page)).accounts[0]!.server!.localPath).toBe(join(folder, 'Dropbox/Mail'));
      expect(await thunderbird.chrome(() => (globalThis as any).MailServices.accounts.getIncomingServer('server1').localPath.path)).toBe(join(folder, 'Dropbox/Mail'));
      expect((await reportOf(page)).findings.map(({rule}) => rule)).toContain('mail-in-cloud-folder');
      await thunderbird.stop();
    } finally {
      await rm(folder, {recursive: true});
    }
  });

  it('names a locked setting as managed, and offers no change of it', async () => {
    thunderbird = await startAudited({application, prefs: profile([{type: 'imap', server: {socketType: 0, port: 143}}])});
    await thunderbird.chrome(() => (globalThis as any).Services.prefs.lockPref('mail.server.server1.socketType'));
    const page = await openPage(thunderbird);
    const {accounts: [account]} = await settingsOf(page);
    expect(account!.server!.locked).toEqual(['socketType']);
    await thunderbird.chrome(() => (globalThis as any).Services.prefs.lockPref('mail.server.server1.directory'));
    expect((await settingsOf(page)).accounts[0]!.server!.locked).toEqual(['socketType', 'localPath']);
    expect(await findingText(page, 'unprotected-password')).toMatch(/administrator/i);
    expect(await page.evaluate(selector => document.querySelector<HTMLElement>(selector)!.dataset['action'], buttonAt('unprotected-password'))).toBe('see');
  });

  it('reads the other outgoing servers when one is of a type this Thunderbird does not know', async () => {
    const prefs = profile([{type: 'imap', smtp: {try_ssl: 0, port: 587}}]);
    prefs['mail.smtpservers'] = 'smtp1,smtp2';
    prefs['mail.smtpserver.smtp2.type'] = 'pigeon';
    const page = await startWith(application, prefs);
    const {findings} = await reportOf(page);
    expect(findings.map(finding => [finding.rule, finding.subjectId])).toContainEqual(['outgoing-plaintext', 'smtp1']);
    expect(await thunderbird.chrome(addonId => (globalThis as any).WebExtensionPolicy.getByID(addonId).active, id)).toBe(true);
  });
});

/** Runs in Thunderbird: an account without a server, and one whose server is gone. */
function breakAccounts(): string[] {
  const {accounts} = (globalThis as any).MailServices;
  const never = accounts.createAccount();
  const server = accounts.createIncomingServer('x', 'gone.example.org', 'imap');
  const gone = accounts.createAccount();
  gone.incomingServer = server;
  gone.addIdentity(accounts.createIdentity());
  accounts.removeIncomingServer(server, false);
  return [never.key, gone.key];
}

/**
 * Runs in Thunderbird: reads one thing at a time. Alone, twice at once, and while account 3 and a folder of account 2 go.
 * @returns what was told, and how often something else had its turn
 */
async function readInPieces(addonId: string): Promise<{alone: any; both: any[]; late: any; ticks: number}> {
  const {MailServices, Services, WebExtensionPolicy} = globalThis as any;
  const {extension} = WebExtensionPolicy.getByID(addonId);
  const experiment = await extension.experimentAPIManager.asyncGetAPI('mailSettings', extension);
  experiment.constructor.PACE.sliceMs = 0;
  const {mailSettings} = experiment.getAPI({extension});
  const state = {ticks: 0, isOver: false};
  const turn = () => new Promise(resolve => Services.tm.dispatchToMainThread(resolve));
  const alone = await mailSettings.read();
  const both = await Promise.all([mailSettings.read(), mailSettings.read()]);
  const reading = mailSettings.read().finally(() => { state.isOver = true; });
  while (!state.isOver) {
    await turn();
    state.ticks += 1;
    // About the middle of account 2.
    if (state.ticks === 60) {
      const {accounts} = MailServices;
      accounts.getAccount('account2').incomingServer.rootFolder.getChildNamed('folder39').deleteSelf(null);
      accounts.removeAccount(accounts.getAccount('account3'), false);
    }
  }
  return {alone, both, late: await reading, ticks: state.ticks};
}

/** Thunderbird itself still writes after its start: waits until it has written nothing for three seconds. */
async function untilSettled(running: Thunderbird): Promise<void> {
  let before: unknown;
  await expect.poll(async () => {
    const last = before;
    before = await userPrefs(running);
    return isDeepStrictEqual(last, before);
  }, {interval: 3000}).toBe(true);
}

function accountPrefs(prefs: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(prefs).filter(([name]) => /^mail\.(account|accountmanager|server|smtp|outgoing|identity)/.test(name)));
}

/** What installing an add-on, opening a tab and merely running make Thunderbird write. */
function isThunderbirdsOwn(name: string): boolean {
  return /^(extensions\.|browser\.|app\.|toolkit\.|datareporting\.|services\.|idle\.|storage\.|places\.|mail\.(cloud|openpgp|ui|spaces)|mailnews\.tags|calendar\.|gfx|media\.|security\.sandbox|sanity-test|distribution|ldap_2)/.test(name);
}
