/** Read, judge, show; again when something changes. An extension page has the same APIs as the background, so there is no message between them. */
import {audit} from '../audit.ts';
import {showElsewhere, showFailure} from '../badge.ts';
import type {Audited} from '../explain/audited.ts';
import {loadMessages, useLabels} from '../explain/messages.ts';
import {namesOf} from '../explain/names.ts';
import {readLedger} from '../ledger.ts';
import {readManaged} from '../managed.ts';
import {hearThunderbird} from '../open-pages.ts';
import {isFullEditionHere} from '../other-edition.ts';
import {paced} from '../pace.ts';
import {readLabels} from '../read-labels.ts';
import {read} from '../read.ts';
import {type Ledger, emptyLedger, ledgerAfter} from '../receipts.ts';
import {rules} from '../rules/index.ts';
import {readSetAside} from '../set-aside.ts';
import {partsOf} from '../subjects.ts';
import {allowedAside} from '../waivers.ts';
import {announce} from './announce.ts';
import {type Comparison, publishedServers} from './compare.ts';
import {keep} from './dom.ts';
import {elsewhere, show, showMore, showTime, showTodo} from './view.ts';
import {isolated, say, translate} from './words.ts';

const main = document.querySelector('main')!;
let latest = 0;
let audited: Audited | undefined;
let comparison: Comparison = {isAsking: false, answers: undefined};
let reported: readonly Node[] = [];
/** As it is in storage.local. */
let ledger = emptyLedger();
const listeners: ((audited: Audited) => void)[] = [];

/** What is shown now. */
export function shown(): Audited | undefined {
  return audited;
}

/** What to do whenever the page has shown an audit. */
export function whenShown(listener: (audited: Audited) => void): void {
  listeners.push(listener);
}

/** Milliseconds after which the page no longer passes for true where Thunderbird does not answer it. What comes later is shown all the same. */
const ANSWER_MS = 15_000;

/** Reads, judges and shows; a call that a later one has overtaken shows nothing. */
export async function refresh(isAsked = false, reading = read()): Promise<void> {
  const mine = ++latest;
  const overdue = setTimeout(() => {
    if (mine === latest) outdate();
  }, ANSWER_MS);
  try {
    if (await isFullEditionHere()) return await leaveToFullEdition(mine);
    const [snapshot, policy, aside, noted] = await Promise.all([reading, readManaged(), readSetAside(), readLedger(), labelsReady]);
    if (mine !== latest) return;
    ledger = noted;
    display(judged({snapshot, policy, setAside: aside}), isAsked);
  } catch (error) {
    console.error('The audit failed:', error);
    if (mine === latest) fail(error);
  } finally {
    clearTimeout(overdue);
  }
}

/** What changes in Thunderbird may be hundreds of things at once. */
export const refreshSoon = paced(() => refresh());

/** By what the administrator says, and by what was asked for on this page. */
function judged({snapshot, policy, setAside: aside}: Omit<Audited, 'report'>, {answers}: Pick<Comparison, 'answers'> = comparison): Audited {
  const judging = {...policy, setAside: allowedAside(aside, policy.page), publishedServers: publishedServers({answers})};
  return {snapshot, policy, setAside: aside, report: audit(snapshot, rules, judging)};
}

const labelsReady = prepareLabels();

/** Before anything is shown: the labels are part of the templates. */
async function prepareLabels(): Promise<void> {
  await Promise.all([readLabels().then(useLabels), loadMessages()]);
  for (const template of document.querySelectorAll('template')) translate(template.content);
}

function display(next: Audited, isAsked: boolean): void {
  const changed = audited ? changedSince(audited, next) : [];
  show(next, new Set(changed), afterReading(next));
  showMore(next, comparison, reported);
  if (changed.length) announce('page_changed_status', {names: isolated(namesOf(changed, next.snapshot))});
  else if (isAsked) announce('page_audited_status');
  audited = next;
  main.dataset['state'] = 'ready';
  for (const listener of listeners) listener(next);
}

/** What is read now is a part of it before it is noted. */
function afterReading(current: Audited): Ledger {
  return ledgerAfter(ledger, asInBackground(current).report, current.snapshot);
}

/** Shows what was put right, which the background may have seen, or the reader has hidden. */
export async function showReceipts(): Promise<void> {
  ledger = await readLedger();
  if (audited) showTodo(audited, afterReading(audited));
}

/** Shows what became of the reports. */
export function showReported(nodes: readonly Node[]): void {
  reported = nodes;
  if (audited) showMore(audited, comparison, reported);
}

/** What was asked for on this page, or is being asked. */
export function compared(): Comparison {
  return comparison;
}

/** Judges what is shown by other answers of providers, as if it had been so: no account has changed. */
export function compareWith(next: Comparison): void {
  if (!audited) return;
  const isAnswered = next.answers !== comparison.answers;
  comparison = next;
  if (!isAnswered) return showMore(audited, comparison, reported);
  audited = judged(audited);
  display(audited, false);
}

async function leaveToFullEdition(mine: number): Promise<void> {
  await labelsReady;
  if (mine !== latest) return;
  keep(document.getElementById('elsewhere')!, [elsewhere()]);
  main.dataset['state'] = 'elsewhere';
  void showElsewhere();
}

/** Leaves *loading* before anything else, which may fail for the same reason. */
export function fail(error: unknown): void {
  main.dataset['state'] = 'error';
  document.getElementById('error-detail')!.replaceChildren(...say('page_error_detail', {error: String(error)}));
  void showFailure();
}

function isState(name: string): boolean {
  return main.dataset['state'] === name;
}

/** Nobody answers: the add-on was replaced, disabled or has crashed, and what stands here may no longer be so. */
function outdate(): void {
  if (!isState('ready') && !isState('loading')) return;
  document.getElementById('outdated-help')!.replaceChildren(...say('page_outdated_help'));
  main.dataset['state'] = 'outdated';
}

/** Thunderbird cuts a page off without a word (open-pages.ts). */
export async function checkConnection(): Promise<void> {
  if (document.visibilityState === 'hidden' || !isState('ready')) return;
  // Yesterday's hour would pass for today's.
  if (audited) showTime(audited);
  const overdue = setTimeout(outdate, ANSWER_MS);
  await hearThunderbird();
  clearTimeout(overdue);
  // It was only slow.
  if (isState('outdated')) void refresh();
}

/** The accounts that are there in both and of which anything shown differs, by id. */
function changedSince(before: Audited, after: Audited): string[] {
  const ids = before.snapshot.accounts.map(({id}) => id);
  return after.snapshot.accounts.map(({id}) => id).filter(id => ids.includes(id) && stateOf(id, before) !== stateOf(id, after));
}

function stateOf(id: string, {snapshot, report}: Audited): string {
  const account = snapshot.accounts.find(candidate => candidate.id === id)!;
  const {incoming, outgoing, identities} = partsOf(account, snapshot);
  const parts = [[incoming], outgoing, identities].map(list => list.map(part => ({...part, accountIds: []})));
  const findings = report.findings.filter(({accountIds}) => accountIds.includes(id));
  // What the reader sets aside here is no change of the account.
  const outcomes = findings.map(({rule, severity, outcome, waiver}) => [rule, severity, waiver?.by === 'user' ? 'fail' : outcome]);
  return JSON.stringify([account, parts, outcomes]);
}

/** As the background judges, which counts and reports, and asks nobody. */
export function asInBackground(current: Audited): Audited {
  return comparison.answers ? judged(current, {answers: undefined}) : current;
}
