import {popTruncated} from '../../src/rules/pop-truncated.ts';
import {exchangeServer, incomingServer, popServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

const limited = (maxMessageSize: number) => popServer({limitOfflineMessageSize: true, maxMessageSize});

testRule(popTruncated, {
  pass: [
    popServer(),
    // A number that is not used.
    popServer({maxMessageSize: 1}), popServer({maxMessageSize: 0}),
    // pop-headers-only says it.
    popServer({headersOnly: true}),
  ],
  fail: [
    {given: limited(50), data: {kilobytes: 50}},
    {given: limited(1), data: {kilobytes: 1}},
    {given: limited(100_000), data: {kilobytes: 100_000}},
    // Thunderbird takes 0 for 50 (Pop3Client.sys.mjs).
    {given: limited(0), data: {kilobytes: 50}},
    {given: popServer({limitOfflineMessageSize: true, headersOnly: true}), data: {kilobytes: 50}},
    // It delivers into the folders of another account: nothing judges this there.
    {given: popServer({limitOfflineMessageSize: true, deferredToAccount: 'account9'}), data: {kilobytes: 50}},
  ],
  // local-copies-by-size says it.
  notApplicable: [incomingServer({limitOfflineMessageSize: true}), exchangeServer({limitOfflineMessageSize: true})],
  unknown: [popServer({limitOfflineMessageSize: undefined}), popServer({limitOfflineMessageSize: true, maxMessageSize: undefined})],
});

// Whole messages are not wanted on such a computer.
testRule(popTruncated, {
  policy: {copies: 'forbidden'},
  notApplicable: [popServer(), limited(50), popServer({limitOfflineMessageSize: undefined})],
});

testRule(popTruncated, {
  policy: {copies: 'required'},
  pass: [popServer()],
  fail: [{given: limited(50), data: {kilobytes: 50}}],
});
