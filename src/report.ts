/** What an audit says, as plain data. */
import {type AnyRule, type Severity, harms} from './rule.ts';
import type {AccountType} from './snapshot.ts';
import type {ReportedSubject} from './subjects.ts';

/** What a rule said of one subject. */
export interface JudgedSubject {
  rule: string;
  subject: ReportedSubject;
  /** Thunderbird's key: `account1`, `server1`, `smtp1`, `id1`; '' when it was not read; `thunderbird` for the whole. */
  subjectId: string;
  /** The accounts it belongs to, by id; empty for what belongs to no account. */
  accountIds: string[];
}

export interface Finding extends JudgedSubject {
  severity: Severity;
  /** `unknown`: something the verdict depends on was not read. */
  outcome: 'fail' | 'unknown' | 'waived';
  /** Facts the messages quote; for `unknown`, `notRead` names the fields. Never a user name or an address. */
  data: Record<string, string | number | string[]>;
  /** Only for `waived`. */
  waiver?: Accepted;
}

/** Who accepted a finding as it is, why, and until which day (ISO 8601, UTC). The user's reason is theirs: a report has '' for it. */
export interface Accepted {
  by: 'administrator' | 'user';
  reason: string;
  until: string;
}

/** One audit, as plain data without names or addresses. The shape is documented in docs/report.schema.json. */
export interface Report {
  schemaVersion: 1;
  /** Thunderbird's version. */
  thunderbird: string;
  /** ISO 8601, UTC. */
  takenAt: string;
  /** Every account. `judged`: its kind is judged at all; `readable`: it could be read. */
  accounts: {id: string; type: AccountType; judged: boolean; readable: boolean}[];
  /** The worst first. */
  findings: Finding[];
  passed: JudgedSubject[];
  /** The rules that ran, by id. */
  rules: string[];
}

const severities: Severity[] = ['critical', 'warning', 'advice'];

/** Failures first, the most severe first, of one severity by what is at stake, then in the order of the rules: the verdict, cards and reports have it from here. */
export function inOrderOfHarm(rules: readonly AnyRule[]): (a: Finding, b: Finding) => number {
  const harmOf = new Map(rules.map(({id, harm}) => [id, harms.indexOf(harm)]));
  return (a, b) => Number(a.outcome !== 'fail') - Number(b.outcome !== 'fail')
    || severities.indexOf(a.severity) - severities.indexOf(b.severity)
    || harmOf.get(a.rule)! - harmOf.get(b.rule)!;
}

/** A finding that needs attention: advice and what could not be checked do not. */
export function needsAttention(finding: Finding): boolean {
  return finding.outcome === 'fail' && finding.severity !== 'advice';
}

/** Whether anything of an account that is judged could be checked: what passed of Thunderbird or of Local Folders says nothing of any. */
export function isChecked({accounts, findings, passed}: Report): boolean {
  const judged = new Set(accounts.filter(account => account.judged).map(({id}) => id));
  const told = [...passed, ...findings.filter(({outcome}) => outcome !== 'unknown')];
  return told.some(({accountIds}) => accountIds.some(id => judged.has(id)));
}
