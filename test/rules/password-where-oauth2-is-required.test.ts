import {passwordWhereOauth2IsRequired} from '../../src/rules/password-where-oauth2-is-required.ts';
import {
  exchangeOutgoingServer, exchangeServer, incomingServer, loopbackHosts, notReadOutgoingServer, outgoingServer, popServer,
} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

/** A password made for an application works there. */
const healthyIncoming = [
  'imap.gmail.com', 'imap.googlemail.com', 'imap.mail.yahoo.com', 'imap.aol.com', 'imap.mail.me.com', 'imap.fastmail.com', 'imap.gmx.net', 'imap.orange.fr',
];
const healthyOutgoing = ['smtp.gmail.com', 'smtp.mail.yahoo.com', 'smtp.aol.com', 'smtp.mail.me.com', 'smtp.fastmail.com'];

/** Not those of the table, however close they look. */
const nearMisses = ['outlook.office365.com.example.org', 'mail.outlook.office365.com', 'office365.com', 'imap-mail.outlook.example.com', 'outlook.office365.us', 'partner.outlook.cn'];

testRule(passwordWhereOauth2IsRequired, {
  pass: [
    incomingServer(), popServer(), outgoingServer(),
    ...healthyIncoming.map(hostname => incomingServer({hostname})),
    ...healthyOutgoing.map(hostname => outgoingServer({hostname})),
    ...nearMisses.map(hostname => incomingServer({hostname})),
    // Passwords still send there until the end of 2026, and longer where an organisation allows it.
    outgoingServer({hostname: 'smtp.office365.com', socketType: 'STARTTLS', port: 587}),
    incomingServer({hostname: 'outlook.office365.com', authMethod: 'OAuth2'}),
    popServer({hostname: 'pop-mail.outlook.com', authMethod: 'OAuth2'}),
    outgoingServer({hostname: 'smtp-mail.outlook.com', authMethod: 'OAuth2'}),
    // No passwords: insecure-auth-method and outgoing-unauthenticated say it.
    incomingServer({hostname: 'outlook.office365.com', authMethod: 'anything'}),
    outgoingServer({hostname: 'smtp-mail.outlook.com', authMethod: 'none'}),
    incomingServer({hostname: 'outlook.office365.com', authMethod: 'GSSAPI'}),
  ],
  fail: [
    ...['outlook.office365.com', 'imap-mail.outlook.com', 'Outlook.Office365.com.'].flatMap(hostname => [
      {given: incomingServer({hostname}), data: {hostname}},
      {given: incomingServer({hostname, authMethod: 'passwordEncrypted'}), data: {hostname}},
    ]),
    {given: popServer({hostname: 'outlook.office365.com'}), data: {hostname: 'outlook.office365.com'}},
    {given: popServer({hostname: 'pop-mail.outlook.com'}), data: {hostname: 'pop-mail.outlook.com'}},
    {
      given: outgoingServer({hostname: 'smtp-mail.outlook.com', socketType: 'STARTTLS', port: 587}),
      data: {hostname: 'smtp-mail.outlook.com'},
    },
  ],
  notApplicable: [
    // A bridge that logs in with OAuth2 itself, such as DavMail, is given a password.
    ...loopbackHosts.map(hostname => incomingServer({hostname})),
    ...loopbackHosts.map(hostname => outgoingServer({hostname})),
    exchangeServer({hostname: 'outlook.office365.com', authMethod: 'passwordCleartext'}),
    exchangeOutgoingServer({hostname: 'outlook.office365.com', authMethod: 'passwordCleartext'}),
  ],
  unknown: [notReadOutgoingServer()],
});
