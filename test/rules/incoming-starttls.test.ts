import {incomingStarttls} from '../../src/rules/incoming-starttls.ts';
import {exchangeServer, incomingServer, loopbackHosts} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

/** Of the list in src/starttls-only.ts: advice to use SSL/TLS there would cut people off. */
const starttlsOnlyHosts = ['smtp.office365.com', 'SMTP.Office365.com.', 'smtp-mail.outlook.com', 'smtp.mail.me.com'];

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
    {given: incomingServer({socketType: 'STARTTLS', hostname: 'office365.com'}), data: {hostname: 'office365.com'}},
    {given: incomingServer({socketType: 'STARTTLS', hostname: 'smtp.office365.com.example.org'}), data: {hostname: 'smtp.office365.com.example.org'}},
  ],
  notApplicable: [
    ...starttlsOnlyHosts.map(hostname => incomingServer({socketType: 'STARTTLS', hostname})),
    ...loopbackHosts.map(hostname => incomingServer({socketType: 'STARTTLS', hostname})),
    exchangeServer(),
  ],
  unknown: [incomingServer({hostname: undefined})],
});
