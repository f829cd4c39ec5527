import {describe, expect, it, vi} from 'vitest';
import {type Audited, answersOf, drawingOf, judge, worst} from '../../src/options/answers.ts';
import {verdictOf} from '../../src/options/verdict.ts';
import type {Snapshot} from '../../src/snapshot.ts';
import {getMessageIn} from '../helpers/locales.ts';
import {account, exchangeSnapshot, identity, incomingServer, localFolders, outgoingServer, popServer, snapshot} from '../helpers/make.ts';
import {audited} from './fixture.ts';

const {messenger} = vi.hoisted(() => ({messenger: {i18n: {getMessage: (_key: string): string => ''}}}));
vi.mock('../../src/browser.ts', () => ({messenger}));
messenger.i18n.getMessage = getMessageIn('en');

/** The answers to the three questions: the keys of their sentences, and the level. */
function answers(taken: Snapshot, managed?: unknown): Record<string, string> {
  return Object.fromEntries(answersOf(taken.accounts[0]!, audited(taken, managed)).map(({question, sentences, level}) =>
    [question, `${sentences.map(({key}) => key.replace('page_', '')).join(' ')}: ${level}`]));
}

function levelOfAccount(taken: Snapshot, managed?: unknown): string {
  return judge(audited(taken, managed))[0]!.level;
}

const verdict = (whole: Audited) => verdictOf(whole, judge(whole));
const withServer = (server: Parameters<typeof incomingServer>[0]) => snapshot({incomingServers: [incomingServer(server)]});
const withPop = (server: Parameters<typeof popServer>[0]) =>
  snapshot({accounts: [account({type: 'pop3'})], incomingServers: [popServer(server)]});

it('a healthy account is fine in all three', () => {
  expect(answers(snapshot())).toEqual({
    where: 'where_mirror_all: fine', who: 'who_both_encrypted: fine', tomorrow: 'dies_mirror fails_mirror_all: fine',
  });
});

it.each([
  ['age', {autoSyncMaxAgeDays: 30}, 'where_mirror_age: warning'],
  ['size', {limitOfflineMessageSize: true}, 'where_mirror_size: warning'],
  ['both', {autoSyncMaxAgeDays: 30, limitOfflineMessageSize: true}, 'where_mirror_age_size: warning'],
  ['no copies', {offlineDownload: false}, 'where_mirror_off: warning'],
  ['not read', {offlineDownload: undefined}, 'where_mirror_unread: unknown'],
])('where the mail of IMAP is, with a limit by %s', (_name, server, where) => {
  expect(answers(withServer(server))['where']).toBe(where);
});

it('Exchange before Thunderbird 153 keeps what was opened, whatever its settings say', () => {
  expect(answers(exchangeSnapshot())).toMatchObject({where: 'where_mirror_all: fine'});
  expect(answers(exchangeSnapshot({thunderbird: '140.12.0'}))).toMatchObject({
    where: 'where_mirror_opened: unknown', tomorrow: 'dies_mirror fails_mirror_opened: unknown',
  });
  const {notes} = verdict(audited(exchangeSnapshot({thunderbird: '140.12.0'})));
  expect(levelOfAccount(exchangeSnapshot({thunderbird: '140.12.0'}))).toBe('unknown');
  expect(notes.map(({key}) => key)).toEqual(['page_incomplete']);
  expect(levelOfAccount(exchangeSnapshot())).toBe('fine');
  expect(verdict(audited(exchangeSnapshot())).notes.map(({key}) => key)).toEqual(['page_fine_what']);
});

it.each([
  ['removes', {leaveMessagesOnServer: false}, 'where_pop_removes: warning'],
  ['14 days', {numDaysToLeaveOnServer: 14}, 'where_pop_age'],
  ['for ever', {deleteByAgeFromServer: false, deleteMailLeftOnServer: false}, 'where_pop_forever'],
  ['not read', {leaveMessagesOnServer: undefined}, 'where_pop_unread'],
])('where the mail of POP is: %s', (_name, server, where) => {
  expect(answers(withPop(server))['where']).toContain(where);
});

