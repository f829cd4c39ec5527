/** Which accounts have one mailbox in common, as far as settings tell. Undefined is undecidable. */
import {derived} from '../memo.ts';
import {type IncomingServer, type Snapshot, isJudged, mirrorsServer} from '../snapshot.ts';
import {isOverNetwork} from './connection.ts';
import {identitiesOf} from './expected-servers.ts';
import {normal} from './hosts.ts';
import {providerOfHost} from './providers.ts';
import {all, not} from './unknown.ts';

/** Whether another server, of those that count, reads the mailbox of this one. */
export function isReadElsewhere(server: IncomingServer, snapshot: Snapshot, counts = (_other: IncomingServer) => true): boolean | undefined {
  const answers = candidates(server, snapshot).filter(counts).map(other => readsSameMailbox(server, other, snapshot));
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

/** Whether IMAP or Exchange reads the mailbox of this one too: where that is certain, mailbox-read-twice says how POP is to leave it there. */
export function isMirroredToo(server: IncomingServer, snapshot: Snapshot): boolean | undefined {
  return mirroredToo(snapshot)(server);
}

const mirroredToo = derived((snapshot: Snapshot) => derived((server: IncomingServer) => isReadElsewhere(server, snapshot, mirrorsServer)));

/**
 * One provider knows both by the same name. An address alone is not enough: who has changed provider may still read the old
 * mailbox, and who reads two may send from both as one.
 */
export function readsSameMailbox(a: IncomingServer, b: IncomingServer, snapshot: Snapshot): boolean | undefined {
  return a !== b && all(isMailbox(a), isMailbox(b), haveSameName(a, b, snapshot), areAtSameProvider(a, b));
}

/** What may read the same mailbox: grouped once for a whole snapshot, because 1,000 accounts make a million pairs. */
function candidates(server: IncomingServer, snapshot: Snapshot): IncomingServer[] {
  const byName = serversByName(snapshot);
  const names = knownAs(server, snapshot);
  return names.includes(undefined) ? snapshot.incomingServers : [...new Set([...names, undefined].flatMap(name => byName.get(name) ?? []))];
}

const serversByName = derived((snapshot: Snapshot) => {
  const byName = new Map<string | undefined, IncomingServer[]>();
  for (const server of snapshot.incomingServers) {
    for (const name of knownAs(server, snapshot)) {
      const group = byName.get(name);
      if (group) group.push(server);
      else byName.set(name, [server]);
    }
  }
  return byName;
});

/** What its mailbox may be known by; undefined among them where that was not read. */
function knownAs(server: IncomingServer, snapshot: Snapshot): (string | undefined)[] {
  const {username, address} = mailboxNames(server, snapshot);
  if (username === undefined || address === undefined || server.hostname === undefined) return [undefined];
  return [...new Set([username, address])].filter(name => name !== '');
}

interface MailboxNames {
  username: string | undefined;
  /** That of the account's default identity: the others may be aliases from elsewhere. Empty where there is none. */
  address: string | undefined;
}

function mailboxNames(server: IncomingServer, snapshot: Snapshot): MailboxNames {
  const [identity] = identitiesOf(server, snapshot);
  return {username: simple(server.username), address: identity ? simple(identity.email) : ''};
}

/** Of Gmail, one mailbox has both domains (support.google.com/mail/answer/10313). */
function simple(name: string | undefined): string | undefined {
  return name?.trim().toLowerCase().replace(/@googlemail\.com$/, '@gmail.com');
}

function isMailbox(server: IncomingServer): boolean | undefined {
  return server.type === 'unknown' ? undefined : isJudged(server);
}

/** The same user name, which if it is no address says nothing at another server; or that of one is an address, and the other's account has this address. */
function haveSameName(a: IncomingServer, b: IncomingServer, snapshot: Snapshot): boolean | undefined {
  const [one, other] = [mailboxNames(a, snapshot), mailboxNames(b, snapshot)];
  if (one.username === undefined || other.username === undefined) return undefined;
  if (one.username === '' || other.username === '') return false;
  if (one.username.includes('@') === other.username.includes('@')) {
    return one.username === other.username && (one.username.includes('@') || not(all(not(areOneServer(a, b)), not(haveSameAddress(one, other)))));
  }
  const [{username}, {address}] = one.username.includes('@') ? [one, other] : [other, one];
  return address === undefined ? undefined : address === username;
}

function haveSameAddress(one: MailboxNames, other: MailboxNames): boolean | undefined {
  if (one.address === undefined || other.address === undefined) return undefined;
  return one.address !== '' && one.address === other.address;
}

/** One server, or its two names for IMAP and for POP: `anne` at paris.example.org is another than at lyon.example.org. */
function areOneServer({hostname: a}: IncomingServer, {hostname: b}: IncomingServer): boolean | undefined {
  return a === undefined || b === undefined ? undefined : withoutProtocol(a) === withoutProtocol(b);
}

function withoutProtocol(hostname: string): string {
  return normal(hostname).replace(/^(imap|pop)\d?s?\./, '');
}

/** Behind a bridge on this computer may be any provider. */
function areAtSameProvider(a: IncomingServer, b: IncomingServer): boolean | undefined {
  if (a.hostname === undefined || b.hostname === undefined) return undefined;
  return all(isOneProvider(a.hostname, b.hostname), isOverNetwork(a), isOverNetwork(b));
}

function isOneProvider(a: string, b: string): boolean {
  return registrableDomain(a) === registrableDomain(b) || providerOfHost(a) !== undefined && providerOfHost(a) === providerOfHost(b);
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
