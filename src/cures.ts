import {type Finding, type Report, inOrderOfHarm, needsAttention} from './report.ts';
import {ruleOf, rules} from './rules/index.ts';

/** Findings that one change cures, the worst first: shown as one, counted as one. */
export type Cure = [Finding, ...Finding[]];

/** Groups findings by what cures them, the worst first. What could not be checked is cured by nothing and stays out. */
export function curesOf(findings: readonly Finding[]): Cure[] {
  return grouped(findings.filter(({outcome}) => outcome === 'fail'));
}

/** The same of those that were accepted as they are, which is done for a cure as a whole. */
export function acceptedCuresOf(findings: readonly Finding[]): Cure[] {
  return grouped(findings.filter(({outcome}) => outcome === 'waived'));
}

const inOrder = inOrderOfHarm(rules);

function grouped(findings: readonly Finding[]): Cure[] {
  const cures = new Map<string, Cure>();
  for (const finding of findings.toSorted(inOrder)) {
    const {by, reason, until} = finding.waiver ?? {};
    const key = [finding.subject, finding.subjectId, ruleOf(finding).cure ?? finding.rule, by, until, reason].join(' ');
    const cure = cures.get(key);
    if (cure) cure.push(finding);
    else cures.set(key, [finding]);
  }
  return [...cures.values()];
}

/** How many things need attention, however many accounts and findings share each. */
export function countAttention(report: Report): number {
  return curesOf(report.findings.filter(needsAttention)).length;
}

/** The accounts with something that needs attention, by id; Local Folders may be among them. */
export function accountsNeedingAttention(report: Report): string[] {
  const ids = new Set(report.findings.filter(needsAttention).flatMap(finding => finding.accountIds));
  return report.accounts.filter(({id}) => ids.has(id)).map(({id}) => id);
}
