/** Of each ability of the experiment, manifest, schema, script and types say the same; and what is packed holds what it should. */
import {mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createContext, runInContext} from 'node:vm';
import {strFromU8, unzipSync} from 'fflate';
import ts from 'typescript';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {joinedScript} from '../scripts/experiment.js';
import {NOT_READ} from '../scripts/prefs.js';
import {packXpi} from '../scripts/xpi.js';
import {fullEdition, storeEdition} from '../src/editions.ts';
import {managedSettings, readPolicy} from '../src/policy-schema.ts';
import {labelIds, sourcesOf} from '../src/explain/labels.ts';
import type {IncomingServer} from '../src/snapshot.ts';
import {exchangeServer, incomingServer, popServer} from './helpers/make.ts';

const root = join(import.meta.dirname, '..');
const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

const manifest = JSON.parse(textOf('manifest.json'));
const declared: Record<string, {schema: string; parent: {script: string; paths: string[][]}}> = manifest.experiment_apis;
const abilities = ['settings', 'windows', 'network'] as const;
const nameOf = (ability: string) => `mail${ability[0]!.toUpperCase()}${ability.slice(1)}`;
const names = abilities.map(nameOf);
const scripts = abilities.map(ability => joinedScript(root, `src/experiment/${ability}.js`, nameOf(ability)));
const schemas = Object.fromEntries(abilities.map(ability => [ability, JSON.parse(textOf(`src/experiment/${ability}.schema.json`))]));
const types = typesOf([...abilities.map(ability => `src/experiment/${ability}.d.ts`), 'src/labels.ts']);

/** Members of each exported interface, however it comes by them; `optional` where one may be absent. */
function typesOf(paths: string[]): Record<string, {member: string; optional: boolean}[]> {
  const {options} = ts.parseJsonConfigFileContent({compilerOptions: {...JSON.parse(textOf('tsconfig.json')).compilerOptions, types: []}}, ts.sys, root);
  const program = ts.createProgram(paths.map(path => join(root, path)), options);
  const checker = program.getTypeChecker();
  const exported = paths.flatMap(path => checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(join(root, path))!)!));
  return Object.fromEntries(exported.map(symbol => [symbol.name, checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol))
    .map(property => ({member: property.name, optional: Boolean(property.flags & ts.SymbolFlags.Optional)}))]));
}

function membersOf(type: string): string[] {
  return types[type]!.map(({member}) => member).sort();
}

/** What a schema has of a function. */
function declaredFunction(ability: typeof abilities[number], wanted: string) {
  return schemas[ability][0].functions.find((entry: {name: string}) => entry.name === wanted);
}

/** In what the Thunderbird of a test differs: its preferences, its folders, its ports, the outgoing server of its identities, what its policy says of reports and of published settings. */
interface Differences {
  prefs?: Record<string, string>;
  delimiter?: string;
  flags?: number;
  port?: number;
  smtpServerKey?: string;
  policy?: unknown;
  hostname?: string;
  /** What was asked of incoming servers that holds the host. */
  asked?: string[];
  /** Called whenever all servers are asked for. */
  onList?: () => void;
}

/** The scripts, run in one sandbox on a Thunderbird of a few accounts. */
function run(differences: Differences = {}): {exported: string[]; classes: Record<string, any>; api: Record<string, any>} {
  const before = Object.keys(fakeGlobals({}));
  const context: Record<string, any> = createContext(fakeGlobals(differences));
  for (const [i, script] of scripts.entries()) runInContext(script, context, {filename: `${abilities[i]}.js`});
  const exported = Object.keys(context).filter(key => !before.includes(key));
  const instances = exported.map(name => Object.assign(new context[name](), {extension: {id: fullEdition.id}}));
  return {exported, classes: Object.fromEntries(exported.map(name => [name, context[name]])), api: Object.assign({}, ...instances.map(instance => instance.getAPI({})))};
}

