import {outgoingStarttls} from '../../src/rules/outgoing-starttls.ts';
import {exchangeOutgoingServer, localNetworkHosts, loopbackHosts, notReadOutgoingServer, outgoingServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

/** Published with STARTTLS alone: advice to use SSL/TLS there would cut people off. */
const starttlsOnlyHosts = ['smtp.office365.com', 'SMTP.Office365.com.', 'smtp-mail.outlook.com', 'smtp.mail.me.com', 'p34-smtp.mail.me.com', 'smtp.ziggo.nl'];

testRule(outgoingStarttls, {
  pass: [
    outgoingServer(),
    // The rules on mail without TLS say it.
    outgoingServer({socketType: 'plain', port: 587}),
    outgoingServer({socketType: 'optionalSTARTTLS', port: 587}),
  ],
  fail: [
    {given: outgoingServer({socketType: 'STARTTLS', port: 587}), data: {hostname: 'smtp.example.com'}},
    // Published with SSL/TLS too.
    {given: outgoingServer({socketType: 'STARTTLS', hostname: 'mail.gmx.net'}), data: {hostname: 'mail.gmx.net'}},
    {given: outgoingServer({socketType: 'STARTTLS', hostname: 'office365.com'}), data: {hostname: 'office365.com'}},
    {given: outgoingServer({socketType: 'STARTTLS', hostname: 'smtp.office365.com.example.org'}), data: {hostname: 'smtp.office365.com.example.org'}},
  ],
  notApplicable: [
    ...localNetworkHosts.map(hostname => outgoingServer({socketType: 'STARTTLS', hostname})),
    ...starttlsOnlyHosts.map(hostname => outgoingServer({socketType: 'STARTTLS', hostname})),
    ...loopbackHosts.map(hostname => outgoingServer({socketType: 'STARTTLS', hostname})),
    exchangeOutgoingServer(),
  ],
  unknown: [outgoingServer({hostname: undefined}), notReadOutgoingServer()],
});
