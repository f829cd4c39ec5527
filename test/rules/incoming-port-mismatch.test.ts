import {incomingPortMismatch} from '../../src/rules/incoming-port-mismatch.ts';
import {exchangeServer, incomingServer, loopbackHosts, popServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

const open = ['STARTTLS', 'plain', 'optionalSTARTTLS'] as const;
const all = ['SSL', ...open] as const;
/** Each port of another protocol, with each kind of connection. */
const foreign = (ports: Record<number, string>) => Object.entries(ports).flatMap(([port, protocol]) => all.map(socketType => ({port: Number(port), protocol, socketType})));

testRule(incomingPortMismatch, {
  pass: [
    incomingServer(), popServer(),
    ...open.flatMap(socketType => [incomingServer({socketType, port: 143}), popServer({socketType, port: 110})]),
    // Thunderbird's own list of providers says so.
    popServer({hostname: 'pop3s.pec.aruba.it', port: 993}), incomingServer({hostname: 'psumail.pdx.edu', socketType: 'STARTTLS', port: 587}),
    // A port of the provider's own is meant.
    incomingServer({port: 1993}),
    incomingServer({socketType: 'STARTTLS', port: 1143}),
  ],
  fail: [
    ...open.flatMap(socketType => [
      {given: incomingServer({socketType}), data: {hostname: 'imap.example.com', port: 993}}, {given: popServer({socketType}), data: {hostname: 'pop.example.com', port: 995}},
    ]),
    {given: incomingServer({port: 143}), data: {hostname: 'imap.example.com', port: 143}},
    ...foreign({995: 'POP', 110: 'POP', 465: 'SMTP', 587: 'SMTP', 25: 'SMTP'}).map(({protocol, ...set}) => (
      {given: incomingServer(set), data: {protocol, hostname: 'imap.example.com', port: set.port}})),
    ...foreign({993: 'IMAP', 143: 'IMAP', 465: 'SMTP', 587: 'SMTP', 25: 'SMTP'}).map(({protocol, ...set}) => (
      {given: popServer(set), data: {protocol, hostname: 'pop.example.com', port: set.port}})),
    // Published with that port, and another security.
    {given: popServer({hostname: 'pop3s.pec.aruba.it', port: 993, socketType: 'plain'}), data: {protocol: 'IMAP', hostname: 'pop3s.pec.aruba.it', port: 993}},
    {given: popServer({port: 110}), data: {hostname: 'pop.example.com', port: 110}},
    {given: incomingServer({hostname: '192.168.1.9', port: 143}), data: {hostname: '192.168.1.9', port: 143}},
  ],
  notApplicable: [...loopbackHosts.map(hostname => incomingServer({hostname, port: 143})), exchangeServer({port: 143})],
});
