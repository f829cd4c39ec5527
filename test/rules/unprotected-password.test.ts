import {unprotectedPassword} from '../../src/rules/unprotected-password.ts';
import type {AuthMethod} from '../../src/snapshot.ts';
import {
  exchangeOutgoingServer, exchangeServer, incomingServer, localNetworkHosts, loopbackHosts, notReadOutgoingServer, outgoingServer, popServer,
} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

/** By what Thunderbird's clients do with each (nsImapProtocol, Pop3Client.sys.mjs, SmtpClient.sys.mjs): 2, 3, 9, 10 and 3, 8, 10. */
const tellingIncoming: AuthMethod[] = ['old', 'passwordCleartext', 'anything', 'OAuth2'];
const silentIncoming: AuthMethod[] = ['none', 'passwordEncrypted', 'GSSAPI', 'NTLM', 'External', 'secure'];
const tellingOutgoing: AuthMethod[] = ['passwordCleartext', 'secure', 'OAuth2'];
const silentOutgoing: AuthMethod[] = ['none', 'old', 'passwordEncrypted', 'GSSAPI', 'NTLM', 'External', 'anything'];

const withoutTLS = ['plain', 'optionalSTARTTLS'] as const;
const withTLS = ['STARTTLS', 'SSL'] as const;

testRule(unprotectedPassword, {
  pass: [
    ...withTLS.flatMap(socketType => tellingIncoming.map(authMethod => incomingServer({socketType, authMethod}))),
    ...withTLS.flatMap(socketType => tellingOutgoing.map(authMethod => outgoingServer({socketType, authMethod}))),
    ...withoutTLS.flatMap(socketType => silentIncoming.map(authMethod => incomingServer({socketType, authMethod}))),
    // Pop3Client.sys.mjs does not log in with these.
    ...withoutTLS.flatMap(socketType => (['old', 'anything'] as const).map(authMethod => popServer({socketType, authMethod}))),
    ...withoutTLS.flatMap(socketType => silentOutgoing.map(authMethod => outgoingServer({socketType, authMethod}))),
  ],
  fail: [
    ...withoutTLS.flatMap(socketType => tellingIncoming.map(authMethod => ({
      given: incomingServer({socketType, authMethod}), data: {hostname: 'imap.example.com'},
    }))),
    ...withoutTLS.flatMap(socketType => tellingOutgoing.map(authMethod => ({
      given: outgoingServer({socketType, authMethod}), data: {hostname: 'smtp.example.com'},
    }))),
    {given: popServer({socketType: 'plain', port: 110}), data: {hostname: 'pop.example.com'}},
    ...localNetworkHosts.map(hostname => ({
      given: incomingServer({socketType: 'plain', hostname}), data: {reason: 'local', hostname}, severity: 'warning' as const,
    })),
    {given: outgoingServer({socketType: 'optionalSTARTTLS', hostname: 'nas.local'}), data: {reason: 'local', hostname: 'nas.local'}, severity: 'warning'},
    {given: incomingServer({socketType: 'plain', hostname: '172.32.0.1'}), data: {hostname: '172.32.0.1'}},
  ],
  notApplicable: [
    ...loopbackHosts.map(hostname => incomingServer({socketType: 'plain', hostname})),
    ...loopbackHosts.map(hostname => outgoingServer({socketType: 'plain', hostname})),
    exchangeServer({exchangeScheme: 'http'}),
    exchangeOutgoingServer({exchangeScheme: 'http'}),
  ],
  unknown: [notReadOutgoingServer()],
});
