// @ts-check
/* Handing reports over. */

/** @import {Reports} from "./policy.js" */

import { fileAt, systemGlobal } from "../thunderbird.js";
import { LIMITS, ask, within } from "./asking.js";

/**
 * @param {string} lines
 * @param {Reports} managed
 */
export async function postReport(lines, { url, authorization }) {
  if (!url) {
    throw new ExtensionUtils.ExtensionError("No policy names an address for reports");
  }
  const headers = { "Content-Type": "application/x-ndjson", ...(authorization && { Authorization: authorization }) };
  try {
    const { status, text } = await ask(url, { method: "POST", body: lines, headers }, LIMITS.postMs);
    if (text === null) {
      throw new Error(`HTTP ${status} and more than ${LIMITS.answerBytes} bytes`);
    }
    return status;
  } catch (error) {
    throw new ExtensionUtils.ExtensionError(`The receiver did not answer: ${/** @type {Error} */ (error).message}`);
  }
}

/**
 * @param {string} profile
 * @param {string} report
 * @param {Reports} managed
 */
export async function writeReport(profile, report, { folder }) {
  const { IOUtils, PathUtils } = systemGlobal();
  if (!folder || !PathUtils.isAbsolute(folder)) {
    throw new ExtensionUtils.ExtensionError("No policy names a folder for reports");
  }
  const path = PathUtils.join(folder, `mail-account-audit-${profile}.json`);
  try {
    // Thunderbird would make the folder: a share that is not there would become a folder of this computer.
    await within(LIMITS.writeMs, async signal => {
      await IOUtils.stat(folder);
      await replace(path, report, signal);
    });
  } catch (error) {
    throw new ExtensionUtils.ExtensionError(`The report could not be written: ${/** @type {Error} */ (error).message}`);
  }
}

/**
 * Puts text in the place of a plain file, or where nothing is: whole, or not at all. Nothing that is there already is ever opened.
 *
 * @param {string} path
 * @param {string} text
 * @param {AbortSignal} signal
 */
async function replace(path, text, signal) {
  const { IOUtils } = systemGlobal();
  const obstacle = await obstacleAt(path);
  if (obstacle) {
    throw new Error(`${path} is ${obstacle}, where a report can only take the place of a plain file. Remove it: the report is then written`);
  }
  // Nobody can have put a link there before: the name is new each time.
  const partial = `${path}.${Services.uuid.generateUUID().toString().slice(1, -1)}.partial`;
  try {
    await create(fileAt(partial), text);
    signal.throwIfAborted();
    await IOUtils.move(partial, path);
  } finally {
    await IOUtils.remove(partial, { ignoreAbsent: true });
  }
}

/**
 * What stands in the way; undefined for a plain file, and where there is nothing.
 *
 * @param {string} path
 */
async function obstacleAt(path) {
  const { IOUtils } = systemGlobal();
  try {
    if (fileAt(path).isSymlink()) {
      return "a link";
    }
  } catch {
    // Asking is how one learns that nothing is there: for IOUtils, where links lead is what is there.
    return undefined;
  }
  const { type } = await IOUtils.stat(path);
  return { regular: undefined, directory: "a folder", other: "a pipe or a device" }[type];
}

/**
 * Makes a file that nobody but its owner reads, from its first byte on; IOUtils makes it first and private afterwards. Rejects where there is one.
 *
 * @param {nsIFile} file
 * @param {string} text
 * @returns {Promise<void>}
 */
function create(file, text) {
  const { NetUtil } = ChromeUtils.importESModule("resource://gre/modules/NetUtil.sys.mjs");
  const output = Cc["@mozilla.org/network/file-output-stream;1"].createInstance(Ci.nsIFileOutputStream);
  // PR_WRONLY, PR_CREATE_FILE and PR_EXCL (prio.h), when the first byte is written: that is not on this thread.
  output.init(file, 0x02 | 0x08 | 0x80, 0o600, Ci.nsIFileOutputStream.DEFER_OPEN);
  const input = Cc["@mozilla.org/io/string-input-stream;1"].createInstance(Ci.nsIStringInputStream);
  input.setUTF8Data(text);
  return new Promise((resolve, reject) => {
    NetUtil.asyncCopy(input, output, status => (Components.isSuccessCode(status) ? resolve() : reject(new Error(Components.Exception("", status).name))));
  });
}
