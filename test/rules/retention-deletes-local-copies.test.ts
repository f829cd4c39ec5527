import {exchangeServer, incomingServer, localFolders, popServer} from '../helpers/make.ts';
import type {IncomingServer} from '../../src/snapshot.ts';
import {retentionDeletesLocalCopies} from '../../src/rules/retention-deletes-local-copies.ts';
import {testRule} from '../helpers/test-rule.ts';

const byAge: Partial<IncomingServer> = {retainBy: 'age', daysToKeepHdrs: 30, numHeadersToKeep: 2000};
const byCount: Partial<IncomingServer> = {retainBy: 'count', daysToKeepHdrs: 30, numHeadersToKeep: 2000};

testRule(retentionDeletesLocalCopies, {
  pass: [
    popServer(), popServer({leaveMessagesOnServer: false}), localFolders(),
    // Account Settings write 30 and 2000 when they are saved, whatever is chosen (RetentionSettingsUI.mjs).
    localFolders({daysToKeepHdrs: 30, numHeadersToKeep: 2000}),
  ],
  fail: [
    {given: popServer(byAge), data: {days: 30}},
    {given: popServer({...byCount, leaveMessagesOnServer: false}), data: {count: 2000}},
    {given: popServer({...byAge, leaveMessagesOnServer: false, deleteMailLeftOnServer: true}), data: {days: 30}},
    {given: localFolders(byAge), data: {days: 30}},
    {given: localFolders(byCount), data: {count: 2000}},
    // 0 is no absent limit: everything goes (nsMsgDatabase::PurgeMessagesOlderThan, PurgeExcessMessages).
    {given: localFolders({retainBy: 'age', daysToKeepHdrs: 0}), data: {days: 0}},
    {given: localFolders({retainBy: 'count', numHeadersToKeep: 0}), data: {count: 0}},
    // The server keeps them for ever: it is not the only copy.
    {given: popServer({...byAge, deleteByAgeFromServer: false}), data: {days: 30}, severity: 'warning'},
    {given: popServer({...byCount, numDaysToLeaveOnServer: 0}), data: {count: 2000}, severity: 'warning'},
    // Numbers that are not used.
    {given: popServer({...byAge, leaveMessagesOnServer: false, deleteByAgeFromServer: false}), data: {days: 30}},
    {given: popServer({...byAge, leaveMessagesOnServer: false, numDaysToLeaveOnServer: 0}), data: {days: 30}},
    // What was not read is no comfort.
    {given: popServer({...byAge, deleteByAgeFromServer: undefined}), data: {days: 30}},
  ],
  notApplicable: [
    // retention-deletes-on-server says it.
    incomingServer(byAge), exchangeServer(byAge), exchangeServer({type: 'graph', ...byAge}),
    popServer({...byAge, deleteMailLeftOnServer: true}),
    // It delivers into the folders of another account, which is judged.
    popServer({...byAge, deferredToAccount: 'account2'}),
  ],
  unknown: [
    popServer({...byAge, leaveMessagesOnServer: undefined, deleteMailLeftOnServer: true}),
    popServer({...byAge, deleteMailLeftOnServer: undefined}),
    popServer({deferredToAccount: undefined}),
  ],
});
