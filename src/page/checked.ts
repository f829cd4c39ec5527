/** What was checked: all that passed and all that was not checked, rule by rule. */
import {listPieces, text} from '../explain/messages.ts';
import {rules} from '../rules/index.ts';
import {clone, fill, later} from './dom.ts';
import {namesOf} from '../explain/names.ts';
import {element, say, toNode} from './words.ts';
import {keyOf} from '../explain/finding.ts';
import type {Finding, JudgedSubject, Report} from '../report.ts';
import type {Audited} from '../explain/audited.ts';

export function checkedLists(audited: Audited): Node[] {
  const passed = passedEverywhere(audited.report);
  const unknown = unchecked(audited.report);
  return [
    passed.length ? list('passed', passed, audited) : element('p', say('page_checked_none')),
    ...unknown.length ? [list('unknown', unknown, audited)] : [],
    ...switchedOff(audited),
  ];
}

/** How many rules could be asked everywhere, and how many could not. */
export function countChecked({report}: Audited): {count: number; unknown: number} {
  const unknown = new Set(unchecked(report).map(({rule}) => rule));
  const asked = new Set([...report.passed, ...report.findings].map(({rule}) => rule));
  return {count: asked.size - unknown.size, unknown: unknown.size};
}

function unchecked({findings}: Report): Finding[] {
  return findings.filter(({outcome}) => outcome === 'unknown');
}

const NO_ACCOUNT = '';

function placesOf(accountIds: string[]): string[] {
  return accountIds.length ? accountIds : [NO_ACCOUNT];
}

/** An account of which one server passed and another did not has not passed. */
function passedEverywhere({passed, findings}: Report): JudgedSubject[] {
  const found = new Map<string, Set<string>>();
  for (const {rule, accountIds} of findings) {
    for (const id of placesOf(accountIds)) found.set(rule, (found.get(rule) ?? new Set()).add(id));
  }
  return passed.map(verdict => without(verdict, found.get(verdict.rule))).filter(verdict => verdict !== undefined);
}

/** With 200 accounts there are 10,000 of them, of which most are left as they are. */
function without(verdict: JudgedSubject, accounts: Set<string> | undefined): JudgedSubject | undefined {
  if (!accounts) return verdict;
  const left = placesOf(verdict.accountIds).filter(id => !accounts.has(id));
  return left.length ? {...verdict, accountIds: left.filter(id => id !== NO_ACCOUNT)} : undefined;
}

function list(kind: 'passed' | 'unknown', verdicts: JudgedSubject[], audited: Audited): HTMLElement {
  const count = new Set(verdicts.map(({rule}) => rule)).size;
  const details = fill(clone('checked-list'), {summary: text(`page_checked_${kind}`, {count})});
  details.dataset['key'] = kind;
  later(details, 'body', () => lines(kind, verdicts, audited));
  return details;
}

function lines(kind: 'passed' | 'unknown', verdicts: JudgedSubject[], audited: Audited): HTMLElement[] {
  const byRule = rules.map(({id}) => verdicts.filter(({rule}) => rule === id)).filter(group => group.length);
  return byRule.map(group => line(kind, group, audited));
}

function line(kind: 'passed' | 'unknown', verdicts: JudgedSubject[], {snapshot}: Audited): HTMLElement {
  const names = namesOf(verdicts.flatMap(({accountIds}) => accountIds), snapshot);
  return fill(clone('checked-rule'), {
    level: clone(kind === 'passed' ? 'level-fine' : 'level-unknown'),
    text: text(keyOf(verdicts[0]!, kind === 'passed' ? 'passed' : 'question')),
    accounts: listPieces(names).map(toNode),
  });
}

function switchedOff({report}: Audited): Node[] {
  const count = rules.filter(({id}) => !report.rules.includes(id)).length;
  return count ? [element('p', say('page_checked_off', {count}))] : [];
}
