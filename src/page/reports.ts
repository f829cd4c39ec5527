/** The box about reports: that they go, where, what is in them, and what became of the last. */
import {USUAL_DAYS, fileOf, isDelivering, originOf, readDelivery} from '../delivery.ts';
import {eventsOf, toLines} from '../events.ts';
import type {Audited} from '../explain/audited.ts';
import {timeText} from '../explain/dates.ts';
import {text} from '../explain/messages.ts';
import type {Delivery} from '../kept.ts';
import type {Policy} from '../policy.ts';
import {clone, fill} from './dom.ts';
import {type Said, element, say} from './words.ts';

/** Nothing where no report is asked for. */
export async function reports({policy, report}: Audited): Promise<Node[]> {
  if (!policy.reports.url && !policy.reports.folder) return [];
  if (!isDelivering(policy)) return [box('page_reports_asked', [say('page_reports_unprivileged')], undefined)];
  try {
    const delivery = await readDelivery();
    const origin = await originOf(policy, delivery);
    const label = origin.label ? say('page_reports_label', {label: origin.label}) : say('page_reports_no_label');
    const lines = [
      ...policy.reports.url ? [toLines(eventsOf(report, delivery.profile, origin))] : [], ...policy.reports.folder ? [fileOf(report, origin)] : [],
    ];
    return [box('page_reports', [...where(policy), [...say('page_reports_what'), ' ', ...label], ...state(delivery, policy)], lines.join('\n'))];
  } catch (error) {
    // That reports go, and where, is said whatever happens.
    console.error('What became of the reports could not be read:', error);
    return [box('page_reports', [...where(policy), say('page_reports_what')], undefined)];
  }
}

function box(title: string, sentences: Said[], lines: string | undefined): HTMLElement {
  const filled = fill(clone('reports-box'), {title: text(title), sentences: sentences.map(sentence => element('p', sentence)), lines: lines ?? ''});
  if (lines === undefined) filled.querySelector('details')!.remove();
  return filled;
}

function where({reports: {url, folder, everyDays: days = USUAL_DAYS}}: Policy): Said[] {
  return [
    // Of the address only the server: the rest may hold what is nobody's business here.
    ...url ? [say('page_reports_url', {days, url: new URL(url).host})] : [],
    ...folder ? [say('page_reports_folder', {days, folder})] : [],
  ];
}

function state({queue, written}: Delivery, {reports: {url, folder}}: Policy): Said[] {
  return [
    ...url ? [queue.sentAt ? say('page_reports_sent', {time: timeText(queue.sentAt)}) : say('page_reports_never')] : [],
    ...url && queue.problem ? [say('page_reports_waiting', {count: queue.waiting.length, problem: queue.problem})] : [],
    ...folder ? [written.at ? say('page_reports_written', {time: timeText(written.at)}) : say('page_reports_unwritten_yet')] : [],
    ...folder && written.problem ? [say('page_reports_unwritten', {problem: written.problem})] : [],
  ];
}
