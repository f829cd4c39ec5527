// @vitest-environment happy-dom
/** The rows of the accounts: three answers each, green only where nothing is wrong and nothing unchecked, and groups where there are many. */
import {beforeEach, describe, expect, it, vi} from 'vitest';
import {answersByAccount} from '../../src/explain/answers.ts';
import {unfold} from '../../src/page/dom.ts';
import {translate} from '../../src/page/words.ts';
import type {IncomingServer, Snapshot} from '../../src/snapshot.ts';
import {getMessageIn} from '../helpers/locales.ts';
import {account, identity, incomingServer, outgoingServer, popServer, program, snapshot} from '../helpers/make.ts';
import {cells, draw, textOf} from './drawn.ts';
import {audited, loadPage} from './fixture.ts';

vi.stubGlobal('messenger', {i18n: {getMessage: getMessageIn('en'), getUILanguage: () => 'en'}});
vi.mock('../../src/privileged.ts', () => ({can: new Proxy({}, {get: () => true})}));

beforeEach(() => {
  loadPage();
  translate(document);
  for (const template of document.querySelectorAll('template')) translate(template.content);
});

const withServer = (server: Partial<IncomingServer>) => snapshot({incomingServers: [incomingServer(server)]});
const withPop = (server: Partial<IncomingServer>) => snapshot({accounts: [account({type: 'pop3'})], incomingServers: [popServer(server)], identities: [identity({accountTypes: ['pop3']})]});

describe('the three answers', () => {
  it.each<[string, Snapshot, [string, string][]]>([
    ['of a healthy account', snapshot(), [['fine', 'Server, and set to be here'], ['fine', 'Encrypted to the servers'], ['fine', 'Set to be in two places']]],
    ['of a connection that is open', withServer({socketType: 'plain', port: 143}), [
      ['fine', 'Server, and set to be here'], ['critical', 'receiving: Anyone on the network'], ['fine', 'Set to be in two places'],
    ]],
    ['of no copy', withServer({offlineDownload: false}), [['warning', 'Server only'], ['fine', 'Encrypted to the servers'], ['warning', 'On the server alone']]],
    ['of what was not read', withServer({socketType: undefined, offlineDownload: undefined}), [
      ['unknown', 'Server; here not read'], ['unknown', 'receiving: Not read'], ['unknown', 'Copy not read'],
    ]],
    ['of what nobody saw', withServer({hasConnected: false}), [['unknown', 'Nothing seen yet'], ['fine', 'Encrypted to the servers'], ['unknown', 'Not known yet']]],
    // The words are about copies, and something else is wrong: they never sound better than the list.
    ['of what Thunderbird deletes by itself', withServer({retainBy: 'age', daysToKeepHdrs: 30}), [
      ['critical', 'See the list above'], ['fine', 'Encrypted to the servers'], ['critical', 'See the list above'],
    ]],
    ['of POP', withPop({leaveMessagesOnServer: false}), [['warning', 'This computer only'], ['fine', 'Encrypted to the servers'], ['warning', 'Only here']]],
  ])('%s', (_name, taken, expected) => {
    draw(audited(taken));
    expect(cells()).toEqual(expected);
  });
  it('are green only where the long answer is', () => {
    for (const server of [{}, {socketType: 'plain'}, {port: undefined}, {hasConnected: false}, {hasCertificateException: undefined}, {folders: undefined}, {autoSyncMaxAgeDays: undefined}, {authMethod: 'none'}] as Partial<IncomingServer>[]) {
      const state = audited(withServer(server));
      draw(state);
      expect(cells().map(([level]) => level)).toEqual(answersByAccount(state)[0]!.answers.map(({level}) => level));
    }
  });
  it('are read out with their question and how they stand', () => {
    draw(audited(withServer({offlineDownload: false})));
    expect([...document.querySelectorAll<HTMLElement>('.cell')].map(({dataset}) => dataset['question']))
      .toEqual(['Where is my mail? To put right. ', 'Who can read it on the way? Nothing to put right. ', 'Will I still have it tomorrow? To put right. ']);
  });
});

it('a row tells whose it is, and unfolds to what would be left, how much is to be done and what is set, with no finding in it', () => {
  draw(audited(withServer({offlineDownload: false, autoSyncMaxAgeDays: 30})));
  const row = document.querySelector<HTMLElement>('#account-account1')!;
  expect([textOf(row.querySelector('h3')!), textOf(row.querySelector('.whose')!), row.dataset['level']]).toEqual(['Jane Roe', 'IMAP · jane.roe@example.com', 'warning']);
  unfold(row.querySelector('details')!);
  expect(textOf(row.querySelector('.facts')!)).toContain('If the server fails');
  const link = row.querySelector<HTMLAnchorElement>('a[href^="#"]')!;
  expect(link.textContent).toBe('1 thing to put right in this account');
  expect(document.querySelector(link.getAttribute('href')!)!.classList).toContain('finding');
  expect(row.querySelector('[data-rule]')).toBeNull();
});

