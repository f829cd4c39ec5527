/** What the experiment reads, of a Thunderbird that is made up: real ones are in test/thunderbird. */
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, onTestFinished} from 'vitest';
import {type Differences, folderFlags, membersOf, readOf, run, typesOf} from '../helpers/privileged.ts';

const types = typesOf(['src/experiment/settings.d.ts']);

/** The fields that some entry has locked. */
function lockable(entries: {locked: string[]}[]): string[] {
  return [...new Set(entries.flatMap(({locked}) => locked))];
}

/** The fields that some entry has with a value. */
function fieldsOf(entries: object[]): string[] {
  return [...new Set(entries.flatMap(entry => Object.entries(entry).filter(([, value]) => value !== undefined).map(([key]) => key)))].sort();
}

describe('what is read', () => {
  let told: any;
  beforeAll(async () => {
    told = await readOf({});
  });

  it('asks for the list of all servers once: with a thousand accounts it is long', async () => {
    let lists = 0;
    await readOf({onList: () => { lists += 1; }});
    expect(lists).toBe(1);
  });
  it('asks for nothing that holds a host with a colon: that ends Thunderbird', async () => {
    const asked: string[] = [];
    await readOf({asked});
    expect(new Set(asked)).toEqual(new Set(['prettyName', 'serverURI']));
    asked.length = 0;
    const {accounts} = await readOf({asked, values: {hostname: 'imap.example.org:993'}});
    expect(asked).toEqual([]);
    expect(accounts.flatMap(({server}: {server?: {hostname: string}}) => server?.hostname ?? [])).toContain('imap.example.org:993');
  });
  it('has the fields of Settings', () => {
    expect(fieldsOf([told])).toEqual(membersOf(types['Settings']));
  });
  it('has the fields of each kind, and no other', () => {
    expect(fieldsOf(told.accounts)).toEqual(membersOf(types['AccountSettings']));
    expect(fieldsOf(told.accounts.flatMap(({server}: {server?: object}) => server ?? []))).toEqual(membersOf(types['IncomingServerSettings']));
    expect(fieldsOf(told.outgoingServers)).toEqual(membersOf(types['OutgoingServerSettings']));
    expect(fieldsOf(told.identities)).toEqual(membersOf(types['IdentitySettings']));
    expect(fieldsOf([told.program])).toEqual(membersOf(types['ProgramSettings']));
    const folders = told.accounts.flatMap(({server}: {server?: {folders?: object[]}}) => server?.folders ?? []);
    expect(fieldsOf(folders)).toEqual(membersOf(types['FolderSettings']));
  });
  it('has the folders that can hold messages, what each is for, and its own retention', () => {
    // printf imap://jroe@imap.example.com/INBOX | openssl dgst -sha256 -binary | base64
    const key = 'Ef0TXUajW7WF0Pl6xNqiNK';
    expect(told.accounts[0].server.folders).toEqual([
      {key, use: 'inbox', isOffline: true, retainBy: 'account', bytes: 1000, expungedBytes: 0},
      {key, use: 'other', isOffline: false, retainBy: 'age', bytes: undefined, expungedBytes: 0},
    ]);
  });
  it('tells an account of which nothing was ever seen from one that was', async () => {
    expect(told.accounts.map(({server}: {server?: {hasConnected?: boolean}}) => server?.hasConnected)).toEqual([true, true, undefined, undefined]);
    const [imap, pop] = (await readOf({prefs: {'mail.server.of-pop3.directory': '/mail/new.example.com'}, delimiter: '^'})).accounts;
    expect([imap.server.hasConnected, pop.server.hasConnected]).toEqual([false, false]);
    const prefs = {'mail.server.of-ews.directory': '/mail/exchange.example.com'};
    expect((await readOf({prefs})).accounts[2].server.hasConnected).toBe(true);
    // A search that is saved is no folder of the server's.
    expect((await readOf({prefs, flags: folderFlags.Virtual})).accounts[2].server.hasConnected).toBe(false);
  });
  it('has a quota without the name of its root, which may be a person\'s', () => {
    expect(told.accounts[0].server.quota).toEqual([{name: 'STORAGE', used: 5, limit: 10}]);
  });
  it('does not ask for the place or the folders of a server before Thunderbird has chosen the place', () => {
    const exchange = told.accounts[2].server;
    expect([exchange.localPath, exchange.folders]).toEqual([undefined, undefined]);
  });
  it.each([
    [993, [993, 993]], [1, [1, 4711]], [2, [2, 2]], [0, [4711, 4711]], [-1, [4711, 4711]], [-5, [-5, 4711]],
  ])('has of a port set to %i, for IMAP and POP: %j', async (port, ports) => {
    const {accounts} = await readOf({values: {port}});
    expect(accounts.slice(0, 2).map(({server}: {server: {port: number}}) => server.port)).toEqual(ports);
  });
  it('has the outgoing server of an identity, and none where there is no such server', async () => {
    const keys = ['smtp1', 'ews1', 'gone'].map(async smtpServerKey => (await readOf({identity: {smtpServerKey}})).identities[0].outgoingServerKey);
    expect(await Promise.all(keys)).toEqual(['smtp1', 'ews1', '']);
  });
  it('always has the fields that are not optional', () => {
    const kinds = {AccountSettings: told.accounts, OutgoingServerSettings: told.outgoingServers, IdentitySettings: told.identities};
    for (const [type, entries] of Object.entries<object[]>(kinds)) {
      const required = types[type]!.filter(({optional}) => !optional).map(({member}) => member);
      for (const entry of entries) expect(Object.keys(entry), type).toEqual(expect.arrayContaining(required));
    }
  });
  it('names a locked field as the types name it', () => {
    const incoming = told.accounts.flatMap(({server}: {server?: {locked: string[]}}) => server ?? []);
    expect(membersOf(types['IncomingServerSettings'])).toEqual(expect.arrayContaining(lockable(incoming)));
    expect(membersOf(types['OutgoingServerSettings'])).toEqual(expect.arrayContaining(lockable(told.outgoingServers)));
    expect(membersOf(types['IdentitySettings'])).toEqual(expect.arrayContaining(lockable(told.identities)));
    expect(lockable(incoming).length).toBeGreaterThan(5);
  });
});

