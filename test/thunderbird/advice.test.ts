/**
 * Advice, followed to the letter on a real server: the steps of a rule are done one after another, in its order, by what Thunderbird's own pages
 * call, and every message is still there. With two of them the other way round it is not: that is what the order is for.
 */
import {cp, mkdtemp, readFile, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Dovecot, startDovecot} from '../../scripts/dovecot.js';
import {type Thunderbird, startThunderbird} from '../../scripts/thunderbird.js';
import {moveToIMAP} from '../../src/move-to-imap.ts';
import {ipAddressHost} from '../../src/rules/ip-address-host.ts';
import {loginNameNotAsExpected} from '../../src/rules/login-name-not-as-expected.ts';
import {mailboxReadTwice} from '../../src/rules/mailbox-read-twice.ts';
import {popKeepsForever} from '../../src/rules/pop-keeps-forever.ts';
import {popLongRetention} from '../../src/rules/pop-long-retention.ts';
import {popWhereImapIsPreferred} from '../../src/rules/pop-where-imap-is-preferred.ts';
import {retiredServer} from '../../src/rules/retired-server.ts';
import {serverNotAsExpected} from '../../src/rules/server-not-as-expected.ts';
import {unusableServerName} from '../../src/rules/unusable-server-name.ts';
import type {Steps} from '../../src/rule.ts';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';

/** Both are this computer: two names of one server, or of two. */
const oldName = 'old.example.org';
const newName = 'new.example.org';

type Swap = [string, string];

interface Trip {
  name: string;
  steps: readonly string[];
  /** The two that keep the mail by their order. */
  swap: Swap;
}

const listOf = (steps: Steps, words = 'otherwise') => steps[words]!;

const moves: Trip[] = [
  {name: 'the explanation of POP', steps: moveToIMAP, swap: ['copy-to-imap', 'remove-account-last']},
  {name: 'pop-where-imap-is-preferred', steps: listOf(popWhereImapIsPreferred.steps), swap: ['copy-to-imap', 'remove-account-last']},
  {name: 'pop-where-imap-is-preferred, limited', steps: listOf(popWhereImapIsPreferred.steps, 'limited'), swap: ['set-up-imap-beside', 'remove-account-last']},
  {name: 'mailbox-read-twice', steps: listOf(mailboxReadTwice.steps), swap: ['copy-to-other-account', 'remove-account-last']},
];

const limits: Trip[] = [
  {name: 'pop-keeps-forever', steps: listOf(popKeepsForever.steps), swap: ['move-in-webmail', 'limit-days']},
  {name: 'pop-keeps-forever, limited', steps: listOf(popKeepsForever.steps, 'limited'), swap: ['move-in-webmail', 'limit-days-as-organisation']},
  {name: 'pop-long-retention', steps: listOf(popLongRetention.steps), swap: ['move-in-webmail', 'limit-days-to-maximum']},
];

/** The copies are out of sight once the new mailbox is opened. */
const renamings: Trip[] = [
  {name: 'retired-server', steps: listOf(retiredServer.steps), swap: ['back-up-copies-first', 'compare-or-put-back']},
  {name: 'ip-address-host', steps: listOf(ipAddressHost.steps), swap: ['back-up-copies-first', 'compare-or-put-back']},
  {name: 'server-not-as-expected', steps: listOf(serverNotAsExpected.steps, 'otherName'), swap: ['back-up-copies-first', 'compare-or-put-back']},
  {name: 'login-name-not-as-expected', steps: listOf(loginNameNotAsExpected.steps), swap: ['back-up-copies-first', 'compare-or-put-back']},
  {name: 'unusable-server-name', steps: listOf(unusableServerName.steps), swap: ['know-copies-may-go', 'receive-or-ask-for-settings']},
];

const renamingsOfPOP: Pick<Trip, 'name' | 'steps'>[] = [
  {name: 'retired-server', steps: listOf(retiredServer.steps, 'pop3')},
  {name: 'server-not-as-expected', steps: listOf(serverNotAsExpected.steps, 'otherName pop3')},
  {name: 'login-name-not-as-expected', steps: listOf(loginNameNotAsExpected.steps, 'pop3')},
];

function swapped({steps, swap: [a, b]}: Trip): string[] {
  const other = steps.map(id => id === a ? b : id === b ? a : id);
  if (other.every((id, i) => id === steps[i])) throw new Error(`${a} and ${b} are not both among the steps`);
  return other;
}

