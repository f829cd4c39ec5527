/** The administrator's settings are not ours: whatever they are, they are read in time, each mistake is named, and none widens what is allowed. */
import {describe, expect, it} from 'vitest';
import document from '../docs/policy.schema.json' with {type: 'json'};
import texts from '../scripts/policy-files.json' with {type: 'json'};
import {type Policy, closed, unmanaged} from '../src/policy.ts';
import {managedSettings} from '../src/policy-schema.ts';
import {rules} from '../src/rules/index.ts';
import {inTime} from './helpers/in-time.ts';
import {readPolicy} from '../src/read-policy.ts';

type Settings = Record<string, any>;

const ruleIds = rules.map(({id}) => id);
const safeIds = rules.filter(({fix}) => fix === 'safe').map(({id}) => id);
const weights = ['off', 'advice', 'warning', 'critical'];

/** Where the value of a key matters, or the schema has none that is plain. */
const chosen: Settings = {
  organisation: {
    name: 'Rectorat', helpUrl: 'https://help.example.org/mail', email: 'help@example.org', phone: '+33 (0)1.23-45/67',
    text: {en: 'Ask us.', fr: 'Demandez-nous.', 'pt-BR': 'Pergunte.'},
  },
  servers: {
    'example.org': {
      imap: [
        {hostname: 'imap.example.org', port: 993, socketType: 'SSL', authMethod: 'OAuth2'},
        {hostname: 'imap2.example.org', port: 143, socketType: 'STARTTLS', authMethod: 'passwordCleartext'},
      ],
      pop3: [{hostname: 'pop.example.org', port: 995, socketType: 'SSL', authMethod: 'GSSAPI'}],
      smtp: [{hostname: 'smtp.example.org', port: 25, socketType: 'plain', authMethod: 'none'}],
      login: 'identifier', preferred: 'imap', retired: [{hostname: 'old.example.org', successor: 'imap.example.org'}],
      source: 'https://help.example.org/servers', date: '2026-02-28',
    },
    '192.0.2.1': {login: 'localPart'},
  },
  pop: {minDays: 7, maxDays: 30},
  copies: 'required',
  rules: Object.fromEntries(ruleIds.map((id, i) => [id, weights[i % weights.length]])),
  waivers: [
    {rule: 'incoming-plaintext', account: '*@example.org', reason: 'A printer.', until: '2028-02-29'},
    {rule: 'pop-keeps-forever', account: 'pop.example.org', reason: 'An archive.', until: '2026-12-31'},
  ],
  fixes: {allow: ['*', 'incoming-plaintext'], forbid: ['outgoing-plaintext'], automatic: safeIds},
  reports: {folder: '/srv/reports', authorization: 'Basic YTpi'},
  page: {exportNames: false},
};

interface Part {
  type?: string;
  enum?: string[];
  minimum?: number;
  properties?: Record<string, Part>;
}

const sectionParts = Object.entries(document.properties as unknown as Record<string, Part>);
const examples: Settings = texts.examples;

/** What one may enter for a key: the templates' example, or a value the schema allows. */
function plainValue(key: string, {type, enum: words, minimum}: Part): unknown {
  return examples[key] ?? words?.[0] ?? (type === 'boolean' ? true : minimum! + 1);
}

function filled(name: string, {properties}: Part): unknown {
  if (!properties) return chosen[name];
  const entries = Object.entries(properties).map(([key, part]) => [key, chosen[name]?.[key] ?? plainValue(`${name}.${key}`, part)]);
  return Object.fromEntries(entries);
}

/** Every key there is. No section is as it is without settings, nor as it is when closed. */
const good: Settings = Object.fromEntries(sectionParts.map(([name, part]) => [name, filled(name, part)]));

/** The keys that stand right in a section, and are of a kind. */
function keysThat(isMeant: (part: Part) => boolean): string[] {
  return sectionParts.flatMap(([name, {properties}]) => Object.entries(properties ?? {}).filter(([, part]) => isMeant(part)).map(([key]) => `${name}>${key}`));
}

const nothing: Settings = {
  organisation: {}, servers: {}, pop: {}, copies: undefined, rules: {}, waivers: [], fixes: {}, audit: {}, backup: {}, published: {}, reports: {}, page: {},
};
/** The least that can be allowed. */
const least: Settings = {
  fixes: {allow: []}, published: {allowed: false}, reports: {},
  page: Object.fromEntries(Object.keys(document.properties.page.properties).map(key => [key, false])),
};

// A path is the steps to a setting: a host has dots of its own.
const keyOf = (path: string) => path.replaceAll('>', '.');

