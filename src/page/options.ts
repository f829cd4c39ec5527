/** The page begins: what has it read again, what follows when it has shown an audit, and what the reader can do. */
import {showBadge} from '../badge.ts';
import type {Audited} from '../explain/audited.ts';
import {language, text} from '../explain/messages.ts';
import {noteReading} from '../ledger.ts';
import {answerBackground} from '../open-pages.ts';
import {focusPage, onSettingsChanged} from '../privileged.ts';
import {backup, forgetBackup} from './actions/backup.ts';
import {compare} from './actions/compare.ts';
import {follow} from './actions/follow.ts';
import {hideReceipt} from './actions/hide-receipt.ts';
import {openFull} from './actions/open-full.ts';
import {openPlace} from './actions/open-setting.ts';
import {print} from './actions/print.ts';
import {see} from './actions/see.ts';
import {unwaive, waive} from './actions/set-aside.ts';
import {copy, offer, offerJson, offerText} from './actions/take.ts';
import {buildNow} from './dom.ts';
import {firstRead} from './first-read.ts';
import {asInBackground, checkConnection, compared, fail, refresh, refreshSoon, showReceipts, showReported, shown, whenShown} from './refresh.ts';
import {reports} from './reports.ts';
import {translate} from './words.ts';

/** What became of a report is known to storage.local alone. */
async function showReports(audited: Audited): Promise<void> {
  try {
    showReported(await reports(asInBackground(audited)));
  } catch (error) {
    console.error('What is reported could not be shown:', error);
  }
}

const actions: Record<string, (target: HTMLElement) => unknown> = {
  audit: () => refresh(true), 'open-setting': openPlace, 'open-full': openFull, compare, copy, print, see, 'hide-receipt': hideReceipt, waive, unwaive, backup,
  'forget-backup': forgetBackup,
};

document.addEventListener('click', event => {
  if (!(event.target instanceof Element)) return;
  const link = event.target.closest<HTMLAnchorElement>('a[href^="#"]');
  if (link) follow(event, link);
  const summary = event.target.closest('summary');
  if (summary) stay(summary);
  const button = event.target.closest<HTMLElement>('button[data-action]');
  if (button) void actions[button.dataset['action']!]?.(button);
  void checkConnection();
});

/** What is pressed stays where it is, though a row above it may fold: only one of the list is unfolded. */
function stay(summary: Element): void {
  const {top} = summary.getBoundingClientRect();
  requestAnimationFrame(() => scrollBy({top: summary.getBoundingClientRect().top - top, behavior: 'instant'}));
}

document.getElementById('with-names')!.addEventListener('change', () => {
  const audited = shown();
  if (audited) offerJson(audited);
});
// It does not bubble.
document.addEventListener('toggle', event => {
  if (!(event.target instanceof HTMLDetailsElement && event.target.open)) return;
  buildNow(event.target);
  const audited = shown();
  if (event.target.id === 'helpdesk' && audited) offerText(audited);
}, true);

/** The keyboard is to go on here, not in the toolbar whose button was pressed; where it was, if it was here before. */
function takeFocus(): void {
  if (document.activeElement === document.body) document.querySelector('h1')!.focus();
  focusPage().catch(error => console.error('The page did not get the focus:', error));
}

/** The page in the reader's language, and whatever has it read again. */
function begin(): void {
  document.documentElement.lang = language();
  document.title = text('extension_name');
  takeFocus();
  translate(document);
  // Thunderbird's button runs the audit wherever the reader is.
  messenger.action.onClicked.addListener(() => refresh(true));
  for (const event of [messenger.accounts, messenger.identities]) {
    event.onCreated.addListener(refreshSoon);
    event.onUpdated.addListener(refreshSoon);
    event.onDeleted.addListener(refreshSoon);
  }
  onSettingsChanged(refreshSoon);
  answerBackground();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') takeFocus();
    void checkConnection();
  });
  setInterval(checkConnection, 60_000);
  // The background has sent a report, or could not.
  messenger.storage.local.onChanged.addListener(({setAside: aside, lastBackup, delivery, ledger}) => {
    const audited = shown();
    if (ledger) void showReceipts();
    if (aside || lastBackup) void refresh();
    else if (delivery && audited) void showReports(audited);
  });
}

whenShown(audited => {
  void showReports(audited);
  offer(audited);
  requestIdleCallback(() => {
    const {report, snapshot} = asInBackground(audited);
    void showBadge(report, snapshot);
    noteReading(report, snapshot).catch(error => console.error('What was put right was not noted:', error));
  });
  if (audited.policy.published.automatic && !compared().answers) void compare();
});
try {
  begin();
  void refresh(false, firstRead);
} catch (error) {
  // Without what tells of changes the page could show what is no longer so: the reader is told, and may ask again.
  console.error('The page could not begin:', error);
  fail(error);
}
