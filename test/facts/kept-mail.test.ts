/** What is kept of mail, and where. */
import {describe, expect, it} from 'vitest';
import {audit} from '../../src/audit.ts';
import type {Policy} from '../../src/policy.ts';
import {rules} from '../../src/rules/index.ts';
import type {Folder, IncomingServer, Quota} from '../../src/snapshot.ts';
import {bytesHere, chosenFolders, copyOfAllMail, keepsCopies, limitedFolders, mirrorsAsSet, receiverOf, roomUsed} from '../../src/facts/kept-mail.ts';
import {exchangeServer, folder, incomingServer, localFolders, popServer, snapshot} from '../helpers/make.ts';

describe('what mirrors its server as the settings say', () => {
  const old = snapshot({thunderbird: '140.12.0'});
  it.each([
    ['IMAP', true, incomingServer(), old], ['Exchange', true, exchangeServer(), snapshot()], ['Graph', true, exchangeServer({type: 'graph'}), snapshot()],
    // It copies nothing and has no delete model there.
    ['Exchange in 140', false, exchangeServer(), old], ['Exchange in 152', false, exchangeServer(), snapshot({thunderbird: '152.0'})],
    ['POP', false, popServer(), snapshot()], ['Local Folders', false, localFolders(), snapshot()],
  ])('%s: %s', (_, expected, server, whole) => expect(mirrorsAsSet(server, whole)).toBe(expected));
});

describe('where mail is put', () => {
  const others = [incomingServer({key: 'server7', accountIds: ['account7']}), localFolders()];
  it.each<[string, string | undefined, IncomingServer]>([
    ['IMAP keeps it', 'server1', incomingServer()], ['POP keeps it', 'server1', popServer()], ['Local Folders keep it', 'server1', localFolders({key: 'server1'})],
    ['POP gives it to Local Folders', 'server9', popServer({deferredToAccount: 'account9'})],
    ['POP gives it to another account', 'server7', popServer({deferredToAccount: 'account7'})],
    ['POP gives it to an account that is gone', undefined, popServer({deferredToAccount: 'account5'})],
    ['of POP that was not read', undefined, popServer({deferredToAccount: undefined})],
    // Only POP can deliver elsewhere.
    ['IMAP keeps it, whatever is set', 'server1', incomingServer({deferredToAccount: 'account9'})],
  ])('%s: %s', (_, expected, server) => {
    expect(receiverOf(server, snapshot({incomingServers: [...others, server]}))?.key).toBe(expected);
  });
});

/** What the rules on copies say of an account whose option is off; what does not apply is left out. */
function verdicts(folders: Folder[] | undefined, policy: Partial<Policy> = {}): Record<string, string> {
  const server = incomingServer({offlineDownload: false, autoSyncOfflineStores: false, autoSyncMaxAgeDays: 30, limitOfflineMessageSize: true, folders});
  const {findings, passed} = audit(snapshot({incomingServers: [server]}), rules.filter(({id}) => /^(local-copies|folders-without|automatic-sync)/.test(id)), {rules: {}, ...policy});
  return Object.fromEntries([...passed.map(({rule}) => [rule, 'pass']), ...findings.map(({rule, outcome}) => [rule, outcome])]);
}

function whereForbidden(folders: Folder[] | undefined): Record<string, string> {
  return verdicts(folders, {copies: 'forbidden'});
}

