/** What a row of the list unfolds to: why it matters, what to do, and where that is written. */
import {DAY} from '../days.ts';
import type {Cure} from '../cures.ts';
import type {Place} from '../experiment/windows.d.ts';
import type {Audited} from '../explain/audited.ts';
import {anchorOf, lockedBy, nameOfFinding, titleOf, whyOf} from '../explain/finding.ts';
import {text} from '../explain/messages.ts';
import {namesOf} from '../explain/names.ts';
import {isLocked, pathTo, placeOf} from '../explain/places.ts';
import type {Sentence} from '../explain/sentence.ts';
import {stepsToTake} from '../explain/steps.ts';
import {can} from '../privileged.ts';
import type {Finding} from '../report.ts';
import type {AnyRule} from '../rule.ts';
import {ruleOf} from '../rules/index.ts';
import type {Account, Snapshot} from '../snapshot.ts';
import {clone, fill} from './dom.ts';
import {element, outside, say, sayAll, toNode} from './words.ts';

/** Says of an element which finding it is; of which accounts, by id. */
export function mark(item: HTMLElement, {rule, severity, outcome, accountIds}: Finding): HTMLElement {
  Object.assign(item.dataset, {rule, severity, outcome, accounts: accountIds.join(' ')});
  return item;
}

/** A finding by its title alone, until what it stands in is unfolded. */
export function stub(finding: Finding): HTMLElement {
  const {key, data} = titleOf(finding);
  return mark(element('p', [text(key, data)]), finding);
}

export function cureBody(cure: Cure, audited: Audited): Node[] {
  const [lead, ...others] = cure;
  const locked = isLocked(lead, audited.snapshot);
  return [...fill(clone('finding'), {
    why: sayAll(whyOf(lead, audited)),
    shared: sharedBy(lead, audited.snapshot),
    locked: locked ? said(lockedBy(audited.policy)) : undefined,
    steps: locked ? undefined : stepsToTake(cure, audited).map(line => element('li', line.map(toNode))),
    failure: failureOf(cure, audited),
    others: others.length ? [element('p', say('page_same_step')), ...others.map(finding => otherItem(finding, audited))] : undefined,
    links: links(cure, audited),
  }).childNodes];
}

function said({key, data}: Sentence): (string | Node)[] {
  return say(key, data);
}

/** The accounts a change concerns, where they are several: the row may name only the first few. */
function sharedBy({accountIds}: Finding, snapshot: Snapshot): (string | Node)[] | undefined {
  return accountIds.length > 1 ? say('page_same_server', {names: namesOf(accountIds, snapshot)}) : undefined;
}

function otherItem(finding: Finding, audited: Audited): HTMLElement {
  return fill(mark(clone('other'), finding), {title: said(titleOf(finding)), why: sayAll(whyOf(finding, audited))});
}

/** The account in whose pages the setting is; undefined for what belongs to none. */
function accountOf([{accountIds: [id]}]: Cure, {accounts}: Snapshot): Account | undefined {
  return accounts.find(account => account.id === id);
}

/** The way to the setting through the menus; undefined where no setting changes it. */
function pathOf(cure: Cure, {snapshot}: Audited): Sentence | undefined {
  const account = accountOf(cure, snapshot);
  const place = placeOf(cure[0], account);
  return place && pathTo(place, account, snapshot);
}

export function pathLine({key, data}: Sentence): (string | Node)[] {
  return [...say('page_path'), ' ', ...say(key, data)];
}

/** Opens the setting, where Thunderbird lets us and the person may change it; otherwise it unfolds the way there. */
export function goButton(cure: Cure, {snapshot}: Audited): HTMLElement {
  const place = can.open && !isLocked(cure[0], snapshot) ? placeOf(cure[0], accountOf(cure, snapshot)) : undefined;
  const button = place ? openButton(place) : seeButton(anchorOf(cure));
  button.dataset['cure'] = anchorOf(cure);
  return button;
}

/** Unfolds the row of this id. */
export function seeButton(row: string): HTMLElement {
  const button = clone('see-how');
  button.dataset['row'] = row;
  return button;
}

function openButton(place: Place): HTMLElement {
  const button = clone('open-setting');
  Object.assign(button.dataset, place);
  return button;
}

/** Stands where the setting could not be opened. */
function failureOf(cure: Cure, audited: Audited): (string | Node)[] | undefined {
  const path = can.open ? pathOf(cure, audited) : undefined;
  return path && [...say('page_open_failed'), ' ', ...said(path)];
}

function links(cure: Cure, audited: Audited): Node[] {
  const path = isLocked(cure[0], audited.snapshot) ? undefined : pathOf(cure, audited);
  return [
    ...path ? [fill(clone('by-hand'), {path: pathLine(path)})] : [],
    fill(clone('sources'), {links: sources(cure, audited)}),
    ...asideForm(cure, audited),
  ];
}

/** Our own explanation or the organisation's help, then an article where there is one, and what each rule rests on. */
function sources(cure: Cure, {policy: {organisation: {helpUrl}}}: Audited): Node[] {
  const about = cure.map(ruleOf);
  const more = clone('learn-more') as HTMLAnchorElement;
  if (helpUrl) Object.assign(more, {href: helpUrl, target: '_blank', rel: 'noopener'});
  else more.href = `#explain-${about[0]!.topic}`;
  const references = new Map(about.map(({reference}) => [reference.url, reference]));
  const articles = new Set(about.map(({article}: AnyRule) => article).filter(article => article !== undefined));
  return [
    more, ...[...articles].map(article => outside(`https://support.mozilla.org/kb/${article}`, say('page_article'))),
    ...[...references.values()].map(({url, name}) => outside(url, say('page_standard', {name}))),
  ];
}

/** Half a year: long enough to be left in peace, short enough to be asked again. */
const USUAL_DAYS_ASIDE = 180;

/** Not for me: why, and until when. Nothing where an administrator does not allow it. */
function asideForm(cure: Cure, {policy, snapshot: {takenAt}}: Audited): HTMLElement[] {
  if (policy.page.hide === false) return [];
  const form = clone('aside');
  const until = form.querySelector<HTMLInputElement>('[name="until"]')!;
  until.value = new Date(Date.parse(takenAt) + USUAL_DAYS_ASIDE * DAY).toISOString().slice(0, 10);
  until.min = takenAt.slice(0, 10);
  form.querySelector('button')!.dataset['findings'] = JSON.stringify(cure.map(nameOfFinding));
  return [form];
}
