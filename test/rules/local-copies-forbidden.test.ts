import {localCopiesForbidden} from '../../src/rules/local-copies-forbidden.ts';
import {exchangeServer, incomingServer, loopbackHosts, popServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(localCopiesForbidden, {
  policy: {copies: 'forbidden'},
  pass: [
    incomingServer({offlineDownload: false}),
    exchangeServer({offlineDownload: false}),
    // Without copies there is nothing an age or a size could limit.
    incomingServer({offlineDownload: false, autoSyncMaxAgeDays: 30, limitOfflineMessageSize: true}),
  ],
  fail: [
    {given: incomingServer(), data: {}},
    {given: exchangeServer(), data: {}},
    {given: exchangeServer({type: 'graph'}), data: {}},
    // Some mail is mail.
    {given: incomingServer({autoSyncMaxAgeDays: 30, limitOfflineMessageSize: true}), data: {}},
    // Where the server is does not matter: the copies are here.
    ...loopbackHosts.map(hostname => ({given: incomingServer({hostname}), data: {}})),
  ],
  // POP has no setting that would keep nothing here.
  notApplicable: [popServer(), popServer({offlineDownload: true}), popServer({offlineDownload: false})],
});

const servers = [
  incomingServer(), incomingServer({offlineDownload: false}), incomingServer({offlineDownload: undefined}), exchangeServer(), popServer(),
];

testRule(localCopiesForbidden, {notApplicable: servers});
testRule(localCopiesForbidden, {policy: {copies: 'required'}, notApplicable: servers});
