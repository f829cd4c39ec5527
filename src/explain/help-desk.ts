/** What leaves the page: the report as JSON, and a text for the help desk. Neither holds names or addresses unless asked to. */
import {type Cure, curesOf} from '../cures.ts';
import {allEscaped, legibleHost} from '../legible.ts';
import type {Finding, Report} from '../report.ts';
import {type Account, type Snapshot, isJudged} from '../snapshot.ts';
import {partsOf} from '../subjects.ts';
import {type AccountAnswers, type Answer, answersByAccount} from './answers.ts';
import type {Audited} from './audited.ts';
import {keyOf, lockedBy, titleOf, waivedReason} from './finding.ts';
import type {Level} from './levels.ts';
import {plain, text} from './messages.ts';
import {addressesOf, nameOf, typeName} from './names.ts';
import {isLocked} from './places.ts';
import type {Sentence} from './sentence.ts';
import {settingsOf} from './settings.ts';
import {stepsToTake} from './steps.ts';
import {verdictOf} from './verdict.ts';

/** The report, and only if asked the accounts' names and addresses in it. */
export function reportAsJson({report, snapshot}: Audited, withNames: boolean): string {
  return JSON.stringify(withNames ? {...report, accounts: named(report, snapshot)} satisfies Report : report, null, 2) + '\n';
}

function named({accounts}: Report, snapshot: Snapshot) {
  return accounts.map(entry => {
    const account = snapshot.accounts.find(({id}) => id === entry.id)!;
    return {...entry, names: {account: account.name ?? '', addresses: addressesOf(account, snapshot)}};
  });
}

/** The same audit, its accounts called by type and host: what is made from it holds nobody's name or address. */
export function redacted(audited: Audited): Audited {
  const {snapshot} = audited;
  return {...audited, setAside: audited.setAside.map(entry => ({...entry, reason: '…'})), snapshot: {
    ...snapshot,
    accounts: snapshot.accounts.map(account => ({...account, name: redactedName(account, snapshot), error: account.error && ''})),
    incomingServers: snapshot.incomingServers.map(server => ({...server, username: undefined, filters: undefined})),
    outgoingServers: snapshot.outgoingServers.map(server => ({...server, username: undefined})),
    identities: snapshot.identities.map(identity => ({...identity, email: identity.email?.replace(/^.*@/s, '…@'), bccList: undefined, replyTo: undefined})),
  }};
}

function redactedName(account: Account, snapshot: Snapshot): string {
  const type = text(`page_type_${typeName(account.type)}`);
  const {hostname} = partsOf(account, snapshot).incoming;
  return isJudged(account) && hostname ? `${type} ${legibleHost(hostname)}` : type;
}

/** Plain text, for a message to a help desk. */
export function helpDeskText(original: Audited, version: string, time: string): string {
  const audited = inOneLineEach(redacted(original));
  const {snapshot} = audited;
  const accounts = answersByAccount(audited);
  const {sentence, notes} = verdictOf(audited, accounts);
  const heading = {name: text('extension_name'), version, thunderbird: snapshot.thunderbird, time};
  return [
    text('page_help_version', heading),
    [sentence, ...notes].map(sentenceText).join('\n'),
    ...accounts.map(judged => accountText(judged, audited)),
    ...beyondAccounts(audited),
  ].join('\n\n').replaceAll(/[\u2068\u2069]/g, '') + '\n';
}

/** The same audit, of which no name or value can end a line of the text, drive the terminal it is printed on, or turn it around. */
function inOneLineEach({snapshot, report, ...others}: Audited): Audited {
  return {...others, snapshot: allEscaped(snapshot), report: allEscaped(report)};
}

function beyondAccounts(audited: Audited): string[] {
  const lines = findingTexts(audited.report.findings.filter(({accountIds}) => !accountIds.length), audited);
  return lines.length ? [[text('page_whole_thunderbird'), ...lines].join('\n')] : [];
}

function accountText({account, answers, findings}: AccountAnswers, audited: Audited): string {
  const addresses = addressesOf(account, audited.snapshot);
  const heading = [nameOf(account, audited.snapshot), ...addresses.length ? [`(${addresses.join(', ')})`] : []].join(' ');
  if (account.error !== undefined) return `${heading}\n${indent(text('page_account_error', {error: '-'}))}`;
  return [
    heading,
    ...answers.map(answerText),
    ...findingTexts(findings, audited),
    ...settingsOf(account, audited.snapshot).flatMap(({title, settings}) =>
      [indent(title), ...settings.filter(({field}) => field !== 'username').map(fact => indent(indent(text('page_help_fact', {...fact, isLocked: ''}))))]),
  ].join('\n');
}

function answerText({question, sentences, notes, level}: Answer): string {
  const answer = [...sentences, ...notes].map(sentenceText).join(' ');
  return indent(`${text(`page_question_${question}`)} [${levelText(level)}] ${answer}`);
}

function levelText(level: Level): string {
  return text(`page_level_${level}`);
}

function findingTexts(findings: Finding[], audited: Audited): string[] {
  const failed = curesOf(findings).flatMap(cure => [
    ...cure.map(finding => titleText(finding, finding.severity)),
    ...wayOut(cure, audited).map(line => indent(indent(`- ${line}`))),
  ]);
  const waived = findings.filter(({outcome}) => outcome === 'waived').flatMap(finding => [
    titleText(finding, 'waived'), indent(indent(sentenceText(waivedReason(finding, audited)))),
  ]);
  const questions = [...new Set(findings.filter(({outcome}) => outcome === 'unknown').map(finding => text(keyOf(finding, 'question'))))];
  return [...failed, ...waived, ...questions.length ? [indent(text('page_help_unknown', {questions: questions.join(' ')}))] : []];
}

function wayOut(cure: Cure, audited: Audited): string[] {
  return isLocked(cure[0], audited.snapshot) ? [sentenceText(lockedBy(audited.policy))] : stepsToTake(cure, audited).map(plain);
}

function titleText(finding: Finding, level: Level): string {
  return indent(`[${levelText(level)}] ${sentenceText(titleOf(finding))} (${finding.rule})`);
}

function sentenceText({key, data}: Sentence): string {
  return text(key, data);
}

function indent(line: string): string {
  return `  ${line}`;
}
