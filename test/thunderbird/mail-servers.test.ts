/** With mail on a real server: what is read of it, that reading leaves it alone, and what Thunderbird's retention does there. */
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Dovecot, startDovecot} from '../../scripts/dovecot.js';
import {type Page, type Thunderbird} from '../../scripts/thunderbird.js';
import type {IncomingServerSettings} from '../../src/experiment/settings.d.ts';
import {copyLimitOf} from '../../src/facts/kept-mail.ts';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {auditAnew, id, reportOf, sentence, settingsOf, startAudited, unfoldAll} from './audited.ts';
import {type AccountSpec, type Prefs, profile} from './profile.ts';
import type {Finding, JudgedSubject, Report} from '../../src/report.ts';

const host = '127.0.0.1';
const keepsByAge: Prefs = {retainBy: 2, daysToKeepHdrs: 30};
const leavesOnServer: Prefs = {leave_on_server: true, delete_by_age_from_server: false};

/** By user: how many units of 1024 octets are used, and of how many. */
const quotas: Record<string, [used: number, limit: number]> = {half: [500, 1000], most: [780, 1000], nearly: [850, 1000], full: [1920, 2000]};

/** The accounts in this order are account1, account2 and so on. */
const users: Record<string, Omit<AccountSpec, 'smtp'>> = {
  ...Object.fromEntries(Object.keys(quotas).map(user => [user, {type: 'imap'}])),
  unlimited: {type: 'imap'},
  aging: {type: 'imap', server: keepsByAge},
  mirrored: {type: 'pop3', server: {...leavesOnServer, ...keepsByAge, delete_mail_left_on_server: true}},
  separate: {type: 'pop3', server: {...leavesOnServer, ...keepsByAge, delete_mail_left_on_server: false}},
  noquota: {type: 'imap'},
  // Its mail goes into the folders on this computer, which are the account after these.
  delivered: {type: 'pop3', server: {...leavesOnServer, delete_mail_left_on_server: true, deferred_to_account: 'account14'}},
  never: {type: 'imap'},
  neverPOP: {type: 'pop3', server: {...leavesOnServer, delete_by_age_from_server: true, num_days_to_leave_on_server: 14}},
  chosen: {type: 'imap', server: {offline_download: false}},
};

/** What is said of these must not depend on what they cannot send with. */
const senders = ['never', 'neverPOP', 'chosen'];

/** Its place among the accounts is its key. */
function keyOf(user: string): string {
  return `server${Object.keys(users).indexOf(user) + 1}`;
}

/** The key of the folders on this computer, where old mail is deleted. */
const here = `server${Object.keys(users).length + 1}`;

/** On a server of its own, which has no quotas. */
const elsewhere = 'noquota';

function message(subject: string, daysAgo: number, octets = 200): string {
  const date = new Date(Date.now() - daysAgo * 86_400_000).toUTCString();
  const header = `From: a@example.org\r\nTo: b@example.org\r\nSubject: ${subject}\r\nMessage-ID: <${subject}-${octets}@example.org>\r\nDate: ${date}\r\n\r\n`;
  const line = `${'x'.repeat(70)}\r\n`;
  return `${(header + line.repeat(octets / line.length)).slice(0, octets - 2)}\r\n`;
}

async function fill(server: Dovecot): Promise<void> {
  for (const [user, [used]] of Object.entries(quotas)) await server.deliver(user, message('large', 1, used * 1024));
  for (const user of ['unlimited', 'aging', 'mirrored', 'separate', 'delivered', 'never', 'neverPOP', 'chosen']) {
    await server.deliver(user, message('old', 400));
    await server.deliver(user, message('new', 1));
  }
  // What is above Chess holds no mail: \Noselect.
  for (const mailbox of ['Projects', 'Letters', 'Clubs/Chess']) await server.createMailbox('half', mailbox);
}

function accountsOn(server: Dovecot, other: Dovecot): Prefs {
  const accounts = Object.entries(users).map(([user, {type, server: settings}]) => {
    const {imapPort, popPort} = user === elsewhere ? other : server;
    return {type, ...!senders.includes(user) && {smtp: null}, server: {hostname: host, userName: user, port: type === 'imap' ? imapPort : popPort, socketType: 0, ...settings}};
  });
  const local = {type: 'none', server: {hostname: 'Local Folders', userName: 'nobody', name: 'Local Folders', ...keepsByAge}} as const;
  return {...profile([...accounts, local]), 'mail.accountmanager.localfoldersserver': here};
}

