/**
 * The three answers of a card and what its drawing shows, from the facts alone: pure, and in message keys, so that the
 * page and the text for the help desk say the same.
 */
import type {Finding, Report} from '../audit.ts';
import {isWithoutTLS} from '../connection.ts';
import type {Data} from '../messages.ts';
import {firstKey} from '../messages.ts';
import {isOnNetworkShare, syncedBy} from '../paths.ts';
import type {Policy} from '../policy.ts';
import type {Question, Severity} from '../rule.ts';
import {rules} from '../rules/index.ts';
import {
  type Account, type IncomingServer, type OutgoingServer, type Snapshot, isExchange, isJudged, mirrorsServer, partsOf,
} from '../snapshot.ts';
import {copyOfAllMail, foldersToCopy, limitedFolders, mirrorsAsSet, receiverOf, roomUsed} from '../storage.ts';
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
  /** The level without what is to be corrected elsewhere: in Thunderbird as a whole, or in the folders of the account it delivers to. */
  ownLevel: Level;
}

/** How much of the mail is in a place, as a stack of sheets is drawn. */
export type Stack = 'all' | 'recent' | 'small' | 'none' | 'unknown';

/**
 * A connection between server and computer. `unverified`: encrypted, with a server whose certificate an exception lets pass; `unchecked`:
 * encrypted, but whether there is such an exception was not read; `network`: open, on the local network; `inside`: to a program of this
 * computer.
 */
export type Wire = 'encrypted' | 'unverified' | 'unchecked' | 'open' | 'network' | 'inside' | 'unread' | 'none';

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
  const whole = findingsOfThunderbird(audited.report);
  return audited.snapshot.accounts.filter(account => hasCard(account, audited)).map(account => {
    const mine = verdicts.get(account.id)!;
    const answers = answersOf(account, audited, mine, whole);
    return {...mine, account, level: levelOfAccount(account, mine, answers), answers};
  });
}

