import {readLastBackup} from './backup.ts';
import type {
  AccountSettings, IdentitySettings, IncomingServerSettings, OutgoingServerSettings, ProgramSettings, Settings,
} from './experiment/settings.d.ts';
import {locate, portForSMTP} from './facts/hosts.ts';
import {buildDateOf} from './facts/supported-versions.ts';
import {readSettings} from './privileged.ts';
import {
  type Account, type AccountType, type Identity, type IncomingServer, type OutgoingServer, type Program, type Snapshot, isJudged,
} from './snapshot.ts';

/** What the accounts API tells of an account, as far as it is used. */
interface ApiAccount {
  id: string;
  type: string;
  name: string;
  identities: {id?: string | undefined; email?: string | undefined}[];
}

/**
 * Reads every account of Thunderbird. Neither source alone is enough: the accounts API knows no servers, hides
 * Exchange accounts in Thunderbird 140 and fails as a whole in 153 when one account has no server; the experiment is
 * not in every edition.
 *
 * @throws where neither source answers
 */
export async function read(): Promise<Snapshot> {
  const [listed, settings, info, lastBackup] = await Promise.all([
    messenger.accounts.list(false).catch(notRead), readSettings().catch(notRead), messenger.runtime.getBrowserInfo(), readLastBackup().catch(notRead),
  ]);
  if (!listed && !settings) throw new Error('Thunderbird told neither its accounts nor their settings');
  return snapshotOf((listed ?? []) as ApiAccount[], settings, {version: info.version, buildDate: buildDateOf(info.buildID), lastBackup}, new Date());
}

function notRead(error: unknown): undefined {
  console.error('Not read:', error);
}

/** What neither source tells of Thunderbird as a whole. */
type ToldElsewhere = Pick<Program, 'version' | 'buildDate' | 'lastBackup'>;

/** Joins what the two sources told, and what comes from elsewhere. */
export function snapshotOf(listed: ApiAccount[], settings: Settings | undefined, more: ToldElsewhere, now: Date): Snapshot {
  const {accounts: told, identities, outgoingServers, program} = settings ?? fromList(listed);
  const toldIds = new Set(told.map(({id}) => id));
  const entries = [...told, ...fromList(listed.filter(({id}) => !toldIds.has(id))).accounts];
  const listedById = new Map(listed.map(account => [account.id, account]));
  const accounts = entries.map(entry => toAccount(entry, listedById.get(entry.id)));
  const users = usersOf(entries, accounts.filter(isJudged));
  const ownKeys = new Map(entries.map(({id, server}) => [id, server?.key]));
  const senders = identities.map(identity => toIdentity(identity, users.get(identity.key) ?? [], ownKeys));
  const usersOfServer = byServer(senders);
  return {
    takenAt: now.toISOString(),
    thunderbird: more.version,
    accounts,
    incomingServers: entries.map((entry, i) => toIncomingServer(entry, accounts[i]!)),
    outgoingServers: settings
      ? outgoingServers.map(server => toOutgoingServer(server, usersOfServer.get(server.key) ?? []))
      : accounts.filter(isJudged).map(notReadOutgoingServer),
    identities: senders,
    program: toProgram(program, more),
  };
}

/** The judged accounts each identity belongs to: Thunderbird lets accounts share one. */
function usersOf(entries: AccountSettings[], judged: Account[]): Map<string, Account[]> {
  const byId = new Map(judged.map(account => [account.id, account]));
  const users = new Map<string, Account[]>();
  for (const {id, identityKeys = []} of entries) {
    const account = byId.get(id);
    for (const key of account ? identityKeys : []) users.set(key, [...users.get(key) ?? [], account!]);
  }
  return users;
}

function byServer(identities: Identity[]): Map<string | undefined, Identity[]> {
  const users = new Map<string | undefined, Identity[]>();
  for (const identity of identities) {
    const sharing = users.get(identity.outgoingServerKey);
    if (sharing) sharing.push(identity);
    else users.set(identity.outgoingServerKey, [identity]);
  }
  return users;
}

/** The settings as far as the accounts API tells them. */
function fromList(listed: ApiAccount[]): Settings {
  const keysOf = (account: ApiAccount) => account.identities.map(identity => identity.id ?? '');
  // Accounts may share one.
  const identities = new Map(listed.flatMap(account => account.identities).map(identity => [identity.id ?? '', identity]));
  return {
    accounts: listed.map(account => ({id: account.id, identityKeys: keysOf(account)})),
    identities: [...identities.values()].map(({id = '', email = ''}) => ({key: id, email, locked: []})),
    outgoingServers: [],
    program: {locked: []},
  };
}

