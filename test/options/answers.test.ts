import {expect, it, vi} from 'vitest';
import {answersOf, drawingOf, worst} from '../../src/options/answers.ts';
import type {Snapshot} from '../../src/snapshot.ts';
import {getMessageIn} from '../helpers/locales.ts';
import {account, incomingServer, outgoingServer, popServer, snapshot} from '../helpers/make.ts';
import {audited} from './fixture.ts';

const {messenger} = vi.hoisted(() => ({messenger: {i18n: {getMessage: (_key: string): string => ''}}}));
vi.mock('../../src/browser.ts', () => ({messenger}));
messenger.i18n.getMessage = getMessageIn('en');

/** The answers to the three questions: the keys of their sentences, and the level. */
function answers(taken: Snapshot, managed?: unknown): Record<string, string> {
  return Object.fromEntries(answersOf(taken.accounts[0]!, audited(taken, managed)).map(({question, sentences, level}) =>
    [question, `${sentences.map(({key}) => key.replace('page_', '')).join(' ')}: ${level}`]));
}

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
  expect(answers(taken, {rules: {'incoming-plaintext': 'off'}})['who']).toMatch(/: unknown$/);
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
