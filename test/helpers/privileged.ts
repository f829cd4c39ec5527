/** The scripts of the experiment, as they are shipped, on a Thunderbird that is made up. */
import {createHash, randomUUID} from 'node:crypto';
import {existsSync, lstatSync, realpathSync} from 'node:fs';
import {readFile, rename, rm, stat, writeFile} from 'node:fs/promises';
import {isAbsolute, join} from 'node:path';
import {createContext, runInContext} from 'node:vm';
import ts from 'typescript';
import {joinedScript} from '../../scripts/experiment.js';
import {fullEdition} from '../../src/editions.ts';
import {INCOMING_PREFS} from '../../src/experiment/settings/incoming.js';
import type {IncomingServer} from '../../src/snapshot.ts';
import {exchangeServer, incomingServer, popServer} from './make.ts';

const root = join(import.meta.dirname, '../..');

export const abilities = ['settings', 'windows', 'network'] as const;
export const nameOf = (ability: string) => `mail${ability[0]!.toUpperCase()}${ability.slice(1)}`;
export const names = abilities.map(nameOf);
const scripts = abilities.map(ability => joinedScript(root, `src/experiment/${ability}.js`, nameOf(ability)));

/** In what the Thunderbird of a test differs. */
export interface Differences {
  /** With those that are there already, or instead of them. */
  prefs?: Record<string, string | number | boolean>;
  /** Names of the preferences that are locked; all of them by default. */
  locked?: string[];
  policy?: unknown;
  /** Attributes of servers, and the values that they are asked for by name. */
  servers?: {imap?: object; pop3?: object; ews?: object};
  values?: Record<string, string | number | boolean>;
  /** Attributes of the first folder and of the last, and flags of all. */
  inbox?: object;
  folder?: object;
  delimiter?: string;
  flags?: number;
  identity?: object;
  /** What is answered to whoever asks the net. */
  answer?: (url: string, options: RequestInit) => Response | Promise<Response>;
  /** What is made instead of a name that is new each time. */
  uuid?: string;
  /** What writing a file waits for. */
  writing?: Promise<void>;
  /** The folder with Thunderbird's policies.json, and when Thunderbird started. */
  policies?: string;
  startedAt?: Date;
  /** The main window; none by default. */
  window?: object;
  /** What was asked of incoming servers that holds the host. */
  asked?: string[];
  /** Called whenever all servers are asked for. */
  onList?: () => void;
  /** The accounts as they are when they are listed for the second time. */
  accountsAfter?: number;
}

/** What the scripts did to the Thunderbird they ran in: who watches a branch of preferences, and the folders. */
export interface Watched {
  observers: {branch: string; observe(subject: unknown, topic: string, name: string): void}[];
  listeners: {onFolderIntPropertyChanged(folder: object, property: string): void}[];
}

/** The scripts, run in one sandbox on a Thunderbird of a few accounts. */
export function run(differences: Differences = {}): {exported: string[]; classes: Record<string, any>; api: Record<string, any>; watched: Watched} {
  const watched: Watched = {observers: [], listeners: []};
  const globals = fakeGlobals(differences, watched);
  const before = Object.keys(globals);
  const context: Record<string, any> = createContext(globals);
  for (const [i, script] of scripts.entries()) runInContext(script, context, {filename: `${abilities[i]}.js`});
  const exported = Object.keys(context).filter(key => !before.includes(key));
  const instances = exported.map(name => Object.assign(new context[name](), {extension: {id: fullEdition.id}}));
  const classes = Object.fromEntries(exported.map(name => [name, context[name]]));
  return {exported, classes, api: Object.assign({}, ...instances.map(instance => instance.getAPI({}))), watched};
}

/** What is read of a Thunderbird that differs. */
export async function readOf(differences: Differences): Promise<any> {
  return run(differences).api['mailSettings'].read();
}

const shipped = {
  'mail.accountmanager.accounts': 'account1,account2,account3,account4', 'mail.smtpservers': 'smtp1,ews1',
  'mail.server.of-imap.directory-rel': '[ProfD]ImapMail/imap.example.com', 'mail.server.of-pop3.directory': '/mail/pop.example.com',
  'mail.smtpserver.smtp1.hostname': 'smtp.example.com', 'mail.smtpserver.smtp1.username': 'jroe',
  'mail.smtpserver.ews1.type': 'ews', 'mail.outgoingserver.ews1.ews_url': 'https://exchange.example.com/EWS/Exchange.asmx',
  'mail.smtpserver.default.try_ssl': 0, 'mail.smtpserver.default.authMethod': 3, 'security.tls.version.min': 3, 'offline.startup_state': 0,
  'mail.prompt_purge_threshold': true, 'mail.purge_threshold_mb': 200,
};

