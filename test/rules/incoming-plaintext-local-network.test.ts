import {incomingPlaintextLocalNetwork} from '../../src/rules/incoming-plaintext-local-network.ts';
import {exchangeServer, incomingServer, localNetworkHosts, loopbackHosts, nearMisses} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(incomingPlaintextLocalNetwork, {
  pass: [
    incomingServer({hostname: 'nas.local'}),
    incomingServer({hostname: '192.168.1.9', socketType: 'STARTTLS', port: 143}),
    // incoming-optional-starttls says it.
    incomingServer({hostname: '192.168.1.9', socketType: 'optionalSTARTTLS', port: 143}),
  ],
  fail: localNetworkHosts.map(hostname => ({given: incomingServer({socketType: 'plain', hostname}), data: {hostname}})),
  notApplicable: [
    ...nearMisses.map(hostname => incomingServer({socketType: 'plain', hostname})),
    ...loopbackHosts.map(hostname => incomingServer({socketType: 'plain', hostname})),
    exchangeServer({hostname: '10.0.0.1', exchangeScheme: 'http'}),
  ],
  unknown: [incomingServer({hostname: undefined})],
});