it('tells receiving and sending apart, and the worst outgoing server', () => {
  const outgoingServers = [outgoingServer(), outgoingServer({key: 'smtp2', socketType: 'plain'})];
  expect(answers(snapshot({outgoingServers}))['who']).toBe('who_incoming_encrypted who_outgoing_open: critical');
});

it('a local bridge stays inside this computer, and what lies beyond was not checked', () => {
  const bridge = {hostname: '127.0.0.1', socketType: 'plain' as const};
  const taken = snapshot({incomingServers: [incomingServer(bridge)], outgoingServers: [outgoingServer(bridge)]});
  expect(answers(taken)['who']).toBe('who_both_inside: unknown');
});

it('is never fine where the facts are bad, even with the rule switched off', () => {
  const taken = withServer({socketType: 'plain', port: 143, authMethod: 'passwordEncrypted'});
  expect(answers(taken, {rules: {'incoming-plaintext': 'off', 'encrypted-password-without-tls': 'off'}})['who']).toMatch(/: unknown$/);
});

it('is never fine where something was not read', () => {
  expect(answers(withServer({socketType: undefined}))['who']).toMatch(/: unknown$/);
});

it('draws what the answers say', () => {
  const taken = withServer({autoSyncMaxAgeDays: 30, socketType: 'plain'});
  expect(drawingOf(taken.accounts[0]!, taken)).toMatchObject({
    mirrors: true, server: {stack: 'all'}, here: {stack: 'recent', data: {days: 30}}, incoming: 'open', outgoing: 'encrypted',
  });
});

it('nothing at all is not fine', () => {
  expect(worst([])).toBe('unknown');
  expect(worst(['fine', 'advice', 'warning'])).toBe('warning');
});

it('Local Folders never count as an account, and are named where only they need attention', () => {
  const local = localFolders({key: 'server2', accountIds: ['account2'], retainBy: 'age', daysToKeepHdrs: 30});
  const accounts = [account(), account({id: 'account2', type: 'local'})];
  const {sentence} = verdict(audited(snapshot({accounts, incomingServers: [incomingServer(), local]})));
  expect(sentence).toEqual({key: 'page_verdict_local', data: {}});
  expect(verdict(audited(snapshot({accounts, incomingServers: [incomingServer({offlineDownload: false}), local]}))).sentence.key).toBe('page_verdict_only');
  const {notes} = verdict(audited(snapshot({accounts, incomingServers: [incomingServer(), {...local, retainBy: 'all'}]})));
  expect(notes).toContainEqual({key: 'page_fine_what', data: {total: 1}});
});