/** As nsIPrefBranch: a value of another type is none, and without a default that is an error. */
function fakePrefs({prefs: more = {}, locked}: Differences, {observers}: Watched) {
  const prefs: Record<string, unknown> = {...shipped, ...more};
  const getter = (type: string) => (name: string, ...otherwise: unknown[]) => {
    if (typeof prefs[name] === type) return prefs[name];
    if (!otherwise.length) throw new Error(`${name} is no ${type}`);
    return otherwise[0];
  };
  return {
    getCharPref: getter('string'), getStringPref: getter('string'), getBoolPref: getter('boolean'), getIntPref: getter('number'),
    getComplexValue(name: string) {
      const place = String(getter('string')(name));
      return Object.assign(fakeFile(place), {file: fakeFile(`/profile/${place}`)});
    },
    prefIsLocked: (name: string) => locked?.includes(name) ?? true,
    addObserver: (branch: string, observe: Watched['observers'][number]['observe']) => void observers.push({branch, observe}),
    removeObserver: (branch: string, observe: unknown) => void observers.splice(observers.findIndex(entry => entry.branch === branch && entry.observe === observe), 1),
  };
}

function fakeGlobals(differences: Differences, watched: Watched): Record<string, unknown> {
  const {policy = {}, answer = () => new Response('an answer'), policies = '/nowhere', startedAt = new Date(), writing = Promise.resolve()} = differences;
  const mailSession = {
    AddFolderListener: (listener: Watched['listeners'][number]) => void watched.listeners.push(listener),
    RemoveFolderListener: (listener: Watched['listeners'][number]) => void watched.listeners.splice(watched.listeners.indexOf(listener), 1),
  };
  const headerParser = {parseDecodedHeader: (list: string) => list.split(',').filter(Boolean).map(entry => {
    const [, name = '', email = ''] = /^\s*([^<@]*?)\s*<?([^<>\s]+@[^<>\s]+)?>?$/.exec(entry) ?? [];
    return {name, email};
  })};
  const MailServices = {mailSession, headerParser, accounts: fakeAccounts(differences)};
  const NetUtil = {async asyncCopy({text}: {text: string}, {path, flags, mode}: {path: string; flags: number; mode: number}, done: (status: number) => void) {
    await writing;
    const isWritten = await writeFile(path, text, {flag: flags & EXCLUSIVE ? 'wx' : 'w', mode}).then(() => true, () => false);
    done(isWritten ? 0 : 1);
  }};
  return {
    console,
    ExtensionAPI: Object, ExtensionAPIPersistent: Object,
    ExtensionCommon: {EventManager: class { api() { return {addListener() {}, removeListener() {}, hasListener() {}}; }}},
    ExtensionUtils: {ExtensionError: Error},
    Cu: {getGlobalForObject: () => ({
      URL, AbortController, TextDecoder, TextEncoder, IOUtils, PathUtils: {join, isAbsolute}, fetch: async (url: string, options: RequestInit) => url.startsWith('chrome:') ? new Response(entities) : answer(url, options),
      Localization: class { async formatMessages([{id}]: [{id: string}]) { return [id === 'known' ? {value: 'Known ', attributes: [{name: 'label', value: 'Label'}]} : null]; } },
    })},
    ChromeUtils: {importESModule: () => ({
      MailServices, NetUtil, setTimeout, clearTimeout, AppConstants: {MOZ_UPDATER: true, platform: 'linux'}, LoginHelper: {isPrimaryPasswordSet: () => true},
      AddonManager: {getAddonByID: async (id: string) => id === 'langpack-fr@thunderbird.mozilla.org' ? {version: '153.0'} : null},
    })},
    Components: {isSuccessCode: (status: number) => status === 0, Exception: () => ({name: 'NS_ERROR_FILE_ALREADY_EXISTS'})},
    Cc: {
      '@mozilla.org/file/local;1': {createInstance: fakeFile},
      '@mozilla.org/security/certoverride;1': {getService: () => ({getOverrides: () => [{asciiHost: 'imap.example.com', port: 993}]})},
      '@mozilla.org/network/file-output-stream;1': {createInstance: () => ({init(file: {path: string}, flags: number, mode: number) { Object.assign(this, {path: file.path, flags, mode}); }})},
      '@mozilla.org/security/hash;1': {createInstance: fakeHash},
      '@mozilla.org/io/string-input-stream;1': {createInstance: () => ({setUTF8Data(text: string) { Object.assign(this, {text}); }})},
    },
    Services: {
      prefs: fakePrefs(differences, watched),
      policies: {getExtensionPolicy: (id: string) => id === fullEdition.id ? policy : {}},
      dns: {myHostName: 'this-computer'},
      tm: {dispatchToMainThread: (task: () => void) => void setTimeout(task)},
      dirsvc: {get: (name: string) => fakeFile(name === 'XREAppDist' ? policies : '/profile')},
      logins: {countLoginsAsync: async () => 2},
      io: {offline: false, newURI},
      wm: {getMostRecentWindow: () => differences.window ?? null},
      locale: {appLocaleAsBCP47: 'fr'},
      startup: {getStartupInfo: () => ({process: startedAt})},
      uuid: {generateUUID: () => `{${differences.uuid ?? randomUUID()}}`},
      strings: {createBundle: () => ({GetStringFromName(key: string) {
        if (key !== 'known') throw new Error('not found');
        return 'From a bundle ';
      }})},
    },
    Ci: {
      nsMsgSocketType: {plain: 0, SSL: 3}, nsMsgAuthMethod: {passwordCleartext: 3}, nsMsgFolderFlags: folderFlags, nsIFileOutputStream: {DEFER_OPEN: 1}, nsIFolderListener: {},
    },
  };
}

