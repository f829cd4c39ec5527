/** What holds of every audit, whatever was read: fast-check looks for a snapshot of which it does not. */
import {readFileSync} from 'node:fs';
import {Ajv2020} from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import {beforeAll, describe, expect, it, vi} from 'vitest';
import {audit} from '../src/audit.ts';
import {locate} from '../src/facts/hosts.ts';
import {type Policy, unmanaged} from '../src/policy.ts';
import {rules} from '../src/rules/index.ts';
import type {Account, Folder, Identity, IncomingServer, OutgoingServer, Program, Snapshot} from '../src/snapshot.ts';
import type {Report} from '../src/report.ts';
import {incomingServer as healthyServer, popServer} from './helpers/make.ts';

const isReport = new Ajv2020({allowUnionTypes: true, strict: false}).compile(JSON.parse(readFileSync('docs/report.schema.json', 'utf8')));
const runs = {numRuns: 300};

beforeAll(() => {
  // A rule that breaks is a line of the report, and a line on the console.
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

/** What may stand in a field, `undefined` among it: it was not read. */
const field = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), {nil: undefined});
const flag = field(true, false);
const number = fc.option(fc.oneof(fc.integer({min: -3, max: 100}), fc.constantFrom(0, 25, 110, 143, 465, 587, 993, 995, 70_000, 2 ** 40, -1)), {nil: undefined});
const hostname = fc.option(fc.oneof(
  fc.constantFrom('imap.example.org', 'localhost', '10.0.0.1', '203.0.113.7', '[2001:db8::1]', 'imap.gmail.com', 'outlook.office365.com', 'mail.ac-lyon.fr', '', '.', 'nas.local', 'server1.invalid', 'imap.example.org:993', 'a@example.org'),
  fc.string(),
), {nil: undefined});
const email = fc.option(fc.oneof(fc.constantFrom('a@example.org', 'b@ac-lyon.fr', 'c@gmail.com', 'no-at', '', '@'), fc.string()), {nil: undefined});
const addresses = fc.option(fc.array(fc.oneof(fc.constantFrom('a@example.org', 'z@example.net', 'Friends', '@'), fc.string()), {maxLength: 3}), {nil: undefined});
const path = fc.option(fc.oneof(
  fc.constantFrom('/home/a/.thunderbird/p', '/home/a/.thunderbird/p/Mail/x', '/home/a/Dropbox/Mail', String.raw`C:\Users\a\OneDrive\Mail`, String.raw`\\server\share`, '', '/'),
  fc.string(),
), {nil: undefined});
const ids = ['account1', 'account2', 'account3', 'account4'];
const someIds = fc.uniqueArray(fc.constantFrom(...ids, 'account99'), {maxLength: 3});
const locked = fc.uniqueArray(fc.constantFrom('socketType', 'authMethod', 'port', 'minimumTLS', 'fromNowhere'), {maxLength: 3});
const type = fc.constantFrom('imap', 'pop3', 'ews', 'graph', 'local', 'rss', 'nntp', 'im', 'unknown');
const authMethod = field('none', 'old', 'passwordCleartext', 'passwordEncrypted', 'GSSAPI', 'NTLM', 'External', 'secure', 'anything', 'OAuth2');

const server = {
  hostname, port: number, socketType: field('plain', 'optionalSTARTTLS', 'STARTTLS', 'SSL'), authMethod, username: field('a', 'b', ''),
  exchangeScheme: field('http', 'https', 'ftp'), hasCertificateException: flag, locked,
};
const folder: fc.Arbitrary<Folder> = fc.record({
  key: field('f1', 'f2'), use: fc.constantFrom('inbox', 'sent', 'archives', 'drafts', 'templates', 'trash', 'junk', 'outbox', 'other'),
  isOffline: flag, retainBy: field('all', 'age', 'count', 'account'), bytes: number, expungedBytes: number,
});
/** What a server of the healthy profile answers by yes or no, or by a number. */
function plainFields(healthy: IncomingServer): Record<string, fc.Arbitrary<unknown>> {
  const arbitraries: Record<string, fc.Arbitrary<unknown>> = {boolean: flag, number};
  return Object.fromEntries(Object.entries(healthy).flatMap(([name, value]) => arbitraries[typeof value] ? [[name, arbitraries[typeof value]!]] : []));
}

