/**
 * Reports on their way to the administrator. Only the background calls `deliver`; the page shows what became of it.
 * Everything is kept in storage.local before it is tried, so that it outlives the background and Thunderbird.
 */
import {type Origin, eventsOf, toLines} from './events.ts';
import {type Delivery, changeKept, readKept} from './kept.ts';
import type {Policy} from './policy.ts';
import {can, computerName, postReport, writeReport} from './privileged.ts';
import {emptyQueue, enqueue, failed, isDue, isOld, isTime, sent, succeeded} from './report-queue.ts';
import type {Report} from './report.ts';

/** Days after which an unchanged report goes again, so that an administrator can tell quiet computers from lost ones. */
export const USUAL_DAYS = 7;

/** When a folder that could not be written to is tried again. */
const WRITE_AGAIN_MS = 30 * 60_000;

let last: Promise<unknown> = Promise.resolve();

/** Whether reports are asked for and this edition can send them. */
export function isDelivering({reports}: Policy): boolean {
  return can.report && Boolean(reports.url || reports.folder);
}

/** Sends and writes what is due, one call after another. @returns when to be called again (ms since 1970), if at all */
export function deliver(report: Report, policy: Policy): Promise<number | undefined> {
  const mine = last.then(() => deliverNow(report, policy));
  last = mine.catch(() => {});
  return mine;
}

async function deliverNow(report: Report, policy: Policy): Promise<number | undefined> {
  if (!isDelivering(policy)) return undefined;
  const state = await readDelivery();
  const origin = await originOf(policy, state);
  const fingerprint = await fingerprintOf(report);
  if (policy.reports.folder) await write(state, report, origin, `${fingerprint} ${policy.reports.folder}`, policy);
  const rewriteAt = policy.reports.folder && state.written.problem ? Date.now() + WRITE_AGAIN_MS : undefined;
  if (!policy.reports.url) return rewriteAt;
  // What waits makes room first.
  await sendIfTime(state);
  await queueIfDue(state, report, origin, fingerprint, policy);
  await sendIfTime(state);
  return state.queue.waiting.length ? Math.min(state.queue.retryAt, rewriteAt ?? Infinity) : rewriteAt;
}

export async function readDelivery(): Promise<Delivery> {
  return {profile: crypto.randomUUID(), queue: emptyQueue(), written: {fingerprint: '', at: 0, problem: ''}, ...await readKept('delivery')};
}

async function save(delivery: Delivery): Promise<void> {
  await changeKept('delivery', () => delivery);
}

/** Who a report says it is from. */
export async function originOf({reports: {label = ''}}: Policy, {profile}: Delivery): Promise<Origin> {
  const name = label.includes('{computer}') ? await computerName() : '';
  return {profile, label: label.replaceAll('{computer}', name), addon: messenger.runtime.getManifest().version};
}

/** What changes when a verdict does, as a SHA-256: not the time, nor the version of Thunderbird. */
async function fingerprintOf({accounts, findings, passed}: Report): Promise<string> {
  // Local Folders and feeds come and go without a verdict.
  const reported = accounts.filter(({judged, readable}) => judged || !readable);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify([reported, findings, passed])));
  return Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0')).join('');
}

async function queueIfDue(state: Delivery, report: Report, origin: Origin, fingerprint: string, {reports}: Policy): Promise<void> {
  const now = Date.now();
  if (!isDue(state.queue, fingerprint, reports.everyDays ?? USUAL_DAYS, now)) return;
  const id = crypto.randomUUID();
  state.queue = enqueue(state.queue, {id, lines: toLines(eventsOf(report, id, origin))}, fingerprint, now);
  await save(state);
}

/** Tries each report once. What the receiver does not take stays, and does not keep the others back. */
async function sendIfTime(state: Delivery): Promise<void> {
  if (!isTime(state.queue, Date.now())) return;
  let problem = '';
  let isDown = false;
  for (const {id, lines} of state.queue.waiting) {
    const answer = await post(lines);
    if (answer.isTaken) state.queue = sent(state.queue, id, Date.now());
    else problem ||= answer.problem;
    await save(state);
    isDown = answer.isDown;
    if (isDown) break;
  }
  state.queue = problem ? failed(state.queue, problem, isDown, Date.now(), Math.random()) : succeeded(state.queue);
  await save(state);
}

/** @returns `isDown`: nothing else would be taken now either */
async function post(lines: string): Promise<{isTaken: boolean; isDown: boolean; problem: string}> {
  try {
    const status = await postReport(lines);
    const isRefused = status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status);
    return {isTaken: status >= 200 && status < 300, isDown: status >= 300 && !isRefused, problem: `HTTP ${status}`};
  } catch (error) {
    return {isTaken: false, isDown: true, problem: error instanceof Error ? error.message : String(error)};
  }
}

/** The report as a file: one line of JSON, as docs/report.schema.json says. */
export function fileOf(report: Report, origin: Origin): string {
  return `${JSON.stringify({...report, ...origin})}\n`;
}

async function write(state: Delivery, report: Report, origin: Origin, fingerprint: string, {reports}: Policy): Promise<void> {
  const now = Date.now();
  const {written} = state;
  if (fingerprint === written.fingerprint && !isOld(written.at, reports.everyDays ?? USUAL_DAYS, now) && !written.problem) return;
  // The file is called after the profile, whose id may be new: with another one later there would be two.
  if (!written.at) await save(state);
  try {
    await writeReport(origin.profile, fileOf(report, origin));
    state.written = {fingerprint, at: now, problem: ''};
  } catch (error) {
    state.written = {...written, problem: error instanceof Error ? error.message : String(error)};
  }
  await save(state);
}
