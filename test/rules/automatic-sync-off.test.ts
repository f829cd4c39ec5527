import {automaticSyncOff} from '../../src/rules/automatic-sync-off.ts';
import {account, exchangeServer, incomingServer, popServer, snapshot} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

const preference = 'mail.server.server1.autosync_offline_stores';
const exchange140 = exchangeServer({autoSyncOfflineStores: false});

testRule(automaticSyncOff, {
  pass: [incomingServer(), exchangeServer()],
  fail: [
    {given: incomingServer({autoSyncOfflineStores: false}), data: {preference}},
    {given: incomingServer({autoSyncOfflineStores: false, key: 'server12'}), data: {preference: 'mail.server.server12.autosync_offline_stores'}},
    {given: incomingServer({autoSyncOfflineStores: false, autoSyncMaxAgeDays: 30}), data: {preference}},
    {given: exchangeServer({autoSyncOfflineStores: false}), data: {preference}},
  ],
  notApplicable: [
    // local-copies-off says it.
    incomingServer({autoSyncOfflineStores: false, offlineDownload: false}),
    // POP has nothing to copy in the background, and Thunderbird does not do it for Graph, nor for any Exchange in 140.
    popServer(), popServer({autoSyncOfflineStores: false, offlineDownload: true}),
    exchangeServer({type: 'graph', autoSyncOfflineStores: false}),
    {subject: exchange140, snapshot: snapshot({thunderbird: '140.12.0', accounts: [account({type: 'ews'})], incomingServers: [exchange140]})},
  ],
  unknown: [
    incomingServer({autoSyncOfflineStores: undefined}), incomingServer({offlineDownload: undefined}),
    incomingServer({autoSyncOfflineStores: false, offlineDownload: undefined}),
  ],
});

// local-copies-forbidden asks the opposite.
testRule(automaticSyncOff, {
  policy: {copies: 'forbidden'},
  notApplicable: [incomingServer(), incomingServer({autoSyncOfflineStores: false}), incomingServer({offlineDownload: undefined})],
});

testRule(automaticSyncOff, {
  policy: {copies: 'required'},
  pass: [incomingServer()],
  fail: [{given: incomingServer({autoSyncOfflineStores: false}), data: {preference}}],
});
