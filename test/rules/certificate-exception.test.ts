import {certificateException} from '../../src/rules/certificate-exception.ts';
import {
  exchangeOutgoingServer, exchangeServer, incomingServer, localNetworkHosts, loopbackHosts, notReadOutgoingServer, outgoingServer, popServer,
} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

const excepted = {hasCertificateException: true} as const;

testRule(certificateException, {
  pass: [
    incomingServer(), popServer(), outgoingServer(), exchangeServer(), exchangeOutgoingServer(),
    incomingServer({hostname: 'nas.local'}),
    // Left over from a time with TLS: incoming-plaintext says what is so now.
    incomingServer({...excepted, socketType: 'plain', port: 143}),
    outgoingServer({...excepted, socketType: 'optionalSTARTTLS', port: 587}),
  ],
  fail: [
    {given: incomingServer(excepted), data: {hostname: 'imap.example.com'}},
    {given: incomingServer({...excepted, socketType: 'STARTTLS', port: 143}), data: {hostname: 'imap.example.com'}},
    {given: popServer(excepted), data: {hostname: 'pop.example.com'}},
    {given: outgoingServer(excepted), data: {hostname: 'smtp.example.com'}},
    {given: exchangeServer(excepted), data: {hostname: 'exchange.example.com'}},
    {given: exchangeServer({...excepted, type: 'graph'}), data: {hostname: 'exchange.example.com'}},
    {given: exchangeOutgoingServer(excepted), data: {hostname: 'exchange.example.com'}},
    ...localNetworkHosts.map(hostname => ({given: incomingServer({...excepted, hostname}), data: {hostname}})),
    {given: outgoingServer({...excepted, hostname: '10.0.0.1'}), data: {hostname: '10.0.0.1'}},
  ],
  notApplicable: [
    // Local bridges, such as Proton Bridge, need one.
    ...loopbackHosts.map(hostname => incomingServer({...excepted, hostname})),
    ...loopbackHosts.map(hostname => outgoingServer({...excepted, hostname})),
    exchangeServer({...excepted, hostname: 'localhost'}),
    incomingServer({hostname: 'localhost'}),
  ],
  unknown: [notReadOutgoingServer(), incomingServer({hasCertificateException: undefined, socketType: 'plain'})],
});
