/** The queue alone, as plain data: what is in it leaves it only by `sent`, it is never too full, and no wait is for ever. */
import {describe, expect, it} from 'vitest';
import {type Queue, type Queued, emptyQueue, enqueue, failed, isDue, isTime, sent, succeeded} from '../src/report-queue.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const now = Date.parse('2026-11-21T08:00:00Z');

const MAX_REPORTS = 52;
const MAX_LENGTH = 4_000_000;
/** The longest wait for the next attempt: six hours and half of that by chance; and what a clock set back may make of it. */
const LONGEST = 9 * HOUR;
const LONGEST_EVER = 12 * HOUR;

/** Nothing it is given may change: the background keeps the old one until the new one is stored. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

function queued(i: number, length = 10): Queued {
  return {id: `id${i}`, lines: 'x'.repeat(length)};
}

function fill(count: number, queue: Queue = emptyQueue()): Queue {
  return Array.from({length: count}, (_, i) => i).reduce((filled, i) => enqueue(frozen(filled), queued(i), `f${i}`, now), queue);
}

function idsOf({waiting}: Queue): string[] {
  return waiting.map(({id}) => id);
}

function lengthOf({waiting}: Queue): number {
  return waiting.reduce((sum, {lines}) => sum + lines.length, 0);
}

/** As after so many failures in a row. */
function afterFailures(count: number, chance: number, isDown = true): Queue {
  return Array.from({length: count}).reduce<Queue>(queue => failed(frozen(queue), 'HTTP 503', isDown, now, chance), fill(1));
}

describe('an empty queue', () => {
  it('has nothing to send, and everything to say', () => {
    expect(isTime(emptyQueue(), now)).toBe(false);
    expect(isDue(emptyQueue(), 'f', 7, now)).toBe(true);
  });
  it('is another each time', () => {
    expect(emptyQueue()).not.toBe(emptyQueue());
    expect(emptyQueue().waiting).not.toBe(emptyQueue().waiting);
  });
});

describe('enqueue', () => {
  it('puts a report last, and remembers what it said and when', () => {
    const queue = enqueue(frozen(fill(2)), queued(9), 'f9', now + DAY);
    expect(idsOf(queue)).toEqual(['id0', 'id1', 'id9']);
    expect(queue).toMatchObject({fingerprint: 'f9', queuedAt: now + DAY});
  });
  it('leaves the wait of a receiver that is down as it is', () => {
    const queue = afterFailures(3, 0);
    expect(enqueue(frozen(queue), queued(9), 'f9', now)).toMatchObject({failures: 3, retryAt: queue.retryAt, problem: 'HTTP 503'});
  });
  it('does not make a new report wait for one that was refused', () => {
    const queue = enqueue(frozen(afterFailures(3, 0, false)), queued(9), 'f9', now);
    expect(isTime(queue, now)).toBe(true);
    expect(queue).toMatchObject({failures: 3, problem: 'HTTP 503'});
  });
  it('takes 52 reports and not one more: the same queue, so that the report is told when there is room', () => {
    const full = fill(MAX_REPORTS);
    expect(full.waiting).toHaveLength(MAX_REPORTS);
    expect(enqueue(frozen(full), queued(99), 'f99', now + DAY)).toBe(full);
    expect(isDue(full, 'f99', 7, now)).toBe(true);
    expect(idsOf(enqueue(sent(full, 'id7', now), queued(99), 'f99', now)).at(-1)).toBe('id99');
  });
  it.each([[1, MAX_LENGTH - 1, true], [MAX_LENGTH / 2, MAX_LENGTH / 2, true], [1, MAX_LENGTH, false], [MAX_LENGTH / 2, MAX_LENGTH / 2 + 1, false]])(
    'after %i characters, %i more: %s', (first, second, isTaken) => {
      const queue = enqueue(emptyQueue(), queued(1, first), 'f1', now);
      expect(enqueue(frozen(queue), queued(2, second), 'f2', now) !== queue).toBe(isTaken);
    });
  it('takes a report that is too long by itself, alone: it would never be told otherwise', () => {
    const queue = enqueue(emptyQueue(), queued(1, MAX_LENGTH + 1), 'f1', now);
    expect(idsOf(queue)).toEqual(['id1']);
    expect(enqueue(frozen(queue), queued(2, 1), 'f2', now)).toBe(queue);
  });
});

describe('a report is due', () => {
  const queue = frozen(enqueue(emptyQueue(), queued(1), 'same', now));

  it.each<[what: string, fingerprint: string, everyDays: number, after: number, due: boolean]>([
    ['at once where it has changed', 'other', 7, 0, true],
    ['not where it has not', 'same', 7, 0, false],
    ['not a moment before the days are over', 'same', 7, 7 * DAY - 1, false],
    ['when they are', 'same', 7, 7 * DAY, true],
    ['after one day, where that is asked for', 'same', 1, DAY, true],
    ['not after 364 days of 365', 'same', 365, 364 * DAY, false],
    ['after the clock jumped ahead', 'same', 7, 4000 * DAY, true],
    ['not after the clock was set back a little', 'same', 7, -HOUR, false],
    ['after it was set back by as much', 'same', 7, -7 * DAY, true],
    ['after it was set back by years', 'same', 365, -4000 * DAY, true],
    ['at once where it has changed and the clock was set back', 'other', 7, -4000 * DAY, true],
  ])('%s', (_, fingerprint, everyDays, after, due) => {
    expect(isDue(queue, fingerprint, everyDays, now + after)).toBe(due);
  });
  it('once only: what is queued is not due again, whatever the clock was before', () => {
    const again = enqueue(queue, queued(2), 'same', now - 4000 * DAY);
    expect(isDue(again, 'same', 7, now - 4000 * DAY)).toBe(false);
  });
});