describe('what an administrator has accepted', () => {
  const byAge = {rule: 'local-copies-by-age', account: '*@example.com', reason: 'The disks are small', until: '2027-06-30'};
  const bySize = {...byAge, rule: 'local-copies-by-size'};
  const aged = withServer({autoSyncMaxAgeDays: 30});
  it('is neither fine nor wrong, in the questions it is about', () => {
    expect(answers(aged, {waivers: [byAge]})).toEqual({
      where: 'where_mirror_age: waived', who: 'who_both_encrypted: fine', tomorrow: 'dies_mirror fails_mirror_age: waived',
    });
    expect(levelOfAccount(aged, {waivers: [byAge]})).toBe('waived');
  });
  it('counts again after its last day, and for another account', () => {
    expect(levelOfAccount(aged, {waivers: [{...byAge, until: '2026-11-20'}]})).toBe('warning');
    expect(levelOfAccount(aged, {waivers: [{...byAge, account: '*@example.org'}]})).toBe('warning');
    expect(levelOfAccount(aged, {waivers: [{...byAge, until: '2026-11-21'}]})).toBe('waived');
  });
  it('with something not read beside it is not checked', () => {
    const taken = withServer({autoSyncMaxAgeDays: 30, limitOfflineMessageSize: undefined});
    expect(answers(taken, {waivers: [byAge]})['where']).toBe('where_mirror_vague: unknown');
    expect(levelOfAccount(taken, {waivers: [byAge]})).toBe('unknown');
  });
  it.each(['critical', 'warning', 'advice'])('with a failure beside it is as the failure: %s', level => {
    const taken = withServer({autoSyncMaxAgeDays: 30, limitOfflineMessageSize: true});
    const managed = {waivers: [byAge], rules: {'local-copies-by-size': level}};
    expect(answers(taken, managed)['where']).toBe(`where_mirror_age_size: ${level}`);
    expect(levelOfAccount(taken, managed)).toBe(level);
  });
  it('is all that is wrong where all of it is accepted, however severe', () => {
    const taken = withServer({autoSyncMaxAgeDays: 30, limitOfflineMessageSize: true});
    const managed = {waivers: [byAge, bySize], rules: {'local-copies-by-size': 'critical', 'local-copies-by-age': 'critical'}};
    expect(answers(taken, managed)['where']).toMatch(/: waived$/);
  });
  it('is not counted in the verdict, which names it', () => {
    const {level, sentence, first, notes} = verdict(audited(aged, {waivers: [byAge]}));
    expect([level, sentence.key, first]).toEqual(['fine', 'page_verdict_fine', undefined]);
    expect(notes.map(({key}) => key)).toEqual(['page_fine_what', 'page_waived_note']);
  });
  it('is named after what was not checked, and before advice', () => {
    const taken = withServer({autoSyncMaxAgeDays: 30, limitOfflineMessageSize: true, port: undefined});
    const {level, notes} = verdict(audited(taken, {waivers: [byAge], rules: {'local-copies-by-size': 'advice'}}));
    expect(level).toBe('fine');
    expect(notes.map(({key}) => key)).toEqual(['page_incomplete', 'page_waived_note', 'page_advice_note']);
  });
  it('is no step among others, nor one more account', () => {
    const taken = withServer({autoSyncMaxAgeDays: 30, limitOfflineMessageSize: true});
    const {level, sentence, first, notes} = verdict(audited(taken, {waivers: [byAge]}));
    expect([level, sentence.key]).toEqual(['warning', 'page_verdict_only']);
    expect(first!.map(({rule}) => rule)).toEqual(['local-copies-by-size']);
    expect(notes).toEqual([]);
  });
  it('of one account is not counted with what is wrong in another', () => {
    const taken = snapshot({
      accounts: [account(), account({id: 'account2'})],
      incomingServers: [incomingServer({autoSyncMaxAgeDays: 30}), incomingServer({key: 'server2', accountIds: ['account2'], hostname: 'imap.example.org', limitOfflineMessageSize: true})],
      identities: [identity(), identity({key: 'id2', accountIds: ['account2']})],
    });
    const {sentence} = verdict(audited(taken, {waivers: [byAge]}));
    expect(sentence).toEqual({key: 'page_verdict_attention', data: {count: 1, total: 2}});
  });
  it('is worse than fine, and better than not checked', () => {
    expect(worst(['fine', 'waived'])).toBe('waived');
    expect(worst(['waived', 'unknown', 'fine'])).toBe('unknown');
  });
});

describe('where copies are forbidden', () => {
  const forbidden = {copies: 'forbidden'};
  const off = withServer({offlineDownload: false});
  it('it is fine that nothing is kept, and whose wish that is', () => {
    expect(answers(off, forbidden)['where']).toBe('where_mirror_off copies_forbidden: fine');
  });
  it('nobody has tomorrow what the server loses', () => {
    expect(answers(off, forbidden)['tomorrow']).toBe('dies_mirror fails_mirror_off: unknown');
  });
  it.each([
    ['all', withServer({}), 'where_mirror_all: warning'],
    ['some', withServer({autoSyncMaxAgeDays: 30}), 'where_mirror_age: warning'],
    ['POP', withPop({}), 'where_pop_age: warning'],
  ])('it is not that mail is kept: %s', (_name, taken, where) => {
    expect(answers(taken, forbidden)['where']).toBe(where);
  });
  it('it is never fine unread, nor with the check switched off', () => {
    expect(answers(withServer({offlineDownload: undefined}), forbidden)['where']).toBe('where_mirror_unread: unknown');
    expect(answers(off, {...forbidden, rules: {'local-copies-forbidden': 'off'}})['where']).toBe('where_mirror_off copies_forbidden: unknown');
  });
  it('and only there', () => {
    for (const managed of [undefined, {copies: 'required'}]) expect(answers(off, managed)['where']).toBe('where_mirror_off: warning');
  });
});
