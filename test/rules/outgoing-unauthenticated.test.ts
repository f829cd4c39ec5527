import {outgoingUnauthenticated} from '../../src/rules/outgoing-unauthenticated.ts';
import type {AuthMethod} from '../../src/snapshot.ts';
import {exchangeOutgoingServer, localNetworkHosts, loopbackHosts, nearMisses, notReadOutgoingServer, outgoingServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

/** SmtpClient.sys.mjs of 140 and 153, _preferredAuthMethods: 3, 4, 5, 6, 8, 10 are in it, 2, 7, 9 are not. */
const loggingIn: AuthMethod[] = ['passwordCleartext', 'passwordEncrypted', 'GSSAPI', 'NTLM', 'secure', 'OAuth2'];
const withoutLogin: AuthMethod[] = ['none', 'old', 'External', 'anything'];

testRule(outgoingUnauthenticated, {
  pass: [
    ...loggingIn.map(authMethod => outgoingServer({authMethod})),
    // Thunderbird's own list of providers says so.
    outgoingServer({hostname: 'smtp.kokuyou.ne.jp', authMethod: 'none', socketType: 'plain', port: 25}),
    // unprotected-password says it.
    outgoingServer({socketType: 'plain', port: 587}),
  ],
  fail: [
    ...withoutLogin.map(authMethod => ({given: outgoingServer({authMethod}), data: {hostname: 'smtp.example.com'}})),
    {given: outgoingServer({authMethod: 'anything', socketType: 'plain'}), data: {hostname: 'smtp.example.com'}},
    {given: outgoingServer({authMethod: 'none', port: 25, socketType: 'plain'}), data: {hostname: 'smtp.example.com'}},
    {given: outgoingServer({hostname: 'smtp.kokuyou.ne.jp', authMethod: 'old'}), data: {hostname: 'smtp.kokuyou.ne.jp'}},
    ...nearMisses.map(hostname => ({given: outgoingServer({authMethod: 'old', hostname}), data: {hostname}})),
  ],
  notApplicable: [
    // A relay in the house knows who is in it.
    ...localNetworkHosts.map(hostname => outgoingServer({authMethod: 'none', hostname})),
    ...loopbackHosts.map(hostname => outgoingServer({authMethod: 'none', hostname})),
    outgoingServer({authMethod: 'anything', hostname: 'localhost'}),
    exchangeOutgoingServer({authMethod: 'none'}),
  ],
  unknown: [notReadOutgoingServer()],
});
