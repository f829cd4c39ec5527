// @ts-check
/* How the privileged scripts ask Thunderbird: what one version or one profile does not tell never takes the rest with it. */

/** @type {MailServices | undefined} */
let services;

/** Asked for each folder: importing once more costs more than what is asked. */
export function mailServices() {
  return (services ??= ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs").MailServices);
}

export function timers() {
  return ChromeUtils.importESModule("resource://gre/modules/Timer.sys.mjs");
}

/** What a system script has of a page: fetch, URL, files. The sandbox of an experiment has none of it. */
export function systemGlobal() {
  return Cu.getGlobalForObject(Services);
}

/**
 * What `read` gives, or undefined where this version or this profile does not tell it. One field never takes the others with it.
 *
 * @template T
 * @param {string} what
 * @param {() => T} read
 * @returns {NonNullable<T> | undefined}
 */
export function attempt(what, read) {
  try {
    return read() ?? undefined;
  } catch (error) {
    console.warn(`Could not read ${what}:`, error);
    return undefined;
  }
}

/**
 * The value of a preference, whether it is the user's own or an administrator's; undefined where it has none of that type. Then
 * Thunderbird's getters go on to what may stand for it: prefHasUserValue() is no test of that.
 *
 * @template T
 * @param {(prefs: nsIPrefBranch) => T} read one preference, without a default
 */
export function ifSet(read) {
  try {
    return read(Services.prefs);
  } catch {
    // Asking is how one learns it.
    return undefined;
  }
}

/** @param {string} name of a preference */
export function isLocked(name) {
  return attempt("lock", () => Services.prefs.prefIsLocked(name)) ?? false;
}

/**
 * The fields that an administrator has locked.
 *
 * @param {string} branch
 * @param {Readonly<Record<string, string>>} prefs by field, without the branch
 */
export function lockedFields(branch, prefs) {
  return Object.keys(prefs).filter(field => isLocked(branch + prefs[field]));
}

/** @param {string} path */
export function fileAt(path) {
  const file = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
  file.initWithPath(path);
  return file;
}
