/**
 * Pages of ours that were cut off, by a crash or because the add-on was replaced: they show what was so, and hear of nothing any more. A page that
 * is connected answers; one that does not is loaded anew.
 *
 * Thunderbird itself closes the pages of an add-on that is replaced or disabled, if that has used the tabs API (ext-tabs.js, onShutdown): looking for
 * pages at each start is such a use. It leaves those of one that has not, as our first versions.
 */
import {isTrueWithin} from './within.ts';

/** What a page is asked. */
const QUESTION = 'connected';

/** How long a page may be busy and still pass for connected: loading it anew would take what the reader has unfolded or written. */
const BUSY_MS = 15_000;
/** The same where the reader has pressed the button, and waits as long. */
const PRESSED_MS = 5000;

/** The page's part. One that is cut off still hears messages, but Thunderbird answers it nothing. */
export function answerBackground(): void {
  messenger.runtime.onMessage.addListener(message => message === QUESTION ? hearThunderbird() : undefined);
}

/** True, as soon as Thunderbird answers; a page that is cut off waits for ever. */
export async function hearThunderbird(): Promise<true> {
  await messenger.runtime.getPlatformInfo();
  return true;
}

/** The background's part, whenever it starts. What is still loading is left alone. */
export async function reloadCutOff(): Promise<void> {
  await Promise.all((await cutOff(BUSY_MS)).map(id => messenger.tabs.reload(id)));
}

/** Shows the page, and not one that is cut off. After a crash a tab stays empty for good: it cannot be loaded anew. */
export async function openPage(): Promise<void> {
  await cutOff(PRESSED_MS).then(ids => messenger.tabs.remove(ids)).catch(error => console.error('Open pages were not looked after:', error));
  await messenger.runtime.openOptionsPage();
}

/** The tabs of such pages. Of our own the address is told without a permission. */
async function cutOff(ms: number): Promise<number[]> {
  const own = messenger.runtime.getURL('');
  const tabs = await messenger.tabs.query({});
  const ids = tabs.filter(({url, status}) => url?.startsWith(own) && status !== 'loading').map(({id}) => id!);
  const connected = await Promise.all(ids.map(id => isTrueWithin(ms, messenger.tabs.sendMessage(id, QUESTION))));
  return ids.filter((_, i) => !connected[i]);
}