/** Differs, and what is then read of the three servers, of the outgoing ones, of the identity or of Thunderbird. */
type Case = [what: string, differences: Differences, read: object];

const thrown = (name: string) => ({get [name]() { throw new Error('not told'); }});

describe('incoming servers', () => {
  const cases: Case[] = [
    ['GSSAPI', {servers: {imap: {authMethod: 5}}}, {imap: {authMethod: 'GSSAPI'}}],
    ['NTLM', {servers: {imap: {authMethod: 6}}}, {imap: {authMethod: 'NTLM'}}],
    ['a method nobody knows', {servers: {imap: {authMethod: 11}, pop3: {authMethod: 11}}}, {imap: {authMethod: 'anything'}, pop3: {authMethod: 'none'}}],
    ['a stored 1', {servers: {imap: {socketType: 1}}}, {imap: {socketType: 'optionalSTARTTLS'}}],
    ['STARTTLS', {servers: {imap: {socketType: 2}}}, {imap: {socketType: 'STARTTLS'}}],
    ['a socket type nobody knows', {servers: {imap: {socketType: 4}}}, {imap: {socketType: 'plain'}}],
    ['SSL of before Thunderbird 3', {prefs: {'mail.server.of-imap.isSecure': true}, servers: {imap: {socketType: 0}}, values: {port: -1}}, {imap: {socketType: 'SSL', port: 4711}}],
    ['a newer socket type beside it', {prefs: {'mail.server.of-imap.isSecure': true, 'mail.server.of-imap.socketType': 0}, servers: {imap: {socketType: 0}}, values: {port: -1}}, {imap: {socketType: 'plain', port: 4710}}],
    ['what is kept by age', {servers: {imap: {retentionSettings: {retainByPreference: 2, daysToKeepHdrs: 30, numHeadersToKeep: 5}}}}, {imap: {retainBy: 'age', daysToKeepHdrs: 30, numHeadersToKeep: 5}}],
    ['marking', {servers: {imap: {deleteModel: 0}}, values: {delete_model: 0}}, {imap: {deleteModel: 'markDeleted'}, pop3: {deleteModel: 'moveToTrash'}, ews: {deleteModel: 'deleteImmediately'}}],
    ['moving', {servers: {imap: {deleteModel: 1}}, values: {delete_model: 1}}, {imap: {deleteModel: 'moveToTrash'}, ews: {deleteModel: 'moveToTrash'}}],
    ['deleting at once', {servers: {imap: {deleteModel: 2}}, values: {delete_model: 2}}, {imap: {deleteModel: 'deleteImmediately'}, ews: {deleteModel: 'moveToTrash'}}],
    ['one field that is not told, and the others', {servers: {imap: thrown('biffMinutes')}}, {imap: {biffMinutes: undefined, doBiff: true, deleteModel: 'deleteImmediately'}}],
    ['no retention', {servers: {imap: thrown('retentionSettings')}}, {imap: {retainBy: undefined, daysToKeepHdrs: undefined, emptyTrashOnExit: false}}],
    ['an exception for a certificate', {values: {hostname: 'IMAP.Example.com'}}, {imap: {hasCertificateException: true}, pop3: {hasCertificateException: true}}],
    ['an exception for another port', {values: {hostname: 'imap.example.com', port: 143}}, {imap: {hasCertificateException: false}}],
    ['an address without encryption', {values: {ews_url: 'http://exchange.example.com/EWS'}}, {ews: {exchangeScheme: 'http', port: 80, hostname: 'exchange.example.com'}}],
    ['an address of the web', {}, {ews: {exchangeScheme: 'https', port: 443}}],
    ['an address with a port', {values: {ews_url: 'https://exchange.example.com:8443/EWS'}}, {ews: {port: 8443}}],
    ['junk for an account', {values: {spamActionTargetAccount: 'ews://jroe@example.com', spamActionTargetFolder: 'pop3://jroe@example.com/Junk'}}, {imap: {junkServerKey: 'of-ews'}}],
    ['junk for a folder', {values: {moveTargetMode: 1, spamActionTargetAccount: 'ews://jroe@example.com', spamActionTargetFolder: 'pop3://jroe@example.com/Junk'}}, {imap: {junkServerKey: 'of-pop3'}}],
    ['junk for a server that is gone', {values: {spamActionTargetAccount: 'imap://gone@example.com'}}, {imap: {junkServerKey: ''}}],
    ['one lock', {locked: ['mail.server.of-imap.check_time']}, {imap: {locked: ['biffMinutes']}, pop3: {locked: []}}],
    ['another', {locked: ['mail.server.of-imap.check_new_mail', 'mail.server.of-pop3.directory']}, {imap: {locked: ['doBiff']}, pop3: {locked: ['localPath']}}],
    ['the place of before Thunderbird 3 beside that of today', {prefs: {'mail.server.of-imap.directory': '/elsewhere'}}, {imap: {localPath: '/profile/[ProfD]ImapMail/imap.example.com'}}],
    ['a capability for quotas, before the Inbox was opened', {inbox: {folderQuotaCommandIssued: false}}, {imap: {quota: undefined}}],
    ['no such capability', {inbox: {folderQuotaCommandIssued: false, getQuota: () => []}, servers: {imap: {getCapability: () => ~0x40000}}}, {imap: {quota: []}}],
    ['nobody logged in', {inbox: {folderQuotaCommandIssued: false, getQuota: () => []}, servers: {imap: {getCapability: () => 0, userAuthenticated: false}}}, {imap: {quota: undefined}}],
    ['waiting messages', {inbox: {flags: folderFlags.Queue, getTotalMessages: () => 2}, folder: {flags: folderFlags.Queue, getTotalMessages: () => 3}}, {imap: {unsentMessages: 5}}],
    ['waiting messages in one of two places', {inbox: {flags: folderFlags.Queue, getTotalMessages: () => 2}, folder: {flags: folderFlags.Queue, getTotalMessages: () => -1}}, {imap: {unsentMessages: undefined}}],
    ['a mailbox without a count', {folder: {flags: folderFlags.Queue, filePath: {exists: () => true, isFile: () => true, fileSize: 10}}}, {imap: {unsentMessages: undefined}}],
    ['an empty mailbox', {folder: {flags: folderFlags.Queue, filePath: {exists: () => true, isFile: () => true, fileSize: 0}}}, {imap: {unsentMessages: 0}}],
    ['a count that is kept', {folder: {flags: folderFlags.Queue, summaryFile: {exists: () => true}, getTotalMessages: () => -1}}, {imap: {unsentMessages: undefined}}],
  ];

  it.each(cases)('with %s', async (_what, differences, expected) => {
    const [imap, pop3, ews] = (await readOf(differences)).accounts;
    expect({imap: imap.server, pop3: pop3.server, ews: ews.server}).toMatchObject(expected);
  });
  it('that cannot be read say so, and do not take the others with them', async () => {
    const {accounts} = await readOf({servers: {imap: thrown('key')}});
    expect(accounts[0]).toEqual({id: 'account1', error: 'not told'});
    expect(accounts[1].server.key).toBe('of-pop3');
  });
  it('of Exchange are asked for no address that is none of the web', async () => {
    const [,, {server}] = (await readOf({values: {ews_url: 'imap://a@b/c'}})).accounts;
    expect([server.exchangeScheme, server.hostname, server.port]).toEqual([undefined, undefined, undefined]);
  });
  it('that Thunderbird hides are not told', async () => {
    expect((await readOf({servers: {imap: {hidden: true}}})).accounts.map(({id}: {id: string}) => id)).toEqual(['account2', 'account3', 'account4']);
  });
  it('that have gone meanwhile are not told, nor are their identities', async () => {
    const {accounts} = await readOf({accountsAfter: 2, prefs: {'mail.accountmanager.accounts': 'account1,account2'}});
    expect(accounts.map(({id}: {id: string}) => id)).toEqual(['account1', 'account2']);
  });
  it('without a server are told, unless what they had is hidden', async () => {
    const {accounts} = await readOf({prefs: {'mail.account.account4.server': 'server4', 'mail.server.server4.hidden': true}});
    expect(accounts.map(({id}: {id: string}) => id)).toEqual(['account1', 'account2', 'account3']);
  });
  it.each(Object.entries({
    Inbox: 'inbox', SentMail: 'sent', Archive: 'archives', Drafts: 'drafts', Templates: 'templates', Trash: 'trash', Junk: 'junk', Queue: 'outbox', Offline: 'other',
  }))('have a folder with the flag %s for %s', async (flag, use) => {
    const [, folder] = (await readOf({folder: {flags: folderFlags[flag as keyof typeof folderFlags]}})).accounts[0].server.folders;
    expect([folder.use, folder.isOffline]).toEqual([use, flag === 'Offline']);
  });
});

