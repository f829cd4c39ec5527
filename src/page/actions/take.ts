/** What can be taken away from the page: the report as a file, and a text for the help desk. */
import type {Audited} from '../../explain/audited.ts';
import {helpDeskText, reportAsJson} from '../../explain/help-desk.ts';
import {announceAt} from '../announce.ts';
import {unfold} from '../dom.ts';
import {shown} from '../refresh.ts';
import {timeText} from '../../explain/dates.ts';

/** Shows what may be taken away, and prepares the file. */
export function offer(audited: Audited): void {
  const {page} = audited.policy;
  document.getElementById('take')!.hidden = page.export === false;
  document.getElementById('export-forbidden')!.hidden = page.export !== false;
  document.getElementById('names-too')!.hidden = page.exportNames === false;
  if (page.export === false) return;
  // For 200 accounts it is a megabyte: the page is drawn first.
  requestIdleCallback(() => {
    if (audited === shown()) offerJson(audited);
  });
  if (document.querySelector<HTMLDetailsElement>('#helpdesk')!.open) offerText(audited);
}

/** Written when it is unfolded or copied: for 200 accounts it takes as long as drawing the page. */
export function offerText(audited: Audited): void {
  const {version} = messenger.runtime.getManifest();
  document.getElementById('helpdesk-text')!.textContent = helpDeskText(audited, version, timeText(audited.report.takenAt));
}

export function offerJson(audited: Audited): void {
  const link = document.querySelector<HTMLAnchorElement>('a[data-action="export"]')!;
  const withNames = document.querySelector<HTMLInputElement>('#with-names')!.checked && audited.policy.page.exportNames !== false;
  if (link.href) URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(new Blob([reportAsJson(audited, withNames)], {type: 'application/json'}));
  link.download = `mail-account-audit-${audited.report.takenAt.slice(0, 10)}.json`;
}

/** Puts the text into the clipboard, or where that is refused selects it. */
export async function copy(): Promise<void> {
  const audited = shown();
  if (audited) offerText(audited);
  const node = document.getElementById('helpdesk-text')!;
  try {
    await navigator.clipboard.writeText(node.textContent);
    announceAt('copy-result', 'page_copied');
  } catch (error) {
    console.error('The clipboard refused:', error);
    unfold(node);
    getSelection()!.selectAllChildren(node);
    announceAt('copy-result', 'page_copy_refused');
  }
}