describe('it is time', () => {
  it('at once for what was never tried', () => {
    expect(isTime(frozen(fill(1)), now)).toBe(true);
    // However wrong a clock is.
    expect(isTime(fill(1), 0)).toBe(true);
  });
  it.each<[after: number, time: boolean]>([
    [0, false], [MINUTE - 1, false], [MINUTE, true], [4000 * DAY, true], [-HOUR, false], [-LONGEST_EVER, true], [-4000 * DAY, true],
  ])('%i ms after a failure: %s', (after, time) => {
    expect(isTime(frozen(afterFailures(1, 0)), now + after)).toBe(time);
  });
  it('not before, where a wait is six hours and half of that more', () => {
    const queue = afterFailures(20, 1);
    const wait = queue.retryAt - now;
    expect(wait).toBe(9 * HOUR);
    expect([0, 1, HOUR, wait - 1, wait].map(after => isTime(queue, now + after))).toEqual([false, false, false, false, true]);
    // A clock that was set back by more than the rest to twelve hours.
    expect([-3 * HOUR, -3 * HOUR - 1].map(after => isTime(queue, now + after))).toEqual([false, true]);
  });
  it('never where nothing waits', () => {
    expect(isTime(sent(afterFailures(1, 0), 'id0', now), now + DAY)).toBe(false);
  });
  it('within twelve hours, whatever the clock is set to', () => {
    const random = randomOf(1);
    for (let i = 0; i < 2000; i++) {
      const queue = afterFailures(Math.floor(random() * 20), random());
      const clock = now + Math.round((random() - 0.5) * 10 ** (random() * 12));
      expect(isTime(queue, clock) || isTime(queue, clock + LONGEST_EVER)).toBe(true);
    }
  });
});

describe('sent', () => {
  it('takes out that report alone, and notes when', () => {
    expect(sent(frozen(fill(3)), 'id1', now + 5)).toMatchObject({waiting: [{id: 'id0'}, {id: 'id2'}], sentAt: now + 5});
  });
  it('takes out nothing else, where it is not there', () => {
    expect(idsOf(sent(frozen(fill(3)), 'id9', now))).toEqual(['id0', 'id1', 'id2']);
  });
  it('leaves what was queued last as it is: the report is not due again', () => {
    expect(sent(fill(1), 'id0', now)).toMatchObject({fingerprint: 'f0', queuedAt: now});
  });
});

describe('after a failure', () => {
  const doubling = [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360];

  it.each([[0, 1], [1, 1.5], [0.5, 1.25]])('with a chance of %f the wait doubles up to its cap, times %f', (chance, times) => {
    const waits = doubling.map((_, i) => (afterFailures(i + 1, chance).retryAt - now) / MINUTE);
    expect(waits).toEqual(doubling.map(minutes => minutes * times));
  });
  it('the wait has an end, however many there were', () => {
    expect(afterFailures(3000, 1)).toMatchObject({failures: 3000, retryAt: now + LONGEST});
  });
  it('everything is still there, and why it is', () => {
    const queue = fill(3);
    expect(failed(frozen(queue), 'HTTP 401', true, now, 0)).toMatchObject({waiting: queue.waiting, problem: 'HTTP 401', failures: 1, sentAt: 0});
  });
  it('a success starts again from a minute, without a problem', () => {
    const queue = succeeded(frozen(afterFailures(9, 1)));
    expect(queue).toMatchObject({failures: 0, retryAt: 0, problem: '', isDown: false});
    expect(failed(queue, 'HTTP 500', true, now, 0).retryAt).toBe(now + MINUTE);
  });
});

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = state + 0x6D2B79F5 | 0;
    let mixed = Math.imul(state ^ state >>> 15, 1 | state);
    mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed;
    return ((mixed ^ mixed >>> 14) >>> 0) / 2 ** 32;
  };
}

it.each([1, 2, 3, 4, 5])('whatever happens (seed %i), it keeps its bounds, its order, and all that was not sent', seed => {
  const random = randomOf(seed);
  let queue = emptyQueue();
  let promised: string[] = [];
  let wasFull = false;
  for (let i = 0; i < 1000; i++) {
    frozen(queue);
    const action = random();
    if (action < 0.7) {
      const length = Math.floor(MAX_LENGTH * (seed % 2 ? random() ** 4 : random() / 100));
      const next = enqueue(queue, queued(i, length), `f${i}`, now + i);
      if (next === queue) wasFull = true;
      else promised.push(`id${i}`);
      queue = next;
    } else if (action < 0.9) {
      const id = promised[Math.floor(random() * promised.length)] ?? 'none';
      promised = promised.filter(other => other !== id);
      queue = sent(queue, id, now + i);
    } else {
      queue = random() < 0.5 ? failed(queue, 'HTTP 500', random() < 0.5, now + i, random()) : succeeded(queue);
    }
    expect(idsOf(queue)).toEqual(promised);
    expect(queue.waiting.length).toBeLessThanOrEqual(MAX_REPORTS);
    expect(lengthOf(queue)).toBeLessThanOrEqual(MAX_LENGTH);
  }
  expect(wasFull).toBe(true);
});
