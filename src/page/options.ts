/**
 * The page: read, audit, show; again when something changes. An extension page has the same APIs as the background, so
 * there is no message between them.
 */
import {audit} from '../audit.ts';
import {answerBackground, hearThunderbird} from '../open-pages.ts';
import {paced} from '../pace.ts';
import {tellBackup} from '../backup.ts';
import {showBadge, showElsewhere, showFailure} from '../badge.ts';
import type {Place} from '../experiment/mailSettings.d.ts';
import {readManaged} from '../managed.ts';
import {language, loadMessages, text, useLabels} from '../explain/messages.ts';
import {isFullEditionHere, openFullEdition} from '../other-edition.ts';
import {onSettingsChanged, openSetting} from '../privileged.ts';
import {read} from '../read.ts';
import {readLabels} from '../read-labels.ts';
import {rules} from '../rules/index.ts';
import {readSetAside, setAside, takeBack} from '../set-aside.ts';
import {partsOf} from '../snapshot.ts';
import {type Comparison, askFor, comparisonBox, domainsToAsk, publishedServers} from './compare.ts';
import {buildNow, keep, unfold} from './dom.ts';
import {helpDeskText, reportAsJson} from '../explain/help-desk.ts';
import {firstRead} from './first-read.ts';
import {isolated, say, translate} from './words.ts';
import {namesOf} from '../explain/names.ts';
import {reports} from './reports.ts';
import {elsewhere, show, timeOf} from './view.ts';
import {nameOfFinding} from '../explain/finding.ts';
import {allowedAside} from '../waivers.ts';
import type {Finding} from '../report.ts';
import type {Audited} from '../explain/audited.ts';

const main = document.querySelector('main')!;
const helpDesk = document.querySelector<HTMLDetailsElement>('#helpdesk')!;
let latest = 0;
let shown: Audited | undefined;
let comparison: Comparison = {isAsking: false, answers: undefined};

/** Milliseconds after which the page no longer passes for true where Thunderbird does not answer it. What comes later is shown all the same. */
const ANSWER_MS = 15_000;

/** Reads, judges and shows; a call that a later one has overtaken shows nothing. */
async function refresh(isAsked = false, reading = read()): Promise<void> {
  const mine = ++latest;
  const overdue = setTimeout(() => {
    if (mine === latest) outdate();
  }, ANSWER_MS);
  try {
    if (await isFullEditionHere()) return await leaveToFullEdition(mine);
    const [snapshot, policy, aside] = await Promise.all([reading, readManaged(), readSetAside(), labelsReady]);
    if (mine === latest) display(judged({snapshot, policy, setAside: aside}), isAsked);
  } catch (error) {
    console.error('The audit failed:', error);
    if (mine === latest) fail(error);
  } finally {
    clearTimeout(overdue);
  }
}

/** What changes in Thunderbird may be hundreds of things at once. */
const refreshSoon = paced(() => refresh());

/** By what the administrator says, and by what was asked for on this page. */
function judged({snapshot, policy, setAside: aside}: Omit<Audited, 'report'>): Audited {
  const judging = {...policy, setAside: allowedAside(aside, policy.page), publishedServers: publishedServers(comparison)};
  return {snapshot, policy, setAside: aside, report: audit(snapshot, rules, judging)};
}

/** Before anything is shown: the labels are part of the templates. */
async function prepareLabels(): Promise<void> {
  await Promise.all([readLabels().then(useLabels), loadMessages()]);
  for (const template of document.querySelectorAll('template')) translate(template.content);
}

function display(audited: Audited, isAsked: boolean): void {
  const changed = shown ? changedSince(shown, audited) : [];
  show(audited, new Set(changed));
  void showReports(audited);
  showComparison(audited);
  offer(audited);
  if (changed.length) announce('page_changed_status', {names: isolated(namesOf(changed, audited.snapshot))});
  else if (isAsked) announce('page_audited_status');
  shown = audited;
  main.dataset['state'] = 'ready';
  requestIdleCallback(() => showBadge(asInBackground(audited).report, audited.snapshot));
  if (audited.policy.published.automatic && !comparison.answers) void compare();
}

async function leaveToFullEdition(mine: number): Promise<void> {
  await labelsReady;
  if (mine !== latest) return;
  keep(document.getElementById('elsewhere')!, [elsewhere()]);
  main.dataset['state'] = 'elsewhere';
  void showElsewhere();
}

