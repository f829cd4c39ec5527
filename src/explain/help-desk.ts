/** What leaves the page: the report as JSON, and a text for the help desk. Neither holds names or addresses unless asked to. */
import {allEscaped, legibleHost} from '../legible.ts';
import {text} from './messages.ts';
import {type Account, type Snapshot, isJudged} from '../snapshot.ts';
import {type Cure, acceptedCuresOf} from '../cures.ts';
import {type AccountAnswers, answersByAccount} from './answers.ts';
import {addressesOf, nameOf, typeName} from './names.ts';
import type {Sentence} from './sentence.ts';
import {verdictOf} from './verdict.ts';
import {titleOf, waivedReason} from './finding.ts';
import {type Setting, type SettingGroup, settingsOf} from './settings.ts';
import {shortAnswers} from './short.ts';
import {type Row, changesIn, hostOf, owners, todoOf} from './todo.ts';
import type {Finding, Report} from '../report.ts';
import type {Question} from '../rule.ts';
import type {Audited} from './audited.ts';
import type {Level} from './levels.ts';
import {partsOf} from '../subjects.ts';

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

/** How many lines the list of what to do has at most: what a reader at a help desk takes in at once. */
const ROOM = 15;
/** More rule ids than this are not read: the count says how many there are. */
const MANY_RULES = 10;

/** Plain text, for a message to a help desk: the verdict, what to do, and each account once with its settings. */
export function helpDeskText(original: Audited, version: string, time: string): string {
  const audited = inOneLineEach(redacted(original));
  const {snapshot} = audited;
  const accounts = answersByAccount(audited);
  const {sentence, notes} = verdictOf(audited, accounts);
  const heading = {name: text('extension_name'), version, thunderbird: snapshot.thunderbird, time};
  const told = new Map<string, string>();
  return [
    text('page_help_version', heading),
    [sentence, ...notes].map(sentenceText).join('\n'),
    ...[todoLines(audited)].filter(lines => lines.length).map(lines => lines.join('\n')),
    ...accounts.map(judged => accountText(judged, audited, told)),
  ].join('\n\n').replaceAll(/[\u2068\u2069]/g, '') + '\n';
}

/** The same audit, of which no name or value can end a line of the text, drive the terminal it is printed on, or turn it around. */
function inOneLineEach({snapshot, report, ...others}: Audited): Audited {
  return {...others, snapshot: allEscaped(snapshot), report: allEscaped(report)};
}

/** What to do, numbered, the worst first and advice last; then what was accepted, and what could not be checked, a line each. */
function todoLines(audited: Audited): string[] {
  const {rows, advice} = todoOf(audited.report);
  const beside = [...accepted(audited), ...unchecked(audited)];
  return [...numbered([...rows, ...advice], ROOM - beside.length, audited), ...beside];
}

/** What has no room is counted, as the badge counts it. */
function numbered(rows: readonly Row[], room: number, {snapshot}: Audited): string[] {
  const shown = rows.length > room ? rows.slice(0, room - 1) : rows;
  const left = changesIn(rows.slice(shown.length));
  return [...shown.map((row, i) => `${i + 1}. ${rowText(row, snapshot)}`), ...left ? [text('page_help_more', {count: left})] : []];
}

function rowText(row: Row, snapshot: Snapshot): string {
  const lead = row[0][0];
  const whose = [...new Set(row.map(cure => whoseText(cure, snapshot)))].join(' / ');
  return `[${levelText(lead.severity)}] ${sentenceText(titleOf(lead))} – ${whose} ${rulesOf(row.flat())}`;
}

/** An account without its name is called by its server already. */
function whoseText(cure: Cure, snapshot: Snapshot): string {
  const names = owners(cure, snapshot);
  const host = hostOf(cure, snapshot);
  const isNamed = host === undefined || names.some(name => ` ${name} `.includes(` ${host} `));
  return [names.join(', ') || text('page_whole_thunderbird'), ...isNamed ? [] : [host]].join(' · ');
}

function accepted(audited: Audited): string[] {
  const waived = audited.report.findings.filter(({outcome}) => outcome === 'waived');
  const reasons = new Set(waived.map(finding => sentenceText(waivedReason(finding, audited))));
  return waived.length ? [`[${levelText('waived')}] ${text('page_waived_summary', {count: acceptedCuresOf(waived).length})} ${rulesOf(waived)} – ${[...reasons].join(' ')}`] : [];
}

function unchecked({report}: Audited): string[] {
  const unknown = report.findings.filter(({outcome}) => outcome === 'unknown');
  return unknown.length ? [`[${levelText('unknown')}] ${text('page_unknown_summary', {count: new Set(unknown.map(({rule}) => rule)).size})} ${rulesOf(unknown)}`] : [];
}

/** What a help desk looks up. */
function rulesOf(findings: readonly Finding[]): string {
  const ids = [...new Set(findings.map(({rule}) => rule))];
  return `(${[...ids.slice(0, MANY_RULES), ...ids.length > MANY_RULES ? ['…'] : []].join(', ')})`;
}

/** @param told under which account each outgoing server was written, by key: several may share one */
function accountText({account, answers}: AccountAnswers, {snapshot}: Audited, told: Map<string, string>): string {
  const name = nameOf(account, snapshot);
  const addresses = addressesOf(account, snapshot);
  const heading = [name, ...addresses.length ? [`(${addresses.join(', ')})`] : []].join(' ');
  if (account.error !== undefined) return `${heading}\n${indent(text('page_account_error', {error: '-'}))}`;
  // The levels stand beside them.
  const short = shortAnswers(account, snapshot, []);
  const settings = settingsOf(account, snapshot).flatMap(group => groupText(group, name, told));
  return [heading, ...answers.map(({question, level}, i) => answerText(question, level, short[i]!)), ...settings].join('\n');
}

function answerText(question: Question, level: Level, answer: Sentence): string {
  return indent(`${text(`page_question_${question}`)} [${levelText(level)}] ${sentenceText(answer)}`);
}

function groupText({title, settings, serverKey}: SettingGroup, name: string, told: Map<string, string>): string[] {
  const before = serverKey && told.get(serverKey);
  if (before) return [indent(text('page_help_as_under', {title, host: settings.find(({field}) => field === 'hostname')?.value ?? '', name: before}))];
  if (serverKey) told.set(serverKey, name);
  return [indent(title), ...settings.filter(({field}) => field !== 'username').map(setting => indent(indent(settingText(setting))))];
}

function settingText({label, value, isLocked}: Setting): string {
  const said = text('page_help_fact', {label, value});
  return isLocked ? `${said} (${text('page_value_locked')})` : said;
}

function levelText(level: Level): string {
  return text(`page_level_${level}`);
}

function sentenceText({key, data}: Sentence): string {
  return text(key, data);
}

function indent(line: string): string {
  return `  ${line}`;
}
