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
    outgoingServer({port: 25}),
    // A port of the provider's own is meant.
    outgoingServer({port: 2465}),
  ],
  fail: [
    {given: outgoingServer({port: 587}), data: {hostname: 'smtp.example.com', port: 587}},
    ...(['STARTTLS', 'plain', 'optionalSTARTTLS'] as const).map(socketType => ({
      given: outgoingServer({socketType}), data: {hostname: 'smtp.example.com', port: 465},
    })),
    {given: outgoingServer({hostname: '192.168.1.9', port: 587}), data: {hostname: '192.168.1.9', port: 587}},
  ],
  notApplicable: [...loopbackHosts.map(hostname => outgoingServer({hostname, port: 587})), exchangeOutgoingServer({port: 587})],
  unknown: [notReadOutgoingServer()],
});
