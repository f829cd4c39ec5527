/** Findings as the page shows them: those of one cure as one thing to do, those not checked in a list of their own. */
import {DAY} from '../days.ts';
import type {Place} from '../experiment/windows.d.ts';
import {text} from '../explain/messages.ts';
import {can} from '../privileged.ts';
import type {AnyRule} from '../rule.ts';
import type {Account} from '../snapshot.ts';
import {type Cure, acceptedCuresOf} from '../cures.ts';
import {ruleOf} from '../rules/index.ts';
import {clone, fill} from './dom.ts';
import type {Sentence} from '../explain/sentence.ts';
import {namesOf} from '../explain/names.ts';
import {isLocked, pathTo, placeOf} from '../explain/places.ts';
import {anchorOf, lockedBy, nameOfFinding, titleOf, waivedReason, whatWasNotRead, whyOf} from '../explain/finding.ts';
import {stepsToTake} from '../explain/steps.ts';
import {element, outside, say, sayAll, toNode} from './words.ts';
import type {Finding} from '../report.ts';
import type {Audited} from '../explain/audited.ts';

/** All the findings of a cure as one item: the worst is the item, the others are inside it. */
export function cureItem(cure: Cure, account: Account | undefined, audited: Audited): HTMLElement {
  const [lead] = cure;
  const {key, data} = titleOf(lead);
  const item = fill(mark(clone('cure'), lead), {
    level: clone(`level-${lead.severity}`), title: say(key, data), body: cureBody(cure, account, audited),
  });
  item.id = anchorOf(cure, account);
  return item;
}

/** A finding by its title alone: of many cards most are never unfolded. */
export function stub(finding: Finding): HTMLElement {
  const {key, data} = titleOf(finding);
  return mark(element('p', [text(key, data)]), finding);
}

function cureBody(cure: Cure, account: Account | undefined, audited: Audited): Node[] {
  const [lead, ...others] = cure;
  return [...fill(clone('finding'), {
    why: sayAll(whyOf(lead, audited)),
    shared: sharedWith(lead, account, audited),
    others: others.length ? [element('p', say('page_same_step')), ...others.map(finding => otherItem(finding, audited))] : undefined,
    way: isLocked(lead, audited.snapshot) ? lockedNote(audited) : wayOut(cure, account, audited),
    links: links(lead, audited),
    aside: aside(cure, audited),
  }).childNodes];
}

/** Half a year: long enough to be left in peace, short enough to be asked again. */
const USUAL_DAYS_ASIDE = 180;

/** Not for me: why, and until when. Nothing where an administrator does not allow it. */
function aside(cure: Cure, {policy, snapshot: {takenAt}}: Audited): HTMLElement | undefined {
  if (policy.page.hide === false) return undefined;
  const form = clone('aside');
  const until = form.querySelector<HTMLInputElement>('[name="until"]')!;
  until.value = new Date(Date.parse(takenAt) + USUAL_DAYS_ASIDE * DAY).toISOString().slice(0, 10);
  until.min = takenAt.slice(0, 10);
  form.querySelector('button')!.dataset['findings'] = JSON.stringify(cure.map(nameOfFinding));
  return form;
}

function mark(item: HTMLElement, {rule, severity, outcome}: Finding): HTMLElement {
  Object.assign(item.dataset, {rule, severity, outcome});
  return item;
}

function sharedWith(finding: Finding, account: Account | undefined, {snapshot}: Audited): (string | Node)[] | undefined {
  const names = namesOf(finding.accountIds.filter(id => id !== account?.id), snapshot);
  return account && names.length ? say('page_same_server', {names}) : undefined;
}

function otherItem(finding: Finding, audited: Audited): HTMLElement {
  const {key, data} = titleOf(finding);
  return fill(mark(clone('other'), finding), {
    level: clone(`level-${finding.severity}`),
    title: say(key, data),
    why: sayAll(whyOf(finding, audited)),
    links: links(finding, audited),
  });
}

