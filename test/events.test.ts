/** What goes to an administrator is CloudEvents 1.0, flat, a line each, and without anybody's name. */
import {describe, expect, it} from 'vitest';
import {type Judging, audit} from '../src/audit.ts';
import {type FindingEvent, type Origin, type ReportEvent, eventsOf, toLines} from '../src/events.ts';
import {rules} from '../src/rules/index.ts';
import type {Snapshot} from '../src/snapshot.ts';
import {type Parsed, faultsOf} from './helpers/cloud-events.ts';
import {
  account, exchangeSnapshot, exchangeServer, folder, identity, incomingServer, jane, notReadOutgoingServer, outgoingServer, popServer, popSnapshot, program, snapshot,
} from './helpers/make.ts';
import type {Finding, Report} from '../src/report.ts';

const id = '7d3c1f0e-2b64-4c55-9a0e-0123456789ab';
const origin: Origin = {profile: '00000000-0000-4000-8000-000000000001', label: 'Room 1, pc-17', addon: '0.1.0'};

const {name, email} = jane;

function incoming(i: number, differences: Parameters<typeof incomingServer>[0]) {
  return incomingServer({key: `server${i}`, accountIds: [`account${i}`], ...differences});
}

function pop(i: number, differences: Parameters<typeof popServer>[0]) {
  return popServer({key: `server${i}`, accountIds: [`account${i}`], username: email, ...differences});
}

const types = ['imap', 'imap', 'imap', 'imap', 'pop3', 'pop3', 'pop3', 'ews', 'unknown', 'local'] as const;

/** Everything that can be wrong at once, and something that could not be read. */
const bad = snapshot({
  accounts: types.map((type, i) =>
    account({id: `account${i + 1}`, type, name: i % 2 ? name : email, error: type === 'unknown' ? `it failed for ${email}` : undefined})),
  incomingServers: [
    incoming(1, {socketType: 'plain', port: 993, autoSyncMaxAgeDays: 30, limitOfflineMessageSize: true}),
    incoming(2, {socketType: 'optionalSTARTTLS', port: 143, offlineDownload: false, username: undefined}),
    incoming(3, {hostname: '192.168.1.9', location: 'localNetwork', socketType: 'plain', port: 143}),
    incoming(4, {hostname: 'old.example.com', socketType: 'STARTTLS', port: 143}),
    // Mailboxes that no other account reads.
    pop(5, {username: 'five', leaveMessagesOnServer: false}),
    pop(6, {username: 'six', numDaysToLeaveOnServer: 3}),
    pop(7, {username: 'seven', deleteByAgeFromServer: false}),
    exchangeServer({key: 'server8', accountIds: ['account8'], exchangeScheme: 'http', port: 80}),
    incoming(9, {key: '', type: 'unknown'}),
    incoming(10, {type: 'local'}),
  ],
  outgoingServers: [
    outgoingServer({socketType: 'plain', port: 25, username: email}),
    outgoingServer({key: 'smtp2', accountIds: ['account2'], socketType: 'optionalSTARTTLS', port: 587}),
    outgoingServer({key: 'smtp3', accountIds: ['account3'], hostname: '10.0.0.1', location: 'localNetwork', socketType: 'plain', port: 587}),
    outgoingServer({key: 'smtp4', accountIds: ['account4'], socketType: 'STARTTLS', port: 587}),
    outgoingServer({key: 'smtp5', accountIds: ['account5'], port: 587}),
    {...notReadOutgoingServer(), accountIds: ['account6']},
  ],
  identities: [
    identity({outgoingServerKey: ''}),
    ...types.slice(1).map((type, i) =>
      identity({key: `id${i + 2}`, accountIds: [`account${i + 2}`], accountTypes: [type], sentFolder: 'account', outgoingServerKey: `smtp${i + 2}`})),
  ],
});

