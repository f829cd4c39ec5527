import {describe, expect, it, vi} from 'vitest';
import {answersByAccount, answersOf, drawingOf} from '../../src/explain/answers.ts';
import {countAttention} from '../../src/cures.ts';
import {isEncrypted, wireOf, worstWire} from '../../src/explain/wires.ts';
import {verdictOf} from '../../src/explain/verdict.ts';
import type {Folder, IncomingServer, Program, Quota, Snapshot} from '../../src/snapshot.ts';
import {getMessageIn, locales} from '../helpers/locales.ts';
import {
  account, besideIMAP, exchangeServer, exchangeSnapshot, folder, identity, incomingServer, jane, localFolders, outgoingServer, popServer, program, snapshot,
} from '../helpers/make.ts';
import {audited} from '../page/fixture.ts';
import type {Audited} from '../../src/explain/audited.ts';
import {worst} from '../../src/explain/levels.ts';

const messenger = {i18n: {getMessage: (_key: string): string => ''}};
vi.stubGlobal('messenger', messenger);
messenger.i18n.getMessage = getMessageIn('en');

/** The answers to the three questions: the keys of their sentences, and the level. */
function answers(taken: Snapshot, managed?: unknown): Record<string, string> {
  return Object.fromEntries(answersOf(taken.accounts[0]!, audited(taken, managed)).map(({question, sentences, level}) =>
    [question, `${sentences.map(({key}) => key.replace('page_', '')).join(' ')}: ${level}`]));
}

function levelOfAccount(taken: Snapshot, managed?: unknown): string {
  return answersByAccount(audited(taken, managed))[0]!.level;
}

const verdict = (whole: Audited) => verdictOf(whole, answersByAccount(whole));
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
  ['size, to nothing', {limitOfflineMessageSize: true, maxMessageSize: 0}, 'where_mirror_off: warning'],
  ['size, to nothing, and age', {autoSyncMaxAgeDays: 30, limitOfflineMessageSize: true, maxMessageSize: 0}, 'where_mirror_off: warning'],
  ['size, below nothing, which is no limit', {limitOfflineMessageSize: true, maxMessageSize: -1}, 'where_mirror_all: fine'],
  ['no copies', {offlineDownload: false}, 'where_mirror_off: warning'],
  ['not read', {offlineDownload: undefined}, 'where_mirror_unread: unknown'],
])('where the mail of IMAP is, with a limit by %s', (_name, server, where) => {
  expect(answers(withServer(server))['where']).toBe(where);
});

describe('what was only set is told as set, and of what nobody saw nothing is fine', () => {
  it.each<[string, Partial<IncomingServer>, string, string]>([
    ['never connected', {hasConnected: false, folders: [folder('inbox')]}, 'where_unseen: unknown', 'dies_unseen: unknown'],
    ['never connected, as Exchange shows it', {hasConnected: false, folders: []}, 'where_unseen: unknown', 'dies_unseen: unknown'],
    ['never connected, and wrong', {hasConnected: false, offlineDownload: false}, 'where_unseen: warning', 'dies_unseen: warning'],
    ['never connected, and with a limit', {hasConnected: false, autoSyncMaxAgeDays: 30}, 'where_unseen: warning', 'dies_unseen: warning'],
    ['folders not read', {folders: undefined, hasConnected: undefined}, 'where_mirror_vague: unknown', 'dies_mirror fails_mirror_vague: unknown'],
    ['no folder', {folders: []}, 'where_mirror_vague: unknown', 'dies_mirror fails_mirror_vague: unknown'],
    ['whether it connected not read', {hasConnected: undefined}, 'where_mirror_all where_unsure: unknown', 'dies_mirror fails_mirror_all: unknown'],
  ])('IMAP, %s', (_name, server, where, tomorrow) => {
    expect(answers(withServer(server))).toEqual({where, who: 'who_both_encrypted: fine', tomorrow});
  });
  it.each<[string, Partial<IncomingServer>, string, string]>([
    ['never fetched', {hasConnected: false}, 'where_unseen: unknown', 'dies_unseen: unknown'],
    ['never fetched, and wrong', {hasConnected: false, leaveMessagesOnServer: false}, 'where_unseen: warning', 'dies_unseen: warning'],
    ['whether it fetched not read', {hasConnected: undefined}, 'where_pop_age where_unsure: unknown', 'dies_pop_age fails_pop: unknown'],
  ])('POP, %s', (_name, server, where, tomorrow) => {
    expect(answers(withPop(server))).toEqual({where, who: 'who_both_encrypted: fine', tomorrow});
  });
  it('is neither fine as a whole, nor with the rules switched off, nor drawn as if it were', () => {
    const off = {rules: {'folders-without-local-copy': 'off', 'local-copies-off': 'off', 'pop-removes-from-server': 'off'}};
    for (const taken of [withServer({hasConnected: false}), withPop({hasConnected: false})]) {
      expect([levelOfAccount(taken), levelOfAccount(taken, off)]).toEqual(['unknown', 'unknown']);
      expect(verdict(audited(taken)).notes.map(({key}) => key)).toEqual(['page_incomplete']);
      expect(drawingOf(taken.accounts[0]!, taken)).toMatchObject({
        server: {key: 'page_server_unseen', stack: 'unknown'}, here: {key: 'page_here_unseen', stack: 'none'},
      });
    }
  });
  it('is told as set by every sentence about it', () => {
    const words: Record<string, RegExp> = {en: /\bset (to|so)\b|\bas set\b/i, fr: /\bréglé|\bréglages?\b/i};
    const about = /^(page_(where|here|fails)_mirror_(all|age|size|folders|existing|chosen|new|off)|page_(where|server)_pop_|(local_copies|folders_without|automatic_sync|sent_copy|trash_emptied|pop_(removes|keeps|short|long|headers|sent))_.*_(passed|title|question))/;
    // What these are about Thunderbird does by itself, or nobody can tell.
    const others = /^(page_fails_mirror_(off|new)$|page_where_pop_beginning$)/;
    for (const [locale, said] of Object.entries(words)) {
      const promises = Object.entries(locales[locale]!).filter(([key, {message}]) => about.test(key) && !others.test(key) && !said.test(message));
      expect(promises.map(([key, {message}]) => `${key}: ${message}`)).toEqual([]);
    }
  });
});