/** Leaves *loading* before anything else, which may fail for the same reason. */
function fail(error: unknown): void {
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
async function checkConnection(): Promise<void> {
  if (document.visibilityState === 'hidden' || !isState('ready')) return;
  const overdue = setTimeout(outdate, ANSWER_MS);
  await hearThunderbird();
  clearTimeout(overdue);
  // It was only slow.
  if (isState('outdated')) void refresh();
}

/** The accounts that are there in both and of which anything shown differs, by id. */
function changedSince(before: Audited, after: Audited): string[] {
  const ids = before.snapshot.accounts.map(({id}) => id);
  return after.snapshot.accounts.map(({id}) => id).filter(id => ids.includes(id) && factsOf(id, before) !== factsOf(id, after));
}

function factsOf(id: string, {snapshot, report}: Audited): string {
  const account = snapshot.accounts.find(candidate => candidate.id === id)!;
  const {incoming, outgoing, identities} = partsOf(account, snapshot);
  const parts = [[incoming], outgoing, identities].map(list => list.map(part => ({...part, accountIds: []})));
  const findings = report.findings.filter(({accountIds}) => accountIds.includes(id));
  // What the reader sets aside here is no change of the account.
  const outcomes = findings.map(({rule, severity, outcome, waiver}) => [rule, severity, waiver?.by === 'user' ? 'fail' : outcome]);
  return JSON.stringify([account, parts, outcomes]);
}

function announce(key: string, data: Parameters<typeof text>[1] = {}): void {
  document.getElementById('status')!.textContent = text(key, data);
}

/** What became of a report is known to storage.local alone. */
async function showReports(audited: Audited): Promise<void> {
  try {
    keep(document.getElementById('reports')!, await reports(asInBackground(audited)));
  } catch (error) {
    console.error('What is reported could not be shown:', error);
  }
}

// Comparing with what providers publish

/** As the background judges, which counts and reports, and asks nobody. */
function asInBackground(audited: Audited): Audited {
  if (!comparison.answers) return audited;
  const {snapshot, policy, setAside: aside} = audited;
  return {...audited, report: audit(snapshot, rules, {...policy, setAside: allowedAside(aside, policy.page)})};
}

async function compare(): Promise<void> {
  const domains = shown && !comparison.isAsking ? domainsToAsk(shown) : [];
  if (!shown || !domains.length) return;
  comparison = {...comparison, isAsking: true};
  showComparison(shown);
  comparison = {isAsking: false, answers: await askFor(domains, new Date().toISOString().slice(0, 10))};
  // Shown as if it had been so: no account has changed.
  shown = judged(shown);
  display(shown, false);
}

function showComparison(audited: Audited): void {
  keep(document.getElementById('compare')!, comparisonBox(audited, comparison));
}

// What can be taken away

function offer(audited: Audited): void {
  const {page} = audited.policy;
  document.getElementById('take')!.hidden = page.export === false;
  document.getElementById('export-forbidden')!.hidden = page.export !== false;
  document.getElementById('names-too')!.hidden = page.exportNames === false;
  if (page.export === false) return;
  // For 200 accounts it is a megabyte: the page is drawn first.
  requestIdleCallback(() => {
    if (audited === shown) offerJson(audited);
  });
  if (helpDesk.open) offerText(audited);
}

/** Written when it is unfolded or copied: for 200 accounts it takes as long as drawing the page. */
function offerText(audited: Audited): void {
  const {version} = messenger.runtime.getManifest();
  document.getElementById('helpdesk-text')!.textContent = helpDeskText(audited, version, timeOf(audited));
}

function offerJson(audited: Audited): void {
  const link = document.querySelector<HTMLAnchorElement>('a[data-action="export"]')!;
  const withNames = document.querySelector<HTMLInputElement>('#with-names')!.checked && audited.policy.page.exportNames !== false;
  if (link.href) URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(new Blob([reportAsJson(audited, withNames)], {type: 'application/json'}));
  link.download = `mail-account-audit-${audited.report.takenAt.slice(0, 10)}.json`;
}

async function copy(): Promise<void> {
  if (shown) offerText(shown);
  const node = document.getElementById('helpdesk-text')!;
  try {
    await navigator.clipboard.writeText(node.textContent);
    announceAt('copy-result', 'page_copied');
  } catch (error) {
    console.error('The clipboard refused:', error);
    unfold(node);
    getSelection()!.selectAllChildren(node);
    announceAt('copy-result', 'page_copy_refused');
  }
}

function announceAt(id: string, key: string, data: Parameters<typeof text>[1] = {}): void {
  document.getElementById(id)!.textContent = text(key, data);
}

// What the reader does

async function open(button: HTMLElement): Promise<void> {
  const {pane, accountId, outgoingServerKey} = button.dataset;
  const failure = button.closest('.buttons')!.querySelector<HTMLElement>('[data-part="failure"]')!;
  failure.hidden = true;
  try {
    await openSetting({pane: pane as Place['pane'], ...accountId && {accountId}, ...outgoingServerKey && {outgoingServerKey}});
  } catch (error) {
    console.error('The setting was not opened:', error);
    failure.hidden = false;
  }
}

/** It may be gone by now: then this edition is the one that audits. */
async function openOther(): Promise<void> {
  if (!await openFullEdition()) await refresh(true);
}

/** Sets aside what is named on the button, for the reason and until the day beside it. */
async function waive(button: HTMLElement): Promise<void> {
  const form = button.closest<HTMLElement>('.aside')!;
  const reason = form.querySelector<HTMLInputElement>('[name="reason"]')!;
  const until = form.querySelector<HTMLInputElement>('[name="until"]')!;
  const today = new Date().toISOString().slice(0, 10);
  const problem = form.querySelector<HTMLElement>('[role="alert"]')!;
  const key = !reason.value.trim() ? 'page_aside_no_reason' : !(until.value >= today) ? 'page_aside_no_day' : undefined;
  problem.textContent = key ? text(key) : '';
  if (key) return (key === 'page_aside_no_reason' ? reason : until).focus();
  await setAside(findingsOf(button), reason.value.trim(), until.value, today);
  await wakeBackground();
  announce('page_aside_status');
}

async function unwaive(button: HTMLElement): Promise<void> {
  await takeBack(findingsOf(button));
  await wakeBackground();
  announce('page_unaside_status');
}

async function backup(): Promise<void> {
  await tellBackup(new Date().toISOString().slice(0, 10));
  await wakeBackground();
  announce('page_backup_status');
}

/** It reports what has changed, where an administrator asks for reports. A listener there for what is stored would be woken by its own work too. */
async function wakeBackground(): Promise<void> {
  await messenger.alarms.create('told', {when: Date.now()});
}

/** The findings a button is about, as they are shown now. */
function findingsOf(button: HTMLElement): Finding[] {
  const named: string[] = JSON.parse(button.dataset['findings']!);
  return shown!.report.findings.filter(finding => named.includes(nameOfFinding(finding)));
}

/** Paper cannot be unfolded. */
function unfoldAll(): void {
  for (const details of main.querySelectorAll('details')) unfold(details);
}

async function print(): Promise<void> {
  unfoldAll();
  try {
    window.print();
  } catch (error) {
    announceAt('copy-result', 'page_print_failed', {error: String(error)});
  }
}

/** A link within the page unfolds what it leads to and puts the focus there. */
function follow(event: Event, link: HTMLAnchorElement): void {
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!target) return;
  event.preventDefault();
  // A card holds what unfolds; a finding is it, and holds more that does.
  const details = target.matches('details') ? target : target.querySelector('details') ?? target;
  unfold(details);
  target.scrollIntoView({block: 'start'});
  details.querySelector('summary')?.focus({preventScroll: true});
}

