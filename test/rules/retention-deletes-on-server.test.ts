import {exchangeServer, incomingServer, popServer} from '../helpers/make.ts';
import type {IncomingServer} from '../../src/snapshot.ts';
import {retentionDeletesOnServer} from '../../src/rules/retention-deletes-on-server.ts';
import {testRule} from '../helpers/test-rule.ts';

const byAge: Partial<IncomingServer> = {retainBy: 'age', daysToKeepHdrs: 30, numHeadersToKeep: 2000};
const byCount: Partial<IncomingServer> = {retainBy: 'count', daysToKeepHdrs: 30, numHeadersToKeep: 2000};
const mirroredPop: Partial<IncomingServer> = {leaveMessagesOnServer: true, deleteMailLeftOnServer: true};

testRule(retentionDeletesOnServer, {
  pass: [
    incomingServer(),
    // Account Settings write 30 and 2000 when they are saved, whatever is chosen (RetentionSettingsUI.mjs).
    incomingServer({daysToKeepHdrs: 30, numHeadersToKeep: 2000}),
    exchangeServer(),
    exchangeServer({type: 'graph'}),
    popServer(mirroredPop),
  ],
  fail: [
    {given: incomingServer(byAge), data: {days: 30}},
    {given: incomingServer(byCount), data: {count: 2000}},
    // 0 is no absent limit: everything goes (nsMsgDatabase::PurgeMessagesOlderThan, PurgeExcessMessages).
    {given: incomingServer({retainBy: 'age', daysToKeepHdrs: 0}), data: {days: 0}},
    {given: incomingServer({retainBy: 'count', numHeadersToKeep: 0}), data: {count: 0}},
    {given: incomingServer({retainBy: 'age', daysToKeepHdrs: 36500}), data: {days: 36500}},
    {given: exchangeServer(byAge), data: {days: 30}},
    {given: exchangeServer({type: 'graph', ...byCount}), data: {count: 2000}},
    {given: popServer({...mirroredPop, ...byAge}), data: {days: 30}},
  ],
  notApplicable: [
    // retention-deletes-local-copies says it.
    popServer(byAge),
    popServer({...byAge, leaveMessagesOnServer: false, deleteMailLeftOnServer: true}),
    // One that was read is enough.
    popServer({...byAge, leaveMessagesOnServer: undefined, deleteMailLeftOnServer: false}),
    popServer({...byAge, leaveMessagesOnServer: false, deleteMailLeftOnServer: undefined}),
    // It delivers into the folders of another account, which is judged.
    popServer({...mirroredPop, ...byAge, deferredToAccount: 'account2'}),
  ],
  unknown: [
    popServer({...byAge, leaveMessagesOnServer: undefined, deleteMailLeftOnServer: true}),
    popServer({...byAge, deleteMailLeftOnServer: undefined}),
    popServer({...mirroredPop, deferredToAccount: undefined}),
  ],
});