const filter = (actions: string, more = 'enabled="yes"\ntype="17"') => `version="9"\nlogging="no"\nname="A \\"name\\""\n${more}\n${actions}\ncondition="ALL"\n`;

describe('what is on this computer', () => {
  const home = mkdtempSync(join(tmpdir(), 'mail-account-audit-test-'));
  const filtersOf = async (text: string | undefined, prefs: Differences['prefs'] = {}) => {
    const place = mkdtempSync(join(home, 'pop-'));
    if (text !== undefined) writeFileSync(join(place, 'msgFilterRules.dat'), text);
    return (await readOf({prefs: {'mail.server.of-pop3.directory': place, ...prefs}})).accounts[1].server.filters;
  };
  afterAll(() => rmSync(home, {recursive: true}));

  it.each([
    ['forwards', filter('action="Forward"\nactionValue="Bob <bob@example.org>,Friends"'), [{deletes: false, forwardsTo: ['bob@example.org', 'Friends']}]],
    ['deletes', filter('action="Delete"'), [{deletes: true, forwardsTo: []}]],
    ['deletes from the server', filter('action="Delete from Pop3 server"'), [{deletes: true, forwardsTo: []}]],
    ['does something else', filter('action="Mark read"\nactionValue="bob@example.org"'), [{deletes: false, forwardsTo: []}]],
    ['is off', filter('action="Delete"', 'enabled="no"\ntype="17"'), []],
    ['runs by hand alone', filter('action="Delete"', 'enabled="yes"\ntype="16"'), []],
    ['runs by itself alone', filter('action="Delete"', 'enabled="yes"\ntype="1"'), [{deletes: true, forwardsTo: []}]],
  ])('is a filter that %s', async (_what, text, expected) => {
    expect(await filtersOf(text)).toEqual(expected);
  });
  it('is no filter, where there is no file of them', async () => {
    expect(await filtersOf(undefined)).toEqual([]);
  });
  it('is not read where an add-on keeps the filters', async () => {
    expect(await filtersOf(filter('action="Delete"'), {'mail.server.of-pop3.filter.type': 'sieve'})).toBeUndefined();
    expect(await filtersOf(filter('action="Delete"'), {'mail.server.of-pop3.filter.type': 'default'})).toHaveLength(1);
  });
  it('is read up to a million bytes', async () => {
    const text = filter('action="Delete"');
    expect(await filtersOf(text.padEnd(1_000_000, '\n'))).toHaveLength(1);
    expect(await filtersOf(text.padEnd(1_000_001, '\n'))).toBeUndefined();
  });
  it('is not read where the file is none', async () => {
    const place = join(home, 'no-file');
    mkdirSync(join(place, 'msgFilterRules.dat'), {recursive: true});
    expect((await readOf({prefs: {'mail.server.of-pop3.directory': place}})).accounts[1].server.filters).toBeUndefined();
    const other = mkdtempSync(join(home, 'no-file-'));
    symlinkSync('/dev/null', join(other, 'msgFilterRules.dat'));
    expect((await readOf({prefs: {'mail.server.of-pop3.directory': other}})).accounts[1].server.filters).toBeUndefined();
  });
  it('is where links lead', async () => {
    const place = join(home, 'link');
    symlinkSync(mkdtempSync(join(home, 'behind-')), place);
    expect((await readOf({prefs: {'mail.server.of-pop3.directory': place}})).accounts[1].server.localPath).toContain('/behind-');
  });
});

