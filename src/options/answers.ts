/**
 * The three answers of a card and what its drawing shows, from the facts alone: pure, and in message keys, so that the
 * page and the text for the help desk say the same.
 */
import type {Finding, Report} from '../audit.ts';
import {isWithoutTLS} from '../connection.ts';
import type {Data} from '../messages.ts';
import {firstKey} from '../messages.ts';
import type {Policy} from '../policy.ts';
import type {Question, Severity} from '../rule.ts';
import {rules} from '../rules/index.ts';
import {
  type Account, type IncomingServer, type OutgoingServer, type Snapshot, isExchange, isJudged, mirrorsServer, partsOf,
} from '../snapshot.ts';
import {foldersToCopy, mirrorsAsSet} from '../storage.ts';
import type {SetAside} from '../waivers.ts';

/** Everything the page shows comes from these. */
export interface Audited {
  snapshot: Snapshot;
  report: Report;
  policy: Policy;
  /** What the user has set aside. */
  setAside: readonly SetAside[];
}

/** How a thing stands. `unknown`, not checked, is never fine; nor is `waived`, wrong and accepted by an administrator. */
export type Level = 'fine' | 'waived' | 'unknown' | Severity;

export interface Sentence {
  key: string;
  data: Data;
}

export interface Answer {
  question: Question;
  sentences: Sentence[];
  /** What stands beside the answer and never changes its level. */
  notes: Sentence[];
  level: Level;
}

/** How much of the mail is in a place, as a stack of sheets is drawn. */
export type Stack = 'all' | 'recent' | 'small' | 'none' | 'unknown';

/**
 * A connection between server and computer. `unverified`: encrypted, with a server whose certificate an exception lets pass;
 * `network`: open, on the local network; `inside`: to a program of this computer.
 */
export type Wire = 'encrypted' | 'unverified' | 'open' | 'network' | 'inside' | 'unread' | 'none';

export interface Drawing {
  /** The server keeps the mail and this computer mirrors it; otherwise it is fetched. */
  mirrors: boolean;
  hostname: string | undefined;
  server: Sentence & {stack: Stack};
  here: Sentence & {stack: Stack};
  incoming: Wire;
  outgoing: Wire;
}

export const questions: readonly Question[] = ['where', 'who', 'tomorrow'];

const levels: Level[] = ['critical', 'warning', 'advice', 'unknown', 'waived', 'fine'];

/** The worst of some levels; nothing at all was not checked. */
export function worst(all: readonly Level[]): Level {
  return levels.find(level => all.includes(level)) ?? 'unknown';
}

/** What the audit said of one account. */
interface Verdicts {
  findings: Finding[];
  /** The rules that passed, by id. */
  passed: string[];
}

/** An account and all that is to be said of it. */
export interface Judged extends Verdicts {
  account: Account;
  level: Level;
  answers: Answer[];
}

/** Local Folders have a card when there is something to say of them. */
export function hasCard({id, type, error}: Account, {report}: Audited): boolean {
  if (type === 'local') return report.findings.some(({accountIds, outcome}) => outcome !== 'unknown' && accountIds.includes(id));
  return isJudged({type}) || error !== undefined;
}

/** All accounts that have a card, in their order. */
export function judge(audited: Audited): Judged[] {
  const verdicts = verdictsByAccount(audited.report);
  return audited.snapshot.accounts.filter(account => hasCard(account, audited)).map(account => {
    const mine = verdicts.get(account.id)!;
    const answers = answersOf(account, audited, mine);
    return {...mine, account, level: levelOfAccount(account, mine, answers), answers};
  });
}

function verdictsByAccount({accounts, findings, passed}: Report): Map<string, Verdicts> {
  const verdicts = new Map<string, Verdicts>(accounts.map(({id}) => [id, {findings: [], passed: []}]));
  for (const finding of findings) {
    for (const id of finding.accountIds) verdicts.get(id)?.findings.push(finding);
  }
  for (const {rule, accountIds} of passed) {
    for (const id of accountIds) verdicts.get(id)?.passed.push(rule);
  }
  return verdicts;
}

