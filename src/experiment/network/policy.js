// @ts-check
/* What an administrator has set for this add-on, as far as it is obeyed here. */

/**
 * @typedef {{ url?: string, automatic?: boolean, allowed?: boolean }} Published
 * @typedef {{ folder?: string, url?: string, authorization?: string, label?: string, everyDays?: number }} Reports
 */

import { attempt, systemGlobal } from "../thunderbird.js";

export const SECTIONS = ["organisation", "servers", "pop", "copies", "rules", "waivers", "fixes", "audit", "backup", "published", "reports", "page"];

/** What a value has to be, trimmed; undefined where it is not so. @typedef {(value: unknown) => string | number | boolean | undefined} Check */

/** @param {RegExp} pattern @param {number} [limit] @returns {(value: unknown) => string | undefined} */
function matching(pattern, limit = 2000) {
  return value => (typeof value == "string" && value.trim().length <= limit && pattern.test(value.trim()) ? value.trim() : undefined);
}

/** @param {(url: URL) => boolean} isRight @returns {(value: unknown) => string | undefined} */
function addressThat(isRight) {
  const { URL } = systemGlobal();
  return value => {
    const trimmed = matching(/./)(value);
    return trimmed && URL.canParse(trimmed) && isRight(new URL(trimmed)) ? trimmed : undefined;
  };
}

/** @param {URL} url */
function isBare({ username, password }) {
  return !username && !password;
}

