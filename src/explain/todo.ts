/** The list of what to do: a row for each change, or for the same change in several places. Pure, so that the page and the text for the help desk say the same. */
import {type Cure, curesOf} from '../cures.ts';
import {groupsOf} from '../grouped.ts';
import {legibleHost} from '../legible.ts';
import {derived} from '../memo.ts';
import {type Report, needsAttention} from '../report.ts';
import type {Snapshot} from '../snapshot.ts';
import {titleOf} from './finding.ts';
import {text} from './messages.ts';
import {namesOf} from './names.ts';

/** Cures of which the same is said: the same problem in several places, each put right by a change of its own. */
export type Row = [Cure, ...Cure[]];

interface Todo {
  /** Critical and warnings, the worst first. */
  rows: Row[];
  advice: Row[];
}

/** How many changes are to be made, which is what the badge counts: a row may stand for several. */
export function changesIn(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + row.length, 0);
}

export const todoOf = derived(({findings}: Report): Todo => {
  const rows = rowsOf(curesOf(findings));
  return {rows: rows.filter(([[lead]]) => needsAttention(lead)), advice: rows.filter(([[lead]]) => !needsAttention(lead))};
});

function rowsOf(cures: readonly Cure[]): Row[] {
  return [...groupsOf(cures, nameOfRow).values()] as Row[];
}

/** What all cures of a row have in common: its severity, and every word of its title. */
export function nameOfRow([lead]: Cure): string {
  const {key, data} = titleOf(lead);
  return `${lead.severity} ${text(key, data)}`;
}

/** Whose a cure is: the names of its accounts; none for what belongs to no account. */
export function owners([lead]: Cure, snapshot: Snapshot): string[] {
  return namesOf(lead.accountIds, snapshot);
}

/** The server that a cure is about, as it may be shown; undefined where it is about none. */
export function hostOf([{subjectId}]: Cure, {incomingServers, outgoingServers}: Snapshot): string | undefined {
  const hostname = [...incomingServers, ...outgoingServers].find(({key, type}) => key === subjectId && type !== 'local')?.hostname;
  return hostname && legibleHost(hostname);
}
