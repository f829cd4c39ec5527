/** What fails and what was put right, in storage.local. No report has it. */
import {changeKept, readKept} from './kept.ts';
import {type Judged, type Ledger, emptyLedger, isSame, ledgerAfter} from './receipts.ts';
import type {Report} from './report.ts';
import type {Snapshot} from './snapshot.ts';

export async function readLedger(): Promise<Ledger> {
  return {...emptyLedger(), ...await readKept('ledger')};
}

/** Notes what was read and judged; nothing is written where that is nothing new. @returns the ledger as it is now */
export async function noteReading(report: Report, snapshot: Snapshot): Promise<Ledger> {
  let after = emptyLedger();
  await changeKept('ledger', kept => {
    const before = {...emptyLedger(), ...kept};
    after = ledgerAfter(before, report, snapshot);
    return after === before ? kept : after;
  });
  return after;
}

/** Takes receipts away for good; what fails again gets a new one. */
export async function hideReceipts(hidden: readonly Judged[]): Promise<void> {
  await changeKept('ledger', (before = {}) => ({
    ...before, receipts: (before.receipts ?? []).filter(receipt => !hidden.some(entry => isSame(entry, receipt))),
  }));
}
