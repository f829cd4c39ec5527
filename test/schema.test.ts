/** docs/report.schema.json describes the report as it is: what the audit and the page write is valid, and little else. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Ajv2020} from 'ajv/dist/2020.js';
import ts from 'typescript';
import {describe, expect, it} from 'vitest';
import {type Judging, audit} from '../src/audit.ts';
import {reportAsJson} from '../src/explain/help-desk.ts';
import {unmanaged} from '../src/policy.ts';
import {snapshotOf} from '../src/read.ts';
import {rules} from '../src/rules/index.ts';
import type {Snapshot} from '../src/snapshot.ts';
import {
  account, exchangeSnapshot, identity, incomingServer, jane, notReadOutgoingServer, outgoingServer, popServer, popSnapshot, snapshot,
} from './helpers/make.ts';
import type {Report} from '../src/report.ts';

const root = join(import.meta.dirname, '..');
const schema = JSON.parse(readFileSync(join(root, 'docs/report.schema.json'), 'utf8'));
const validate = new Ajv2020({strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true}).compile(schema);

/** What is wrong with a report, by where it is. */
function errorsOf(report: unknown): string[] {
  // As a reader gets it: JSON has no undefined.
  validate(JSON.parse(JSON.stringify(report)));
  return (validate.errors ?? []).map(({instancePath, message}) => `${instancePath} ${message}`);
}

const reportOf = (taken: Snapshot) => audit(taken, rules, {rules: {}});

const failing = snapshot({
  accounts: [account(), account({id: 'account2', type: 'pop3'}), account({id: 'account3', type: 'unknown', error: 'it has no server'})],
  incomingServers: [
    incomingServer({socketType: 'plain', port: 993, autoSyncMaxAgeDays: 30, limitOfflineMessageSize: true}),
    popServer({key: 'server2', accountIds: ['account2'], leaveMessagesOnServer: false}),
    incomingServer({key: '', type: 'unknown', accountIds: ['account3']}),
  ],
  outgoingServers: [outgoingServer({socketType: 'plain', port: 25, accountIds: ['account1', 'account2']}), notReadOutgoingServer()],
  identities: [identity({outgoingServerKey: ''}), identity({key: 'id2', accountIds: ['account2'], accountTypes: ['pop3'], sentFolder: 'account'})],
});
const types = ['imap', 'pop3', 'ews', 'graph', 'local', 'rss', 'nntp', 'im', 'unknown'] as const;

/** What only a report handed over to an administrator says of itself. */
const handedOver = ['profile', 'label', 'addon'];

const waivedReport = () => audit(failing, rules, {
  rules: {}, waivers: [{rule: 'incoming-plaintext', account: '*@example.com', reason: 'a copier', until: '2026-12-31'}],
});
const outcomesOf = (report: Report) => new Set(report.findings.map(({outcome}) => outcome));

const expecting: Judging = {
  rules: {}, copies: 'forbidden', servers: {'example.com': {
    imap: [{hostname: 'mail.example.com'}], login: 'address', preferred: 'imap', retired: [{hostname: 'pop.example.com', successor: 'mail.example.com'}],
  }},
};

const valid: Record<string, Snapshot> = {
  'a healthy IMAP account': snapshot(),
  'a healthy POP account': popSnapshot(),
  'a healthy Exchange account': exchangeSnapshot(),
  'no account': snapshot({accounts: [], incomingServers: [], outgoingServers: [], identities: []}),
  'much that fails': failing,
  'every type of account': snapshot({accounts: types.map((type, i) => account({id: `account${i + 1}`, type}))}),
  'nothing read': snapshotOf([{id: 'account1', type: 'imap', name: jane.name, identities: [{id: 'id1', email: jane.email}]}], undefined, {version: '140.12.0', buildDate: '2026-06-12', lastBackup: ''}, new Date()),
  'a version with letters': snapshot({thunderbird: '154.0a1'}),
};

