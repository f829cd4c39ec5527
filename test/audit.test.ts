import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {audit} from '../src/audit.ts';
import {type AnyRule, type Severity, harms, rule} from '../src/rule.ts';
import {rules} from '../src/rules/index.ts';
import type {AccountType, Snapshot} from '../src/snapshot.ts';
import {
  account, identity, incomingServer, jane, notReadOutgoingServer, outgoingServer, popServer, snapshot,
} from './helpers/make.ts';
import {type Finding, type Report, inOrderOfHarm, isChecked, needsAttention} from '../src/report.ts';

const noPolicy = {rules: {}};

/** A rule that fails for every incoming server. */
function failing(id: string, severity: Severity = 'warning', own?: Severity): AnyRule {
  return rule({
    id, subjects: ['incomingServer'], severity, harm: 'other', questions: ['who'], topic: 'encryption', setting: 'hostname',
    steps: {otherwise: ['press-ok']}, since: '0.1.0', reference: {name: 'none', url: 'https://example.com'}, appliesTo: () => true, needs: [],
    check: () => own ? {severity: own} : {},
  });
}

function breakIn(part: 'appliesTo' | 'check'): AnyRule {
  return {...failing('broken'), [part]: () => { throw new Error('oops'); }};
}

/** What is said of the healthy server by a rule that fails for it, but for these differences. */
function judge(differences: Partial<AnyRule>): Report {
  return audit(snapshot(), [{...failing('one'), ...differences}], noPolicy);
}

function plaintextOf(differences: Partial<Snapshot>): Finding[] {
  return audit(snapshot(differences), rules, noPolicy).findings.filter(({rule: id}) => id === 'outgoing-plaintext');
}

function finding(outcome: Finding['outcome'], severity: Severity): Finding {
  return {rule: 'one', subject: 'account', subjectId: '', accountIds: [], outcome, severity, data: {}};
}

describe('a rule that throws', () => {
  beforeEach(() => { vi.spyOn(console, 'error').mockImplementation(() => {}); });
  afterEach(() => { vi.restoreAllMocks(); });

  it.each(['appliesTo', 'check'] as const)('in %s is one unknown line, and the others go on', part => {
    const report = audit(snapshot(), [breakIn(part), failing('other')], noPolicy);
    expect(report.findings.map(({rule: id, outcome, data}) => ({id, outcome, data}))).toEqual([
      {id: 'other', outcome: 'fail', data: {}},
      {id: 'broken', outcome: 'unknown', data: {notRead: []}},
    ]);
    expect(report.passed).toEqual([]);
    expect(console.error).toHaveBeenCalledWith('Rule broken broke:', expect.objectContaining({message: 'oops'}));
  });
});

describe('the outcome', () => {
  it('is nothing at all where the rule does not apply', () => {
    const report = judge({appliesTo: () => false});
    expect([report.findings, report.passed]).toEqual([[], []]);
    expect(report.rules).toEqual(['one']);
  });
  it('is unknown, never pass, where that cannot be decided', () => {
    expect(judge({appliesTo: () => undefined, check: () => undefined}).findings).toMatchObject([{outcome: 'unknown'}]);
  });
  it('is unknown where a needed field was not read, and names it', () => {
    const report = judge({needs: ['hostname', 'leaveMessagesOnServer'], check: () => undefined});
    expect(report.findings).toMatchObject([{outcome: 'unknown', data: {notRead: ['leaveMessagesOnServer']}}]);
    expect(report.passed).toEqual([]);
  });
  it('is pass where nothing is wrong', () => {
    expect(judge({check: () => undefined}).passed)
      .toEqual([{rule: 'one', subject: 'incomingServer', subjectId: 'server1', accountIds: ['account1']}]);
  });
  it('takes a value that is false, 0 or empty as read', () => {
    const server = incomingServer({offlineDownload: false, autoSyncMaxAgeDays: 0, hostname: ''});
    const needs = ['offlineDownload', 'autoSyncMaxAgeDays', 'hostname'];
    expect(audit(snapshot({incomingServers: [server]}), [{...failing('one'), needs}], noPolicy).findings).toMatchObject([{outcome: 'fail'}]);
  });
});

describe('the policy', () => {
  it('switches a rule off: it is in no part of the report', () => {
    const report = audit(snapshot(), [failing('one'), failing('two')], {rules: {one: 'off'}});
    expect(report.rules).toEqual(['two']);
    expect(report.findings.map(({rule: id}) => id)).toEqual(['two']);
  });
  it.each<[set: Severity | undefined, own: Severity | undefined, expected: Severity]>([
    [undefined, undefined, 'warning'],
    [undefined, 'critical', 'critical'],
    ['advice', undefined, 'advice'],
    ['critical', undefined, 'critical'],
    ['advice', 'critical', 'advice'],
    ['critical', 'advice', 'critical'],
  ])('set to %s, the problem\'s own severity %s: %s', (set, own, expected) => {
    const report = audit(snapshot(), [failing('one', 'warning', own)], {rules: set ? {one: set} : {}});
    expect(report.findings.map(({severity}) => severity)).toEqual([expected]);
  });
  it('sets the severity of what could not be checked too', () => {
    const unknown = {...failing('one'), appliesTo: () => undefined};
    expect(audit(snapshot(), [unknown], {rules: {one: 'critical'}}).findings).toMatchObject([{outcome: 'unknown', severity: 'critical'}]);
  });
});