describe('whether an account is set to keep copies', () => {
  const [kept, left, unread] = [folder('inbox'), folder('other', {isOffline: false}), folder('sent', {isOffline: undefined})];
  const trash = folder('trash');
  it.each<[string, boolean | undefined, Folder[], boolean | undefined, Folder[] | undefined]>([
    // The option is for new folders too.
    ['as the option says', true, [], true, [kept, left]], ['as the option says, of new folders alone', true, [], true, [left]],
    ['as the option says where folders were not read', true, [], true, undefined], ['no, as far as the option tells', false, [], false, undefined],
    ['no', false, [], false, [left]], ['no: there is no folder', false, [], false, []], ['no, as far as folders were read', false, [], false, [left, unread]],
    ['of what was chosen', false, [kept], true, [kept, left]], ['of the Trash', false, [trash], true, [left, trash]], ['of all that is there', false, [kept, trash], true, [kept, trash]],
    ['not read', undefined, [], undefined, [kept]], ['nothing read', undefined, [], undefined, undefined],
  ])('%s', (_, offlineDownload, chosen, expected, folders) => {
    expect(keepsCopies({offlineDownload, folders})).toBe(expected);
    expect(chosenFolders({offlineDownload, folders})).toEqual(chosen);
  });
  it('is what every rule on copies asks, and not the option alone', () => {
    const all = {'local-copies-by-age': 'fail', 'local-copies-by-size': 'fail', 'automatic-sync-off': 'fail'};
    expect(verdicts([kept, left])).toEqual({...all, 'local-copies-off': 'pass', 'folders-without-local-copy': 'fail'});
    expect(verdicts([kept])).toEqual({...all, 'local-copies-off': 'pass', 'folders-without-local-copy': 'pass'});
    for (const folders of [[left], [], undefined]) expect(verdicts(folders)).toEqual({'local-copies-off': 'fail'});
  });
  it('is what an administrator forbids', () => {
    for (const folders of [[kept, left], [kept], [trash]]) expect(whereForbidden(folders)).toEqual({'local-copies-forbidden': 'fail'});
    for (const folders of [[left], []]) expect(whereForbidden(folders)).toEqual({'local-copies-forbidden': 'pass'});
    // That nothing was chosen only the folders can say.
    for (const folders of [[left, unread], undefined]) expect(whereForbidden(folders)).toEqual({'local-copies-forbidden': 'unknown'});
  });
});

/** A folder of so many bytes. */
function sized(use: Folder['use'], bytes: number | undefined, isOffline: boolean | undefined = true): Folder {
  return folder(use, {bytes, isOffline});
}

describe('the bytes of mail on this computer', () => {
  const folders = [sized('inbox', 100), sized('archives', 30), sized('trash', 7, false), sized('other', undefined)];
  const online = folders.map(each => ({...each, isOffline: false}));
  const gmail = {hostname: 'imap.gmail.com', folders};
  it.each<[string, number, IncomingServer[]]>([
    ['of nothing', 0, []], ['of POP, all of it', 137, [popServer({folders})]], ['of Local Folders, all of it', 137, [localFolders({folders})]],
    ['of IMAP, what is copied', 130, [incomingServer({folders})]], ['of Exchange, what is copied', 130, [exchangeServer({folders})]],
    // Only their size on the server is known.
    ['of IMAP without copies', 0, [incomingServer({folders: online, offlineDownload: false})]], ['of folders chosen one by one', 130, [incomingServer({folders, offlineDownload: false})]],
    ['of copies not read', 0, [incomingServer({folders, offlineDownload: undefined})]],
    ['of recent mail', 0, [incomingServer({folders, autoSyncMaxAgeDays: 30})]], ['of mail of an age not read', 0, [incomingServer({folders, autoSyncMaxAgeDays: undefined})]],
    ['of mail of any age, written as 0', 130, [incomingServer({folders, autoSyncMaxAgeDays: 0})]],
    ['of small messages', 0, [incomingServer({folders, limitOfflineMessageSize: true})]], ['of a size not read', 0, [incomingServer({folders, limitOfflineMessageSize: undefined})]],
    // POP has no such limits: what it fetched is here.
    ['of POP with a limit on size', 137, [popServer({folders, limitOfflineMessageSize: true})]],
    ['of folders not read', 0, [incomingServer({folders: undefined}), popServer({folders: undefined})]],
    // All Mail holds what the other folders show: they are not stored again.
    ['of Gmail, All Mail once', 30, [incomingServer(gmail)]],
    ['of Gmail without it, the folders', 100, [incomingServer({...gmail, folders: [sized('inbox', 100), sized('archives', 30, false)]})]],
    ['of Gmail by POP, all of it', 137, [popServer({...gmail, hostname: 'pop.gmail.com'})]],
    ['of Gmail without copies', 0, [incomingServer({...gmail, folders: online, offlineDownload: false})]],
    ['of all accounts', 267, [incomingServer({folders}), popServer({key: 'server2', folders})]],
  ])('%s: %s', (_, expected, incomingServers) => expect(bytesHere(snapshot({incomingServers}))).toBe(expected));
});