/** PR_EXCL. */
const EXCLUSIVE = 0x80;

const entities = '<!ENTITY known "First &amp; &quot;one&quot;"> <!ENTITY known \'second\'>';

function newURI(address: string) {
  const {protocol, hostname, port} = new URL(address);
  return {scheme: protocol.slice(0, -1), host: hostname, asciiHost: hostname, port: port ? Number(port) : -1};
}

/** On the files of this computer. */
const IOUtils = {
  exists: async (path: string) => existsSync(path),
  async stat(path: string) {
    const told = await stat(path);
    return {type: told.isFile() ? 'regular' : told.isDirectory() ? 'directory' : 'other', size: told.size, lastModified: told.mtimeMs};
  },
  read: (path: string) => readFile(path),
  readUTF8: (path: string) => readFile(path, 'utf8'),
  move: (from: string, to: string) => rename(from, to),
  remove: (path: string) => rm(path, {force: true}),
};

/** nsICryptoHash, as it makes SHA-256. */
function fakeHash() {
  const hash = createHash('sha256');
  return {SHA256: 4, init() {}, update: (bytes: Uint8Array) => void hash.update(bytes), finish: () => hash.digest('base64')};
}

/** POP's list of what it has handled is there, and what this computer has. */
function fakeFile(path = ''): any {
  let place = path;
  return {
    get path() { return place; }, clone: () => fakeFile(place), initWithPath(start: string) { place = start; }, append(leaf: string) { place += `/${leaf}`; },
    exists: () => place === '/mail/pop.example.com/popstate.dat' || existsSync(place), normalize() { place = realpathSync(place); },
    isSymlink: () => lstatSync(place).isSymbolicLink(), isFile: () => lstatSync(place).isFile(), get fileSize() { return lstatSync(place).size; },
  };
}

export const folderFlags = {Inbox: 1, SentMail: 2, Archive: 4, Drafts: 8, Templates: 16, Trash: 32, Junk: 64, Queue: 128, Offline: 256, Virtual: 512, ImapNoselect: 1024};

