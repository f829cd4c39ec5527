/** The folder is the registry: what a rule needs besides its file is checked here, and each failure says what to add. */
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {complete} from '../scripts/languages.js';
import {audit} from '../src/audit.ts';
import {harms, judgesFolders} from '../src/rule.ts';
import {rules} from '../src/rules/index.ts';
import type {IncomingServer, OutgoingServer, SocketType} from '../src/snapshot.ts';
import {formsOf, placeholdersOf} from '../src/explain/translation.ts';
import {localeNames, locales, messagePrefix, stepKey} from './helpers/locales.ts';
import {
  account, exchangeOutgoingServer, exchangeServer, exchangeSnapshot, incomingServer, localNetworkHosts, loopbackHosts, nearMisses,
  outgoingServer, popServer, popSnapshot, snapshot,
} from './helpers/make.ts';

const root = join(import.meta.dirname, '..');
const ruleIds = rules.map(rule => rule.id);
const files = (folder: string, ending: string) =>
  readdirSync(join(root, folder)).filter(name => name.endsWith(ending)).map(name => name.slice(0, -ending.length));
const ruleFiles = files('src/rules', '.ts').filter(name => name !== 'index').sort();

describe('the list of rules', () => {
  it('holds every file of src/rules, and nothing else', () => {
    expect([...ruleIds].sort(), 'Add the rule to src/rules/index.ts').toEqual(ruleFiles);
  });
  it('is alphabetical', () => {
    expect(ruleIds, 'Put the line of src/rules/index.ts in its place').toEqual([...ruleIds].sort());
  });
  it('has a test table for each rule', () => {
    expect(files('test/rules', '.test.ts').sort(), 'Write test/rules/<id>.test.ts, or remove that of a rule that is gone').toEqual(ruleFiles);
  });
});

