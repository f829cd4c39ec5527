/**
 * What was put right. A finding that no longer fails because somebody changed what its rule looks at becomes a receipt: what was, what is, since which
 * reading. So that this is seen after a restart too, what fails is kept as it was last seen. Pure: page and background may both note a reading.
 */
import {derived} from './memo.ts';
import type {Finding, JudgedSubject, Report} from './report.ts';
import {ruleOf, rules} from './rules/index.ts';
import type {Snapshot} from './snapshot.ts';

export type Value = string | number | boolean;

/** A rule and what it judged. */
export type Judged = Pick<JudgedSubject, 'rule' | 'subject' | 'subjectId'>;

/** A finding as it was last seen to fail. */
export interface Open extends Judged, Pick<Finding, 'severity' | 'data'> {
  /** What its rule looks at, by field, as far as that may be told. */
  values: Record<string, Value>;
  /** Of what may not be told, or is more than one value: by field, a digest that tells that it changed, and not from what. */
  digests: Record<string, string>;
}

/** Without `from` and `to` where only that it changed may be told. */
export interface Change {
  field: string;
  from?: Value;
  to?: Value;
}

export interface Receipt extends Judged, Pick<Finding, 'severity' | 'data'> {
  /** At least one. */
  changes: Change[];
  /** When it was first read that it is right: ISO 8601, UTC. */
  at: string;
}

export interface Ledger {
  open: Open[];
  /** The newest last. */
  receipts: Receipt[];
  /** When that was read which changed it last: ISO 8601, UTC; '' for never. */
  at: string;
}

/** Nobody reads more; who hides none would have them for ever. */
const MAX_RECEIPTS = 50;

/** Readings overlap by seconds. A clock that was put back by more is believed. */
const OVERLAP_MS = 60_000;

export function emptyLedger(): Ledger {
  return {open: [], receipts: [], at: ''};
}

export function isSame(a: Judged, b: Judged): boolean {
  return a.rule === b.rule && a.subject === b.subject && a.subjectId === b.subjectId;
}

/** What a reading makes of the ledger; the same object where that is nothing new, or where a later one was noted before it. */
export function ledgerAfter(before: Ledger, report: Report, snapshot: Snapshot): Ledger {
  if (isOvertaken(before, report)) return before;
  const outcomeOf = outcomesIn(before, report, snapshot);
  const isUnknown = (entry: Judged) => outcomeOf(entry) === 'unknown';
  const isRight = (entry: Judged) => outcomeOf(entry) === 'pass';
  const open = [...openIn(report, snapshot), ...before.open.filter(isUnknown)];
  const added = before.open.filter(isRight).flatMap(entry => receiptOf(entry, report, snapshot));
  const kept = before.receipts.filter(receipt => isRight(receipt) || isUnknown(receipt));
  const receipts = [...kept, ...added].slice(-MAX_RECEIPTS);
  const isUnchanged = JSON.stringify([open, receipts]) === JSON.stringify([before.open, before.receipts]);
  return isUnchanged ? before : {...before, open, receipts, at: report.takenAt};
}

function isOvertaken({at}: Ledger, {takenAt}: Report): boolean {
  const lag = Date.parse(at) - Date.parse(takenAt);
  return lag > 0 && lag < OVERLAP_MS;
}

type Outcome = 'pass' | Finding['outcome'];

/** What became of what the ledger has; undefined where the rule no longer judges it. What stands in an account that could not be read is unknown. */
function outcomesIn({open, receipts}: Ledger, report: Report, snapshot: Snapshot): (entry: Judged) => Outcome | undefined {
  const asked = new Set([...open, ...receipts].map(({rule}) => rule));
  const outcomes = new Map<string, Outcome>();
  for (const verdict of report.passed) if (asked.has(verdict.rule)) outcomes.set(nameOf(verdict), 'pass');
  for (const finding of report.findings) if (asked.has(finding.rule)) outcomes.set(nameOf(finding), finding.outcome);
  const run = new Set(report.rules);
  const isWhole = [...snapshot.incomingServers, ...snapshot.outgoingServers].every(({key}) => key !== '');
  const isMissed = (entry: Judged) => !isWhole && run.has(entry.rule) && !subjectIn(snapshot, entry);
  return entry => outcomes.get(nameOf(entry)) ?? (isMissed(entry) ? 'unknown' : undefined);
}

