/** The experiment's interface, as schema.json declares it; test/experiment.test.ts keeps the two in agreement. */
export interface MailSettings {
  /**
   * Reads every account, identity and outgoing server. Writes nothing. What could not be read is absent, and an
   * account that could not be read at all has `error`.
   */
  read(): Promise<Settings>;
  /** Labels of Thunderbird's interface in its own language; `null` for one this version does not have. */
  labels(sources: {file: string; key: string}[]): Promise<(string | null)[]>;
  /** Opens Account Settings at a pane of an account, or at an outgoing server. Rejects if it cannot get there. */
  open(place: Place): Promise<void>;
  /** A setting that `read` reports may have changed. Settled for 300 ms; wakes a stopped background. */
  onChanged: {
    addListener(listener: () => void): void;
    removeListener(listener: () => void): void;
    hasListener(listener: () => void): boolean;
  };
}

export interface Place {
  pane: 'account' | 'server' | 'sync' | 'copies' | 'outgoing';
  /** For every pane but `outgoing`: Thunderbird's account key. */
  accountId?: string;
  /** For `outgoing`: the server's key; without it the list alone is shown. */
  outgoingServerKey?: string;
}

export interface Settings {
  accounts: AccountSettings[];
  outgoingServers: OutgoingServerSettings[];
  identities: IdentitySettings[];
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
  locked: string[];
}

export interface IncomingServerSettings extends ServerSettings {
  offlineDownload?: boolean;
  autoSyncMaxAgeDays?: number;
  limitOfflineMessageSize?: boolean;
  maxMessageSize?: number;
  leaveMessagesOnServer?: boolean;
  deleteByAgeFromServer?: boolean;
  numDaysToLeaveOnServer?: number;
  deleteMailLeftOnServer?: boolean;
}

export interface OutgoingServerSettings extends ServerSettings {
  isDefault?: boolean;
}

export interface IdentitySettings {
  key: string;
  email?: string;
  outgoingServerKey?: string;
  keepsSentCopies?: boolean;
  sentFolder?: string;
  locked: string[];
}
