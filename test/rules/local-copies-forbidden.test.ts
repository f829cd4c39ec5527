import {localCopiesForbidden} from '../../src/rules/local-copies-forbidden.ts';
import {exchangeServer, folder, incomingServer, loopbackHosts, popServer} from '../helpers/make.ts';
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
    {given: incomingServer({offlineDownload: false, folders: [folder('other'), folder('inbox', {isOffline: false})]}), data: {}},
    {given: incomingServer({folders: undefined}), data: {}},
    {given: incomingServer({autoSyncMaxAgeDays: 30, limitOfflineMessageSize: true}), data: {}},
    // Where the server is does not matter: the copies are here.
    ...loopbackHosts.map(hostname => ({given: incomingServer({hostname}), data: {}})),
    // POP keeps everything it fetches, whatever is set: what it leaves on the server is here too.
    {given: popServer(), data: {}},
    {given: popServer({offlineDownload: true}), data: {}},
    {given: popServer({offlineDownload: false}), data: {}},
    {given: popServer({leaveMessagesOnServer: false}), data: {}},
    {given: popServer({leaveMessagesOnServer: undefined, deleteByAgeFromServer: undefined, numDaysToLeaveOnServer: undefined}), data: {}},
    ...loopbackHosts.map(hostname => ({given: popServer({hostname}), data: {}})),
  ],
  unknown: [
    // Some may have been chosen one by one.
    incomingServer({offlineDownload: false, folders: undefined}),
    incomingServer({offlineDownload: undefined}),
    incomingServer({offlineDownload: undefined, autoSyncMaxAgeDays: 30, limitOfflineMessageSize: true}),
    exchangeServer({offlineDownload: undefined}), exchangeServer({type: 'graph', offlineDownload: undefined}),
  ],
});

const servers = [
  incomingServer(), incomingServer({offlineDownload: false}), incomingServer({offlineDownload: undefined}), exchangeServer(),
  exchangeServer({offlineDownload: undefined}), popServer(), popServer({offlineDownload: true}),
];

testRule(localCopiesForbidden, {notApplicable: servers});
testRule(localCopiesForbidden, {policy: {copies: 'required'}, notApplicable: servers});