export function answersOf(account: Account, {snapshot, report, policy}: Audited, verdicts = verdictsByAccount(report).get(account.id)!): Answer[] {
  const {incoming, outgoing} = partsOf(account, snapshot);
  if (account.type === 'local') return answersOfLocal(incoming, verdicts);
  const where = copiesOf(incoming, snapshot);
  const wires = {incoming: wireOf(incoming), outgoing: worstWire(outgoing.map(wireOf))};
  const answer = (question: Question, sentences: Sentence[], isGood: boolean): Answer =>
    ({question, sentences, notes: question === 'where' ? roomOnServer(incoming) : [], level: levelOf(question, verdicts, isGood)});
  // On a shared workstation it is good that nothing is kept, and what that means is the administrator's choice.
  const isAsWanted = policy.copies === 'forbidden' && where.name === 'mirror_off';
  const wanted = isAsWanted ? [{key: 'page_copies_forbidden', data: {}}] : [];
  return [
    answer('where', [{key: `page_where_${where.name}`, data: where.data}, ...deliveredTo(incoming, snapshot), ...wanted], isAsWanted || isComplete(where)),
    answer('who', whoCanRead(wires), isEncrypted(wires)),
    answer('tomorrow', [...tomorrow(where), ...deletedBefore(incoming)], isComplete(where)),
  ];
}

/** POP may deliver into another account's folders. */
function deliveredTo({deferredToAccount: id}: IncomingServer, {accounts}: Snapshot): Sentence[] {
  const account = id ? accounts.find(candidate => candidate.id === id) : undefined;
  return account ? [{key: 'page_where_delivered', data: {account: account.name ?? ''}}] : [];
}

/** What Thunderbird deletes by itself, nobody keeps. */
function deletedBefore({retainBy, daysToKeepHdrs: days = 0, numHeadersToKeep: count = 0}: IncomingServer): Sentence[] {
  if (retainBy === 'age') return [{key: 'page_tomorrow_deletes_age', data: {days}}];
  return retainBy === 'count' ? [{key: 'page_tomorrow_deletes_count', data: {count}}] : [];
}

/** IMAP servers tell it when the Inbox is opened; a profile whose folders were not read is not there to open it in. */
function roomOnServer({type, folders, quota}: IncomingServer): Sentence[] {
  if (type !== 'imap' || !folders) return [];
  if (!quota) return [{key: 'page_quota_not_asked', data: {}}];
  return quota.filter(({limit}) => limit > 0).map(({used, limit}) => ({key: 'page_quota_used', data: {percent: Math.floor(100 * used / limit)}}));
}

/** Folders of this computer: nothing travels, and whether there is a second copy is not known. */
function answersOfLocal(incoming: IncomingServer, verdicts: Verdicts): Answer[] {
  return [
    {question: 'where', sentences: [{key: 'page_where_local', data: {}}], notes: [], level: levelOf('where', verdicts, false)},
    {question: 'who', sentences: [{key: 'page_who_local', data: {}}], notes: [], level: 'fine'},
    {question: 'tomorrow', sentences: [{key: 'page_dies_local', data: {}}, ...deletedBefore(incoming)], notes: [], level: levelOf('tomorrow', verdicts, false)},
  ];
}

export function drawingOf(account: Account, snapshot: Snapshot): Drawing {
  const {incoming, outgoing} = partsOf(account, snapshot);
  const {name, data} = copiesOf(incoming, snapshot);
  const mirrors = mirrorsServer(incoming);
  const server = mirrors ? 'mirror' : name.replace('_age_until', '_age');
  const here = name.startsWith('pop') ? 'pop' : name;
  return {
    mirrors,
    hostname: incoming.hostname,
    server: {key: firstKey(`page_server_${server}`, 'page_server_unread'), data, stack: stacksOf(name).server},
    here: {key: firstKey(`page_here_${here}`, 'page_here_unread'), data, stack: stacksOf(name).here},
    incoming: wireOf(incoming),
    outgoing: worstWire(outgoing.map(wireOf)),
  };
}