describe('outgoing servers', () => {
  const cases: Case[] = [
    ['no port', {}, {port: 587, socketType: 'plain', isDefault: true, authMethod: 'passwordCleartext'}],
    ['no port and SSL', {prefs: {'mail.smtpserver.smtp1.try_ssl': 3}}, {port: 465, socketType: 'SSL'}],
    ['a port', {prefs: {'mail.smtpserver.smtp1.port': -1}}, {port: -1}],
    ['what all have', {prefs: {'mail.smtpserver.default.try_ssl': 2, 'mail.smtpserver.default.authMethod': 4}}, {socketType: 'STARTTLS', authMethod: 'passwordEncrypted'}],
    ['of its own', {prefs: {'mail.smtpserver.default.try_ssl': 2, 'mail.smtpserver.smtp1.try_ssl': 3}}, {socketType: 'SSL'}],
    ['a method nobody knows', {prefs: {'mail.smtpserver.smtp1.authMethod': 11}}, {authMethod: 'none'}],
    ['another default', {prefs: {'mail.smtp.defaultserver': 'ews1'}}, {isDefault: false}],
    ['one lock', {locked: ['mail.smtpserver.smtp1.try_ssl']}, {locked: ['socketType']}],
  ];

  it.each(cases)('with %s', async (_what, differences, expected) => {
    expect((await readOf(differences)).outgoingServers[0]).toMatchObject(expected);
  });
  it('of Exchange', async () => {
    const prefs = {'mail.outgoingserver.ews1.username': 'jroe', 'mail.outgoingserver.ews1.auth_method': 10};
    expect((await readOf({prefs, locked: ['mail.outgoingserver.ews1.ews_url']})).outgoingServers[1]).toMatchObject(
      {type: 'ews', hostname: 'exchange.example.com', exchangeScheme: 'https', username: 'jroe', authMethod: 'OAuth2', locked: ['exchangeScheme'], isDefault: false});
  });
});

