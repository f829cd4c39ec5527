import {countAttention} from './cures.ts';
import {text} from './explain/messages.ts';
import {type Report, isChecked} from './report.ts';
import {type Snapshot, isJudged} from './snapshot.ts';

/** Shows on the toolbar button how many things need attention, and a sentence that says so. */
export async function showBadge(report: Report, snapshot: Snapshot): Promise<void> {
  const count = countAttention(report);
  const severe = report.findings.some(finding => finding.outcome === 'fail' && finding.severity === 'critical');
  await Promise.all([
    messenger.action.setBadgeText({text: count ? String(count) : ''}),
    messenger.action.setBadgeBackgroundColor({color: severe ? '#c50042' : '#8f5100'}),
    messenger.action.setTitle({title: tooltip(report, snapshot, count)}),
  ]);
}

/** Says that there is no result: the last one may no longer be true. */
export async function showFailure(): Promise<void> {
  await Promise.all([
    messenger.action.setBadgeText({text: '?'}),
    messenger.action.setTitle({title: text('badge_failed')}),
  ]);
}

/** Says that there is no result because the full edition has it. */
export async function showElsewhere(): Promise<void> {
  await Promise.all([
    messenger.action.setBadgeText({text: ''}),
    messenger.action.setTitle({title: text('badge_elsewhere')}),
  ]);
}

function tooltip(report: Report, {incomingServers}: Snapshot, count: number): string {
  if (count) return text('badge_attention', {count});
  const judged = report.accounts.filter(account => account.judged || !account.readable);
  if (!judged.length) return text('badge_empty');
  if (!isChecked(report)) return text('badge_unread');
  const complete = report.findings.every(finding => finding.outcome !== 'unknown') && judged.every(account => account.readable);
  // No rule asks it of every account: the answers of its card do.
  const isSeen = incomingServers.every(server => !isJudged(server) || server.hasConnected);
  return text(complete && isSeen ? 'badge_fine' : 'badge_incomplete');
}
