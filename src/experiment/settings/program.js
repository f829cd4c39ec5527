// @ts-check
/* Thunderbird as a whole. */

/** @import {ProgramSettings} from "../settings.js" */

import { attempt, isLocked, lockedFields } from "../thunderbird.js";
import { realPathOf } from "./stored.js";
import { TLS_VERSIONS } from "./words.js";

/** By field, the preferences that hold them; more decide about `minimumTLS` and `weakenedSetup`. */
const PROGRAM_PREFS = {
  startsOffline: "offline.startup_state",
  compactsAutomatically: "mail.prompt_purge_threshold",
};

/** nsOfflineStartup.cpp: 3 is always offline. */
const ALWAYS_OFFLINE = 3;

/** @returns {Promise<ProgramSettings>} */
export async function readProgram() {
  const { prefs } = Services;
  const weakenedSetup = attempt("account setup", weakenedSetupPrefs);
  return {
    updatesItself: attempt("updater", () => ChromeUtils.importESModule("resource://gre/modules/AppConstants.sys.mjs").AppConstants.MOZ_UPDATER),
    profilePath: attempt("profile", () => realPathOf(Services.dirsvc.get("ProfD", Ci.nsIFile))),
    // Where SSL 3.0 is the lowest, TLS 1.0 is: there is no older one any more.
    minimumTLS: attempt("tls", () => TLS_VERSIONS.wordOf(minimumTLS() || 1)),
    hasPrimaryPassword: attempt("primary password", () =>
      ChromeUtils.importESModule("resource://gre/modules/LoginHelper.sys.mjs").LoginHelper.isPrimaryPasswordSet()
    ),
    savedLogins: await savedLogins(),
    startsOffline: attempt("startup_state", () => prefs.getIntPref("offline.startup_state") == ALWAYS_OFFLINE),
    isOffline: attempt("offline", () => Services.io.offline),
    weakenedSetup,
    compactsAutomatically: attempt("prompt_purge_threshold", () => prefs.getBoolPref("mail.prompt_purge_threshold")),
    compactsAboveBytes: attempt("purge_threshold_mb", () => prefs.getIntPref("mail.purge_threshold_mb") * 1024 * 1024),
    locked: [
      ...lockedFields("", PROGRAM_PREFS),
      ...(isTLSLocked() ? ["minimumTLS"] : []),
      ...(weakenedSetup?.some(isLocked) ? ["weakenedSetup"] : []),
    ],
  };
}

function isTLSWeakened() {
  return Services.prefs.getBoolPref("security.tls.version.enable-deprecated", false);
}

function minimumTLS() {
  return isTLSWeakened() ? 1 : Services.prefs.getIntPref("security.tls.version.min");
}

/** Whether the preference that decides is locked. */
function isTLSLocked() {
  return isLocked(isTLSWeakened() ? "security.tls.version.enable-deprecated" : "security.tls.version.min");
}

/** Counted, never opened: '' stands for any (nsILoginManager.idl). Thunderbird 140: countLogins; 153: countLoginsAsync. */
async function savedLogins() {
  try {
    const { logins } = Services;
    return logins.countLoginsAsync ? await logins.countLoginsAsync("", "", "") : logins.countLogins("", "", "");
  } catch (error) {
    console.warn("Could not count logins:", error);
    return undefined;
  }
}

/** The preferences by which account set-up does without what it would otherwise ask for: a valid certificate, and https. */
function weakenedSetupPrefs() {
  const { prefs } = Services;
  const isPlain = ["mailnews.auto_config_url", "mailnews.mx_service_url"].filter(name => prefs.getStringPref(name, "").startsWith("http:"));
  const certificate = "mailnews.auto_config.guess.requireGoodCert";
  return [...(prefs.getBoolPref(certificate, true) ? [] : [certificate]), ...isPlain];
}