describe.each(ruleFiles)('%s', id => {
  it('exports one rule, named like its file', async () => {
    const module: Record<string, unknown> = await import(`../src/rules/${id}.ts`);
    const name = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    expect(Object.keys(module), `src/rules/${id}.ts must export ${name} and nothing else`).toEqual([name]);
    expect(module[name], `the id in src/rules/${id}.ts must be its file name`).toMatchObject({id});
  });
  it('can show where its setting is', () => {
    const {subjects, pane} = rules.find(rule => rule.id === id)!;
    // What is done about Thunderbird as a whole may be no setting of it.
    if (subjects.every(subject => subject === 'thunderbird')) return expect([undefined, 'general', 'privacy']).toContain(pane);
    const needsPane = subjects.some(subject => subject !== 'outgoingServer' && subject !== 'unusedOutgoingServer');
    expect(pane !== undefined, 'A rule has a pane unless it judges outgoing servers only').toBe(needsPane);
  });
  it('says what is at stake', () => {
    expect(harms, `Put one of these as harm into src/rules/${id}.ts: they are in order, the worst first`).toContain(rules.find(rule => rule.id === id)!.harm);
  });
  it('rests on a web page that cannot be changed on the way', () => {
    expect(rules.find(rule => rule.id === id)!.reference.url).toMatch(/^https:\/\//);
  });
});

describe.each(localeNames)('rule messages in %s', locale => {
  const keys = Object.keys(locales[locale]!);
  const parts = 'title|why|passed|question';
  const ending = new RegExp(`_(${parts})(_\\w+)?$`);
  const foreign = /^(page|badge|label|extension|step)_/;

  it('belong to a rule that exists', () => {
    const prefixes = new Set(ruleIds.map(messagePrefix));
    const left = keys.filter(key => ending.test(key) && !foreign.test(key) && !prefixes.has(key.replace(ending, '')));
    expect(left, `Remove the messages of a rule that is gone from _locales/${locale}/messages.json`).toEqual([]);
  });
  it('vary by what the page looks for only', () => {
    const variants = keys.filter(key => !foreign.test(key)).flatMap(key => {
      const [, part, variant] = ending.exec(key) ?? [];
      return variant ? [{key, variant: `${part}${variant}`, rule: rules.find(({id}) => messagePrefix(id) === key.replace(ending, ''))}] : [];
    });
    for (const {key, variant, rule} of variants) {
      const found = (rule?.variants ?? []).flatMap(name => [`title_${name}`, `why_${name}`]);
      const known = [...formsOf(locale.replaceAll('_', '-')).map(form => `title_${form}`), ...found];
      expect(known, `Nothing ever shows ${key}`).toContain(variant);
    }
    if (complete.includes(locale)) expect(variants.length).toBeGreaterThan(0);
  });
});

/** The labels that open a dialog. */
const opening = ['editServer', 'addServer', 'retentionPolicy', 'chooseFolders', 'folderProperties', 'advanced', 'manageIdentities', 'offlineSettings', 'primaryPassword'];

function quotes(id: string, label: string): boolean {
  return placeholdersOf(locales['en']![stepKey(id)]!).includes(label);
}

describe('steps', () => {
  const lists = rules.flatMap(rule => Object.entries(rule.steps).map(([words, ids]) => ({rule, words, ids, name: `${rule.id}, ${words}`})));
  const types = ['imap', 'pop3', 'ews', 'graph'];

  it.each(lists)('of $name are for what can hold, and none comes twice', ({rule, words, ids}) => {
    const known = [...rule.subjects, ...rule.variants ?? [], ...types, 'local', 'required', 'limited', 'older', 'otherwise'];
    expect(known).toEqual(expect.arrayContaining(words.split(' ')));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(0);
  });
  it.each(rules)('of $id are there whatever holds', ({subjects, steps}) => {
    const last = Object.keys(steps).at(-1)!;
    expect(last === 'otherwise' || subjects.every(subject => subject in steps), 'A list named otherwise stands last').toBe(true);
  });
  it.each(lists)('of $name leave no dialog without its OK', ({ids}) => {
    for (const [i, id] of ids.entries()) {
      if (!opening.some(label => quotes(id, label))) continue;
      expect(ids.slice(i).some(later => quotes(later, 'ok')), `${id} opens a dialog, and no step from there on says to press OK`).toBe(true);
    }
  });
  it.each(lists)('of $name that change a server’s name or user say that Thunderbird restarts', ({ids}) => {
    const changes = ids.some(id => ['put-successor', 'replace-number-by-name', 'set-user-name', 'put-name-alone', 'put-meant-name'].includes(id));
    const isIncoming = !ids.some(id => /^edit-.*outgoing-server$/.test(id));
    if (changes) expect(ids.includes('press-restart')).toBe(isIncoming);
  });
});

describe('a healthy profile', () => {
  it.each([['IMAP', snapshot()], ['POP', popSnapshot()], ['Exchange', exchangeSnapshot()]])('of %s has no finding', (_, healthy) => {
    const report = audit(healthy, rules, {rules: {}});
    expect(report.findings).toEqual([]);
    expect(report.passed.length).toBeGreaterThan(2);
  });
});

const socketTypes: (SocketType | undefined)[] = ['plain', 'optionalSTARTTLS', 'STARTTLS', 'SSL', undefined];
const hostnames = [...loopbackHosts, ...localNetworkHosts, ...nearMisses, 'mail.example.com', 'smtp.office365.com', undefined];
const makers: Record<string, (differences: {hostname: string | undefined; socketType: SocketType | undefined}) => IncomingServer | OutgoingServer> = {
  imap: incomingServer,
  pop: popServer,
  ews: exchangeServer,
  graph: differences => exchangeServer({...differences, type: 'graph'}),
  smtp: outgoingServer,
  'outgoing ews': exchangeOutgoingServer,
};

/** The rules on connection security that fail for a server. */
function failuresOf(server: IncomingServer | OutgoingServer): string[] {
  const isOutgoing = 'isDefault' in server;
  const profile = snapshot({
    accounts: [account({type: isOutgoing ? 'imap' : (server as IncomingServer).type})],
    incomingServers: isOutgoing ? [] : [server as IncomingServer],
    outgoingServers: isOutgoing ? [server] : [],
    identities: [],
  });
  return audit(profile, rules, {rules: {}}).findings
    .filter(({rule, outcome}) => outcome === 'fail' && /^(incoming|outgoing)-(plaintext|plaintext-local-network|optional-starttls|starttls)$/.test(rule))
    .map(({rule}) => rule.replace(/^(incoming|outgoing)-/, ''));
}

function expectedFailure(kind: string, hostname: string | undefined, socketType: SocketType | undefined): string[] {
  const isExempt = kind.includes('ews') || kind === 'graph' || hostname === undefined || loopbackHosts.includes(hostname);
  if (isExempt || socketType === undefined || socketType === 'SSL') return [];
  if (socketType === 'STARTTLS') return kind === 'smtp' && [...localNetworkHosts, 'smtp.office365.com'].includes(hostname) ? [] : ['starttls'];
  if (socketType === 'optionalSTARTTLS') return ['optional-starttls'];
  return [localNetworkHosts.includes(hostname) ? 'plaintext-local-network' : 'plaintext'];
}

describe.each(Object.keys(makers))('of the rules on connection security, for %s', kind => {
  it.each(socketTypes)('at most one fails, and the right one: socket type %s', socketType => {
    for (const hostname of hostnames) {
      const failures = failuresOf(makers[kind]!({hostname, socketType}));
      expect(failures, `for the host ${hostname}`).toEqual(expectedFailure(kind, hostname, socketType));
    }
  });
});

it('what is found in Local Folders concerns whoever delivers into them, and so does what deletes from the folders of an account', () => {
  const local = rules.filter(({subjects}) => (subjects as readonly string[]).includes('localFolders'));
  const onFolders = rules.filter(judgesFolders);
  expect(local.length).toBeGreaterThan(5);
  expect(onFolders).toEqual(expect.arrayContaining(local));
  expect(onFolders.filter(rule => !local.includes(rule)).map(({id}) => id)).toEqual(['retention-deletes-on-server']);
});
