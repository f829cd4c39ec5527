// @ts-check
/* Labels of Thunderbird's interface, in its own language. */

/** @import {LabelSource} from "../settings.js" */

import { systemGlobal } from "../thunderbird.js";

/** @typedef {(key: string) => string | null | undefined | Promise<string | null | undefined>} Strings from a key of a file to its text */

/**
 * @param {LabelSource[]} sources
 * @returns {Promise<(string | null)[]>}
 */
export async function readLabels(sources) {
  /** @type {Map<string, Promise<Strings>>} */
  const files = new Map();
  for (const { file } of sources) {
    if (!files.has(file)) {
      files.set(file, stringsOf(file));
    }
  }
  return Promise.all(
    sources.map(async ({ file, key }) => {
      try {
        // Some end with a blank, before what stands beside them.
        return (await (await files.get(file))?.(key))?.trim() ?? null;
      } catch {
        // Asking is how one learns that this version has no such string: bundles throw, there is no test.
        return null;
      }
    })
  );
}

export async function languagePack() {
  const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
  return (await AddonManager.getAddonByID(`langpack-${Services.locale.appLocaleAsBCP47}@thunderbird.mozilla.org`))?.version ?? "";
}

/**
 * @param {string} file
 * @returns {Promise<Strings>}
 */
async function stringsOf(file) {
  const { fetch, Localization } = systemGlobal();
  const [name, of = "messenger"] = file.split("/").toReversed();
  const url = `chrome://${of}/locale/${name}`;
  if (file.endsWith(".properties")) {
    const bundle = Services.strings.createBundle(url);
    return key => bundle.GetStringFromName(key);
  }
  if (file.endsWith(".ftl")) {
    const localization = new Localization([file]);
    return async key => {
      const [id = "", attribute] = key.split(".");
      const [message] = await localization.formatMessages([{ id }]);
      return attribute ? message?.attributes?.find(({ name: own }) => own == attribute)?.value : message?.value;
    };
  }
  const entities = entitiesOf(await (await fetch(url)).text());
  return key => entities.get(key);
}

/** @type {Readonly<Record<string, string>>} */
const CHARACTERS = { amp: "&", quot: '"', apos: "'", lt: "<", gt: ">" };

/**
 * The entities of a DTD by name, their character references resolved. Of two of one name the first counts (XML 1.0, 4.2).
 *
 * @param {string} dtd
 */
function entitiesOf(dtd) {
  const declared = [...dtd.matchAll(/<!ENTITY\s+([\w.-]+)\s+(?:"([^"]*)"|'([^']*)')/g)];
  return new Map(declared.toReversed().map(([, name, quoted, apostrophed = ""]) => [name, resolved(quoted ?? apostrophed)]));
}

/** @param {string} value */
function resolved(value) {
  return value.replace(/&(\w+);/g, (reference, character) => CHARACTERS[character] ?? reference);
}