/** The good settings with another value at a path; `undefined` takes it away. */
function changed(path: string, value: unknown): Settings {
  const settings = structuredClone(good);
  const steps = path.split('>');
  const last = steps.pop()!;
  const parent = steps.reduce((at, step) => at[step], settings);
  // An assignment would make no key of __proto__, JSON does.
  Object.defineProperty(parent, last, {value, enumerable: true, configurable: true, writable: true});
  return JSON.parse(JSON.stringify(settings));
}

/** What is left of the good settings when the one at a path is mistaken. */
function without(path: string): Settings {
  const [section, part] = path.split('>') as [string, string | undefined];
  if (!Object.hasOwn(good, section)) return good;
  if (section in least) return {...good, [section]: least[section]};
  if (part === undefined) return {...good, [section]: nothing[section]};
  const entries = Object.entries(good[section]).filter(([key]) => key !== part);
  return {...good, [section]: Array.isArray(good[section]) ? entries.map(([, item]) => item) : Object.fromEntries(entries)};
}

function settingsOf(policy: Policy): Settings {
  return Object.fromEntries(Object.entries(policy).filter(([name]) => !['errors', 'failure'].includes(name)));
}

const mistakesOf = ({errors}: Policy) => errors.map(({key, problem}) => ({key, problem}));

/** What every object, list, function and text inherits. */
function inheritance(): unknown[] {
  return [Object, Array, Function, String].flatMap(({prototype}) => Reflect.ownKeys(prototype).flatMap(key => {
    const {value, get, set} = Object.getOwnPropertyDescriptor(prototype, key)!;
    return [key, value, get, set];
  }));
}

const untouched = inheritance();

/** Reads: in time, and without a trace in what all objects inherit. */
function read(managed: unknown): Policy {
  const policy = inTime(() => readPolicy(managed));
  const now = inheritance();
  expect(now.length === untouched.length && now.every((part, i) => Object.is(part, untouched[i])), 'nothing new is inherited').toBe(true);
  return policy;
}

/** A section is the good one; one with a mistake has no more than it, and is closed if more could be allowed by it. */
function expectNotWidened(policy: Policy, wanted: Settings): void {
  const isRefused = policy.errors.some(({key, problem}) => key === '' && problem !== 'unknown');
  for (const [name, section] of Object.entries(settingsOf(policy))) {
    const isMistaken = isRefused || policy.errors.some(({key}) => key === name || key.startsWith(`${name}.`));
    if (!isMistaken) expect(section, name).toEqual(wanted[name] ?? nothing[name]);
    else if (name in least) expect(section, name).toEqual(least[name]);
    else expectPartOf(section, wanted[name], name);
  }
  expect(Object.keys(settingsOf(policy)).sort()).toEqual(Object.keys(nothing).sort());
}

function expectPartOf(section: unknown, wanted: unknown, name: string): void {
  if (typeof section !== 'object') return expect([undefined, wanted], name).toContain(section);
  if (Array.isArray(section)) return section.forEach(item => expect(wanted, name).toContainEqual(item));
  expect(wanted, name).toMatchObject(section!);
}

/** As Thunderbird may hand them over: JSON, all of it as text, each section as text. */
function formsOf(settings: Settings): unknown[] {
  const sections = Object.entries(settings).map(([name, section]) => [name, section && typeof section === 'object' ? JSON.stringify(section) : section]);
  return [settings, JSON.stringify(settings), Object.fromEntries(sections)];
}

function expectMistakes(settings: Settings, left: Settings, mistakes: {key: string; problem: string}[]): void {
  for (const form of formsOf(settings)) {
    const policy = read(form);
    expect(mistakesOf(policy)).toEqual(mistakes);
    expectNotWidened(policy, good);
    expect(settingsOf(policy)).toEqual(left);
    expect(policy.failure).toBeUndefined();
  }
}

// ---- Without mistakes ----

