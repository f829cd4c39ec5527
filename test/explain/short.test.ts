/** The three answers in a few words: there are words for whatever the facts are, in both languages, and none is for nothing. */
import {describe, expect, it, vi} from 'vitest';
import {complete} from '../../scripts/languages.js';
import {copiesOf} from '../../src/explain/copies.ts';
import type {Level} from '../../src/explain/levels.ts';
import {text} from '../../src/explain/messages.ts';
import {shortAnswers} from '../../src/explain/short.ts';
import {withoutForm} from '../../src/explain/translation.ts';
import {type Wire, wireOf} from '../../src/explain/wires.ts';
import type {IncomingServer, OutgoingServer, Snapshot} from '../../src/snapshot.ts';
import {getMessageIn, locales} from '../helpers/locales.ts';
import {account, exchangeServer, folder, incomingServer, localFolders, outgoingServer, popServer, snapshot} from '../helpers/make.ts';

const messenger = {i18n: {getMessage: getMessageIn('en')}};
vi.stubGlobal('messenger', messenger);

const fine: Level[] = ['fine', 'fine', 'fine'];

function taken(incoming: IncomingServer, outgoingServers: OutgoingServer[] = [outgoingServer()], error?: string): Snapshot {
  // Of an account whose kind is judged not even the kind of its server may be read.
  return snapshot({accounts: [account({id: incoming.accountIds[0]!, type: incoming.type === 'unknown' ? 'imap' : incoming.type, error})], incomingServers: [incoming], outgoingServers});
}

function keysOf(whole: Snapshot, levels: Level[] = fine): string[] {
  return shortAnswers(whole.accounts[0]!, whole, levels).map(({key}) => key);
}

const maybe = [true, false, undefined];
const folderLists = [undefined, [folder('inbox')], [folder('inbox'), folder('other', {isOffline: false})], [folder('inbox', {isOffline: false})]];
const mirrors = maybe.flatMap(offlineDownload => [30, -1, undefined].flatMap(autoSyncMaxAgeDays => maybe.flatMap(limitOfflineMessageSize =>
  folderLists.map(folders => incomingServer({offlineDownload, autoSyncMaxAgeDays, limitOfflineMessageSize, folders})))));
const pops = maybe.flatMap(leaveMessagesOnServer => maybe.flatMap(deleteByAgeFromServer => maybe.flatMap(deleteMailLeftOnServer => [{}, {headersOnly: true}, {limitOfflineMessageSize: true}, {hasConnected: undefined}].map(more =>
  popServer({leaveMessagesOnServer, deleteByAgeFromServer, deleteMailLeftOnServer, ...more})))));
const others = [
  incomingServer({autoSyncOfflineStores: false}), incomingServer({hasConnected: false}), incomingServer({hasConnected: undefined}), incomingServer({hostname: 'server1.invalid'}),
  incomingServer({hasConnected: undefined, offlineDownload: false, folders: [folder('inbox')]}),
  exchangeServer(), exchangeServer({type: 'graph'}), incomingServer({type: 'unknown', offlineDownload: undefined}), popServer({hasConnected: false}),
];
const all = [...mirrors, ...pops, ...others];

/** A server with each kind of connection. */
const wires: Record<Exclude<Wire, 'none'>, Partial<Pick<OutgoingServer, 'hostname' | 'socketType' | 'hasCertificateException'>>> = {
  encrypted: {}, open: {socketType: 'plain'}, network: {socketType: 'plain', hostname: '10.0.0.1'}, unread: {socketType: undefined}, unchecked: {hasCertificateException: undefined},
  nowhere: {hostname: ''}, exception: {hasCertificateException: true}, inside: {hostname: 'localhost'},
};

