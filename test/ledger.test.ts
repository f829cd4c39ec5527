import {beforeEach, describe, expect, it, vi} from 'vitest';
import {audit} from '../src/audit.ts';
import {hideReceipts, noteReading, readLedger} from '../src/ledger.ts';
import type {Ledger} from '../src/receipts.ts';
import {rules} from '../src/rules/index.ts';
import type {Snapshot} from '../src/snapshot.ts';
import {incomingServer, snapshot} from './helpers/make.ts';
import {takeFrom} from './helpers/stored.ts';

let stored: Record<string, unknown> = {};
const set = vi.fn(async (entries: object) => void Object.assign(stored, structuredClone(entries)));
vi.stubGlobal('messenger', {storage: {local: {get: async (keys?: string | string[]) => takeFrom(stored, keys), set}}});

const wrong = snapshot({incomingServers: [incomingServer({autoSyncMaxAgeDays: 30, socketType: 'plain', port: 143})]});
const right = snapshot({takenAt: '2026-11-21T09:00:00.000Z'});
const note = (taken: Snapshot) => noteReading(audit(taken, rules, {rules: {}}), taken);
const named = ({open, receipts}: Ledger) => [open.map(({rule}) => rule).toSorted(), receipts.map(({rule}) => rule).toSorted()];
const all = ['incoming-plaintext', 'local-copies-by-age', 'unprotected-password'];

beforeEach(() => {
  stored = {};
  set.mockClear();
});

describe('a reading', () => {
  it('is noted, and what it makes of the ledger is told and kept', async () => {
    expect(named(await note(wrong))).toEqual([all, []]);
    expect(named(await note(right))).toEqual([[], all]);
    expect(named(await readLedger())).toEqual([[], all]);
  });
  it('in which nothing is new is not written: not where all is well, nor where the same fails', async () => {
    await note(right);
    expect(set).not.toHaveBeenCalled();
    await note(wrong);
    await note({...wrong, takenAt: '2026-11-22T08:00:00.000Z'});
    expect(set).toHaveBeenCalledTimes(1);
  });
  it('is noted once by page and background that read at the same time', async () => {
    await note(wrong);
    const [one, other] = await Promise.all([note(right), note(right)]);
    expect(one).toEqual(other);
    expect(set).toHaveBeenCalledTimes(2);
  });
  it('is noted in what a version to come has kept, which stays', async () => {
    await note(wrong);
    stored = {ledger: {...stored['ledger'] as object, more: 1}};
    await note(right);
    expect(stored['ledger']).toMatchObject({more: 1, open: []});
  });
});

describe('what the reader hides', () => {
  it('is gone, and stays so; the others stay', async () => {
    await note(wrong);
    const {receipts} = await note(right);
    await hideReceipts(receipts.filter(({rule}) => rule !== 'local-copies-by-age'));
    expect(named(await readLedger())).toEqual([[], ['local-copies-by-age']]);
    expect(named(await note(right))).toEqual([[], ['local-copies-by-age']]);
  });
  it('comes back where it fails and is put right again', async () => {
    await note(wrong);
    await hideReceipts((await note(right)).receipts);
    await note({...wrong, takenAt: '2026-11-21T10:00:00.000Z'});
    expect(named(await note({...right, takenAt: '2026-11-21T11:00:00.000Z'}))).toEqual([[], all]);
  });
  it('may be nothing', async () => {
    await hideReceipts([]);
    expect(await readLedger()).toEqual({open: [], receipts: [], at: ''});
  });
});
