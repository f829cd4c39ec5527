/**
 * What was read of Thunderbird, as plain data: one snapshot holds every account, server and identity.
 *
 * A field that may be `undefined` was *not read* when it is `undefined`; it is never replaced by a default.
 * The words are those of Thunderbird's interfaces (nsIMsgIncomingServer, nsIMsgOutgoingServer, nsIMsgIdentity,
 * MailNewsTypes2.idl); numbers stay in the experiment.
 */

/** nsMsgSocketType. `optionalSTARTTLS` is the stored 1 that both IDLs have dropped: every client acts on it as plain. */
export type SocketType = 'plain' | 'optionalSTARTTLS' | 'STARTTLS' | 'SSL';

/** nsMsgAuthMethod. */
export type AuthMethod =
  | 'none' | 'old' | 'passwordCleartext' | 'passwordEncrypted' | 'GSSAPI' | 'NTLM' | 'External' | 'secure' | 'anything' | 'OAuth2';

/** The accounts API's `MailAccount.type`; `graph` and `im` are hidden from it, `unknown` could not be read. */
export type AccountType = 'imap' | 'pop3' | 'ews' | 'graph' | 'local' | 'rss' | 'nntp' | 'im' | 'unknown';

/** Where an identity's sent copies go: a folder on this computer, on a server of its own or of another account, or the account's own (unset). */
export type SentFolder = 'thisComputer' | 'server' | 'otherServer' | 'account';

/** nsMsgImapDeleteModels; Exchange has no `markDeleted`. */
export type DeleteModel = 'markDeleted' | 'moveToTrash' | 'deleteImmediately';

/** nsIMsgRetentionSettings: all is kept, what is younger than some days, or the newest messages. */
export type Retention = 'all' | 'age' | 'count';

export interface Account {
  /** The accounts API's id, Thunderbird's account key, such as `account1`. */
  id: string;
  type: AccountType;
  /** As the user named it; often an address. */
  name: string | undefined;
  /** Why the account could not be read; `undefined` when it could. */
  error: string | undefined;
}

/** This computer itself, the local network, anywhere else; or nowhere: to such a name or port no connection is ever made. */
export type ServerLocation = 'thisComputer' | 'localNetwork' | 'beyond' | 'nowhere';

interface CommonServer {
  /** Thunderbird's key, such as `server1` or `smtp1`; '' when it was not read. */
  key: string;
  /** The accounts that use it, by id. */
  accountIds: string[];
  hostname: string | undefined;
  /** Where that is, as far as its name and port tell. */
  location: ServerLocation | undefined;
  /** The port Thunderbird connects to: an unset one is already the default of the protocol and the socket type. One that cannot be is as it is set. */
  port: number | undefined;
  socketType: SocketType | undefined;
  authMethod: AuthMethod | undefined;
  username: string | undefined;
  /** EWS and Graph only: the scheme of the server's address, which is all the security there is. */
  exchangeScheme: string | undefined;
  /** Whether an exception is stored for a certificate at this host and port (nsICertOverrideService): the server may show another by now. */
  hasCertificateException: boolean | undefined;
  /** The fields of this object that an administrator has locked. */
  locked: string[];
}

export interface IncomingServer extends CommonServer {
  type: AccountType;
  /** POP only: the account whose folders it delivers into, by id; '' for its own. */
  deferredToAccount: string | undefined;
  /** POP that delivers into another account: whether its mail is fetched along with that one's, and at Thunderbird's start. */
  deferGetNewMail: boolean | undefined;
  /** Whether it looks for new messages when Thunderbird starts. */
  loginAtStartUp: boolean | undefined;
  /** POP only: whether it fetches the new messages that it finds by itself. */
  downloadOnBiff: boolean | undefined;
  /** Whether it looks for new messages by itself, and every how many minutes. */
  doBiff: boolean | undefined;
  biffMinutes: number | undefined;
  /** Whether copies are made in the background at all: a preference without a control. */
  autoSyncOfflineStores: boolean | undefined;
  offlineDownload: boolean | undefined;
  /** Days; 0 or less is no limit. */
  autoSyncMaxAgeDays: number | undefined;
  limitOfflineMessageSize: boolean | undefined;
  /** Kilobytes. */
  maxMessageSize: number | undefined;
  leaveMessagesOnServer: boolean | undefined;
  deleteByAgeFromServer: boolean | undefined;
  /** Days; 0 is no limit even where `deleteByAgeFromServer` is on (Pop3Client.sys.mjs, `_cutOffTimestamp`). */
  numDaysToLeaveOnServer: number | undefined;
  deleteMailLeftOnServer: boolean | undefined;
  headersOnly: boolean | undefined;
  retainBy: Retention | undefined;
  /** Days, for `age`. */
  daysToKeepHdrs: number | undefined;
  /** Messages, for `count`. */
  numHeadersToKeep: number | undefined;
  emptyTrashOnExit: boolean | undefined;
  /** nsISpamSettings: 0 is no junk mail controls. */
  spamLevel: number | undefined;
  /** Whether junk is deleted by itself, and after how many days; 0 is never. */
  purgeSpam: boolean | undefined;
  purgeSpamInterval: number | undefined;
  /** Whether junk is moved, and to which server, by key; '' where that is not set, or gone. */
  moveOnSpam: boolean | undefined;
  junkServerKey: string | undefined;
  deleteModel: DeleteModel | undefined;
  /** Where its mail is on this computer, as an absolute path: it may hold a name. */
  localPath: string | undefined;
  /** Whether anything of it was ever seen: its folders, or for POP a message. Until then what is set promises nothing. */
  hasConnected: boolean | undefined;
  /** Its folders that can hold messages. */
  folders: Folder[] | undefined;
  /** Its message filters that run by themselves. What the server does with messages is not among them. */
  filters: Filter[] | undefined;
  /** How many messages wait in its folders to be sent. */
  unsentMessages: number | undefined;
  /** What the server has told this session; `undefined` until it was asked, which opening the Inbox does. */
  quota: Quota[] | undefined;
}

