import {outgoingUnusedPlaintext} from '../../src/rules/outgoing-unused-plaintext.ts';
import type {OutgoingServer} from '../../src/snapshot.ts';
import {exchangeOutgoingServer, localNetworkHosts, loopbackHosts, outgoingServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

const unused = (differences: Partial<OutgoingServer> = {}) =>
  outgoingServer({key: 'smtp7', accountIds: [], isDefault: false, ...differences});

testRule(outgoingUnusedPlaintext, {
  pass: [unused(), unused({socketType: 'STARTTLS', port: 587}), unused({authMethod: 'none'})],
  fail: [
    {given: unused({socketType: 'plain', port: 587}), data: {hostname: 'smtp.example.com'}},
    {given: unused({socketType: 'optionalSTARTTLS', port: 587}), data: {hostname: 'smtp.example.com'}},
    {given: unused({socketType: 'plain', authMethod: 'none', port: 25}), data: {hostname: 'smtp.example.com'}},
    // The next address that is added would send with it.
    {given: unused({socketType: 'plain', isDefault: true}), data: {hostname: 'smtp.example.com'}},
    ...localNetworkHosts.map(hostname => ({given: unused({socketType: 'plain', hostname}), data: {hostname}})),
  ],
  notApplicable: [
    // Local bridges listen there.
    ...loopbackHosts.map(hostname => unused({socketType: 'plain', hostname})),
    exchangeOutgoingServer({key: 'ews7', accountIds: [], exchangeScheme: 'http'}),
  ],
  unknown: [unused({socketType: undefined}), unused({hostname: undefined, location: undefined, socketType: 'plain'})],
});
