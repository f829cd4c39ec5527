/** The row of an account: three answers in a few words, and unfolded a drawing, what would be left, and what is set. */
import {curesOf} from '../cures.ts';
import {type AccountAnswers, type Answer, drawingOf} from '../explain/answers.ts';
import type {Audited} from '../explain/audited.ts';
import type {Level} from '../explain/levels.ts';
import {text} from '../explain/messages.ts';
import {addressesOf, nameOf, ownName, typeName} from '../explain/names.ts';
import type {Sentence} from '../explain/sentence.ts';
import {type Setting, type SettingGroup, settingsOf} from '../explain/settings.ts';
import {shortAnswers} from '../explain/short.ts';
import {needsAttention} from '../report.ts';
import type {Account} from '../snapshot.ts';
import {clone, fill, later} from './dom.ts';
import {draw} from './drawing.ts';
import {rowIdOf} from './todo.ts';
import {type Said, element, say} from './words.ts';

export function accountRow(judged: AccountAnswers, audited: Audited, isChanged: boolean): HTMLElement {
  const {account, answers, level} = judged;
  const [where, who, tomorrow] = shortAnswers(account, audited.snapshot, answers.map(answer => answer.level)).map(({key, data}) => say(key, data));
  const node = fill(clone('account'), {
    level: clone(`level-${level}`), name: rowName(account, audited), whose: whose(account, audited, isChanged),
    where, who, tomorrow,
  });
  later(node, 'body', () => account.error === undefined ? body(judged, audited) : [element('p', say('page_account_error', {error: account.error}))]);
  node.querySelectorAll<HTMLElement>('.cell').forEach((cell, i) => {
    const {question, level: own} = answers[i]!;
    // Read out where the heading of the column and the icon cannot be seen.
    cell.dataset['question'] = `${text(`page_question_${question}`)} ${text(`page_level_${own}`)}. `;
    (cell.firstElementChild as HTMLElement).dataset['level'] = own;
  });
  return named(node, account, level);
}

/** An account by its name alone, until the group it is in is unfolded. */
export function accountStub({account, level}: AccountAnswers, {snapshot}: Audited): HTMLElement {
  return named(element('li', [nameOf(account, snapshot)]), account, level);
}

function named(node: HTMLElement, {id}: Account, level: Level): HTMLElement {
  node.id = `account-${id}`;
  Object.assign(node.dataset, {account: id, level});
  return node;
}

/** Its name; the type that would tell it from another of the same name stands under it. */
function rowName(account: Account, {snapshot}: Audited): string {
  const name = nameOf(account, snapshot);
  return name === text('page_name_and_type', {name: ownName(account), type: text(`page_type_${typeName(account.type)}`)}) ? ownName(account) : name;
}

/** The kind of account, and its addresses where its name does not have them already. */
function whose(account: Account, {snapshot}: Audited, isChanged: boolean): Said {
  const all = addressesOf(account, snapshot).filter(address => !nameOf(account, snapshot).includes(address));
  return [
    text(`page_type_${typeName(account.type)}`), ...all.flatMap(address => [' · ', element('bdi', [address])]),
    ...isChanged ? [' · ', element('strong', say('page_changed'))] : [],
  ];
}

function body(judged: AccountAnswers, audited: Audited): Node[] {
  const {account, answers} = judged;
  const isDrawn = account.type !== 'local';
  return [
    ...isDrawn ? [draw(drawingOf(account, audited.snapshot), answers)] : [],
    fill(clone('facts'), {facts: facts(judged).map(({key, data}) => element('li', say(key, data)))}),
    fill(clone('foot'), {foot: [...toDo(judged, audited), ...isDrawn ? [settings(judged, audited)] : []]}),
  ];
}

/** What the drawing does not say: of the way what is not plainly encrypted or open, what would be left, and what else concerns this mail. */
function facts({account, answers}: AccountAnswers): Sentence[] {
  const [where, who, tomorrow] = answers as [Answer, Answer, Answer];
  const isDrawn = account.type !== 'local';
  return [
    ...isDrawn ? where.sentences.slice(1) : where.sentences, ...isDrawn ? who.sentences.filter(({key}) => !/_(encrypted|open)$/.test(key)) : who.sentences,
    ...tomorrow.sentences,
  ];
}

/** Leads to what is to be put right in this account, which is said once, above. */
function toDo({findings}: AccountAnswers, {report}: Audited): HTMLElement[] {
  const cures = curesOf(findings.filter(needsAttention));
  if (!cures[0]) return [];
  const link = element('a', say('page_account_todo', {count: cures.length})) as HTMLAnchorElement;
  link.href = `#${rowIdOf(cures[0], report)}`;
  return [element('p', [link])];
}

/** The name of an account, which leads to its row. */
export function linkTo(account: Account, name: string): HTMLElement {
  const link = element('a', [element('bdi', [name])]) as HTMLAnchorElement;
  link.href = `#account-${account.id}`;
  return link;
}

/** What is set, after what is known of the room on the server. */
function settings({account, answers}: AccountAnswers, {snapshot}: Audited): HTMLElement {
  const box = clone('settings');
  const notes = answers.flatMap(answer => answer.notes);
  later(box, 'body', () => [...notes.map(({key, data}) => element('p', say(key, data))), ...settingsList(settingsOf(account, snapshot))]);
  return box;
}

function settingsList(groups: readonly SettingGroup[]): Node[] {
  return groups.map(group => fill(clone('setting-group'), {title: group.title, settings: group.settings.map(settingRow)}));
}

function settingRow(row: Setting): HTMLElement {
  const locked = row.isLocked ? text('page_value_locked') : undefined;
  return fill(clone('setting'), {label: row.label, value: row.value, locked});
}
