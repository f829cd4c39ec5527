import {incomingPortMismatch} from '../../src/rules/incoming-port-mismatch.ts';
import {exchangeServer, incomingServer, loopbackHosts, popServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

/** Every combination of the four ports with the four kinds of connection. */
const healthy = ([['SSL', 993], ['SSL', 995], ['STARTTLS', 143], ['STARTTLS', 110], ['plain', 143], ['plain', 110],
  ['optionalSTARTTLS', 143], ['optionalSTARTTLS', 110]] as const);
const mismatched = ([['SSL', 143], ['SSL', 110], ['STARTTLS', 993], ['STARTTLS', 995], ['plain', 993], ['plain', 995],
  ['optionalSTARTTLS', 993], ['optionalSTARTTLS', 995]] as const);

testRule(incomingPortMismatch, {
  pass: [
    ...healthy.map(([socketType, port]) => incomingServer({socketType, port})),
    popServer(),
    // A port of the provider's own is meant.
    incomingServer({port: 1993}),
    incomingServer({socketType: 'STARTTLS', port: 1143}),
  ],
  fail: [
    ...mismatched.map(([socketType, port]) => ({
      given: incomingServer({socketType, port}), data: {hostname: 'imap.example.com', port},
    })),
    {given: popServer({port: 110}), data: {hostname: 'pop.example.com', port: 110}},
    {given: incomingServer({hostname: '192.168.1.9', port: 143}), data: {hostname: '192.168.1.9', port: 143}},
  ],
  notApplicable: [...loopbackHosts.map(hostname => incomingServer({hostname, port: 143})), exchangeServer({port: 143})],
});
