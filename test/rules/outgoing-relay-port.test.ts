import {outgoingRelayPort} from '../../src/rules/outgoing-relay-port.ts';
import {exchangeOutgoingServer, localNetworkHosts, loopbackHosts, notReadOutgoingServer, outgoingServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(outgoingRelayPort, {
  pass: [
    outgoingServer(),
    outgoingServer({socketType: 'STARTTLS', port: 587}),
    outgoingServer({port: 2525}),
    // outgoing-port-mismatch says it.
    outgoingServer({port: 25}),
    // Thunderbird's own list of providers says so.
    outgoingServer({hostname: 'smtp.gransy.com', socketType: 'STARTTLS', port: 25}), outgoingServer({hostname: 'smtp.mail.tiscali.cz', socketType: 'plain', port: 25}),
  ],
  fail: [
    {given: outgoingServer({socketType: 'STARTTLS', port: 25}), data: {hostname: 'smtp.example.com'}},
    {given: outgoingServer({socketType: 'plain', port: 25}), data: {hostname: 'smtp.example.com'}},
  ],
  notApplicable: [
    ...localNetworkHosts.map(hostname => outgoingServer({hostname, socketType: 'plain', port: 25})),
    ...loopbackHosts.map(hostname => outgoingServer({hostname, port: 25})), exchangeOutgoingServer({port: 25})],
  unknown: [notReadOutgoingServer()],
});
