// @ts-check
/* When what is read may have changed. */

import { mailServices, timers } from "../thunderbird.js";
import { IDENTITY_PREFS } from "./identities.js";
import { INCOMING_PREFS } from "./incoming.js";
import { OUTGOING_PREFS } from "./outgoing.js";
import { PACE } from "./pace.js";

/**
 * By branch, the last part of the preferences behind what is read, and no other: Thunderbird itself writes many more under the same branches.
 *
 * @type {Record<string, string[]>}
 */
export const WATCHED = {
  "mail.accountmanager.": ["accounts"],
  "mail.account.": ["server", "identities"],
  "mail.server.": ["type", "name", "moveTargetMode", "spamActionTargetFolder", "isSecure", "directory", "directory-rel", ...Object.values(INCOMING_PREFS)],
  "mail.smtpserver.": ["type", ...Object.values(OUTGOING_PREFS)],
  "mail.outgoingserver.": ["ews_url", "username", "auth_method"],
  "mail.smtpservers": [""],
  "mail.smtp.defaultserver": [""],
  "mail.identity.": ["useremail", "doCc", "doCcList", "doBcc", "bcc_self", "bcc_other", "bcc_other_list", ...Object.values(IDENTITY_PREFS)],
  "security.tls.version.": ["min", "enable-deprecated"],
  "offline.startup_state": [""],
  "mail.prompt_purge_threshold": [""],
  "mail.purge_threshold_mb": [""],
  "mailnews.auto_config.guess.requireGoodCert": [""],
  "mailnews.auto_config_url": [""],
  "mailnews.mx_service_url": [""],
};

/**
 * @param {() => void} onChange
 * @returns {() => void} what stops watching
 */
export function watch(onChange) {
  const { setTimeout, clearTimeout } = timers();
  /** @type {number | undefined} */
  let timer;
  const settle = () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, PACE.settleMs);
  };
  const stops = [...Object.entries(WATCHED).map(([branch, leaves]) => watchPrefs(branch, leaves, settle)), watchOutbox(settle)];
  return () => {
    clearTimeout(timer);
    stops.forEach(stop => stop());
  };
}

/** @param {string} branch @param {string[]} leaves @param {() => void} onChange */
function watchPrefs(branch, leaves, onChange) {
  /** @type {PrefObserver} */
  const observe = (_subject, _topic, name) => {
    if (name == branch || leaves.includes(name.slice(name.lastIndexOf(".") + 1))) {
      onChange();
    }
  };
  Services.prefs.addObserver(branch, observe);
  return () => Services.prefs.removeObserver(branch, observe);
}

/**
 * No preference changes when a message is sent, and then none waits any more.
 *
 * @param {() => void} onChange
 */
function watchOutbox(onChange) {
  const { mailSession } = mailServices();
  /** @type {nsIFolderListener} */
  const listener = {
    onFolderIntPropertyChanged(folder, property) {
      if (property == "TotalMessages" && folder.flags & Ci.nsMsgFolderFlags.Queue) {
        onChange();
      }
    },
  };
  mailSession.AddFolderListener(listener, Ci.nsIFolderListener.intPropertyChanged);
  return () => mailSession.RemoveFolderListener(listener);
}
