/** Which accounts have one mailbox in common, and which follow the server's, as far as settings tell. Undefined is undecidable. */
import {all, isOnThisComputer, not} from './connection.ts';
import {identitiesOf} from './expected-servers.ts';
import {normal} from './hosts.ts';
import {type IncomingServer, type Snapshot, isExchange, isJudged} from './snapshot.ts';

/**
 * One provider knows both by the same name. An address alone is not enough: who has changed provider may still read the old
 * mailbox, and who reads two may send from both as one.
 */
export function readsSameMailbox(a: IncomingServer, b: IncomingServer, snapshot: Snapshot): boolean | undefined {
  if (a === b) return false;
  const isSameName = haveSameName(a, b, snapshot);
  // Names first: many accounts differ in them, and to take a host apart costs more.
  return isSameName === false ? false : all(isMailbox(a), isMailbox(b), isSameName, areAtSameProvider(a, b));
}

/**
 * The server keeps the mail, and Thunderbird mirrors it as the account's settings say. Before 153 Exchange has no settings for this: its
 * folders are never selected for offline use, and it has no way to delete of its own.
 */
export function mirrorsAsSet({type}: IncomingServer, {thunderbird}: Snapshot): boolean {
  return type === 'imap' || isExchange(type) && Number.parseInt(thunderbird) >= 153;
}

function isMailbox(server: IncomingServer): boolean | undefined {
  return server.type === 'unknown' ? undefined : isJudged(server);
}

/** The same user name; or that of one is an address, and the other's account has this address. */
function haveSameName(a: IncomingServer, b: IncomingServer, snapshot: Snapshot): boolean | undefined {
  if (a.username === undefined || b.username === undefined) return undefined;
  const [one, other] = [a.username.trim().toLowerCase(), b.username.trim().toLowerCase()];
  if (one === '' || other === '') return false;
  if (one === other) return true;
  if (one.includes('@') === other.includes('@')) return false;
  return one.includes('@') ? isAddressOf(one, b, snapshot) : isAddressOf(other, a, snapshot);
}

/** That of its default identity: the others may be aliases from elsewhere. */
function isAddressOf(address: string, server: IncomingServer, snapshot: Snapshot): boolean | undefined {
  const [identity] = identitiesOf(server, snapshot);
  if (!identity) return false;
  return identity.email === undefined ? undefined : identity.email.trim().toLowerCase() === address;
}

/** Behind a bridge on this computer may be any provider. */
function areAtSameProvider(a: IncomingServer, b: IncomingServer): boolean | undefined {
  if (a.hostname === undefined || b.hostname === undefined) return undefined;
  return all(registrableDomain(a.hostname) === registrableDomain(b.hostname), not(isOnThisComputer(a)), not(isOnThisComputer(b)));
}

/** Second levels under which others register, as in `co.uk` and `gouv.fr`: no list of all of them is needed to compare two hosts. */
const sharedLevels = new Set([
  'ac', 'asso', 'co', 'com', 'edu', 'go', 'gob', 'gouv', 'gov', 'gv', 'ltd', 'mil', 'ne', 'net', 'nom', 'or', 'org', 'plc', 'sch',
]);

/** The domain somebody registered for a host, by its last labels; an address on the network is itself. */
export function registrableDomain(hostname: string): string {
  const host = normal(hostname);
  const labels = host.split('.');
  if (/^\d+$/.test(labels.at(-1)!)) return host;
  const isShared = labels.at(-1)!.length === 2 && sharedLevels.has(labels.at(-2) ?? '');
  return labels.slice(isShared ? -3 : -2).join('.');
}