const filter = fc.record({deletes: fc.boolean(), forwardsTo: fc.constantFrom([], ['a@example.org'], ['z@example.net', 'Friends'], ['Friends'])});
const incomingServer = fc.record({
  ...plainFields(healthyServer()), ...plainFields(popServer()), ...server, type, deferredToAccount: field('', ...ids), retainBy: field('all', 'age', 'count'), junkServerKey: field('', 'server1', 'server2', 'gone'),
  deleteModel: field('markDeleted', 'moveToTrash', 'deleteImmediately'), localPath: path, filters: fc.option(fc.array(filter, {maxLength: 3}), {nil: undefined}), folders: fc.option(fc.array(folder, {maxLength: 4}), {nil: undefined}),
  quota: fc.option(fc.array(fc.record({name: fc.constantFrom('STORAGE', 'MESSAGE', ''), used: fc.integer(), limit: fc.integer()}), {maxLength: 2}), {nil: undefined}),
});
const outgoingServer = fc.record({...server, type: fc.constantFrom('smtp', 'ews', 'graph', 'unknown'), isDefault: flag, accountIds: someIds});
const identity = fc.record({
  email, outgoingServerKey: field('smtp1', 'smtp2', '', 'gone'), keepsSentCopies: flag, copiesItself: flag, bccList: addresses, replyTo: addresses, sentFolder: field('thisComputer', 'server', 'otherServer', 'account'),
  accountIds: someIds, locked,
});
const program: fc.Arbitrary<Program> = fc.record({
  key: fc.constant('thunderbird'), accountIds: fc.constant([]), version: fc.constantFrom('153.7.0', '140.12.0', '91.0', '200.0', '154.0a1'), buildDate: fc.constantFrom('2026-11-10', '2026-06-12', undefined), updatesItself: flag, profilePath: path,
  minimumTLS: field('1.0', '1.1', '1.2', '1.3'), hasPrimaryPassword: flag, savedLogins: number, startsOffline: flag, isOffline: flag,
  weakenedSetup: field(['mailnews.auto_config_url'], []), compactsAutomatically: flag, compactsAboveBytes: number, lastBackup: field('', '2020-01-01', 'never'), locked,
});

/** One incoming server for each account, as reading makes it; identities and outgoing servers may belong to accounts that are gone. */
const snapshots: fc.Arbitrary<Snapshot> = fc.record({
  takenAt: fc.constantFrom('2026-11-21T08:00:00.000Z', '2031-01-01T00:00:00.000Z'), servers: fc.array(incomingServer, {maxLength: 4}),
  outgoingServers: fc.array(outgoingServer, {maxLength: 3}), identities: fc.array(identity, {maxLength: 4}), program,
}).map(({takenAt, servers, outgoingServers, identities, program: whole}) => {
  const accounts = servers.map((entry, i) => ({id: ids[i]!, type: entry.type, name: 'A', error: undefined}) as Account);
  const isOurs = (id: string) => accounts.some(account => account.id === id);
  return {
    takenAt, thunderbird: whole.version, accounts, program: whole,
    incomingServers: servers.map((entry, i) => ({...entry, key: `server${i + 1}`, accountIds: [ids[i]!], location: locate(entry.hostname, entry.port)}) as IncomingServer),
    outgoingServers: outgoingServers.map((entry, i) => ({...entry, key: `smtp${i + 1}`, accountIds: entry.accountIds.filter(isOurs), location: locate(entry.hostname)}) as OutgoingServer),
    identities: identities.map((entry, i) => {
      const accountIds = entry.accountIds.filter(isOurs);
      return {...entry, key: `id${i + 1}`, accountIds, accountTypes: accountIds.map(id => accounts.find(account => account.id === id)!.type)} as Identity;
    }),
  };
});

const days = fc.option(fc.integer({min: 1, max: 3650}), {nil: undefined});

/** What an administrator may ask of rules. */
const policies: fc.Arbitrary<Policy> = fc.record({
  rules: fc.dictionary(fc.constantFrom(...rules.map(({id}) => id)), fc.constantFrom('off', 'advice', 'warning', 'critical'), {maxKeys: 12}),
  pop: fc.record({minDays: days, maxDays: days}), backup: fc.record({maxDays: days}), copies: field<NonNullable<Policy['copies']>>('required', 'forbidden'),
}).map(settings => ({...unmanaged(), ...settings}));

const judge = (snapshot: Snapshot): Report => audit(snapshot, rules, {rules: {}});
const nameOf = ({rule, subject, subjectId}: {rule: string; subject: string; subjectId: string}) => `${rule} ${subject} ${subjectId}`;

/** All that a report says, in no order. */
function verdicts({findings, passed}: Report): string[] {
  return [
    ...findings.map(finding => JSON.stringify([nameOf(finding), finding.outcome, finding.severity, finding.data])), ...passed.map(nameOf),
  ].sort();
}

it('every snapshot gives a valid report, and stays as it was', () => {
  fc.assert(fc.property(snapshots, snapshot => {
    const before = structuredClone(snapshot);
    const report = judge(snapshot);
    expect(isReport(JSON.parse(JSON.stringify(report))), JSON.stringify(isReport.errors)).toBe(true);
    expect(snapshot).toEqual(before);
  }), runs);
});

/** What reading promises of every part; all else may be anything. */
const certain = ['key', 'id', 'type', 'accountIds', 'accountTypes', 'locked'];
const junk = fc.oneof(fc.anything({withNullPrototype: true, withDate: true, withBigInt: true, withMap: true}), fc.constantFrom(NaN, -0, 1e308, '__proto__', 'constructor'));

