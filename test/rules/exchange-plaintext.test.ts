import {exchangePlaintext} from '../../src/rules/exchange-plaintext.ts';
import {
  exchangeOutgoingServer, exchangeServer, incomingServer, localNetworkHosts, loopbackHosts, notReadOutgoingServer, outgoingServer, popServer,
} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(exchangePlaintext, {
  pass: [exchangeServer(), exchangeServer({type: 'graph'}), exchangeOutgoingServer(), exchangeOutgoingServer({type: 'graph'})],
  fail: [
    {given: exchangeServer({exchangeScheme: 'http', port: 80}), data: {hostname: 'exchange.example.com'}},
    {given: exchangeServer({type: 'graph', exchangeScheme: 'http'}), data: {hostname: 'exchange.example.com'}},
    {given: exchangeOutgoingServer({exchangeScheme: 'http'}), data: {hostname: 'exchange.example.com'}},
    {given: exchangeOutgoingServer({type: 'graph', exchangeScheme: 'http'}), data: {hostname: 'exchange.example.com'}},
    // What is not https is not encrypted, whatever it is.
    {given: exchangeServer({exchangeScheme: 'ftp'}), data: {hostname: 'exchange.example.com'}},
    // Unlike for other servers, no rule of its own says it for a local network.
    ...localNetworkHosts.map(hostname => ({given: exchangeServer({exchangeScheme: 'http', hostname}), data: {reason: 'local', hostname}, severity: 'warning' as const})),
  ],
  notApplicable: [
    ...loopbackHosts.map(hostname => exchangeServer({exchangeScheme: 'http', hostname})),
    ...loopbackHosts.map(hostname => exchangeOutgoingServer({exchangeScheme: 'http', hostname})),
    incomingServer({socketType: 'plain'}),
    popServer({socketType: 'plain'}),
    outgoingServer({socketType: 'plain'}),
  ],
  unknown: [notReadOutgoingServer()],
});
