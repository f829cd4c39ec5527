/**
 * What is right for a server: what the administrator says of its mail domain or host, else what the provider publishes
 * where that was asked for, else what three academies once published. The last is old and undated at its source; both
 * are a ground for advice only.
 */
import {derived} from '../memo.ts';
import {type AnyServer, type AuthMethod, type Identity, type Snapshot, type SocketType} from '../snapshot.ts';
import {partsOf} from '../subjects.ts';
import {normal} from './hosts.ts';
import known from './known-servers.json' with {type: 'json'};

/** What is right for a mail domain or a host: `src/policy-schema.ts` says what each may be. */
export interface ExpectedServers {
  imap?: ExpectedServer[] | undefined;
  pop3?: ExpectedServer[] | undefined;
  smtp?: ExpectedServer[] | undefined;
  login?: 'address' | 'localPart' | 'identifier' | undefined;
  preferred?: 'imap' | 'pop3' | undefined;
  retired?: {hostname: string; successor: string}[] | undefined;
  source?: string | undefined;
  /** ISO 8601. */
  date?: string | undefined;
}

/** What is absent is not compared. */
export interface ExpectedServer {
  hostname?: string | undefined;
  port?: number | undefined;
  socketType?: Exclude<SocketType, 'optionalSTARTTLS'> | undefined;
  authMethod?: AuthMethod | undefined;
}

/** What an administrator's settings ask of rules, and what providers publish. */
export interface Expectations {
  /** By mail domain or host. */
  servers: Record<string, ExpectedServers>;
  /** For how many days POP should leave messages on the server. */
  pop: {minDays?: number | undefined; maxDays?: number | undefined};
  /** Whether mail has to be kept on this computer, or must not be: on a shared workstation. */
  copies: 'required' | 'forbidden' | undefined;
  /** After how many days a backup is too old. */
  backup: {maxDays?: number | undefined};
  /** By mail domain; only what was asked for. Not called `published`, which is what the administrator says of the asking. */
  publishedServers?: Record<string, ExpectedServers>;
}

export interface Expected {
  entry: ExpectedServers;
  /** An administrator said so; otherwise it is only what is published. */
  isManaged: boolean;
  /**
   * True: it is meant for the address of the account, or for every account at this host. False: it was found because it names this host, and nothing
   * else in it is about this account. Undefined: the address was not read.
   */
  isForAccount: boolean | undefined;
}

const ours = known as Record<string, ExpectedServers>;

/**
 * The expectation a server is measured by; `undefined` where there is none, `null` where that cannot be told: what it
 * would be found by was not read. Looked for once: three rules ask, twice each.
 */
export function expectedOf(server: AnyServer, snapshot: Snapshot, expectations: Expectations): Expected | undefined | null {
  return lookedUp(snapshot)(expectations)(server);
}

const lookedUp = derived((snapshot: Snapshot) => derived((expectations: Expectations) => derived((server: AnyServer) => lookUp(server, snapshot, expectations))));

function lookUp(server: AnyServer, snapshot: Snapshot, {servers, publishedServers = {}}: Expectations): Expected | undefined | null {
  const domains = domainsOf(server, snapshot);
  const isManaged = Object.keys(servers).length > 0;
  const found = isManaged ? find(servers, server, domains) : undefined;
  if (found) return {...found, isManaged};
  if (domains === undefined || server.hostname === undefined && isManaged) return null;
  const published = publishedFor(domains, publishedServers);
  if (published) return {entry: published, isForAccount: true, isManaged: false};
  const foundInOurs = find(ours, server, domains);
  const isReplaced = foundInOurs && [servers, publishedServers].some(others => Object.hasOwn(others, foundInOurs.name));
  return foundInOurs && !isReplaced ? {...foundInOurs, isManaged: false} : undefined;
}

/** By the address alone, unlike an administrator's: who publishes speaks for a domain of theirs, not for any host that they name. */
function publishedFor(domains: string[], published: Record<string, ExpectedServers>): ExpectedServers | undefined {
  const [domain = ''] = domains.length === 1 ? domains : [];
  return Object.hasOwn(published, domain) ? published[domain] : undefined;
}