/** An organisation to which nothing of that is right, and which accepts one thing as it is. */
const judging: Judging = {
  rules: {},
  servers: {'example.com': {
    imap: [{hostname: 'mail.example.com'}], smtp: [{hostname: 'mail.example.com'}], login: 'address', preferred: 'imap',
    retired: [{hostname: 'old.example.com', successor: 'mail.example.com'}], source: 'https://help.example.com', date: '2026-10-01',
  }},
  pop: {minDays: 7, maxDays: 30},
  waivers: [{rule: 'incoming-plaintext', account: email, reason: 'New server in summer', until: '2027-06-30'}],
};
const badReport = audit(bad, rules, judging);

/** What else can be wrong: deleting, folders, places, ways to log in, and Thunderbird as a whole. */
const worse = snapshot({
  accounts: (['imap', 'imap', 'pop3', 'pop3', 'pop3', 'imap', 'imap'] as const).map((type, i) => account({id: `account${i + 1}`, type})),
  incomingServers: [
    incoming(1, {
      hasCertificateException: true, retainBy: 'age', emptyTrashOnExit: true, deleteModel: 'deleteImmediately', autoSyncOfflineStores: false,
      quota: [{name: 'STORAGE', used: 96, limit: 100}], localPath: '/elsewhere/Mail',
      folders: [folder('inbox', {isOffline: false, retainBy: 'age', expungedBytes: 2_000_000_000})],
    }),
    incoming(2, {socketType: 'plain', port: 143, locked: ['socketType'], authMethod: 'passwordEncrypted', hostname: '203.0.113.7'}),
    pop(3, {username: jane.username, deleteMailLeftOnServer: true, headersOnly: true, limitOfflineMessageSize: true, biffMinutes: 1}),
    pop(4, {retainBy: 'count', numHeadersToKeep: 100, localPath: `/home/${jane.username}/Dropbox/Mail`}),
    pop(5, {authMethod: 'old', localPath: '/run/user/1000/gvfs/smb-share:server=nas,share=mail/Mail', deleteMailLeftOnServer: true, emptyTrashOnExit: true}),
    incoming(6, {hostname: 'outlook.office365.com', loginAtStartUp: false, doBiff: false, purgeSpam: true, moveOnSpam: true, junkServerKey: 'server1'}),
    incoming(7, {hostname: 'server7.invalid', folders: [folder('outbox')], unsentMessages: 2, filters: [{deletes: true, forwardsTo: [`${jane.username}@example.net`]}]}),
  ],
  outgoingServers: [
    outgoingServer({hostname: 'smtp.orange.fr', authMethod: 'none', accountIds: ['account1', 'account2', 'account3']}),
    outgoingServer({key: 'smtp99', accountIds: [], socketType: 'plain', isDefault: false}),
  ],
  identities: [
    identity({email: 'someone@gmail.com', sentFolder: 'thisComputer', bccList: [`${jane.username}@example.net`], replyTo: [`${jane.username}@example.net`]}),
    identity({key: 'id2', accountIds: ['account2'], keepsSentCopies: false}),
    identity({key: 'id3', accountIds: ['account3'], accountTypes: ['pop3']}),
  ],
  program: program({
    version: '128.0', profilePath: `/home/${jane.username}/OneDrive/profile`, minimumTLS: '1.0', hasPrimaryPassword: false, startsOffline: true,
    weakenedSetup: ['mailnews.auto_config_url'], compactsAutomatically: false, lastBackup: '2025-01-01',
  }),
});
const forbidden = audit(bad, rules, {...judging, waivers: [], copies: 'forbidden'});

const reports: Record<string, Report> = {
  'a healthy IMAP account': audit(snapshot(), rules, {rules: {}}),
  'a healthy POP account': audit(popSnapshot(), rules, {rules: {}}),
  'a healthy Exchange account': audit(exchangeSnapshot(), rules, {rules: {}}),
  'no account': audit(snapshot({accounts: [], incomingServers: [], outgoingServers: [], identities: []}), rules, {rules: {}}),
  'everything wrong': badReport,
  'everything wrong, where copies are forbidden': forbidden,
  'what else can be wrong': audit(worse, rules, {rules: {}}),
};

/** As the receiver gets them. */
function sentOf(report: Report, from = origin): Parsed[] {
  const lines = toLines(eventsOf(report, id, from));
  expect(lines === '' || lines.endsWith('\n')).toBe(true);
  return lines.split('\n').slice(0, -1).map(line => JSON.parse(line));
}

