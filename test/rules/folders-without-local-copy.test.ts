import {foldersWithoutLocalCopy} from '../../src/rules/folders-without-local-copy.ts';
import type {Folder, FolderUse} from '../../src/snapshot.ts';
import {account, exchangeServer, folder, incomingServer, popServer, snapshot} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

const left = (use: FolderUse) => folder(use, {isOffline: false});
const having = (...folders: Folder[]) => incomingServer({folders});
const exchange140 = exchangeServer({folders: [left('inbox')]});

testRule(foldersWithoutLocalCopy, {
  pass: [
    incomingServer(), exchangeServer(), exchangeServer({type: 'graph'}),
    having(folder('inbox'), folder('drafts'), folder('templates'), folder('other')),
    // Thunderbird leaves Trash and Junk out itself; what waits to be sent is no copy.
    having(folder('inbox'), left('trash'), left('junk'), left('outbox')),
    having(folder('inbox'), folder('trash', {isOffline: undefined}), folder('junk', {isOffline: undefined}), folder('outbox', {isOffline: undefined})),
    // Gmail's All Mail holds what its other folders show.
    incomingServer({hostname: 'imap.gmail.com', folders: [left('inbox'), left('sent'), left('other'), folder('archives')]}),
    incomingServer({hostname: 'IMAP.googlemail.com.', folders: [left('inbox'), folder('archives')]}),
    // local-copies-by-age and -by-size say it.
    incomingServer({autoSyncMaxAgeDays: 30, limitOfflineMessageSize: true}),
  ],
  fail: [
    // Nothing of what is there.
    {given: having(left('inbox')), data: {count: 1}, severity: 'warning'},
    {given: having(folder('inbox'), left('other')), data: {count: 1}},
    {given: having(folder('inbox'), left('other'), left('drafts'), left('templates')), data: {count: 3}},
    ...(['inbox', 'sent', 'archives'] as const).map(use => ({given: having(left(use), folder('other')), data: {count: 1}, severity: 'warning' as const})),
    {given: having(left('sent'), left('other'), left('trash'), left('junk')), data: {count: 2}, severity: 'warning'},
    {given: having(left('inbox'), left('sent'), left('archives'), left('other')), data: {count: 4}, severity: 'warning'},
    {given: exchangeServer({folders: [left('inbox')]}), data: {count: 1}, severity: 'warning'},
    {given: exchangeServer({type: 'graph', folders: [left('other')]}), data: {count: 1}},
    // Without All Mail nothing holds them; and elsewhere the archives hold themselves alone.
    {given: incomingServer({hostname: 'imap.gmail.com', folders: [folder('inbox'), left('archives')]}), data: {count: 1}, severity: 'warning'},
    {given: incomingServer({hostname: 'imap.gmail.com', folders: [folder('inbox'), left('other')]}), data: {count: 1}},
    {given: incomingServer({hostname: 'imap.gmail.com.example', folders: [folder('archives'), left('other')]}), data: {count: 1}},
    {given: having(folder('archives'), left('other')), data: {count: 1}},
  ],
  notApplicable: [
    // local-copies-off says it.
    incomingServer({offlineDownload: false, folders: [left('inbox')]}),
    popServer(), popServer({offlineDownload: true, folders: [left('inbox')]}),
    // Thunderbird 140 selects no folder of Exchange.
    {subject: exchange140, snapshot: snapshot({thunderbird: '140.12.0', accounts: [account({type: 'ews'})], incomingServers: [exchange140]})},
  ],
  unknown: [
    // Nothing was seen yet: the Inbox is Thunderbird's own, and of no folder nothing can be said.
    incomingServer({hasConnected: false, folders: [folder('inbox')]}), incomingServer({hasConnected: false, folders: [left('inbox')]}),
    exchangeServer({hasConnected: false, folders: []}), having(), having(left('trash')),
    incomingServer({offlineDownload: undefined}), incomingServer({folders: undefined}), exchangeServer({folders: undefined}),
    having(folder('inbox'), folder('other', {isOffline: undefined})),
    // How many there are is not known.
    having(left('inbox'), folder('other', {isOffline: undefined})),
  ],
});

// local-copies-forbidden asks the opposite.
testRule(foldersWithoutLocalCopy, {
  policy: {copies: 'forbidden'},
  notApplicable: [incomingServer(), having(left('inbox')), incomingServer({folders: undefined}), exchangeServer({folders: [left('inbox')]})],
});

testRule(foldersWithoutLocalCopy, {
  policy: {copies: 'required'},
  pass: [incomingServer()],
  fail: [{given: having(left('inbox')), data: {count: 1}, severity: 'warning'}],
});