/** What concerns the mail of every account, and is corrected in one place. */
function findingsOfThunderbird({findings}: Report): Finding[] {
  return findings.filter(({subject}) => subject === 'thunderbird');
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

export function answersOf(
  account: Account, audited: Audited, verdicts = verdictsByAccount(audited.report).get(account.id)!, whole = findingsOfThunderbird(audited.report),
): Answer[] {
  const {snapshot, policy} = audited;
  const {incoming, outgoing} = partsOf(account, snapshot);
  const answer = answering(verdicts, whole, foldersElsewhere(incoming, audited));
  const receiver = receiverOf(incoming, snapshot);
  const dies = deletedByItself(receiver);
  const notes = {where: roomOnServer(incoming), tomorrow: backupDay(snapshot)};
  if (account.type === 'local') {
    // Nothing travels, unless another program or computer has the folder too; and whether there is a second copy is not known.
    const kind = placeOf(incoming);
    const level = kind === 'local' ? 'fine' : 'unknown';
    const who: Answer = {question: 'who', sentences: [say(`page_who_${kind}`)], notes: [], level, ownLevel: level};
    return [answer('where', [say(`page_where_${kind}`)], false), who, answer('tomorrow', [say(`page_dies_${kind}`), ...dies], false, notes.tomorrow)];
  }
  const where = copiesOf(incoming, snapshot);
  // Where its mail is put may be an account that is gone.
  const isKept = receiver !== undefined && isComplete(where);
  const wires = {incoming: wireOf(incoming), outgoing: worstWire(outgoing.map(wireOf))};
  // On a shared workstation it is good that nothing is kept, and what that means is the administrator's choice.
  const isAsWanted = policy.copies === 'forbidden' && where.name === 'mirror_off';
  const wanted = isAsWanted ? [say('page_copies_forbidden')] : [];
  return [
    answer('where', [...whereIs(where), ...deliveredTo(incoming, snapshot), ...wanted], isAsWanted || isKept, notes.where),
    answer('who', whoCanRead(wires), isEncrypted(wires)),
    answer('tomorrow', [...tomorrow(where), ...dies], isKept, notes.tomorrow),
  ];
}

function say(key: string, data: Data = {}): Sentence {
  return {key, data};
}

/** `shared`: a program copies the folder to a server, or it is on another computer; `unplaced`: where it is was not read. */
function placeOf({localPath}: IncomingServer): 'local' | 'shared' | 'unplaced' {
  if (localPath === undefined) return 'unplaced';
  return syncedBy(localPath) || isOnNetworkShare(localPath) ? 'shared' : 'local';
}

/** Makes an answer of its sentences, adding where else to look for what is wrong. */
function answering(verdicts: Verdicts, whole: Finding[], folders: {account: string; findings: Finding[]}) {
  return (question: Question, sentences: Sentence[], isGood: boolean, notes: Sentence[] = []): Answer => {
    const isAbout = ({rule}: Finding) => rulesAbout[question].has(rule);
    const beyond = [...whole, ...folders.findings].filter(isAbout);
    const ownLevel = levelOf(question, verdicts, isGood);
    const isWrong = (finding: Finding) => finding.outcome === 'fail' && isAbout(finding);
    const elsewhere = [
      ...folders.findings.some(isWrong) ? [say('page_elsewhere_folders', {account: folders.account})] : [],
      ...whole.some(isWrong) ? [say('page_elsewhere')] : [],
    ];
    return {question, sentences: [...sentences, ...elsewhere], notes, ownLevel, level: worst([ownLevel, ...beyond.map(levelOfFinding)])};
  };
}

/** Rules that judge folders, as Local Folders have them; where POP repeats a deletion on the server, another rule says it. */
const rulesOnFolders = new Set([...rules.filter(({subjects}) => (subjects as readonly string[]).includes('localFolders')).map(({id}) => id), 'retention-deletes-on-server']);

/** What the audit said of the folders that POP delivers into, where they are another account's. */
function foldersElsewhere({deferredToAccount: id}: IncomingServer, {snapshot, report}: Audited): {account: string; findings: Finding[]} {
  const account = id ? snapshot.accounts.find(candidate => candidate.id === id) : undefined;
  if (!account) return {account: '', findings: []};
  return {account: account.name ?? '', findings: report.findings.filter(({rule, accountIds}) => rulesOnFolders.has(rule) && accountIds.includes(account.id))};
}

/** POP may deliver into another account's folders. */
function deliveredTo({deferredToAccount: id}: IncomingServer, {accounts}: Snapshot): Sentence[] {
  const account = id ? accounts.find(candidate => candidate.id === id) : undefined;
  return account ? [say('page_where_delivered', {account: account.name ?? ''})] : [];
}

/** What Thunderbird deletes by itself from these folders, nobody keeps. */
function deletedByItself({retainBy, daysToKeepHdrs: days = 0, numHeadersToKeep: count = 0, folders = []}: Partial<IncomingServer> = {}): Sentence[] {
  const limited = limitedFolders(folders)?.length;
  return [
    ...retainBy === 'age' ? [say('page_tomorrow_deletes_age', {days})] : [],
    ...retainBy === 'count' ? [say('page_tomorrow_deletes_count', {count})] : [],
    ...limited ? [say('page_tomorrow_deletes_folders', {count: limited})] : [],
  ];
}

/** IMAP servers tell it when the Inbox is opened; a profile whose folders were not read is not there to open it in. */
function roomOnServer({type, folders, quota}: IncomingServer): Sentence[] {
  if (type !== 'imap' || !folders) return [];
  if (!quota) return [say('page_quota_not_asked')];
  const [fullest] = roomUsed(quota);
  return fullest ? [say('page_quota_used', {percent: fullest.percent})] : [];
}

/** Only a person can tell; undefined where it cannot be kept. */
function backupDay({program: {lastBackup}}: Snapshot): Sentence[] {
  return lastBackup === '' ? [say('page_backup_not_told')] : [];
}

export function drawingOf(account: Account, snapshot: Snapshot): Drawing {
  const {incoming, outgoing} = partsOf(account, snapshot);
  const copies = copiesOf(incoming, snapshot);
  const {name, data, part} = copies;
  const mirrors = mirrorsServer(incoming);
  const server = mirrors ? 'mirror' : name.replace('_age_until', '_age');
  const here = part ? `pop_${part}` : name.startsWith('pop') ? 'pop' : name;
  return {
    mirrors,
    hostname: incoming.hostname,
    server: {key: firstKey(`page_server_${server}`, 'page_server_unread'), data, stack: stacksOf(copies).server},
    here: {key: firstKey(`page_here_${here}`, 'page_here_unread'), data, stack: stacksOf(copies).here},
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
  return account.error === undefined && passed.length ? worst(answers.map(({ownLevel}) => ownLevel)) : 'unknown';
}

// Where is my mail?

interface Copies {
  /** The end of message keys: `mirror_…` or `pop_…`, or `unread` where not even the type is known. */
  name: string;
  data: Data;
  /** What of a message POP fetches at first, where that is not all: its headers, or what a limit on size lets pass. */
  part?: 'headers' | 'beginning';
}

export function copiesOf(server: IncomingServer, snapshot: Snapshot): Copies {
  if (mirrorsAsSet(server, snapshot)) return copiesOfMirror(server);
  if (mirrorsServer(server)) return {name: 'mirror_opened', data: {}};
  return server.type === 'pop3' ? copiesOfPop(server) : {name: 'unread', data: {}};
}

function copiesOfMirror(server: IncomingServer): Copies {
  const {type, autoSyncOfflineStores, offlineDownload, autoSyncMaxAgeDays: days, limitOfflineMessageSize: limit, maxMessageSize: kilobytes} = server;
  if (offlineDownload === undefined) return {name: 'mirror_unread', data: {}};
  if (!offlineDownload) return {name: 'mirror_off', data: {}};
  // Of Exchange, only EWS is copied in the background (nsAutoSyncManager::AutoUpdateFolders).
  if (type === 'graph' || autoSyncOfflineStores === false) return {name: 'mirror_opened', data: {}};
  if (autoSyncOfflineStores === undefined || days === undefined || limit === undefined || limit && kilobytes === undefined) return {name: 'mirror_vague', data: {}};
  const parts = ['mirror', ...days > 0 ? ['age'] : [], ...limit ? ['size'] : []];
  if (parts.length === 1) return {name: allOrSome(server), data: {}};
  return {name: parts.join('_'), data: {...days > 0 && {days}, ...limit && {kilobytes: kilobytes!}}};
}

function allOrSome(server: IncomingServer): string {
  const {folders} = server;
  if (!folders) return 'mirror_vague';
  if (copyOfAllMail(server)) return 'mirror_all';
  return foldersToCopy(folders).every(({isOffline}) => isOffline) ? 'mirror_all' : 'mirror_folders';
}

function copiesOfPop(server: IncomingServer): Copies {
  const {headersOnly, limitOfflineMessageSize, maxMessageSize} = server;
  const kept = keptByPop(server);
  if (headersOnly) return {...kept, part: 'headers'};
  // Thunderbird takes a limit of 0 for one of 50 (Pop3Client.sys.mjs, _maxMessageSize).
  return limitOfflineMessageSize ? {...kept, part: 'beginning', data: {...kept.data, kilobytes: maxMessageSize || 50}} : kept;
}

function keptByPop(server: IncomingServer): Copies {
  const {leaveMessagesOnServer, deleteByAgeFromServer, numDaysToLeaveOnServer: days, deleteMailLeftOnServer} = server;
  if (leaveMessagesOnServer === undefined) return {name: 'pop_unread', data: {}};
  if (!leaveMessagesOnServer) return {name: 'pop_removes', data: {}};
  if (deleteByAgeFromServer === undefined || days === undefined || deleteMailLeftOnServer === undefined) return {name: 'pop_vague', data: {}};
  // The cut-off lies in the future, and every message goes at the next check; 0 is no limit (Pop3Client.sys.mjs, _cutOffTimestamp).
  if (deleteByAgeFromServer && days < 0) return {name: 'pop_removes', data: {}};
  const hasAge = deleteByAgeFromServer && days > 0;
  const parts = ['pop', ...hasAge ? ['age'] : [], ...deleteMailLeftOnServer ? ['until'] : []];
  return {name: parts.length === 1 ? 'pop_forever' : parts.join('_'), data: hasAge ? {days} : {}};
}

/** A message of which only the headers came stays on the server whatever is set (Pop3Client.sys.mjs, UIDL_TOO_BIG). */
function whereIs({name, part, data}: Copies): Sentence[] {
  if (part === 'headers') return [say('page_where_pop_headers')];
  return [say(`page_where_${name}`, data), ...part ? [say(`page_where_pop_${part}`, data)] : []];
}

function isComplete({name, part}: Copies): boolean {
  return !part && ['mirror_all', 'pop_age', 'pop_age_until', 'pop_until', 'pop_forever'].includes(name);
}

function stacksOf({name, part}: Copies): {server: Stack; here: Stack} {
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
  const stack = stacks[name] ?? {server: 'unknown', here: 'unknown'};
  // What is not all here is still there, however long the rest is kept.
  return part ? {server: stack.server === 'none' ? 'small' : stack.server, here: part === 'headers' ? 'none' : 'small'} : stack;
}

// Who can read it on the way?

export function wireOf(server: IncomingServer | OutgoingServer): Wire {
  if (server.location === 'thisComputer') return 'inside';
  const isClear = isExchange(server.type) ? not(server.exchangeScheme, 'https') : isWithoutEncryption(server);
  if (isClear === undefined) return 'unread';
  if (!isClear) return server.hasCertificateException === undefined ? 'unchecked' : server.hasCertificateException ? 'unverified' : 'encrypted';
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
  const order: Wire[] = ['open', 'network', 'unverified', 'unread', 'unchecked', 'inside', 'encrypted'];
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

function tomorrow({name, data, part}: Copies): Sentence[] {
  if (name === 'unread') return [{key: 'page_where_unread', data}];
  return name.startsWith('mirror')
    ? [{key: 'page_dies_mirror', data}, {key: firstKey(`page_fails_${name}`, 'page_fails_mirror_unread'), data}]
    : [{key: firstKey(`page_dies_${name}`, 'page_dies_pop_unread'), data}, {key: part ? `page_fails_pop_${part}` : 'page_fails_pop', data}];
}
