import {outgoingPortMismatch} from '../../src/rules/outgoing-port-mismatch.ts';
import {exchangeOutgoingServer, loopbackHosts, notReadOutgoingServer, outgoingServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(outgoingPortMismatch, {
  pass: [
    outgoingServer(),
    outgoingServer({socketType: 'STARTTLS', port: 587}),
    outgoingServer({socketType: 'plain', port: 587}),
    outgoingServer({socketType: 'optionalSTARTTLS', port: 587}),
    // outgoing-relay-port says it.
    outgoingServer({socketType: 'plain', port: 25}),
    // Thunderbird's own list of providers says so.
    outgoingServer({hostname: 'mobile.charter.net', port: 587}),
    // A port of the provider's own is meant.
    outgoingServer({port: 2465}),
  ],
  fail: [
    ...[587, 25].map(port => ({given: outgoingServer({port}), data: {hostname: 'smtp.example.com', port}})),
    ...([[993, 'IMAP'], [143, 'IMAP'], [995, 'POP'], [110, 'POP']] as const).flatMap(([port, protocol]) => (['SSL', 'STARTTLS', 'plain'] as const).map(socketType => (
      {given: outgoingServer({port, socketType}), data: {protocol, hostname: 'smtp.example.com', port}}))),
    ...(['STARTTLS', 'plain', 'optionalSTARTTLS'] as const).map(socketType => ({
      given: outgoingServer({socketType}), data: {hostname: 'smtp.example.com', port: 465},
    })),
    {given: outgoingServer({hostname: '192.168.1.9', port: 587}), data: {hostname: '192.168.1.9', port: 587}},
  ],
  notApplicable: [...loopbackHosts.map(hostname => outgoingServer({hostname, port: 587})), exchangeOutgoingServer({port: 587})],
  unknown: [notReadOutgoingServer()],
});
