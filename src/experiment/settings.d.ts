/** What settings.js gives the rest of the add-on, as settings.schema.json declares it; test/experiment.test.ts keeps them in agreement. */
import type {Account, Folder, Identity, IncomingServer, OutgoingServer, Program} from '../snapshot.ts';

export interface MailSettings {
  /**
   * Reads every account, identity and outgoing server. Writes nothing. What could not be read is absent, and an
   * account that could not be read at all has `error`.
   */
  read(): Promise<Settings>;
  /** Labels of Thunderbird's interface in its own language; `null` for one this version does not have. */
  labels(sources: LabelSource[]): Promise<(string | null)[]>;
  /** The version of the language pack those labels come from; '' where they are built in. It may be newer or older than Thunderbird. */
  languagePack(): Promise<string>;
  /** A setting that `read` reports may have changed. Settled for 300 ms; wakes a stopped background. */
  onChanged: {
    addListener(listener: () => void): void;
    removeListener(listener: () => void): void;
    hasListener(listener: () => void): boolean;
  };
}

/** Where Thunderbird keeps a label: `.dtd` and `.properties` are under chrome://messenger/locale/, or that of the package before the slash; `.ftl` under localization/<lang>/. */
export interface LabelSource {
  file: string;
  /** An entity, a property, or a Fluent id, with `.attribute` where it is one. */
  key: string;
}


export interface Settings {
  accounts: AccountSettings[];
  outgoingServers: OutgoingServerSettings[];
  identities: IdentitySettings[];
  program: ProgramSettings;
}

/** The fields of src/snapshot.ts, in their words and units, but for those that read.ts makes. */
type Told<T, Made extends keyof T> = Partial<Omit<T, Made | 'key' | 'locked'>>;

/** A server that was read at all. */
interface Entry {
  key: string;
  /** Thunderbird's own name of it. */
  type?: string | undefined;
  locked: string[];
}

export interface AccountSettings extends Told<Account, 'id' | 'type'> {
  id: string;
  /** Thunderbird's own name of it. */
  type?: string;
  server?: IncomingServerSettings;
  identityKeys?: string[] | undefined;
}

export interface IncomingServerSettings extends Told<IncomingServer, 'type' | 'accountIds' | 'location'>, Entry {}

export type FolderSettings = Folder;

export interface OutgoingServerSettings extends Told<OutgoingServer, 'type' | 'accountIds' | 'location'>, Entry {}

export interface IdentitySettings extends Told<Identity, 'accountIds' | 'accountTypes' | 'sentFolder'> {
  key: string;
  /** The kind of folder, such as `mailbox` or `imap`; '' for the account's own. */
  sentFolder?: string | undefined;
  /** The key of the server it is on; '' for the account's own. */
  sentServerKey?: string | undefined;
  locked: string[];
}

export interface ProgramSettings extends Told<Program, 'accountIds' | 'version' | 'buildDate' | 'lastBackup'> {
  locked: string[];
}
