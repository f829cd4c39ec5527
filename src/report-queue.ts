/**
 * The reports that wait to be sent, as plain data. What is in the queue is promised: it leaves only when the receiver has
 * taken it. While the queue is full nothing more is promised; what has changed by then is queued when there is room again.
 */
import {DAY} from './days.ts';

/** The most that waits, in reports and in characters: a year of weekly reports. */
const MAX_REPORTS = 52;
const MAX_LENGTH = 4_000_000;

const MINUTE = 60_000;
/** After a failure the wait doubles, from a minute up to this. */
const MAX_WAIT = 6 * 60 * MINUTE;

export interface Queued {
  /** The report's own UUID, the same however often it is sent. */
  id: string;
  /** What is sent: its events, a line each. */
  lines: string;
}

export interface Queue {
  waiting: Queued[];
  /** Of the report queued last, and when (ms since 1970). */
  fingerprint: string;
  queuedAt: number;
  /** Attempts that have failed since the last that did not, and when the next is due (ms since 1970). */
  failures: number;
  retryAt: number;
  /** Whether the last attempt found nobody who takes reports; a report that was refused keeps no new one waiting. */
  isDown: boolean;
  /** Why the last attempt failed; '' where it did not. */
  problem: string;
  /** When a report was taken last (ms since 1970); 0 for never. */
  sentAt: number;
}

export function emptyQueue(): Queue {
  return {waiting: [], fingerprint: '', queuedAt: 0, failures: 0, retryAt: 0, isDown: false, problem: '', sentAt: 0};
}

/** Whether a report has something to say: it differs from the one queued last, or that was too long ago. */
export function isDue(queue: Queue, fingerprint: string, everyDays: number, now: number): boolean {
  return fingerprint !== queue.fingerprint || isOld(queue.queuedAt, everyDays, now);
}

/** Whether a moment is so many days from now, in either direction: clocks are set. */
export function isOld(time: number, days: number, now: number): boolean {
  return Math.abs(now - time) >= days * DAY;
}

/** Adds a report; the same queue where there is no room. */
export function enqueue(queue: Queue, report: Queued, fingerprint: string, now: number): Queue {
  const length = queue.waiting.reduce((sum, {lines}) => sum + lines.length, report.lines.length);
  const isFull = queue.waiting.length >= MAX_REPORTS || queue.waiting.length > 0 && length > MAX_LENGTH;
  if (isFull) return queue;
  return {...queue, waiting: [...queue.waiting, report], fingerprint, queuedAt: now, retryAt: queue.isDown ? queue.retryAt : 0};
}

/** Whether it is time for an attempt. A clock that was set back does not make reports wait for longer than they ever would. */
export function isTime({waiting, retryAt}: Queue, now: number): boolean {
  return waiting.length > 0 && (now >= retryAt || retryAt - now > 2 * MAX_WAIT);
}

export function sent(queue: Queue, id: string, now: number): Queue {
  return {...queue, waiting: queue.waiting.filter(report => report.id !== id), sentAt: now};
}

/** All of an attempt went well. */
export function succeeded(queue: Queue): Queue {
  return {...queue, failures: 0, retryAt: 0, isDown: false, problem: ''};
}

/** @param chance from 0 to 1, so that computers that failed together do not come back together */
export function failed(queue: Queue, problem: string, isDown: boolean, now: number, chance: number): Queue {
  const wait = Math.min(MINUTE * 2 ** queue.failures, MAX_WAIT) * (1 + chance / 2);
  return {...queue, failures: queue.failures + 1, retryAt: now + wait, isDown, problem};
}
