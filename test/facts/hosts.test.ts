import {describe, expect, it} from 'vitest';
import {type Flaw, flawOf, isFullName, locate, portForSMTP} from '../../src/facts/hosts.ts';
import {localNetworkHosts, loopbackHosts, nearMisses, unusableHosts} from '../helpers/make.ts';

const oddLoopback = ['127.255.255.255', '::ffff:127.0.0.1', '0:0:0:0:0:0:0:1', '0000:0000:0000:0000:0000:0000:0000:0001', 'a.b.LocalHost', 'a.localhost.localdomain'];
const oddLocal = ['10.255.255.255', '192.168.0.0', '172.20.1.1', '::ffff:192.168.1.9', 'FE80::1', 'fdff::1', 'printer.office.local', 'localdomain', 'mylocalhost', 'notlocal', 'xn--nxasmq6b', 'müller', 'a.b.LAN', 'fc', 'mail_1'];
const neither = [
  ...nearMisses, '2130706433', '0x7f000001', 'mail.localdomain.example.com', '127.0.0', '127.0.0.1.1', '127.0.0.256', '10.0.0', '10.0.0.999', '1270.0.0.1', '172.16.0', '172.160.0.1',
  'fc.example.com', 'fd00.example.com', 'fe80.example.com', '::', '::2', '8.8.8.8', 'imap.example.com',
];

it.each([...loopbackHosts, ...oddLoopback])('%j is this computer', name => expect(locate(name)).toBe('thisComputer'));
it.each([...localNetworkHosts, ...oddLocal])('%j is on the local network', name => expect(locate(name)).toBe('localNetwork'));
it.each(neither)('%j is beyond', name => expect(locate(name)).toBe('beyond'));
it('does not know a name that was not read', () => expect(locate(undefined)).toBeUndefined());
it.each(unusableHosts)('%j is nowhere', name => expect(locate(name)).toBe('nowhere'));

/** What Thunderbird 140 and 153 connect to, and whom they ask for, when these are names of the loopback address. */
const odd = ['a$b.example.com', 'a+b.example.com', 'a_b.example.com', '-a.example.com', 'müller.example.com', '例え.example', '127.1', '0x7f.1', 'mail', 'mail.', 'invalid.example.com', 'notinvalid'];
it.each(odd)('%j may lead somewhere', name => expect(flawOf(name)).toBeUndefined());
it.each([...'!"#%&\'()*,/;<=>?[\\]^`{|}~ \t\n\u00a0:'])('no name has %j', sign => expect(locate(`imap${sign}example.com`)).toBe('nowhere'));

const flaws: Record<string, Flaw> = {
  '': 'empty', ' . ': 'empty', 'anne@example.com': 'address', 'anne@x.invalid': 'address', 'server1.invalid ': 'invalid', invalid: 'invalid', 'imap.example.com:993': 'name',
};
it.each(Object.entries(flaws))('%j leads nowhere: %s', (name, flaw) => expect(flawOf(name)).toBe(flaw));

describe('a port', () => {
  it.each([1, 993, 65_535])('%i is one', port => expect(locate('imap.example.com', port)).toBe('beyond'));
  it.each([0, -5, 65_536, 70_000])('%i is none', port => expect(['imap.example.com', 'localhost'].map(name => locate(name, port))).toEqual(['nowhere', 'nowhere']));
  it('of a name that was not read says nothing', () => expect(locate(undefined, 70_000)).toBeUndefined());
  // Measured: what Thunderbird 140 and 153 then sent, a server at that port received.
  it.each([[465, 465], [70_000, 4464], [65_536 + 465, 465], [-1, 65_535], [-5, 65_531], [65_536, 0]])('%i is %i for SMTP', (set, used) => expect(portForSMTP(set)).toBe(used));
});

describe('from outside', () => {
  const never = [
    ...loopbackHosts, ...oddLoopback, '127.1', '127.0.1', '0', '0.0.0.0', '2130706433', '0x7f000001', '0x7f.1', '0177.0.0.1', '1.2.3.0x', '127.0.0.1.', '::', '[::ffff:7f00:1]', '8.8.8.8', '10.1',
    '[2001:db8::1]', 'localhost.', 'localhost.localdomain', 'x.localhost.localdomain', 'localhost4', 'ip6-localhost', 'mail', '',
  ];
  it.each(never)('%j is no name to show or to ask', name => expect(isFullName(name)).toBe(false));
  it.each(['imap.example.com', 'Imap.Example.COM.', '127.example.com', '1.de', 'localhost.example.com', 'mail.7f', 'xn--bcher-kva.example', 'mail.0xyz', 'mail.office.local'])(
    '%j is one', name => expect(isFullName(name)).toBe(true),
  );
});
