import {incomingStarttls} from '../../src/rules/incoming-starttls.ts';
import {exchangeServer, incomingServer, loopbackHosts, popServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

/** Published with STARTTLS alone: advice to use SSL/TLS there would cut people off. */
const starttlsOnlyHosts = ['in.alice.it', 'IN.Alice.it.', 'imap.tim.it'];

testRule(incomingStarttls, {
  pass: [
    incomingServer(),
    // The rules on mail without TLS say it.
    incomingServer({socketType: 'plain', port: 143}),
    incomingServer({socketType: 'optionalSTARTTLS', port: 143}),
  ],
  fail: [
    {given: incomingServer({socketType: 'STARTTLS', port: 143}), data: {hostname: 'imap.example.com'}},
    {given: incomingServer({socketType: 'STARTTLS', hostname: 'nas.local'}), data: {hostname: 'nas.local'}},
    // Published with SSL/TLS too; published for sending.
    ...['imap.gmx.net', 'alice.it', 'in.alice.it.example.org', 'smtp.office365.com'].map(hostname => ({given: incomingServer({socketType: 'STARTTLS', hostname}), data: {hostname}})),
  ],
  notApplicable: [
    ...starttlsOnlyHosts.map(hostname => incomingServer({socketType: 'STARTTLS', hostname})), popServer({socketType: 'STARTTLS', hostname: 'pop.tim.it'}),
    ...loopbackHosts.map(hostname => incomingServer({socketType: 'STARTTLS', hostname})),
    exchangeServer(),
  ],
  unknown: [incomingServer({hostname: undefined})],
});
