/** The page as it is drawn in a test, and what stands on it. */
import type {Audited} from '../../src/explain/audited.ts';
import {buildNow} from '../../src/page/dom.ts';
import {show, showMore} from '../../src/page/view.ts';
import {emptyLedger} from '../../src/receipts.ts';

/** Draws the page: what is folded has only what stands in its place. */
export function draw(state: Audited, changed: string[] = [], ledger = emptyLedger()): void {
  show(state, new Set(changed), ledger);
  showMore(state, {isAsking: false, answers: undefined}, []);
}

/** Builds what every row holds, as if each was unfolded once: what stands in others comes after them. */
export function buildAll(): void {
  let before = -1;
  for (let all = document.querySelectorAll('details'); all.length !== before; all = document.querySelectorAll('details')) {
    before = all.length;
    for (const details of all) buildNow(details);
  }
}

/** Draws the page, builds it all, and tells its text. */
export function shown(state: Audited, changed: string[] = []): string {
  draw(state, changed);
  buildAll();
  return document.getElementById('report')!.textContent.replace(/\s+/g, ' ');
}

/** What is said to be found: the rule, its weight, and what came of it. */
export function findings(root: ParentNode = document): string[] {
  return [...root.querySelectorAll<HTMLElement>('[data-rule]')].map(({dataset}) => `${dataset['rule']} ${dataset['severity']} ${dataset['outcome']}`);
}

export function textOf(node: Node): string {
  return node.textContent!.replaceAll(/\s+/g, ' ').trim();
}

/** The three answers in the row of an account: how each stands, and its words. */
export function cells(id = 'account1'): (string | undefined)[][] {
  return [...document.querySelectorAll<HTMLElement>(`[data-account="${id}"] .cell > .level`)].map(cell => [cell.dataset['level'], cell.textContent]);
}