describe('the report', () => {
  it.each(Object.entries(valid))('of %s is valid', (_, taken) => {
    expect(errorsOf(reportOf(taken))).toEqual([]);
  });
  it('that has every outcome is valid', () => {
    expect(outcomesOf(reportOf(failing))).toEqual(new Set(['fail', 'unknown']));
    expect(outcomesOf(waivedReport())).toEqual(new Set(['fail', 'unknown', 'waived']));
    expect(errorsOf(waivedReport())).toEqual([]);
  });
  it('of what is not as an administrator expects is valid', () => {
    const report = audit(failing, rules, expecting);
    const {data} = report.findings.find(({rule}) => rule === 'server-not-as-expected')!;
    expect(data).toMatchObject({expected: ['hostname=mail.example.com']});
    expect(new Set(report.findings.map(({rule}) => rule))).toEqual(new Set([
      ...reportOf(failing).findings.map(({rule}) => rule).filter(id => !id.startsWith('local-copies')),
      'server-not-as-expected', 'login-name-not-as-expected', 'pop-where-imap-is-preferred', 'retired-server', 'local-copies-forbidden',
    ]));
    expect(errorsOf(report)).toEqual([]);
  });
  it('handed over to an administrator is valid', () => {
    expect(errorsOf({...reportOf(failing), profile: crypto.randomUUID(), label: 'room 12, pc-07', addon: '0.1.0'})).toEqual([]);
    expect(errorsOf({...waivedReport(), profile: crypto.randomUUID(), label: '', addon: '1.0'})).toEqual([]);
  });
  it('of Thunderbird itself is valid: it belongs to no account', () => {
    const verdict = {rule: 'some-rule', subject: 'thunderbird', subjectId: '', accountIds: []};
    expect(errorsOf({...reportOf(snapshot()), passed: [verdict], findings: [{...verdict, severity: 'advice', outcome: 'fail', data: {}}]})).toEqual([]);
  });
  it('the page exports is valid, without names and with them', () => {
    const audited = {snapshot: failing, report: reportOf(failing), policy: unmanaged(), setAside: []};
    const [redacted, named] = [false, true].map(withNames => reportAsJson(audited, withNames));
    expect([errorsOf(JSON.parse(redacted!)), errorsOf(JSON.parse(named!))]).toEqual([[], []]);
    for (const word of Object.values(jane)) expect(redacted).not.toContain(word);
    expect(JSON.parse(named!).accounts[0].names).toEqual({account: jane.name, addresses: [jane.email]});
  });
});

/** A valid report, changed by a path such as `findings.0.severity`; the value `undefined` takes it away. */
function changed(path: string, value: unknown, of = reportOf(failing)): unknown {
  const report = JSON.parse(JSON.stringify(of));
  const steps = path.split('.');
  const last = steps.pop()!;
  const parent = steps.reduce((at, step) => at[step], report);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return report;
}

const wrong: [path: string, value: unknown][] = [
  ...['schemaVersion', 'thunderbird', 'takenAt', 'accounts', 'findings', 'passed', 'rules'].map((path): [string, unknown] => [path, undefined]),
  ...['id', 'type', 'judged', 'readable'].map((path): [string, unknown] => [`accounts.0.${path}`, undefined]),
  ...['rule', 'subject', 'subjectId', 'accountIds', 'severity', 'outcome', 'data'].map((path): [string, unknown] => [`findings.0.${path}`, undefined]),
  ...['rule', 'subject', 'subjectId', 'accountIds'].map((path): [string, unknown] => [`passed.0.${path}`, undefined]),
  ['schemaVersion', 2],
  ['schemaVersion', '1'],
  ['thunderbird', ''],
  ['takenAt', '21/11/2026'],
  ['takenAt', '2026-11-21T08:00:00+01:00'],
  ['more', true],
  ['accounts.0.name', 'Jane Roe'],
  ['accounts.0.names', 'Jane Roe'],
  ['accounts.0.names', {account: 'Jane Roe'}],
  ['accounts.0.names', {account: 'Jane Roe', addresses: [], username: 'jroe'}],
  ['accounts.0.type', 'jmap'],
  ['accounts.0.id', ''],
  ['accounts.0.judged', 1],
  ['findings.0.more', 1],
  ['findings.0.rule', 'Incoming_Plaintext'],
  ['findings.0.subject', 'server'],
  ['findings.0.severity', 'high'],
  ['findings.0.severity', 'off'],
  ['findings.0.outcome', 'pass'],
  ['findings.0.outcome', 'notApplicable'],
  ['findings.0.outcome', 'unknown'],
  ['findings.0.outcome', 'waived'],
  ['findings.0.waiver', {by: 'administrator', reason: 'a copier', until: '2027-06-30'}],
  ['profile', 'Jane'],
  ['profile', '3f2b8c1-9d4a-4e6f-8a7b-0c1d2e3f4a5b'],
  ['profile', '3F2B8C1E9D4A4E6F8A7B0C1D2E3F4A5B'],
  ['label', 1],
  ['addon', 'latest'],
  ['addon', ''],
  ['computer', 'pc-07'],
  ['findings.0.accountIds', 'account1'],
  ['findings.0.accountIds', ['account1', 'account1']],
  ['findings.0.data', []],
  ['findings.0.data', {hostname: null}],
  ['findings.0.data', {expected: [1]}],
  ['findings.0.data', {expected: [['a']]}],
  ['findings.0.data', {expected: {hostname: 'a'}}],
  ['findings.0.data', {notRead: []}],
  ['passed.0.severity', 'critical'],
  ['rules', ['a', 'a']],
  ['rules', [1]],
];

