/**
 * What the privileged scripts use of Thunderbird, and no more of it. The names nsI… are those of its IDL files, where each field is explained; optional is what
 * only one of 140 and 153 has. There is no window: what a page has comes from `Cu.getGlobalForObject(Services)`.
 */

/** An interface as JavaScript has it: what objects are asked for by it. */
interface nsJSIID<T> {
  readonly number: string;
  readonly asked?: T;
}

interface nsISupports {
  QueryInterface<T>(type: nsJSIID<T>): this & T;
}

interface nsIFile {
  readonly path: string;
  readonly fileSize: number;
  initWithPath(path: string): void;
  append(leaf: string): void;
  normalize(): void;
  clone(): nsIFile;
  exists(): boolean;
  isFile(): boolean;
  isSymlink(): boolean;
  readonly persistentDescriptor: string;
}

interface nsIURI {
  readonly scheme: string;
  readonly host: string;
  readonly asciiHost: string;
  /** -1: the scheme's own. */
  readonly port: number;
}

interface nsIPrefBranch {
  getBoolPref(name: string, otherwise?: boolean): boolean;
  getIntPref(name: string, otherwise?: number): number;
  /** Bytes, each as a character. */
  getCharPref(name: string, otherwise?: string): string;
  getStringPref(name: string, otherwise?: string): string;
  getComplexValue<T>(name: string, type: nsJSIID<T>): T;
  prefIsLocked(name: string): boolean;
  addObserver(branch: string, observer: PrefObserver): void;
  removeObserver(branch: string, observer: PrefObserver): void;
}

type PrefObserver = (subject: unknown, topic: string, name: string) => void;

interface nsIMsgRetentionSettings {
  readonly retainByPreference: number;
  readonly daysToKeepHdrs: number;
  readonly numHeadersToKeep: number;
}

/** In 140 of nsIImapIncomingServer alone. */
interface Synchronizing {
  readonly offlineDownload: boolean;
  readonly autoSyncMaxAgeDays: number;
  readonly autoSyncOfflineStores: boolean;
}

interface nsIMsgIncomingServer extends nsISupports, Partial<Synchronizing> {
  readonly key: string;
  readonly type: string;
  readonly hidden: boolean;
  readonly username: string;
  readonly prettyName: string;
  readonly serverURI: string;
  readonly socketType: number;
  readonly authMethod: number;
  readonly loginAtStartUp: boolean;
  readonly doBiff: boolean;
  readonly biffMinutes: number;
  readonly downloadOnBiff: boolean;
  readonly emptyTrashOnExit: boolean;
  readonly limitOfflineMessageSize: boolean;
  readonly maxMessageSize: number;
  readonly retentionSettings: nsIMsgRetentionSettings;
  readonly rootFolder: nsIMsgFolder;
  readonly protocolInfo: { getDefaultServerPort(isSecure: boolean): number };
  getBoolValue(name: string): boolean;
  getIntValue(name: string): number;
  getStringValue(name: string): string;
}

interface nsIImapIncomingServer extends Partial<Synchronizing> {
  readonly deleteModel: number;
  getCapability(): number;
}

interface nsIImapServerSink {
  readonly userAuthenticated: boolean;
}

interface nsIPop3IncomingServer {
  readonly leaveMessagesOnServer: boolean;
  readonly deleteByAgeFromServer: boolean;
  readonly numDaysToLeaveOnServer: number;
  readonly deleteMailLeftOnServer: boolean;
  readonly headersOnly: boolean;
  readonly deferGetNewMail: boolean;
}

interface nsIMsgFolder extends nsISupports {
  readonly URI: string;
  readonly flags: number;
  readonly sizeOnDisk: number;
  readonly expungedBytes: number;
  readonly retentionSettings: nsIMsgRetentionSettings;
  readonly summaryFile: nsIFile;
  readonly filePath: nsIFile;
  readonly descendants: nsIMsgFolder[];
  getTotalMessages(deep: boolean): number;
}

