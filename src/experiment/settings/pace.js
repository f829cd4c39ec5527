// @ts-check
/* Reading takes as long as there are accounts, on the thread that draws Thunderbird: it is done in pieces. */

/** How long, in milliseconds, a read keeps Thunderbird from everything else; and changes are waited for to settle. */
export const PACE = { sliceMs: 5, settleMs: 300 };

/** A function to wait for between one thing that is read and the next: it lets Thunderbird do what else there is to do, whenever it is time. */
export function pacer() {
  let since = Date.now();
  return async () => {
    // In either direction: clocks are set.
    if (Math.abs(Date.now() - since) >= PACE.sliceMs) {
      await /** @type {Promise<void>} */ (new Promise(resolve => Services.tm.dispatchToMainThread(resolve)));
      since = Date.now();
    }
  };
}

/**
 * What `read` gives of each. Meanwhile other reads may go on, and what is read may change or go.
 *
 * @template T, U
 * @param {T[]} items
 * @param {() => Promise<void>} pace
 * @param {(item: T) => U | Promise<U>} read
 */
export async function inSlices(items, pace, read) {
  const told = [];
  for (const item of items) {
    await pace();
    told.push(await read(item));
  }
  return told;
}