describe('settings without mistakes', () => {
  it('are read as they stand', () => {
    for (const form of formsOf(good)) {
      const policy = read(form);
      expect(policy.errors).toEqual([]);
      expect(settingsOf(policy)).toEqual(good);
      expectNotWidened(policy, good);
    }
  });
  it('are, in these tests, every setting there is', () => {
    expect(undescribedIn(managedSettings, good, '')).toEqual([]);
  });
  it('may be absent, empty, or only in part', () => {
    expect(unmanaged()).toEqual({...nothing, errors: [], failure: undefined});
    const all = Object.entries(good).flatMap(([name, section]) => [
      {[name]: section}, ...typeof section === 'object' ? [{[name]: Array.isArray(section) ? [] : {}}] : [],
    ]);
    for (const settings of [{}, '{}', ' {} ', ...all]) {
      const policy = read(settings);
      expect(policy).toEqual({...unmanaged(), ...typeof settings === 'string' ? {} : settings});
    }
  });
  it.each(pathsOf(good).filter(path => path.includes('>')))('may have %s alone in its section, or all but it', path => {
    const [section, part] = path.split('>') as [string, string];
    if (Array.isArray(good[section])) return;
    const rest = Object.fromEntries(Object.entries(good[section]).filter(([key]) => key !== part));
    for (const settings of [{[section]: {[part]: good[section][part]}}, {[section]: rest}]) {
      expect(read(settings)).toEqual({...unmanaged(), ...settings});
    }
  });
  it('may have JSON as text in the place of any group or list, with spaces around', () => {
    for (const path of pathsOf(good).filter(place => typeof valueAt(place) === 'object')) {
      for (const indent of [0, 2]) {
        const policy = read(changed(path, `\n ${JSON.stringify(valueAt(path), null, indent)} `));
        expect(policy.errors, path).toEqual([]);
        expect(settingsOf(policy), path).toEqual(good);
      }
    }
  });
  it('may have JSON as text inside JSON as text', () => {
    const imap = [JSON.stringify({port: 993})];
    const servers = {'example.org': JSON.stringify({imap: JSON.stringify(imap)})};
    expect(read(JSON.stringify({servers: JSON.stringify(servers)})))
      .toEqual({...unmanaged(), servers: {'example.org': {imap: [{port: 993}]}}});
  });
  it('may have a text that looks like JSON: it stays a text', () => {
    const names = {name: '{"name": 1}'};
    expect(read({organisation: names, waivers: [{...good['waivers'][0], reason: '[]'}]}))
      .toEqual({...unmanaged(), organisation: names, waivers: [{...good['waivers'][0], reason: '[]'}]});
  });
  it('may have 0 and 1 for no and yes', () => {
    expect(read({page: {export: 0, exportNames: 1, hide: 0}})).toEqual({...unmanaged(), page: {export: false, exportNames: true, hide: false}});
    expect(read({page: '{"export": 1, "exportNames": 0}'})).toEqual({...unmanaged(), page: {export: true, exportNames: false}});
  });
  it('may have spaces around a text, and a host in capitals', () => {
    expect(read({organisation: {name: ' Rectorat\n', helpUrl: ' https://example.org '}, servers: {' Example.ORG ': {imap: [{hostname: ' IMAP.example.org'}]}}}))
      .toEqual({...unmanaged(), organisation: {name: 'Rectorat', helpUrl: 'https://example.org'}, servers: {'example.org': {imap: [{hostname: 'imap.example.org'}]}}});
  });
  it('may say several lines, in a script from right to left', () => {
    const text = {ar: 'اسألنا:\n\u2066help@example.org\u2069', he: 'שאלו\tאותנו'};
    expect(read({organisation: {text}})).toEqual({...unmanaged(), organisation: {text}});
  });
  it.each<[path: string, values: unknown[]]>([
    ['organisation>helpUrl', ['http://intranet/help', 'HTTPS://example.org', `https://example.org/${'x'.repeat(1900)}`]],
    ['organisation>phone', ['3639', '+33 1 23 45 67 89']],
    ['organisation>name', ['x'.repeat(2000), '0']],
    ['servers>example.org>date', ['2024-02-29', '2026-12-31']],
    ['servers>example.org>imap>0>port', [1, 65535]],
    ['pop>minDays', [1, 30]],
    ['pop>maxDays', [7, 3650]],
    ['audit>everyHours', [1, 168]],
    ['backup>maxDays', [1, 3650]],
    ['reports>everyDays', [1, 365]],
    ['reports>label', ['x'.repeat(100)]],
    ['reports>folder', ['/', '/srv/my reports', 'C:\\Reports', 'd:\\', '\\\\server\\share']],
    ['published>url', ['https://{domain}/mail.xml', 'https://autoconfig.{domain}:8443/{domain}?of={domain}', 'https://example.org/']],
    ['reports>url', ['http://localhost/', 'http://LOCALHOST:8123/?query=1', 'http://127.0.0.1:8123', 'http://127.1.2.3', 'http://[::1]:8123/', 'HTTPS://example.org']],
    ['reports>authorization', ['Bearer a.b-c_d~e+/=', 'x']],
    ['fixes>allow', [[], ['*'], ruleIds, Array(500).fill('*')]],
    ['waivers', [Array(500).fill(good['waivers'][0])]],
    ['servers', [Object.fromEntries(Array.from({length: 500}, (_, i) => [`h${i}.example`, {}]))]],
    ['organisation>text', [Object.fromEntries(Array.from({length: 500}, (_, i) => [`en-${1000 + i}`, 'x'.repeat(2000)]))]],
  ])('%s may be just so', (path, values) => {
    for (const value of values) {
      const policy = read(changed(path, value));
      expect(policy.errors).toEqual([]);
      expect(settingsOf(policy)).toEqual(changed(path, value));
    }
  });
});

function valueAt(path: string): any {
  return path.split('>').reduce((at, step) => at[step], good);
}