/** One user for each trip, on both servers. */
const userOf = (kind: string, i: number, isSwapped = false) => `${kind}${i}${isSwapped ? 's' : ''}`;
const users = [
  ...[['move', moves], ['limit', limits], ['name', renamings], ['pop', renamingsOfPOP]].flatMap(([kind, trips]) =>
    (trips as unknown[]).flatMap((_, i) => [userOf(kind as string, i), userOf(kind as string, i, true)])),
  'same', 'copy1copy-to-imap', 'copy2leave-all-on-server', 'copy2stop-automatic-checks',
];

/** The user whose name is the right one. */
const anotherOf = (user: string) => `another-${user}`;

function message(subject: string): string {
  return `From: a@example.org\r\nTo: b@example.org\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@example.org>\r\nDate: ${new Date().toUTCString()}\r\n\r\nText of ${subject}\r\n`;
}

function subjectsIn(text: string): string[] {
  return [...text.matchAll(/^Subject: (.*?)\r?$/gm)].map(([, subject]) => subject!);
}

async function onServer(server: Dovecot, user: string, mailbox?: string): Promise<string[]> {
  return (await server.messages(user, mailbox)).filter(({flags}) => !flags.includes('T')).flatMap(({text}) => subjectsIn(text));
}

/**
 * What Thunderbird shows of a backup that is put in place again: the messages its summaries name. The file of a mailbox may hold more, which
 * nobody sees and the next compaction removes.
 */
async function inBackup(folder: string | undefined, wanted: readonly string[]): Promise<string[]> {
  if (!folder) return [];
  const summaries = (await readdir(folder)).filter(name => name.endsWith('.msf'));
  const texts = await Promise.all(summaries.map(name => readFile(join(folder, name), 'utf8')));
  // The values of a Mork file: (9F=first).
  return wanted.filter(subject => texts.some(text => text.includes(`=${subject})`)));
}

/** Its mailbox is one that was made later: a mailbox is known by the second it was made in (UIDVALIDITY, RFC 9051, 2.3.1.1). */
async function elsewhere(on: Dovecot, user: string): Promise<void> {
  await wait(1100);
  await on.deliver(user, message('new'));
}

// ---- What runs in Thunderbird: each travels alone, as text ----

interface Account {
  type: 'imap' | 'pop3';
  user: string;
  hostname: string;
  port: number;
}

/** As a person who ticks the box of the dialog that asks for a password. */
async function savePassword(type: string, hostname: string, user: string, password: string): Promise<void> {
  const {Cc, Ci, Services} = globalThis as any;
  const origin = `${type === 'imap' ? 'imap' : 'mailbox'}://${hostname}`;
  const login = Cc['@mozilla.org/login-manager/loginInfo;1'].createInstance(Ci.nsILoginInfo);
  login.init(origin, null, origin, user, password, '', '');
  const known: {username: string}[] = await Services.logins.searchLoginsAsync({origin});
  if (!known.some(({username}) => username === user)) await Services.logins.addLoginAsync(login);
}

/** Makes an account, as the set-up does; the key of its server. POP takes what it fetches off the server. */
function addAccount({type, user, hostname, port}: Account): string {
  const {Ci, MailServices} = globalThis as any;
  const server = MailServices.accounts.createIncomingServer(user, hostname, type);
  Object.assign(server, {port, socketType: 0, authMethod: 3, doBiff: true, biffMinutes: 600, loginAtStartUp: false});
  const account = MailServices.accounts.createAccount();
  account.incomingServer = server;
  const identity = MailServices.accounts.createIdentity();
  identity.email = `${user}@example.org`;
  account.addIdentity(identity);
  if (type === 'pop3') Object.assign(server.QueryInterface(Ci.nsIPop3IncomingServer), {leaveMessagesOnServer: false, deleteByAgeFromServer: false});
  return server.key;
}

/** As Account Settings do: of the server, or of POP. */
function set(key: string, values: Record<string, unknown>): void {
  const {Ci, MailServices} = globalThis as any;
  const server = MailServices.accounts.getIncomingServer(key);
  if (server.type === 'pop3') server.QueryInterface(Ci.nsIPop3IncomingServer);
  const {hostname, ...others} = values;
  Object.assign(server, others);
  // Thunderbird 140 has it as hostName.
  if (hostname) server['hostName' in server ? 'hostName' : 'hostname'] = hostname;
}

