// @ts-check
/* Opens Thunderbird's own settings at a place. Nothing is set. */

/** @import {MailWindows, Place} from "./windows.js" */

import { controlsOf, focusControl, shownControls } from "./controls.js";
import { mailServices } from "./thunderbird.js";

/**
 * Of Thunderbird's own settings.
 *
 * @type {Partial<Record<Place["pane"], string>>}
 */
const OWN_PANES = { general: "paneGeneral", privacy: "panePrivacy" };

/** @type {Partial<Record<Place["pane"], string>>} */
const PAGES = {
  account: "am-main.xhtml",
  server: "am-server.xhtml",
  sync: "am-offline.xhtml",
  junk: "am-junk.xhtml",
  copies: "am-copies.xhtml",
  outgoing: "am-smtp.xhtml",
};

/** The page of Account Settings, as far as it is used: am-accountsettings.js. @typedef {Window & { currentPageId: unknown, pendingPageId: unknown }} AccountSettingsPage */

/** Its list, a tree-listbox. @typedef {HTMLElement & { rows: HTMLElement[], selectedIndex: number, expandRow(row: Element): void }} AccountTree */

/** A richlistbox. @typedef {HTMLElement & { itemCount: number, selectedItem: Element, ensureElementIsVisible?(item: Element): void }} OutgoingList */

export class MailWindowsAPI extends ExtensionAPI {
  /** @param {{ xulBrowser?: Element }} context @returns {{ mailWindows: MailWindows }} */
  getAPI(context) {
    return { mailWindows: { open: openPlace, focus: async () => focusPage(context) } };
  }
}

/**
 * A tab that an add-on opens leaves the focus on the toolbar. A page that is behind another takes nothing from it.
 *
 * @param {{ xulBrowser?: Element }} context the page that asks
 */
function focusPage({ xulBrowser: browser }) {
  const tabmail = /** @type {any} */ (Services.wm.getMostRecentWindow("mail:3pane")?.document.getElementById("tabmail"));
  if (browser && tabmail?.currentTabInfo.browser == browser) {
    tabmail.currentTabInfo.browser.focus();
  }
}

/** @param {Place} place */
async function openPlace({ pane, accountId, outgoingServerKey, setting }) {
  const window = Services.wm.getMostRecentWindow("mail:3pane");
  if (!window) {
    throw new ExtensionUtils.ExtensionError("There is no mail window to open the settings in");
  }
  if (pane == "setup") {
    window.focus();
    window.openAccountSetup();
    return;
  }
  const ownPane = OWN_PANES[pane];
  if (ownPane) {
    await openOwn(window, ownPane, controlsOf(setting));
    return;
  }
  if (pane == "outgoing") {
    await openOutgoing(window, outgoingServerKey, controlsOf(setting));
    return;
  }
  const server = mailServices().accounts.getAccount(accountId)?.incomingServer;
  if (!accountId || !server) {
    throw new ExtensionUtils.ExtensionError(`There is no account ${accountId} any more`);
  }
  if (pane == "filters") {
    window.MsgFilters(null, server.rootFolder);
    return;
  }
  const settings = await openAccount(window, pane, accountId, server);
  focusControl(shownControls(pageOf(settings), controlsOf(setting)), treeOf(settings));
}

/**
 * @param {MailWindow} window
 * @param {string} pane
 * @param {string[]} controls
 */
async function openOwn(window, pane, controls) {
  window.openPreferencesTab(pane);
  window.focus();
  const tabmail = /** @type {any} */ (window.document.getElementById("tabmail"));
  const page = await until(window, () => {
    const candidate = tabmail.currentTabInfo.browser?.contentDocument;
    // Written when the pane is made and shown (preferences.js, gotoPref).
    return candidate?.getElementById("paneDeck")?.getAttribute("lastSelected") == pane && candidate;
  });
  focusControl(shownControls(page, controls));
}

/**
 * @param {MailWindow} window
 * @param {Place["pane"]} pane
 * @param {string} accountId
 * @param {nsIMsgIncomingServer} server
 */
async function openAccount(window, pane, accountId, server) {
  // Local Folders have one page for what is two pages of an account.
  const isWhole = server.type == "none" && pane == "server";
  const page = isWhole ? "am-serverwithnoidentities.xhtml" : PAGES[pane] ?? "";
  const settings = await freshSettings(window, page, server);
  await selectRow(settings, window, isWhole || pane == "account" ? accountId : `${accountId}/${page}`, page);
  return settings;
}

/**
 * @param {MailWindow} window
 * @param {string | undefined} key
 * @param {string[]} controls
 */
async function openOutgoing(window, key, controls) {
  const page = PAGES.outgoing ?? "";
  const settings = await freshSettings(window, page, null);
  await selectRow(settings, window, "smtp", page);
  const edit = await selectOutgoing(settings, window, key);
  const inDialog = controls.filter(id => id.startsWith("smtp"));
  if (edit && inDialog.length) {
    await editOutgoing(settings, window, edit, inDialog);
  }
}

