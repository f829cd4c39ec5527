import {outgoingStarttls} from '../../src/rules/outgoing-starttls.ts';
import {exchangeOutgoingServer, loopbackHosts, notReadOutgoingServer, outgoingServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

/** Of the list in src/starttls-only.ts: advice to use SSL/TLS there would cut people off. */
const starttlsOnlyHosts = ['smtp.office365.com', 'SMTP.Office365.com.', 'smtp-mail.outlook.com', 'smtp.mail.me.com'];

testRule(outgoingStarttls, {
  pass: [
    outgoingServer(),
    // The rules on mail without TLS say it.
    outgoingServer({socketType: 'plain', port: 587}),
    outgoingServer({socketType: 'optionalSTARTTLS', port: 587}),
  ],
  fail: [
    {given: outgoingServer({socketType: 'STARTTLS', port: 587}), data: {hostname: 'smtp.example.com'}},
    {given: outgoingServer({socketType: 'STARTTLS', hostname: 'nas.local'}), data: {hostname: 'nas.local'}},
    {given: outgoingServer({socketType: 'STARTTLS', hostname: 'office365.com'}), data: {hostname: 'office365.com'}},
    {given: outgoingServer({socketType: 'STARTTLS', hostname: 'smtp.office365.com.example.org'}), data: {hostname: 'smtp.office365.com.example.org'}},
  ],
  notApplicable: [
    ...starttlsOnlyHosts.map(hostname => outgoingServer({socketType: 'STARTTLS', hostname})),
    ...loopbackHosts.map(hostname => outgoingServer({socketType: 'STARTTLS', hostname})),
    exchangeOutgoingServer(),
  ],
  unknown: [outgoingServer({hostname: undefined}), notReadOutgoingServer()],
});
