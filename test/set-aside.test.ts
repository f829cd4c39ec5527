import {beforeEach, describe, expect, it, vi} from 'vitest';
import {audit} from '../src/audit.ts';
import {rules} from '../src/rules/index.ts';
import {readSetAside, setAside, takeBack} from '../src/set-aside.ts';
import type {Snapshot} from '../src/snapshot.ts';
import type {Policy} from '../src/policy.ts';
import {type SetAside, allowedAside} from '../src/waivers.ts';
import {identity, incomingServer, outgoingServer, snapshot} from './helpers/make.ts';
import type {Finding, Report} from '../src/report.ts';
import {takeFrom} from './helpers/stored.ts';

const stored = new Map<string, unknown>();
vi.stubGlobal('messenger', {storage: {local: {
  get: async (keys?: string | string[]) => takeFrom(Object.fromEntries(stored), keys),
  set: async (entries: object) => { for (const [key, value] of Object.entries(entries)) stored.set(key, structuredClone(value)); },
}}});

const today = '2026-11-21';
const limited = snapshot({incomingServers: [incomingServer({autoSyncMaxAgeDays: 30, limitOfflineMessageSize: true})]});

const withServer = (server: object, more: Partial<Snapshot> = {}) => ({...limited, incomingServers: [incomingServer({autoSyncMaxAgeDays: 30, ...server})], ...more});
const nearly = (used: number) => snapshot({incomingServers: [incomingServer({quota: [{name: 'STORAGE', used, limit: 100}]})]});

beforeEach(() => stored.clear());

async function report(taken: Snapshot = limited, more: Partial<Policy> = {}): Promise<Report> {
  return audit(taken, rules, {rules: {}, setAside: allowedAside(await readSetAside(), more.page ?? {}), ...more});
}

async function outcomes(taken?: Snapshot, more?: Partial<Policy>): Promise<Record<string, string>> {
  return Object.fromEntries((await report(taken, more)).findings.map(({rule, outcome}) => [rule, outcome]));
}

async function found(rule: string): Promise<Finding> {
  return (await report()).findings.find(finding => finding.rule === rule)!;
}

async function setByAgeAside(until = '2027-05-20'): Promise<void> {
  await setAside([await found('local-copies-by-age')], 'The disk is small', until, today);
}

it('nothing is, to begin with', async () => {
  expect(await readSetAside()).toEqual([]);
  expect(await outcomes()).toEqual({'local-copies-by-age': 'fail', 'local-copies-by-size': 'fail'});
});

it('is what was named, and nothing else; and the report does not tell why', async () => {
  await setByAgeAside();
  const {findings} = await report();
  expect(findings.map(({rule, outcome, waiver}) => ({rule, outcome, waiver}))).toEqual([
    {rule: 'local-copies-by-size', outcome: 'fail', waiver: undefined},
    {rule: 'local-copies-by-age', outcome: 'waived', waiver: {by: 'user', reason: '', until: '2027-05-20'}},
  ]);
});

it('comes back at once when it is taken back', async () => {
  await setByAgeAside();
  await takeBack([await found('local-copies-by-age')]);
  expect([await readSetAside(), (await outcomes())['local-copies-by-age']]).toEqual([[], 'fail']);
});

it('is of one thing: what is said of another with its key stays when it is taken back', async () => {
  const both = snapshot({
    incomingServers: [incomingServer({key: 'x', socketType: 'plain', port: 143})], outgoingServers: [outgoingServer({key: 'x', socketType: 'plain', port: 587})],
    identities: [identity({outgoingServerKey: 'x'})],
  });
  const passwords = async () => (await report(both)).findings.filter(({rule}) => rule === 'unprotected-password');
  await setAside(await passwords(), 'x', '2027-01-01', today);
  await takeBack((await passwords()).filter(({subject}) => subject === 'incomingServer'));
  expect((await passwords()).map(({subject, outcome}) => [subject, outcome])).toEqual([['incomingServer', 'fail'], ['outgoingServer', 'waived']]);
});

it.each([['the last day', '2026-11-21', 'waived'], ['the day after', '2026-11-20', 'fail']])('on %s', async (_name, until, expected) => {
  await setByAgeAside(until);
  expect((await outcomes())['local-copies-by-age']).toBe(expected);
});

describe('comes back when', () => {
  it('the number in it changes', async () => {
    await setByAgeAside();
    expect((await outcomes(withServer({autoSyncMaxAgeDays: 7})))['local-copies-by-age']).toBe('fail');
  });
  it('an administrator gives it another weight', async () => {
    await setByAgeAside();
    expect((await outcomes(limited, {rules: {'local-copies-by-age': 'critical'}}))['local-copies-by-age']).toBe('fail');
  });
  it('another account is concerned too', async () => {
    const shared = snapshot({outgoingServers: [outgoingServer({socketType: 'plain', port: 587})]});
    await setAside((await report(shared)).findings.filter(({rule}) => rule === 'outgoing-plaintext'), 'x', '2027-01-01', today);
    expect((await outcomes(shared))['outgoing-plaintext']).toBe('waived');
    const more = {...shared, outgoingServers: [outgoingServer({socketType: 'plain', port: 587, accountIds: ['account1', 'account2']})]};
    expect((await outcomes(more))['outgoing-plaintext']).toBe('fail');
  });
  it('the same is said of another server', async () => {
    await setByAgeAside();
    expect((await outcomes(withServer({key: 'server2'})))['local-copies-by-age']).toBe('fail');
  });
  it('not when something else of the account changes', async () => {
    await setByAgeAside();
    const other = withServer({limitOfflineMessageSize: true}, {identities: [identity({keepsSentCopies: false})]});
    expect((await outcomes(other))['local-copies-by-age']).toBe('waived');
  });
});

it('does not come back for what is measured and changes by itself', async () => {
  await setAside((await report(nearly(85))).findings, 'I tidy up in June', '2027-06-30', today);
  expect(await outcomes(nearly(86))).toEqual({'quota-nearly-full': 'waived'});
  expect(await outcomes(nearly(96)), 'it has become worse').toEqual({'quota-nearly-full': 'fail'});
});

it('counts for nothing where an administrator does not allow it', async () => {
  await setByAgeAside();
  expect((await outcomes(limited, {page: {hide: false}}))['local-copies-by-age']).toBe('fail');
});

it('gives way to what an administrator says', async () => {
  await setByAgeAside();
  const waivers = [{rule: 'local-copies-by-age', account: '*', reason: 'Shared disk', until: '2026-12-31'}];
  const {findings} = await report(limited, {waivers});
  expect(findings.find(({rule}) => rule === 'local-copies-by-age')?.waiver).toEqual({by: 'administrator', reason: 'Shared disk', until: '2026-12-31'});
});

it('is replaced when it is set aside again, and forgotten when it is over', async () => {
  await setByAgeAside('2026-12-01');
  await setByAgeAside('2027-12-01');
  await setAside([await found('local-copies-by-size')], 'x', '2026-11-30', today);
  expect((await readSetAside()).map(({rule, until}: SetAside) => [rule, until])).toEqual([['local-copies-by-age', '2027-12-01'], ['local-copies-by-size', '2026-11-30']]);
  await setAside([], '', '2027-01-01', '2026-12-15');
  expect((await readSetAside()).map(({rule}) => rule)).toEqual(['local-copies-by-age']);
});