describe('identities', () => {
  const email = 'jane.roe@example.com';
  const cases: Case[] = [
    ['no server of their own', {identity: {smtpServerKey: ''}}, {outgoingServerKey: 'smtp1'}],
    ['no server of their own, and another default', {identity: {smtpServerKey: ''}, prefs: {'mail.smtp.defaultserver': 'ews1'}}, {outgoingServerKey: 'ews1'}],
    ['a blind copy', {prefs: {'mail.identity.id1.doBcc': true, 'mail.identity.id1.doBccList': `Jane <${email}>,Friends`}}, {copiesItself: true, bccList: [email, 'Friends']}],
    ['a list of blind copies that is off', {prefs: {'mail.identity.id1.doBcc': false, 'mail.identity.id1.doBccList': email}}, {copiesItself: false, bccList: []}],
    ['blind copies of before Thunderbird 3', {identity: {bccSelf: true, bccOthers: true, bccList: 'bob@example.org'}}, {copiesItself: true, bccList: [email, 'bob@example.org']}],
    ['a copy', {identity: {doCc: true, doCcList: email.toUpperCase()}}, {copiesItself: true, bccList: []}],
    ['answers elsewhere', {identity: {replyTo: 'The office <office@example.net>'}}, {replyTo: ['office@example.net']}],
    ['sent copies on this computer', {}, {sentFolder: 'mailbox', sentServerKey: ''}],
    ['sent copies on a server', {identity: {getUnicharAttribute: () => 'ews://jroe@example.com/Sent'}}, {sentFolder: 'ews', sentServerKey: 'of-ews'}],
    ['sent copies on a server that is gone', {identity: {getUnicharAttribute: () => 'ews://gone@example.com/Sent'}}, {sentFolder: '', sentServerKey: ''}],
    ['one lock', {locked: ['mail.identity.id1.fcc']}, {locked: ['keepsSentCopies']}],
  ];

  it.each(cases)('with %s', async (_what, differences, expected) => {
    expect((await readOf(differences)).identities[0]).toMatchObject(expected);
  });
});

