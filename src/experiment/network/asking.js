// @ts-check
/* Asking the net, and everything that may take too long. */

import { systemGlobal, timers } from "../thunderbird.js";

export const LIMITS = { getMs: 10_000, postMs: 60_000, writeMs: 60_000, answerBytes: 200_000 };

/**
 * Asks without a word about who asks. Time and text are limited here, what stands before the text by Thunderbird
 * (network.http.max_response_header_size).
 *
 * @param {string} url
 * @param {RequestInit} options
 * @param {number} limitMs
 * @returns {Promise<{ status: number, text: string | null }>} null: more than the limit, and the rest was not fetched. A redirect is not followed: then
 *   Thunderbird does not tell its status either, and it is 300
 * @throws where there is no whole answer in time: one that breaks off is none
 */
export async function ask(url, options, limitMs) {
  const { fetch } = systemGlobal();
  return within(limitMs, async signal => {
    const response = await fetch(url, {
      ...options,
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      redirect: "manual",
      signal,
    });
    return { status: response.type == "opaqueredirect" ? 300 : response.status, text: await textOf(response) };
  });
}

/** @param {Response} response */
async function textOf({ body }) {
  const { TextDecoder } = systemGlobal();
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let bytes = 0; ; ) {
    const { value } = (await reader?.read()) ?? {};
    if (!value) {
      return text + decoder.decode();
    }
    bytes += value.length;
    if (bytes > LIMITS.answerBytes) {
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}

/**
 * What a task gives, or a rejection when its time is over. Either way its signal then tells it to leave off.
 *
 * @template T
 * @param {number} limitMs
 * @param {(signal: AbortSignal) => Promise<T>} task
 */
export async function within(limitMs, task) {
  const { AbortController } = systemGlobal();
  const { setTimeout, clearTimeout } = timers();
  const controller = new AbortController();
  /** @type {number | undefined} */
  let timer;
  const late = /** @type {Promise<never>} */ (new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${limitMs / 1000} s`)), limitMs);
  }));
  try {
    return await Promise.race([task(controller.signal), late]);
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
}
