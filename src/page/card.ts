/** The card of an account, and the one for what belongs to no account. */
import {text} from '../explain/messages.ts';
import type {Account} from '../snapshot.ts';
import {isJudged} from '../snapshot.ts';
import {curesOf} from '../cures.ts';
import {type AccountAnswers, type Answer, drawingOf} from '../explain/answers.ts';
import {clone, fill, later} from './dom.ts';
import {draw} from './drawing.ts';
import {cureItem, stub, unknownGroup, waivedGroup} from './finding.ts';
import {addressesOf, nameOf, typeName} from '../explain/names.ts';
import {element, say, sayAll} from './words.ts';
import {type Setting, type SettingGroup, settingsOf} from '../explain/settings.ts';
import type {Finding} from '../report.ts';
import type {Audited} from '../explain/audited.ts';

export interface CardOptions {
  isFolded: boolean;
  /** If it is folded, it is built when it is unfolded. */
  isLater: boolean;
  isChanged: boolean;
}

export function cardOf(judged: AccountAnswers, audited: Audited, {isFolded, isLater, isChanged}: CardOptions): HTMLElement {
  const {account, level} = judged;
  const waits = isFolded && isLater;
  const card = fill(clone('card'), {
    name: nameOf(account, audited.snapshot),
    address: waits ? undefined : addresses(account, audited),
    type: waits ? text(`page_type_${typeName(account.type)}`) : type(account),
    changed: isChanged ? say('page_changed') : undefined,
    body: waits ? stubs(judged, audited) : body(judged, audited),
  });
  if (waits) later(card, 'body', () => body(judged, audited));
  if (isFolded) later(card, 'picture', () => picture(judged, audited));
  else fill(card, {picture: picture(judged, audited)});
  card.id = `card-${account.id}`;
  card.dataset['account'] = account.id;
  card.dataset['level'] = level;
  card.querySelector('details')!.open = !isFolded;
  return card;
}

/** What a card that waits has from the start: its findings, so that searching the page finds them. */
function stubs({account, findings}: AccountAnswers, audited: Audited): Node[] {
  return [...curesOf(findings).flat().map(stub), ...folded(findings, account, audited)];
}

/** Findings that belong to no account; undefined where there are none. */
export function cardOfNoAccount(audited: Audited): HTMLElement | undefined {
  const findings = audited.report.findings.filter(({accountIds}) => !accountIds.length);
  return findings.length ? fill(clone('no-account'), {body: findingItems(findings, undefined, audited)}) : undefined;
}

/** The addresses, unless the heading has it already. */
function addresses(account: Account, {snapshot}: Audited): (string | Node)[] | undefined {
  const all = addressesOf(account, snapshot);
  if (!all.length || all.length === 1 && nameOf(account, snapshot).includes(all[0]!)) return undefined;
  return all.flatMap((address, i) => [i ? ' · ' : '', element('bdi', [address])]);
}

function type(account: Account): (string | Node)[] {
  const name = typeName(account.type);
  const word = text(`page_type_${name}`);
  return isJudged(account) ? say('page_type_means', {type: word, meaning: text(`page_means_${name}`)}) : [word];
}

function body(judged: AccountAnswers, audited: Audited): Node[] {
  return judged.account.error === undefined ? readable(judged, audited) : unreadable(judged, audited);
}

function readable({account, answers, findings}: AccountAnswers, audited: Audited): Node[] {
  return [
    fill(clone('answers'), {rows: answers.map(answerRow)}),
    ...findingItems(findings, account, audited),
    ...account.type === 'local' ? [] : [settings(account, audited)],
  ];
}

function settings(account: Account, {snapshot}: Audited): HTMLElement {
  const box = clone('settings');
  later(box, 'body', () => settingsList(settingsOf(account, snapshot)));
  return box;
}

/** Where nothing is known of the mail, or nothing travels, nothing is drawn. */
function picture({account, answers}: AccountAnswers, {snapshot}: Audited): Node[] {
  return account.error === undefined && account.type !== 'local' ? [draw(drawingOf(account, snapshot), answers)] : [];
}

function unreadable({account, findings}: AccountAnswers, audited: Audited): Node[] {
  const line = element('p', say('page_account_error', {error: account.error!}));
  return [line, ...findingItems(findings, account, audited)];
}

function answerRow({question, sentences, notes, level}: Answer): HTMLElement {
  return fill(clone(`answer-${question}`), {
    level: clone(`level-${level}`),
    answer: sayAll(sentences),
    notes: notes.length ? sayAll(notes) : undefined,
  });
}

/** What is to be done, the worst unfolded; then what was accepted and what was not checked. */
function findingItems(findings: Finding[], account: Account | undefined, audited: Audited): Node[] {
  const items = curesOf(findings).map(cure => cureItem(cure, account, audited));
  items[0]?.setAttribute('open', '');
  return [...items, ...folded(findings, account, audited)];
}

function folded(findings: Finding[], account: Account | undefined, audited: Audited): Node[] {
  const unknown = findings.filter(({outcome}) => outcome === 'unknown');
  const waived = findings.filter(({outcome}) => outcome === 'waived');
  return [
    ...waived.length ? [waivedGroup(waived, audited)] : [],
    ...unknown.length ? [unknownGroup(unknown, account, audited)] : [],
  ];
}

/** The groups as they stand on a card. */
function settingsList(groups: readonly SettingGroup[]): Node[] {
  return groups.map(group => fill(clone('setting-group'), {title: group.title, settings: group.settings.map(settingRow)}));
}

function settingRow(row: Setting): HTMLElement {
  const locked = row.isLocked ? text('page_value_locked') : undefined;
  return fill(clone('setting'), {label: row.label, value: row.value, locked});
}
