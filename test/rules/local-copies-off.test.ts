import {localCopiesOff} from '../../src/rules/local-copies-off.ts';
import {exchangeServer, folder, incomingServer, popServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

const left = folder('inbox', {isOffline: false});

testRule(localCopiesOff, {
  pass: [
    // The folders decide: folders-without-local-copy judges those that are left out.
    incomingServer({offlineDownload: false, folders: [folder('inbox'), left]}),
    incomingServer(), exchangeServer(), incomingServer({autoSyncMaxAgeDays: 30, limitOfflineMessageSize: true}),
    // Of new folders.
    incomingServer({folders: [left]}),
  ],
  fail: [
    // The option says it where folders were not read.
    {given: incomingServer({offlineDownload: false, folders: undefined}), data: {}},
    {given: incomingServer({offlineDownload: false, folders: [left]}), data: {}},
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
