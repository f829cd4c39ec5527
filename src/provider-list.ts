/**
 * What Thunderbird's public list of providers says of a server (provider-list.json, whose date and licence it names; `npm run providers` takes it from
 * there): which port goes with which security. Only the ways in that a rule would question are in it.
 */
import list from './provider-list.json' with {type: 'json'};
import {normal} from './hosts.ts';
import type {IncomingServer, OutgoingServer} from './snapshot.ts';

export const protocolNames = {imap: 'IMAP', pop3: 'POP', smtp: 'SMTP'} as const;
type Protocol = keyof typeof protocolNames;

type Server = Pick<IncomingServer | OutgoingServer, 'type' | 'hostname' | 'port' | 'socketType'>;

const hosts = new Map(Object.entries(list.servers).map(([way, names]) => [way, new Set(names.split(' '))]));
const withoutLogin = new Set(list.withoutLogin.split(' '));

/** With SSL/TLS, on the port that is for that (RFC 8314, 7). */
const usual: Record<string, string> = {imap: 'imap 993 SSL', pop3: 'pop3 995 SSL', smtp: 'smtp 465 SSL'};

/** The name in the list: Apple's numbered servers, such as `p34-smtp.mail.me.com`, are the one without a number. */
function listedName(hostname: string): string {
  return normal(hostname).replace(/^p\d+-(?=\w+\.mail\.me\.com$)/, '');
}

function isIn(way: string, hostname: string): boolean {
  return hosts.get(way)?.has(listedName(hostname)) ?? false;
}

/** Whether the server is published with this port and this security. */
export function isListed({type, hostname, port, socketType}: Server): boolean {
  return hostname !== undefined && isIn(`${type} ${port} ${socketType}`, hostname);
}

/** Whether it is published with STARTTLS, and not with SSL/TLS: what is not offered is no advice. */
export function offersOnlySTARTTLS({type, hostname}: Server): boolean | undefined {
  if (hostname === undefined) return undefined;
  const ways = [...hosts.keys()].filter(way => way.startsWith(`${type} `) && isIn(way, hostname));
  return ways.some(way => way.endsWith(' STARTTLS')) && !ways.includes(usual[type]!);
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
export function ownerOfPort(server: Server): Protocol | undefined {
  const {type, port, socketType} = server;
  const owner = port === undefined ? undefined : ports.get(port);
  const isRight = !owner || owner.type === type && owner.isSSL === (socketType === 'SSL') || isListed(server);
  return isRight ? undefined : owner.type;
}