/** @param {URL} url */
function isHere({ hostname }) {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/** @param {unknown} value */
function addressOfDomain(value) {
  const example = String(value).replaceAll("{domain}", "example.org");
  return addressThat(url => url.protocol == "https:" && !url.host.includes("{") && isBare(url))(example) && matching(/./)(value);
}

/** A registry or a property list has 0 and 1. @param {unknown} value */
function yesNo(value) {
  return [true, false].find(answer => value === answer || value === Number(answer));
}

/** @param {unknown} value */
function days(value) {
  return typeof value == "number" && Number.isInteger(value) && value >= 1 && value <= 365 ? value : undefined;
}

/**
 * The groups obeyed here, and of each value what it has to be: as policy-schema.ts has it, a test compares.
 *
 * @type {Record<"published" | "reports", Record<string, Check>>}
 */
const GROUPS = {
  published: { url: addressOfDomain, automatic: yesNo, allowed: yesNo },
  reports: {
    folder: matching(/^(\/|[A-Za-z]:\\|\\\\)[ -~\u00A0-\uFFFF]*$/),
    url: value => addressThat(url => (url.protocol == "https:" || (url.protocol == "http:" && isHere(url))) && isBare(url))(value),
    authorization: matching(/^[\u0021-\u007E]+( [\u0021-\u007E]+)*$/),
    label: matching(/^[ -~\u00A0-\uFFFF]+$/, 100),
    everyDays: days,
  },
};

/**
 * A group of its settings: read from Thunderbird, never taken from the caller. Throws where a mistake has closed it.
 *
 * @template {"published" | "reports"} G
 * @param {string} id of the add-on
 * @param {G} name
 * @returns {Promise<G extends "published" ? Published : Reports>}
 */
export async function managedGroup(id, name) {
  const settings = ownPolicy(id) ?? {};
  const known = GROUPS[name];
  const isOpen = isGroup(settings) && !(await isPolicyDropped(id)) && !Object.keys(settings).some(key => !SECTIONS.includes(key) && resembles(key, name));
  const group = isOpen ? fromText(settings[name] === undefined ? {} : settings[name]) : undefined;
  if (!isGroup(group) || Object.entries(group).some(([key, value]) => !Object.hasOwn(known, key) || known[key]?.(value) === undefined)) {
    throw new ExtensionUtils.ExtensionError(`The administrator's settings have a mistake, which forbids this: ${name}`);
  }
  return /** @type {any} */ (Object.fromEntries(Object.entries(group).map(([key, value]) => [key, known[key]?.(value)])));
}

/** @param {string} id */
function ownPolicy(id) {
  return fromText(Services.policies?.getExtensionPolicy(id));
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isGroup(value) {
  return typeof value == "object" && value !== null && !Array.isArray(value) && Object.keys(value).length <= 500;
}

/**
 * As resembles.ts has it.
 *
 * @param {string} name
 * @param {string} known
 */
function resembles(name, known) {
  const [one, other] = [name.toLowerCase(), known.toLowerCase()];
  const [pairs, otherPairs] = [pairsOf(one), pairsOf(other)];
  const shared = [...pairs].filter(pair => otherPairs.has(pair)).length;
  return sorted(one) == sorted(other) || 2 * shared >= 0.4 * (pairs.size + otherPairs.size);
}

/** @param {string} word */
function pairsOf(word) {
  return new Set(Array.from({ length: Math.max(word.length - 1, 0) }, (_, i) => word.slice(i, i + 2)));
}

/** @param {string} word */
function sorted(word) {
  return [...word].sort().join("");
}

/**
 * From a registry or a property list, a group of settings may come as JSON text.
 *
 * @param {unknown} value
 */
function fromText(value) {
  if (typeof value != "string" || !/^\s*[{[]/.test(value)) {
    return value;
  }
  return attempt("managed settings", () => JSON.parse(value)) ?? value;
}

/** @type {boolean | undefined} */
let dropped;

/**
 * Thunderbird takes no settings for an add-on that are null, a number, a text that is no JSON, and before 153 none with null anywhere in them; nor
 * any policy of a file that is no JSON. It then has none for us, and only the file tells that there were. A file that was changed after
 * Thunderbird's start has not been read yet.
 *
 * @param {string} id of the add-on
 */
export async function isPolicyDropped(id) {
  // Thunderbird reads policies once, at its start. What could not be looked up is looked up again.
  return (dropped ??= await lookForDroppedPolicy(id));
}

/** @param {string} id */
async function lookForDroppedPolicy(id) {
  const policy = ownPolicy(id);
  if (policy) {
    // Of a list, storage.managed tells its entries by their numbers, and of an empty one nothing.
    return typeof policy != "object" || Array.isArray(policy);
  }
  const { IOUtils } = systemGlobal();
  const file = await policiesFile();
  if (!file || (await IOUtils.stat(file)).lastModified > Services.startup.getStartupInfo().process.getTime()) {
    return false;
  }
  try {
    const { policies } = JSON.parse(await IOUtils.readUTF8(file));
    const settings = Object(policies?.["3rdparty"]?.Extensions);
    return Object.hasOwn(settings, id) && !saysNothing(settings[id]);
  } catch {
    return true;
  }
}

/**
 * Groups in groups, and nothing in any: a file of nothing else Thunderbird takes for none, and nobody has lost anything.
 *
 * @param {unknown} value
 * @returns {boolean}
 */
function saysNothing(value) {
  return typeof value == "object" && value !== null && !Array.isArray(value) && Object.values(value).every(saysNothing);
}

/** Where Thunderbird looks for it (EnterprisePoliciesParent.sys.mjs, JSONPoliciesProvider); undefined where there is none. */
async function policiesFile() {
  const { IOUtils, PathUtils } = systemGlobal();
  const { AppConstants } = ChromeUtils.importESModule("resource://gre/modules/AppConstants.sys.mjs");
  const files = [
    ...(AppConstants.platform == "linux" ? [PathUtils.join(folderOf("SysConfD"), "policies", "policies.json")] : []),
    PathUtils.join(folderOf("XREAppDist"), "policies.json"),
  ];
  for (const file of files) {
    if (await IOUtils.exists(file)) {
      return file;
    }
  }
  return undefined;
}

/** @param {string} name */
function folderOf(name) {
  return Services.dirsvc.get(name, Ci.nsIFile).path;
}
