/**
 * The three answers of a card and what its drawing shows, from the facts alone: pure, and in message keys, so that the
 * page and the text for the help desk say the same.
 */
import {limitedFolders, receiverOf, roomUsed} from '../facts/kept-mail.ts';
import {isOnNetworkShare, syncedBy} from '../facts/paths.ts';
import {isGmailsPOP} from '../facts/providers.ts';
import {legibleHost} from '../legible.ts';
import type {Finding, Report} from '../report.ts';
import {type AnyRule, type Question, judgesFolders} from '../rule.ts';
import {ruleOf, rules} from '../rules/index.ts';
import {type Account, type IncomingServer, type Snapshot, isJudged, mirrorsServer} from '../snapshot.ts';
import {partsOf} from '../subjects.ts';
import type {Audited} from './audited.ts';
import {type Stack, copiesOf, isComplete, stacksOf, survives, whereIs} from './copies.ts';
import {type Level, levelOfFinding, worst} from './levels.ts';
import {firstKey} from './messages.ts';
import {type Sentence, sentence} from './sentence.ts';
import {type Wire, isEncrypted, whoCanRead, wireOf, worstWire} from './wires.ts';

export interface Answer {
  question: Question;
  sentences: Sentence[];
  /** What stands beside the answer and never changes its level. */
  notes: Sentence[];
  level: Level;
  /** The level without what is to be corrected elsewhere: in Thunderbird as a whole, or in the folders of the account it delivers to. */
  ownLevel: Level;
}

export interface Drawing {
  /** The server keeps the mail and this computer mirrors it; otherwise it is fetched. */
  mirrors: boolean;
  hostname: string | undefined;
  server: Sentence & {stack: Stack};
  here: Sentence & {stack: Stack};
  incoming: Wire;
  outgoing: Wire;
  /** The server of that wire; undefined where there is none, or it was not read. */
  outgoingHost: string | undefined;
}

export const questions: readonly Question[] = ['where', 'who', 'tomorrow'];

/** What the audit said of one account. */
interface Results {
  findings: Finding[];
  /** The rules that passed, by id. */
  passed: string[];
}