/** The subjects of what a mailbox holds on the server, each with its flags: T is what the server calls deleted, and still has. */
async function subjects(server: Dovecot, user: string, mailbox?: string): Promise<string[]> {
  return (await server.messages(user, mailbox)).map(({text, flags}) => [/^Subject: (.*)$/m.exec(text)![1]!.trim(), ...flags].join(' '));
}

// ---- What runs in Thunderbird: each travels alone, as text ----

async function savePasswords(logins: {scheme: string; user: string; password: string}[]): Promise<void> {
  const {Cc, Ci, Services} = globalThis as any;
  for (const {scheme, user, password} of logins) {
    const login = Cc['@mozilla.org/login-manager/loginInfo;1'].createInstance(Ci.nsILoginInfo);
    login.init(`${scheme}://127.0.0.1`, null, `${scheme}://127.0.0.1`, user, password, '', '');
    await Services.logins.addLoginAsync(login);
  }
}

/** Shows a folder as a click on it does; true when it is shown. */
function showFolder(key: string, name: string): boolean {
  const {MailServices, window3} = globalThis as any;
  const folder = MailServices.accounts.getIncomingServer(key).rootFolder.descendants.find((each: any) => each.name.toLowerCase() === name);
  const tabmail = window3.document.getElementById('tabmail');
  tabmail.switchToTab(0);
  tabmail.currentAbout3Pane.displayFolder(folder.URI);
  return tabmail.currentAbout3Pane.gFolder?.URI === folder.URI;
}

function countMessages(key: string): number {
  const {Ci, MailServices} = globalThis as any;
  return MailServices.accounts.getIncomingServer(key).rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox).getTotalMessages(false);
}

/** As "Get Messages" for a POP account; resolves to the status. */
function getMessages(key: string): Promise<number> {
  const {ChromeUtils, Ci, MailServices, window3} = globalThis as any;
  const server = MailServices.accounts.getIncomingServer(key);
  return new Promise(resolve => {
    const listener = {
      QueryInterface: ChromeUtils.generateQI(['nsIUrlListener']),
      OnStartRunningUrl() {},
      OnStopRunningUrl: (_url: unknown, status: number) => resolve(status),
    };
    MailServices.pop3.GetNewMail(window3.msgWindow, listener, server.rootMsgFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox), server);
  });
}

/** What nsMsgPurgeService does to every folder, five minutes after the start and every eight hours. */
function applyRetention(key: string): void {
  const {Ci, MailServices} = globalThis as any;
  MailServices.accounts.getIncomingServer(key).rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox).applyRetentionSettings();
}

/** As the properties of a folder do when its own retention is chosen there (folderProps.js, folderPropsOKButton). */
function chooseOwnRetention(key: string, name: string): void {
  const {MailServices} = globalThis as any;
  const folder = MailServices.accounts.getIncomingServer(key).rootFolder.getChildNamed(name);
  // That dialog opens it.
  if (!folder.msgDatabase) throw new Error(`${name} has no database`);
  const settings = folder.retentionSettings;
  Object.assign(settings, {useServerDefaults: false, retainByPreference: 2, daysToKeepHdrs: 30});
  folder.retentionSettings = settings;
}

/** A search that is saved as a folder. */
function saveSearch(key: string): void {
  const {ChromeUtils, MailServices} = globalThis as any;
  const {VirtualFolderHelper} = ChromeUtils.importESModule('resource:///modules/VirtualFolderWrapper.sys.mjs');
  const root = MailServices.accounts.getIncomingServer(key).rootFolder;
  const found = VirtualFolderHelper.createNewVirtualFolder('From A', root, [root.getChildNamed('Inbox')], 'AND (from,contains,a)', false);
  if (!root.descendants.includes(found.virtualFolder)) throw new Error('The search was not saved');
}

/** The names of all its folders, as Thunderbird lists them. */
function folderNames(key: string): string[] {
  const {MailServices} = globalThis as any;
  return MailServices.accounts.getIncomingServer(key).rootFolder.descendants.map((folder: any) => folder.name);
}

