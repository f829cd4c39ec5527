/** What a server's name alone says about where it is. Names are never resolved: that would be a query on the network. */
import type {ServerLocation} from './snapshot.ts';

/** Where a host is; `undefined` for a name that was not read. */
export function locate(hostname: string | undefined): ServerLocation | undefined {
  if (hostname === undefined) return undefined;
  const name = normal(hostname);
  if (isLoopback(name)) return 'thisComputer';
  return isLocalNetwork(name) ? 'localNetwork' : 'beyond';
}

/** 127.0.0.0/8, ::1, localhost and *.localhost (RFC 6761, 6.3). Local bridges listen there. */
function isLoopback(name: string): boolean {
  return isIPv4(name, [127]) || name === '::1' || name === 'localhost' || name.endsWith('.localhost');
}

/** Private and link-local addresses (RFC 1918, 3927, 4193, 4291) and .local names (RFC 6762). */
function isLocalNetwork(name: string): boolean {
  return isIPv4(name, [10]) || isIPv4(name, [192, 168]) || isIPv4(name, [169, 254])
    || /^172\.(1[6-9]|2\d|3[01])\./.test(name) && isIPv4(name, [172])
    || /^(f[cd]..|fe[89ab].):/.test(name)
    || name.endsWith('.local');
}

const normals = new Map<string, string>();

/** Lower case, without the final dot of a full name, the brackets of an IPv6 address or the prefix of a mapped IPv4 one. */
export function normal(hostname: string): string {
  // A dozen rules ask, of every server.
  let known = normals.get(hostname);
  if (known === undefined) normals.set(hostname, known = normalize(hostname));
  return known;
}

function normalize(hostname: string): string {
  const name = hostname.trim().toLowerCase().replace(/\.$/, '').replace(/^\[(.*)\]$/, '$1');
  return name.replace(/^::ffff:(?=\d+\.)/, '').replace(/^(0+:){7}0*1$/, '::1');
}

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