const actions: Record<string, (target: HTMLElement) => unknown> = {
  audit: () => refresh(true), 'open-setting': open, 'open-full': openOther, compare, copy, print, waive, unwaive, backup,
};

document.addEventListener('click', event => {
  if (!(event.target instanceof Element)) return;
  const link = event.target.closest<HTMLAnchorElement>('a[href^="#"]');
  if (link) follow(event, link);
  const button = event.target.closest<HTMLElement>('button[data-action]');
  if (button) void actions[button.dataset['action']!]?.(button);
  void checkConnection();
});
document.getElementById('with-names')!.addEventListener('change', () => {
  if (shown) offerJson(shown);
});
addEventListener('beforeprint', unfoldAll);
// It does not bubble.
document.addEventListener('toggle', event => {
  if (!(event.target instanceof HTMLDetailsElement && event.target.open)) return;
  buildNow(event.target);
  if (event.target === helpDesk && shown) offerText(shown);
}, true);

/** The page in the reader's language, and whatever has it read again. */
function begin(): void {
  document.documentElement.lang = language();
  document.title = text('extension_name');
  translate(document);
  // Thunderbird's button runs the audit wherever the reader is.
  messenger.action.onClicked.addListener(() => refresh(true));
  for (const event of [messenger.accounts, messenger.identities]) {
    event.onCreated.addListener(refreshSoon);
    event.onUpdated.addListener(refreshSoon);
    event.onDeleted.addListener(refreshSoon);
  }
  onSettingsChanged(refreshSoon);
  answerBackground();
  document.addEventListener('visibilitychange', checkConnection);
  setInterval(checkConnection, 60_000);
  // The background has sent a report, or could not.
  messenger.storage.local.onChanged.addListener(({setAside: aside, lastBackup, delivery}) => {
    if (aside || lastBackup) void refresh();
    else if (delivery && shown) void showReports(shown);
  });
}

const labelsReady = prepareLabels();
try {
  begin();
  void refresh(false, firstRead);
} catch (error) {
  // Without what tells of changes the page could show what is no longer so: the reader is told, and may ask again.
  console.error('The page could not begin:', error);
  fail(error);
}
