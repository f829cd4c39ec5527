/** How things stand: one order for answers, accounts and the whole. */
import type {Finding} from '../report.ts';
import type {Severity} from '../rule.ts';

/** How a thing stands. `unknown`, not checked, is never fine; nor is `waived`, wrong and accepted by an administrator. */
export type Level = 'fine' | 'waived' | 'unknown' | Severity;

const levels: Level[] = ['critical', 'warning', 'advice', 'unknown', 'waived', 'fine'];

/** The worst of some levels; nothing at all was not checked. */
export function worst(all: readonly Level[]): Level {
  return levels.find(level => all.includes(level)) ?? 'unknown';
}

export function levelOfFinding(finding: Finding): Level {
  return finding.outcome === 'fail' ? finding.severity : finding.outcome;
}
