/** What a server's name alone says about where it is. Names are never resolved: that would be a query on the network. */
import {derived} from '../memo.ts';
import type {ServerLocation} from '../snapshot.ts';

/** Where a host is; `undefined` for a name that was not read. With a port, which may be none at all. */
export function locate(hostname: string | undefined, port?: number): ServerLocation | undefined {
  if (hostname === undefined) return undefined;
  if (port !== undefined && !isPort(port) || flawOf(hostname)) return 'nowhere';
  const name = normal(hostname);
  if (isLoopback(name)) return 'thisComputer';
  return isLocalNetwork(name) ? 'localNetwork' : 'beyond';
}

/** Why no connection is ever made to a name: it is empty, an address of a person, under .invalid, or has what no name has. */
export type Flaw = 'empty' | 'address' | 'invalid' | 'name';

/**
 * Why a name leads nowhere, whatever else is set; undefined where it may lead somewhere. Measured with Thunderbird 140 and 153 and servers on this
 * computer: IMAP, POP and SMTP connect to names of letters, digits and - . _ $ +, and SMTP to IPv6 addresses without brackets; with any other
 * character, or a dot after an IPv4 address, nothing is sent. As the name of an incoming server most of these, and every IPv6 address, are
 * serverN.invalid as soon as the account is loaded (nsMsgIncomingServer.cpp), and that stays in the preferences.
 */
export const flawOf = derived((hostname: string): Flaw | undefined => {
  if (/^[\s.]*$/.test(hostname)) return 'empty';
  if (hostname.includes('@')) return 'address';
  const name = normal(hostname);
  // Nothing is ever found there (RFC 6761, 6.4).
  if (name === 'invalid' || name.endsWith('.invalid')) return 'invalid';
  const isAllowed = hostname.includes(':') ? URL.canParse(`http://[${hostname}]`) : /^[\w.$+\u0080-\uffff-]+$/.test(hostname) && !/\s/.test(hostname);
  return isAllowed && !(hostname.endsWith('.') && isIPv4(name, [])) ? undefined : 'name';
});

/** TCP has ports from 1 to 65535. */
export function isPort(port: number): boolean {
  return port > 0 && port < 65_536;
}

/** SMTP connects to the last 16 bits of what is set (TCPSocket.webidl, `unsigned short`): measured, 70000 is 4464 and -1 is 65535. */
export function portForSMTP(port: number): number {
  return port & 0xffff;
}

/** 127.0.0.0/8, ::1, localhost and *.localhost (RFC 6761, 6.3); with the domain that distributions give it (nss-myhostname(8)). Local bridges listen there. */
function isLoopback(name: string): boolean {
  return isIPv4(name, [127]) || name === '::1' || isUnder(name, ['localhost', 'localhost.localdomain']);
}

/**
 * Domains that nobody has on the Internet: reserved (RFC 6762, .local; RFC 8375, home.arpa; ICANN, .internal, 2024-07-29), or in use at so many places
 * that they are given to nobody (RFC 6762, appendix G; ICANN on .corp and .home, 2018-02-04). And that of a router: what fritz.box is to the rest of the
 * world, whoever names a server there did not mean.
 */
const localDomains = ['local', 'home.arpa', 'internal', 'lan', 'home', 'intranet', 'corp', 'localdomain', 'private', 'fritz.box'];

/** Private and link-local addresses (RFC 1918, 3927, 4193, 4291), and names that lead nowhere beyond a local network: of one label, or in such a domain. */
function isLocalNetwork(name: string): boolean {
  return isIPv4(name, [10]) || isIPv4(name, [192, 168]) || isIPv4(name, [169, 254])
    || /^172\.(1[6-9]|2\d|3[01])\./.test(name) && isIPv4(name, [172])
    || /^(f[cd]..|fe[89ab].):/.test(name)
    || /^[^.:]+$/.test(name) && !isNumber(name)
    || isUnder(name, localDomains);
}

function isUnder(name: string, domains: readonly string[]): boolean {
  return domains.some(domain => name === domain || name.endsWith(`.${domain}`));
}

/** An IPv4 address may be written as one number (inet_aton(3)). */
function isNumber(name: string): boolean {
  return /^(\d+|0x[\da-f]*)$/.test(name);
}

/** Lower case, without the final dot of a full name, the brackets of an IPv6 address or the prefix of a mapped IPv4 one. */
export const normal = derived((hostname: string): string => {
  const name = hostname.trim().toLowerCase().replace(/\.$/, '').replace(/^\[(.*)\]$/, '$1');
  return name.replace(/^::ffff:(?=\d+\.)/, '').replace(/^(0+:){7}0*1$/, '::1');
});

/** Whether it is an address and no name: a colon can be in no name. */
export function isIPAddress(hostname: string): boolean {
  const name = normal(hostname);
  return isIPv4(name, []) || name.includes(':');
}

function isIPv4(name: string, prefix: number[]): boolean {
  // Nearly every host has a name, which ends in letters.
  if (!/\d$/.test(name)) return false;
  const parts = name.split('.');
  return parts.length === 4 && parts.every(part => /^\d{1,3}$/.test(part) && Number(part) < 256)
    && prefix.every((value, i) => Number(parts[i]) === value);
}

/**
 * Whether a name that comes from outside, such as a published one, may be shown as advice or asked: a full name, which is neither this computer
 * nor an address. A name that ends in a number is an address however it is written, as in 127.1, 2130706433 or 0x7f000001 (URL Standard, 3.5).
 */
export function isFullName(hostname: string): boolean {
  const name = normal(hostname);
  const endsInNumber = isNumber(name.slice(name.lastIndexOf('.') + 1));
  return name.includes('.') && !endsInNumber && !name.includes(':') && !isLoopback(name);
}
