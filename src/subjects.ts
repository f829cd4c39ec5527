/** What a snapshot holds, as rules and the page ask for it: by kind, and by account. */
import {derived} from './memo.ts';
import {type Account, type Identity, type IncomingServer, type OutgoingServer, type Program, type Snapshot, isJudged} from './snapshot.ts';

/** The kinds of thing a rule can judge, and what it is given of them. */
export interface Subjects {
  account: Account;
  incomingServer: IncomingServer;
  outgoingServer: OutgoingServer;
  identity: Identity;
  thunderbird: Program;
  /** The folders on this computer that belong to no server. Reported as an incoming server. */
  localFolders: IncomingServer;
  /** One that no identity sends with. Reported as an outgoing server. */
  unusedOutgoingServer: OutgoingServer;
}

export type SubjectName = keyof Subjects;

/** The kinds a report knows. */
export type ReportedSubject = Exclude<SubjectName, 'localFolders' | 'unusedOutgoingServer'>;

export function reportedAs(name: SubjectName): ReportedSubject {
  if (name === 'localFolders') return 'incomingServer';
  return name === 'unusedOutgoingServer' ? 'outgoingServer' : name;
}

/** Every subject, by kind: what belongs to a judged account, Local Folders, unused servers, and Thunderbird itself. */
export function subjectsOf(snapshot: Snapshot): {[N in SubjectName]: Subjects[N][]} {
  const judged = new Set(snapshot.accounts.filter(isJudged).map(account => account.id));
  const belongs = ({accountIds}: {accountIds: string[]}) => accountIds.some(id => judged.has(id));
  return {
    account: snapshot.accounts.filter(isJudged),
    incomingServer: snapshot.incomingServers.filter(belongs),
    outgoingServer: snapshot.outgoingServers.filter(belongs),
    identity: snapshot.identities.filter(belongs),
    // Without an account there is nothing it could do to mail.
    thunderbird: judged.size ? [snapshot.program] : [],
    localFolders: snapshot.incomingServers.filter(({type}) => type === 'local'),
    unusedOutgoingServer: unusedIn(snapshot),
  };
}

/** An identity of news or chat uses a server as well, though its account is not judged; one whose server was not read may. */
function unusedIn({outgoingServers, identities}: Snapshot): OutgoingServer[] {
  const used = new Set(identities.map(({outgoingServerKey}) => outgoingServerKey));
  return used.has(undefined) ? [] : outgoingServers.filter(({key}) => key !== '' && !used.has(key));
}

/** What belongs to one account. */
export interface Parts {
  incoming: IncomingServer;
  outgoing: OutgoingServer[];
  identities: Identity[];
}

/** What belongs to an account. */
export function partsOf(account: Pick<Account, 'id'>, snapshot: Snapshot): Parts {
  return partsByAccount(snapshot).get(account.id)!;
}

/** Grouped once for a whole snapshot, because a page of 200 accounts asks 1,000 times. */
const partsByAccount = derived((snapshot: Snapshot) => {
  const byAccount = new Map<string, Parts>();
  for (const incoming of snapshot.incomingServers) {
    for (const id of incoming.accountIds) byAccount.set(id, {incoming, outgoing: [], identities: []});
  }
  for (const server of snapshot.outgoingServers) {
    for (const id of server.accountIds) byAccount.get(id)?.outgoing.push(server);
  }
  for (const identity of snapshot.identities) {
    for (const id of identity.accountIds) byAccount.get(id)?.identities.push(identity);
  }
  return byAccount;
});
