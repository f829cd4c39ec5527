/**
 * The lines of reports in a real ClickHouse: every SQL block of docs/admin.md runs as it stands, and each question gives
 * exactly the computers it should.
 */
import {existsSync} from 'node:fs';
import {request} from 'node:https';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type ClickHouse, reporter, startClickHouse} from '../scripts/clickhouse.js';
import {sqlBlocks} from '../scripts/fleet.js';
import {eventsOf, toLines} from '../src/events.ts';
import type {Finding, Report} from '../src/report.ts';

const blocks = sqlBlocks();
const tables = blocks.filter(({sql}) => sql.startsWith('CREATE'));
const questions = blocks.filter(({section}) => section === 'Questions');
const retention = blocks.filter(block => !tables.includes(block) && !questions.includes(block));

const insert = 'INSERT INTO mail_audit FORMAT JSONEachRow';

// Reports written by hand

const day = 86_400_000;
const now = Date.now();

/** An hour more than the days, so that no answer changes while the test runs. */
function daysAgo(days: number): string {
  return new Date(now - days * day - 3_600_000).toISOString();
}

function inDays(days: number): string {
  return new Date(now + days * day).toISOString().slice(0, 10);
}

/** Too long ago to be news, not so long that its month may go. */
const longAgo = daysAgo(270).slice(0, 19);

function finding(rule: string, differences: Partial<Finding> = {}): Finding {
  return {
    rule, subject: 'incomingServer', subjectId: 'server1', accountIds: ['account1'], severity: 'warning', outcome: 'fail', data: {},
    ...differences,
  };
}

const password = finding('unprotected-password', {severity: 'critical', data: {hostname: 'mail.example.org'}});
const passwordOut = finding('unprotected-password', {
  severity: 'critical', subject: 'outgoingServer', subjectId: 'smtp1', data: {hostname: 'smtp.example.org'},
});

function waived(rule: string, until: string, hostname: string): Finding {
  return finding(rule, {outcome: 'waived', data: {hostname}, waiver: {by: 'administrator', reason: 'New server in summer', until}});
}

function report(takenAt: string, findings: Finding[] = [], differences: Partial<Report> = {}): Report {
  return {
    schemaVersion: 1, thunderbird: '153.7.0', takenAt, findings, passed: [], rules: [],
    accounts: [{id: 'account1', type: 'imap', judged: true, readable: true}, {id: 'account2', type: 'pop3', judged: true, readable: true}],
    ...differences,
  };
}

const withUnreadable: Partial<Report> = {
  accounts: [{id: 'account1', type: 'imap', judged: true, readable: true}, {id: 'account2', type: 'unknown', judged: false, readable: false}],
};

/** By label, the newest report last. */
const computers: Record<string, Report[]> = {
  anna: [report(daysAgo(10)), report(daysAgo(1), [password, passwordOut])],
  ben: [report(daysAgo(10), [password]), report(daysAgo(1))],
  cleo: [report(`${longAgo}.999Z`)],
  dora: [report(daysAgo(1), [
    ...['local-copies-off', 'automatic-sync-off', 'folders-without-local-copy'].map(rule => finding(rule)),
    ...['local-copies-by-age', 'local-copies-by-size', 'pop-headers-only', 'pop-truncated'].map(rule => finding(rule, {subjectId: 'server2', accountIds: ['account2']})),
    waived('unprotected-password', inDays(10), 'mail.example.org'),
    waived('incoming-plaintext', inDays(33), 'mail.example.org'),
  ])],
  emil: [report(daysAgo(1), [
    finding('local-copies-off', {outcome: 'unknown', data: {notRead: ['offlineDownload']}}),
    waived('unprotected-password', inDays(10), 'mail.example.org'),
    waived('outgoing-plaintext', inDays(28), 'smtp.example.org'),
  ], withUnreadable)],
  // What was wrong a month ago and no more a week ago is no news; nor is what has stayed the same.
  finn: [
    report(daysAgo(30), [finding('local-copies-off')]),
    report(daysAgo(8), [waived('incoming-plaintext', inDays(-3), 'mail.example.org'), finding('pop-keeps-forever', {severity: 'advice'})]),
    report(daysAgo(2), [finding('incoming-plaintext', {severity: 'critical'}), finding('pop-keeps-forever', {severity: 'advice'})]),
  ],
  gina: [report(daysAgo(13), [waived('unprotected-password', inDays(-3), 'mail.example.org'), waived('local-copies-off', inDays(-3), '')])],
  hugo: [report(daysAgo(15), [], withUnreadable)],
};