function fakeGlobals({prefs: more = {}, policy = {}, ...differences}: Differences): Record<string, unknown> {
  const prefs: Record<string, string> = {
    'mail.accountmanager.accounts': 'account1,account2,account3,account4', 'mail.smtpservers': 'smtp1,ews1',
    'mail.server.of-imap.directory-rel': '[ProfD]ImapMail/imap.example.com', 'mail.server.of-pop3.directory': '/mail/pop.example.com',
    'mail.smtpserver.smtp1.hostname': 'smtp.example.com', 'mail.smtpserver.smtp1.username': 'jroe',
    'mail.smtpserver.ews1.type': 'ews', 'mail.outgoingserver.ews1.ews_url': 'https://exchange.example.com/EWS/Exchange.asmx', ...more,
  };
  const get = (pref: string, fallback: unknown) => prefs[pref] ?? fallback;
  const mailSession = {AddFolderListener() {}, RemoveFolderListener() {}};
  const headerParser = {parseDecodedHeader: (list: string) => list.split(',').map(email => ({name: '', email}))};
  const MailServices = {mailSession, headerParser, accounts: fakeAccounts(differences)};
  return {
    console,
    ExtensionAPI: Object, ExtensionAPIPersistent: Object,
    ExtensionCommon: {EventManager: class { api() { return {addListener() {}, removeListener() {}, hasListener() {}}; }}},
    ExtensionUtils: {ExtensionError: Error},
    // Whoever is asked answers, and takes every report.
    Cu: {getGlobalForObject: () => ({URL, AbortController, TextDecoder, IOUtils: {exists: async () => false}, PathUtils: {join: (...parts: string[]) => parts.join('/')}, fetch: async () => new Response('an answer')})},
    ChromeUtils: {importESModule: () => ({MailServices, setTimeout, clearTimeout, AppConstants: {MOZ_UPDATER: true}, LoginHelper: {isPrimaryPasswordSet: () => true}})},
    Cc: {
      '@mozilla.org/file/local;1': {createInstance: fakeFile},
      '@mozilla.org/security/certoverride;1': {getService: () => ({getOverrides: () => [{asciiHost: 'imap.example.com', port: 993}]})},
    },
    Services: {
      prefs: {
        getCharPref: get, getStringPref: get, getBoolPref: (pref: string, fallback = true) => get(pref, fallback), getIntPref: (pref: string) => pref === 'security.tls.version.min' ? 3 : 500,
        getComplexValue(pref: string) {
          if (!(pref in prefs)) throw new Error('not set');
          return {...fakeFile(prefs[pref]!), file: fakeFile(`/profile/${prefs[pref]}`)};
        },
        prefIsLocked: () => true,
      },
      policies: {getExtensionPolicy: (id: string) => id === fullEdition.id ? policy : {}},
      dns: {myHostName: 'this-computer'},
      tm: {dispatchToMainThread: (task: () => void) => void setTimeout(task)},
      dirsvc: {get: () => fakeFile('/profile')},
      logins: {countLoginsAsync: async () => 2},
      io: {offline: false, newURI: (url: string) => ({scheme: new URL(url).protocol.slice(0, -1), host: new URL(url).hostname, port: -1})},
    },
    Ci: {
      nsMsgSocketType: {SSL: 3}, nsMsgAuthMethod: {}, nsIPop3IncomingServer: {}, nsIImapIncomingServer: {}, nsIMsgImapMailFolder: {}, nsMsgFolderFlags: folderFlags, nsIFolderListener: {},
    },
  };
}

/** Of all files, POP's list of what it has handled is the only one that is there. */
function fakeFile(path = ''): object {
  let place = path;
  return {
    get path() { return place; }, clone: () => fakeFile(place), initWithPath(start: string) { place = start; }, append(leaf: string) { place += `/${leaf}`; },
    exists: () => place === '/mail/pop.example.com/popstate.dat',
  };
}

const folderFlags = {Inbox: 1, SentMail: 2, Archive: 4, Drafts: 8, Templates: 16, Trash: 32, Junk: 64, Queue: 128, Offline: 256, Virtual: 512, ImapNoselect: 1024};

function fakeFolders(hierarchyDelimiter: string, more: number): object[] {
  const common = {QueryInterface() { return this; }, hierarchyDelimiter, sizeOnDisk: 1000, expungedBytes: 0, retentionSettings: {retainByPreference: 2}};
  const told = {folderQuotaCommandIssued: true, getQuota: () => [{name: 'jroe / STORAGE', usage: 5n, limit: 10n}]};
  return [
    {...common, ...told, flags: more | folderFlags.Inbox | folderFlags.Offline}, {...common, hierarchyDelimiter: '/', flags: folderFlags.Virtual}, {...common, flags: more | folderFlags.ImapNoselect},
    {...common, flags: more, sizeOnDisk: -1, summaryFile: {persistentDescriptor: 'of its own'}},
  ];
}

