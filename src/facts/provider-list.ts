/**
 * What Thunderbird's public list of providers says of a server (provider-list.json, whose date and licence it names; `npm run update -- FOLDER` takes it from
 * there): which port goes with which security. Only the ways in that a rule would question are in it.
 */
import type {IncomingServer, OutgoingServer} from '../snapshot.ts';
import {normal} from './hosts.ts';
import providerList from './provider-list.json' with {type: 'json'};

export const protocolNames = {imap: 'IMAP', pop3: 'POP', smtp: 'SMTP'} as const;
type Protocol = keyof typeof protocolNames;

type Endpoint = Pick<IncomingServer | OutgoingServer, 'type' | 'hostname' | 'port' | 'socketType'>;

/** The ways into a server, such as `587 STARTTLS`, by protocol and name. */
const ways = new Map<string, string[]>();
for (const [way, hostnames] of Object.entries(providerList.servers)) {
  const [type, ...entry] = way.split(' ');
  for (const hostname of hostnames.split(' ')) {
    const key = `${type} ${hostname}`;
    ways.set(key, [...ways.get(key) ?? [], entry.join(' ')]);
  }
}
const withoutLogin = new Set(providerList.withoutLogin.split(' '));

/** The name in the list: Apple's numbered servers, such as `p34-smtp.mail.me.com`, are the one without a number. */
function listedName(hostname: string): string {
  return normal(hostname).replace(/^p\d+-(?=\w+\.mail\.me\.com$)/, '');
}

function waysInto(type: string, hostname: string): readonly string[] {
  return ways.get(`${type} ${listedName(hostname)}`) ?? [];
}

/** Whether the server is published with this port and this security. */
export function isListed({type, hostname, port, socketType}: Endpoint): boolean {
  return hostname !== undefined && waysInto(type, hostname).includes(`${port} ${socketType}`);
}

/** Whether it is published with STARTTLS, and not with SSL/TLS: what is not offered is no advice. */
export function offersOnlySTARTTLS({type, hostname}: Endpoint): boolean | undefined {
  if (hostname === undefined) return undefined;
  const known = waysInto(type, hostname);
  return known.some(way => way.endsWith(' STARTTLS')) && !known.some(way => way.endsWith(' SSL'));
}

/** Whether it is published as one that takes mail without a login. */
export function needsNoLogin(hostname: string): boolean {
  return withoutLogin.has(listedName(hostname));
}

/** The ports of mail, whose they are, and whether encryption comes first there (RFC 8314, 7; RFC 6409). */
const ports = new Map<number, {type: Protocol; isSSL: boolean}>([
  [143, {type: 'imap', isSSL: false}], [993, {type: 'imap', isSSL: true}], [110, {type: 'pop3', isSSL: false}], [995, {type: 'pop3', isSSL: true}],
  [25, {type: 'smtp', isSSL: false}], [587, {type: 'smtp', isSSL: false}], [465, {type: 'smtp', isSSL: true}],
]);

/** Whose port it is, where it is that of another protocol or goes with another security, and the server is not published so. */
export function ownerOfPort(server: Endpoint): Protocol | undefined {
  const {type, port, socketType} = server;
  const owner = port === undefined ? undefined : ports.get(port);
  const isRight = !owner || owner.type === type && owner.isSSL === (socketType === 'SSL') || isListed(server);
  return isRight ? undefined : owner.type;
}