it('the check of conformance sees what is wrong', () => {
  const event = sentOf(badReport)[0]!;
  const differences: Parsed[] = [
    {id: ''}, {source: undefined}, {specversion: '1.1'}, {type: 1}, {time: 'today'}, {time: '2026-13-21T08:00:00Z'}, {accountType: 'imap'}, {account_type: 'imap'},
    {abcdefghijklmnopqrstu: ''}, {list: []}, {group: {}}, {none: null}, {number: 1.5}, {number: 2 ** 31}, {text: 'a\nb'}, {text: '\ud800'}, {data: 'x'},
  ];
  expect(differences.filter(difference => !faultsOf({...event, ...difference}).length)).toEqual([]);
});

describe.each(Object.entries(reports))('%s', (_, report) => {
  const events = sentOf(report);

  it('conforms, in every line', () => {
    expect(events.flatMap(faultsOf)).toEqual([]);
  });
  it('is one line for the report and one for each finding, in their order', () => {
    expect(events.map(({type}) => type)).toEqual(['mail-account-audit.report', ...report.findings.map(() => 'mail-account-audit.finding')]);
    expect(events.slice(1).map(({rule, kind, key, outcome, severity}) => ({rule, kind, key, outcome, severity}))).toEqual(
      report.findings.map(({rule, subject, subjectId, outcome, severity}) => ({rule, kind: subject, key: subjectId, outcome, severity})));
  });
  it('has an id of its own in each line, and says whose they are', () => {
    expect(new Set(events.map(event => event['id'])).size).toBe(events.length);
    for (const event of events) expect(event).toMatchObject({...origin, report: id, source: `urn:uuid:${origin.profile}`, time: '2026-11-21T08:00:00Z'});
  });
  it('is the same lines however often it is made', () => {
    expect(toLines(eventsOf(structuredClone(report), id, {...origin}))).toBe(toLines(eventsOf(report, id, origin)));
  });
  it('has the same columns in all lines of a type', () => {
    const columns = new Set(events.map(event => [event['type'], ...Object.keys(event)].join()));
    expect(columns.size).toBe(new Set(events.map(({type}) => type)).size);
  });
  it('changes nothing it is given', () => {
    const before = structuredClone(report);
    eventsOf(report, id, origin);
    expect(report).toEqual(before);
  });
  it('tells no name and no address', () => {
    const lines = toLines(eventsOf(report, id, origin)).toLowerCase();
    for (const word of Object.values(jane)) expect(lines).not.toContain(word.toLowerCase());
    expect(lines).not.toContain('@');
  });
});

describe('these reports', () => {
  const findings = Object.values(reports).flatMap(report => report.findings);

  it('have every outcome and every kind of subject', () => {
    expect(new Set(findings.map(({outcome}) => outcome))).toEqual(new Set(['fail', 'unknown', 'waived']));
    expect(new Set(findings.map(({subject}) => subject))).toEqual(new Set(['incomingServer', 'outgoingServer', 'identity', 'thunderbird']));
  });
  it('are told apart by their id alone', () => {
    const other = toLines(eventsOf(badReport, id.replace('7', '8'), origin));
    expect(other.replaceAll(id.replace('7', '8'), id)).toBe(toLines(eventsOf(badReport, id, origin)));
    expect(other).not.toContain(id);
  });
});

function finding(differences: Partial<Finding> = {}): Finding {
  return {
    rule: 'some-rule', subject: 'incomingServer', subjectId: 'server1', accountIds: ['account1'], severity: 'warning', outcome: 'fail', data: {},
    ...differences,
  };
}

function made(differences: Partial<Report> = {}): Report {
  return {...audit(snapshot(), [], {rules: {}}), ...differences};
}

function reportEvent(report: Report): ReportEvent {
  return eventsOf(report, id, origin)[0] as ReportEvent;
}

function findingEvent(differences: Partial<Finding>, taken: Snapshot = snapshot()): FindingEvent {
  return eventsOf({...audit(taken, [], {rules: {}}), findings: [finding(differences)]}, id, origin)[1] as FindingEvent;
}

