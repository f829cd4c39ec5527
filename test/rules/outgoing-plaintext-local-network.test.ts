import {outgoingPlaintextLocalNetwork} from '../../src/rules/outgoing-plaintext-local-network.ts';
import {exchangeOutgoingServer, localNetworkHosts, loopbackHosts, nearMisses, notReadOutgoingServer, outgoingServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(outgoingPlaintextLocalNetwork, {
  pass: [
    outgoingServer({hostname: 'nas.local'}),
    outgoingServer({hostname: '192.168.1.9', socketType: 'STARTTLS', port: 587}),
    // outgoing-optional-starttls says it.
    outgoingServer({hostname: '192.168.1.9', socketType: 'optionalSTARTTLS', port: 587}),
  ],
  fail: localNetworkHosts.map(hostname => ({given: outgoingServer({socketType: 'plain', hostname}), data: {hostname}})),
  notApplicable: [
    ...nearMisses.map(hostname => outgoingServer({socketType: 'plain', hostname})),
    ...loopbackHosts.map(hostname => outgoingServer({socketType: 'plain', hostname})),
    exchangeOutgoingServer({hostname: '10.0.0.1', exchangeScheme: 'http'}),
  ],
  unknown: [outgoingServer({hostname: undefined}), notReadOutgoingServer()],
});
