/** Milliseconds from the beginning of one audit to that of the next: one reads every account, and a change in Thunderbird may be hundreds of events. */
const PACE_MS = 1000;

/**
 * The same function, begun no sooner than a pace after it was last begun, and never while it is at work. However often it is asked for
 * meanwhile, that is one call more: it sees all that has happened by then.
 */
export function paced(run: () => Promise<void>, ms = PACE_MS): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  let begunAt = -Infinity;
  let next: Promise<void> | undefined;

  async function begin(): Promise<void> {
    await last.catch(() => {});
    const wait = begunAt + ms - performance.now();
    if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait));
    next = undefined;
    begunAt = performance.now();
    last = run();
    return last;
  }

  return () => next ??= begin();
}
