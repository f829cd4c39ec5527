/** The list of what to do: a row each, of which one is unfolded at a time. */
import {type Cure, acceptedCuresOf} from '../cures.ts';
import type {Audited} from '../explain/audited.ts';
import {anchorOf, titleOf} from '../explain/finding.ts';
import {text} from '../explain/messages.ts';
import {type Row, changesIn, hostOf, nameOfRow, owners, todoOf} from '../explain/todo.ts';
import {type Finding, type Report, inOrderOfHarm} from '../report.ts';
import {rules} from '../rules/index.ts';
import {clone, fill, later} from './dom.ts';
import {cureBody, goButton, mark, seeButton, stub} from './finding.ts';
import {unknownBody, unknownStub, waivedBody} from './unchecked.ts';
import {type Said, element, inARow, say} from './words.ts';

/** A row, and by which finding it has its place. */
export interface Placed {
  lead: Finding;
  node: HTMLElement;
}

const inOrder = inOrderOfHarm(rules);

/** `receipts` stand where the rows stood that they were. */
export function todoRows(audited: Audited, receipts: readonly Placed[]): Node[] {
  const {rows, advice} = todoOf(audited.report);
  const unknown = audited.report.findings.filter(({outcome}) => outcome === 'unknown');
  const waived = audited.report.findings.filter(({outcome}) => outcome === 'waived');
  const placed = [...receipts, ...rows.map(row => ({lead: row[0][0], node: rowOf(row, audited, 'todo')}))];
  return [
    ...placed.toSorted((a, b) => inOrder(a.lead, b.lead)).map(({node}) => node),
    ...advice.length ? [adviceRow(advice, audited)] : [],
    ...unknown.length ? [foldedRow('unknown', new Set(unknown.map(({rule}) => rule)).size, unknown.map(unknownStub), () => unknownBody(unknown, audited))] : [],
    ...waived.length ? [foldedRow('waived', acceptedCuresOf(waived).length, [waivedBody(waived, audited)])] : [],
  ];
}

/** A row for one change, or for the same change in several places; of one group one is unfolded at a time. */
function rowOf(row: Row, audited: Audited, group: string): HTMLElement {
  return row.length === 1 ? singleRow(row[0], audited, group) : severalRow(row, audited, group);
}

function singleRow(cure: Cure, audited: Audited, group: string): HTMLElement {
  return asFinding(filledRow(cure, whoseLine([cure], audited), [goButton(cure, audited)]), cure, audited, group);
}

function severalRow(row: Row, audited: Audited, group: string): HTMLElement {
  const button = seeButton(rowId(row));
  button.textContent = text('page_see_each', {count: row.length});
  const node = filledRow(row[0], whoseLine(row, audited), [button]);
  detailsOf(node, group).id = rowId(row);
  fill(node, {body: row.flat().map(stub)});
  later(node, 'body', () => [fill(clone('places'), {places: row.map(cure => placeRow(cure, audited, group))})]);
  return node;
}

/** The id of what unfolds a row. */
export function rowId(row: Row): string {
  return row.length === 1 ? anchorOf(row[0]) : `each-${anchorOf(row[0])}`;
}

/** Where what is to be done about a cure stands. */
export function rowIdOf(cure: Cure, report: Report): string {
  const row = todoOf(report).rows.find(candidate => candidate.some(other => anchorOf(other) === anchorOf(cure)));
  return row ? rowId(row) : 'row-advice';
}

/** One place of several: whose it is, and its own button. */
function placeRow(cure: Cure, audited: Audited, group: string): HTMLElement {
  const node = fill(clone('place'), {title: whoseLine([cure], audited), go: [described(goButton(cure, audited), titleText(cure))]});
  node.dataset['key'] = anchorOf(cure);
  return asFinding(node, cure, audited, `${group}-${nameOfRow(cure)}`);
}

/** What unfolds is the worst finding of a cure, and holds the others. */
function asFinding(node: HTMLElement, cure: Cure, audited: Audited, group: string): HTMLElement {
  const details = mark(detailsOf(node, group), cure[0]);
  details.id = anchorOf(cure);
  details.classList.add('finding');
  fill(node, {body: cure.slice(1).map(stub)});
  later(node, 'body', () => cureBody(cure, audited));
  return node;
}

function filledRow(cure: Cure, whose: Said, go: HTMLElement[]): HTMLElement {
  const {key, data} = titleOf(cure[0]);
  const node = fill(clone('row'), {level: clone(`level-${cure[0].severity}`), title: say(key, data), whose, go});
  for (const button of go) described(button, titleText(cure));
  node.dataset['key'] = nameOfRow(cure);
  node.dataset['level'] = cure[0].severity;
  return node;
}

function titleText([lead]: Cure): string {
  const {key, data} = titleOf(lead);
  return text(key, data);
}

/** Buttons of one name are told apart by what they are about. */
export function described(button: HTMLElement, about: string): HTMLElement {
  button.setAttribute('aria-description', about);
  return button;
}

function detailsOf(row: HTMLElement, group: string): HTMLElement {
  const details = row.querySelector('details')!;
  details.setAttribute('name', group);
  return details;
}

/** Of more names than this the first two are told, and the others counted. */
const FEW = 3;

/** Whose it is: accounts by name, and of one change also the server; what belongs to none is Thunderbird's. */
export function whoseLine(row: readonly Cure[], {snapshot}: Audited): Said {
  const names = [...new Set(row.flatMap(cure => owners(cure, snapshot)))];
  if (names.length > FEW) return say('page_names_more', {first: names[0]!, second: names[1]!, count: names.length - 2});
  const host = row.length === 1 ? hostOf(row[0]!, snapshot) : undefined;
  const parts = names.length ? inARow(names) : say('page_whole_thunderbird');
  return [...parts, ...host && !names.includes(host) ? [' · ', element('bdi', [host])] : []];
}

function adviceRow(advice: readonly Row[], audited: Audited): HTMLElement {
  const node = plainRow('advice', say('page_advice', {count: changesIn(advice)}));
  fill(node, {body: advice.flat(2).map(stub)});
  later(node, 'body', () => [fill(clone('places'), {places: advice.map(row => rowOf(row, audited, 'advice'))})]);
  return node;
}

function foldedRow(kind: 'unknown' | 'waived', count: number, body: Node[], build?: () => Node[]): HTMLElement {
  const node = plainRow(kind, say(`page_${kind}_summary`, {count}));
  fill(node, {body});
  if (build) later(node, 'body', build);
  return node;
}

function plainRow(kind: 'advice' | 'unknown' | 'waived', title: Said): HTMLElement {
  const node = fill(clone('row'), {level: clone(`level-${kind}`), title, whose: undefined, go: undefined});
  node.id = `row-${kind}`;
  detailsOf(node, 'todo');
  return node;
}
