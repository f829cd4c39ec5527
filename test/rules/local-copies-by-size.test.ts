import {localCopiesBySize} from '../../src/rules/local-copies-by-size.ts';
import {exchangeServer, incomingServer, popServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(localCopiesBySize, {
  // The size alone means nothing: Thunderbird stores 50 for everybody.
  pass: [incomingServer(), incomingServer({maxMessageSize: 1}), exchangeServer(),
    // Compared without a sign, it is larger than any message.
    incomingServer({limitOfflineMessageSize: true, maxMessageSize: -1})],
  fail: [
    // No message is that small.
    {given: incomingServer({limitOfflineMessageSize: true, maxMessageSize: 0}), data: {reason: 'none', kilobytes: 0}},
    {given: incomingServer({limitOfflineMessageSize: true}), data: {kilobytes: 50}},
    {given: incomingServer({limitOfflineMessageSize: true, maxMessageSize: 10_240}), data: {kilobytes: 10_240}},
    {given: exchangeServer({limitOfflineMessageSize: true}), data: {kilobytes: 50}},
    {given: exchangeServer({type: 'graph', limitOfflineMessageSize: true}), data: {kilobytes: 50}},
  ],
  notApplicable: [
    // local-copies-off says it.
    incomingServer({offlineDownload: false, limitOfflineMessageSize: true}),
    exchangeServer({offlineDownload: false, limitOfflineMessageSize: true}),
    popServer({limitOfflineMessageSize: true}),
  ],
  unknown: [incomingServer({offlineDownload: undefined}), incomingServer({offlineDownload: undefined, limitOfflineMessageSize: true})],
});

testRule(localCopiesBySize, {
  policy: {copies: 'forbidden'},
  notApplicable: [
    incomingServer(), incomingServer({limitOfflineMessageSize: true}), incomingServer({limitOfflineMessageSize: true, offlineDownload: undefined}), exchangeServer({limitOfflineMessageSize: true}),
  ],
});

testRule(localCopiesBySize, {
  policy: {copies: 'required'},
  pass: [incomingServer()],
  fail: [{given: incomingServer({limitOfflineMessageSize: true}), data: {kilobytes: 50}}],
});
