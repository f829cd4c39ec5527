import {insecureAuthMethod} from '../../src/rules/insecure-auth-method.ts';
import type {AuthMethod} from '../../src/snapshot.ts';
import {exchangeOutgoingServer, exchangeServer, incomingServer, loopbackHosts, notReadOutgoingServer, outgoingServer, popServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

const insecure: AuthMethod[] = ['old', 'secure', 'anything'];
const others: AuthMethod[] = ['none', 'passwordCleartext', 'passwordEncrypted', 'GSSAPI', 'NTLM', 'External', 'OAuth2'];

testRule(insecureAuthMethod, {
  pass: [
    ...others.map(authMethod => incomingServer({authMethod})),
    ...others.map(authMethod => popServer({authMethod})),
    // outgoing-unauthenticated says it of 'old' and 'anything'.
    ...[...others, 'old' as const, 'anything' as const].map(authMethod => outgoingServer({authMethod})),
  ],
  fail: [
    ...insecure.flatMap(authMethod => (['SSL', 'STARTTLS'] as const).flatMap(socketType => [
      {given: incomingServer({authMethod, socketType}), data: {hostname: 'imap.example.com'}},
      {given: popServer({authMethod, socketType}), data: {hostname: 'pop.example.com'}},
    ])),
    {given: outgoingServer({authMethod: 'secure'}), data: {hostname: 'smtp.example.com'}},
    {given: outgoingServer({authMethod: 'secure', socketType: 'STARTTLS', port: 587}), data: {hostname: 'smtp.example.com'}},
    {given: popServer({authMethod: 'old', hostname: 'nas.local'}), data: {hostname: 'nas.local'}},
  ],
  notApplicable: [
    // unprotected-password and encrypted-password-without-tls say it.
    ...insecure.flatMap(authMethod => (['plain', 'optionalSTARTTLS'] as const).map(socketType => incomingServer({authMethod, socketType}))),
    popServer({authMethod: 'old', socketType: 'plain', port: 110}),
    outgoingServer({authMethod: 'secure', socketType: 'plain'}),
    ...loopbackHosts.map(hostname => popServer({authMethod: 'old', hostname})),
    exchangeServer({authMethod: 'anything'}),
    exchangeOutgoingServer({authMethod: 'secure'}),
  ],
  unknown: [incomingServer({authMethod: 'old', socketType: undefined}), incomingServer({hostname: undefined, authMethod: 'old'}), notReadOutgoingServer()],
});
