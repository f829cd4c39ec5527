import {incomingOptionalStarttls} from '../../src/rules/incoming-optional-starttls.ts';
import {exchangeServer, incomingServer, loopbackHosts} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(incomingOptionalStarttls, {
  pass: [
    incomingServer(),
    incomingServer({socketType: 'STARTTLS', port: 143}),
    // incoming-plaintext says it.
    incomingServer({socketType: 'plain', port: 143}),
  ],
  fail: [
    {given: incomingServer({socketType: 'optionalSTARTTLS', port: 143}), data: {hostname: 'imap.example.com'}},
    {given: incomingServer({socketType: 'optionalSTARTTLS', hostname: '192.168.1.9'}), data: {reason: 'local', hostname: '192.168.1.9'}, severity: 'warning'},
  ],
  notApplicable: [
    ...loopbackHosts.map(hostname => incomingServer({socketType: 'optionalSTARTTLS', hostname})),
    exchangeServer(),
  ],
  unknown: [incomingServer({hostname: undefined})],
});
