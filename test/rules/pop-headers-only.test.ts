import {popHeadersOnly} from '../../src/rules/pop-headers-only.ts';
import {exchangeServer, incomingServer, loopbackHosts, popServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(popHeadersOnly, {
  pass: [
    popServer(),
    // pop-truncated says it.
    popServer({limitOfflineMessageSize: true}),
  ],
  fail: [
    {given: popServer({headersOnly: true}), data: {}},
    {given: popServer({headersOnly: true, leaveMessagesOnServer: false}), data: {}},
    {given: popServer({headersOnly: true, leaveMessagesOnServer: undefined}), data: {}},
    // A bridge on this computer is a server as well.
    ...loopbackHosts.map(hostname => ({given: popServer({headersOnly: true, hostname}), data: {}})),
    // It delivers into the folders of another account: nothing judges this there.
    {given: popServer({headersOnly: true, deferredToAccount: 'account9'}), data: {}},
  ],
  notApplicable: [incomingServer({headersOnly: true}), exchangeServer({headersOnly: true})],
  unknown: [popServer({headersOnly: undefined})],
});

// Whole messages are not wanted on such a computer.
testRule(popHeadersOnly, {
  policy: {copies: 'forbidden'},
  notApplicable: [popServer(), popServer({headersOnly: true}), popServer({headersOnly: undefined})],
});

testRule(popHeadersOnly, {
  policy: {copies: 'required'},
  pass: [popServer()],
  fail: [{given: popServer({headersOnly: true}), data: {}}],
});
