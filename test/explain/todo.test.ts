/** What stands in one row of the list, what is counted, and whose it is. */
import {describe, expect, it, vi} from 'vitest';
import {countAttention} from '../../src/cures.ts';
import {changesIn, hostOf, owners, todoOf} from '../../src/explain/todo.ts';
import {groupsOf} from '../../src/grouped.ts';
import type {IncomingServer, Snapshot} from '../../src/snapshot.ts';
import {getMessageIn} from '../helpers/locales.ts';
import {account, identity, incomingServer, localFolders, outgoingServer, program, snapshot} from '../helpers/make.ts';
import {audited} from '../page/fixture.ts';

vi.stubGlobal('messenger', {i18n: {getMessage: getMessageIn('en')}});

function accounts(servers: Partial<IncomingServer>[], differences: Partial<Snapshot> = {}): Snapshot {
  const ids = servers.map((_, i) => `account${i + 1}`);
  return snapshot({
    accounts: ids.map(id => account({id, name: id})),
    incomingServers: servers.map((server, i) => incomingServer({key: `server${i + 1}`, accountIds: [ids[i]!], hostname: `imap.example${i + 1}.com`, ...server})),
    outgoingServers: [outgoingServer({accountIds: ids})],
    identities: ids.map((id, i) => identity({key: `id${i + 1}`, accountIds: [id], email: `jane@example${i + 1}.com`})), ...differences,
  });
}

/** Each row: the rules of each of its cures. */
function told(taken: Snapshot, part: 'rows' | 'advice' = 'rows', managed?: object): string[] {
  return todoOf(audited(taken, managed).report)[part].map(row => row.map(cure => cure.map(({rule}) => rule).join('+')).join(' | '));
}

const off = {offlineDownload: false};
const open = {socketType: 'plain', port: 143} as const;

describe('a row', () => {
  it('is one change, however many findings it cures', () => {
    expect(told(accounts([open]))).toEqual(['unprotected-password+incoming-plaintext']);
  });
  it('is the same change in several places, and another where a word of it differs', () => {
    expect(told(accounts([off, off]))).toEqual(['local-copies-off | local-copies-off']);
    expect(told(accounts([{autoSyncMaxAgeDays: 10}, {autoSyncMaxAgeDays: 20}]))).toEqual(['local-copies-by-age', 'local-copies-by-age']);
  });
  it('is in the order of harm, by the first of each', () => {
    expect(told(accounts([off, open, off]))).toEqual(['unprotected-password+incoming-plaintext', 'local-copies-off | local-copies-off']);
  });
  it('of advice stands apart, and nothing is made of what was accepted or not read', () => {
    const managed = {rules: {'local-copies-off': 'advice'}, waivers: [{rule: 'local-copies-by-size', account: '*', reason: 'x', until: '2027-06-30'}]};
    const taken = accounts([off, {limitOfflineMessageSize: true, port: undefined}]);
    expect([told(taken, 'rows', managed), told(taken, 'advice', managed)]).toEqual([[], ['local-copies-off']]);
  });
});

it('as many changes are counted as the button counts', () => {
  for (const taken of [accounts([off, off, open]), accounts([]), accounts([{}]), accounts([off], {program: program({minimumTLS: '1.0'})})]) {
    const {report} = audited(taken);
    expect(changesIn(todoOf(report).rows)).toBe(countAttention(report));
  }
  expect(changesIn(todoOf(audited(accounts([off, off, open])).report).rows)).toBe(3);
});

/** Whose the first row is, and the server it is about. */
function first(taken: Snapshot): [string[], string | undefined] {
  const [cure] = todoOf(audited(taken).report).rows[0]!;
  return [owners(cure, taken), hostOf(cure, taken)];
}

describe('whose a row is', () => {
  it.each<[string, Snapshot, [string[], string | undefined]]>([
    ['an account and its server', accounts([{}, off]), [['account2'], 'imap.example2.com']],
    ['all that send with a server', accounts([{}, {}], {outgoingServers: [outgoingServer({...open, port: 587, accountIds: ['account1', 'account2']})]}), [['account1', 'account2'], 'smtp.example.com']],
    ['nobody', accounts([{}], {program: program({minimumTLS: '1.0'})}), [[], undefined]],
    ['Local Folders, which have no server', snapshot({
      accounts: [account(), account({id: 'account9', type: 'local', name: 'Local Folders'})], incomingServers: [incomingServer(), localFolders({retainBy: 'age', daysToKeepHdrs: 30})],
    }), [['Local Folders'], undefined]],
    ['a server by a name that nobody mistakes', accounts([{...open, hostname: 'imap.gοοgle.com'}]), [['account1'], 'imap.gοοgle.com (imap.xn--ggle-0nda.com)']],
  ])('%s', (_name, taken, expected) => {
    expect(first(taken)).toEqual(expected);
  });
});

it('groups keep the order of the first of each', () => {
  expect([...groupsOf(['b1', 'a1', 'b2', 'c1', 'a2'], ([name]) => name)]).toEqual([['b', ['b1', 'b2']], ['a', ['a1', 'a2']], ['c', ['c1']]]);
  expect(groupsOf([], () => 'x').size).toBe(0);
});