/** What Thunderbird does by itself after a while, or a person who gets messages: nothing for an account that is not checked any more. Without a window, no dialog opens. */
function check(key: string, isAsked: boolean): Promise<string> {
  const {ChromeUtils, Ci, MailServices} = globalThis as any;
  const server = MailServices.accounts.allServers.find((each: any) => each.key === key);
  if (!server || !isAsked && !server.doBiff) return Promise.resolve('not checked');
  return new Promise(resolve => {
    const listener = {
      QueryInterface: ChromeUtils.generateQI(['nsIUrlListener']), OnStartRunningUrl() {}, OnStopRunningUrl: (_url: unknown, status: number) => resolve(`status ${status}`),
    };
    const inbox = server.rootMsgFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox);
    if (server.type === 'pop3') MailServices.pop3.GetNewMail(null, listener, inbox, server);
    else inbox.getNewMessages(null, listener);
  });
}

/** Opens the Inbox, as a click on it does: it then shows what the server has. */
function openInbox(key: string): Promise<void> {
  const {ChromeUtils, Ci, MailServices} = globalThis as any;
  const inbox = MailServices.accounts.getIncomingServer(key).rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox).QueryInterface(Ci.nsIMsgImapMailFolder);
  return new Promise(resolve => {
    const listener = {QueryInterface: ChromeUtils.generateQI(['nsIUrlListener']), OnStartRunningUrl() {}, OnStopRunningUrl: () => resolve()};
    inbox.updateFolderWithListener(null, listener);
  });
}

/** Asks for every message of the Inbox whole; it says nothing where there is none to ask for. @returns whether it was asked: Thunderbird alerts where something else still works on the folder */
function download(key: string): boolean {
  const {Ci, MailServices, window3} = globalThis as any;
  const inbox = MailServices.accounts.getIncomingServer(key).rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox);
  if (inbox.locked) return false;
  inbox.setFlag(Ci.nsMsgFolderFlags.Offline);
  inbox.downloadAllForOffline(null, window3.msgWindow);
  return true;
}

/** The subjects an account has on this computer, bodies and all. */
function subjectsHere(key: string): string[] {
  const {Ci, MailServices} = globalThis as any;
  const server = MailServices.accounts.allServers.find((each: any) => each.key === key);
  if (!server) return [];
  return server.rootFolder.descendants.flatMap((folder: any) =>
    [...folder.messages].filter(({flags}) => server.type === 'pop3' || flags & Ci.nsMsgMessageFlags.Offline).map(({subject}) => subject));
}

/** Deletes a message here, Trash and all. */
function deleteHere(key: string, subject: string): Promise<void> {
  const {ChromeUtils, Ci, MailServices, window3} = globalThis as any;
  const inbox = MailServices.accounts.getIncomingServer(key).rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox);
  const messages = [...inbox.messages].filter((header: any) => header.subject === subject);
  return new Promise(resolve => {
    const listener = {QueryInterface: ChromeUtils.generateQI(['nsIMsgCopyServiceListener']), onStartCopy() {}, onProgress() {}, setMessageKey() {}, getMessageId: () => null, onStopCopy: () => resolve()};
    inbox.deleteMessages(messages, window3.msgWindow, true, false, listener, false);
  });
}

/** "Copy To", of the messages that the other account does not have; the status. */
function copyMissing(from: string, to: string): Promise<number> {
  const {ChromeUtils, Ci, MailServices, window3} = globalThis as any;
  const server = MailServices.accounts.allServers.find((each: any) => each.key === from);
  // An account that is removed has nothing to copy from.
  if (!server) return Promise.resolve(-1);
  const inboxOf = (of: any) => of.rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox);
  const target = inboxOf(MailServices.accounts.getIncomingServer(to));
  const there = [...target.messages].map(({subject}) => subject);
  const missing = [...inboxOf(server).messages].filter(({subject}) => !there.includes(subject));
  if (!missing.length) return Promise.resolve(0);
  return new Promise(resolve => {
    const listener = {
      QueryInterface: ChromeUtils.generateQI(['nsIMsgCopyServiceListener']), onStartCopy() {}, onProgress() {}, setMessageKey() {}, getMessageId: () => null,
      onStopCopy: (status: number) => resolve(status),
    };
    MailServices.copy.copyMessages(inboxOf(server), missing, target, false, listener, window3.msgWindow, false);
  });
}

