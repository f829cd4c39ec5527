/**
 * What storage.local holds, by key. It outlives our own versions, and a reader's disk may damage it: what has not the shape it should is put aside
 * there, under `putAside`, and everything else goes on. Nothing else in there is touched: it may be from a version to come.
 *
 * `version` says of which version it is: how many of the `migrations` were done.
 *
 * The shapes are checked by hand: a library for that would cost each start of the page more than all the rest of this.
 */
import {isDay} from './days.ts';
import type {Labels} from './explain/labels.ts';
import {isGroup} from './group.ts';
import type {Ledger, Open, Receipt} from './receipts.ts';
import type {Queue} from './report-queue.ts';
import type {SetAside} from './waivers.ts';

interface Kept {
  setAside: SetAside[];
  /** ISO 8601, UTC. */
  lastBackup: string;
  /** As much of it as there is. */
  delivery: Partial<Delivery>;
  labels: Remembered;
  /** As much of it as there is. */
  ledger: Partial<Ledger>;
}

/** What became of the report in the folder. */
export interface Written {
  /** Of the report and the folder. */
  fingerprint: string;
  /** ms since 1970; 0 for never. */
  at: number;
  /** Why the last attempt failed; '' where it did not. */
  problem: string;
}

/** What is still to be handed over, and what was. */
export interface Delivery {
  /** The random id of this profile. */
  profile: string;
  queue: Queue;
  written: Written;
}

/** What Thunderbird told of its labels. */
interface Remembered {
  /** Whose they are: versions, build and language. */
  of: string;
  told: Labels['told'];
}

/** All there is, unchecked. */
type Stored = Record<string, unknown>;

/**
 * Where a shape changes, a function more makes of what the version before kept what this one keeps. It is given all there is, unchecked, also where that is
 * nothing, and returns the keys that change: null for what goes. The first makes version 1 of version 0, which is also what has no version. One that
 * was released stays as it is. Where one throws, all there was is put aside: of what is half migrated nobody knows what it means.
 */
export const migrations: ((before: Stored) => Stored)[] = [];

/** A value in two: what can be used of it, and what cannot. */
interface Sorted<T> {
  usable: T | undefined;
  rest: unknown;
}

type Fits = (value: unknown) => boolean;

const isText: Fits = value => typeof value === 'string';
const isNumber: Fits = value => Number.isFinite(value);
const isYesNo: Fits = value => typeof value === 'boolean';
const isDayText: Fits = value => typeof value === 'string' && isDay(value);
const isMoment: Fits = value => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const isListOf = (fits: Fits): Fits => value => Array.isArray(value) && value.every(fits);
/** Has at least these; a version to come may have more to say. */
const has = <T>(shape: Record<keyof T & string, Fits>): Fits => value => isGroup(value) && Object.entries<Fits>(shape).every(([name, fits]) => fits(value[name]));

const isSetAside = has<SetAside>({rule: isText, subject: isText, subjectId: isText, facts: isText, reason: isText, until: isDayText});

const partsOfDelivery: Record<keyof Delivery, Fits> = {
  profile: value => typeof value === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(value),
  queue: has<Queue>({
    waiting: isListOf(has({id: isText, lines: isText})), fingerprint: isText, queuedAt: isNumber, failures: isNumber, retryAt: isNumber,
    isDown: isYesNo, problem: isText, sentAt: isNumber,
  }),
  written: has<Delivery['written']>({fingerprint: isText, at: isNumber, problem: isText}),
};

const isValue: Fits = value => isText(value) || isNumber(value) || isYesNo(value);
const isMapOf = (fits: Fits): Fits => value => isGroup(value) && Object.values(value).every(fits);
const judged = {rule: isText, subject: isText, subjectId: isText, severity: isText, data: isMapOf(value => isText(value) || isNumber(value) || isListOf(isText)(value))};
const isChange: Fits = value => isGroup(value) && isText(value['field']) && [value['from'], value['to']].every(each => each === undefined || isValue(each));

const partsOfLedger: Record<keyof Ledger, Fits> = {
  open: isListOf(has<Open>({...judged, values: isMapOf(isValue), digests: isMapOf(isText)})),
  receipts: isListOf(has<Receipt>({...judged, changes: isListOf(isChange), at: isMoment})),
  at: isText,
};

const sort: {[K in keyof Kept]: (value: unknown) => Sorted<Kept[K]>} = {
  setAside: value => Array.isArray(value) ? {usable: value.filter(isSetAside), rest: listed(value.filter(entry => !isSetAside(entry)))} : nothingOf(value),
  lastBackup: wholeIf(isDayText),
  delivery: value => isGroup(value) ? partsIf(value, partsOfDelivery) : nothingOf(value),
  labels: wholeIf(has<Remembered>({of: isText, told: isMapOf(isText)})),
  ledger: value => isGroup(value) ? partsIf(value, partsOfLedger) : nothingOf(value),
};

