/**
 * The event page: what must happen without a page. Thunderbird stops it when idle; every listener is therefore added at
 * the top level, and whatever wakes it brings the badge up to date, for the badge does not outlive a restart.
 */
import {audit} from './audit.ts';
import {showBadge, showFailure} from './badge.ts';
import {messenger} from './browser.ts';
import {readManaged} from './managed.ts';
import {loadMessages} from './messages.ts';
import {onSettingsChanged} from './privileged.ts';
import {read} from './read.ts';
import {rules} from './rules/index.ts';

const messagesReady = loadMessages();
let latest = 0;

/** Audits and shows the result on the button; a call that a later one has overtaken shows nothing. */
async function refresh(): Promise<void> {
  const mine = ++latest;
  try {
    const [snapshot, policy] = await Promise.all([read(), readManaged(), messagesReady]);
    if (mine === latest) await showBadge(audit(snapshot, rules, policy));
  } catch (error) {
    console.error('The audit failed:', error);
    await showFailure();
  }
}

// The page audits when it opens, and when the button is pressed while it is open; it then brings the badge up to date.
messenger.action.onClicked.addListener(() => messenger.runtime.openOptionsPage());
// Without a listener for it, Thunderbird would start without waking us.
messenger.runtime.onStartup.addListener(() => {});
messenger.accounts.onCreated.addListener(refresh);
messenger.accounts.onUpdated.addListener(refresh);
messenger.accounts.onDeleted.addListener(refresh);
messenger.identities.onCreated.addListener(refresh);
messenger.identities.onUpdated.addListener(refresh);
messenger.identities.onDeleted.addListener(refresh);
onSettingsChanged(refresh);

void refresh();