function profileOf(label: string): string {
  const number = Object.keys(computers).indexOf(label) + 1;
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

function eventsOfComputer(label: string) {
  const profile = profileOf(label);
  return computers[label]!.flatMap((each, i) => eventsOf(each, profile.replace(/^0/, String(i + 1)), {profile, label, addon: '0.1.0'}));
}

const events = Object.keys(computers).flatMap(eventsOfComputer);

/** A row without its profile, which stands beside the label in all of them. */
const answers: Record<string, unknown[][]> = {
  'How do all of them stand?': [[8, 2, 1, 5, 1, 3]],
  'Who still sends a password in clear?': [
    ['anna', 'incomingServer', 'server1', 'mail.example.org'],
    ['anna', 'outgoingServer', 'smtp1', 'smtp.example.org'],
  ],
  'Whose mail is not on their disk, or not all of it?': [
    ['dora', 'server1', 'imap', ['automatic-sync-off', 'folders-without-local-copy', 'local-copies-off']],
    ['dora', 'server2', 'pop3', ['local-copies-by-age', 'local-copies-by-size', 'pop-headers-only', 'pop-truncated']],
  ],
  'Of whose mail could that not be checked?': [['emil', 'server1', 'imap', ['local-copies-off']]],
  'Which computers have an account that could not be read?': [['emil', 1, 1], ['hugo', 1, 1]],
  'What has changed since last week?': [
    ['anna', 'unprotected-password', 'incomingServer', 'server1', '', 'fail'],
    ['anna', 'unprotected-password', 'outgoingServer', 'smtp1', '', 'fail'],
    ['ben', 'unprotected-password', 'incomingServer', 'server1', 'fail', ''],
    ['finn', 'incoming-plaintext', 'incomingServer', 'server1', 'waived', 'fail'],
  ],
  'Which waivers end in the next 30 days?': [
    [inDays(10), 'unprotected-password', 'New server in summer', 'mail.example.org', 2, 'dora'],
    [inDays(28), 'outgoing-plaintext', 'New server in summer', 'smtp.example.org', 1, 'emil'],
  ],
  'Which computers have not reported for 14 days?': [
    ['cleo', longAgo.replace('T', ' '), 270],
    ['hugo', daysAgo(15).slice(0, 19).replace('T', ' '), 15],
  ],
};

// The server

let server: ClickHouse;

async function rowsOf(sql: string): Promise<unknown[][]> {
  const text = await server.query(sql, undefined, {default_format: 'JSONCompact', output_format_json_quote_64bit_integers: '0'});
  return JSON.parse(text).data;
}

/** What a question gives; each profile has to be the one of its label. */
async function answerTo(sql: string): Promise<unknown[][]> {
  return (await rowsOf(sql)).map(([label, profile, ...rest]) => {
    if (!(String(label) in computers)) return [label, profile, ...rest];
    expect(profile).toBe(profileOf(String(label)));
    return [label, ...rest];
  });
}

beforeAll(async () => {
  // A zone that is never UTC: what is right in it does not depend on where the server is.
  server = await startClickHouse({timezone: 'Asia/Kathmandu'});
  for (const {sql} of tables) await server.query(sql);
  await server.query(insert, toLines(events));
});

afterAll(() => server?.stop());

describe('The table', () => {
  it('takes every line as it stands', async () => {
    expect(await rowsOf('SELECT count(), uniqExact(id), uniqExact(report), uniqExact(profile) FROM mail_audit')).toEqual([[34, 34, 12, 8]]);
    const lines = (await server.query('SELECT * FROM mail_audit FORMAT JSONEachRow')).trim().split('\n');
    const rows = new Map(lines.map(line => JSON.parse(line)).map(row => [row.id, row]));
    for (const event of events) expect(rows.get(event.id)).toMatchObject(event);
  });

  it('has a date of every time, to the second, in UTC', async () => {
    const rows = await rowsOf('SELECT time, toString(taken_at), toUnixTimestamp(taken_at) FROM mail_audit');
    for (const [time, text, seconds] of rows) {
      expect(text).toBe(String(time).replace('T', ' ').replace('Z', ''));
      expect(seconds).toBe(Date.parse(String(time)) / 1000);
    }
    expect(rows.map(([time]) => time)).toContain(`${longAgo}Z`);
  });
});

describe('The questions', () => {
  it('are all tested here', () => {
    expect(questions.map(({title}) => title)).toEqual(Object.keys(answers));
  });

  it.each(questions)('$title', async ({title, sql}) => {
    expect(await answerTo(sql)).toEqual(answers[title]);
  });
});

describe('The same lines once more', {shuffle: false}, () => {
  beforeAll(async () => {
    await server.query('SYSTEM STOP MERGES');
    await server.query(insert, toLines(events));
  });

  it('are there twice until ClickHouse merges', async () => {
    expect(await rowsOf('SELECT count(), uniqExact(id) FROM mail_audit')).toEqual([[68, 34]]);
  });

  it.each(questions)('change no answer: $title', async ({title, sql}) => {
    expect(await answerTo(sql)).toEqual(answers[title]);
  });

  it('are one when it has merged', async () => {
    await server.query('SYSTEM START MERGES');
    await server.query('OPTIMIZE TABLE mail_audit FINAL');
    expect(await rowsOf('SELECT count(), uniqExact(id) FROM mail_audit')).toEqual([[34, 34]]);
  });
});

describe('Retention', () => {
  const [months, dropMonth, forget] = retention.map(({sql}) => sql) as [string, string, string];
  const old = eventsOf(report('2024-01-31T23:59:59.000Z', [password]), '90000000-0000-4000-8000-000000000009', {
    profile: profileOf('anna'), label: 'anna', addon: '0.1.0',
  });
  const other = eventsOf(report(daysAgo(1), [password]), '80000000-0000-4000-8000-000000000008', {
    profile: '00000000-0000-4000-8000-000000000000', label: 'forgotten', addon: '0.1.0',
  });

  it('has these blocks and no others', () => {
    expect(retention.map(({sql}) => sql.split(' ').slice(0, 5).join(' ').split('\n')[0])).toEqual([
      'SELECT partition', 'ALTER TABLE mail_audit DROP PARTITION', 'ALTER TABLE mail_audit DELETE WHERE',
    ]);
  });

  it('finds a month that is too old, and drops that one alone', async () => {
    expect(await rowsOf(months)).toEqual([]);
    await server.query(insert, toLines(old));
    expect(await rowsOf(months)).toEqual([['202401']]);
    await server.query(dropMonth);
    expect(await rowsOf(months)).toEqual([]);
    expect(await rowsOf('SELECT count() FROM mail_audit')).toEqual([[34]]);
  });

  it('forgets one computer', async () => {
    await server.query(insert, toLines(other));
    const counts = 'SELECT countIf(label = \'forgotten\'), countIf(label != \'forgotten\') FROM mail_audit';
    expect(await rowsOf(counts)).toEqual([[2, 34]]);
    await server.query(forget);
    await expect.poll(() => rowsOf(counts)).toEqual([[0, 34]]);
  });
});

describe('Over TLS, with the account for reports', {shuffle: false}, () => {
  const authorization = `Basic ${Buffer.from(`${reporter.user}:${reporter.password}`).toString('base64')}`;
  let other: ClickHouse;

  beforeAll(async () => {
    other = await startClickHouse({https: true});
    for (const {sql} of tables) await other.query(sql);
  });

  afterAll(() => other?.stop());

  /** An INSERT as a computer sends it. */
  function send(body: string, headers: Record<string, string>, ca: string | undefined): Promise<number> {
    return new Promise((resolve, reject) => {
      const post = request(`${other.httpsUrl}?query=${encodeURIComponent(insert)}`, {method: 'POST', headers, ...ca && {ca}}, answer => {
        answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
      });
      post.once('error', reject).end(body);
    });
  }

  it('takes lines, also with a field of a later version', async () => {
    const later = eventsOfComputer('dora').map(event => ({...event, later: 'yes'}));
    expect(await send(toLines(later), {authorization}, other.certificate)).toBe(200);
    expect(await other.query('SELECT count() FROM mail_audit')).toBe('10\n');
  });

  it('refuses a wrong password, and a certificate that nobody knows is refused', async () => {
    const wrong = `Basic ${Buffer.from(`${reporter.user}:wrong`).toString('base64')}`;
    expect(await send(toLines(events), {authorization: wrong}, other.certificate)).not.toBe(200);
    await expect(send(toLines(events), {authorization}, undefined)).rejects.toThrow(/self-signed/);
    expect(await other.query('SELECT count() FROM mail_audit')).toBe('10\n');
  });

  it('keeps the account to its database, and from dropping and reading', async () => {
    await other.query('CREATE DATABASE elsewhere');
    await other.query('CREATE TABLE elsewhere.secret (a String) ENGINE = Log');
    await expect(other.query('SELECT * FROM elsewhere.secret', undefined, reporter)).rejects.toThrow('Access denied to database elsewhere');
    await expect(other.query('DROP TABLE mail_audit', undefined, reporter)).rejects.toThrow('DDL queries are prohibited');
    await expect(other.query('SELECT label FROM mail_audit', undefined, reporter)).rejects.toThrow('Quota for user');
  });

  it('leaves nothing behind', async () => {
    const {pid, folder} = other;
    expect(existsSync(folder)).toBe(true);
    await other.stop();
    expect(existsSync(folder)).toBe(false);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});
