/** The experiment's interface, as schema.json declares it; test/experiment.test.ts keeps the two in agreement. */
export interface MailSettings {
  /**
   * Reads every account, identity and outgoing server. Writes nothing. What could not be read is absent, and an
   * account that could not be read at all has `error`.
   */
  read(): Promise<Settings>;
  /** Labels of Thunderbird's interface in its own language; `null` for one this version does not have. */
  labels(sources: {file: string; key: string}[]): Promise<(string | null)[]>;
  /** The version of the language pack those labels come from; '' where they are built in. It may be newer or older than Thunderbird. */
  languagePack(): Promise<string>;
  /** Opens Account Settings at a pane of an account or at an outgoing server, an account's message filters, or a pane of Thunderbird's own settings. Rejects if it cannot get there. */
  open(place: Place): Promise<void>;
  /**
   * Asks one place for the settings published for a mail domain, by https and without a word about who asks: a redirect is
   * not followed. Resolves to the address and the text, '' where there is none; to `null` where there is no such place.
   * Rejects where nobody answers within ten seconds, and where the administrator's policy does not allow it.
   */
  fetchPublished(domain: string, place: PublishingPlace): Promise<{url: string; xml: string} | null>;
  /**
   * Sends lines (newline-delimited JSON) to `reports.url` of the administrator's policy, and nowhere else: a redirect is
   * not followed. Resolves to the HTTP status; rejects where there is no such address, no whole answer within a minute, or one of more than 200,000 bytes.
   */
  postReport(lines: string): Promise<number>;
  /**
   * Writes a report as `mail-account-audit-<profile>.json` into `reports.folder` of the administrator's policy: whole, or
   * not at all, and readable for its owner only. Rejects where there is no such folder, where anything but a plain file is in the way, and after a minute.
   */
  writeReport(profile: string, report: string): Promise<void>;
  /** The name of this computer, where `reports.label` of the administrator's policy asks for it; '' otherwise. */
  computerName(): Promise<string>;
  /** Whether policies.json has settings for this add-on that Thunderbird took for invalid at its start, and so for none. */
  isPolicyDropped(): Promise<boolean>;
  /** A setting that `read` reports may have changed. Settled for 300 ms; wakes a stopped background. */
  onChanged: {
    addListener(listener: () => void): void;
    removeListener(listener: () => void): void;
    hasListener(listener: () => void): boolean;
  };
}

/** The organisation's own address, `autoconfig.` and the domain, the domain itself, and the public list that Thunderbird uses. */
export type PublishingPlace = 'organisation' | 'subdomain' | 'wellKnown' | 'database';

export interface Place {
  pane: 'account' | 'server' | 'sync' | 'copies' | 'junk' | 'filters' | 'outgoing' | 'general' | 'privacy';
  /** For the first six: Thunderbird's account key. */
  accountId?: string;
  /** For `outgoing`: the server's key; without it the list alone is shown. */
  outgoingServerKey?: string;
}

export interface Settings {
  accounts: AccountSettings[];
  outgoingServers: OutgoingServerSettings[];
  identities: IdentitySettings[];
  program: ProgramSettings;
}

/** The fields of src/snapshot.ts, in their units. */
export interface ProgramSettings {
  updatesItself?: boolean;
  profilePath?: string;
  minimumTLS?: string;
  hasPrimaryPassword?: boolean;
  savedLogins?: number;
  startsOffline?: boolean;
  isOffline?: boolean;
  weakenedSetup?: string[];
  compactsAutomatically?: boolean;
  compactsAboveBytes?: number;
  locked: string[];
}

export interface AccountSettings {
  id: string;
  type?: string;
  name?: string;
  error?: string;
  server?: IncomingServerSettings;
  identityKeys?: string[];
}

interface ServerSettings {
  key: string;
  type?: string;
  hostname?: string;
  port?: number;
  socketType?: string;
  authMethod?: string;
  username?: string;
  exchangeScheme?: string;
  hasCertificateException?: boolean;
  locked: string[];
}

export interface IncomingServerSettings extends ServerSettings {
  deferredToAccount?: string;
  deferGetNewMail?: boolean;
  loginAtStartUp?: boolean;
  downloadOnBiff?: boolean;
  doBiff?: boolean;
  biffMinutes?: number;
  autoSyncOfflineStores?: boolean;
  offlineDownload?: boolean;
  autoSyncMaxAgeDays?: number;
  limitOfflineMessageSize?: boolean;
  maxMessageSize?: number;
  leaveMessagesOnServer?: boolean;
  deleteByAgeFromServer?: boolean;
  numDaysToLeaveOnServer?: number;
  deleteMailLeftOnServer?: boolean;
  headersOnly?: boolean;
  retainBy?: string;
  daysToKeepHdrs?: number;
  numHeadersToKeep?: number;
  emptyTrashOnExit?: boolean;
  spamLevel?: number;
  purgeSpam?: boolean;
  purgeSpamInterval?: number;
  moveOnSpam?: boolean;
  /** The key of the server that junk is moved to; '' where that is not set, or gone. */
  junkServerKey?: string;
  deleteModel?: string;
  localPath?: string;
  hasConnected?: boolean;
  folders?: FolderSettings[];
  unsentMessages?: number;
  /** Those that run by themselves. */
  filters?: {deletes: boolean; forwardsTo: string[]}[];
  /** Absent until the server was asked in this session. */
  quota?: {name: string; used: number; limit: number}[];
}

export interface FolderSettings {
  use: string;
  isOffline?: boolean;
  retainBy?: string;
  bytes?: number;
  expungedBytes?: number;
}

export interface OutgoingServerSettings extends ServerSettings {
  isDefault?: boolean;
}

export interface IdentitySettings {
  key: string;
  email?: string;
  outgoingServerKey?: string;
  keepsSentCopies?: boolean;
  copiesItself?: boolean;
  /** Addresses, and names of lists of an address book. */
  bccList?: string[];
  replyTo?: string[];
  /** The kind of folder, such as `mailbox` or `imap`; '' for the account's own. */
  sentFolder?: string;
  /** The key of the server it is on; '' for the account's own. */
  sentServerKey?: string;
  locked: string[];
}