function nameOf({rule, subject, subjectId}: Judged): string {
  return [rule, subject, subjectId].join(' ');
}

/** What was not read has no key, so that nothing tells it from others. */
function openIn({findings}: Report, snapshot: Snapshot): Open[] {
  return findings.filter(({outcome, subjectId}) => outcome === 'fail' && subjectId !== '').map(finding => openOf(finding, snapshot));
}

function openOf({rule, subject, subjectId, severity, data}: Finding, snapshot: Snapshot): Open {
  return {rule, subject, subjectId, severity, data, ...stateOf({rule, subject, subjectId}, snapshot)};
}

/** None where nothing that the rule looks at has changed: then it was judged otherwise. */
function receiptOf({values, digests, ...judged}: Open, {takenAt}: Report, snapshot: Snapshot): Receipt[] {
  const changes = changesOf({values, digests}, stateOf(judged, snapshot));
  return changes.length ? [{...judged, changes, at: takenAt}] : [];
}

type State = Pick<Open, 'values' | 'digests'>;

/** Of the fields that were read both times. */
function changesOf(before: State, now: State): Change[] {
  const [was, is] = [before, now].map(({values, digests}) => ({...digests, ...values})) as [State['values'], State['values']];
  const changed = Object.keys(was).filter(field => is[field] !== undefined && is[field] !== was[field]);
  const isTold = (field: string) => field in before.values && field in now.values;
  return changed.map(field => isTold(field) ? {field, from: was[field]!, to: is[field]!} : {field});
}

/** A change of one finding may be a change of all that the same step cures: who turns on encryption changes the port as well. */
const fieldsOf = derived((id: string): readonly string[] => {
  const own = ruleOf({rule: id});
  const together = own.cure ? rules.filter(({cure}) => cure === own.cure) : [own];
  const fields = together.flatMap(({needs, setting}) => [...needs, setting]);
  // What is locked is not what is set.
  return [...new Set(fields)].filter(field => field !== 'locked');
});

function stateOf(judged: Judged, snapshot: Snapshot): State {
  const subject = {...subjectIn(snapshot, judged)} as Record<string, unknown>;
  const read = fieldsOf(judged.rule).filter(field => subject[field] !== undefined);
  return {
    values: Object.fromEntries(read.filter(field => mayBeTold(field, subject[field])).map(field => [field, subject[field] as Value])),
    digests: Object.fromEntries(read.filter(field => !mayBeTold(field, subject[field])).map(field => [field, digestOf(subject[field])])),
  };
}

/** They name a person, or are keys that say nothing to anyone. */
const untold = ['deferredToAccount', 'email', 'junkServerKey', 'localPath', 'outgoingServerKey', 'profilePath', 'username'];

/** An address stands where a server's name should be, now and then. */
function mayBeTold(field: string, value: unknown): value is Value {
  return typeof value !== 'object' && !untold.includes(field) && !(typeof value === 'string' && value.includes('@'));
}

/** FNV-1a of 32 bits: two that are the same by chance cost a receipt. A folder's size changes with each message. */
function digestOf(value: unknown): string {
  const text = JSON.stringify(value, (key, part: unknown) => key === 'bytes' ? undefined : part);
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16);
}

/** The accounts that what was judged belongs to now; undefined where it is gone, or was not read. */
export function accountIdsOf(judged: Judged, snapshot: Snapshot): string[] | undefined {
  const subject = subjectIn(snapshot, judged);
  return subject && (subject.accountIds ?? [judged.subjectId]);
}

type Subject = {accountIds?: string[] | undefined};

function subjectIn(snapshot: Snapshot, {subject, subjectId}: Judged): Subject | undefined {
  return bySubject(snapshot).get(`${subject} ${subjectId}`);
}

const bySubject = derived(({accounts, incomingServers, outgoingServers, identities, program}: Snapshot) => {
  const kinds: [JudgedSubject['subject'], ({id: string} | {key: string})[]][] = [
    ['account', accounts], ['incomingServer', incomingServers], ['outgoingServer', outgoingServers], ['identity', identities], ['thunderbird', [program]],
  ];
  return new Map(kinds.flatMap(([kind, subjects]) => subjects.map(subject => [`${kind} ${'id' in subject ? subject.id : subject.key}`, subject as Subject])));
});