/** The path of everything in the good settings. */
function pathsOf(value: unknown, before = ''): string[] {
  if (typeof value !== 'object') return [];
  return Object.entries(value!).flatMap(([key, inner]) => [before + key, ...pathsOf(inner, `${before}${key}>`)]);
}

/** The settings of a schema that are not among some values: of a map or a list, those of its first entry. */
function undescribedIn(schema: any, value: any, place: string): string[] {
  const {entries, item, value: valueSchema, type} = innermost(schema);
  if (entries) return Object.keys(entries).flatMap(key => value?.[key] === undefined ? [place + key] : undescribedIn(entries[key], value[key], `${place}${key}>`));
  const inner = item ?? (type === 'record' ? valueSchema : undefined);
  return inner ? undescribedIn(inner, Object.values(value)[0], `${place}*>`) : [];
}

function innermost(schema: any): any {
  const inner = schema.wrapped ?? schema.pipe?.findLast(({kind}: any) => kind === 'schema');
  return inner ? innermost(inner) : schema;
}

// ---- One mistake ----

const noText = [1, 0, true, null, [], ['Rectorat'], {}, {name: 'x'}, '', '   ', '\n\u00A0'];
const noGroup = [null, 1, 0, true, 'x', '', 'null', '{', '{"a":', "{'a': 1}", '{}{}', '[]', '"{}"', [], [{}], [[]]];
const noList = [null, 1, true, 'x', '', '*', '[', '["*"', '["*",]', '{}', {}, {0: '*'}, {length: 0}];
const noNumber = [null, true, '7', ' 7', '', 'NaN', 'Infinity', '0x10', '1e1', '７', 7.5, 0.1, 1e-9, 0, -1, -0.5, 65536, 1e21, Number.MAX_VALUE, [], [7], {}];
const noBoolean = [null, 2, -1, 0.5, 1e-9, '0', '1', 'true', 'false', 'yes', '', [], [true], {}];
const noChoice = ['', 'x', 'OFF', 'Off', ' off', 'off ', 'off\n', 'error', 'critical,off', 'imap ', 'IMAP', 'ssl', 'toString', '__proto__', 0, 1, false, true, null, [], ['off'], ['imap'], {}, {off: 1}];
const noRule = ['', 'no-rule', 'Incoming-Plaintext', ' incoming-plaintext', 'incomingPlaintext', '**', 'incoming-*', 'toString', 'constructor', '__proto__', 0, null, true, ['*'], {}, {rule: '*'}];
const noDate = [
  '2026-02-31', '2026-02-29', '2026-04-31', '2100-02-29', '2026-00-10', '2026-13-01', '2026-01-00', '2026-01-32', '2026-1-1', '26-01-01', '20260101', '31/12/2026',
  '2026-12-31T00:00:00Z', ' 2026-12-31', '2026-12-31 ', '2026-12-31\n', '+002026-01-01', '-000001-01-01', '２０２６-01-01', 'tomorrow', '', 0, 1798675200000, true, null, [], ['2026-12-31'], {},
];
const noHost = [
  'imap_1.example.org', '-example.org', 'example-.org', '.example.org', 'example..org', 'example.org.', 'exa mple.org', 'https://example.org', 'example.org/mail',
  'example.org:993', 'user@example.org', '[::1]', '*.example.org', '*', 'bücher.example', 'a\u202Eb.example', 'a\u0000.example', 'a\nb.example', 'ex\u200Bample.org', '../etc',
  '<script', '%00', `${'a.'.repeat(127)}com`, `${'-'.repeat(250)}.a`, `a${'-'.repeat(1900)}`,
];
const noUrl = [
  'javascript:alert(1)', 'JavaScript:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)', '\u0001javascript:alert(1)', 'data:text/html,<script>alert(1)</script>',
  'vbscript:x', 'file:///etc/passwd', 'ftp://example.org', 'mailto:help@example.org', 'about:config', 'chrome://messenger/content/', 'resource://gre/', 'moz-extension://x/',
  'view-source:https://example.org', 'blob:https://example.org/1', 'filesystem:https://example.org/1', 'wss://example.org', 'help.example.org', '//help.example.org', '/help',
  'https:', 'https://', 'http://[', 'https://exa mple.org', 'https://example.org:99999', 'https://exa\u202Emple.org', 'x', '{}', '[]',
];
const noReportUrl = [
  ...noUrl, 'http://reports.example.org/', 'HTTP://reports.example.org/', 'http://localhost.example.org/', 'http://127.0.0.1.example.org/', 'http://192.168.1.1/', 'http://10.0.0.1/',
  'http://0.0.0.0/', 'http://[::2]/', 'http://[::ffff:127.0.0.1]/', 'http://126.0.0.1/', 'http://example.org/?localhost', 'http://example.org/#127.0.0.1',
  'http://localhost@example.org/', 'https://user:password@reports.example.org/', 'https://user@reports.example.org/',
  'https://:password@reports.example.org/', 'http://user:password@localhost/', 'https://user%40x:p@example.org',
];
const noSecureUrl = [
  ...noReportUrl, 'http://localhost/', 'http://127.0.0.1/', 'http://[::1]/', 'http://{domain}/', 'https://{domain}@example.org/', 'https://user:{domain}@example.org/', '{domain}', 'https://{other}/',
];
const noFolder = ['reports', './reports', '../reports', '~/reports', '~', '$HOME/reports', '%APPDATA%\\reports', 'C:', 'C:reports', 'CC:\\reports', '\\reports', 'file:///srv/reports', 'https://example.org/', '.', '*'];
const noHeader = ['Basic YTpi\nX-Other: 1', 'Basic YTpi\r\nX-Other: 1', 'Basic\tYTpi', 'Basic  YTpi', 'Basic\u00A0YTpi', 'Básic', 'a\u0000b', 'a\u007Fb', 'a\u202Eb', 'a\u2028b', '🔑'];
const noAddress = ['help', '@example.org', 'help@', 'a@b@c', 'my help@example.org', 'Help <help@example.org>', '<help@example.org>', '"help"@example.org', 'help@example.org\nBcc: x@example.org', 'help@example.org, me@example.org', 'a\u2028@b'];
const noPhone = ['ask Jane', 'tel:+33123', '+', '+33 1 javascript:', '1', '1'.repeat(40), '12\u202E34', '12\u000034', '１２３', '(0)1 23'];