/** The folders whose databases are open, by name. */
function openDatabases(key: string): string[] {
  const {MailServices} = globalThis as any;
  return MailServices.accounts.getIncomingServer(key).rootFolder.descendants
    .filter((folder: any) => folder.databaseOpen).map((folder: any) => folder.name.toLowerCase());
}

/** Ticks the option as Account Settings do, which select every folder along with it (am-offline.js, toggleOffline); how many messages are here then. */
function tickOption(key: string): {bodies: number; messages: number} {
  const {Ci, MailServices} = globalThis as any;
  const server = MailServices.accounts.getIncomingServer(key);
  // Thunderbird 140 has the option on nsIImapIncomingServer, 153 on every server.
  server.QueryInterface(Ci.nsIImapIncomingServer).offlineDownload = true;
  for (const folder of server.rootFolder.descendants) folder.setFlag(Ci.nsMsgFolderFlags.Offline);
  const messages = [...server.rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox).messages];
  return {bodies: messages.filter(({flags}) => flags & Ci.nsMsgMessageFlags.Offline).length, messages: messages.length};
}

/** Whether Thunderbird would copy each message of the Inbox, were it to keep a copy with this limit of kilobytes on its size. */
function wouldCopy(key: string, limit: number): boolean[] {
  const {Ci, MailServices} = globalThis as any;
  const server = MailServices.accounts.getIncomingServer(key);
  const inbox = server.rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox);
  inbox.setFlag(Ci.nsMsgFolderFlags.Offline);
  Object.assign(server, {limitOfflineMessageSize: true, maxMessageSize: limit});
  const answers = [...inbox.messages].map(({messageKey}) => inbox.shouldStoreMsgOffline(messageKey));
  Object.assign(server, {limitOfflineMessageSize: false, maxMessageSize: 50});
  inbox.clearFlag(Ci.nsMsgFolderFlags.Offline);
  return answers;
}

/** Sets the option alone, as an administrator or the Config Editor does. */
function setOption(key: string, isOn: boolean): void {
  (globalThis as any).Services.prefs.setBoolPref(`mail.server.${key}.offline_download`, isOn);
}

/** Asks the server for its folders. */
function listFolders(key: string): void {
  const {MailServices, window3} = globalThis as any;
  MailServices.accounts.getIncomingServer(key).performExpand(window3.msgWindow);
}

function goOfflineAtStart(): void {
  const {prefs} = (globalThis as any).Services;
  prefs.setIntPref('offline.startup_state', 3);
  prefs.setBoolPref('network.manage-offline-status', false);
}

function compact(key: string): void {
  const {Ci, MailServices, window3} = globalThis as any;
  MailServices.accounts.getIncomingServer(key).rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox).compact(null, window3.msgWindow);
}

/** What the rules on copies say of it. */
function onCopies({findings, passed}: Report, user: string): string[] {
  const all: (JudgedSubject & Partial<Finding>)[] = [...findings, ...passed];
  return all.filter(({rule, subjectId}) => subjectId === keyOf(user) && /^(local-copies|folders-without)/.test(rule))
    .map(({rule, outcome = 'pass', data}) => [rule, outcome, ...Object.values(data ?? {}).flat()].join(' ')).sort();
}

/** What the row of an account says of IMAP. */
function onServer(kept: string, level: string) {
  return {drawing: expect.stringContaining(`On the server. Thunderbird is ${kept}`), where: level};
}