/** By the host's own entry, by the address, or by whatever names the host: an account may have an address of one domain at the server of another. */
function find(entries: Record<string, ExpectedServers>, {hostname}: AnyServer, domains: string[] | undefined): Omit<Expected, 'isManaged'> & {name: string} | undefined {
  const host = hostname === undefined ? undefined : normal(hostname);
  // Several domains at one server: which of them it is for, nobody said.
  const domain = domains?.length === 1 ? domains[0] : undefined;
  const own = [host, domain].find(name => name !== undefined && Object.hasOwn(entries, name));
  const name = own ?? (host === undefined ? undefined : namesByHost(entries).get(host));
  // Where the address was not read, the entry may be that of its domain.
  return name === undefined ? undefined : {name, entry: entries[name]!, isForAccount: own !== undefined || domains && false};
}

/** Which entry names a host; the first, if several do. */
const namesByHost = derived((entries: Record<string, ExpectedServers>) =>
  new Map(Object.entries(entries).toReversed().flatMap(([name, entry]) => hostsOf(entry).map(host => [host, name]))));

function hostsOf({imap = [], pop3 = [], smtp = [], retired = []}: ExpectedServers): string[] {
  return [...imap, ...pop3, ...smtp, ...retired].flatMap(({hostname}) => hostname ?? []);
}

/** The mail domains of those who use it: of an account that of its first identity, the others may be aliases from elsewhere. */
function domainsOf(server: AnyServer, snapshot: Snapshot): string[] | undefined {
  const all = identitiesOf(server, snapshot);
  const users = 'isDefault' in server ? all.filter(({outgoingServerKey}) => !server.key || outgoingServerKey === server.key) : all.slice(0, 1);
  if (users.some(({email}) => email === undefined)) return undefined;
  const domains = users.map(({email}) => domainOf(email!));
  return domains.length > 1 ? [...new Set(domains)] : domains;
}

/** The identities of the accounts that use a server. */
export function identitiesOf({accountIds}: AnyServer, snapshot: Snapshot): Identity[] {
  const identities = (id: string) => partsOf({id}, snapshot)?.identities ?? [];
  return accountIds.length === 1 ? identities(accountIds[0]!) : [...new Set(accountIds.flatMap(identities))];
}

export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}

/** What is expected of a server of its kind: one of these. Where the type was not read it sends: what receives is not judged then. */
export function choicesFor(server: AnyServer, {imap = [], pop3 = [], smtp = []}: ExpectedServers) {
  return {imap, pop3, smtp, unknown: smtp}[server.type as string] ?? [];
}

type Retirement = {hostname: string; successor: string; source: string; date: string};

const announced = new WeakMap<Expectations, Retirement[]>();

/** Every retirement that is announced, with where it comes from: it is of the server, whoever's address uses it. */
export function retirements(expectations: Expectations): Retirement[] {
  let all = announced.get(expectations);
  if (!all) announced.set(expectations, all = collect(expectations));
  return all;
}

function collect({servers, publishedServers = {}}: Expectations): Retirement[] {
  return [...Object.values(servers), ...Object.values(publishedServers), ...Object.values(ours)]
    .flatMap(entry => (entry.retired ?? []).map(retired => ({...retired, ...sourceOf({entry})})));
}

export function retirementOf({hostname}: Pick<AnyServer, 'hostname'>, expectations: Expectations) {
  const host = hostname === undefined ? undefined : normal(hostname);
  return retirements(expectations).find(retired => retired.hostname === host);
}

/** Yes or no where there is an expectation, and it says something of the kind asked. */
export function isExpected(expected: Expected | undefined | null, says: (expected: Expected) => boolean | undefined): boolean | undefined {
  if (expected === null) return undefined;
  return expected !== undefined && says(expected);
}

/** Where it comes from, as messages quote it. */
export function sourceOf({entry}: Pick<Expected, 'entry'>): {source: string; date: string} {
  return {source: entry.source ?? '', date: entry.date ?? ''};
}