function chosen(...folders: Folder[]): Partial<IncomingServer> {
  return {offlineDownload: false, folders};
}

describe('folders that were chosen while the option is off', () => {
  const left = folder('other', {isOffline: false});
  it.each<[string, Partial<IncomingServer>, string, string]>([
    ['one of two', chosen(folder('inbox'), left), 'where_mirror_chosen: advice', 'dies_mirror fails_mirror_chosen: advice'],
    ['one, and not the Inbox', chosen(folder('other'), folder('inbox', {isOffline: false})), 'where_mirror_chosen: warning', 'dies_mirror fails_mirror_chosen: warning'],
    ['all there are', chosen(folder('inbox'), folder('other')), 'where_mirror_existing: fine', 'dies_mirror fails_mirror_existing: fine'],
    ['none', chosen(left), 'where_mirror_off: warning', 'dies_mirror fails_mirror_off: warning'],
    ['not read', {offlineDownload: false, folders: undefined, hasConnected: undefined}, 'where_mirror_off_unread: warning', 'dies_mirror fails_mirror_unread: warning'],
    ['with a limit', {...chosen(folder('inbox')), autoSyncMaxAgeDays: 30}, 'where_mirror_age where_chosen: warning', 'dies_mirror fails_mirror_age: warning'],
    ['not copied by themselves', {...chosen(folder('inbox')), autoSyncOfflineStores: false}, 'where_mirror_opened: warning', 'dies_mirror fails_mirror_opened: warning'],
  ])('%s', (_name, server, where, tomorrow) => {
    expect(answers(withServer(server))).toMatchObject({where, tomorrow});
  });
  it('are counted', () => {
    const taken = withServer(chosen(folder('inbox'), folder('sent'), left));
    expect(answersOf(taken.accounts[0]!, audited(taken))[0]!.sentences).toEqual([{key: 'page_where_mirror_chosen', data: {count: 2}}]);
    expect(drawingOf(taken.accounts[0]!, taken).here).toEqual({key: 'page_here_mirror_chosen', data: {count: 2}, stack: 'recent'});
  });
  it('are not what an administrator wants who forbids copies', () => {
    expect(answers(withServer(chosen(folder('inbox'))), {copies: 'forbidden'})['where']).toBe('where_mirror_existing: warning');
    expect(answers(withServer({offlineDownload: false, folders: undefined}), {copies: 'forbidden'})['where']).toBe('where_mirror_off_unread: unknown');
    expect(answers(withServer({offlineDownload: false, hasConnected: false}), {copies: 'forbidden'})['where']).toBe('where_unseen: unknown');
  });
});

it('copies of new folders alone are copies of nothing that is there', () => {
  expect(answers(withServer({folders: [folder('inbox', {isOffline: false})]}))).toMatchObject({
    where: 'where_mirror_new: warning', tomorrow: 'dies_mirror fails_mirror_new: warning',
  });
});