inEachThunderbird(({application}) => {
  let server: Dovecot;
  let other: Dovecot;
  let thunderbird: Thunderbird;
  let page: Page;

  const show = (user: string, folder = 'inbox') => thunderbird.waitFor(showFolder, {}, keyOf(user), folder);
  const count = (user: string) => thunderbird.chrome(countMessages, keyOf(user));
  const open = (user: string) => thunderbird.chrome(openDatabases, keyOf(user));

  /** The page is only where the experiment can be asked from. */
  async function pageOf(): Promise<Page> {
    await thunderbird.pressButton(id);
    return thunderbird.page('/page/options.html');
  }

  async function restart(): Promise<void> {
    await thunderbird.restart();
    page = await pageOf();
  }

  async function everything(): Promise<string[][]> {
    return Promise.all(Object.keys(users).map(user => subjects(user === elsewhere ? other : server, user)));
  }

  async function readAll(): Promise<IncomingServerSettings[]> {
    const {accounts} = await settingsOf(page);
    return accounts.flatMap(account => account.server ?? []);
  }

  async function read(user: string): Promise<IncomingServerSettings> {
    return (await readAll()).find(({key}) => key === keyOf(user))!;
  }

  /** The users of whose accounts something was ever seen. */
  async function seen(): Promise<string[]> {
    const keys = (await readAll()).filter(({hasConnected}) => hasConnected).map(({key}) => key);
    return Object.keys(users).filter(user => keys.includes(keyOf(user)));
  }

  /** What the row of an account says of where its mail is, in the words of its drawing, and of tomorrow; and the levels of both. */
  async function answersOf(user: string) {
    await unfoldAll(page);
    return page.evaluate(wanted => {
      const row = document.getElementById(`account-${wanted}`)!;
      const [where, , tomorrow] = [...row.querySelectorAll<HTMLElement>('.cell > .level')].map(level => level.dataset['level']);
      return {where, tomorrow, drawing: row.querySelector('.drawing [role="img"]')!.ariaLabel, facts: row.querySelector('.facts')!.textContent!.replace(/\s+/g, ' ')};
    }, keyOf(user).replace('server', 'account'));
  }

  async function foldersOf(user: string): Promise<string[]> {
    return (await read(user)).folders!.map(({use, isOffline, retainBy}) => [use, isOffline ? 'offline' : 'online', retainBy].join(' '));
  }

  beforeAll(async () => {
    const limits = Object.keys(users).map(user => [user, quotas[user]?.[1] ?? 0]);
    server = await startDovecot({users: Object.fromEntries(limits)});
    other = await startDovecot({users: {[elsewhere]: 0}, quota: false});
    await fill(server);
    await other.deliver(elsewhere, message('new', 1));
    thunderbird = await startAudited({application, prefs: accountsOn(server, other)});
    const logins = Object.entries(users).map(([user, {type}]) => ({scheme: type === 'imap' ? 'imap' : 'mailbox', user, password: server.password}));
    await thunderbird.chrome(savePasswords, logins);
    page = await pageOf();
  });
  afterAll(async () => {
    await thunderbird?.stop();
    await server?.stop();
    await other?.stop();
  });

  describe('What is read', () => {
    it('comes from no server: only who opens a folder asks one', async () => {
      for (const user of Object.keys(users)) expect((await read(user)).quota, user).toBeUndefined();
      expect(await seen()).toEqual([]);
      await show('half');
      await expect.poll(async () => (await read('half')).quota).toBeDefined();
      const loggedIn = [...(await server.log()).matchAll(/Login: user=<(.*?)>/g)].map(([, user]) => user);
      expect(new Set(loggedIn)).toEqual(new Set(['half']));
      expect(await other.log()).not.toContain('Login:');
    });

    it.each(Object.entries(quotas))('has what %s uses and may use, in units of 1024 octets, once the Inbox was opened', async (user, [used, limit]) => {
      await show(user);
      await expect.poll(async () => (await read(user)).quota).toEqual([{name: 'STORAGE', used, limit}]);
    });

    it('is told of what is nearly full, and promises nothing where there is no limit', async () => {
      for (const user of ['unlimited', elsewhere, ...Object.keys(quotas)]) {
        await show(user);
        await expect.poll(async () => (await read(user)).quota).toBeDefined();
      }
      const {findings, passed} = await auditAnew(page);
      const verdicts: (JudgedSubject & Partial<Finding>)[] = [...findings, ...passed].filter(({rule}) => rule === 'quota-nearly-full');
      expect(verdicts.map(({subjectId, severity, data}) => [subjectId, severity, data?.['percent']])).toEqual([
        [keyOf('full'), 'critical', 96], [keyOf('nearly'), 'warning', 85], [keyOf('most'), 'advice', 78], [keyOf('half'), undefined, undefined],
      ]);
    });

    it.each(['unlimited', elsewhere])('has no quota of %s: the server was asked, or has none to ask for', async user => {
      await show(user);
      await expect.poll(async () => (await read(user)).quota).toEqual([]);
    });

    it('has every folder of the server offline but Trash and Junk, as Thunderbird sets up', async () => {
      await expect.poll(async () => (await foldersOf('half')).sort()).toEqual([
        'archives offline account', 'drafts offline account', 'inbox offline account', 'junk online account',
        'other offline account', 'other offline account', 'other offline account', 'sent offline account', 'trash online account',
      ]);
      // What is above another folder and holds no mail is none.
      expect(await thunderbird.chrome(folderNames, keyOf('half'))).toContain('Clubs');
      // A mailbox on this computer has no such choice; a search is no mailbox.
      await thunderbird.chrome(saveSearch, keyOf('mirrored'));
      expect(await foldersOf('mirrored')).toEqual(['inbox online account', 'trash online account']);
    });

    it('leaves what is on the server as it is', async () => {
      for (const user of Object.keys(users)) await read(user);
      // What Thunderbird still had to tell a server, it has told then.
      await restart();
      const delivered = Object.keys(users).map(user => quotas[user] ? ['large'] : user === elsewhere ? ['new'] : ['old', 'new']);
      // A flag would be one of the words.
      expect(await everything()).toEqual(delivered);
    });

    it('has a folder’s own retention, and opens the database of no folder that follows the account', async () => {
      // A folder that was shown has a database from then on.
      for (const folder of ['letters', 'sent', 'inbox']) await show('half', folder);
      await thunderbird.chrome(chooseOwnRetention, keyOf('half'), 'Projects');
      expect(await foldersOf('half')).toContain('other offline age');
      // What was chosen in this session is known without a file.
      await restart();
      const folders = await foldersOf('half');
      expect(folders.filter(folder => folder.endsWith('age'))).toEqual(['other offline age']);
      expect(folders.filter(folder => folder.endsWith('account'))).toHaveLength(8);
      // Thunderbird itself opens an Inbox when it shows it.
      expect((await open('half')).filter(name => name !== 'inbox')).toEqual(['projects']);
    });
  });

  describe('Retention by age', () => {
    it.each([
      ['mirrored', 'there at the next check, for “Until I delete them” is on', ['new S'], [0, 1]],
      ['separate', 'and not there', ['old S', 'new S'], [0, 0]],
    ] as const)('deletes a POP account’s old mail here, and on the server: %s %s', async (user, _where, left, deletions) => {
      expect(await thunderbird.chrome(getMessages, keyOf(user))).toBe(0);
      expect(await count(user)).toBe(2);
      // Opening it is enough.
      await show(user);
      await expect.poll(() => count(user)).toBe(1);
      expect((await read(user)).folders!.map(({use, bytes}) => [use, bytes! > 0])).toEqual([['inbox', true], ['trash', false]]);
      expect(await subjects(server, user)).toEqual(['old S', 'new S']);
      expect(await thunderbird.chrome(getMessages, keyOf(user))).toBe(0);
      const deleted = async () => [...(await server.log()).matchAll(new RegExp(`pop3\\(${user}\\).* del=(\\d+)/`, 'g'))].map(([, n]) => Number(n));
      await expect.poll(deleted).toEqual(deletions);
      expect(await subjects(server, user)).toEqual(left);
    });

    it('deletes on the server what POP delivered into other folders, and these delete', async () => {
      expect(await thunderbird.chrome(getMessages, keyOf('delivered'))).toBe(0);
      expect(await thunderbird.chrome(countMessages, here)).toBe(2);
      await thunderbird.waitFor(showFolder, {}, here, 'inbox');
      await expect.poll(() => thunderbird.chrome(countMessages, here)).toBe(1);
      expect(await thunderbird.chrome(getMessages, keyOf('delivered'))).toBe(0);
      await expect.poll(() => subjects(server, 'delivered')).toEqual(['new S']);
    });

    it('deletes an IMAP account’s old mail here and on the server, and puts nothing in the Trash', async () => {
      await show('aging');
      await expect.poll(() => count('aging')).toBe(2);
      expect(await subjects(server, 'aging')).toEqual(['old', 'new']);
      await thunderbird.chrome(applyRetention, keyOf('aging'));
      expect(await count('aging')).toBe(1);
      await expect.poll(() => subjects(server, 'aging')).toEqual(['old S T', 'new']);
      // Compacting removes what is marked. Thunderbird 140 does so whenever it leaves the folder for good, 153 does not.
      await thunderbird.chrome(compact, keyOf('aging'));
      await expect.poll(() => subjects(server, 'aging')).toEqual(['new']);
      expect(await subjects(server, 'aging', 'Trash')).toEqual([]);
    });

    it('deletes nothing of an account that keeps all', async () => {
      await show('unlimited');
      await thunderbird.chrome(applyRetention, keyOf('unlimited'));
      expect(await count('unlimited')).toBe(2);
      expect(await subjects(server, 'unlimited')).toEqual(['old', 'new']);
    });
  });

  describe('What is only set', () => {
    const passed = ['local-copies-by-age pass', 'local-copies-by-size pass', 'local-copies-off pass'];

    it('is by a size: no message is within 0, and below that all are', async () => {
      await show('chosen');
      await expect.poll(() => count('chosen')).toBe(2);
      for (const [maxMessageSize, isCopied, limit] of [[0, false, 0], [1, true, 1], [-1, true, undefined]] as const) {
        expect(await thunderbird.chrome(wouldCopy, keyOf('chosen'), maxMessageSize)).toEqual([isCopied, isCopied]);
        expect(copyLimitOf({limitOfflineMessageSize: true, maxMessageSize})).toBe(limit);
      }
    });

    it('is set, and not there, right after the option was ticked', async () => {
      await show('chosen');
      await expect.poll(async () => (await foldersOf('chosen')).length).toBe(6);
      await expect.poll(() => count('chosen')).toBe(2);
      expect(onCopies(await auditAnew(page), 'chosen')).toEqual(['local-copies-off fail']);
      expect(await answersOf('chosen')).toMatchObject(onServer('not set to keep a copy here.', 'warning'));
      expect(await thunderbird.chrome(tickOption, keyOf('chosen'))).toEqual({bodies: 0, messages: 2});
      // The page notices by itself.
      await expect.poll(() => answersOf('chosen')).toMatchObject({
        ...onServer('set to keep a copy here. ', 'fine'), tomorrow: 'fine',
        facts: expect.stringMatching(/If this computer breaks .* you keep what is copied here by then\. Thunderbird is set to copy everything\./),
      });
      expect(onCopies(await reportOf(page), 'chosen')).toEqual(['folders-without-local-copy pass', ...passed]);
    });

    it('is so of the folders that are there, whatever the option then says; and of new ones as it says', async () => {
      await thunderbird.chrome(setOption, keyOf('chosen'), false);
      await expect.poll(() => answersOf('chosen')).toMatchObject(onServer('set to keep a copy here of the folders that are there now, but of no new one.', 'fine'));
      await server.createMailbox('chosen', 'Later');
      await thunderbird.chrome(listFolders, keyOf('chosen'));
      await expect.poll(async () => (await foldersOf('chosen')).filter(folder => folder.startsWith('other'))).toEqual(['other online account']);
      expect((await foldersOf('chosen')).filter(folder => folder.includes('offline'))).toHaveLength(6);
      expect(onCopies(await auditAnew(page), 'chosen')).toEqual(['folders-without-local-copy fail 1', ...passed]);
      expect(await answersOf('chosen')).toMatchObject(onServer('set to keep a copy here of 6 folders, and of no new one.', 'advice'));
    });

    it('is not seen where nothing was fetched, and is known after a restart without a connection', async () => {
      await thunderbird.chrome(goOfflineAtStart);
      await restart();
      const never = ['never', 'neverPOP'];
      expect(await seen()).toEqual(Object.keys(users).filter(user => !never.includes(user)));
      expect(onCopies(await auditAnew(page), 'never')).toEqual(['folders-without-local-copy unknown', ...passed]);
      // Where POP puts what is sent is advice.
      for (const [user, level] of [['never', 'unknown'], ['neverPOP', 'advice']] as const) {
        expect(await answersOf(user)).toMatchObject({
          where: level, tomorrow: level, drawing: expect.stringContaining(sentence('page_where_unseen')), facts: expect.stringContaining(sentence('page_dies_unseen')),
        });
      }
      const loggedIn = [...(await server.log()).matchAll(/Login: user=<(.*?)>/g)].map(([, user]) => user);
      expect(loggedIn.filter(user => never.includes(user!))).toEqual([]);
    });
  });
});