describe('accounts', () => {
  const others: AccountType[] = ['local', 'rss', 'nntp', 'im', 'unknown'];

  it.each(others)('of type %s are listed and not judged', type => {
    const error = type === 'unknown' ? 'it has no server' : undefined;
    const plain = {socketType: 'plain'} as const;
    const report = audit(snapshot({
      accounts: [account({type, error})],
      incomingServers: [incomingServer({...plain, type})],
      outgoingServers: [],
      identities: [identity({accountTypes: [type], outgoingServerKey: ''})],
    }), rules, noPolicy);
    expect(report.accounts).toEqual([{id: 'account1', type, judged: false, readable: type !== 'unknown'}]);
    const about = [...report.findings, ...report.passed].filter(({accountIds}) => accountIds.length).map(({rule: id}) => id);
    // Local Folders are no account that is judged, but what is kept there is.
    const expected = rules.filter(({subjects}) => type === 'local' && subjects.includes('localFolders')).map(({id}) => id);
    expect(expected).toEqual(expect.arrayContaining(about));
    expect(about.length > 0).toBe(type === 'local');
  });
  it('that cannot be read leave the others as they are', () => {
    const healthy = audit(snapshot(), rules, noPolicy);
    const report = audit(snapshot({
      accounts: [account(), account({id: 'account2', type: 'unknown', error: 'it has no server'})],
      incomingServers: [incomingServer(), incomingServer({key: '', type: 'unknown', accountIds: ['account2'], hostname: undefined})],
    }), rules, noPolicy);
    expect({...report, accounts: []}).toEqual({...healthy, accounts: []});
    expect(report.accounts[1]).toEqual({id: 'account2', type: 'unknown', judged: false, readable: false});
  });
  it('may be none at all', () => {
    const report = audit(snapshot({accounts: [], incomingServers: [], outgoingServers: [], identities: []}), rules, noPolicy);
    expect(report).toMatchObject({accounts: [], findings: [], passed: []});
    expect(report.rules).toEqual(rules.map(({id}) => id));
  });
});

describe('an outgoing server', () => {
  const two = {accounts: [account(), account({id: 'account2', type: 'pop3'})], incomingServers: [incomingServer(), popServer({key: 'server2', accountIds: ['account2']})]};
  const plain = {socketType: 'plain', port: 587} as const;

  it('is judged once, with every account that uses it', () => {
    expect(plaintextOf({...two, outgoingServers: [outgoingServer({...plain, accountIds: ['account1', 'account2']})]}))
      .toMatchObject([{subjectId: 'smtp1', accountIds: ['account1', 'account2']}]);
  });
  it('that nobody uses gets no finding', () => {
    expect(plaintextOf({...two, outgoingServers: [outgoingServer({...plain, accountIds: []})]})).toEqual([]);
  });
  it('is not called unused while an identity may send with it', () => {
    const unused = outgoingServer({key: 'smtp2', accountIds: [], socketType: 'plain'});
    const found = (outgoingServerKey: string | undefined) => audit(
      snapshot({outgoingServers: [outgoingServer(), unused], identities: [identity({outgoingServerKey})]}), rules, noPolicy,
    ).findings.some(({rule: id}) => id === 'outgoing-unused-plaintext');
    // Its own server; this one, of an account that is not judged; not read.
    expect(['smtp1', 'smtp2', undefined].map(found)).toEqual([true, false, false]);
  });
  it('that could not be read is unknown for its account, with no key', () => {
    const {findings} = audit(snapshot({outgoingServers: [notReadOutgoingServer()]}), rules, noPolicy);
    // These have nothing to say where nobody expects or locks anything.
    const expecting = ['locked-insecure-setting', 'login-name-not-as-expected', 'retired-server', 'server-not-as-expected'];
    const outgoing = rules.filter(({id, subjects}) => subjects.includes('outgoingServer') && !expecting.includes(id)).map(({id}) => id);
    expect(findings.filter(({subject}) => subject === 'outgoingServer').map(({rule: id, outcome, subjectId}) => ({id, outcome, subjectId})))
      .toEqual(outgoing.map(id => ({id, outcome: 'unknown', subjectId: ''})).sort((a, b) => placeOf(a.id) - placeOf(b.id)));
  });
});

const severities: Severity[] = ['critical', 'warning', 'advice'];

