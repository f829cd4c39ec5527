import {ipAddressHost} from '../../src/rules/ip-address-host.ts';
import {
  exchangeOutgoingServer, exchangeServer, incomingServer, localNetworkHosts, loopbackHosts, notReadOutgoingServer, outgoingServer, popServer,
} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

/** Forms of an address, the borders of the private ranges among them. */
const addresses = [
  '203.0.113.7', '172.15.255.254', '172.32.0.1', '192.169.0.1', '0.0.0.0', '255.255.255.255', '2001:db8::1', '2001:DB8::2', '::ffff:203.0.113.7',
  'fec0::1',
];

/** Names, however much they look like an address. */
const names = ['10.example.com', '203.0.113.7.example.com', '203.0.113', '203.0.113.7.9', '203.0.113.256', '203-0-113-7.example.net', 'dead.beef'];

testRule(ipAddressHost, {
  pass: [
    incomingServer(), popServer(), outgoingServer(),
    ...names.map(hostname => incomingServer({hostname})),
    ...names.map(hostname => outgoingServer({hostname})),
  ],
  fail: [
    ...addresses.map(hostname => ({given: incomingServer({hostname}), data: {hostname}})),
    ...addresses.map(hostname => ({given: outgoingServer({hostname}), data: {hostname}})),
    {given: popServer({hostname: '203.0.113.7'}), data: {hostname: '203.0.113.7'}},
    {given: incomingServer({hostname: '203.0.113.7', socketType: 'plain'}), data: {hostname: '203.0.113.7'}},
  ],
  notApplicable: [
    // A device on the local network has an address and often no name.
    ...localNetworkHosts.map(hostname => incomingServer({hostname})),
    ...localNetworkHosts.map(hostname => outgoingServer({hostname})),
    ...loopbackHosts.map(hostname => incomingServer({hostname})),
    ...loopbackHosts.map(hostname => outgoingServer({hostname})),
    // It has an address of the other kind, and no field for its name.
    exchangeServer({hostname: '203.0.113.7'}),
    exchangeOutgoingServer({hostname: '203.0.113.7'}),
  ],
  unknown: [notReadOutgoingServer()],
});