describe('the numbers', () => {
  it('are of what fails by severity, and of the rest by outcome', () => {
    const severities = ['critical', 'warning', 'warning', 'advice', 'advice', 'advice'] as const;
    const findings = [
      ...severities.map(severity => finding({severity})),
      ...[1, 2, 3, 4].map(() => finding({severity: 'critical', outcome: 'unknown'})),
      ...[1, 2, 3, 4, 5].map(() => finding({severity: 'critical', outcome: 'waived'})),
    ];
    const passed = [1, 2, 3, 4, 5, 6, 7].map(() => ({rule: 'some-rule', subject: 'identity' as const, subjectId: 'id1', accountIds: []}));
    expect(reportEvent(made({findings, passed}))).toMatchObject({critical: 1, warning: 2, advice: 3, unknown: 4, waived: 5, passed: 7});
  });
  it('tell accounts that are judged from those that could not be read', () => {
    expect(reportEvent(badReport)).toMatchObject({accounts: 8, unreadable: 1, thunderbird: '153.7.0'});
  });
  it('are 0 where there is nothing', () => {
    expect(reportEvent(made({accounts: []})))
      .toMatchObject({accounts: 0, unreadable: 0, critical: 0, warning: 0, advice: 0, unknown: 0, waived: 0, passed: 0});
  });
  it('add up to the lines that follow', () => {
    const {critical, warning, advice, unknown, waived} = reportEvent(badReport);
    expect(critical + warning + advice + unknown + waived).toBe(badReport.findings.length);
    expect(waived).toBe(1);
  });
});

describe('a finding', () => {
  it('names the server where it knows one, and the type of its first account', () => {
    expect(findingEvent({data: {hostname: 'imap.example.com', port: 143}})).toMatchObject({hostname: 'imap.example.com', accounttype: 'imap'});
    expect(findingEvent({data: {days: 30}, accountIds: ['account9']})).toMatchObject({hostname: '', accounttype: ''});
    expect(findingEvent({data: {hostname: ['a']}, accountIds: []})).toMatchObject({hostname: '', accounttype: ''});
  });
  it('says until when it is accepted, and why', () => {
    expect(findingEvent({outcome: 'waived', waiver: {by: 'administrator', reason: 'An archive', until: '2027-06-30'}}))
      .toMatchObject({outcome: 'waived', reason: 'An archive', until: '2027-06-30'});
    expect(findingEvent({})).toMatchObject({until: '', reason: ''});
  });
});

it.each([
  ['2026-11-21T08:00:00.000Z', '2026-11-21T08:00:00Z'], ['2026-02-28T23:59:59.999Z', '2026-02-28T23:59:59Z'], ['2026-11-21T08:00:00Z', '2026-11-21T08:00:00Z'],
])('the time %s goes as %s', (takenAt, time) => {
  expect(reportEvent(made({takenAt})).time).toBe(time);
});

/** What ends a line for somebody: str.splitlines() of Python, \R of a regular expression, a terminal. */
const lineEnds = /[\p{Cc}\u2028\u2029]/u;

it.each([
  'a\nb', 'a\r\nb', 'a"b', 'a\\', 'a\u2028b', 'a\u2029b', 'a\u0085b', 'a\u0000b', 'a\tb', '\ud800', '\udc00a', '\uffff', '</script>', '{"a":1}\n{"b":2}', 'żółć.example', '🙂',
])('the text %j stays in its line, wherever it is', text => {
  const report = made({findings: [
    finding({subjectId: text, data: {hostname: text}, outcome: 'waived', waiver: {by: 'administrator', reason: text, until: '2027-06-30'}}), finding(),
  ]});
  const lines = toLines(eventsOf(report, id, {...origin, label: text}));
  expect(lines.trimEnd().split(lineEnds)).toHaveLength(3);
  const events = sentOf(report, {...origin, label: text});
  expect(events.flatMap(faultsOf)).toEqual([]);
  // What may stand in a line is told as it is.
  if (!/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u2028\u2029]/u.test(text)) expect(events[1]).toMatchObject({hostname: text, reason: text, key: text, label: text});
});

it('no event is no line', () => {
  expect(toLines([])).toBe('');
});