function lockedNote({policy}: Audited): HTMLElement {
  const {key, data} = lockedBy(policy);
  return element('p', say(key, data));
}

function wayOut(cure: Cure, account: Account | undefined, audited: Audited): Node[] {
  const [lead] = cure;
  const place = placeOf(lead, account);
  const path = place && pathTo(place, account, audited.snapshot);
  const way = fill(clone('way'), {
    steps: stepsToTake(cure, audited).map(line => element('li', line.map(toNode))),
    path: path && !can.open ? pathLine(path) : undefined,
    open: place && can.open ? openButton(place) : undefined,
    failure: path && can.open ? [...say('page_open_failed'), ' ', ...say(path.key, path.data)] : undefined,
  });
  return [...way.childNodes];
}

export function pathLine({key, data}: Sentence): (string | Node)[] {
  return [...say('page_path'), ' ', ...say(key, data)];
}

function openButton({pane, accountId, outgoingServerKey}: Place): HTMLElement {
  const button = clone('open-setting');
  Object.assign(button.dataset, {pane}, accountId && {accountId}, outgoingServerKey && {outgoingServerKey});
  return button;
}

/** Our own explanation or the organisation's help, then an article where there is one, and what the rule rests on. */
function links(finding: Finding, {policy}: Audited): Node[] {
  const rule = ruleOf(finding);
  const more = clone('learn-more') as HTMLAnchorElement;
  if (policy.organisation.helpUrl) Object.assign(more, {href: policy.organisation.helpUrl, target: '_blank', rel: 'noopener'});
  else more.href = `#explain-${rule.topic}`;
  return [more, ...articleOf(rule), outside(rule.reference.url, say('page_standard', {name: rule.reference.name}))];
}

function articleOf({article}: AnyRule): Node[] {
  return article ? [outside(`https://support.mozilla.org/kb/${article}`, say('page_article'))] : [];
}

/** What was accepted as it is: named with the reason and the last day, without a way out. */
export function waivedGroup(findings: Finding[], audited: Audited): HTMLElement {
  return fill(clone('waived'), {summary: text('page_waived', {count: findings.length}), items: acceptedCuresOf(findings).map(cure => waivedItem(cure, audited))});
}

function waivedItem(cure: Cure, audited: Audited): HTMLElement {
  // The findings of one cure may have been set aside on different days: each reason is said once.
  const reasons = new Map(cure.map(finding => waivedReason(finding, audited)).map(reason => [JSON.stringify(reason), reason]));
  return fill(clone('waived-item'), {
    titles: cure.map(waivedTitle), reason: sayAll([...reasons.values()]),
    undo: cure[0].waiver!.by === 'user' ? undoButton(cure) : undefined,
  });
}

function waivedTitle(finding: Finding): HTMLElement {
  const {key, data} = titleOf(finding);
  return fill(mark(clone('waived-title'), finding), {level: clone(`level-${finding.severity}`), title: say(key, data)});
}

function undoButton(cure: Cure): HTMLElement {
  const button = clone('unwaive');
  button.dataset['findings'] = JSON.stringify(cure.map(nameOfFinding));
  return button;
}

/** What could not be checked, by where to look it up. */
export function unknownGroup(findings: Finding[], account: Account | undefined, audited: Audited): HTMLElement {
  const pathOf = (finding: Finding) => {
    const place = placeOf(finding, account);
    return place ? JSON.stringify(pathTo(place, account, audited.snapshot)) : '';
  };
  const groups = [...new Set(findings.map(pathOf))].map(path => fill(clone('unknown-place'), {
    path: path ? pathLine(JSON.parse(path)) : undefined,
    items: findings.filter(finding => pathOf(finding) === path).map(unknownItem),
  }));
  return fill(clone('unknown'), {summary: text('page_unknown_summary', {count: findings.length}), groups});
}

function unknownItem(finding: Finding): HTMLElement {
  return fill(mark(clone('unknown-item'), finding), {question: whatWasNotRead(finding)});
}
