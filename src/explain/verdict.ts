/** The verdict in one sentence, and what stands under it. */
import {isJudged} from '../snapshot.ts';
import {type Cure, accountsNeedingAttention, curesOf} from '../cures.ts';
import {namesOf} from './names.ts';
import {type Sentence, sentence} from './sentence.ts';
import {type Report, isChecked, needsAttention} from '../report.ts';
import type {Audited} from './audited.ts';
import type {Level} from './levels.ts';
import type {AccountAnswers} from './answers.ts';

export interface Verdict {
  /** Undefined where there is nothing to check. */
  level: Level | undefined;
  sentence: Sentence;
  /** What the most important thing to correct is; undefined when nothing needs attention. */
  first: Cure | undefined;
  notes: Sentence[];
}

export function verdictOf(audited: Audited, accounts: readonly AccountAnswers[]): Verdict {
  const {report, snapshot} = audited;
  const all = accountsNeedingAttention(report);
  // Local Folders never count as an account.
  const judged = new Set(report.accounts.filter(account => account.judged).map(({id}) => id));
  const needing = all.filter(id => judged.has(id));
  const total = judged.size;
  const cures = curesOf(report.findings.filter(needsAttention));
  const notes = [...unreadable(audited)];
  const verdict = (level: Level | undefined, said: Sentence, ...more: Sentence[]): Verdict =>
    ({level, sentence: said, first: cures[0], notes: [...more, ...notes]});
  if (cures[0]) return verdict(cures[0][0].severity, attention(needing.length, total, all.length > needing.length), ...moreCures(cures.length - 1));
  if (!total && !snapshot.accounts.some(({error}) => error !== undefined)) return verdict(undefined, sentence('page_verdict_empty'), sentence('page_empty_help'));
  if (!isChecked(report)) return verdict('unknown', sentence('page_verdict_unread'), sentence('page_incomplete'));
  const what = isIncomplete(report, accounts) ? sentence('page_incomplete') : sentence('page_fine_what', {total});
  return verdict('fine', sentence('page_verdict_fine'), what, ...reservations(report));
}

/** Where only Local Folders or Thunderbird itself need attention no account does, and the sentence has no number. */
function attention(count: number, total: number, isLocal: boolean): Sentence {
  if (!count) return sentence(isLocal ? 'page_verdict_local' : 'page_verdict_elsewhere');
  return total === 1 ? sentence('page_verdict_only') : sentence('page_verdict_attention', {count, total});
}

function moreCures(more: number): Sentence[] {
  return more ? [sentence('page_verdict_more', {more})] : [];
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

/** Whose problem a cure is: the names of its accounts. */
export function owners(cure: Cure, {snapshot}: Audited): string[] {
  return namesOf(cure[0].accountIds, snapshot);
}
