/** The verdict in one sentence, and what stands under it. */
import {isJudged} from '../snapshot.ts';
import {accountsNeedingAttention} from '../cures.ts';
import {namesOf} from './names.ts';
import {type Sentence, sentence} from './sentence.ts';
import {type Report, isChecked, needsAttention} from '../report.ts';
import type {Audited} from './audited.ts';
import type {Level} from './levels.ts';
import type {AccountAnswers} from './answers.ts';
import {type Row, changesIn, todoOf} from './todo.ts';

export interface Verdict {
  /** Undefined where there is nothing to check. */
  level: Level | undefined;
  sentence: Sentence;
  /** The most urgent of what is to be put right; undefined where nothing is. */
  first: Row | undefined;
  notes: Sentence[];
}

export function verdictOf(audited: Audited, accounts: readonly AccountAnswers[]): Verdict {
  const {report, snapshot} = audited;
  const {rows: [first]} = todoOf(report);
  const notes = unreadable(audited);
  const verdict = (level: Level | undefined, said: Sentence, ...more: Sentence[]): Verdict => ({level, sentence: said, first, notes: [...more, ...notes]});
  // What was found of Thunderbird itself says nothing of accounts that could not be checked.
  if (first) return verdict(first[0][0].severity, toPutRight(report), ...isChecked(report) ? [] : [sentence('page_verdict_unread')]);
  const total = judgedIn(report).size;
  if (!total && !snapshot.accounts.some(({error}) => error !== undefined)) return verdict(undefined, sentence('page_verdict_empty'), sentence('page_empty_help'));
  if (!isChecked(report)) return verdict('unknown', sentence('page_verdict_unread'));
  const what = isIncomplete(report, accounts) ? sentence('page_incomplete') : sentence('page_fine_what', {total});
  return verdict('fine', sentence('page_verdict_fine'), what, ...reservations(report));
}

/** Local Folders never count as an account. */
function judgedIn({accounts}: Report): Set<string> {
  return new Set(accounts.filter(({judged}) => judged).map(({id}) => id));
}

/** How much, and in how many accounts; what belongs to none of them is in Thunderbird itself. */
function toPutRight(report: Report): Sentence {
  const judged = judgedIn(report);
  const accounts = accountsNeedingAttention(report).filter(id => judged.has(id)).length;
  const isBeyond = report.findings.some(finding => needsAttention(finding) && !finding.accountIds.some(id => judged.has(id)));
  const data = {count: changesIn(todoOf(report).rows), accounts, total: judged.size};
  if (!accounts) return sentence('page_verdict_elsewhere', data);
  return sentence(judged.size === 1 ? `page_verdict_only${isBeyond ? '_beyond' : ''}` : `page_verdict_some${isBeyond ? '_beyond' : ''}`, data);
}

/** Whether a rule could not tell, or an answer. */
function isIncomplete({findings}: Report, accounts: readonly AccountAnswers[]): boolean {
  return findings.some(({outcome}) => outcome === 'unknown') || accounts.some(({account, answers}) => isJudged(account) && answers.some(({level}) => level === 'unknown'));
}

/** What keeps a good verdict from being taken for more than it is. */
function reservations({findings}: Report): Sentence[] {
  return [
    ...findings.some(({outcome}) => outcome === 'waived') ? [sentence('page_waived_note')] : [],
    ...findings.some(({outcome}) => outcome === 'fail') ? [sentence('page_advice_note')] : [],
  ];
}

function unreadable({snapshot}: Audited): Sentence[] {
  const ids = snapshot.accounts.filter(({error}) => error !== undefined).map(({id}) => id);
  return ids.length ? [sentence('page_unreadable_accounts', {names: namesOf(ids, snapshot)})] : [];
}
