/**
 * What storage.local holds, by key. It outlives our own versions, and a reader's disk may damage it: what has not the shape it should is put aside
 * there, under `putAside`, and everything else goes on. Nothing else in there is touched: it may be from a version to come.
 *
 * The shapes are checked by hand: a library for that would cost each start of the page more than all the rest of this.
 */
import {isDay} from './days.ts';
import type {Delivery} from './delivery.ts';
import {isGroup} from './group.ts';
import type {Remembered} from './read-labels.ts';
import type {Queue} from './report-queue.ts';
import type {SetAside} from './waivers.ts';

interface Kept {
  setAside: SetAside[];
  /** ISO 8601, UTC. */
  lastBackup: string;
  /** As much of it as there is. */
  delivery: Partial<Delivery>;
  labels: Remembered;
}

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

const sort: {[K in keyof Kept]: (value: unknown) => Sorted<Kept[K]>} = {
  setAside: value => Array.isArray(value) ? {usable: value.filter(isSetAside), rest: listed(value.filter(entry => !isSetAside(entry)))} : nothingOf(value),
  lastBackup: wholeIf(isDayText),
  delivery: value => isGroup(value) ? partsIf(value, partsOfDelivery) : nothingOf(value),
  labels: wholeIf(has<Remembered>({of: isText, told: value => isGroup(value) && Object.values(value).every(isText)})),
};

/** What there is under a key, as far as it can be used. */
export async function readKept<K extends keyof Kept>(key: K): Promise<Kept[K] | undefined> {
  const {usable, rest} = await sorted(key);
  if (rest !== undefined) await locked(() => clean(key)).catch(error => console.error(`What is wrong under ${key} was not put aside:`, error));
  return usable;
}

/** Replaces what there is under a key by what is made of it; whoever else does the same meanwhile waits, in whatever page. */
export function changeKept<K extends keyof Kept>(key: K, change: (before: Kept[K] | undefined) => Kept[K]): Promise<void> {
  return locked(async () => {
    await messenger.storage.local.set({[key]: change(await clean(key))});
  });
}

/** storage.local itself knows no transaction. */
function locked<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks.request('storage', work);
}

async function sorted<K extends keyof Kept>(key: K): Promise<Sorted<Kept[K]>> {
  const {[key]: value} = await messenger.storage.local.get(key);
  return value === undefined || value === null ? {usable: undefined, rest: undefined} : sort[key](value);
}

/** Puts aside what cannot be used, and names it: it is not met again. @returns what can */
async function clean<K extends keyof Kept>(key: K): Promise<Kept[K] | undefined> {
  const {usable, rest} = await sorted(key);
  if (rest === undefined) return usable;
  const {putAside} = await messenger.storage.local.get('putAside');
  const before = isGroup(putAside) ? putAside : {};
  console.error(`What was kept as ${key} is not as it should be: that part of it is under “putAside” now.`);
  // In one write: a page that is closed between two would leave it to be put aside again. null is nothing.
  await messenger.storage.local.set({putAside: {...before, [key]: [before[key] ?? [], rest].flat()}, [key]: usable ?? null});
  return usable;
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
