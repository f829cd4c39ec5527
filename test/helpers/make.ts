/**
 * A healthy profile: nothing in it fails any rule. A case states what differs, so that it shows only what it is about.
 * Names and addresses are Jane Roe's: no report may ever hold one.
 */
import {locate, portForSMTP} from '../../src/facts/hosts.ts';
import type {Account, Folder, FolderUse, Identity, IncomingServer, OutgoingServer, Program, Snapshot} from '../../src/snapshot.ts';

/** Every text in here is private: see `privateWords` in test-rule.ts. */
export const jane = {name: 'Jane Roe', email: 'jane.roe@example.com', username: 'jroe'};

/** A profile's folder has the user's name in it. */
export const profilePath = `/home/${jane.username}/.thunderbird/abcd1234.default`;

/** Forms of this computer's own address. */
export const loopbackHosts = ['127.0.0.1', '127.5.6.7', '::1', 'localhost', 'LOCALHOST.', 'foo.localhost', 'localhost.localdomain'];

/** Forms of an address on the local network, the borders of 172.16.0.0/12 and fe80::/10 among them, and names that are on no other. */
export const localNetworkHosts = [
  '10.0.0.1', '192.168.1.9', '169.254.3.4', '172.16.0.1', '172.31.255.254', 'fc00::25', 'fd12:3456::1', 'fe80::1', 'febf::1',
  'nas.local', 'NAS.Local.', 'mailserver', 'Mailserver.', 'local', 'mail.lan', 'post.corp.internal', 'synology.home', 'mail.intranet', 'exchange.corp', 'mail.localdomain',
  'mail.private', 'mail.home.arpa', 'nas.fritz.box', 'fritz.box',
];

/** Names that lead nowhere, whatever else is set. */
export const unusableHosts = [
  '', '.', ' ', 'server1.invalid', 'Server1.INVALID.', 'imap.example.com ', ' imap.example.com', 'imap example.com', 'imap.example.com\t', 'imap.example.com:993',
  'https://imap.example.com', 'imap.example.com/', '[2001:db8::1]', '[::1]', 'fe80::1%eth0', 'someone@imap.example.com', 'imap%2eexample.com', 'imap,example.com',
  '127.0.0.1.', '203.0.113.7.', 'a:b:c',
];

/** Hosts that are beyond the local network however close they look. */
export const nearMisses = [
  '172.15.255.254', '172.32.0.1', '128.0.0.1', '11.0.0.1', '192.169.0.1', '10.example.com', '127.0.0.1.example.com', 'localhost.example.com',
  'fec0::1', 'fe7f::1', '2001:db8::1', 'lan.example.com', 'mail.home.example.com', 'mail.wlan', 'e164.arpa', 'nothome.arpa', 'my-fritz.box', 'mail.box', '100.101.102.103',
];

export function account(differences: Partial<Account> = {}): Account {
  return {id: 'account1', type: 'imap', name: jane.name, error: undefined, ...differences};
}

