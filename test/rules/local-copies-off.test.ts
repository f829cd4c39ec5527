import {localCopiesOff} from '../../src/rules/local-copies-off.ts';
import {exchangeServer, incomingServer, popServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(localCopiesOff, {
  pass: [incomingServer(), exchangeServer(), incomingServer({autoSyncMaxAgeDays: 30, limitOfflineMessageSize: true})],
  fail: [
    {given: incomingServer({offlineDownload: false}), data: {}},
    {given: exchangeServer({offlineDownload: false}), data: {}},
    {given: exchangeServer({type: 'graph', offlineDownload: false}), data: {}},
  ],
  // POP always keeps what it fetched here.
  notApplicable: [popServer(), popServer({offlineDownload: false})],
});

// local-copies-forbidden asks the opposite.
testRule(localCopiesOff, {
  policy: {copies: 'forbidden'},
  notApplicable: [
    incomingServer(), incomingServer({offlineDownload: false}), incomingServer({offlineDownload: undefined}), exchangeServer({offlineDownload: false}),
  ],
});

testRule(localCopiesOff, {
  policy: {copies: 'required'},
  pass: [incomingServer()],
  fail: [{given: incomingServer({offlineDownload: false}), data: {}}],
});