/** An account and all that is to be said of it. */
export interface AccountAnswers extends Results {
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
export function answersByAccount(audited: Audited): AccountAnswers[] {
  const results = resultsByAccount(audited.report);
  const whole = aboutThunderbird(audited.report);
  return audited.snapshot.accounts.filter(account => hasCard(account, audited)).map(account => {
    const mine = results.get(account.id)!;
    const answers = answersOf(account, audited, mine, whole);
    return {...mine, account, level: levelOfAccount(account, mine, answers), answers};
  });
}

/** What is corrected elsewhere, by the question it concerns: how that stands, and whether something is to be corrected. */
type Elsewhere = Record<Question, {levels: Level[]; isWrong: boolean}>;

/** What concerns the mail of every account, and is corrected in one place. */
function aboutThunderbird({findings}: Report): Elsewhere {
  return byQuestion(findings.filter(({subject}) => subject === 'thunderbird'));
}

function byQuestion(findings: Finding[]): Elsewhere {
  return Object.fromEntries(questions.map(question => {
    const about = findings.filter(finding => concerns(question, finding));
    return [question, {levels: about.map(levelOfFinding), isWrong: about.some(({outcome}) => outcome === 'fail')}];
  })) as Elsewhere;
}

function resultsByAccount({accounts, findings, passed}: Report): Map<string, Results> {
  const results = new Map<string, Results>(accounts.map(({id}) => [id, {findings: [], passed: []}]));
  for (const finding of findings) {
    for (const id of finding.accountIds) results.get(id)?.findings.push(finding);
  }
  for (const {rule, accountIds} of passed) {
    for (const id of accountIds) results.get(id)?.passed.push(rule);
  }
  return results;
}

export function answersOf(
  account: Account, audited: Audited, results = resultsByAccount(audited.report).get(account.id)!, whole = aboutThunderbird(audited.report),
): Answer[] {
  const {snapshot, policy} = audited;
  const {incoming, outgoing} = partsOf(account, snapshot);
  const target = accountDeliveredTo(incoming, snapshot);
  const answer = answering(results, whole, target && foldersOf(target, audited));
  const receiver = receiverOf(incoming, snapshot);
  const dies = deletedByItself(receiver);
  const notes = [...roomOnServer(incoming), ...isGmailsPOP(incoming) ? [sentence('page_gmail_decides')] : []];
  if (account.type === 'local') {
    // Nothing travels, unless another program or computer has the folder too; and whether there is a second copy is not known.
    const kind = reachOf(incoming);
    const level = kind === 'local' ? 'fine' : 'unknown';
    const who: Answer = {question: 'who', sentences: [sentence(`page_who_${kind}`)], notes: [], level, ownLevel: level};
    return [answer('where', [sentence(`page_where_${kind}`)], false), who, answer('tomorrow', [sentence(`page_dies_${kind}`), ...dies], false)];
  }
  const where = copiesOf(incoming, snapshot);
  // Where its mail is put may be an account that is gone.
  const isKept = receiver !== undefined && isComplete(where);
  const wires = {incoming: wireOf(incoming), outgoing: worstWire(outgoing.map(wireOf))};
  // On a shared workstation it is good that nothing is kept, and what that means is the administrator's choice.
  const isAsWanted = policy.copies === 'forbidden' && where.name === 'mirror_off' && where.isSeen;
  const wanted = isAsWanted ? [sentence('page_copies_forbidden')] : [];
  return [
    answer('where', [...whereIs(where), ...target ? [sentence('page_where_delivered', {account: target.name ?? ''})] : [], ...wanted], isAsWanted || isKept, notes),
    answer('who', whoCanRead(wires), isEncrypted(wires)),
    answer('tomorrow', [...survives(where), ...dies], isKept),
  ];
}

/** `shared`: a program copies the folder to a server, or it is on another computer; `unplaced`: where it is was not read. */
export function reachOf({localPath}: IncomingServer): 'local' | 'shared' | 'unplaced' {
  if (localPath === undefined) return 'unplaced';
  return syncedBy(localPath) || isOnNetworkShare(localPath) ? 'shared' : 'local';
}

/** Makes an answer of its sentences, adding where else to look for what is wrong. */
function answering(results: Results, whole: Elsewhere, folders: {account: string; elsewhere: Elsewhere} | undefined) {
  return (question: Question, sentences: Sentence[], isGood: boolean, notes: Sentence[] = []): Answer => {
    if (folders?.elsewhere[question].isWrong) sentences.push(sentence('page_elsewhere_folders', {account: folders.account}));
    if (whole[question].isWrong) sentences.push(sentence('page_elsewhere'));
    const ownLevel = levelOf(question, results, isGood);
    return {question, sentences, notes, ownLevel, level: worst([ownLevel, ...whole[question].levels, ...folders?.elsewhere[question].levels ?? []])};
  };
}

/** POP may deliver into another account's folders. */
function accountDeliveredTo({deferredToAccount: id}: IncomingServer, {accounts}: Snapshot): Account | undefined {
  return id ? accounts.find(candidate => candidate.id === id) : undefined;
}

/** What the audit said of the folders of an account. */
function foldersOf({id, name = ''}: Account, {report}: Audited): {account: string; elsewhere: Elsewhere} {
  const findings = report.findings.filter(({rule, accountIds}) => judgesFolders(ruleOf({rule})) && accountIds.includes(id));
  return {account: name, elsewhere: byQuestion(findings)};
}

/** What Thunderbird deletes by itself from these folders, nobody keeps. */
function deletedByItself({retainBy, daysToKeepHdrs: days = 0, numHeadersToKeep: count = 0, folders = []}: Partial<IncomingServer> = {}): Sentence[] {
  const limited = limitedFolders(folders)?.length;
  return [
    ...retainBy === 'age' ? [sentence('page_tomorrow_deletes_age', {days})] : [],
    ...retainBy === 'count' ? [sentence('page_tomorrow_deletes_count', {count})] : [],
    ...limited ? [sentence('page_tomorrow_deletes_folders', {count: limited})] : [],
  ];
}

/** IMAP servers tell it when the Inbox is opened; a profile whose folders were not read is not there to open it in. */
function roomOnServer({type, folders, quota, location}: IncomingServer): Sentence[] {
  if (type !== 'imap' || !folders || location === 'nowhere') return [];
  if (!quota) return [sentence('page_quota_not_asked')];
  const [fullest] = roomUsed(quota);
  return fullest ? [sentence('page_quota_used', {percent: fullest.percent})] : [];
}

export function drawingOf(account: Account, snapshot: Snapshot): Drawing {
  const {incoming, outgoing} = partsOf(account, snapshot);
  const copies = copiesOf(incoming, snapshot);
  const {name, data, part} = copies;
  const server = name.startsWith('mirror') ? 'mirror' : name.replace('_age_until', '_age');
  const outgoingWire = worstWire(outgoing.map(wireOf));
  const sending = outgoing.find(candidate => wireOf(candidate) === outgoingWire)?.hostname;
  const here = part ? `pop_${part}` : name.startsWith('pop') ? 'pop' : name;
  return {
    mirrors: mirrorsServer(incoming),
    hostname: incoming.hostname && legibleHost(incoming.hostname),
    server: {key: firstKey(`page_server_${server}`, 'page_server_unread'), data, stack: stacksOf(copies).server},
    here: {key: firstKey(`page_here_${here}`, 'page_here_unread'), data, stack: stacksOf(copies).here},
    incoming: wireOf(incoming),
    outgoing: outgoingWire,
    outgoingHost: sending && legibleHost(sending),
  };
}

const rulesAbout = rulesByQuestion(rule => rule.questions);
const rulesOnOutgoing = rulesByQuestion(rule => rule.outgoingQuestions ?? rule.questions);

function rulesByQuestion(questionsOf: (rule: AnyRule) => readonly Question[]): Record<Question, Set<string>> {
  return Object.fromEntries(questions.map(question =>
    [question, new Set(rules.filter(rule => questionsOf(rule).includes(question)).map(rule => rule.id))])) as Record<Question, Set<string>>;
}

function concerns(question: Question, {rule, subject}: Finding): boolean {
  return (subject === 'outgoingServer' ? rulesOnOutgoing : rulesAbout)[question].has(rule);
}

/** The worst of what failed decides; then what could not be checked; and facts that are not good are never fine. */
function levelOf(question: Question, {findings, passed}: Results, isGood: boolean): Level {
  const found = findings.filter(finding => concerns(question, finding));
  if (found.length) return worst(found.map(levelOfFinding));
  return isGood && passed.some(rule => ruleOf({rule}).decides?.includes(question)) ? 'fine' : 'unknown';
}

/** The level of a whole account: the worst that its findings say, or without any its answers. */
function levelOfAccount(account: Account, {findings, passed}: Results, answers: Answer[]): Level {
  if (findings.length) return worst(findings.map(levelOfFinding));
  return account.error === undefined && passed.length ? worst(answers.map(({ownLevel}) => ownLevel)) : 'unknown';
}
