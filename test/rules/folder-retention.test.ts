import {exchangeServer, folder, incomingServer, localFolders, popServer} from '../helpers/make.ts';
import type {FolderUse} from '../../src/snapshot.ts';
import {folderRetention} from '../../src/rules/folder-retention.ts';
import {testRule} from '../helpers/test-rule.ts';

const precious: FolderUse[] = ['inbox', 'sent', 'archives'];
const exempt: FolderUse[] = ['trash', 'junk', 'drafts', 'templates', 'outbox'];
const byAge = (use: FolderUse) => folder(use, {retainBy: 'age'});
const byCount = (use: FolderUse) => folder(use, {retainBy: 'count'});
const unread = (use: FolderUse) => folder(use, {retainBy: undefined});

testRule(folderRetention, {
  pass: [
    incomingServer(), popServer(), exchangeServer(), localFolders(),
    incomingServer({folders: []}),
    // A choice of its own to keep everything.
    incomingServer({folders: [folder('inbox', {retainBy: 'all'})]}),
    // The account's limit is another rule's.
    incomingServer({retainBy: 'age', daysToKeepHdrs: 30}),
    // Trash and Junk are cleaned on purpose; Thunderbird spares Drafts, Templates and Outbox (nsMsgDatabase::ApplyRetentionSettings).
    ...exempt.flatMap(use => [incomingServer({folders: [byAge(use)]}), localFolders({folders: [byCount(use)]})]),
    // And whether they have a limit does not matter.
    ...exempt.map(use => incomingServer({folders: [folder('inbox'), unread(use)]})),
  ],
  fail: [
    ...precious.map(use => ({given: incomingServer({folders: [byAge(use)]}), data: {count: 1}, severity: 'critical' as const})),
    {given: incomingServer({folders: [byAge('other')]}), data: {count: 1}},
    {given: exchangeServer({folders: [folder('inbox'), byCount('other')]}), data: {count: 1}},
    {given: popServer({folders: [byCount('inbox'), byAge('trash')]}), data: {count: 1}, severity: 'critical'},
    {given: localFolders({folders: [byCount('other'), byAge('other'), folder('other'), byAge('junk')]}), data: {count: 2}},
    {given: localFolders({folders: [byCount('other'), byAge('archives')]}), data: {count: 2}, severity: 'critical'},
    // One that was read is enough.
    {given: incomingServer({folders: [unread('inbox'), byAge('other')]}), data: {count: 1}},
  ],
  notApplicable: [
    // It delivers into the folders of another account, which is judged.
    popServer({deferredToAccount: 'account2', folders: [byAge('inbox')]}),
  ],
  unknown: [
    incomingServer({folders: [folder('inbox'), unread('other')]}),
    localFolders({folders: [unread('other'), byAge('trash')]}),
    popServer({deferredToAccount: undefined}),
  ],
});
