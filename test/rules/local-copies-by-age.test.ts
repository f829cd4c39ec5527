import {localCopiesByAge} from '../../src/rules/local-copies-by-age.ts';
import {exchangeServer, incomingServer, popServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(localCopiesByAge, {
  // -1 and 0 are no limit.
  pass: [incomingServer(), incomingServer({autoSyncMaxAgeDays: 0}), exchangeServer()],
  fail: [
    {given: incomingServer({autoSyncMaxAgeDays: 30}), data: {days: 30}},
    {given: incomingServer({autoSyncMaxAgeDays: 1}), data: {days: 1}},
    {given: incomingServer({autoSyncMaxAgeDays: 3650}), data: {days: 3650}},
    {given: exchangeServer({autoSyncMaxAgeDays: 30}), data: {days: 30}},
    {given: exchangeServer({type: 'graph', autoSyncMaxAgeDays: 30}), data: {days: 30}},
  ],
  notApplicable: [
    // local-copies-off says it.
    incomingServer({offlineDownload: false, autoSyncMaxAgeDays: 30}),
    exchangeServer({offlineDownload: false, autoSyncMaxAgeDays: 30}),
    popServer({autoSyncMaxAgeDays: 30}),
  ],
  unknown: [incomingServer({offlineDownload: undefined}), incomingServer({offlineDownload: undefined, autoSyncMaxAgeDays: 30})],
});

testRule(localCopiesByAge, {
  policy: {copies: 'forbidden'},
  notApplicable: [
    incomingServer(), incomingServer({autoSyncMaxAgeDays: 30}), incomingServer({autoSyncMaxAgeDays: 30, offlineDownload: undefined}), exchangeServer({autoSyncMaxAgeDays: 30}),
  ],
});

testRule(localCopiesByAge, {
  policy: {copies: 'required'},
  pass: [incomingServer()],
  fail: [{given: incomingServer({autoSyncMaxAgeDays: 30}), data: {days: 30}}],
});