it('a value of another kind, in whatever field, gives a valid report as well', () => {
  fc.assert(fc.property(snapshots, fc.array(fc.tuple(fc.nat(), fc.nat(), junk), {minLength: 1, maxLength: 8}), (snapshot, breaks) => {
    const broken = structuredClone(snapshot);
    const {accounts, incomingServers, outgoingServers, identities} = broken;
    const parts: object[] = [broken.program, ...accounts, ...incomingServers, ...outgoingServers, ...identities];
    for (const [at, which, value] of breaks) {
      const part = parts[at % parts.length]!;
      const fields = Object.keys(part).filter(name => !certain.includes(name));
      Object.assign(part, {[fields[which % fields.length]!]: value});
    }
    const before = structuredClone(broken);
    const report = judge(broken);
    expect(isReport(JSON.parse(JSON.stringify(report))), JSON.stringify(isReport.errors)).toBe(true);
    expect(broken).toEqual(before);
  }), {numRuns: 2000});
});

it('no rule breaks', () => {
  fc.assert(fc.property(snapshots, snapshot => {
    vi.mocked(console.error).mockClear();
    judge(snapshot);
    expect(vi.mocked(console.error).mock.calls.map(call => call.map(String).join(' '))).toEqual([]);
  }), runs);
});

it('whatever an administrator asks for, no rule breaks, and the report is as asked', () => {
  fc.assert(fc.property(snapshots, policies, (snapshot, policy) => {
    vi.mocked(console.error).mockClear();
    const report = audit(snapshot, rules, policy);
    expect(vi.mocked(console.error).mock.calls.map(call => call.map(String).join(' '))).toEqual([]);
    expect(isReport(JSON.parse(JSON.stringify(report))), JSON.stringify(isReport.errors)).toBe(true);
    const {findings, passed} = report;
    expect([...findings, ...passed].filter(({rule}) => policy.rules[rule] === 'off')).toEqual([]);
    expect(findings.filter(({rule, severity}) => (policy.rules[rule] ?? severity) !== severity)).toEqual([]);
  }), runs);
});

/** Of what fails of one subject, or where none is named of all, nothing may pass with less. */
function expectNonePasses(snapshot: Snapshot, less: Snapshot, name: string, key?: string): void {
  const isMeant = ({subjectId}: {subjectId: string}) => key === undefined || subjectId === key;
  const failed = new Set(judge(snapshot).findings.filter(finding => finding.outcome === 'fail' && isMeant(finding)).map(nameOf));
  expect(judge(less).passed.map(nameOf).filter(verdict => failed.has(verdict)), `without ${name}`).toEqual([]);
}

describe('what fails never passes when less is read', () => {
  const always = ['key', 'id', 'type', 'accountIds', 'accountTypes', 'locked', 'location', 'version', 'use'];
  const kinds = ['incomingServers', 'outgoingServers', 'identities'] as const;

  /** A part without one of its fields, and which. */
  function without<T extends object>(part: T, which: number): [less: T, name: string] {
    const fields = Object.keys(part).filter(name => !always.includes(name));
    const name = fields[which % fields.length]!;
    return [{...part, [name]: undefined, ...name === 'hostname' && {location: undefined}}, name];
  }

  it('of a server or an identity', () => {
    fc.assert(fc.property(snapshots, fc.constantFrom(...kinds), fc.nat(), fc.nat(), (snapshot, kind, at, which) => {
      const list: {key: string}[] = snapshot[kind];
      if (!list.length) return;
      const subject = list[at % list.length]!;
      const [less, name] = without(subject, which);
      expectNonePasses(snapshot, {...snapshot, [kind]: list.map(entry => entry === subject ? less : entry)}, name, subject.key);
    }), {numRuns: 2000});
  });
  it('of Thunderbird as a whole, which other parts are judged by too', () => {
    fc.assert(fc.property(snapshots, fc.nat(), (snapshot, which) => {
      const [less, name] = without(snapshot.program, which);
      expectNonePasses(snapshot, {...snapshot, program: less}, name);
    }), {numRuns: 600});
  });
  it('of a folder', () => {
    fc.assert(fc.property(snapshots, fc.nat(), fc.nat(), fc.nat(), (snapshot, at, which, lost) => {
      const withFolders = snapshot.incomingServers.filter(({folders}) => folders?.length);
      if (!withFolders.length) return;
      const owner = withFolders[at % withFolders.length]!;
      const one = owner.folders![which % owner.folders!.length]!;
      const [less, name] = without(one, lost);
      const folders = owner.folders!.map(entry => entry === one ? less : entry);
      const incomingServers = snapshot.incomingServers.map(entry => entry === owner ? {...owner, folders} : entry);
      expectNonePasses(snapshot, {...snapshot, incomingServers}, name, owner.key);
    }), {numRuns: 600});
  });
});

const inAnyOrder = <T>(list: T[]) => fc.shuffledSubarray(list, {minLength: list.length, maxLength: list.length});

it('the order of accounts changes no verdict', () => {
  const turned = snapshots.chain(snapshot => fc.record({
    snapshot: fc.constant(snapshot), accounts: inAnyOrder(snapshot.accounts), incomingServers: inAnyOrder(snapshot.incomingServers),
  }));
  fc.assert(fc.property(turned, ({snapshot, ...order}) => {
    expect(verdicts(judge({...snapshot, ...order}))).toEqual(verdicts(judge(snapshot)));
  }), runs);
});
