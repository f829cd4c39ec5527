/** What is said of what was put right: pure, and of one thing what all its findings that one change cured say together. */
import {type Cure, curesOf} from '../cures.ts';
import {isWithoutTLS} from '../facts/connection.ts';
import {type Change, type Receipt, type Value, accountIdsOf, isSame} from '../receipts.ts';
import type {Finding} from '../report.ts';
import type {Snapshot, SocketType} from '../snapshot.ts';
import type {Audited} from './audited.ts';
import {dayText, timeText} from './dates.ts';
import {labelOf, valueOf} from './fields.ts';
import {keyOf, titleOf} from './finding.ts';
import {type Piece, text} from './messages.ts';
import {type Sentence, sentence} from './sentence.ts';
import {stepsLeft} from './steps.ts';

export interface PutRight {
  /** The findings as they were, the worst first. */
  cure: Cure;
  /** What is so now. */
  title: Sentence;
  /** What was so. */
  was: Sentence;
  changes: ToldChange[];
  readAgain: Sentence;
  /** What is still to be done. */
  steps: Piece[][];
}

/** In Thunderbird's words. Where only that it changed may be told, `to` says so, and there is no `from`. */
export interface ToldChange {
  field: string;
  label: string;
  from?: string;
  to: string;
}

/** What was put right, the newest first; nothing of what is no longer there, or no longer judged. */
export function putRight(receipts: readonly Receipt[], audited: Audited): PutRight[] {
  const findings = receipts.flatMap(receipt => asItWas(receipt, audited));
  const all = curesOf(findings).map(cure => ({cure, mine: receiptsOf(cure, receipts)}));
  return all.toSorted((a, b) => latest(b.mine).localeCompare(latest(a.mine))).map(({cure, mine}) => told(cure, mine, audited));
}

/** Of whom it is now. */
function asItWas(receipt: Receipt, {report, snapshot}: Audited): Finding[] {
  const {rule, subject, subjectId, severity, data} = receipt;
  const accountIds = accountIdsOf(receipt, snapshot);
  return accountIds && report.rules.includes(rule) ? [{rule, subject, subjectId, accountIds, severity, data, outcome: 'fail'}] : [];
}

/** The oldest first. */
function receiptsOf(cure: Cure, receipts: readonly Receipt[]): Receipt[] {
  return receipts.filter(receipt => cure.some(finding => isSame(finding, receipt))).toSorted((a, b) => a.at.localeCompare(b.at));
}

function latest(receipts: readonly Receipt[]): string {
  return receipts.at(-1)!.at;
}

function told(cure: Cure, receipts: readonly Receipt[], audited: Audited): PutRight {
  const [lead] = cure;
  return {
    cure,
    title: sentence(keyOf(lead, 'passed')),
    was: titleOf(lead),
    changes: toldChanges(joined(receipts), securityOf(lead, audited.snapshot)),
    readAgain: sentence('page_receipt_read', {time: timeText(latest(receipts))}),
    steps: stepsLeft(cure, audited),
  };
}

/** From what was first to what was last. */
function joined(receipts: readonly Receipt[]): Change[] {
  const byField = new Map<string, Change>();
  for (const change of receipts.flatMap(({changes}) => changes)) {
    const {from} = byField.get(change.field) ?? change;
    byField.set(change.field, from === undefined ? change : {...change, from});
  }
  return [...byField.values()];
}

/** As it is now: it was the same before where it is not among what changed. */
function securityOf({subjectId}: Finding, {incomingServers, outgoingServers}: Snapshot): SocketType | undefined {
  return [...incomingServers, ...outgoingServers].find(({key}) => key === subjectId)?.socketType;
}

function toldChanges(changes: readonly Change[], now: SocketType | undefined): ToldChange[] {
  const security = changes.find(({field}) => field === 'socketType');
  return changes.map(({field, from, to}) => ({
    field,
    label: labelOf(field),
    ...from !== undefined && {from: valueText(field, from, isEncrypted(security?.from ?? now))},
    to: to === undefined ? text('page_receipt_changed') : valueText(field, to, isEncrypted(security?.to ?? now)),
  }));
}

function isEncrypted(socketType: Change['from']): boolean {
  return !isWithoutTLS({socketType: socketType as SocketType | undefined});
}

function valueText(field: string, value: Value, isSafe: boolean): string {
  if (value === '') return text('page_value_nothing');
  return field === 'lastBackup' ? dayText(String(value)) : valueOf(field, value, isSafe);
}
