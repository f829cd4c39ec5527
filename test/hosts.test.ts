import {expect, it} from 'vitest';
import {locate} from '../src/hosts.ts';
import {localNetworkHosts, loopbackHosts, nearMisses} from './helpers/make.ts';

const oddLoopback = ['127.255.255.255', '::ffff:127.0.0.1', '0:0:0:0:0:0:0:1', '0000:0000:0000:0000:0000:0000:0000:0001', ' localhost ', 'a.b.LocalHost'];
const oddLocal = ['10.255.255.255', '192.168.0.0', '172.20.1.1', '::ffff:192.168.1.9', 'FE80::1', 'fe80::1%eth0', 'fdff::1', 'printer.office.local'];
const neither = [
  ...nearMisses, '', '.', 'local', 'localdomain', '127.0.0', '127.0.0.1.1', '127.0.0.256', '10.0.0', '10.0.0.999', '1270.0.0.1', '172.16.0', '172.160.0.1',
  'fc.example.com', 'fd00.example.com', 'fe80.example.com', '::', '::2', '8.8.8.8', 'imap.example.com',
];

it.each([...loopbackHosts, ...oddLoopback])('%j is this computer', name => expect(locate(name)).toBe('thisComputer'));
it.each([...localNetworkHosts, ...oddLocal])('%j is on the local network', name => expect(locate(name)).toBe('localNetwork'));
it.each(neither)('%j is beyond', name => expect(locate(name)).toBe('beyond'));
it('does not know a name that was not read', () => expect(locate(undefined)).toBeUndefined());
