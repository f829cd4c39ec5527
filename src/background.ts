/**
 * The event page: what must happen without a page. Thunderbird stops it when idle; every listener is therefore added at
 * the top level, and whatever wakes it brings the badge up to date, for the badge does not outlive a restart.
 */
import {audit} from './audit.ts';
import {showBadge, showElsewhere, showFailure} from './badge.ts';
import './browser.ts';
import {deliver, isDelivering} from './delivery.ts';
import {loadMessages} from './explain/messages.ts';
import {noteReading} from './ledger.ts';
import {readManaged} from './managed.ts';
import {openPage, reloadCutOff} from './open-pages.ts';
import {answerStoreEdition, isFullEditionHere} from './other-edition.ts';
import {paced} from './pace.ts';
import type {Policy} from './policy.ts';
import {onSettingsChanged} from './privileged.ts';
import {readLabels} from './read-labels.ts';
import {read} from './read.ts';
import type {Report} from './report.ts';
import {rules} from './rules/index.ts';
import {readSetAside} from './set-aside.ts';
import {allowedAside} from './waivers.ts';

const messagesReady = loadMessages();

/** How often accounts are audited where nobody says. */
const USUAL_HOURS = 24;

/** Audits, shows the result on the button and hands it on. */
const refresh = paced(async () => {
  try {
    if (await isFullEditionHere()) return await showElsewhere();
    const [snapshot, policy, setAside] = await Promise.all([read(), readManaged(), readSetAside(), messagesReady]);
    const report = audit(snapshot, rules, {...policy, setAside: allowedAside(setAside, policy.page)});
    await Promise.all([showBadge(report, snapshot), repeat(policy)]);
    noteReading(report, snapshot).catch(error => console.error('What was put right was not noted:', error));
    // The receiver may think for a minute, and the next audit does not wait for that.
    handOver(report, policy).catch(error => console.error('The report was not handed over:', error));
  } catch (error) {
    console.error('The audit failed:', error);
    await showFailure();
  }
});

/** The accounts are audited again from time to time: waivers end, and what was sent may have to be sent again. */
async function repeat({audit: {everyHours = USUAL_HOURS}}: Policy): Promise<void> {
  const alarm = await messenger.alarms.get('audit');
  // Each wake-up would put it off.
  if (alarm?.periodInMinutes !== everyHours * 60) await messenger.alarms.create('audit', {periodInMinutes: everyHours * 60});
}

/** Calls of `handOver` that are under way. */
let handingOver = 0;

/** Thunderbird may stop us while the receiver thinks: the next attempt is arranged before this one, and kept until the last call ends. */
async function handOver(report: Report, policy: Policy): Promise<void> {
  if (!isDelivering(policy)) return;
  handingOver += 1;
  const retryAt = await tryNow(report, policy).finally(() => {
    handingOver -= 1;
  });
  if (handingOver) return;
  if (retryAt === undefined) await messenger.alarms.clear('reports');
  else await messenger.alarms.create('reports', {when: retryAt});
}

async function tryNow(report: Report, policy: Policy): Promise<number | undefined> {
  await messenger.alarms.create('reports', {delayInMinutes: 5});
  return deliver(report, policy);
}

let labelsRead: Promise<unknown> | undefined;

/** Before the page needs them, and once: a start after an update of Thunderbird is an installation too. */
function rememberLabels(): void {
  labelsRead ??= firstAudit.then(readLabels);
}

// The page audits when it opens, and when the button is pressed while it is open; it then brings the badge up to date.
messenger.action.onClicked.addListener(openPage);
// Without a listener for it, Thunderbird would start without waking us.
messenger.runtime.onStartup.addListener(rememberLabels);
messenger.runtime.onInstalled.addListener(rememberLabels);
messenger.accounts.onCreated.addListener(refresh);
messenger.accounts.onUpdated.addListener(refresh);
messenger.accounts.onDeleted.addListener(refresh);
messenger.identities.onCreated.addListener(refresh);
messenger.identities.onUpdated.addListener(refresh);
messenger.identities.onDeleted.addListener(refresh);
onSettingsChanged(refresh);
answerStoreEdition();
messenger.alarms.onAlarm.addListener(refresh);

reloadCutOff().catch(error => console.error('Open pages were not looked after:', error));
const firstAudit = refresh();