describe('whatever is known of the copies', () => {
  it('where they are has words of its own, but where not even the kind is known', () => {
    const names = new Map(all.map(incoming => [copiesOf(incoming, taken(incoming)).name, keysOf(taken(incoming))[0]!]));
    expect(names.size).toBeGreaterThan(15);
    expect([...names].filter(([, key]) => key === 'page_short_unread').map(([name]) => name)).toEqual(['unread']);
  });
  it.each(complete)('every key has its words, and quotes nothing that is not told: %s', language => {
    messenger.i18n.getMessage = getMessageIn(language);
    for (const incoming of all) {
      for (const answer of shortAnswers(taken(incoming).accounts[0]!, taken(incoming), fine)) {
        const said = text(answer.key, answer.data);
        expect(said).not.toMatch(/page_|[{}]/);
        // A column of a table has no room for more.
        expect(said.length, said).toBeLessThanOrEqual(50);
      }
    }
    messenger.i18n.getMessage = getMessageIn('en');
  });
  it('in two places is said only of what was seen, is whole, and stays', () => {
    const twice = all.filter(incoming => keysOf(taken(incoming))[2] === 'page_short_tomorrow_twice');
    expect(twice.length).toBeGreaterThan(2);
    expect(new Set(twice.map(incoming => copiesOf(incoming, taken(incoming)).name))).toEqual(new Set(['mirror_all', 'mirror_existing', 'pop_until', 'pop_forever']));
    expect(twice.filter(({hasConnected}) => hasConnected !== true)).toEqual([]);
  });
});

const who = (whole: Snapshot) => shortAnswers(whole.accounts[0]!, whole, fine)[1]!;

describe('who can read it', () => {
  it.each(Object.entries(wires))('is said of both ways, or of the worse with its use: %s', (wire, differences) => {
    const [incoming, outgoing] = [incomingServer(differences), outgoingServer(differences)];
    expect([wireOf(incoming), wireOf(outgoing)]).toEqual([wire, wire]);
    expect(who(taken(incoming, [outgoing]))).toEqual({key: `page_short_who_${wire}`, data: {}});
    if (wire === 'encrypted' || wire === 'inside') return;
    const state = locales['en']![`page_short_who_${wire}`]!.message;
    expect(who(taken(incomingServer(), [outgoing]))).toEqual({key: 'page_short_who_differ', data: {use: 'sending', state}});
    expect(who(taken(incoming))).toEqual({key: 'page_short_who_differ', data: {use: 'receiving', state}});
    expect(who(taken(incoming, []))).toEqual({key: `page_short_who_${wire}`, data: {}});
  });
});

it.each<[string, Snapshot, string[]]>([
  ['Local Folders', taken(localFolders()), ['where_local', 'who_local', 'tomorrow_local']],
  ['Local Folders that others have too', taken(localFolders({localPath: '/home/jroe/Dropbox/Mail'})), ['where_shared', 'who_shared', 'tomorrow_local']],
  ['Local Folders that are somewhere', taken(localFolders({localPath: undefined})), ['where_unplaced', 'who_unplaced', 'tomorrow_local']],
  ['an account that could not be read', taken(incomingServer(), [], 'it failed'), ['unread', 'unread', 'unread']],
])('%s', (_name, whole, expected) => {
  expect(keysOf(whole)).toEqual(expected.map(key => `page_short_${key}`));
});

describe('what sounds good', () => {
  it.each<[Level, boolean]>([['critical', true], ['warning', true], ['advice', false], ['unknown', false], ['waived', false], ['fine', false]])('is not said where something is to be put right: %s', (level, isWrong) => {
    expect(keysOf(snapshot(), [level, level, level])).toEqual(isWrong ? Array(3).fill('page_short_see') : ['page_short_where_mirror_all', 'page_short_who_encrypted', 'page_short_tomorrow_twice']);
  });
  it('and what sounds bad is', () => {
    expect(keysOf(taken(incomingServer({offlineDownload: false})), ['warning', 'fine', 'warning'])).toEqual(['page_short_where_mirror_off', 'page_short_who_encrypted', 'page_short_tomorrow_mirror_off']);
  });
});

it('no words are there for nothing', () => {
  const made = new Set([
    ...all.flatMap(incoming => keysOf(taken(incoming))), ...Object.keys(wires).map(wire => `page_short_who_${wire}`), 'page_short_who_none', 'page_short_who_differ', 'page_short_see', 'page_short_unread',
    ...['/home/jroe/Dropbox/Mail', '/home/jroe/Mail', undefined].flatMap(localPath => keysOf(taken(localFolders({localPath})))),
  ]);
  const words = Object.keys(locales['en']!).filter(key => key.startsWith('page_short_')).filter(key => !made.has(key)).map(withoutForm);
  expect(words.filter(key => !made.has(key)), 'Remove these messages').toEqual([]);
});