const big = 'x'.repeat(10_000_000);
const deepText = (depth: number) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
const deepList = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const deep = JSON.parse(deepText(500));
const wide = Object.fromEntries(Array.from({length: 501}, (_, i) => [`k${i}`, 1]));
// 10 MB each.
const wideText = `{${Array.from({length: 100_000}, (_, i) => `"k${i}":"${'x'.repeat(90)}"`).join(',')}}`;
const longListText = JSON.stringify(Array(100_000).fill('x'.repeat(100)));

const first = 'servers>example.org';
const sections = Object.keys(good).filter(name => !['copies', 'waivers'].includes(name));
const groups = [...sections.filter(name => name !== 'servers'), first, `${first}>imap>0`, `${first}>pop3>0`, `${first}>smtp>0`, `${first}>retired>0`, 'waivers>0'];
const groupsButRules = groups.filter(path => path !== 'rules');
const maps = ['servers', 'organisation>text'];
const lists = [`${first}>imap`, `${first}>pop3`, `${first}>smtp`, `${first}>retired`, 'waivers', ...keysThat(({type}) => type === 'array')];
const hosts = [`${first}>imap>0>hostname`, `${first}>pop3>0>hostname`, `${first}>smtp>0>hostname`, `${first}>retired>0>hostname`, `${first}>retired>0>successor`];
const strings = [
  ...keysThat(part => part.type === 'string' && !part.enum), 'organisation>text>en', `${first}>source`, 'waivers>0>account', 'waivers>1>reason', ...hosts,
];
const numbers = [`${first}>imap>1>port`, ...keysThat(({type}) => type === 'integer')];
const choices = [
  ...['imap>0', 'pop3>0', 'smtp>0'].flatMap(place => [`${first}>${place}>socketType`, `${first}>${place}>authMethod`]), `${first}>login`, `${first}>preferred`, 'copies',
  'rules>incoming-plaintext', 'rules>local-copies-off',
];
const booleans = keysThat(({type}) => type === 'boolean');
const inherited = ['__proto__', 'prototype', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'];

/** A path, what stands there, and the problem; the last is what of the value is wrong, where it is not the value itself. */
type Mistake = [path: string, value: unknown, problem: string, at?: string];

function each(paths: string[], values: unknown[], problem: string, at = ''): Mistake[] {
  return paths.flatMap(path => values.map((value): Mistake => [path, value, problem, at]));
}

function named(parents: string[], names: string[], value: unknown, problem: string): Mistake[] {
  return each(parents.flatMap(parent => names.map(name => `${parent}>${name}`)), [value], problem);
}

const tables: Record<string, Mistake[]> = {
  'no text': each(strings, noText, 'text'),
  'no group': each([...groups, ...maps], noGroup, 'object'),
  'no list': each(lists, noList, 'list'),
  'no number, or none of the numbers': [
    ...each(numbers, noNumber, 'number'), ['audit>everyHours', 169, 'number'], ['reports>everyDays', 366, 'number'], ['pop>minDays', 3651, 'number'], ['pop>maxDays', 3651, 'number'],
    ['backup>maxDays', 3651, 'number'],
  ],
  'neither yes nor no': each(booleans, noBoolean, 'boolean'),
  'none of the words': each(choices, noChoice.filter(value => value !== 'off'), 'choice'),
  'no rule': [...each(['fixes>allow>0', 'fixes>forbid>0'], noRule, 'rule'), ...each(['waivers>0>rule'], ['*', ...noRule], 'rule')],
  'no rule that is put right without asking': each(
    ['fixes>automatic>0'], ['*', ...ruleIds.filter(id => !safeIds.includes(id)), ...noRule], 'choice',
  ),
  'no day': each([`${first}>date`, 'waivers>0>until'], noDate, 'date'),
  'no host': [...each(hosts, noHost, 'host'), ...named(['servers'], noHost, {}, 'host'), ...named(['servers'], ['', ' '], {}, 'text')],
  'no web address': each(['organisation>helpUrl'], noUrl, 'url'),
  'no address for reports': each(['reports>url'], noReportUrl, 'reportUrl'),
  'no secure address': each(['published>url'], noSecureUrl, 'secureUrl'),
  'no whole path': each(['reports>folder'], noFolder, 'folder'),
  'no header': each(['reports>authorization'], noHeader, 'header'),
  'no mail address': each(['organisation>email'], noAddress, 'address'),
  'no telephone number': each(['organisation>phone'], noPhone, 'phone'),
  'no language': named(['organisation>text'], ['', 'e', 'EN', 'english', 'en_GB', 'en-', 'en-x', '*', '0', ' en', 'en\n', 'toString', 'valueOf', '<b', 'en-\u202Ea'], 'x', 'language'),
  'a name there is not': [
    ...named(groupsButRules, ['x', '', '0', '*', 'Name', ...inherited], 'x', 'unknown'), ...named(groupsButRules, inherited, {prototype: {off: 1}}, 'unknown'),
    ...named(['servers', 'organisation>text'], ['__proto__', 'prototype', 'constructor'], {login: 'address'}, 'unknown'),
    ...each(['organization', 'rule', 'Copies', '', '0', ...inherited], [1, null, {}, {rules: {'incoming-plaintext': 'off'}}, deep], 'unknown'),
    ['organisation>helpURL', 'https://example.org', 'unknown'],
    ['page>exportnames', true, 'unknown'], ['fixes>Allow', ['*'], 'unknown'], ['reports>to', 'x', 'unknown'], ['servers>example.org>imap>0>password', 'x', 'unknown'],
  ],
  'a rule there is not': [
    ...named(['rules'], ['x', '', '0', '*', 'incoming-plain', 'Incoming-Plaintext', 'incomingPlaintext', ' incoming-plaintext', ...inherited], 'off', 'rule'),
    ...named(['rules'], inherited, {'incoming-plaintext': 'off'}, 'rule'),
  ],
  'something missing': [
    ...each(['rule', 'account', 'reason', 'until'].map(key => `waivers>1>${key}`), [undefined], 'missing'),
    ...each(['hostname', 'successor'].map(key => `${first}>retired>0>${key}`), [undefined], 'missing'),
  ],
  'too long': [
    ...each(strings, ['x'.repeat(2001)], 'long'), ['reports>label', 'x'.repeat(101), 'long'], ...each(['organisation>name', 'organisation>phone', 'reports>url', hosts[0]!], [big], 'long'),
    ['organisation>email', `a@${big}`, 'long'], ['reports>authorization', 'a '.repeat(5_000_000) + 'a', 'long'], ['organisation>helpUrl', `https://${big}`, 'long'],
    ...named(['servers'], ['a.'.repeat(5_000_000) + 'a'], {}, 'long'),
  ],
  'too many': [
    ...each([...groups, ...maps], [wide, JSON.stringify(wide)], 'many'), ...each(lists, [Array(501).fill('*')], 'many'),
    ...each(['organisation', 'fixes', 'servers', first], [wideText], 'many'), ...each(['waivers', 'fixes>allow'], [longListText], 'many'), ['waivers', Array(501).fill(good['waivers'][0]), 'many'],
    ['servers', Object.fromEntries(Array.from({length: 501}, (_, i) => [`h${i}.example`, {}])), 'many'],
  ],
  'too much': [
    ...each(groups, [big], 'object'), ...each(lists, [big], 'list'), ...each(['copies', 'rules>incoming-plaintext'], [big], 'choice'), ['pop>minDays', '7'.repeat(10_000_000), 'number'],
    ...each(booleans, [big], 'boolean'), ['waivers>0>until', big, 'date'], ['fixes>allow>0', big, 'rule'], ['rules', `{"${'x'.repeat(1000)}":"${big}"}`, 'rule', `.${'x'.repeat(1000)}`],
  ],
  'too deep': [
    ...each(groupsButRules, [deep, deepText(100_000)], 'unknown', '.a').filter(([path]) => !/waivers|retired/.test(path)), ...each(['rules'], [deep, deepText(100_000)], 'rule', '.a'), ...each(groups, [deepList(100_000)], 'object'),
    ...each(['waivers', `${first}>imap`], [deepList(100_000), JSON.parse(deepList(500))], 'object', '.0'), ['servers', deepText(100_000), 'unknown', '.a.a'], ['servers', deep, 'unknown', '.a.a'],
    ...each(['rules>incoming-plaintext', 'copies'], [deep, deepText(100_000)], 'choice'), ...each(['organisation>name'], [deep], 'text'), ['fixes>allow', deepList(100_000), 'rule', '.0'],
    ['', deep, 'unknown'],
  ],
};

describe.each(Object.entries(tables))('%s', (_, mistakes) => {
  it.each(mistakes.map(mistake => [titleOf(mistake), mistake] as const))('%s', (_title, [path, value, problem, at = '']) => {
    expectMistakes(changed(path, value), without(path), [{key: keyOf(path) + at, problem}]);
  });
});

/** Short, and nothing in it that disturbs a terminal. */
function titleOf([path, value, , at]: Mistake): string {
  const parts = [keyOf(path).slice(0, 80), at?.slice(0, 20), JSON.stringify(value)?.slice(0, 80)];
  return parts.join(' ').replaceAll(/[^ -~]/g, '?').replaceAll('%', '%%');
}

describe('a mistake', () => {
  it('is one of many hundreds that are tried', () => {
    expect(Object.values(tables).flat().length).toBeGreaterThan(1000);
  });
  it('closes what could be widened by it, in the sources as in these tests', () => {
    expect(closed, 'What a mistake leaves of a section is in src/policy.ts: of the page, none of its yes').toEqual(least);
  });
  it('closes each section that has a yes or no: a new one is no exception', () => {
    const open = booleans.filter(path => !Object.hasOwn(closed, path.split('>')[0]!));
    expect(open, 'Say in src/policy.ts what a mistake in the sections of these leaves').toEqual([]);
  });
  it.each<[path: string, value: unknown, expected: string]>([
    ['servers>example.org>imap>0>port', 0, '1–65535'],
    ['audit>everyHours', 0, '1–168'],
    ['copies', 'x', 'required, forbidden'],
    ['rules>incoming-plaintext', 'x', 'off, advice, warning, critical'],
    ['fixes>automatic', ['*'], safeIds.join(', ')],
    ['waivers', Array(501).fill(1), '500'],
    ['organisation>name', 1, ''],
  ])('says what is wanted at %s', (path, value, expected) => {
    expect(read(changed(path, value)).errors.map(error => error.expected)).toEqual([expected]);
  });
  it('names days that contradict each other, and neither holds', () => {
    for (const pop of [{minDays: 31, maxDays: 30}, {minDays: 3650, maxDays: 1}]) {
      expectMistakes(changed('pop', pop), {...good, pop: {}}, [{key: 'pop.minDays', problem: 'number'}]);
    }
    expect(read({pop: {minDays: 31, maxDays: 30}}).errors).toEqual([{key: 'pop.minDays', problem: 'number', expected: '1–30'}]);
    // What is mistaken contradicts nothing.
    expect(read({pop: {minDays: 31, maxDays: 0}})).toEqual({...unmanaged(), pop: {minDays: 31}, errors: [{key: 'pop.maxDays', problem: 'number', expected: '1–3650'}]});
  });
  it('of a kind JSON has not is named too', () => {
    for (const value of [NaN, Infinity, -Infinity, undefined, 7n, Symbol('x'), () => 7, new Date(0), new Map()]) {
      const policy = read({...good, audit: {everyHours: value}, page: {export: value}, waivers: value});
      const mistakes = [{key: 'waivers', problem: 'list'}, {key: 'audit.everyHours', problem: 'number'}, {key: 'page.export', problem: 'boolean'}];
      // Without a value is without a word, inside a section.
      expect(mistakesOf(policy)).toEqual(expect.arrayContaining(value === undefined ? mistakes.slice(0, 1) : mistakes));
      if (value !== undefined) expectNotWidened(policy, good);
    }
  });
});

describe('all of it', () => {
  const managed: unknown[] = [
    undefined, null, 0, 1, true, '', 'x', 'null', '{', '{"rules":', '[]', '"{}"', [], [good], [[]], JSON.stringify(JSON.stringify(good)), JSON.stringify([good]), `\uFEFF{}`, big,
    `{"organisation":"${big}`, deepList(100_000), '{"a":'.repeat(100_000), longListText,
  ];
  it.each(managed.map(value => [titleOf(['', value, '']), value]))('is no object:%s', (_, value) => {
    const policy = read(value);
    expect(policy.errors).toEqual([{key: '', problem: 'object', expected: ''}]);
    expectNotWidened(policy, good);
    expect(settingsOf(policy)).toEqual({...nothing, ...least});
  });
  it('is too many', () => {
    for (const value of [wide, {...good, ...wide}, JSON.stringify(wide), wideText]) {
      const policy = read(value);
      expect(policy.errors).toEqual([{key: '', problem: 'many', expected: '500'}]);
      expectNotWidened(policy, good);
      expect(settingsOf(policy)).toEqual({...nothing, ...least});
    }
  });
  it('is too deep, or too much: it is named where it is', () => {
    expect(mistakesOf(read(deepText(100_000)))).toEqual([{key: 'a', problem: 'unknown'}]);
    const policy = read(JSON.stringify(changed('organisation>name', big)));
    expect(mistakesOf(policy)).toEqual([{key: 'organisation.name', problem: 'long'}]);
    expectNotWidened(policy, good);
  });
  it('is null', () => {
    const settings = Object.fromEntries(Object.keys(good).map(name => [name, null]));
    const problems: Record<string, string> = {copies: 'choice', waivers: 'list'};
    expectMistakes(settings, {...nothing, ...least}, Object.keys(good).map(key => ({key, problem: problems[key] ?? 'object'})));
  });
  it('has several mistakes: each is named once, and the rest holds', () => {
    const settings = {
      ...good, c: 1, organisation: {...good['organisation'], a: 1, b: {}, name: 1, email: 'x'}, rules: {...good['rules'], d: 1, 'outgoing-plaintext': 'x'},
      servers: {...good['servers'], 'a_b': {}, 'bad.example': {login: 1, x: 1}}, waivers: [null, good['waivers'][0], {rule: 'x'}, good['waivers'][1], 7],
      fixes: {allow: ['x', '*', 1], forbid: '*', y: []}, page: {export: false, exportNames: 'no'},
    };
    const {name: _, email: __, ...organisation} = good['organisation'];
    const {'outgoing-plaintext': ___, ...rest} = good['rules'];
    for (const form of formsOf(settings)) {
      const policy = read(form);
      expect(mistakesOf(policy).map(({key, problem}) => `${key} ${problem}`).sort()).toEqual([
        'c unknown', 'organisation.a unknown', 'organisation.b unknown', 'organisation.name text', 'organisation.email address', 'rules.d rule', 'rules.outgoing-plaintext choice',
        'servers.a_b host', 'servers.bad.example.login choice', 'servers.bad.example.x unknown', 'waivers.0 object', 'waivers.2.rule rule', 'waivers.2.account missing',
        'waivers.2.reason missing', 'waivers.2.until missing', 'waivers.4 object', 'fixes.allow.0 rule', 'fixes.allow.2 rule', 'fixes.forbid list', 'fixes.y unknown',
        'page.exportNames boolean',
      ].sort());
      expectNotWidened(policy, good);
      expect(settingsOf(policy)).toEqual({...good, organisation, rules: rest, fixes: least['fixes'], page: least['page']});
    }
  });
  it('has more mistakes than anyone reads: it is read all the same', () => {
    const wrong = {imap: Array(500).fill(1)};
    const policy = read({...good, servers: Object.fromEntries(Array.from({length: 500}, (_, i) => [`h${i}.example`, wrong]))});
    expect(policy.errors.length).toBeGreaterThan(0);
    expect(policy.errors.length).toBeLessThanOrEqual(500);
    expectNotWidened(policy, good);
    expect(settingsOf(policy)).toEqual({...good, servers: {}});
  });
  it('has as many unknown names in each section as are let in', () => {
    // A weight for every rule stands there already.
    const room = 500 - Object.keys(good['rules']).length;
    const unknown = Object.fromEntries(Array.from({length: room}, (_, i) => [`k${i}`, 1]));
    const policy = read({...good, organisation: {...good['organisation'], ...unknown}, rules: {...good['rules'], ...unknown}, page: {...good['page'], ...unknown}});
    expect(policy.errors.length).toBe(3 * room);
    expectNotWidened(policy, good);
    expect(settingsOf(policy)).toEqual({...good, page: least['page']});
  });
});

// ---- Any value in the place of any ----

const anything = [null, true, 1.5, -1, '', 'x', [], {}, [[]], {x: 1}];

describe('in the place of any setting', () => {
  it.each(pathsOf(good))('%s, anything is either read as it stands or named', path => {
    const key = keyOf(path);
    for (const value of anything) {
      const settings = changed(path, value);
      const policy = read(settings);
      const isElsewhere = (place: string) => place !== key && !place.startsWith(`${key}.`);
      expect(policy.errors.filter(error => isElsewhere(error.key)), JSON.stringify(value)).toEqual([]);
      if (policy.errors.length) expectNotWidened(policy, good);
      expect(settingsOf(policy), JSON.stringify(value)).toEqual(policy.errors.length ? without(path) : settings);
    }
    expect(read(changed(path, null)).errors.length, 'null is nowhere a setting').toBeGreaterThan(0);
  });
});