const tls = (min: number, more = {}) => ({prefs: {'security.tls.version.min': min, ...more}});

describe('Thunderbird as a whole', () => {
  const cases: Case[] = [
    ['SSL 3.0', tls(0), {minimumTLS: '1.0'}], ['TLS 1.0', tls(1), {minimumTLS: '1.0'}], ['TLS 1.1', tls(2), {minimumTLS: '1.1'}], ['TLS 1.2', tls(3), {minimumTLS: '1.2'}], ['TLS 1.3', tls(4), {minimumTLS: '1.3'}],
    ['a version nobody knows', tls(5), {minimumTLS: undefined}], ['deprecated versions', tls(4, {'security.tls.version.enable-deprecated': true}), {minimumTLS: '1.0'}],
    ['a lock on that', {...tls(4, {'security.tls.version.enable-deprecated': true}), locked: ['security.tls.version.enable-deprecated']}, {locked: ['minimumTLS']}],
    ['a lock on what does not decide', {...tls(4, {'security.tls.version.enable-deprecated': true}), locked: ['security.tls.version.min']}, {locked: []}],
    ['a start always offline', {prefs: {'offline.startup_state': 3}}, {startsOffline: true}], ['a start as it was left', {prefs: {'offline.startup_state': 1}}, {startsOffline: false}],
    ['200 MB', {}, {compactsAboveBytes: 209_715_200}], ['its own set-up', {}, {weakenedSetup: []}],
    ['a weakened set-up', {prefs: {'mailnews.auto_config.guess.requireGoodCert': false, 'mailnews.auto_config_url': 'http://example.org/', 'mailnews.mx_service_url': 'https://example.org'}, locked: ['mailnews.auto_config_url']},
      {weakenedSetup: ['mailnews.auto_config.guess.requireGoodCert', 'mailnews.auto_config_url'], locked: ['weakenedSetup']}],
  ];

  it.each(cases)('with %s', async (_what, differences, expected) => {
    expect((await readOf(differences)).program).toMatchObject(expected);
  });
});

