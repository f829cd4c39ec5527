import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {readLastBackup} from '../src/backup.ts';
import {readDelivery} from '../src/delivery.ts';
import {changeKept, migrations, readKept} from '../src/kept.ts';
import {readLedger} from '../src/ledger.ts';
import {emptyLedger} from '../src/receipts.ts';
import {emptyQueue} from '../src/report-queue.ts';
import {readSetAside} from '../src/set-aside.ts';
import type {SetAside} from '../src/waivers.ts';
import {takeFrom} from './helpers/stored.ts';

let stored: Record<string, unknown> = {};
vi.stubGlobal('messenger', {storage: {local: {
  get: async (keys?: string | string[]) => takeFrom(stored, keys),
  set: async (entries: object) => void Object.assign(stored, structuredClone(entries)),
}}});

const profile = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const entry = {rule: 'local-copies-off', subject: 'incomingServer', subjectId: 'server1', facts: '[]', reason: 'Small disk', until: '2027-05-20'};
const queue = {...emptyQueue(), waiting: [{id: 'a', lines: '{}\n'}]};
const written = {fingerprint: 'x', at: 5, problem: ''};

const judged = {rule: 'local-copies-by-age', subject: 'incomingServer', subjectId: 'server1', severity: 'warning', data: {days: 30, some: ['x']}};
const open = {...judged, values: {autoSyncMaxAgeDays: 30, offlineDownload: true}, digests: {folders: 'a'}};
const receipt = {...judged, changes: [{field: 'autoSyncMaxAgeDays', from: 30, to: -1}, {field: 'folders'}], at: '2026-11-28T17:00:00.000Z'};
const ledger = {open: [open], receipts: [receipt], at: '2026-11-28T17:00:00.000Z'};