/** Its attributes have the names of the fields, and a healthy server's values; some are numbers, and some are asked for otherwise. */
function fakeServer(type: string, folders: object[], healthy: IncomingServer, getIntValue: () => number, {hostname = `${type}.example.com`, asked = []}: Differences): object {
  return {
    ...healthy, key: `of-${type}`, type, hidden: false, socketType: 3, authMethod: 3, deleteModel: 2, rootFolder: {descendants: folders},
    retentionSettings: {retainByPreference: 3, daysToKeepHdrs: 0, numHeadersToKeep: 2000}, userAuthenticated: true, getCapability: () => 0x40000,
    getIntValue, getBoolValue: () => true, protocolInfo: {getDefaultServerPort: () => 4711}, getStringValue: (value: string) => value === 'hostname' ? hostname : 'https://exchange.example.com/EWS/Exchange.asmx',
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
}

function fakeAccounts(differences: Differences) {
  const {delimiter = '/', flags = 0, port = 993, smtpServerKey = 'smtp1'} = differences;
  const getIntValue = () => port;
  const folders = fakeFolders(delimiter, flags);
  const servers = Object.entries({imap: incomingServer(), pop3: popServer(), ews: exchangeServer()}).map(([type, healthy]) => fakeServer(type, folders, healthy, getIntValue, differences));
  const identity = {key: 'id1', email: 'jane.roe@example.com', smtpServerKey, doFcc: true, getUnicharAttribute: () => 'mailbox://nobody@Local%20Folders/Sent'};
  return {
    get allServers() {
      differences.onList?.();
      return servers;
    },
    folderCache: {getCacheElement: (file: string) => ({getCachedString: () => file === 'of its own' ? '0' : ''})},
    // Account 4 is in the preference alone: it has no server.
    accounts: servers.map((server, i) => ({key: `account${i + 1}`, incomingServer: server, identities: [identity]})),
  };
}

/** The fields that some entry has locked. */
function lockable(entries: {locked: string[]}[]): string[] {
  return [...new Set(entries.flatMap(({locked}) => locked))];
}

/** The fields that some entry has with a value. */
function fieldsOf(entries: object[]): string[] {
  return [...new Set(entries.flatMap(entry => Object.entries(entry).filter(([, value]) => value !== undefined).map(([key]) => key)))].sort();
}

describe('the names', () => {
  it('are the same: keys of the manifest, paths, namespaces, exported symbols and members of the API', () => {
    expect(Object.keys(declared)).toEqual(names);
    expect(Object.values(declared).map(({schema, parent: {paths, script}}) => ({schema, paths, script}))).toEqual(
      abilities.map(ability => ({schema: `experiment/${ability}.schema.json`, paths: [[nameOf(ability)]], script: `experiment/${ability}.js`})));
    expect(Object.values(schemas).flat().map(({namespace}) => namespace)).toEqual(names);
    const {exported, api} = run();
    expect(exported).toEqual(names);
    expect(Object.keys(api)).toEqual(names);
  });
});

describe.each(abilities)('the interface of %s', ability => {
  const name = nameOf(ability);
  const [{functions: declaredFunctions, events: declaredEvents = []}] = schemas[ability];
  const functions: string[] = declaredFunctions.map((entry: {name: string}) => entry.name);
  const events: string[] = declaredEvents.map((entry: {name: string}) => entry.name);

  it('is the same in schema, script and types', () => {
    const {[name]: api} = run().api;
    expect(Object.keys(api).sort()).toEqual([...functions, ...events].sort());
    expect(membersOf(`M${name.slice(1)}`)).toEqual([...functions, ...events].sort());
  });
  it('has functions that are, and events that can be listened to', () => {
    const {[name]: api} = run().api;
    for (const key of functions) expect(typeof api[key], key).toBe('function');
    for (const key of events) expect(Object.keys(api[key]).sort(), key).toEqual(['addListener', 'hasListener', 'removeListener']);
  });
  it('declares every event that has to wake the background as persistent', () => {
    expect(Object.keys(new (run().classes[name])().PERSISTENT_EVENTS ?? {})).toEqual(events);
  });
  it('has the type that the add-on calls it by', () => {
    expect(textOf('src/messenger.d.ts')).toContain(`const ${name}: import('./experiment/${ability}.d.ts').M${name.slice(1)} | undefined`);
  });
});

describe('the interface', () => {
  it('opens the same places in schema and types', () => {
    const [place] = declaredFunction('windows', 'open').parameters;
    expect(Object.keys(place.properties).sort()).toEqual(membersOf('Place'));
    const optional = Object.entries<{optional?: boolean}>(place.properties).filter(([, {optional: may}]) => may).map(([key]) => key);
    expect(optional).toEqual(types['Place']!.filter(({optional: may}) => may).map(({member}) => member));
    const panes = /pane: ([^;]*);/.exec(textOf('src/experiment/windows.d.ts'))![1]!;
    expect(place.properties.pane.enum).toEqual(panes.split('|').map(pane => pane.trim().slice(1, -1)));
  });
  it('asks for no domain that is this computer, or an address', () => {
    const {pattern} = declaredFunction('network', 'fetchPublished').parameters[0];
    const taken = (domain: string) => new RegExp(pattern).test(domain);
    expect(['localhost', 'mail.localhost', 'localhost.localdomain', '127.0.0.1', '127.1', '2130706433', '127.0x1', '[::1]', 'example.org:443', 'example.org/', 'a@example.org', 'example.org.'].filter(taken)).toEqual([]);
    expect(['example.org', 'localhost.example.org', 'xn--bcher-kva.example', '127.de'].filter(domain => !taken(domain))).toEqual([]);
  });
  it('asks for labels by the same names in schema and sources', () => {
    const labels = declaredFunction('settings', 'labels').parameters[0];
    const keys = new RegExp(labels.items.properties.key.pattern);
    expect(labelIds.flatMap(sourcesOf).map(({key}) => key).filter(key => !keys.test(key))).toEqual([]);
    expect(labelIds.flatMap(sourcesOf).length).toBeLessThan(labels.maxItems / 2);
    expect(Object.keys(labels.items.properties)).toEqual(types['LabelSource']!.map(({member}) => member));
    const pattern = new RegExp(labels.items.properties.file.pattern);
    expect(labelIds.flatMap(sourcesOf).map(({file}) => file).filter(file => !pattern.test(file))).toEqual([]);
  });
});

describe('what is read', () => {
  let told: any;
  beforeAll(async () => {
    told = await run().api['mailSettings'].read();
  });

  it('asks for the list of all servers once: with a thousand accounts it is long', async () => {
    let lists = 0;
    await run({onList: () => { lists += 1; }}).api['mailSettings'].read();
    expect(lists).toBe(1);
  });
  it('asks for nothing that holds a host with a colon: that ends Thunderbird', async () => {
    const asked: string[] = [];
    await run({asked}).api['mailSettings'].read();
    expect(new Set(asked)).toEqual(new Set(['prettyName', 'serverURI']));
    asked.length = 0;
    const {accounts} = await run({asked, hostname: 'imap.example.org:993'}).api['mailSettings'].read();
    expect(asked).toEqual([]);
    expect(accounts.flatMap(({server}: {server?: {hostname: string}}) => server?.hostname ?? [])).toContain('imap.example.org:993');
  });
  it('has the fields of Settings', () => {
    expect(fieldsOf([told])).toEqual(membersOf('Settings'));
  });
  it('has the fields of each kind, and no other', () => {
    expect(fieldsOf(told.accounts)).toEqual(membersOf('AccountSettings'));
    expect(fieldsOf(told.accounts.flatMap(({server}: {server?: object}) => server ?? []))).toEqual(membersOf('IncomingServerSettings'));
    expect(fieldsOf(told.outgoingServers)).toEqual(membersOf('OutgoingServerSettings'));
    expect(fieldsOf(told.identities)).toEqual(membersOf('IdentitySettings'));
    expect(fieldsOf([told.program])).toEqual(membersOf('ProgramSettings'));
    const folders = told.accounts.flatMap(({server}: {server?: {folders?: object[]}}) => server?.folders ?? []);
    expect(fieldsOf(folders)).toEqual(membersOf('FolderSettings'));
  });
  it('has the folders that can hold messages, what each is for, and its own retention', () => {
    expect(told.accounts[0].server.folders).toEqual([
      {use: 'inbox', isOffline: true, retainBy: 'account', bytes: 1000, expungedBytes: 0},
      {use: 'other', isOffline: false, retainBy: 'age', bytes: undefined, expungedBytes: 0},
    ]);
  });
  it('tells an account of which nothing was ever seen from one that was', async () => {
    expect(told.accounts.map(({server}: {server?: {hasConnected?: boolean}}) => server?.hasConnected)).toEqual([true, true, undefined, undefined]);
    const [imap, pop] = (await run({prefs: {'mail.server.of-pop3.directory': '/mail/new.example.com'}, delimiter: '^'}).api['mailSettings'].read()).accounts;
    expect([imap.server.hasConnected, pop.server.hasConnected]).toEqual([false, false]);
    const prefs = {'mail.server.of-ews.directory': '/mail/exchange.example.com'};
    expect((await run({prefs}).api['mailSettings'].read()).accounts[2].server.hasConnected).toBe(true);
    // A search that is saved is no folder of the server's.
    expect((await run({prefs, flags: folderFlags.Virtual}).api['mailSettings'].read()).accounts[2].server.hasConnected).toBe(false);
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
    const {accounts} = await run({port}).api['mailSettings'].read();
    expect(accounts.slice(0, 2).map(({server}: {server: {port: number}}) => server.port)).toEqual(ports);
  });
  it('has the outgoing server of an identity, and none where there is no such server', async () => {
    const keys = ['smtp1', 'ews1', 'gone'].map(async smtpServerKey => (await run({smtpServerKey}).api['mailSettings'].read()).identities[0].outgoingServerKey);
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
    expect(membersOf('IncomingServerSettings')).toEqual(expect.arrayContaining(lockable(incoming)));
    expect(membersOf('OutgoingServerSettings')).toEqual(expect.arrayContaining(lockable(told.outgoingServers)));
    expect(membersOf('IdentitySettings')).toEqual(expect.arrayContaining(lockable(told.identities)));
    expect(lockable(incoming).length).toBeGreaterThan(5);
  });
});

describe('a report', () => {
  it.each(['https://reports.example.org/in', 'http://localhost:8080/', 'http://127.0.0.1/', 'http://[::1]/'])('goes to %s', async url => {
    expect(await run({policy: {reports: {url}}}).api['mailNetwork'].postReport('{}')).toBe(200);
  });
  it.each(['http://reports.example.org/', 'http://localhost.example.org/', 'http://192.168.1.1/', 'ftp://localhost/', 'file:///srv/reports'])('does not go to %s', async url => {
    await expect(run({policy: {reports: {url}}}).api['mailNetwork'].postReport('{}')).rejects.toThrow('have a mistake, which forbids this: reports');
  });
  it('goes nowhere where no policy says so', async () => {
    await expect(run().api['mailNetwork'].postReport('{}')).rejects.toThrow('No policy names an address');
  });
});

describe('what is published', () => {
  it('is asked for by https, of the domain that is named', async () => {
    const asked = run({policy: {published: {url: 'https://autoconfig.example.net/{domain}.xml'}}}).api['mailNetwork'].fetchPublished('example.org', 'organisation');
    expect(await asked).toEqual({url: 'https://autoconfig.example.net/example.org.xml', xml: 'an answer'});
  });
  it.each([
    'http://autoconfig.example.net/{domain}.xml', 'http://localhost/{domain}.xml', 'ftp://example.net/{domain}.xml', 'https://anne@example.net/', 'https://:secret@example.net/', 'example.net', '',
  ])('is not asked for at %j', async url => {
    await expect(run({policy: {published: {url}}}).api['mailNetwork'].fetchPublished('example.org', 'organisation')).rejects.toThrow('have a mistake, which forbids this: published');
  });
});

async function isDone(what: Promise<unknown>): Promise<boolean> {
  return what.then(() => true, () => false);
}

describe('what an administrator set is read in two places, and understood in one way', () => {
  const url = 'https://reports.example.org/in';
  const published = [
    undefined, {}, {allowed: true}, {allowed: false}, {allowed: 0}, {allowed: 1}, {allowed: 2}, {allowed: 'false'}, {allowed: null}, {automatic: 'yes'}, {automatic: 0, allowed: 1},
    {alowed: false}, false, null, 0, 'no', [], [{allowed: true}], '{"allowed":false}', '{"allowed":true}', '{"allowed":', ' {"automatic": 1}',
    {url: 'https://autoconfig.example.net/{domain}.xml'}, {url: ' https://autoconfig.example.net/ '}, {url: 'https://{domain}/a.xml'}, {url: 'http://example.net/'}, {url: 'https://a:b@example.net/'}, {url: ''}, {url: 7},
    {url: `https://example.net/${'x'.repeat(2000)}`}, {url: 'https://{other}.example.net/'},
  ];
  const reported = [
    undefined, {}, {url}, {url: ` ${url} `}, {url, label: 'PC {computer}'}, {url, label: 'x'.repeat(101)}, {url, label: 'a\nb'}, {url, label: ''}, {url, label: 5}, {url, lable: 'x'}, {url, everyDays: 7}, {url, everyDays: 0},
    {url, everyDays: 7.5}, {url, everyDays: '7'}, {url, everyDays: 366}, {url, authorization: 'Bearer x'}, {url, authorization: 'Bearer\nx'}, {url, authorization: 'é'}, {url, folder: '/srv/reports'}, {url, folder: 'reports'},
    {url, folder: 'C:\\reports'}, {url, folder: '\\\\server\\reports'}, {url: 'http://localhost/'}, {url: 'http://127.0.0.1:80/'}, {url: 'http://127.1/'}, {url: 'http://example.org/'}, {url: 'https://a@example.org/'}, {url: null},
    JSON.stringify({url}), `${JSON.stringify({url})}x`, [url], url, 1, true,
  ];
  const policies = [
    ...published.map(value => value === undefined ? {} : {published: value}), ...reported.map(value => value === undefined ? {} : {reports: value}),
    ...['publised', 'Published', 'PUBLISHED', 'publish', 'publishd', 'raports', 'report', 'rports', 'reprots', 'page', 'pages', 'pgae', 'rules', 'colour', 'fix', 'fixs', '', 'x', '__proto__']
      .map(section => JSON.parse(`{"reports": {"url": "${url}"}, "${section}": {}}`)),
    [], 5, true, 'x', '{}', JSON.stringify({published: {allowed: false}, reports: {url}}), '{"reports":',
    Object.fromEntries(Array.from({length: 501}, (_, i) => [`x${i}`, i])),
  ];

  it.each(policies.map(policy => ({policy})))('$policy', async ({policy}) => {
    const {api} = run({policy});
    const checked = readPolicy(policy);
    expect(await isDone(api['mailNetwork'].fetchPublished('example.org', 'wellKnown'))).toBe(checked.published.allowed !== false);
    const own = checked.published.url?.replaceAll('{domain}', 'example.org');
    if (own) expect((await api['mailNetwork'].fetchPublished('example.org', 'organisation')).url).toBe(own);
    expect(await isDone(api['mailNetwork'].postReport('{}'))).toBe(Boolean(checked.reports.url));
    expect(await api['mailNetwork'].computerName().catch(() => '')).toBe(checked.reports.label?.includes('{computer}') ? 'this-computer' : '');
  });
  it('knows the same sections', () => {
    expect(run().classes['mailNetwork'].SECTIONS.toSorted()).toEqual(Object.keys(managedSettings.entries).toSorted());
  });
});

describe('permissions', () => {
  /** What each is for: the names of the APIs it opens. */
  const uses: Record<string, RegExp> = {
    accountsRead: /messenger\.(accounts|identities)\./, alarms: /messenger\.alarms\./, storage: /messenger\.storage\./,
  };
  const sources = readdirSync(join(root, 'src'), {recursive: true, encoding: 'utf8'}).filter(file => file.endsWith('.ts'))
    .map(file => textOf(`src/${file}`)).join('\n');

  it.each<string>(manifest.permissions)('%s is used', permission => {
    expect(Object.keys(uses), `Say in test/experiment.test.ts what ${permission} is for`).toContain(permission);
    expect(sources, `Take ${permission} out of manifest.json`).toMatch(uses[permission]!);
  });
  it('are all there is: none is optional or for hosts', () => {
    expect(Object.keys(manifest).filter(key => key.endsWith('permissions'))).toEqual(['permissions']);
  });
});

async function pack(withoutExperiment: boolean, outDir: string): Promise<{bytes: Buffer; entries: Record<string, Uint8Array>}> {
  const bytes = readFileSync(await packXpi({withoutExperiment, outDir}));
  return {bytes, entries: unzipSync(bytes)};
}

/** Others' modules, and where each is in its package. */
const vendored: Record<string, string> = {'browser-polyfill.js': 'webextension-polyfill/dist/browser-polyfill.js', 'valibot.js': 'valibot/dist/index.mjs'};

describe('the packed editions', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mail-account-audit-test-'));
  const packed: Record<string, Awaited<ReturnType<typeof pack>>> = {};

  beforeAll(async () => {
    mkdirSync(join(folder, 'first/kept'), {recursive: true});
    writeFileSync(join(folder, 'first/kept/file.txt'), 'kept');
    writeFileSync(join(folder, 'first/mail-account-audit-0.0.1.xpi'), 'an older one');
    packed['with'] = await pack(false, join(folder, 'first'));
    packed['without'] = await pack(true, join(folder, 'first'));
  });
  afterAll(() => rmSync(folder, {recursive: true}));

  it('leave what else is in their folder alone', () => {
    const {version} = JSON.parse(textOf('package.json'));
    expect(readdirSync(join(folder, 'first')).sort()).toEqual([
      'kept', 'mail-account-audit-0.0.1.xpi', `mail-account-audit-${version}-without-experiment.xpi`, `mail-account-audit-${version}.xpi`,
    ]);
    expect(readFileSync(join(folder, 'first/kept/file.txt'), 'utf8')).toBe('kept');
    expect(readFileSync(join(folder, 'first/mail-account-audit-0.0.1.xpi'), 'utf8')).toBe('an older one');
  });
  it('have the version of package.json, and an id and a name of their own', () => {
    const {version} = JSON.parse(textOf('package.json'));
    const manifests = Object.values(packed).map(({entries}) => JSON.parse(strFromU8(entries['manifest.json']!)));
    expect(manifests.map(entry => entry.version)).toEqual([version, version]);
    expect(manifests.map(entry => entry.browser_specific_settings.gecko.id)).toEqual(['account-audit@mail-audit', 'account-audit-store@mail-audit']);
    expect(manifests.map(entry => entry.name)).toEqual(['__MSG_extension_name__', '__MSG_extension_name_store__']);
  });
  it.each(['with', 'without'])('%s the experiment: the same bytes again, in another time zone', async edition => {
    const zone = process.env['TZ'];
    process.env['TZ'] = zone === 'Asia/Tokyo' ? 'America/New_York' : 'Asia/Tokyo';
    try {
      const again = await pack(edition === 'without', join(folder, 'second'));
      expect(again.bytes.equals(packed[edition]!.bytes)).toBe(true);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });
  it('without the experiment: neither its name nor its files', () => {
    const {entries} = packed['without']!;
    expect(Object.keys(entries).filter(file => /experiment|privileged/.test(file) && file !== 'unprivileged.js')).toEqual([]);
    for (const [file, bytes] of Object.entries(entries)) {
      expect(strFromU8(bytes), file).not.toMatch(/mail(Settings|Windows|Network)\b|experiment_apis/);
    }
  });
  it('with the experiment: a schema and a script for each ability, and of its sources every line as it stands, but import and export', () => {
    const {entries} = packed['with']!;
    expect(Object.keys(entries)).not.toContain('unprivileged.js');
    expect(Object.keys(entries).filter(file => file.startsWith('experiment/')).toSorted()).toEqual(abilities.flatMap(ability => [`experiment/${ability}.js`, `experiment/${ability}.schema.json`]).toSorted());
    for (const ability of abilities) expect(strFromU8(entries[`experiment/${ability}.schema.json`]!)).toBe(textOf(`src/experiment/${ability}.schema.json`));
    const shipped = abilities.map(ability => strFromU8(entries[`experiment/${ability}.js`]!));
    const sources = readdirSync(join(root, 'src/experiment'), {recursive: true, encoding: 'utf8'}).filter(file => file.endsWith('.js'));
    for (const file of sources) {
      const text = textOf(`src/experiment/${file}`).replace('// @ts-check\n', '').replaceAll(/^import .*\n+/gm, '').replaceAll(/^export /gm, '');
      const holding = shipped.filter(script => script.includes(`// src/experiment/${file}\n${text}`));
      // What all need is in each.
      expect(holding.length, file).toBe(file === 'thunderbird.js' ? abilities.length : 1);
    }
    expect(sources.length).toBeGreaterThan(abilities.length);
  });
  it('take nothing for not read that is read, whatever a preference says: only the command line\'s own builds do', async () => {
    const isAbout = /NOT_READ|not-read|unreal|extensions\.mail-account-audit/;
    for (const {entries} of Object.values(packed)) {
      for (const [file, bytes] of Object.entries(entries)) expect(strFromU8(bytes), file).not.toMatch(isAbout);
    }
    for (const notRead of Object.values(NOT_READ)) {
      const file = await packXpi({notRead, outDir: join(folder, 'command-line')});
      const {'read.js': read, ...others} = unzipSync(readFileSync(file));
      expect(file).toContain(notRead.name);
      expect(JSON.parse(/\/\/ scripts\/not-read\.ts\n[^]*?!(\[[^\]]*\])\.includes\(field\)/.exec(strFromU8(read!))![1]!)).toEqual(notRead.fields);
      // All else is what users get.
      const {'read.js': _, ...released} = packed['with']!.entries;
      expect(others).toEqual(released);
    }
  });
  it.each(['with', 'without'])('%s the experiment: nothing sets innerHTML or runs text as code', edition => {
    for (const [file, bytes] of Object.entries(packed[edition]!.entries)) {
      expect(strFromU8(bytes), file).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(/);
    }
  });
  it.each(['with', 'without'])('%s the experiment: few modules, in which every source file is found once, by its name', edition => {
    const {entries} = packed[edition]!;
    const modules = Object.keys(entries).filter(file => file.endsWith('.js') && !file.startsWith('experiment/') && !(file in vendored));
    expect(modules.toSorted()).toEqual(['audit.js', 'background.js', 'page/first-read.js', 'page/options.js', 'policy-schema.js', 'published.js', 'read.js']);
    const found = modules.flatMap(file => [...strFromU8(entries[file]!).matchAll(/^\/\/ (src\/.*\.ts)$/gm)].map(match => match[1]));
    // Nothing but an import of another module is left of src/browser.ts, and nothing of what only has types.
    // src/prefs is the command line's: no edition reads files of preferences.
    const leftOut = ['src/browser.ts', 'src/explain/audited.ts', 'src/prefs/preference-file.ts', 'src/prefs/tokens.ts', edition === 'with' ? 'src/unprivileged.ts' : 'src/privileged.ts'];
    const sources = readdirSync('src', {recursive: true, encoding: 'utf8'}).map(file => `src/${file}`)
      .filter(file => file.endsWith('.ts') && !file.endsWith('.d.ts') && !leftOut.includes(file));
    expect(found.toSorted()).toEqual(sources.toSorted());
  });
  it.each(['with', 'without'])('%s the experiment: the known servers once, within the module that asks them', edition => {
    const holding = Object.entries(packed[edition]!.entries).filter(([, bytes]) => strFromU8(bytes).includes('ac-besancon.fr'));
    expect(holding.map(([file]) => file)).toEqual(['audit.js']);
  });
  it.each(['with', 'without'])('%s the experiment: the API is called by the global name it has in every add-on, after the polyfill', edition => {
    const {entries} = packed[edition]!;
    const own = Object.entries(entries).filter(([file]) => file.endsWith('.js') && !(file in vendored) && !file.startsWith('experiment/')).map(([, bytes]) => strFromU8(bytes));
    for (const source of own) expect(source).not.toMatch(/\b(var|let|const) messenger\b|[{,] messenger\b(?!\.)|\bbrowser\.\w/);
    expect(own.join('\n')).toContain('messenger.accounts.list(');
    expect(strFromU8(entries['read.js']!)).toMatch(/^import "\.\/browser-polyfill\.js";/);
  });
  it.each(Object.entries(vendored))('hold %s as it was released, and say from where', (file, original) => {
    for (const {entries} of Object.values(packed)) expect(strFromU8(entries[file]!)).toBe(textOf(`node_modules/${original}`));
    const [, library, rest] = /^([^/]*)\/(.*)/.exec(original)!;
    const {version} = JSON.parse(textOf(`node_modules/${library}/package.json`));
    expect(textOf('docs/VENDOR.md')).toContain(`${file}, ${library} ${version}, unmodified: https://unpkg.com/${library}@${version}/${rest}`);
  });
  it('hold the licence that valibot asks to go with it', () => {
    for (const {entries} of Object.values(packed)) expect(strFromU8(entries['valibot-LICENSE.md']!)).toBe(textOf('node_modules/valibot/LICENSE.md'));
  });
  it('have no update_url by default', () => {
    for (const {entries} of Object.values(packed)) {
      expect(JSON.parse(strFromU8(entries['manifest.json']!)).browser_specific_settings.gecko).not.toHaveProperty('update_url');
    }
  });
  it.each([false, true])('have the update_url of the build setting in the manifest of the full edition, and nowhere else (without experiment: %s)', async withoutExperiment => {
    const setting = 'MAIL_ACCOUNT_AUDIT_UPDATE_URL';
    process.env[setting] = 'https://updates.example.org/updates.json';
    try {
      const {entries} = await pack(withoutExperiment, join(folder, 'third'));
      const packedManifest = JSON.parse(strFromU8(entries['manifest.json']!));
      const edition = withoutExperiment ? storeEdition : fullEdition;
      const update = withoutExperiment ? {} : {update_url: process.env[setting]};
      expect(packedManifest.browser_specific_settings.gecko).toEqual({...manifest.browser_specific_settings.gecko, id: edition.id, ...update});
      const {browser_specific_settings: _, experiment_apis: apis, ...rest} = packedManifest;
      const {browser_specific_settings: __, experiment_apis: ownApis, ...others} = manifest;
      const expected = {...others, name: `__MSG_${edition.name}__`};
      expect({rest, apis}).toEqual({rest: expected, apis: withoutExperiment ? undefined : ownApis});
    } finally {
      delete process.env[setting];
    }
  });
});
