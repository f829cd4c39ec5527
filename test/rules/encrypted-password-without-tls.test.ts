import {encryptedPasswordWithoutTls} from '../../src/rules/encrypted-password-without-tls.ts';
import type {AuthMethod} from '../../src/snapshot.ts';
import {
  exchangeOutgoingServer, exchangeServer, incomingServer, localNetworkHosts, loopbackHosts, notReadOutgoingServer, outgoingServer, popServer,
} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

const withoutTLS = ['plain', 'optionalSTARTTLS'] as const;
const withTLS = ['STARTTLS', 'SSL'] as const;

/** CRAM-MD5, or APOP for POP; the others send the password as it is (unprotected-password), none of it, or no password at all. */
const incomingMethods = ['passwordEncrypted', 'secure'] as const;
const otherIncoming: AuthMethod[] = ['none', 'old', 'passwordCleartext', 'GSSAPI', 'NTLM', 'External', 'anything', 'OAuth2'];
const otherOutgoing: AuthMethod[] = [...otherIncoming, 'secure'];

testRule(encryptedPasswordWithoutTls, {
  pass: [
    ...withTLS.flatMap(socketType => incomingMethods.map(authMethod => incomingServer({socketType, authMethod}))),
    ...withTLS.map(socketType => outgoingServer({socketType, authMethod: 'passwordEncrypted'})),
    ...withoutTLS.flatMap(socketType => otherIncoming.map(authMethod => incomingServer({socketType, authMethod}))),
    ...withoutTLS.flatMap(socketType => otherOutgoing.map(authMethod => outgoingServer({socketType, authMethod}))),
  ],
  fail: [
    ...withoutTLS.flatMap(socketType => incomingMethods.map(authMethod => ({
      given: incomingServer({socketType, authMethod}), data: {hostname: 'imap.example.com'},
    }))),
    ...withoutTLS.map(socketType => ({
      given: outgoingServer({socketType, authMethod: 'passwordEncrypted'}), data: {hostname: 'smtp.example.com'},
    })),
    {given: popServer({socketType: 'plain', authMethod: 'passwordEncrypted', port: 110}), data: {hostname: 'pop.example.com'}},
    // Who could listen is in the house, and has to guess as well.
    ...localNetworkHosts.map(hostname => ({
      given: incomingServer({socketType: 'plain', authMethod: 'passwordEncrypted', hostname}), data: {hostname}, severity: 'advice' as const,
    })),
    {
      given: outgoingServer({socketType: 'plain', authMethod: 'passwordEncrypted', hostname: 'nas.local'}), data: {hostname: 'nas.local'},
      severity: 'advice',
    },
  ],
  notApplicable: [
    ...loopbackHosts.map(hostname => incomingServer({socketType: 'plain', authMethod: 'passwordEncrypted', hostname})),
    ...loopbackHosts.map(hostname => outgoingServer({socketType: 'plain', authMethod: 'passwordEncrypted', hostname})),
    exchangeServer({exchangeScheme: 'http', authMethod: 'passwordEncrypted'}),
    exchangeOutgoingServer({exchangeScheme: 'http', authMethod: 'passwordEncrypted'}),
  ],
  unknown: [notReadOutgoingServer()],
});