/** IMAP over SSL/TLS, with everything kept on this computer. */
export function incomingServer(differences: Partial<IncomingServer> = {}): IncomingServer {
  // Account Settings tick and untick every folder along with the option (am-offline.js, toggleOffline).
  const isOffline = differences.offlineDownload !== false;
  return {
    location: locate('hostname' in differences ? differences.hostname : 'imap.example.com', differences.port),
    key: 'server1',
    type: 'imap',
    accountIds: ['account1'],
    hostname: 'imap.example.com',
    port: 993,
    socketType: 'SSL',
    authMethod: 'passwordCleartext',
    username: jane.username,
    exchangeScheme: undefined,
    hasCertificateException: false,
    locked: [],
    deferredToAccount: undefined,
    deferGetNewMail: undefined,
    loginAtStartUp: true,
    downloadOnBiff: undefined,
    doBiff: true,
    biffMinutes: 10,
    autoSyncOfflineStores: true,
    offlineDownload: true,
    autoSyncMaxAgeDays: -1,
    limitOfflineMessageSize: false,
    maxMessageSize: 50,
    leaveMessagesOnServer: undefined,
    deleteByAgeFromServer: undefined,
    numDaysToLeaveOnServer: undefined,
    deleteMailLeftOnServer: undefined,
    headersOnly: undefined,
    retainBy: 'all',
    daysToKeepHdrs: 0,
    numHeadersToKeep: 0,
    emptyTrashOnExit: false,
    spamLevel: 100,
    purgeSpam: false,
    purgeSpamInterval: 14,
    moveOnSpam: false,
    junkServerKey: '',
    deleteModel: 'moveToTrash',
    localPath: `${profilePath}/ImapMail/imap.example.com`,
    hasConnected: true,
    folders: [...(['inbox', 'sent', 'archives', 'other'] as const).map(use => folder(use, {isOffline})), ...(['trash', 'junk'] as const).map(use => folder(use, {isOffline: false}))],
    filters: [],
    unsentMessages: 0,
    quota: undefined,
    ...differences,
  };
}

/** POP over SSL/TLS that leaves messages on the server for 14 days. */
export function popServer(differences: Partial<IncomingServer> = {}): IncomingServer {
  return incomingServer({
    type: 'pop3',
    hostname: 'pop.example.com',
    port: 995,
    deferredToAccount: '',
    deferGetNewMail: false,
    downloadOnBiff: true,
    autoSyncOfflineStores: undefined,
    offlineDownload: undefined,
    autoSyncMaxAgeDays: undefined,
    limitOfflineMessageSize: false,
    maxMessageSize: 50,
    leaveMessagesOnServer: true,
    deleteByAgeFromServer: true,
    numDaysToLeaveOnServer: 14,
    deleteMailLeftOnServer: false,
    headersOnly: false,
    localPath: `${profilePath}/Mail/pop.example.com`,
    folders: [folder('inbox', {isOffline: false}), folder('trash', {isOffline: false})],
    ...differences,
  });
}

/** Local Folders: a place on this computer, and no server. */
export function localFolders(differences: Partial<IncomingServer> = {}): IncomingServer {
  return popServer({
    key: 'server9', type: 'local', accountIds: ['account9'], hostname: 'Local Folders', port: undefined, socketType: 'plain', username: 'nobody',
    loginAtStartUp: undefined, doBiff: undefined, biffMinutes: undefined, downloadOnBiff: undefined, deferredToAccount: undefined, deferGetNewMail: undefined, leaveMessagesOnServer: undefined, deleteByAgeFromServer: undefined,
    numDaysToLeaveOnServer: undefined, headersOnly: undefined, deleteMailLeftOnServer: undefined,
    hasConnected: undefined, localPath: `${profilePath}/Mail/Local Folders`, ...differences,
  });
}

/** A folder that is whole on this computer and has nothing to compact. */
export function folder(use: FolderUse, differences: Partial<Folder> = {}): Folder {
  return {key: `${jane.username}'s ${use}`, use, isOffline: true, retainBy: 'account', bytes: 1_000_000, expungedBytes: 0, ...differences};
}

/** Thunderbird 153 with a primary password and its own defaults. */
export function program(differences: Partial<Program> = {}): Program {
  return {
    key: 'thunderbird', accountIds: [], version: '153.7.0', buildDate: '2026-11-10', updatesItself: true, profilePath, minimumTLS: '1.2', hasPrimaryPassword: true, savedLogins: 2,
    startsOffline: false, isOffline: false, weakenedSetup: [], compactsAutomatically: true, compactsAboveBytes: 500 * 1024 * 1024, lastBackup: '2026-11-01', locked: [],
    ...differences,
  };
}