function fakeFolders({delimiter = '/', flags: more = 0, inbox, folder}: Differences): object[] {
  const common = {
    URI: 'imap://jroe@imap.example.com/INBOX', QueryInterface() { return this; }, hierarchyDelimiter: delimiter, sizeOnDisk: 1000, expungedBytes: 0, retentionSettings: {retainByPreference: 2}, getTotalMessages: () => 0, filePath: fakeFile('/nowhere'),
    summaryFile: {persistentDescriptor: 'none', exists: () => false},
  };
  const told = {folderQuotaCommandIssued: true, getQuota: () => [{name: 'jroe / STORAGE', usage: 5n, limit: 10n}]};
  return [
    {...common, ...told, flags: more | folderFlags.Inbox | folderFlags.Offline, ...inbox}, {...common, hierarchyDelimiter: '/', flags: folderFlags.Virtual},
    {...common, flags: more | folderFlags.ImapNoselect}, {...common, flags: more, sizeOnDisk: -1, summaryFile: {persistentDescriptor: 'of its own', exists: () => false}, ...folder},
  ];
}

const address = 'https://exchange.example.com/EWS/Exchange.asmx';

/** Its attributes have the names of the fields, and a healthy server's values; some are numbers, and some are asked for by the name of a preference. */
function fakeServer(type: 'imap' | 'pop3' | 'ews', healthy: IncomingServer, {values: more, servers, asked = [], ...differences}: Differences): object {
  const values: Record<string, unknown> = {
    ...Object.fromEntries(Object.entries(INCOMING_PREFS).map(([field, pref]) => [pref, healthy[field as keyof IncomingServer]])),
    hostname: `${type}.example.com`, port: 993, ews_url: address, moveTargetMode: 0, spamActionTargetFolder: '', delete_model: 1, name: 'its name', ...more,
  };
  const named = (name: string) => values[name];
  const server = {
    ...healthy, key: `of-${type}`, type, hidden: false, socketType: 3, authMethod: 3, deleteModel: 2, rootFolder: {descendants: fakeFolders(differences)},
    retentionSettings: {retainByPreference: 3, daysToKeepHdrs: 0, numHeadersToKeep: 2000}, userAuthenticated: true, getCapability: () => 0x40000,
    getIntValue: named, getBoolValue: named, getStringValue: named, protocolInfo: {getDefaultServerPort: (isSecure: boolean) => isSecure ? 4711 : 4710},
    get prettyName() {
      asked.push('prettyName');
      return 'A name';
    },
    get serverURI() {
      asked.push('serverURI');
      return `${type}://jroe@example.com`;
    },
    QueryInterface() { return this; },
  };
  return Object.defineProperties(server, Object.getOwnPropertyDescriptors(servers?.[type] ?? {}));
}

function fakeAccounts(differences: Differences) {
  const kinds = {imap: incomingServer(), pop3: popServer(), ews: exchangeServer()};
  const servers = (['imap', 'pop3', 'ews'] as const).map(type => fakeServer(type, kinds[type], differences));
  const identity = {
    key: 'id1', email: 'jane.roe@example.com', smtpServerKey: 'smtp1', doFcc: true, doCc: false, doCcList: '', bccSelf: false, bccOthers: false, bccList: '', replyTo: '',
    getUnicharAttribute: () => 'mailbox://nobody@Local%20Folders/Sent', ...differences.identity,
  };
  // Account 4 is in the preference alone: it has no server.
  const accounts = servers.map((server, i) => ({key: `account${i + 1}`, incomingServer: server, identities: [identity]}));
  let times = 0;
  return {
    get allServers() {
      differences.onList?.();
      return servers;
    },
    folderCache: {getCacheElement: (file: string) => ({getCachedString: () => file === 'of its own' ? '0' : ''})},
    get accounts() {
      times += 1;
      return times > 1 ? accounts.slice(0, differences.accountsAfter ?? accounts.length) : accounts;
    },
    getAccount: (key: string) => accounts.find(account => account.key === key) ?? null,
  };
}

/** Members of each exported interface, however it comes by them; `optional` where one may be absent. */
export function typesOf(paths: string[]): Record<string, {member: string; optional: boolean}[]> {
  const {options} = ts.parseJsonConfigFileContent({compilerOptions: {...ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config.compilerOptions, types: []}}, ts.sys, root);
  const program = ts.createProgram(paths.map(path => join(root, path)), options);
  const checker = program.getTypeChecker();
  const exported = paths.flatMap(path => checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(join(root, path))!)!));
  return Object.fromEntries(exported.map(symbol => [symbol.name, checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol))
    .map(property => ({member: property.name, optional: Boolean(property.flags & ts.SymbolFlags.Optional)}))]));
}

/** The names of a type's members, sorted. */
export function membersOf(type: {member: string}[] | undefined): string[] {
  return type!.map(({member}) => member).toSorted();
}
