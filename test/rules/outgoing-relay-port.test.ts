import {outgoingRelayPort} from '../../src/rules/outgoing-relay-port.ts';
import {exchangeOutgoingServer, loopbackHosts, notReadOutgoingServer, outgoingServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(outgoingRelayPort, {
  pass: [
    outgoingServer(),
    outgoingServer({socketType: 'STARTTLS', port: 587}),
    outgoingServer({port: 2525}),
  ],
  fail: [
    {given: outgoingServer({socketType: 'STARTTLS', port: 25}), data: {hostname: 'smtp.example.com'}},
    {given: outgoingServer({socketType: 'plain', port: 25}), data: {hostname: 'smtp.example.com'}},
    {given: outgoingServer({hostname: 'nas.local', port: 25}), data: {hostname: 'nas.local'}},
  ],
  notApplicable: [...loopbackHosts.map(hostname => outgoingServer({hostname, port: 25})), exchangeOutgoingServer({port: 25})],
  unknown: [notReadOutgoingServer()],
});
