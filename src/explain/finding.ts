/** What is said of a finding: its title, why it matters, what was not read of it, and who accepted it. */
import type {Cure} from '../cures.ts';
import type {Policy} from '../policy.ts';
import type {Finding} from '../report.ts';
import {ruleOf} from '../rules/index.ts';
import {setAsideOf} from '../waivers.ts';
import type {Audited} from './audited.ts';
import {dayText} from './dates.ts';
import {labelOf} from './fields.ts';
import {firstKey, text} from './messages.ts';
import {quoted} from './quoted.ts';
import {type Sentence, sentence} from './sentence.ts';
import {gmailDecides, variantsOf} from './steps.ts';

/** The sentences of a finding's rule, by their end: `title`, `why`, `question`. */
export function keyOf(finding: {rule: string}, end: string): string {
  return `${finding.rule.replaceAll('-', '_')}_${end}`;
}

export function titleOf(finding: Finding): Sentence {
  return sentence(fittingKey(finding, 'title'), quoted(finding.data));
}

/** The key of the sentence that fits what the rule found. */
function fittingKey(finding: Finding, end: string): string {
  const key = keyOf(finding, end);
  const variants = variantsOf(finding);
  return variants.length ? firstKey(...variants.map(variant => `${key}_${variant}`), key) : key;
}

/** Why it matters, and what the administrator wants where that is the point. */
export function whyOf(finding: Finding, {policy, snapshot}: Audited): Sentence[] {
  const isWanted = ruleOf(finding).isAboutRequiredCopies && policy.copies === 'required';
  return [
    sentence(fittingKey(finding, 'why'), quoted(finding.data)), ...isWanted ? [sentence('page_copies_required')] : [],
    ...gmailDecides(finding, snapshot) ? [sentence('page_gmail_decides')] : [],
  ];
}

/** The anchor of a cure. */
export function anchorOf([lead]: Cure): string {
  return ['cure', lead.subject, lead.subjectId, ruleOf(lead).cure ?? lead.rule].join('-');
}

/** How a button names a finding. */
export function nameOfFinding({rule, subject, subjectId}: Finding): string {
  return [rule, subject, subjectId].join(' ');
}

/** What stands in the place of the way out where the user has none. */
export function lockedBy({organisation: {name}}: Policy): Sentence {
  return name ? sentence('page_locked_by', {name}) : sentence('page_locked');
}

/** An administrator's reason is in the report; the user's own is not. */
export function waivedReason(finding: Finding, {snapshot, setAside}: Audited): Sentence {
  const {by, reason, until} = finding.waiver!;
  if (by === 'administrator') return sentence('page_waived_reason', {reason, until: dayText(until)});
  const mine = setAsideOf(finding, ruleOf(finding).measured, snapshot.takenAt, setAside);
  return sentence('page_aside_reason', {reason: mine?.reason ?? '', until: dayText(until)});
}

export function whatWasNotRead(finding: Finding): string {
  const {notRead} = finding.data;
  const question = text(keyOf(finding, 'question'));
  const fields = Array.isArray(notRead) ? [...new Set(notRead.map(labelOf))] : [];
  return fields.length ? text('page_not_read', {question, fields}) : question;
}