describe('the copy of Gmail’s All Mail', () => {
  const [inbox, archives] = [sized('inbox', 1), sized('archives', 2)];
  it.each<[string | undefined, Folder[] | undefined, Folder | undefined]>([
    ['imap.gmail.com', [inbox, archives], archives], ['imap.googlemail.com', [inbox, archives], archives], ['IMAP.Gmail.com.', [inbox, archives], archives],
    ['imap.gmail.com', [inbox, sized('archives', 2, false)], undefined], ['imap.gmail.com', [inbox, folder('archives', {isOffline: undefined})], undefined],
    ['imap.gmail.com', [inbox], undefined], ['imap.gmail.com', [], undefined], ['imap.gmail.com', undefined, undefined],
    // Elsewhere an archive holds what was put there, and nothing else.
    ['imap.example.com', [inbox, archives], undefined], ['imap.gmail.com.example.com', [inbox, archives], undefined], [undefined, [inbox, archives], undefined],
  ])('%s: %#', (hostname, folders, expected) => expect(copyOfAllMail({hostname, folders})).toBe(expected));
});

function quota(name: string, used: number, limit = 200): Quota {
  return {name, used, limit};
}

describe('the share of the room that is used', () => {
  it.each<[string, Quota[], [number, string][]]>([
    ['none', [], []], ['half', [quota('STORAGE', 100)], [[50, 'STORAGE']]],
    ['the fullest first', [quota('STORAGE', 100), quota('MESSAGE', 180), quota('STORAGE', 150)], [[90, 'MESSAGE'], [75, 'STORAGE'], [50, 'STORAGE']]],
    // A mailbox of which a message is left has room for it.
    ['never more than it is', [quota('STORAGE', 199)], [[99, 'STORAGE']]], ['more than all', [quota('STORAGE', 210)], [[105, 'STORAGE']]],
    ['as a server may write it', [quota('storage', 100), quota('Message', 50)], [[50, 'STORAGE'], [25, 'MESSAGE']]],
    // The name of a root may be a person's: it goes no further.
    ['after the name of a root', [quota('jroe / STORAGE', 100), quota('user.jroe\tMESSAGE', 20)], [[50, 'STORAGE'], [10, 'MESSAGE']]],
    ['without a limit', [quota('STORAGE', 100, 0), quota('MESSAGE', 1, -1)], []],
    ['of what is not the mail', [quota('MAILBOX', 199), quota('ANNOTATION-STORAGE', 199), quota('STORAGE 2', 199), quota('', 199)], []],
  ])('%s', (_, told, expected) => {
    expect(roomUsed(told)).toEqual(expected.map(([percent, resource]) => ({percent, resource})));
  });
});

describe('the folders with a limit of their own', () => {
  const [aged, counted] = [folder('inbox', {retainBy: 'age'}), folder('other', {retainBy: 'count'})];
  const unread = folder('archives', {retainBy: undefined});
  const kept = [folder('sent', {retainBy: 'all'}), folder('other')];
  it.each<[string, Folder[], Folder[] | undefined]>([
    ['of no folder', [], []], ['by age and by number', [...kept, aged, counted], [aged, counted]], ['that keep all, or follow the account', kept, []],
    ['not read', [...kept, unread], undefined], ['not read, and one is known', [unread, counted], [counted]],
    // What may go anyway, and what Thunderbird spares itself.
    ['spared', (['trash', 'junk', 'drafts', 'templates', 'outbox'] as const).map(use => folder(use, {retainBy: 'age'})), []],
    ['spared, not read', [folder('trash', {retainBy: undefined}), ...kept], []],
    ['spared beside others', [folder('junk', {retainBy: 'count'}), aged], [aged]],
  ])('%s', (_, folders, expected) => expect(limitedFolders(folders)).toEqual(expected));
});
