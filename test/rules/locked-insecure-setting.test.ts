import {lockedInsecureSetting} from '../../src/rules/locked-insecure-setting.ts';
import {
  exchangeOutgoingServer, exchangeServer, incomingServer, localNetworkHosts, loopbackHosts, notReadOutgoingServer, outgoingServer, popServer, program,
} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

const socket = {locked: ['socketType']};
const scheme = {locked: ['exchangeScheme']};
const tls = {locked: ['minimumTLS']};
const incoming = {preference: 'mail.server.server1.socketType'};
const outgoing = {preference: 'mail.smtpserver.smtp1.try_ssl'};

testRule(lockedInsecureSetting, {
  pass: [
    incomingServer(socket), incomingServer({...socket, socketType: 'STARTTLS', port: 143}), popServer(socket), outgoingServer(socket),
    exchangeServer(scheme), exchangeOutgoingServer(scheme),
    program(tls), program({...tls, minimumTLS: '1.3'}),
    incomingServer({locked: ['hostname', 'socketType', 'port', 'authMethod']}),
  ],
  fail: [
    ...(['plain', 'optionalSTARTTLS'] as const).flatMap(socketType => [
      {given: incomingServer({...socket, socketType}), data: incoming},
      {given: popServer({...socket, socketType}), data: incoming},
      {given: outgoingServer({...socket, socketType}), data: outgoing},
    ]),
    {given: incomingServer({key: 'server7', locked: ['port', 'socketType'], socketType: 'plain'}), data: {preference: 'mail.server.server7.socketType'}},
    ...localNetworkHosts.map(hostname => ({given: incomingServer({...socket, socketType: 'plain', hostname}), data: incoming})),
    {given: exchangeServer({...scheme, exchangeScheme: 'http'}), data: {preference: 'mail.server.server1.ews_url'}},
    {given: exchangeServer({...scheme, exchangeScheme: 'http', type: 'graph'}), data: {preference: 'mail.server.server1.ews_url'}},
    {given: exchangeOutgoingServer({...scheme, exchangeScheme: 'http'}), data: {preference: 'mail.outgoingserver.ews1.ews_url'}},
    {given: program({...tls, minimumTLS: '1.0'}), data: {preference: 'security.tls.version.min / security.tls.version.enable-deprecated'}},
    {given: program({...tls, minimumTLS: '1.1'}), data: {preference: 'security.tls.version.min / security.tls.version.enable-deprecated'}},
  ],
  notApplicable: [
    // Nothing is locked: the other rules tell the user what to do.
    incomingServer(), outgoingServer(), program(), exchangeServer(),
    incomingServer({socketType: 'plain'}), outgoingServer({socketType: 'plain'}), program({minimumTLS: '1.0'}), exchangeServer({exchangeScheme: 'http'}),
    // The user can still choose SSL/TLS, and then a locked method is protected.
    incomingServer({locked: ['authMethod'], socketType: 'plain', authMethod: 'anything'}),
    outgoingServer({locked: ['authMethod', 'port'], socketType: 'plain'}),
    program({locked: ['startsOffline'], minimumTLS: '1.0'}),
    // What is not used by this kind of server.
    exchangeServer({...socket, exchangeScheme: 'http', socketType: 'plain'}),
    incomingServer({...scheme, socketType: 'plain', exchangeScheme: 'http'}),
    // Local bridges.
    ...loopbackHosts.map(hostname => incomingServer({...socket, socketType: 'plain', hostname})),
    ...loopbackHosts.map(hostname => outgoingServer({...socket, socketType: 'plain', hostname})),
    exchangeServer({...scheme, exchangeScheme: 'http', hostname: 'localhost'}),
    // Nothing was read of it, nor whether it is locked.
    notReadOutgoingServer(),
  ],
  unknown: [
    incomingServer({...socket, socketType: undefined}), outgoingServer({...socket, socketType: undefined}),
    exchangeServer({...scheme, exchangeScheme: undefined}), program({...tls, minimumTLS: undefined}),
    incomingServer({...socket, hostname: undefined, location: undefined}),
  ],
});