/** What there is under a key, as far as it can be used. */
export async function readKept<K extends keyof Kept>(key: K): Promise<Kept[K] | undefined> {
  const {usable, rest, migrated} = await sorted(key);
  if (rest !== undefined || migrated) await locked(() => clean(key)).catch(error => console.error(`What is kept as ${key} was not put in order:`, error));
  return usable;
}

/** Replaces what there is under a key by what is made of it, undefined by nothing, unless that is the same object; whoever else does the same meanwhile waits, in whatever page. */
export function changeKept<K extends keyof Kept>(key: K, change: (before: Kept[K] | undefined) => Kept[K] | undefined): Promise<void> {
  return locked(async () => {
    const {usable, version} = await clean(key);
    const changed = change(usable);
    if (changed !== usable) await messenger.storage.local.set({[key]: changed ?? null, version});
  });
}

/** storage.local itself knows no transaction. */
function locked<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks.request('storage', work);
}

/** What migrating changes, and why it failed if it did. */
interface Migration {
  migrated?: Stored;
  failure?: string;
}

/** In one read, but where there is something to migrate. */
async function sorted<K extends keyof Kept>(key: K): Promise<Sorted<Kept[K]> & Migration & {version: number}> {
  const found = await messenger.storage.local.get([key, 'version']);
  const all = versionOf(found) < migrations.length ? await messenger.storage.local.get() : found;
  const migration = migrate(all);
  const now = {...all, ...migration.migrated};
  const {[key]: value} = now;
  const parts = value === undefined || value === null ? {usable: undefined, rest: undefined} : sort[key](value);
  return {...parts, ...migration, version: versionOf(now)};
}

/** What is not the number of a version is as much as none. */
function versionOf({version}: Stored): number {
  return Number.isSafeInteger(version) ? Math.max(Number(version), 0) : 0;
}

/** What is still to be changed; nothing of what is from a version to come. */
function migrate(before: Stored): Migration {
  const due = migrations.slice(versionOf(before));
  if (!due.length) return {};
  const version = {version: migrations.length};
  try {
    return {migrated: due.reduce((changes, next) => ({...changes, ...next({...before, ...changes})}), version)};
  } catch (error) {
    return {migrated: {...allAside(before), ...version}, failure: String(error)};
  }
}

function allAside({putAside, ...all}: Stored): Stored {
  return {...Object.fromEntries(Object.keys(all).map(key => [key, null])), ...withAside(putAside, 'all', all)};
}

/** Writes what was migrated; puts aside what cannot be used, and names it: it is not met again. @returns what can, and of which version all is now */
async function clean<K extends keyof Kept>(key: K): Promise<{usable: Kept[K] | undefined; version: number}> {
  const {usable, rest, version, migrated, failure} = await sorted(key);
  if (failure) console.error('What an older version kept could not be migrated: all of it is under “putAside” now.', failure);
  // In one write: a page that is closed between two would leave it to be put aside again. null is nothing.
  const changes = {...migrated, ...rest !== undefined && {...await aside(key, rest, migrated), [key]: usable ?? null}};
  if (Object.keys(changes).length) await messenger.storage.local.set(changes);
  return {usable, version};
}

async function aside(key: string, rest: unknown, migrated: Stored | undefined): Promise<Stored> {
  const {putAside}: Stored = {...await messenger.storage.local.get('putAside'), ...migrated};
  console.error(`What was kept as ${key} is not as it should be: that part of it is under “putAside” now.`);
  return withAside(putAside, key, rest);
}

function withAside(putAside: unknown, key: string, rest: unknown): Stored {
  const before = isGroup(putAside) ? putAside : {};
  return {putAside: {...before, [key]: [before[key] ?? [], rest].flat()}};
}

function wholeIf<T>(fits: Fits) {
  return (value: unknown): Sorted<T> => fits(value) ? {usable: value as T, rest: undefined} : nothingOf(value);
}

function partsIf<T>(value: Record<string, unknown>, parts: Record<keyof T & string, Fits>): Sorted<Partial<T>> {
  const isWrong = (name: string) => value[name] !== undefined && Object.hasOwn(parts, name) && !parts[name as keyof T & string](value[name]);
  const wrong = Object.keys(value).filter(isWrong);
  const only = (isWanted: (name: string) => boolean) => Object.fromEntries(Object.entries(value).filter(([name]) => isWanted(name)));
  return {usable: only(name => !wrong.includes(name)) as Partial<T>, rest: wrong.length ? only(name => wrong.includes(name)) : undefined};
}

function nothingOf<T>(value: unknown): Sorted<T> {
  return {usable: undefined, rest: value};
}

function listed(entries: unknown[]): unknown[] | undefined {
  return entries.length ? entries : undefined;
}