/** nsMsgFolderFlags, as far as a folder has a use of its own. */
export type FolderUse = 'inbox' | 'sent' | 'archives' | 'drafts' | 'templates' | 'trash' | 'junk' | 'outbox' | 'other';

export interface Folder {
  /** Finds it again, of whichever server it is; the same as long as it has this name on this server. Says nothing to a reader, and yet is told nobody: who guesses a name can check it. */
  key: string | undefined;
  use: FolderUse;
  /** Selected for offline use. */
  isOffline: boolean | undefined;
  /** Its own; `account` where it follows the account's. */
  retainBy: Retention | 'account' | undefined;
  /** The mailbox's size on this computer for POP and Local Folders; a server's for the others. */
  bytes: number | undefined;
  /** What deleted messages still take on this computer. */
  expungedBytes: number | undefined;
}

/** A message filter that runs by itself. What it is called is not read. */
export interface Filter {
  deletes: boolean;
  /** Private: addresses, and names of lists of an address book. */
  forwardsTo: string[];
}

/** RFC 9208, 5.1: a resource and how much of it is used. */
export interface Quota {
  /** As the server names it: STORAGE or MESSAGE, as a rule. */
  name: string;
  used: number;
  limit: number;
}

export interface OutgoingServer extends CommonServer {
  /** `unknown`: neither the type nor anything else was read. */
  type: 'smtp' | 'ews' | 'graph' | 'unknown';
  isDefault: boolean | undefined;
}

export interface Identity {
  /** Thunderbird's key, such as `id1`. */
  key: string;
  accountIds: string[];
  /** The types of those accounts, in the same order. */
  accountTypes: AccountType[];
  email: string | undefined;
  /** The key of the server it sends with, '' when it has none that exists. */
  outgoingServerKey: string | undefined;
  keepsSentCopies: boolean | undefined;
  /** Whether every message goes to its own address too, as Cc or Bcc. */
  copiesItself: boolean | undefined;
  /** Who gets every message as Bcc, and whom answers go to: addresses, and names of lists of an address book. Private, like `email`. */
  bccList: string[] | undefined;
  replyTo: string[] | undefined;
  sentFolder: SentFolder | undefined;
  /** The fields of this object that an administrator has locked. */
  locked: string[];
}

/** Thunderbird as a whole. */
export interface Program {
  key: 'thunderbird';
  /** Always empty: it belongs to no account. */
  accountIds: string[];
  /** Such as `153.7.0`. */
  version: string;
  /** The day it was built (ISO 8601); `undefined` where its build id names none it can have been. */
  buildDate: string | undefined;
  /** Whether it has an updater; one from a distribution has none. */
  updatesItself: boolean | undefined;
  /** The profile's folder, as an absolute path: it may hold a name. */
  profilePath: string | undefined;
  /** The lowest version of TLS that is accepted. */
  minimumTLS: '1.0' | '1.1' | '1.2' | '1.3' | undefined;
  /** Whether there is a primary password, and how many logins are saved; tokens count, nothing is decrypted. */
  hasPrimaryPassword: boolean | undefined;
  savedLogins: number | undefined;
  /** Set to start offline always; and offline just now. */
  startsOffline: boolean | undefined;
  isOffline: boolean | undefined;
  /** Preferences of Thunderbird's account set-up that are set weaker than their default, by name. */
  weakenedSetup: string[] | undefined;
  /** Whether mailboxes are compacted by themselves, and above how many bytes in all. */
  compactsAutomatically: boolean | undefined;
  compactsAboveBytes: number | undefined;
  /** The day of the last backup the user told us of (ISO 8601, UTC); '' if they never did. */
  lastBackup: string | undefined;
  /** The fields of this object that an administrator has locked. */
  locked: string[];
}

export interface Snapshot {
  /** ISO 8601, UTC. */
  takenAt: string;
  /** Thunderbird's version, such as `153.7.0`. */
  thunderbird: string;
  accounts: Account[];
  incomingServers: IncomingServer[];
  outgoingServers: OutgoingServer[];
  identities: Identity[];
  program: Program;
}

/** Accounts that hold mail of their own on a server. The others are named and not judged. */
export function isJudged(account: Pick<Account, 'type'>): boolean {
  return account.type === 'imap' || account.type === 'pop3' || isExchange(account.type);
}

export type AnyServer = IncomingServer | OutgoingServer;

/** Microsoft Exchange, by either protocol: the address decides the security, there is no socket type. */
export function isExchange(type: AccountType | OutgoingServer['type']): boolean {
  return type === 'ews' || type === 'graph';
}

/** The server keeps the mail and Thunderbird mirrors it; POP fetches instead. */
export function mirrorsServer(server: IncomingServer): boolean {
  return server.type === 'imap' || isExchange(server.type);
}