/** Its place in the order of severity, then of harm. */
function placeOf(id: string): number {
  const {severity, harm} = rules.find(candidate => candidate.id === id)!;
  return severities.indexOf(severity) * harms.length + harms.indexOf(harm);
}

describe('the order of findings', () => {
  it('is failures first, then by severity, then as the rules are listed', () => {
    const unknown = (id: string, severity: Severity) => ({...failing(id, severity), appliesTo: () => undefined});
    const report = audit(snapshot(), [
      unknown('u1', 'critical'), failing('a1', 'advice'), failing('w1', 'warning'), failing('c1', 'critical'), failing('w2', 'warning'),
      unknown('u2', 'advice'),
    ], noPolicy);
    expect(report.findings.map(({rule: id}) => id)).toEqual(['c1', 'w1', 'w2', 'a1', 'u1', 'u2']);
  });
  it('is within one severity by what is at stake', () => {
    const shuffled = ([['other', 'critical'], ['onlyCopy', 'warning'], ['other', 'warning'], ['mailExposed', 'warning'], ['passwordExposed', 'advice'], ['mailDestroyed', 'warning'], ['passwordExposed', 'warning']] as const)
      .map(([harm, severity]) => ({...failing(`${severity} ${harm}`, severity), harm}));
    expect(audit(snapshot(), shuffled, noPolicy).findings.map(({rule: id}) => id)).toEqual([
      'critical other', 'warning passwordExposed', 'warning mailDestroyed', 'warning mailExposed', 'warning onlyCopy', 'warning other', 'advice passwordExposed',
    ]);
    expect(harms).toEqual(['passwordExposed', 'mailDestroyed', 'mailExposed', 'onlyCopy', 'other']);
  });
  it('is that of worstFirst', () => {
    const order = inOrderOfHarm([failing('one')]);
    expect(order(finding('unknown', 'critical'), finding('fail', 'advice'))).toBeGreaterThan(0);
    expect(order(finding('fail', 'critical'), finding('fail', 'warning'))).toBeLessThan(0);
    expect(order(finding('fail', 'advice'), finding('fail', 'advice'))).toBe(0);
  });
});

it.each<[outcome: Finding['outcome'], severity: Severity, needs: boolean]>([
  ['fail', 'critical', true], ['fail', 'warning', true], ['fail', 'advice', false],
  ['unknown', 'critical', false], ['unknown', 'warning', false], ['waived', 'critical', false],
])('%s, %s needs attention: %s', (outcome, severity, needs) => {
  expect(needsAttention(finding(outcome, severity))).toBe(needs);
});

/** A report of an account and Local Folders, with these findings alone. */
function reportWith(...findings: Finding[]): Report {
  return {...audit(snapshot({accounts: [account(), account({id: 'account9', type: 'local'})]}), [], noPolicy), findings};
}

function findingOf(outcome: Finding['outcome'], ...accountIds: string[]): Finding {
  return {...finding(outcome, 'warning'), accountIds};
}

describe('anything is checked', () => {
  it('where a failure, or what was accepted, is of an account that is judged', () => {
    expect([isChecked(reportWith(findingOf('fail', 'account1'))), isChecked(reportWith(findingOf('waived', 'account9', 'account1')))]).toEqual([true, true]);
  });
  it('not where it is of Local Folders, of no account, or was not read', () => {
    expect(isChecked(reportWith(findingOf('fail', 'account9'), findingOf('fail'), findingOf('unknown', 'account1')))).toBe(false);
  });
});

describe('the report', () => {
  it('says when, and of which Thunderbird', () => {
    expect(audit(snapshot(), [], noPolicy)).toEqual({
      schemaVersion: 1, thunderbird: '153.7.0', takenAt: '2026-11-21T08:00:00.000Z',
      accounts: [{id: 'account1', type: 'imap', judged: true, readable: true}], findings: [], passed: [], rules: [],
    });
  });
  it('holds no name, user name or address, whatever fails', () => {
    const report = audit(snapshot({
      accounts: [account(), account({id: 'account2', type: 'pop3', name: jane.email})],
      incomingServers: [
        incomingServer({socketType: 'plain', port: 993, autoSyncMaxAgeDays: 30, limitOfflineMessageSize: true}),
        popServer({key: 'server2', accountIds: ['account2'], username: jane.email, leaveMessagesOnServer: false}),
      ],
      outgoingServers: [outgoingServer({socketType: 'plain', port: 25, username: jane.email})],
      identities: [identity({outgoingServerKey: ''}), identity({key: 'id2', accountIds: ['account2'], accountTypes: ['pop3'], sentFolder: 'account'})],
    }), rules, noPolicy);
    expect(report.findings.length).toBeGreaterThan(8);
    for (const word of Object.values(jane)) expect(JSON.stringify(report)).not.toContain(word);
  });
  it('is the same for the same snapshot', () => {
    expect(audit(snapshot(), rules, noPolicy)).toEqual(audit(structuredClone(snapshot()), rules, noPolicy));
  });
});
