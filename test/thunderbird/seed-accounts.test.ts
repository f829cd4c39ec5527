/** The example accounts are accounts as Thunderbird has them: what is changed by hand in Account Settings is saved. */
import {afterAll, beforeAll, expect, it} from 'vitest';
import {OFFLINE, auditCopy} from '../../scripts/prefs.js';
import {seedAccounts} from '../../scripts/seed-accounts.js';
import {type Thunderbird, startThunderbird} from '../../scripts/thunderbird.js';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';

/** Runs in Thunderbird: opens the settings of an account's server, or of Local Folders. */
async function openSettings(account: string, page: string) {
  const {MailServices, window3} = globalThis as any;
  await window3.MsgAccountManager(page, MailServices.accounts.getAccount(account).incomingServer);
}

/** Runs in Thunderbird: whether Account Settings shows them. */
function isShown(account: string, page: string): boolean {
  const {contentDocument, contentWindow} = (globalThis as any).window3.document.getElementById('tabmail').currentTabInfo.browser ?? {};
  const frame = contentDocument?.getElementById('contentFrame').contentDocument;
  return frame?.URL.endsWith(page) && contentWindow.currentAccount?.key === account && !contentWindow.pendingPageId;
}

/** Runs in Thunderbird: changes it as a hand does. */
function choose(id: string, value: string | boolean) {
  const {contentDocument} = (globalThis as any).window3.document.getElementById('tabmail').currentTabInfo.browser;
  const frame = contentDocument.getElementById('contentFrame').contentDocument;
  const element = frame.getElementById(id);
  if (typeof value === 'boolean') element.click();
  else {
    element.value = value;
    // 140 has a menulist, 153 a select.
    if ('doCommand' in element) element.doCommand();
    else element.dispatchEvent(new frame.defaultView.Event('change', {bubbles: true}));
  }
}

/** Runs in Thunderbird. */
function read(preference: string): number | boolean | null {
  const {prefs} = (globalThis as any).Services;
  return prefs.getPrefType(preference) === prefs.PREF_INT ? prefs.getIntPref(preference) : prefs.getBoolPref(preference, null);
}

inEachThunderbird(({application}) => {
  let thunderbird: Thunderbird;
  beforeAll(async () => {
    thunderbird = await startThunderbird({application, prefs: {...auditCopy(new Map(Object.entries(seedAccounts()))), ...OFFLINE}});
  });
  afterAll(() => thunderbird?.stop());

  it.each([
    ['account5', 'am-server.xhtml', 'server.socketType', '3', 'mail.server.server5.socketType', 3],
    ['account2', 'am-server.xhtml', 'pop3.leaveMessagesOnServer', false, 'mail.server.server2.leave_on_server', false],
    ['account6', 'am-serverwithnoidentities.xhtml', 'server.emptyTrashOnExit', true, 'mail.server.server6.empty_trash_on_exit', true],
  ])('%s, %s: %s becomes %s', async (account, page, id, value, name, saved) => {
    await thunderbird.chrome(openSettings, account, page);
    await expect.poll(() => thunderbird.chrome(isShown, account, page)).toBe(true);
    expect(await thunderbird.chrome(read, name)).not.toBe(saved);
    await thunderbird.chrome(choose, id, value);
    await expect.poll(() => thunderbird.chrome(read, name)).toBe(saved);
  });
});
