import {outgoingOptionalStarttls} from '../../src/rules/outgoing-optional-starttls.ts';
import {exchangeOutgoingServer, loopbackHosts, notReadOutgoingServer, outgoingServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(outgoingOptionalStarttls, {
  pass: [
    outgoingServer(),
    outgoingServer({socketType: 'STARTTLS', port: 587}),
    // outgoing-plaintext says it.
    outgoingServer({socketType: 'plain', port: 587}),
  ],
  fail: [
    {given: outgoingServer({socketType: 'optionalSTARTTLS', port: 587}), data: {hostname: 'smtp.example.com'}},
    {given: outgoingServer({socketType: 'optionalSTARTTLS', hostname: '192.168.1.9'}), data: {reason: 'local', hostname: '192.168.1.9'}, severity: 'warning'},
  ],
  notApplicable: [
    ...loopbackHosts.map(hostname => outgoingServer({socketType: 'optionalSTARTTLS', hostname})),
    exchangeOutgoingServer(),
  ],
  unknown: [outgoingServer({hostname: undefined}), notReadOutgoingServer()],
});