const rulesAbout = Object.fromEntries(questions.map(question =>
  [question, new Set(rules.filter(rule => rule.questions.includes(question)).map(rule => rule.id))])) as Record<Question, Set<string>>;

/** The rules that read what an answer says first: without one of them passed it is not fine, whatever else did. */
const decisive: Record<Question, readonly string[]> = {
  where: ['local-copies-off', 'local-copies-forbidden', 'pop-removes-from-server'],
  who: ['incoming-plaintext', 'incoming-plaintext-local-network', 'exchange-plaintext'],
  tomorrow: ['local-copies-off', 'local-copies-forbidden', 'pop-removes-from-server'],
};

/** The worst of what failed decides; then what could not be checked; and facts that are not good are never fine. */
function levelOf(question: Question, {findings, passed}: Verdicts, isGood: boolean): Level {
  const about = rulesAbout[question];
  const found = findings.filter(({rule}) => about.has(rule));
  if (found.length) return worst(found.map(levelOfFinding));
  return isGood && decisive[question].some(rule => passed.includes(rule)) ? 'fine' : 'unknown';
}

export function levelOfFinding(finding: Finding): Level {
  return finding.outcome === 'fail' ? finding.severity : finding.outcome;
}

/** The level of a whole account: the worst that its findings say, or without any its answers. */
function levelOfAccount(account: Account, {findings, passed}: Verdicts, answers: Answer[]): Level {
  if (findings.length) return worst(findings.map(levelOfFinding));
  return account.error === undefined && passed.length ? worst(answers.map(({level}) => level)) : 'unknown';
}

// Where is my mail?

interface Copies {
  /** The end of message keys: `mirror_…` or `pop_…`, or `unread` where not even the type is known. */
  name: string;
  data: Data;
}

export function copiesOf(server: IncomingServer, snapshot: Snapshot): Copies {
  if (mirrorsAsSet(server, snapshot)) return copiesOfMirror(server);
  if (mirrorsServer(server)) return {name: 'mirror_opened', data: {}};
  return server.type === 'pop3' ? copiesOfPop(server) : {name: 'unread', data: {}};
}

function copiesOfMirror(server: IncomingServer): Copies {
  const {offlineDownload, autoSyncMaxAgeDays: days, limitOfflineMessageSize: limit, maxMessageSize: kilobytes} = server;
  if (offlineDownload === undefined) return {name: 'mirror_unread', data: {}};
  if (!offlineDownload) return {name: 'mirror_off', data: {}};
  if (days === undefined || limit === undefined || limit && kilobytes === undefined) return {name: 'mirror_vague', data: {}};
  const parts = ['mirror', ...days > 0 ? ['age'] : [], ...limit ? ['size'] : []];
  if (parts.length === 1) return {name: allOrSome(server), data: {}};
  return {name: parts.join('_'), data: {...days > 0 && {days}, ...limit && {kilobytes: kilobytes!}}};
}

function allOrSome({folders}: IncomingServer): string {
  if (!folders) return 'mirror_vague';
  return foldersToCopy(folders).every(({isOffline}) => isOffline) ? 'mirror_all' : 'mirror_folders';
}

function copiesOfPop(server: IncomingServer): Copies {
  const {leaveMessagesOnServer, deleteByAgeFromServer, numDaysToLeaveOnServer: days, deleteMailLeftOnServer} = server;
  if (leaveMessagesOnServer === undefined) return {name: 'pop_unread', data: {}};
  if (!leaveMessagesOnServer) return {name: 'pop_removes', data: {}};
  if (deleteByAgeFromServer === undefined || days === undefined || deleteMailLeftOnServer === undefined) return {name: 'pop_vague', data: {}};
  const hasAge = deleteByAgeFromServer && days > 0;
  const parts = ['pop', ...hasAge ? ['age'] : [], ...deleteMailLeftOnServer ? ['until'] : []];
  return {name: parts.length === 1 ? 'pop_forever' : parts.join('_'), data: hasAge ? {days} : {}};
}