interface nsIMsgImapMailFolder {
  readonly hierarchyDelimiter: string;
  getQuota(): { name: string; usage: bigint | number; limit: bigint | number }[];
}

interface nsIImapMailFolderSink {
  readonly folderQuotaCommandIssued: boolean;
}

interface nsIMsgIdentity {
  readonly key: string;
  readonly email: string;
  readonly smtpServerKey: string;
  readonly doFcc: boolean;
  readonly doCc: boolean;
  readonly doCcList: string;
  readonly bccSelf: boolean;
  readonly bccOthers: boolean;
  readonly bccList: string;
  readonly replyTo: string;
  getUnicharAttribute(name: string): string;
}

interface nsIMsgAccount {
  readonly key: string;
  readonly identities: nsIMsgIdentity[];
  readonly incomingServer: nsIMsgIncomingServer | null;
}

interface nsIFolderListener {
  onFolderIntPropertyChanged(folder: nsIMsgFolder, property: string, before: number, now: number): void;
}

interface MailServices {
  accounts: {
    readonly accounts: nsIMsgAccount[];
    readonly allServers: nsIMsgIncomingServer[];
    readonly folderCache: { getCacheElement(key: string, create: boolean): { getCachedString(name: string): string } };
    getAccount(key: string | undefined): nsIMsgAccount | null;
  };
  headerParser: { parseDecodedHeader(list: string, isGroups: boolean): { name: string; email: string }[] };
  mailSession: { AddFolderListener(listener: nsIFolderListener, what: number): void; RemoveFolderListener(listener: nsIFolderListener): void };
}

interface Timers {
  setTimeout(task: () => void, milliseconds: number): number;
  clearTimeout(timer: number | undefined): void;
}

declare const Services: {
  prefs: nsIPrefBranch;
  /** Absent where there is no engine for policies. */
  policies?: { getExtensionPolicy(id: string): unknown };
  dns: { readonly myHostName: string };
  tm: { dispatchToMainThread(task: () => void): void };
  dirsvc: { get<T>(name: string, type: nsJSIID<T>): T };
  io: { readonly offline: boolean; newURI(address: string): nsIURI };
  /** Of 140 the first, of 153 the second. */
  logins: { countLogins(origin: string, action: string, realm: string): number; countLoginsAsync?(origin: string, action: string, realm: string): Promise<number> };
  locale: { readonly appLocaleAsBCP47: string };
  strings: { createBundle(url: string): { GetStringFromName(key: string): string } };
  startup: { getStartupInfo(): { process: Date } };
  uuid: { generateUUID(): object };
  wm: { getMostRecentWindow(type: 'mail:3pane'): MailWindow | null };
};

/** The main window, as far as it opens settings. */
interface MailWindow extends Window {
  openPreferencesTab(pane: string): void;
  /** accountUtils.js. */
  openAccountSetup(): void;
  MsgFilters(mailWindow: null, folder: nsIMsgFolder): void;
  MsgAccountManager(page: string | null, server: nsIMsgIncomingServer | null): Promise<void>;
}