/** An Exchange server has an address and no socket type. */
export function exchangeServer(differences: Partial<IncomingServer> = {}): IncomingServer {
  return incomingServer({
    type: 'ews',
    hostname: 'exchange.example.com',
    port: 443,
    socketType: undefined,
    authMethod: undefined,
    exchangeScheme: 'https',
    ...differences,
  });
}

/** SMTP over SSL/TLS. */
export function outgoingServer(differences: Partial<OutgoingServer> = {}): OutgoingServer {
  return {
    location: locate('hostname' in differences ? differences.hostname : 'smtp.example.com', differences.port && portForSMTP(differences.port)),
    key: 'smtp1',
    type: 'smtp',
    accountIds: ['account1'],
    hostname: 'smtp.example.com',
    port: 465,
    socketType: 'SSL',
    authMethod: 'passwordCleartext',
    username: jane.username,
    exchangeScheme: undefined,
    hasCertificateException: false,
    locked: [],
    isDefault: true,
    ...differences,
  };
}

export function exchangeOutgoingServer(differences: Partial<OutgoingServer> = {}): OutgoingServer {
  return outgoingServer({
    key: 'ews1',
    type: 'ews',
    hostname: 'exchange.example.com',
    port: 443,
    socketType: undefined,
    authMethod: undefined,
    exchangeScheme: 'https',
    isDefault: false,
    ...differences,
  });
}

/** What stands for an outgoing server nothing was read of. */
export function notReadOutgoingServer(): OutgoingServer {
  return outgoingServer({
    key: '', type: 'unknown', hostname: undefined, hasCertificateException: undefined, port: undefined, socketType: undefined, authMethod: undefined, username: undefined,
    isDefault: undefined,
  });
}

export function identity(differences: Partial<Identity> = {}): Identity {
  return {
    key: 'id1',
    accountIds: ['account1'],
    accountTypes: ['imap'],
    email: jane.email,
    outgoingServerKey: 'smtp1',
    keepsSentCopies: true,
    copiesItself: false,
    bccList: [],
    replyTo: [],
    sentFolder: 'server',
    locked: [],
    ...differences,
  };
}

/** One IMAP account that sends with one server. */
export function snapshot(differences: Partial<Snapshot> = {}): Snapshot {
  return {
    takenAt: '2026-11-21T08:00:00.000Z',
    thunderbird: '153.7.0',
    accounts: [account()],
    incomingServers: [incomingServer()],
    outgoingServers: [outgoingServer()],
    identities: [identity()],
    program: program(),
    ...differences,
  };
}

/** One POP account: its identity's sent copies go to a folder of another account, on a server. */
export function popSnapshot(differences: Partial<Snapshot> = {}): Snapshot {
  return snapshot({
    accounts: [account({type: 'pop3'})],
    incomingServers: [popServer()],
    identities: [identity({accountTypes: ['pop3']})],
    ...differences,
  });
}

/** One Exchange account. */
export function exchangeSnapshot(differences: Partial<Snapshot> = {}): Snapshot {
  return snapshot({
    accounts: [account({type: 'ews'})],
    incomingServers: [exchangeServer()],
    outgoingServers: [exchangeOutgoingServer()],
    identities: [identity({accountTypes: ['ews'], outgoingServerKey: 'ews1', sentFolder: 'account'})],
    ...differences,
  });
}

/** A POP server beside an IMAP account of the same mailbox, or of another one at the same provider. */
export function besideIMAP(subject: IncomingServer, differences: Partial<IncomingServer> = {}): {subject: IncomingServer; snapshot: Snapshot} {
  const other = incomingServer({key: 'server2', accountIds: ['account2'], ...differences});
  return {subject, snapshot: snapshot({
    accounts: [account({type: 'pop3'}), account({id: 'account2'})], incomingServers: [subject, other],
    identities: [identity({accountTypes: ['pop3']}), identity({key: 'id2', accountIds: ['account2'], email: `${other.username ?? 'someone'}@example.com`})],
  })};
}