/**
 * What is set of an outgoing server is in a dialog behind its Edit button.
 *
 * @param {AccountSettingsPage} settings
 * @param {Window} window
 * @param {HTMLElement} edit
 * @param {string[]} controls
 */
async function editOutgoing(settings, window, edit, controls) {
  edit.click();
  // The dialog gives the focus to its first field once it is shown (SubDialog.sys.mjs): ours comes after.
  const page = await until(window, () => {
    const frames = [.../** @type {NodeListOf<HTMLIFrameElement>} */ (settings.document.querySelectorAll(".dialogFrame"))];
    return frames.map(frame => frame.contentDocument).find(dialog => dialog?.URL.includes("/SmtpServerEdit.") && dialog.activeElement?.id);
  });
  focusControl(shownControls(page, controls));
}

/**
 * Account Settings, just loaded: an open tab shows what was set when it was opened, and writes that back over newer
 * settings. MsgAccountManager() never finds the list of outgoing servers, so its row is selected afterwards.
 *
 * @param {MailWindow} window
 * @param {string} page
 * @param {nsIMsgIncomingServer | null} server
 * @returns {Promise<AccountSettingsPage>}
 */
async function freshSettings(window, page, server) {
  const tabmail = /** @type {any} */ (window.document.getElementById("tabmail"));
  const findTab = () => tabmail.tabInfo.find((/** @type {any} */ tab) => tab.browser?.currentURI?.spec == "about:accountsettings");
  const opened = findTab();
  const old = opened?.browser.contentDocument;
  if (opened) {
    tabmail.switchToTab(opened);
    opened.browser.reload();
  } else {
    await window.MsgAccountManager(server ? page : null, server);
  }
  window.focus();
  // A row selected before the first page has loaded is overwritten by it.
  return until(window, () => {
    const content = findTab()?.browser.contentWindow;
    return content && content.document != old && content.currentPageId && !content.pendingPageId && content;
  });
}

/**
 * @param {AccountSettingsPage} settings
 * @param {Window} window
 * @param {string} id
 * @param {string} page
 */
async function selectRow(settings, window, id, page) {
  const tree = treeOf(settings);
  const row = settings.document.getElementById(id);
  const parent = row?.parentElement?.closest("li");
  if (parent) {
    tree.expandRow(parent);
  }
  const index = row ? tree.rows.indexOf(row) : -1;
  if (index < 0) {
    throw new ExtensionUtils.ExtensionError(`Account Settings has no ${id}`);
  }
  tree.selectedIndex = index;
  // The tree does so itself, but in 153 not when its tab was just opened.
  row?.scrollIntoView({ block: "nearest" });
  let seen = 0;
  await until(window, () => {
    const isShown = frameOf(settings).contentDocument?.URL.endsWith(`/${page}`) && !settings.pendingPageId;
    seen = isShown ? seen + 1 : 0;
    // On a busy computer the first page may come after ours: the row is ours then, and the page is not.
    if (!isShown && !settings.pendingPageId) {
      tree.dispatchEvent(new (/** @type {any} */ (settings).CustomEvent)("select"));
    }
    return seen > 1;
  });
}

/** @param {AccountSettingsPage} settings */
function treeOf(settings) {
  return /** @type {AccountTree} */ (settings.document.getElementById("accounttree"));
}

/** @param {AccountSettingsPage} settings */
function frameOf(settings) {
  return /** @type {HTMLIFrameElement} */ (settings.document.getElementById("contentFrame"));
}

/** @param {AccountSettingsPage} settings */
function pageOf(settings) {
  return /** @type {Document} */ (frameOf(settings).contentDocument);
}

/**
 * @param {AccountSettingsPage} settings
 * @param {Window} window
 * @param {string} [key]
 */
async function selectOutgoing(settings, window, key) {
  const frame = frameOf(settings);
  const list = await until(window, () => {
    const candidate = /** @type {OutgoingList | null | undefined} */ (frame.contentDocument?.getElementById("smtpList"));
    return candidate?.itemCount ? candidate : undefined;
  });
  // As soon as its list is filled, the page puts off selecting the default server (am-smtp.js, setSelectedServer): ours comes after.
  await new Promise(resolve => frame.contentWindow?.setTimeout(resolve, 0));
  const item = [...list.children].find(child => child.getAttribute("key") == key);
  if (item) {
    list.selectedItem = item;
    list.ensureElementIsVisible?.(item);
  }
  const [edit] = shownControls(pageOf(settings), item ? ["editButton"] : []);
  focusControl(edit ? [edit] : [], list);
  return edit;
}

/**
 * Account Settings tells nobody when it has loaded.
 *
 * @template T
 * @param {Window} window
 * @param {() => T} condition
 * @returns {Promise<NonNullable<T>>}
 */
async function until(window, condition) {
  for (let tries = 0; tries < 200; tries++) {
    const result = condition();
    if (result) {
      return result;
    }
    await new Promise(resolve => window.setTimeout(resolve, 50));
  }
  throw new ExtensionUtils.ExtensionError("Account Settings did not open");
}
