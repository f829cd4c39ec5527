/** The verdict in one sentence, and what stands under it. */
import {type Report, needsAttention} from '../audit.ts';
import {isJudged} from '../snapshot.ts';
import {type Step, accountsNeedingAttention, stepsOf} from '../steps.ts';
import type {Audited, Judged, Level, Sentence} from './answers.ts';
import {nameOf, namesOf} from './names.ts';
import {isolated} from './words.ts';

export interface Verdict {
  /** Undefined where there is nothing to check. */
  level: Level | undefined;
  sentence: Sentence;
  /** What the most important thing to correct is; undefined when nothing needs attention. */
  first: Step | undefined;
  notes: Sentence[];
}

export function verdictOf(audited: Audited, accounts: readonly Judged[]): Verdict {
  const {report, snapshot} = audited;
  const all = accountsNeedingAttention(report);
  // Local Folders never count as an account.
  const isAccount = (id: string) => report.accounts.some(account => account.id === id && account.judged);
  const needing = all.filter(isAccount);
  const total = report.accounts.filter(({judged}) => judged).length;
  const steps = stepsOf(report.findings.filter(needsAttention));
  const notes = [...unreadable(audited)];
  const verdict = (level: Level | undefined, sentence: Sentence, ...more: Sentence[]): Verdict =>
    ({level, sentence, first: steps[0], notes: [...more, ...notes]});
  if (steps[0]) return verdict(steps[0][0].severity, attention(needing.length, total, all.length > needing.length), ...moreSteps(steps.length - 1));
  if (!total && !snapshot.accounts.some(({error}) => error !== undefined)) return verdict(undefined, say('page_verdict_empty'), say('page_empty_help'));
  // What passed of Thunderbird as a whole says nothing of any account.
  if (!report.passed.some(({accountIds}) => accountIds.length)) return verdict('unknown', say('page_verdict_unread'), say('page_incomplete'));
  const what = isIncomplete(report, accounts) ? say('page_incomplete') : {key: 'page_fine_what', data: {total}};
  return verdict('fine', say('page_verdict_fine'), what, ...reservations(report));
}

function say(key: string): Sentence {
  return {key, data: {}};
}

/** Findings of no account leave the count at none: the sentence then has nothing to count. */
function attention(count: number, total: number, isLocal: boolean): Sentence {
  if (!count) return say(isLocal ? 'page_verdict_local' : 'page_verdict_elsewhere');
  return total === 1 ? say('page_verdict_only') : {key: 'page_verdict_attention', data: {count, total}};
}

function moreSteps(more: number): Sentence[] {
  return more ? [{key: 'page_verdict_more', data: {more}}] : [];
}

/** Whether a rule could not tell, or an answer. */
function isIncomplete({findings}: Report, accounts: readonly Judged[]): boolean {
  return findings.some(({outcome}) => outcome === 'unknown') || accounts.some(({account, answers}) => isJudged(account) && answers.some(({level}) => level === 'unknown'));
}

/** What keeps a good verdict from being taken for more than it is. */
function reservations({findings}: Report): Sentence[] {
  return [
    ...findings.some(({outcome}) => outcome === 'waived') ? [say('page_waived_note')] : [],
    ...findings.some(({outcome}) => outcome === 'fail') ? [say('page_advice_note')] : [],
  ];
}

function unreadable({snapshot}: Audited): Sentence[] {
  const accounts = snapshot.accounts.filter(({error}) => error !== undefined);
  return accounts.length ? [{key: 'page_unreadable_accounts', data: {names: isolated(accounts.map(nameOf))}}] : [];
}

/** Whose problem a step is: the names of its accounts. */
export function owners(step: Step, {snapshot}: Audited): string[] {
  return namesOf(step[0].accountIds, snapshot);
}
