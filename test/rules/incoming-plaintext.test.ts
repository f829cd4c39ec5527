import {incomingPlaintext} from '../../src/rules/incoming-plaintext.ts';
import {exchangeServer, incomingServer, localNetworkHosts, loopbackHosts, nearMisses, popServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(incomingPlaintext, {
  pass: [
    incomingServer(),
    incomingServer({socketType: 'STARTTLS', port: 143}),
    // incoming-optional-starttls says it.
    incomingServer({socketType: 'optionalSTARTTLS', port: 143}),
    popServer(),
  ],
  fail: [
    {given: incomingServer({socketType: 'plain', port: 143}), data: {hostname: 'imap.example.com'}},
    {given: popServer({socketType: 'plain', port: 110}), data: {hostname: 'pop.example.com'}},
    ...nearMisses.map(hostname => ({given: incomingServer({socketType: 'plain', hostname}), data: {hostname}})),
  ],
  notApplicable: [
    ...loopbackHosts.map(hostname => incomingServer({socketType: 'plain', hostname})),
    ...localNetworkHosts.map(hostname => incomingServer({socketType: 'plain', hostname})),
    exchangeServer(),
  ],
  unknown: [incomingServer({hostname: undefined})],
});