/** Changes a preference, or how many messages a folder has; and how often that was told. */
async function toldAfter(happen: (ran: ReturnType<typeof run>) => void, stop = false): Promise<number> {
  const ran = run();
  const {mailSettings} = ran.classes as {mailSettings: any};
  mailSettings.PACE.settleMs = 0;
  let told = 0;
  const {unregister, convert} = new mailSettings().PERSISTENT_EVENTS.onChanged({fire: {async: () => { throw new Error('the old one'); }}});
  convert({async: () => { told += 1; }});
  onTestFinished(unregister);
  happen(ran);
  if (stop) unregister();
  await new Promise(resolve => { setTimeout(resolve, 20); });
  return told;
}

const change = (...names: string[]) => ({watched: {observers}}: ReturnType<typeof run>) => {
  for (const name of names) observers.filter(({branch}) => name.startsWith(branch)).forEach(({observe}) => observe(null, '', name));
};

const count = (flags: number, property: string) => ({watched: {listeners}}: ReturnType<typeof run>) => listeners.forEach(listener => listener.onFolderIntPropertyChanged({flags}, property));

describe('watching', () => {
  it('tells of what is read, once it has settled', async () => {
    expect(await toldAfter(change('mail.server.server1.port', 'mail.server.server1.check_time', 'mail.identity.id1.fcc'))).toBe(1);
    expect(await toldAfter(change('offline.startup_state'))).toBe(1);
    expect(await toldAfter(count(folderFlags.Queue, 'TotalMessages'))).toBe(1);
  });
  it('tells of nothing else, and of nothing any more', async () => {
    expect(await toldAfter(change('mail.server.server1.lastFilterTime', 'mail.identity.id1.stationery'))).toBe(0);
    expect(await toldAfter(count(folderFlags.Inbox, 'TotalMessages'))).toBe(0);
    expect(await toldAfter(count(folderFlags.Queue, 'FolderSize'))).toBe(0);
    expect(await toldAfter(change('mail.server.server1.port'), true)).toBe(0);
  });
  it('leaves nobody behind who watches', () => {
    const ran = run();
    new ran.classes['mailSettings']().PERSISTENT_EVENTS.onChanged({fire: {}}).unregister();
    expect(ran.watched).toEqual({observers: [], listeners: []});
  });
});

describe('a read', () => {
  it('lets others have their turn between any two things, once its time is over', async () => {
    const {api, classes} = run();
    classes['mailSettings'].PACE.sliceMs = 0;
    const state = {turns: 0, isOver: false};
    const reading = api['mailSettings'].read().finally(() => { state.isOver = true; });
    while (!state.isOver) {
      await new Promise(resolve => { setTimeout(resolve); });
      state.turns += 1;
    }
    await reading;
    expect(state.turns).toBeGreaterThan(10);
  });
});

describe('labels', () => {
  it('come from DTDs, bundles and Fluent, without what stands around them; null where there is none', async () => {
    const keys = ['a.dtd known', 'a.dtd gone', 'a.properties known', 'a.properties gone', 'a.ftl known', 'a.ftl known.label', 'a.ftl gone', 'a.ftl known.gone'];
    const sources = keys.map(entry => ({file: entry.split(' ')[0], key: entry.split(' ')[1]}));
    expect(await run().api['mailSettings'].labels(sources)).toEqual(['First & "one"', null, 'From a bundle', null, 'Known', 'Label', null, null]);
  });
  it('come from the language pack of the language', async () => {
    expect(await run().api['mailSettings'].languagePack()).toBe('153.0');
  });
});
