import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {paced} from '../src/pace.ts';

const begun: number[] = [];
let takes = 0;
let state = 'old';
let seen = '';

beforeEach(() => {
  vi.useFakeTimers();
  begun.length = 0;
  takes = 0;
});
afterEach(() => { vi.useRealTimers(); });

async function run(): Promise<void> {
  begun.push(performance.now());
  seen = state;
  await new Promise(resolve => setTimeout(resolve, takes));
}

/** Milliseconds from each beginning to the next. */
function gaps(): number[] {
  return begun.slice(1).map((time, i) => time - begun[i]!);
}

it('begins at once, and makes one call of all that come meanwhile, which sees what they are about', async () => {
  const ask = paced(run);
  state = 'old';
  void ask();
  await vi.advanceTimersByTimeAsync(0);
  expect(begun.length).toBe(1);
  for (let i = 0; i < 200; i++) void ask();
  state = 'new';
  await vi.advanceTimersByTimeAsync(10_000);
  expect(gaps()).toEqual([1000]);
  expect(seen).toBe('new');
});

it('keeps the pace however long they come', async () => {
  const ask = paced(run);
  for (let i = 0; i < 500; i++) {
    void ask();
    await vi.advanceTimersByTimeAsync(10);
  }
  await vi.advanceTimersByTimeAsync(10_000);
  expect(begun.length).toBe(6);
  expect(Math.min(...gaps())).toBeGreaterThanOrEqual(1000);
});

it('never begins while it is at work', async () => {
  takes = 4000;
  const ask = paced(run);
  void ask();
  await vi.advanceTimersByTimeAsync(1500);
  void ask();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(gaps()).toEqual([4000]);
});

it('goes on after a failure, which the one who asked hears of', async () => {
  let isFailing = true;
  const ask = paced(async () => {
    if (isFailing) throw new Error('no');
    await run();
  });
  await expect(ask()).rejects.toThrow('no');
  isFailing = false;
  const next = ask();
  await vi.advanceTimersByTimeAsync(5000);
  await next;
  expect(begun.length).toBe(1);
});