declare const Ci: {
  nsIFile: nsJSIID<nsIFile>;
  nsIRelativeFilePref: nsJSIID<{ readonly file: nsIFile }>;
  nsIImapIncomingServer: nsJSIID<nsIImapIncomingServer>;
  nsIImapServerSink: nsJSIID<nsIImapServerSink>;
  nsIPop3IncomingServer: nsJSIID<nsIPop3IncomingServer>;
  nsIMsgImapMailFolder: nsJSIID<nsIMsgImapMailFolder>;
  nsIImapMailFolderSink: nsJSIID<nsIImapMailFolderSink>;
  nsIFolderListener: nsJSIID<nsIFolderListener> & { readonly intPropertyChanged: number };
  nsICertOverrideService: nsJSIID<{ getOverrides(): { asciiHost: string; port: number }[] }>;
  nsICryptoHash: nsJSIID<{ readonly SHA256: number; init(algorithm: number): void; update(bytes: Uint8Array, length: number): void; finish(isBase64: boolean): string }>;
  nsIFileOutputStream: nsJSIID<{ init(file: nsIFile, flags: number, permissions: number, behaviour: number): void }> & { readonly DEFER_OPEN: number };
  nsIStringInputStream: nsJSIID<{ setUTF8Data(text: string): void }>;
  nsMsgSocketType: Record<'plain' | 'SSL', number>;
  nsMsgAuthMethod: Record<'passwordCleartext', number>;
  nsMsgFolderFlags: Record<
    'Inbox' | 'SentMail' | 'Archive' | 'Drafts' | 'Templates' | 'Trash' | 'Junk' | 'Queue' | 'Virtual' | 'ImapNoselect' | 'Offline', number>;
};

declare const Cc: Record<
  '@mozilla.org/file/local;1' | '@mozilla.org/security/certoverride;1' | '@mozilla.org/network/file-output-stream;1' | '@mozilla.org/io/string-input-stream;1' | '@mozilla.org/security/hash;1',
  { getService<T>(type: nsJSIID<T>): T; createInstance<T>(type: nsJSIID<T>): T }
>;

declare const Components: {
  isSuccessCode(status: number): boolean;
  Exception(message: string, status: number): { readonly name: string };
};

declare const Cu: {
  /** Of the system's own scripts: with what a page has. */
  getGlobalForObject(object: object): typeof globalThis & {
    IOUtils: {
      exists(path: string): Promise<boolean>;
      stat(path: string): Promise<{ type: 'regular' | 'directory' | 'other'; size: number; lastModified: number }>;
      read(path: string): Promise<Uint8Array<ArrayBuffer>>;
      readUTF8(path: string): Promise<string>;
      move(from: string, to: string): Promise<void>;
      remove(path: string, options: { ignoreAbsent: boolean }): Promise<void>;
    };
    PathUtils: { join(...parts: string[]): string; isAbsolute(path: string): boolean };
    Localization: new (files: string[]) => {
      formatMessages(keys: { id: string }[]): Promise<({ value: string | null; attributes: { name: string; value: string }[] | null } | null)[]>;
    };
  };
};

/** Each module and what is used of it. */
interface SystemModules {
  'resource:///modules/MailServices.sys.mjs': { MailServices: MailServices };
  'resource://gre/modules/AddonManager.sys.mjs': { AddonManager: { getAddonByID(id: string): Promise<{ version: string } | null> } };
  'resource://gre/modules/AppConstants.sys.mjs': { AppConstants: { platform: string; MOZ_UPDATER: boolean } };
  'resource://gre/modules/LoginHelper.sys.mjs': { LoginHelper: { isPrimaryPasswordSet(): boolean } };
  'resource://gre/modules/NetUtil.sys.mjs': { NetUtil: { asyncCopy(from: unknown, to: unknown, done: (status: number) => void): void } };
  'resource://gre/modules/Timer.sys.mjs': Timers;
}

declare const ChromeUtils: { importESModule<U extends keyof SystemModules>(url: U): SystemModules[U] };

/** What a script of an experiment gets beside: the classes it is made of. */
declare class ExtensionAPI {
  readonly extension: Extension;
}

declare class ExtensionAPIPersistent extends ExtensionAPI {}

interface Extension {
  readonly id: string;
}

interface Fire {
  async(): void;
}

declare const ExtensionCommon: {
  EventManager: new (event: { context: object; module: string; event: string; extensionApi: ExtensionAPIPersistent }) => { api(): Listeners };
};

interface Listeners {
  addListener(listener: () => void): void;
  removeListener(listener: () => void): void;
  hasListener(listener: () => void): boolean;
}

/** The only errors whose message an add-on's page is told. */
declare const ExtensionUtils: { ExtensionError: new (message: string) => Error };