/** Accounts of which each has such a server. */
function many(servers: readonly Partial<IncomingServer>[]): Snapshot {
  const ids = servers.map((_, i) => `account${i + 1}`);
  return snapshot({
    accounts: ids.map(id => account({id, name: id})),
    incomingServers: servers.map((server, i) => incomingServer({key: `server${i + 1}`, accountIds: [ids[i]!], hostname: `imap.example${i + 1}.com`, ...server})),
    outgoingServers: [outgoingServer({accountIds: ids})],
    identities: ids.map((id, i) => identity({key: `id${i + 1}`, accountIds: [id], email: `jane@example${i + 1}.com`})),
  });
}

/** The rows in their order: an account, or a group with the accounts it holds. */
function rows(): string[] {
  return [...document.querySelectorAll<HTMLElement>('#accounts > .row')].map(row => row.dataset['account'] ??
    `${row.id}: ${[...row.querySelectorAll<HTMLElement>('.rows > [data-account]')].map(({dataset}) => dataset['account']).join(' ')}`);
}

const eleventh = () => document.getElementById('account-account11')!;

describe('of many accounts', () => {
  const kinds: Record<string, Partial<IncomingServer>> = {
    fine: {}, unknown: {port: undefined}, warning: {offlineDownload: false}, advice: {doBiff: true, biffMinutes: 1, deleteModel: 'deleteImmediately'}, critical: {socketType: 'plain', port: 143}, waived: {autoSyncMaxAgeDays: 30},
  };
  const managed = {waivers: [{rule: 'local-copies-by-age', account: '*', reason: 'wanted', until: '2030-01-01'}], rules: {'immediate-deletion': 'advice'}};
  const six = Object.values(kinds);

  it('those that need something come first, the worst before the others; the rest stands in groups', () => {
    draw(audited(many(six), managed));
    expect(rows()).toEqual(['account5', 'account3', 'group-unchecked: account2', 'group-advice: account4', 'group-fine: account6 account1']);
    expect([...document.querySelectorAll('.group > details > summary h3')].map(textOf)).toEqual(['1 account that could not be checked in full', '1 account with advice only', '2 accounts with nothing to put right']);
    expect([...document.querySelectorAll<HTMLDetailsElement>('#accounts details')].some(({open}) => open)).toBe(false);
  });
  it('up to five are all there, in that order', () => {
    draw(audited(many(six.slice(0, 5)), managed));
    expect(rows()).toEqual(['account5', 'account3', 'account2', 'account4', 'account1']);
  });
  it('of those that need something eight are shown, and the others counted', () => {
    draw(audited(many(Array.from({length: 11}, () => kinds['warning']!))));
    expect(rows().slice(0, 8)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map(n => `account${n}`));
    expect(rows().slice(8)).toEqual(['group-needing: account9 account10 account11']);
    expect(textOf(document.querySelector('#group-needing h3')!)).toBe('3 more accounts with something to put right');
  });
  it('those of a group have their name and their place before it is unfolded, and their rows after', () => {
    draw(audited(many(Array.from({length: 11}, () => kinds['warning']!))));
    expect([textOf(eleventh()), eleventh().dataset['level'], eleventh().querySelectorAll('.cell').length]).toEqual(['account11', 'warning', 0]);
    unfold(eleventh());
    expect([eleventh().dataset['level'], eleventh().querySelectorAll('.cell').length]).toEqual(['warning', 3]);
    expect(rows().slice(8)).toEqual(['group-needing: account9 account10 account11']);
  });
  it('each is there once', () => {
    draw(audited(many(Array.from({length: 40}, (_, i) => six[i % six.length]!)), managed));
    const ids = [...document.querySelectorAll<HTMLElement>('[data-account]')].map(({dataset}) => dataset['account']);
    expect(ids.toSorted()).toEqual(Array.from({length: 40}, (_, i) => `account${i + 1}`).toSorted());
  });
  it('only what has nothing unchecked is among those with nothing to put right', () => {
    const unchecked: Partial<IncomingServer>[] = [{port: undefined}, {hasConnected: false}, {hasConnected: undefined}, {folders: undefined}, {hasCertificateException: undefined}, {autoSyncMaxAgeDays: undefined}, {type: 'graph'}, {}];
    draw(audited(many(unchecked)));
    const [fine] = rows().filter(row => row.startsWith('group-fine'));
    expect(fine).toBe('group-fine: account8');
  });
  it('nor is what was not read of Thunderbird as a whole, nor beside advice', () => {
    draw(audited({...many(Array.from({length: 6}, () => ({}))), program: program({minimumTLS: undefined})}));
    expect(rows().map(row => row.split(':')[0])).toEqual(['group-unchecked']);
    // The last is a question that none of the three answers is about.
    for (const unread of [{port: undefined}, {loginAtStartUp: undefined, doBiff: false}]) {
      draw(audited(many(Array.from({length: 6}, () => ({deleteModel: 'deleteImmediately', ...unread}))), managed));
      expect(rows().map(row => row.split(':')[0])).toEqual(['group-unchecked']);
    }
  });
  it('one that could not be read stands with those that need something', () => {
    const taken = many([{}, {}, {}, {}, {}, {type: 'unknown'}]);
    draw(audited({...taken, accounts: taken.accounts.map((each, i) => i === 5 ? {...each, error: 'it failed'} : each)}));
    expect(rows()).toEqual(['account6', 'group-fine: account1 account2 account3 account4 account5']);
  });
});
