// @ts-check
/* Message filters that run by themselves: what they forward and delete, not what they are called. */

/** @import {AccountSettings, IncomingServerSettings} from "../settings.js" */

import { ifSet, systemGlobal } from "../thunderbird.js";
import { addressesIn } from "./identities.js";

const LIMIT_BYTES = 1_000_000;

/** nsMsgFilterType::Manual: alone, by hand only. */
const MANUAL = 16;

const DELETING = ["Delete", "Delete from Pop3 server"];

/** @param {(AccountSettings | undefined)[]} accounts each gets its own */
export async function addFilters(accounts) {
  await Promise.all(accounts.map(async account => {
    const { server } = account ?? {};
    try {
      if (server?.localPath) {
        server.filters = await readFilters(server, server.localPath);
      }
    } catch (error) {
      console.warn("Could not read filters:", error);
    }
  }));
}

/**
 * From the file, which Thunderbird writes with each change. Its own list would make one where there is none, and open a dialog where it
 * cannot be read (nsMsgFilterService::OpenFilterList). Undefined where an add-on keeps them.
 *
 * @param {IncomingServerSettings} server
 * @param {string} localPath
 */
async function readFilters({ key }, localPath) {
  const { IOUtils, PathUtils, TextDecoder } = systemGlobal();
  const keeper = ifSet(prefs => prefs.getCharPref(`mail.server.${key}.filter.type`));
  if (keeper && keeper != "default") {
    return undefined;
  }
  const file = PathUtils.join(localPath, "msgFilterRules.dat");
  if (!(await IOUtils.exists(file))) {
    return [];
  }
  const { type, size } = await IOUtils.stat(file);
  // What is no file might never end.
  if (type != "regular" || size > LIMIT_BYTES) {
    return undefined;
  }
  return parseFilters(new TextDecoder().decode(await IOUtils.read(file))).filter(runsByItself).map(({ actions }) => ({
    deletes: actions.some(({ action }) => DELETING.includes(action)),
    forwardsTo: actions.filter(({ action }) => action == "Forward").flatMap(({ value }) => addressesIn(value)),
  }));
}

/**
 * Each filter begins with its name; each line is an attribute (nsMsgFilterList::LoadTextFilters). No two parts of the pattern may take the same blanks: a
 * file of a million of them would then take minutes.
 *
 * @param {string} text
 */
function parseFilters(text) {
  /** @type {{ enabled: string, type: string, actions: { action: string, value?: string }[] }[]} */
  const filters = [];
  for (const [, attribute = "", value = ""] of text.matchAll(/^[^\S\r\n]*(\w+)\s*(?:=\s*)?"((?:\\"|[^"\r\n])*)/gm)) {
    const name = attribute.toLowerCase();
    if (name == "name") {
      filters.push({ enabled: "", type: "", actions: [] });
    }
    const filter = filters.at(-1);
    const action = filter?.actions.at(-1);
    if (name == "action") {
      filter?.actions.push({ action: value });
    } else if (name == "actionvalue" && action) {
      action.value = value.replaceAll('\\"', '"');
    } else if (filter && (name == "enabled" || name == "type")) {
      filter[name] = value;
    }
  }
  return filters;
}

/** @param {{ enabled: string, type: string }} filter */
function runsByItself({ enabled, type }) {
  return enabled == "yes" && (Number(type) & ~MANUAL) != 0;
}
