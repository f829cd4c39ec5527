/** What the user has set aside, in storage.local. The reasons are theirs: they stay on the page, and no report has them. */
import {changeKept, readKept} from './kept.ts';
import type {Finding} from './report.ts';
import {ruleOf} from './rules/index.ts';
import {type SetAside, factsOf, isAbout} from './waivers.ts';

export async function readSetAside(): Promise<SetAside[]> {
  return await readKept('setAside') ?? [];
}

/** Sets findings aside until a day (ISO 8601); what was said of them before is replaced, and what is over is forgotten. */
export async function setAside(findings: readonly Finding[], reason: string, until: string, today: string): Promise<void> {
  const added = findings.map(finding => {
    const {rule, subject, subjectId} = finding;
    return {rule, subject, subjectId, facts: factsOf(finding, ruleOf(finding).measured), reason, until};
  });
  await changeKept('setAside', (before = []) => [
    ...before.filter(entry => entry.until >= today && !findings.some(finding => isAbout(entry, finding))), ...added,
  ]);
}

export async function takeBack(findings: readonly Finding[]): Promise<void> {
  await changeKept('setAside', (before = []) => before.filter(entry => !findings.some(finding => isAbout(entry, finding))));
}
