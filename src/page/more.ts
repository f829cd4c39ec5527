/** The quiet list: a row for what a reader may want to know or do beside what is to be put right. */
import {bytesHere} from '../facts/kept-mail.ts';
import type {Audited} from '../explain/audited.ts';
import {dayText} from '../explain/dates.ts';
import {language, text} from '../explain/messages.ts';
import {isJudged} from '../snapshot.ts';
import {checkedLists, countChecked} from './checked.ts';
import {type Comparison, comparisonBox} from './compare.ts';
import {clone, fill, later} from './dom.ts';
import {explained} from './explained.ts';
import {managed, policyErrors} from './managed.ts';
import {type Said, say} from './words.ts';

/** `reported`: what became of reports, which storage.local alone knows. */
export function moreRows(audited: Audited, comparison: Comparison, reported: readonly Node[]): Node[] {
  const isEmpty = !audited.snapshot.accounts.some(account => isJudged(account) || account.error !== undefined);
  return [
    ...isEmpty ? [] : [...backup(audited), checked(audited), ...compare(audited, comparison)],
    explanations(audited), ...administrator(audited, reported),
  ];
}

/** Long, and the same for everybody: built when it is unfolded. */
function explanations(audited: Audited): HTMLElement {
  const node = row('explained', say('page_explain_lead'), []);
  later(node, 'body', () => explained(audited));
  return node;
}

function row(name: string, state: Said, body: readonly Node[]): HTMLElement {
  const node = fill(clone('more-row'), {title: text(`page_${name}`), state, body});
  node.id = `row-${name}`;
  return node;
}

/** What Thunderbird's own export and import manage (aboutImport.ftl, export-profile-description). */
const EXPORTABLE_BYTES = 2 * 1024 ** 3;

/** Nothing can see that a backup was made: it is asked, and never changes how anything stands. */
function backup({snapshot}: Audited): HTMLElement[] {
  const {lastBackup: day} = snapshot.program;
  if (day === undefined) return [];
  const bytes = bytesHere(snapshot);
  const box = fill(clone('backup-box'), {
    large: bytes > EXPORTABLE_BYTES ? say('page_backup_large', {size: gigabytes(bytes)}) : undefined,
    forget: day ? text('page_backup_forget') : undefined,
  });
  const input = box.querySelector<HTMLInputElement>('input')!;
  input.max = snapshot.takenAt.slice(0, 10);
  input.value = input.max;
  return [row('backup', day ? say('page_backup_told', {day: dayText(day)}) : say('page_backup_never'), [box])];
}

function gigabytes(bytes: number): string {
  return new Intl.NumberFormat(language(), {style: 'unit', unit: 'gigabyte', maximumFractionDigits: 1}).format(bytes / 1024 ** 3);
}

function checked(audited: Audited): HTMLElement {
  const counts = countChecked(audited);
  return row('checked', say(counts.unknown ? 'page_checked_state_part' : 'page_checked_state', counts), checkedLists(audited));
}

function compare(audited: Audited, comparison: Comparison): HTMLElement[] {
  const box = comparisonBox(audited, comparison);
  return box.length ? [row('compare', say('page_compare_lead'), box)] : [];
}

/** What the administrator has set, with its mistakes; nothing where nothing is managed. */
function administrator(audited: Audited, reported: readonly Node[]): HTMLElement[] {
  const errors = policyErrors(audited.policy);
  const body = [...errors, ...reported, ...managed(audited)];
  if (!body.length) return [];
  const mistakes = audited.policy.errors.length + Number(audited.policy.failure !== undefined);
  const node = row('managed', errors.length ? say('page_managed_mistakes', {count: mistakes}) : [], body);
  if (errors.length) node.querySelector('[data-part="state"]')!.prepend(clone('level-warning'));
  return [node];
}
