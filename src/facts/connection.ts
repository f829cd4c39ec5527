/** What the rules on connections ask of a server, incoming or outgoing. Undefined is undecidable (unknown.ts). */
import {type AnyServer, type ServerLocation, isExchange} from '../snapshot.ts';
import {all} from './unknown.ts';

/** The server talks IMAP, POP or SMTP over a network: it has a port and a socket type, and what it says can be read on the way. */
export function isMailServer(server: AnyServer): boolean | undefined {
  if (server.type === 'unknown') return undefined;
  return all(!isExchange(server.type), isOverNetwork(server));
}

/** A connection to it leaves this computer. To a name that leads nowhere there is none: unusable-server-name says it. */
export function isOverNetwork({location}: AnyServer): boolean | undefined {
  return location === undefined ? undefined : location === 'localNetwork' || location === 'beyond';
}

export function isOnLocalNetwork(server: AnyServer): boolean | undefined {
  return all(isMailServer(server), isAt(server, 'localNetwork'));
}

/** As it stands in a finding's data, for what it says of a local network. */
export function ifLocal(server: AnyServer): {reason?: 'local'} {
  return isAt(server, 'localNetwork') ? {reason: 'local'} : {};
}

export function isBeyondLocalNetwork(server: AnyServer): boolean | undefined {
  return all(isMailServer(server), isAt(server, 'beyond'));
}

function isAt(server: AnyServer, location: ServerLocation): boolean | undefined {
  return server.location === undefined ? undefined : server.location === location;
}

/** Nothing is encrypted: no client acts on the stored 1, "STARTTLS, if available", any more. */
export function isWithoutTLS(server: {socketType: AnyServer['socketType']}): boolean {
  return server.socketType === 'plain' || server.socketType === 'optionalSTARTTLS';
}
