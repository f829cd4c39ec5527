/** One render function: the whole page from what was read and judged. */
import {curesOf} from '../cures.ts';
import {answersByAccount} from '../explain/answers.ts';
import type {Audited} from '../explain/audited.ts';
import {clockText, timeText} from '../explain/dates.ts';
import {nameOfFinding} from '../explain/finding.ts';
import {text} from '../explain/messages.ts';
import {todoOf} from '../explain/todo.ts';
import type {Ledger} from '../receipts.ts';
import {fullEdition, storeEdition} from '../editions.ts';
import type {Report} from '../report.ts';
import {accountRows, notJudged} from './accounts.ts';
import type {Comparison} from './compare.ts';
import {clone, fill, keep} from './dom.ts';
import {moreRows} from './more.ts';
import {notices, organisationLine} from './notices.ts';
import {receiptRows} from './receipt.ts';
import {rowIdOf, todoRows} from './todo.ts';
import {verdictBox} from './verdict.ts';
import {say} from './words.ts';

/** Shows it all but the last list; `changed` are the accounts, by id, whose rows say that they changed just now. */
export function show(audited: Audited, changed: ReadonlySet<string>, ledger: Ledger): void {
  const focus = rememberFocus();
  const accounts = answersByAccount(audited);
  showTime(audited);
  put('organisation', organisationLine(audited));
  put('verdict', [verdictBox(audited, accounts)]);
  put('notices', notices(audited));
  putTodo(audited, ledger);
  put('accounts', accountRows(accounts, audited, changed));
  put('not-judged', notJudged(audited));
  focus(audited.report);
}

/** The list alone: a receipt came, or was hidden. */
export function showTodo(audited: Audited, ledger: Ledger): void {
  const focus = rememberFocus();
  putTodo(audited, ledger);
  focus(audited.report);
}

function putTodo(audited: Audited, ledger: Ledger): void {
  put('todo-title', say(todoOf(audited.report).rows.length ? 'page_todo' : 'page_todo_else'));
  put('todo', todoRows(audited, receiptRows(ledger, audited)));
}

/** The last list: what was compared and what became of reports is known later. */
export function showMore(audited: Audited, comparison: Comparison, reported: readonly Node[]): void {
  const focus = rememberFocus();
  put('more', moreRows(audited, comparison, reported.map(node => node.cloneNode(true))));
  focus(audited.report);
}

/** When it was checked: today the hour says it. */
export function showTime({report: {takenAt}}: Audited, now = new Date()): void {
  const isToday = new Date(takenAt).toDateString() === now.toDateString();
  // Paper is read another day.
  document.getElementById('audited')!.dataset['time'] = text('page_audited_on', {time: timeText(takenAt)});
  put('audited', isToday ? say('page_audited', {time: clockText(takenAt)}) : say('page_audited_on', {time: timeText(takenAt)}));
}

/**
 * Gives the focus back to what had it, or where that is gone to what stands in its place: what was set aside or taken back
 * stands elsewhere now; a row that is gone, best of all put right, leaves its place to the next one.
 */
function rememberFocus(): (report: Report) => void {
  const focused = document.activeElement;
  const list = focused?.closest('ul.rows');
  const i = list ? [...list.children].findIndex(row => row.contains(focused)) : -1;
  return report => {
    if (!focused || focused === document.activeElement) return;
    if (focused.isConnected) (focused as HTMLElement).focus({preventScroll: true});
    else placeInsteadOf(focused, list?.children[Math.min(i, list.children.length - 1)], report)?.focus();
  };
}

function placeInsteadOf(gone: Element, next: Element | undefined, report: Report): HTMLElement | null | undefined {
  const findings = gone instanceof HTMLElement ? gone.dataset['findings'] : undefined;
  const moved = findings && document.getElementById(rowWith(JSON.parse(findings), report));
  return (moved || next)?.querySelector('summary') ?? document.getElementById('todo-title');
}

/** The id of the row where these findings, by name, stand now. */
function rowWith(findings: readonly string[], report: Report): string {
  const cure = curesOf(report.findings).find(([lead]) => findings.includes(nameOfFinding(lead)));
  return cure ? rowIdOf(cure, report) : 'row-waived';
}

function put(id: string, nodes: readonly (string | Node)[]): void {
  keep(document.getElementById(id)!, nodes.map(node => typeof node === 'string' ? document.createTextNode(node) : node));
}

/** In the store edition, where the full one is there too. */
export function elsewhere(): Node {
  const names = {here: text(storeEdition.name), full: text(fullEdition.name)};
  return fill(clone('elsewhere-box'), {remove: say('page_elsewhere_remove', names)});
}