/** Without its files, as where “Remove message data” is not ticked. */
function removeAccount(key: string): void {
  const {MailServices} = globalThis as any;
  const server = MailServices.accounts.allServers.find((each: any) => each.key === key);
  if (server) MailServices.accounts.removeAccount(MailServices.accounts.findAccountForServer(server), false);
}

/** As closing Thunderbird does. */
function saveSummaries(key: string): void {
  const {Ci, MailServices} = globalThis as any;
  const server = MailServices.accounts.allServers.find((each: any) => each.key === key);
  for (const folder of server?.rootFolder.descendants ?? []) folder.msgDatabase.commit(Ci.nsMsgDBCommitType.kLargeCommit);
}

function localPathOf(key: string): string {
  return (globalThis as any).MailServices.accounts.getIncomingServer(key).localPath.path;
}

function retainsAll(key: string): boolean {
  const {Ci, MailServices} = globalThis as any;
  return MailServices.accounts.getIncomingServer(key).retentionSettings.retainByPreference === Ci.nsIMsgRetentionSettings.nsMsgRetainAll;
}

inEachThunderbird(({application}) => {
  let server: Dovecot;
  let other: Dovecot;
  let thunderbird: Thunderbird;
  let backups: string;

  /** What a person has in hand on a trip. */
  interface Bag {
    user: string;
    /** The account the advice is about, and the one beside it. */
    key: string;
    type: 'imap' | 'pop3';
    imap?: string;
    /** What changes with the name of a server or a user. */
    change?: Record<string, unknown>;
    /** Where the files of the account are, and their backup. */
    folder: string;
    backup?: string;
  }

  async function add(account: Account): Promise<string> {
    await thunderbird.chrome(savePassword, account.type, account.hostname, account.user, server.password);
    return thunderbird.chrome(addAccount, account);
  }

  const popOf = (user: string) => add({type: 'pop3', user, hostname: oldName, port: server.popPort});
  const imapOf = (user: string) => add({type: 'imap', user, hostname: oldName, port: server.imapPort});
  const bagOf = async (user: string, key: string, type: 'imap' | 'pop3' = 'pop3'): Promise<Bag> => ({user, key, type, folder: await thunderbird.chrome(localPathOf, key)});
  const fetchMail = async (key: string) => expect(await thunderbird.chrome(check, key, true)).toBe('status 0');

  async function backUp(bag: Bag): Promise<void> {
    bag.backup = join(backups, `${bag.user}-${bag.key}`);
    await thunderbird.chrome(saveSummaries, bag.key);
    await cp(bag.folder, bag.backup, {recursive: true});
  }

  const setPOP = (values: Record<string, unknown>) => (bag: Bag) => thunderbird.chrome(set, bag.key, values);
  const leaveAll = setPOP({leaveMessagesOnServer: true, deleteByAgeFromServer: false, deleteMailLeftOnServer: false});
  const limit = setPOP({deleteByAgeFromServer: true, numDaysToLeaveOnServer: 30});

  /** Who is asked for the password after that has it at hand. */
  async function changeName({key, user, type, change}: Bag): Promise<void> {
    await thunderbird.chrome(set, key, change!);
    await thunderbird.chrome(savePassword, type, String(change!['hostname'] ?? oldName), String(change!['username'] ?? user), server.password);
  }

  const copy = async (bag: Bag) => { await thunderbird.chrome(copyMissing, bag.key, bag.imap!); };

  /** What each step is, done. Those that begin with ask or know are done by the person alone. */
  const doing: Record<string, (bag: Bag) => unknown> = {
    'remove-neither-account': () => {},
    'leave-all-on-server': leaveAll,
    'leave-on-server-as-limited': setPOP({leaveMessagesOnServer: true, deleteMailLeftOnServer: false, deleteByAgeFromServer: true, numDaysToLeaveOnServer: 30}),
    'stop-automatic-checks': bag => thunderbird.chrome(set, bag.key, {doBiff: false, loginAtStartUp: false}),
    'set-up-imap-beside': async bag => {
      bag.imap ??= await imapOf(bag.user);
      await thunderbird.chrome(openInbox, bag.imap);
    },
    'copy-to-imap': copy,
    'copy-to-other-account': copy,
    // Where one has fewer, what is missing is copied.
    'compare-counts': async bag => {
      if (bag.imap) await fetchMail(bag.imap);
      await copy(bag);
    },
    'back-up-before-removing': backUp,
    'remove-account-last': bag => thunderbird.chrome(removeAccount, bag.key),
    'move-in-webmail': bag => server.move(bag.user, 'deleted here', 'Kept'),
    'keep-all-here-first': async bag => {
      expect(await thunderbird.chrome(retainsAll, bag.key)).toBe(true);
      await backUp(bag);
    },
    'limit-days': limit,
    'limit-days-as-organisation': limit,
    'limit-days-to-maximum': limit,
    'know-copies-may-go': backUp,
    'back-up-copies-first': backUp,
    'put-successor': changeName,
    'replace-number-by-name': changeName,
    'change-to-expected': changeName,
    'set-user-name': changeName,
    'put-name-alone': changeName,
    'press-restart': () => thunderbird.restart(),
    'compare-or-put-back': bag => fetchMail(bag.key),
    'receive-or-put-back': bag => fetchMail(bag.key),
    'try-or-put-back': bag => fetchMail(bag.key),
    'receive-or-ask-for-settings': bag => fetchMail(bag.key),
  };

  /** One after the other; between two of them Thunderbird looks for mail, where it is still set to. */
  async function follow(steps: readonly string[], bag: Bag): Promise<void> {
    for (const id of steps) {
      const act = doing[id] ?? (/^(ask|know)-/.test(id) ? () => {} : undefined);
      if (!act) throw new Error(`Nobody has followed the step ${id} yet`);
      await act(bag);
      await thunderbird.chrome(check, bag.key, false);
    }
  }

  /** Mail that POP has taken off the server, and what is there at the end: on the server, where every account sees it. */
  async function moved(user: string, steps: readonly string[], isReadTwice: boolean): Promise<string[]> {
    for (const subject of ['first', 'second', 'third']) await server.deliver(user, message(subject));
    const key = await popOf(user);
    await fetchMail(key);
    expect(await onServer(server, user)).toEqual([]);
    const bag = await bagOf(user, key);
    if (isReadTwice) await doing['set-up-imap-beside']!(bag);
    await follow(steps, bag);
    expect(await thunderbird.chrome(subjectsHere, key), 'The POP account is gone').toEqual([]);
    return (await onServer(server, user)).sort();
  }

  /** Two messages that came long ago and are still on the server; one of them was deleted here. What is still there at the end, anywhere. */
  async function limited(user: string, steps: readonly string[]): Promise<string[]> {
    for (const subject of ['kept here', 'deleted here']) await server.deliver(user, message(subject));
    const key = await popOf(user);
    await thunderbird.chrome(set, key, {leaveMessagesOnServer: true, deleteMailLeftOnServer: false});
    await fetchMail(key);
    await thunderbird.chrome(deleteHere, key, 'deleted here');
    const state = join(await thunderbird.chrome(localPathOf, key), 'popstate.dat');
    const before = await readFile(state, 'utf8');
    const longAgo = Math.floor(Date.now() / 1000) - 100 * 86_400;
    await writeFile(state, before.replaceAll(/^(k \S+) \d+/gm, `$1 ${longAgo}`));
    expect(await onServer(server, user)).toHaveLength(2);
    await follow(steps, await bagOf(user, key));
    expect(await onServer(server, user), 'The limit takes what is older').toEqual([]);
    return [...await thunderbird.chrome(subjectsHere, key), ...await onServer(server, user, 'Kept')].sort();
  }

  const copies = ['first', 'second'];

  async function downloaded(key: string, subjects: string[]): Promise<void> {
    await thunderbird.chrome(openInbox, key);
    await expect.poll(() => thunderbird.chrome(download, key)).toBe(true);
    await expect.poll(() => thunderbird.chrome(subjectsHere, key)).toEqual(subjects);
  }

  /** What an IMAP account had on this computer, and the server it came from has no more. */
  async function withCopies(user: string): Promise<Bag> {
    for (const subject of copies) await server.deliver(user, message(subject));
    const key = await imapOf(user);
    await downloaded(key, copies);
    return bagOf(user, key, 'imap');
  }

  async function renamed(user: string, steps: readonly string[], isAboutUser: boolean): Promise<string[]> {
    const bag = await withCopies(user);
    const another = anotherOf(user);
    await elsewhere(isAboutUser ? server : other, isAboutUser ? another : user);
    bag.change = isAboutUser ? {username: another} : {hostname: newName, port: other.imapPort};
    await follow(steps, bag);
    // What the account shows is what the new mailbox has.
    await downloaded(bag.key, ['new']);
    return ['new', ...await inBackup(bag.backup, copies)].sort();
  }

  beforeAll(async () => {
    backups = await mkdtemp(join(tmpdir(), 'backups-'));
    const nobodyIsLimited = Object.fromEntries(users.flatMap(user => [[user, 0], [anotherOf(user), 0]]));
    server = await startDovecot({users: nobodyIsLimited});
    other = await startDovecot({users: nobodyIsLimited});
    thunderbird = await startThunderbird({application, prefs: {
      'network.dns.localDomains': [oldName, newName].join(), 'mail.server.default.check_new_mail': false, 'mailnews.auto_config_url': '',
    }});
  });
  afterAll(async () => {
    await thunderbird?.stop();
    await server?.stop();
    await other?.stop();
    await rm(backups, {recursive: true, force: true});
  });

  describe('From POP to IMAP', () => {
    it.each(moves.map((trip, i) => ({...trip, i})))('$name: every message is on the server', async ({name, steps, i}) => {
      expect(await moved(userOf('move', i), steps, name === 'mailbox-read-twice')).toEqual(['first', 'second', 'third']);
    });
    it.each(moves.map((trip, i) => ({...trip, i})))('$name: not if $swap are the other way round', async ({i, ...trip}) => {
      expect(await moved(userOf('move', i, true), swapped(trip), trip.name === 'mailbox-read-twice')).toEqual([]);
    });
  });

  describe('Copied into the Inbox of the IMAP account', () => {
    it.each([
      [['copy-to-imap'], []], [['leave-all-on-server', 'copy-to-imap'], ['first', 'second']], [['stop-automatic-checks', 'copy-to-imap'], ['first', 'second']],
    ])('after %j, the server has %j', async (steps, expected) => {
      const user = `copy${steps.length}${steps[0]}`;
      for (const subject of ['first', 'second']) await server.deliver(user, message(subject));
      const bag = await bagOf(user, await popOf(user));
      await fetchMail(bag.key);
      await doing['set-up-imap-beside']!(bag);
      await follow(steps, bag);
      expect((await onServer(server, user)).sort()).toEqual(expected);
    });
  });

  describe('A limit of days for POP', () => {
    it.each(limits.map((trip, i) => ({...trip, i})))('$name: every message is here or on the server', async ({steps, i}) => {
      expect(await limited(userOf('limit', i), steps)).toEqual(['deleted here', 'kept here']);
    });
    it.each(limits.map((trip, i) => ({...trip, i})))('$name: not if $swap are the other way round', async ({i, ...trip}) => {
      expect(await limited(userOf('limit', i, true), swapped(trip))).toEqual(['kept here']);
    });
  });

  describe('Another name, of a server or a user', () => {
    it.each(renamings.map((trip, i) => ({...trip, i})))('$name: every message is here or in the backup', async ({name, steps, i}) => {
      expect(await renamed(userOf('name', i), steps, name.startsWith('login'))).toEqual(['first', 'new', 'second']);
    });
    it.each(renamings.map((trip, i) => ({...trip, i})))('$name: not if $swap are the other way round', async ({i, ...trip}) => {
      expect(await renamed(userOf('name', i, true), swapped(trip), trip.name.startsWith('login'))).toEqual(['new']);
    });

    it('another name of the same mailbox keeps the copies', async () => {
      const bag = await withCopies('same');
      await changeName({...bag, change: {hostname: newName}});
      await thunderbird.restart();
      // What the server has no more is not asked for again: these are the copies of before.
      expect(await thunderbird.chrome(subjectsHere, bag.key)).toEqual(['first', 'second']);
      await thunderbird.chrome(check, bag.key, true);
      expect(await thunderbird.chrome(subjectsHere, bag.key)).toEqual(['first', 'second']);
    });

    it.each(renamingsOfPOP.map((trip, i) => ({...trip, i})))('$name: what POP has fetched stays', async ({name, steps, i}) => {
      const user = userOf('pop', i);
      for (const subject of ['first', 'second']) await server.deliver(user, message(subject));
      const key = await popOf(user);
      await fetchMail(key);
      const isAboutUser = name.startsWith('login');
      await elsewhere(isAboutUser ? server : other, isAboutUser ? anotherOf(user) : user);
      await follow(steps, {...await bagOf(user, key), change: isAboutUser ? {username: anotherOf(user)} : {hostname: newName, port: other.popPort}});
      expect((await thunderbird.chrome(subjectsHere, key)).sort()).toEqual(['first', 'new', 'second']);
    });
  });
});
