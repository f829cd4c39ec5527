import {outgoingPlaintext} from '../../src/rules/outgoing-plaintext.ts';
import {exchangeOutgoingServer, localNetworkHosts, loopbackHosts, nearMisses, notReadOutgoingServer, outgoingServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(outgoingPlaintext, {
  pass: [
    outgoingServer(),
    outgoingServer({socketType: 'STARTTLS', port: 587}),
    // outgoing-optional-starttls says it.
    outgoingServer({socketType: 'optionalSTARTTLS', port: 587}),
  ],
  fail: [
    {given: outgoingServer({socketType: 'plain', port: 587}), data: {hostname: 'smtp.example.com'}},
    ...nearMisses.map(hostname => ({given: outgoingServer({socketType: 'plain', hostname}), data: {hostname}})),
  ],
  notApplicable: [
    ...loopbackHosts.map(hostname => outgoingServer({socketType: 'plain', hostname})),
    ...localNetworkHosts.map(hostname => outgoingServer({socketType: 'plain', hostname})),
    exchangeOutgoingServer(),
  ],
  unknown: [outgoingServer({hostname: undefined}), notReadOutgoingServer()],
});