function toAccount(entry: AccountSettings, listed: ApiAccount | undefined): Account {
  const type = accountType(listed?.type ?? entry.type);
  return {
    id: entry.id,
    type,
    name: listed?.name ?? entry.name,
    error: entry.error ?? (type === 'unknown' ? `its type is ${entry.type ?? 'not told'}` : undefined),
  };
}

/** Thunderbird's type of an incoming server, in the words of the accounts API. */
function accountType(type: string | undefined): AccountType {
  if (type === 'none') return 'local';
  // Thunderbird 153 gives Graph accounts, which it holds back, the name of an add-on's type.
  if (type === 'extension:graph') return 'graph';
  const known: AccountType[] = ['imap', 'pop3', 'ews', 'graph', 'local', 'rss', 'nntp', 'im'];
  return known.find(name => name === type) ?? 'unknown';
}

/** In the fields of a snapshot, as they were told: what was not told is undefined by being absent. */
function toIncomingServer({server = notToldServer}: AccountSettings, account: Account): IncomingServer {
  return {...server as IncomingServer, type: account.type, accountIds: [account.id], location: locate(server.hostname, server.port)};
}

const notToldServer: IncomingServerSettings = {key: '', locked: []};

function toProgram(program: ProgramSettings, {version, buildDate, lastBackup}: ToldElsewhere): Program {
  return {
    key: 'thunderbird',
    accountIds: [],
    version,
    buildDate,
    updatesItself: program.updatesItself,
    profilePath: program.profilePath,
    minimumTLS: program.minimumTLS,
    hasPrimaryPassword: program.hasPrimaryPassword,
    savedLogins: program.savedLogins,
    startsOffline: program.startsOffline,
    isOffline: program.isOffline,
    weakenedSetup: program.weakenedSetup,
    compactsAutomatically: program.compactsAutomatically,
    compactsAboveBytes: program.compactsAboveBytes,
    lastBackup,
    locked: program.locked,
  };
}

function toOutgoingServer(server: OutgoingServerSettings, users: Identity[]): OutgoingServer {
  const types = ['smtp', 'ews', 'graph'] as const;
  return {
    key: server.key,
    type: types.find(type => type === server.type) ?? 'unknown',
    accountIds: [...new Set(users.flatMap(identity => identity.accountIds))],
    ...connection(server, server.port && portForSMTP(server.port)),
    isDefault: server.isDefault,
  };
}

/** Stands for whatever the account sends with, where nothing can tell: what is not read must not look fine. */
function notReadOutgoingServer(account: Account): OutgoingServer {
  return {key: '', type: 'unknown', accountIds: [account.id], ...connection({}), isDefault: undefined};
}

/** With the port that is connected to, where that is not the one that is set. */
function connection(server: Partial<OutgoingServerSettings>, port = server.port) {
  return {
    hostname: server.hostname,
    location: locate(server.hostname, port),
    port: server.port,
    socketType: server.socketType,
    authMethod: server.authMethod,
    username: server.username,
    exchangeScheme: server.exchangeScheme,
    hasCertificateException: server.hasCertificateException,
    locked: server.locked ?? [],
  };
}

function toIdentity(identity: IdentitySettings, users: Account[], ownKeys: Map<string, string | undefined>): Identity {
  const isOwn = users.some(({id}) => ownKeys.get(id) === identity.sentServerKey);
  return {
    key: identity.key,
    accountIds: users.map(account => account.id),
    accountTypes: users.map(account => account.type),
    email: identity.email,
    outgoingServerKey: identity.outgoingServerKey,
    keepsSentCopies: identity.keepsSentCopies,
    copiesItself: identity.copiesItself,
    bccList: identity.bccList,
    replyTo: identity.replyTo,
    sentFolder: sentFolder(identity.sentFolder, isOwn),
    locked: identity.locked,
  };
}

/** '' is the account's own folder: what that means depends on the account, so a rule asks its type. */
function sentFolder(scheme: string | undefined, isOwn: boolean): Identity['sentFolder'] {
  if (scheme === undefined) return undefined;
  if (scheme === '') return 'account';
  if (scheme === 'mailbox') return 'thisComputer';
  return isOwn ? 'server' : 'otherServer';
}