const wrongWaivers: [path: string, value: unknown][] = [
  ['outcome', 'fail'], ['outcome', 'unknown'], ['data', {notRead: []}],
  ['waiver', undefined], ['waiver', null], ['waiver', 'a copier'], ['waiver.more', 1],
  ['waiver.by', undefined], ['waiver.reason', undefined], ['waiver.until', undefined],
  ['waiver.by', 'somebody'], ['waiver.by', 'user'], ['waiver.reason', ''], ['waiver.until', '30/06/2027'], ['waiver.until', '2027-13-01'], ['waiver.until', '2027-06-30T00:00:00Z'],
];

describe('not valid', () => {
  it.each(wrong)('%s: %j', (path, value) => {
    expect(errorsOf(changed(path, value)).length).toBeGreaterThan(0);
  });
  it('what does not name what was not read', () => {
    const unknown = reportOf(failing).findings.findIndex(({outcome}) => outcome === 'unknown');
    expect(errorsOf(changed(`findings.${unknown}.data`, {}))).toEqual([expect.stringContaining('notRead'), expect.stringContaining('then')]);
  });
  it.each(wrongWaivers)('%s: %j, where it is waived', (path, value) => {
    const at = waivedReport().findings.findIndex(({outcome}) => outcome === 'waived');
    expect(errorsOf(changed(`findings.${at}.${path}`, value, waivedReport())).length).toBeGreaterThan(0);
  });
  it.each([null, [], 'report', 1])('%j', value => expect(errorsOf(value).length).toBeGreaterThan(0));
});

describe('the schema', () => {
  it('describes every field', () => {
    expect(undescribed(schema, '')).toEqual([]);
  });
  it('has the fields, and the words, of the types', () => {
    const source = ts.createSourceFile('report.ts', readFileSync(join(root, 'src/report.ts'), 'utf8'), ts.ScriptTarget.Latest, true);
    const members = (name: string) => source.statements.filter(ts.isInterfaceDeclaration).find(({name: {text}}) => text === name)!
      .members.map(member => member.name!.getText()).sort();
    expect(Object.keys(schema.properties).sort()).toEqual([...members('Report'), ...handedOver].sort());
    expect(schema.required.filter((name: string) => handedOver.includes(name))).toEqual([]);
    expect(Object.keys(schema.$defs.waiver.properties).sort()).toEqual(members('Accepted'));
    expect(Object.keys(schema.$defs.verdict.properties).sort()).toEqual(members('JudgedSubject'));
    expect(Object.keys(schema.$defs.finding.properties).sort()).toEqual([...members('JudgedSubject'), ...members('Finding')].sort());
    expect(schema.$defs.account.properties.type.enum).toEqual(types);
  });
  it('lets nothing in that it does not describe', () => {
    const open = Object.entries<any>({report: schema, ...schema.$defs}).filter(([, {type, additionalProperties}]) => type === 'object' && additionalProperties !== false);
    expect(open.map(([name]) => name)).toEqual([]);
  });
});

/** The places of fields without a description; a reference is described where it points. */
function undescribed(part: any, place: string): string[] {
  const fields = Object.entries<any>({...part.properties, ...part.$defs});
  const lists = part.items ? [['items', part.items] as [string, any]] : [];
  return [...fields, ...lists].flatMap(([name, field]) => [
    ...field.description || field.$ref ? [] : [`${place}/${name}`], ...undescribed(field, `${place}/${name}`),
  ]);
}