function isComplete({name}: Copies): boolean {
  return ['mirror_all', 'pop_age', 'pop_age_until', 'pop_until'].includes(name);
}

function stacksOf(name: string): {server: Stack; here: Stack} {
  const stacks: Record<string, {server: Stack; here: Stack}> = {
    mirror_all: {server: 'all', here: 'all'},
    mirror_age: {server: 'all', here: 'recent'},
    mirror_size: {server: 'all', here: 'small'},
    mirror_age_size: {server: 'all', here: 'recent'},
    mirror_off: {server: 'all', here: 'none'},
    mirror_folders: {server: 'all', here: 'recent'},
    mirror_opened: {server: 'all', here: 'unknown'},
    mirror_vague: {server: 'all', here: 'unknown'},
    mirror_unread: {server: 'all', here: 'unknown'},
    pop_removes: {server: 'none', here: 'all'},
    pop_age: {server: 'recent', here: 'all'},
    pop_age_until: {server: 'recent', here: 'all'},
    pop_until: {server: 'all', here: 'all'},
    pop_forever: {server: 'all', here: 'all'},
    pop_vague: {server: 'unknown', here: 'all'},
    pop_unread: {server: 'unknown', here: 'all'},
  };
  return stacks[name] ?? {server: 'unknown', here: 'unknown'};
}

// Who can read it on the way?

export function wireOf(server: IncomingServer | OutgoingServer): Wire {
  if (server.location === 'thisComputer') return 'inside';
  const isClear = isExchange(server.type) ? not(server.exchangeScheme, 'https') : isWithoutEncryption(server);
  if (isClear === undefined) return 'unread';
  if (!isClear) return server.hasCertificateException ? 'unverified' : 'encrypted';
  return server.location === 'localNetwork' ? 'network' : 'open';
}

function not(value: string | undefined, wanted: string): boolean | undefined {
  return value === undefined ? undefined : value !== wanted;
}

function isWithoutEncryption(server: IncomingServer | OutgoingServer): boolean | undefined {
  return server.socketType === undefined ? undefined : isWithoutTLS(server);
}

/** An account may send by several servers: the worst is told. Without one, nothing is sent. */
function worstWire(wires: Wire[]): Wire {
  const order: Wire[] = ['open', 'network', 'unverified', 'unread', 'inside', 'encrypted'];
  return order.find(wire => wires.includes(wire)) ?? 'none';
}

function whoCanRead({incoming, outgoing}: {incoming: Wire; outgoing: Wire}): Sentence[] {
  if (incoming === outgoing) return [{key: `page_who_both_${incoming}`, data: {}}];
  return [{key: `page_who_incoming_${incoming}`, data: {}}, {key: `page_who_outgoing_${outgoing}`, data: {}}];
}

function isEncrypted({incoming, outgoing}: {incoming: Wire; outgoing: Wire}): boolean {
  const isGood = (wire: Wire) => wire === 'encrypted' || wire === 'inside';
  return isGood(incoming) && (outgoing === 'none' || isGood(outgoing));
}

// Will I still have it tomorrow?

function tomorrow({name, data}: Copies): Sentence[] {
  if (name === 'unread') return [{key: 'page_where_unread', data}];
  return name.startsWith('mirror')
    ? [{key: 'page_dies_mirror', data}, {key: firstKey(`page_fails_${name}`, 'page_fails_mirror_unread'), data}]
    : [{key: firstKey(`page_dies_${name}`, 'page_dies_pop_unread'), data}, {key: 'page_fails_pop', data}];
}