beforeEach(() => {
  stored = {};
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => { vi.restoreAllMocks(); });

function named(): number {
  return vi.mocked(console.error).mock.calls.length;
}

describe('what has not the shape it should is put aside, once, and named once', () => {
  it.each<[unknown, object[]]>([
    ['nobody knows', []], [{0: entry}, []], [7, []],
    [[entry, 'what?'], [entry]], [[{...entry, until: 'soon'}, entry], [entry]], [[{...entry, until: '2027-02-31'}], []], [[null], []],
    [[{...entry, reason: undefined}], []],
  ])('set aside: %j', async (value, usable) => {
    stored = {setAside: value};
    expect(await readSetAside()).toEqual(usable);
    expect(named()).toBe(1);
    expect(stored['putAside']).toBeDefined();
    expect(await readSetAside()).toEqual(usable);
    expect(named()).toBe(1);
  });
  it.each([['yesterday'], [''], [5], [{day: '2026-11-01'}], ['2026-02-31']])('the day of the last backup: %j', async value => {
    stored = {lastBackup: value};
    expect(await readLastBackup()).toBe('');
    expect(stored).toEqual({lastBackup: null, putAside: {lastBackup: [value]}});
    expect(named()).toBe(1);
  });
  it.each<[object, object, object]>([
    [{profile, queue: 'broken', written}, {profile, queue: emptyQueue(), written}, {queue: 'broken'}],
    [{profile, queue: {...queue, waiting: {}}, written}, {profile, queue: emptyQueue(), written}, {queue: {...queue, waiting: {}}}],
    [{profile, queue: {...queue, retryAt: 'later'}, written}, {profile, queue: emptyQueue(), written}, {queue: {...queue, retryAt: 'later'}}],
    [{profile, queue, written: 0}, {profile, queue, written: {fingerprint: '', at: 0, problem: ''}}, {written: 0}],
  ])('of the delivery only the part that is broken: %#', async (value, usable, rest) => {
    stored = {delivery: value};
    expect(await readDelivery()).toEqual(usable);
    expect(stored['putAside']).toEqual({delivery: [rest]});
  });
  it.each<[string, unknown]>([
    ['open', 'all'], ['open', [{...open, values: {x: null}}]], ['open', [{...open, digests: {x: 1}}]], ['open', [{...open, data: {x: {}}}]],
    ['open', [{...open, rule: undefined}]], ['receipts', [null]], ['receipts', [{...receipt, changes: {}}]], ['receipts', [{...receipt, changes: [{from: 1, to: 2}]}]],
    ['receipts', [{...receipt, changes: [{field: 'port', from: {}, to: 2}]}]], ['receipts', [{...receipt, at: 'just now'}]], ['at', 5],
  ])('of what was put right only the part that is broken: %s %j', async (part, value) => {
    stored = {ledger: {...ledger, [part]: value}};
    expect(await readLedger()).toEqual({...ledger, [part]: emptyLedger()[part as keyof typeof ledger]});
    expect(stored['putAside']).toEqual({ledger: [{[part]: value}]});
    expect(named()).toBe(1);
  });
  it('a ledger that is none', async () => {
    stored = {ledger: [receipt]};
    expect(await readLedger()).toEqual(emptyLedger());
    expect(stored['putAside']).toEqual({ledger: [receipt]});
  });
  it('a profile without an id that is one gets a new one, and goes on', async () => {
    stored = {delivery: {profile: '../../etc', queue, written}};
    const {profile: id, ...rest} = await readDelivery();
    expect(id).toMatch(/^[\da-f-]{36}$/);
    expect(rest).toEqual({queue, written});
  });
  it('beside what was put aside before', async () => {
    stored = {lastBackup: 'first', putAside: {lastBackup: ['zeroth'], other: 1}};
    await readLastBackup();
    expect(stored).toEqual({lastBackup: null, putAside: {lastBackup: ['zeroth', 'first'], other: 1}});
  });
  it('even where what was put aside is broken', async () => {
    stored = {lastBackup: 'first', putAside: 'what?'};
    await readLastBackup();
    expect(stored).toEqual({lastBackup: null, putAside: {lastBackup: ['first']}});
  });
  it('by a page that is closed as soon as it has written, no less', async () => {
    let left: Record<string, unknown> = {};
    stored = {lastBackup: 'first'};
    vi.spyOn(messenger.storage.local, 'set').mockImplementationOnce(async entries => { left = {...stored, ...entries}; });
    await readLastBackup();
    stored = left;
    await readLastBackup();
    expect(stored['putAside']).toEqual({lastBackup: ['first']});
  });
});

it('null is nothing', async () => {
  stored = {setAside: null, lastBackup: null, delivery: null, labels: null, ledger: null};
  for (const key of ['setAside', 'delivery', 'lastBackup', 'labels', 'ledger'] as const) expect(await readKept(key)).toBeUndefined();
  expect(named()).toBe(0);
});

it('what fits is left as it is, with what a version to come has to say besides', async () => {
  stored = {setAside: [{...entry, by: 'me'}], delivery: {profile, queue: {...queue, more: 1}, written, routes: [1]}, lastBackup: '2026-11-01', labels: {of: 'x', told: {ok: 'OK'}}, ledger: {...ledger, receipts: [{...receipt, undo: 1}], more: 1}, later: {}, version: 99};
  const before = structuredClone(stored);
  for (const key of ['setAside', 'delivery', 'lastBackup', 'labels', 'ledger'] as const) expect(await readKept(key)).toEqual(before[key]);
  await changeKept('setAside', (all = []) => all);
  await changeKept('delivery', (delivery = {}) => delivery);
  expect(stored).toEqual(before);
  expect(named()).toBe(0);
});

it('those who change the same at the same time wait for each other', async () => {
  await Promise.all([1, 2, 3].map(n => changeKept('setAside', (before = []) => [...before, {...entry, subjectId: `server${n}`}])));
  expect((await readSetAside()).map(({subjectId}) => subjectId)).toEqual(['server1', 'server2', 'server3']);
});

it('what is given back as it was is not written', async () => {
  stored = {setAside: [entry], version: 0};
  const set = vi.spyOn(messenger.storage.local, 'set');
  await changeKept('setAside', before => before);
  await changeKept('ledger', before => before);
  expect(set).not.toHaveBeenCalled();
});

it('where nothing can be written, what is usable is used', async () => {
  stored = {setAside: [entry, 'what?']};
  vi.spyOn(messenger.storage.local, 'set').mockRejectedValue(new Error('The disk is full'));
  expect(await readSetAside()).toEqual([entry]);
});

/** Two changes of shape: the day of the last backup had another name, and what is set aside had no reason. */
const renames = ({backedUp = null}) => ({lastBackup: backedUp, backedUp: null});
const reasons = ({setAside}: {setAside?: unknown}) => Array.isArray(setAside) ? {setAside: setAside.map(each => ({reason: 'Before', ...each}))} : {};
const writes = () => vi.mocked(messenger.storage.local.set).mock.calls;

describe('what an older version kept', () => {
  const {reason: _reason, ...unreasoned} = entry;
  const old = {backedUp: '2026-11-01', setAside: [unreasoned], later: {}};
  const now = {lastBackup: '2026-11-01', backedUp: null, setAside: [{...entry, reason: 'Before'}], later: {}, version: 2};
  const genuine = [...migrations];

  beforeEach(() => {
    migrations.splice(0, Infinity, renames, reasons);
    vi.spyOn(messenger.storage.local, 'set');
    vi.spyOn(messenger.storage.local, 'get');
  });
  afterEach(() => { migrations.splice(0, Infinity, ...genuine); });

  it('is migrated as a whole by the first who reads of it, in one write', async () => {
    stored = structuredClone(old);
    expect(await readKept('setAside')).toEqual(now.setAside);
    expect([stored, writes().length, named()]).toEqual([now, 1, 0]);
  });
  it('is migrated by what is still to be done only', async () => {
    stored = {...old, lastBackup: '2026-12-02', version: 1};
    expect(await readKept('lastBackup')).toBe('2026-12-02');
    expect(stored).toEqual({...now, lastBackup: '2026-12-02', backedUp: '2026-11-01'});
  });
  it('is migrated before it is changed', async () => {
    stored = structuredClone(old);
    await changeKept('lastBackup', before => before === '2026-11-01' ? '2026-12-02' : 'lost');
    expect(stored).toEqual({...now, lastBackup: '2026-12-02'});
  });
  it('is migrated once, by pages and background that start at the same time', async () => {
    stored = structuredClone(old);
    await Promise.all([readKept('setAside'), readKept('lastBackup'), changeKept('setAside', (before = []) => [...before, entry]), readKept('setAside')]);
    expect(stored).toEqual({...now, setAside: [...now.setAside, entry]});
    expect(writes().filter(([entries]) => 'backedUp' in entries)).toHaveLength(1);
  });
  it('is migrated where it is nothing, or damaged: what does not fit then is put aside', async () => {
    expect(await readKept('lastBackup')).toBeUndefined();
    expect(stored).toEqual({lastBackup: null, backedUp: null, version: 2});
    for (const version of ['first', -1, 0.5, null]) {
      stored = {backedUp: 'soon', setAside: 7, version};
      expect(await readKept('lastBackup')).toBeUndefined();
      expect(stored).toEqual({lastBackup: null, backedUp: null, setAside: 7, version: 2, putAside: {lastBackup: ['soon']}});
    }
  });
  it('is used as it would be where it cannot be written', async () => {
    stored = structuredClone(old);
    vi.mocked(messenger.storage.local.set).mockRejectedValueOnce(new Error('The disk is full'));
    expect(await readKept('lastBackup')).toBe('2026-11-01');
    expect(stored).toEqual(old);
  });
  it('is put aside as it is where it cannot be migrated, once, and named once: what comes after is kept as ever', async () => {
    migrations[1] = ({setAside}) => ({setAside: (setAside as SetAside[]).map(each => ({...each, reason: each.reason.trim()}))});
    stored = {...structuredClone(old), putAside: {lastBackup: ['zeroth']}};
    const all = {lastBackup: ['zeroth'], all: [old]};
    expect(await Promise.all([readSetAside(), readLastBackup(), readKept('setAside')])).toEqual([[], '', undefined]);
    expect([stored, named(), writes().length]).toEqual([{setAside: null, backedUp: null, later: null, version: 2, putAside: all}, 1, 1]);
    await changeKept('setAside', (before = []) => [...before, entry]);
    expect(await readSetAside()).toEqual([entry]);
    expect([stored['putAside'], named()]).toEqual([all, 1]);
  });
  it('is put aside before the first change of it, where it cannot be migrated', async () => {
    migrations[0] = () => { throw undefined; };
    stored = structuredClone(old);
    await changeKept('lastBackup', before => before ?? '2026-12-02');
    expect(stored).toEqual({lastBackup: '2026-12-02', setAside: null, backedUp: null, later: null, version: 2, putAside: {all: [old]}});
    expect(named()).toBe(1);
  });
  it('keeps no page empty where it can be neither migrated nor written', async () => {
    migrations[0] = () => { throw new Error('Not thought of'); };
    stored = structuredClone(old);
    vi.mocked(messenger.storage.local.set).mockRejectedValueOnce(new Error('The disk is full'));
    expect(await readSetAside()).toEqual([]);
    expect(stored).toEqual(old);
  });
  it.each([2, 3])('is not what this version kept, nor what one to come did: %i', async version => {
    stored = {...old, version};
    await readKept('lastBackup');
    expect([stored, vi.mocked(messenger.storage.local.get).mock.calls, named()]).toEqual([{...old, version}, [[['lastBackup', 'version']]], 0]);
    await changeKept('lastBackup', () => '2026-12-02');
    expect(stored).toEqual({...old, lastBackup: '2026-12-02', version});
  });
});

it('what is kept now has a version, and is read at once', async () => {
  const get = vi.spyOn(messenger.storage.local, 'get');
  stored = {lastBackup: '2026-11-01'};
  await readKept('lastBackup');
  expect(get).toHaveBeenCalledTimes(1);
  await changeKept('lastBackup', () => '2026-12-02');
  expect(stored).toEqual({lastBackup: '2026-12-02', version: migrations.length});
});