const gmail = (isOffline: boolean) => withServer({hostname: 'imap.gmail.com', folders: [folder('inbox', {isOffline: false}), folder('archives', {isOffline})]});

it('Gmail is whole here where All Mail is, whatever its other folders say', () => {
  expect(answers(gmail(true))).toMatchObject({where: 'where_mirror_all: fine', tomorrow: 'dies_mirror fails_mirror_all: fine'});
  expect(answers(gmail(false))['where']).toBe('where_mirror_new: warning');
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

const untilDeleted = {deleteByAgeFromServer: false, deleteMailLeftOnServer: true};

it.each([
  ['removes', {leaveMessagesOnServer: false}, 'where_pop_removes: warning', 'dies_pop_removes fails_pop: warning'],
  ['14 days', {}, 'where_pop_age: fine', 'dies_pop_age fails_pop: fine'],
  ['until deleted here', untilDeleted, 'where_pop_until: fine', 'dies_pop_until fails_pop: fine'],
  ['14 days or until deleted here', {deleteMailLeftOnServer: true}, 'where_pop_age_until: fine', 'dies_pop_age_until fails_pop: fine'],
  ['for ever', {deleteByAgeFromServer: false}, 'where_pop_forever: fine', 'dies_pop_forever fails_pop: advice'],
  // 0 days are no limit.
  ['0 days', {numDaysToLeaveOnServer: 0}, 'where_pop_forever: fine', 'dies_pop_forever fails_pop: advice'],
  ['0 days or until deleted here', {numDaysToLeaveOnServer: 0, deleteMailLeftOnServer: true}, 'where_pop_until: fine', 'dies_pop_until fails_pop: fine'],
  // The cut-off lies in the future: each message goes at the next check.
  ['-1 days', {numDaysToLeaveOnServer: -1}, 'where_pop_removes: unknown', 'dies_pop_removes fails_pop: advice'],
  // Something stays on the server: without knowing for how long, that is not fine.
  ['days not read', {numDaysToLeaveOnServer: undefined}, 'where_pop_vague: unknown', 'dies_pop_unread fails_pop: unknown'],
  ['limit not read', {deleteByAgeFromServer: undefined}, 'where_pop_vague: unknown', 'dies_pop_unread fails_pop: unknown'],
  ['deletion not read', {deleteMailLeftOnServer: undefined}, 'where_pop_vague: unknown', 'dies_pop_unread fails_pop: unknown'],
  ['not read', {leaveMessagesOnServer: undefined}, 'where_pop_unread: unknown', 'dies_pop_unread fails_pop: unknown'],
])('where the mail of POP is: %s', (_name, server, where, tomorrow) => {
  expect(answers(withPop(server))).toEqual({where, who: 'who_both_encrypted: fine', tomorrow});
});

it('POP beside IMAP of the same mailbox is fine where it takes nothing away: another rule has looked then', () => {
  const kept = besideIMAP(popServer({deleteByAgeFromServer: false})).snapshot;
  expect(answers(kept)).toMatchObject({where: 'where_pop_forever: fine', tomorrow: 'dies_pop_forever fails_pop: fine'});
  const {where, tomorrow} = answers(kept, {rules: {'mailbox-read-twice': 'off'}});
  expect([where, tomorrow]).toEqual([expect.stringMatching(/: unknown$/), expect.stringMatching(/: unknown$/)]);
  expect(answers(besideIMAP(popServer()).snapshot)).toMatchObject({where: 'where_pop_age: warning', tomorrow: 'dies_pop_age fails_pop: warning'});
});

describe('POP that fetches only a part of messages', () => {
  const headers = {headersOnly: true};
  const beginning = {limitOfflineMessageSize: true, maxMessageSize: 30};
  it.each([
    ['headers', headers, 'where_pop_headers: warning', 'dies_pop_age fails_pop_headers: warning'],
    ['beginning', beginning, 'where_pop_age where_pop_beginning: warning', 'dies_pop_age fails_pop_beginning: warning'],
    // With the headers alone there is nothing that a limit could cut.
    ['both', {...headers, ...beginning}, 'where_pop_headers: warning', 'dies_pop_age fails_pop_headers: warning'],
  ])('says so: %s', (_name, server, where, tomorrow) => {
    expect(answers(withPop(server))).toMatchObject({where, tomorrow});
  });
  it.each([['headers', headers], ['beginning', beginning]])('is never fine, even with the rule switched off: %s', (_name, server) => {
    const {where, tomorrow} = answers(withPop(server), {rules: {'pop-headers-only': 'off', 'pop-truncated': 'off'}});
    expect([where, tomorrow]).toEqual([expect.stringMatching(/: unknown$/), expect.stringMatching(/: unknown$/)]);
  });
  it('a limit of 0 is told as the one that Thunderbird takes it for', () => {
    const taken = withPop({...beginning, maxMessageSize: 0});
    expect(answersOf(taken.accounts[0]!, audited(taken))[0]!.sentences).toContainEqual({key: 'page_where_pop_beginning', data: {days: 14, kilobytes: 50}});
  });
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

describe('the worst of several levels', () => {
  // What can be put right comes before what was not checked, and that before what was accepted.
  const order = ['critical', 'warning', 'advice', 'unknown', 'waived', 'fine'] as const;
  it.each(order.flatMap((worse, i) => order.slice(i).map(better => [worse, better] as const)))('of %s and %s is the first', (worse, better) => {
    expect([worst([worse, better]), worst([better, worse])]).toEqual([worse, worse]);
  });
  it('of nothing at all is not fine', () => {
    expect(worst([])).toBe('unknown');
  });
});

describe('the worst of several connections', () => {
  // Who can read along comes first; then what was not checked; and what leads nowhere, or stays here, before what is well.
  const order = ['open', 'network', 'exception', 'unread', 'unchecked', 'nowhere', 'inside', 'encrypted'] as const;
  it.each(order.flatMap((worse, i) => order.slice(i).map(better => [worse, better] as const)))('of %s and %s is the first', (worse, better) => {
    expect([worstWire([worse, better]), worstWire([better, worse])]).toEqual([worse, worse]);
  });
  it('of nothing at all is none', () => {
    expect(worstWire([])).toBe('none');
  });
});

describe('who can read along is known of', () => {
  it.each([
    ['Exchange by https', exchangeServer({exchangeScheme: 'https'}), 'encrypted'], ['Exchange by http', exchangeServer({exchangeScheme: 'http'}), 'open'],
    ['Exchange by anything else', exchangeServer({exchangeScheme: 'file'}), 'open'], ['Exchange of which that was not read', exchangeServer({exchangeScheme: undefined}), 'unread'],
    ['a server of which it was not read', outgoingServer({socketType: undefined}), 'unread'],
    ['one of the local network', outgoingServer({socketType: 'plain', location: 'localNetwork'}), 'network'], ['one beyond', outgoingServer({socketType: 'plain', location: 'beyond'}), 'open'],
  ])('%s', (_name, server, expected) => {
    expect(wireOf(server)).toBe(expected);
  });
  it.each([
    ['encrypted', 'encrypted', true], ['inside', 'inside', true], ['encrypted', 'none', true], ['inside', 'none', true], ['none', 'none', false],
    ['encrypted', 'open', false], ['encrypted', 'exception', false], ['unchecked', 'encrypted', false], ['nowhere', 'encrypted', false],
  ] as const)('both ways: %s and %s are well: %s', (incoming, sending, isWell) => {
    expect(isEncrypted({incoming, outgoing: sending})).toBe(isWell);
  });
});

describe('what belongs to no account', () => {
  const whole = {program: program({minimumTLS: '1.0'})};
  it('is something to put right, and no account’s', () => {
    const state = audited(snapshot(whole));
    const {level, sentence, first} = verdict(state);
    expect([level, sentence, first?.flat().map(({rule}) => rule)]).toEqual(['warning', {key: 'page_verdict_elsewhere', data: {count: 1, accounts: 0, total: 1}}, ['deprecated-tls']]);
    expect(countAttention(state.report)).toBe(1);
  });
  it('is one more thing beside what an account has, and makes no account more', () => {
    const accounts = [account(), account({id: 'account2'})];
    const servers = [incomingServer({offlineDownload: false}), incomingServer({key: 'server2', accountIds: ['account2']})];
    const state = audited(snapshot({...whole, accounts, incomingServers: servers, identities: [identity(), identity({key: 'id2', accountIds: ['account2']})]}));
    expect(verdict(state).sentence).toEqual({key: 'page_verdict_some_beyond', data: {count: 2, accounts: 1, total: 2}});
    expect(countAttention(state.report)).toBe(2);
  });
});

it('Local Folders never count as an account, nor as one of yours where something is to be put right in them', () => {
  const local = localFolders({key: 'server2', accountIds: ['account2'], retainBy: 'age', daysToKeepHdrs: 30});
  const accounts = [account(), account({id: 'account2', type: 'local'})];
  const {sentence} = verdict(audited(snapshot({accounts, incomingServers: [incomingServer(), local]})));
  expect(sentence).toEqual({key: 'page_verdict_elsewhere', data: {count: 1, accounts: 0, total: 1}});
  expect(verdict(audited(snapshot({accounts, incomingServers: [incomingServer({offlineDownload: false}), local]}))).sentence)
    .toEqual({key: 'page_verdict_only_beyond', data: {count: 2, accounts: 1, total: 1}});
  const {notes} = verdict(audited(snapshot({accounts, incomingServers: [incomingServer(), {...local, retainBy: 'all'}]})));
  expect(notes).toContainEqual({key: 'page_fine_what', data: {total: 1}});
});

it.each([
  ['IMAP without copies in the background', withServer({autoSyncOfflineStores: false}), 'warning'],
  // Nothing is wrong with it: Thunderbird makes no copies of it in the background, and has no setting for that.
  ['Graph', exchangeSnapshot({accounts: [account({type: 'graph'})], incomingServers: [exchangeServer({type: 'graph'})]}), 'unknown'],
])('keeps what was opened: %s', (_name, taken, level) => {
  expect(answers(taken)).toMatchObject({where: `where_mirror_opened: ${level}`, tomorrow: `dies_mirror fails_mirror_opened: ${level}`});
});

describe('what Thunderbird deletes by itself is said of tomorrow', () => {
  const byAge = {retainBy: 'age', daysToKeepHdrs: 30} as const;
  const byCount = {retainBy: 'count', numHeadersToKeep: 500} as const;
  const folders = [folder('inbox', {retainBy: 'age'}), folder('other', {retainBy: 'count'}), folder('trash', {retainBy: 'age'})];
  const age = {key: 'page_tomorrow_deletes_age', data: {days: 30}};
  const count = {key: 'page_tomorrow_deletes_count', data: {count: 500}};
  // What is in the Trash may go.
  const inFolders = {key: 'page_tomorrow_deletes_folders', data: {count: 2}};
  it.each<[string, Partial<IncomingServer>, unknown[]]>([
    ['by age', byAge, [age]], ['by number', byCount, [count]], ['in folders', {folders}, [inFolders]], ['both', {...byAge, folders}, [age, inFolders]],
    ['in the Trash alone', {folders: [folder('inbox'), folder('trash', {retainBy: 'age'})]}, []],
  ])('%s', (_name, server, sentences) => {
    for (const taken of [withServer(server), withPop(server)]) {
      const [where, , tomorrow] = answersOf(taken.accounts[0]!, audited(taken));
      expect(tomorrow!.sentences.slice(2)).toEqual(sentences);
      // It is said once.
      expect(where!.sentences).toHaveLength(1);
      expect(tomorrow!.level).toBe(sentences.length ? 'critical' : 'fine');
    }
  });
});

/** An account and Local Folders beside it. */
function withLocal(local: Partial<IncomingServer>, differences: Partial<Snapshot> = {}): Snapshot {
  return snapshot({
    accounts: [account(), account({id: 'account9', type: 'local', name: 'Local Folders'})], incomingServers: [incomingServer(), localFolders(local)], ...differences,
  });
}

/** What `answers` tells, of Local Folders. */
function localAnswers(taken: Snapshot, managed?: unknown): Record<string, string> {
  return answers({...taken, accounts: taken.accounts.toReversed()}, managed);
}

describe('Local Folders', () => {
  it('of which nothing was read have no card; of which something is wrong, or accepted, one', () => {
    const unread = withLocal({retainBy: undefined, folders: undefined, localPath: undefined});
    expect(audited(unread).report.findings.some(({outcome, accountIds}) => outcome === 'unknown' && accountIds.includes('account9'))).toBe(true);
    expect(answersByAccount(audited(unread)).map(judged => judged.account.id)).toEqual(['account1']);
    const aged = audited(withLocal({retainBy: 'age', daysToKeepHdrs: 30}));
    expect(answersByAccount(aged).map(judged => judged.account.id)).toEqual(['account1', 'account9']);
  });
  const dropbox = `/home/${jane.username}/Dropbox`;
  it('are on this computer alone, where nobody reads along', () => {
    expect(localAnswers(withLocal({}))).toEqual({where: 'where_local: unknown', who: 'who_local: fine', tomorrow: 'dies_local: unknown'});
  });
  it('say what they delete by themselves', () => {
    expect(localAnswers(withLocal({retainBy: 'age', daysToKeepHdrs: 30, folders: [folder('other', {retainBy: 'count'})]}))).toEqual({
      where: 'where_local: critical', who: 'who_local: fine', tomorrow: 'dies_local tomorrow_deletes_age tomorrow_deletes_folders: critical',
    });
  });
  it.each([
    ['in a folder of Dropbox', withLocal({localPath: `${dropbox}/Mail`}), 'dies_shared: warning'],
    ['on a share', withLocal({localPath: String.raw`\\server\share\Mail`}), 'dies_shared: advice'],
    [
      'in a profile in a folder of Dropbox', withLocal({localPath: `${dropbox}/p/Mail`}, {program: program({profilePath: `${dropbox}/p`})}),
      'dies_shared elsewhere: warning',
    ],
  ])('are shared where they leave the computer, and who reads them there was not checked: %s', (_name, taken, tomorrow) => {
    expect(localAnswers(taken)).toEqual({where: 'where_shared: unknown', who: 'who_shared: unknown', tomorrow});
  });
  it('are shared even where the rule on that is switched off', () => {
    const rules = {'mail-in-cloud-folder': 'off'};
    expect(localAnswers(withLocal({localPath: `${dropbox}/Mail`}), {rules})['who']).toBe('who_shared: unknown');
  });
  it('are nobody’s to be sure of where their place was not read', () => {
    expect(localAnswers(withLocal({localPath: undefined}))).toEqual({
      where: 'where_unplaced: unknown', who: 'who_unplaced: unknown', tomorrow: 'dies_unplaced: unknown',
    });
  });
  it('are shared even where that is accepted', () => {
    const waivers = [{rule: 'mail-in-cloud-folder', account: 'local*', reason: 'It is encrypted', until: '2027-06-30'}];
    expect(localAnswers(withLocal({localPath: `${dropbox}/Mail`}), {waivers, rules: {'mail-outside-profile': 'off'}})).toEqual({
      where: 'where_shared: unknown', who: 'who_shared: unknown', tomorrow: 'dies_shared: waived',
    });
  });
});

/** POP that delivers into Local Folders. */
function delivered(pop: Partial<IncomingServer>, local: Partial<IncomingServer>): Snapshot {
  const {accounts: [, locals]} = withLocal({});
  return snapshot({
    accounts: [account({type: 'pop3'}), locals!], incomingServers: [popServer({deferredToAccount: 'account9', ...pop}), localFolders(local)],
    identities: [identity({accountTypes: ['pop3']})],
  });
}

describe('POP that delivers into Local Folders', () => {
  const retention = {retainBy: 'age', daysToKeepHdrs: 30} as const;
  it('says where it delivers', () => {
    const taken = delivered({}, {});
    expect(answers(taken)).toMatchObject({where: 'where_pop_age where_delivered: fine', tomorrow: 'dies_pop_age fails_pop: fine'});
    expect(answersOf(taken.accounts[0]!, audited(taken))[0]!.sentences).toContainEqual({key: 'page_where_delivered', data: {account: 'Local Folders'}});
  });
  it('is not fine where that account is gone', () => {
    const taken = delivered({deferredToAccount: 'account8'}, {});
    expect(answers(taken)).toMatchObject({where: 'where_pop_age: unknown', tomorrow: 'dies_pop_age fails_pop: unknown'});
  });
  it('is not asked what it would delete from folders of its own, which it has not', () => {
    expect(answers(delivered({...retention, folders: [folder('inbox', {retainBy: 'age'})]}, {}))['tomorrow']).toBe('dies_pop_age fails_pop: fine');
    expect(levelOfAccount(delivered(retention, {}))).toBe('fine');
  });
  it.each<[string, Partial<IncomingServer>, string, string]>([
    ['by age', retention, 'where_pop_age where_delivered elsewhere_folders: critical', 'dies_pop_age fails_pop tomorrow_deletes_age elsewhere_folders: critical'],
    [
      'by number', {retainBy: 'count', numHeadersToKeep: 9}, 'where_pop_age where_delivered elsewhere_folders: critical',
      'dies_pop_age fails_pop tomorrow_deletes_count elsewhere_folders: critical',
    ],
    // Which folders delete is not about where the mail is.
    [
      'in one folder', {folders: [folder('other', {retainBy: 'age'})]}, 'where_pop_age where_delivered: fine',
      'dies_pop_age fails_pop tomorrow_deletes_folders elsewhere_folders: warning',
    ],
    ['not read', {retainBy: undefined}, 'where_pop_age where_delivered: unknown', 'dies_pop_age fails_pop: unknown'],
  ])('says what those delete, and that it is corrected there: %s', (_name, local, where, tomorrow) => {
    expect(answers(delivered({}, local))).toEqual({where, who: 'who_both_encrypted: fine', tomorrow});
  });
  it('is not itself worse for what is corrected there', () => {
    const taken = delivered({}, retention);
    const [mine, local] = answersByAccount(audited(taken));
    expect([mine!.level, local!.level]).toEqual(['fine', 'critical']);
    expect(mine!.answers.map(({ownLevel}) => ownLevel)).toEqual(['fine', 'fine', 'fine']);
    expect(mine!.answers[2]!.sentences.at(-1)).toEqual({key: 'page_elsewhere_folders', data: {account: 'Local Folders'}});
  });
});

describe('what is wrong with Thunderbird as a whole concerns every account', () => {
  const profilePath = `/home/${jane.username}/OneDrive/Profile`;
  const two = (differences: Partial<Program>): Snapshot => snapshot({
    accounts: [account(), account({id: 'account2'})],
    incomingServers: [1, 2].map(n => incomingServer({
      key: `server${n}`, accountIds: [`account${n}`], hostname: `imap.example${n}.com`, ...differences.profilePath && {localPath: `${profilePath}/${n}`},
    })),
    outgoingServers: [outgoingServer({accountIds: ['account1', 'account2']})],
    identities: [identity(), identity({key: 'id2', accountIds: ['account2']})],
    program: program(differences),
  });
  const fine = {where: 'where_mirror_all: fine', who: 'who_both_encrypted: fine', tomorrow: 'dies_mirror fails_mirror_all: fine'};
  it.each<[string, Partial<Program>, object]>([
    ['old encryption', {minimumTLS: '1.0'}, {who: 'who_both_encrypted elsewhere: warning'}],
    // There is nothing to correct elsewhere.
    ['encryption not read', {minimumTLS: undefined}, {who: 'who_both_encrypted: unknown'}],
    ['a profile in a folder of OneDrive', {profilePath}, {tomorrow: 'dies_mirror fails_mirror_all elsewhere: warning'}],
    ['what no answer is about', {startsOffline: true, hasPrimaryPassword: false}, {}],
  ])('%s', (_name, differences, expected) => {
    const taken = two(differences);
    for (const accounts of [taken.accounts, taken.accounts.toReversed()]) expect(answers({...taken, accounts})).toEqual({...fine, ...expected});
    expect(answersByAccount(audited(taken)).map(({level}) => level)).toEqual(['fine', 'fine']);
  });
});

/** The keys of what stands beside an answer, with its numbers. */
function besides(taken: Snapshot, question: 'where' | 'tomorrow'): string[] {
  const answer = answersOf(taken.accounts[0]!, audited(taken)).find(entry => entry.question === question)!;
  return answer.notes.map(({key, data}) => [key, ...Object.values(data)].join(' '));
}

/** So much of 100 is used. */
function room(used: number, name = 'STORAGE'): Quota {
  return {name, used, limit: 100};
}

describe('beside where the mail is stands how full the room on the server is', () => {
  it.each<[string, Quota[] | undefined, string[]]>([
    ['not asked yet', undefined, ['page_quota_not_asked']], ['no limit', [], []], ['a limit of nothing', [{name: 'STORAGE', used: 5, limit: 0}], []],
    ['one', [room(50)], ['page_quota_used 50']],
    ['the fullest', [room(50), room(80, 'MESSAGE'), room(70)], ['page_quota_used 80']],
    ['after the name of a root', [room(60, 'Jane Roe / STORAGE')], ['page_quota_used 60']],
    ['what is not the mail', [room(99, 'MAILBOX'), room(98, 'ANNOTATION-STORAGE'), room(40)], ['page_quota_used 40']],
    ['only what is not the mail', [room(99, 'MAILBOX')], []],
  ])('%s', (_name, quota, expected) => {
    expect(besides(withServer({quota}), 'where')).toEqual(expected);
  });
  it('never as a change of the answer, which would come and go', () => {
    expect(answers(withServer({quota: [room(100)]}))).toEqual(answers(snapshot()));
  });
  it('only for IMAP, and only where folders were read', () => {
    expect([withServer({folders: undefined}), withPop({}), exchangeSnapshot()].map(taken => besides(taken, 'where'))).toEqual([[], [], []]);
  });
});

describe('what was told of a backup changes no answer, and stands beside none', () => {
  it.each(['', '2026-11-01', '2020-01-01', undefined])('%j', lastBackup => {
    for (const taken of [snapshot({program: program({lastBackup})}), withLocal({}, {accounts: withLocal({}).accounts.toReversed(), program: program({lastBackup})})]) {
      expect(besides(taken, 'tomorrow')).toEqual([]);
      expect(answers(taken)).toEqual(answers({...taken, program: program()}));
    }
  });
});

describe('an exception for a certificate', () => {
  it.each([[false, 'encrypted', 'fine'], [true, 'exception', 'warning'], [undefined, 'unchecked', 'unknown']])('%s: %s, %s', (hasCertificateException, wire, level) => {
    const [incoming, outgoing] = [incomingServer({hasCertificateException}), outgoingServer({hasCertificateException})];
    const who = (differences: Partial<Snapshot>) => answers(snapshot(differences))['who'];
    const both = snapshot({incomingServers: [incoming], outgoingServers: [outgoing]});
    expect(drawingOf(both.accounts[0]!, both)).toMatchObject({incoming: wire, outgoing: wire});
    expect(answers(both)['who']).toBe(`who_both_${wire}: ${level}`);
    if (wire === 'encrypted') return;
    expect(who({incomingServers: [incoming]})).toBe(`who_incoming_${wire} who_outgoing_encrypted: ${level}`);
    expect(who({outgoingServers: [outgoing]})).toBe(`who_incoming_encrypted who_outgoing_${wire}: ${level}`);
  });
  it('is never fine, even with the rule switched off', () => {
    const rules = {'certificate-exception': 'off'};
    for (const hasCertificateException of [true, undefined]) expect(answers(withServer({hasCertificateException}), {rules})['who']).toMatch(/: unknown$/);
  });
});

describe('a server whose name leads nowhere', () => {
  const off = {rules: {'unusable-server-name': 'off'}};
  const dead = {hostname: 'server1.invalid'};
  const deadSMTP = [outgoingServer({hostname: 'smtp.example.com:465'})];

  it.each([['IMAP', withServer(dead)], ['POP', withPop(dead)], ['IMAP by its port', withServer({port: 70_000})]])('has no mail to promise: %s', (_name, taken) => {
    expect(answers(taken)).toEqual({
      where: 'where_nowhere: warning', who: 'who_incoming_nowhere who_outgoing_encrypted: warning', tomorrow: 'dies_nowhere: warning',
    });
    expect(drawingOf(taken.accounts[0]!, taken)).toMatchObject({
      incoming: 'nowhere', outgoing: 'encrypted', server: {key: 'page_server_nowhere', stack: 'unknown'}, here: {key: 'page_here_nowhere', stack: 'unknown'},
    });
    expect(answersOf(taken.accounts[0]!, audited(taken))[0]!.notes).toEqual([]);
  });
  it('is never fine, even with the rule switched off', () => {
    expect(answers(withServer(dead), off)).toEqual({
      where: 'where_nowhere: unknown', who: 'who_incoming_nowhere who_outgoing_encrypted: unknown', tomorrow: 'dies_nowhere: unknown',
    });
  });
  it('for sending says nothing of where the mail is', () => {
    const taken = snapshot({outgoingServers: deadSMTP});
    expect(answers(taken)).toEqual({
      where: 'where_mirror_all: fine', who: 'who_incoming_encrypted who_outgoing_nowhere: warning', tomorrow: 'dies_mirror fails_mirror_all: fine',
    });
    expect(answers(taken, off)['who']).toBe('who_incoming_encrypted who_outgoing_nowhere: unknown');
    expect(answers({...withServer(dead), outgoingServers: deadSMTP})['who']).toBe('who_both_nowhere: warning');
  });
  it('is told before one that is encrypted, and after one that is not', () => {
    const [encrypted, open] = [{}, {socketType: 'plain' as const}].map(other => snapshot({outgoingServers: [...deadSMTP, outgoingServer({key: 'smtp2', ...other})]}));
    expect(answers(encrypted!)['who']).toBe('who_incoming_encrypted who_outgoing_nowhere: warning');
    expect(answers(open!)['who']).toBe('who_incoming_encrypted who_outgoing_open: critical');
  });
  it('is no server where SMTP makes another port of it', () => {
    expect(answers(snapshot({outgoingServers: [outgoingServer({port: 70_000})]}))['who']).toBe('who_both_encrypted: warning');
  });
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
    expect(first!.flat().map(({rule}) => rule)).toEqual(['local-copies-by-size']);
    expect(notes).toEqual([]);
  });
  it('of one account is not counted with what is wrong in another', () => {
    const taken = snapshot({
      accounts: [account(), account({id: 'account2'})],
      incomingServers: [incomingServer({autoSyncMaxAgeDays: 30}), incomingServer({key: 'server2', accountIds: ['account2'], hostname: 'imap.example.org', limitOfflineMessageSize: true})],
      identities: [identity(), identity({key: 'id2', accountIds: ['account2']})],
    });
    const {sentence} = verdict(audited(taken, {waivers: [byAge]}));
    expect(sentence).toEqual({key: 'page_verdict_some', data: {count: 1, accounts: 1, total: 2}});
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
