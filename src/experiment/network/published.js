// @ts-check
/* The settings that mail providers publish. */

/** @import {Published} from "./policy.js" */
/** @import {PublishingPlace} from "../network.js" */

import { systemGlobal } from "../thunderbird.js";
import { LIMITS, ask } from "./asking.js";

/**
 * @param {string} domain
 * @param {PublishingPlace} place
 * @param {Published} managed
 */
export async function fetchPublished(domain, place, { url: own, allowed }) {
  if (allowed === false) {
    throw new ExtensionUtils.ExtensionError("The administrator does not allow this");
  }
  const url = addressAt(place, domain, own);
  return url === null ? null : { url, xml: await get(url) };
}

/**
 * Null where there is no such address, or none that is encrypted. Nothing but the domain gets in.
 *
 * @param {PublishingPlace} place
 * @param {string} domain
 * @param {string | undefined} own the organisation's
 */
function addressAt(place, domain, own) {
  const { URL } = systemGlobal();
  const { prefs } = Services;
  const database = prefs.getCharPref("mailnews.auto_config_url", "");
  // Who has forbidden Thunderbird to ask providers has forbidden us.
  const mayAskProvider = prefs.getBoolPref("mailnews.auto_config.fetchFromISP.enabled", true);
  const address = {
    organisation: own,
    subdomain: mayAskProvider && "https://autoconfig.{domain}/mail/config-v1.1.xml",
    wellKnown: mayAskProvider && "https://{domain}/.well-known/autoconfig/mail/config-v1.1.xml",
    // As Thunderbird reads this preference (FetchConfig.sys.mjs): the domain is at the end unless its place is marked.
    database: database.includes("{{domain}}") ? database.replace("{{domain}}", "{domain}") : database && `${database}{domain}`,
  }[place];
  const url = (address || "").replaceAll("{domain}", domain);
  const { protocol, username, password } = URL.canParse(url) ? new URL(url) : {};
  return protocol == "https:" && !username && !password ? url : null;
}

/**
 * The answer; empty where there is none to be used: another status, a redirect, or too much.
 *
 * @param {string} url
 */
async function get(url) {
  const { URL } = systemGlobal();
  try {
    const { status, text } = await ask(url, {}, LIMITS.getMs);
    return (status == 200 && text) || "";
  } catch (error) {
    throw new ExtensionUtils.ExtensionError(`${new URL(url).host} did not answer: ${/** @type {Error} */ (error).message}`);
  }
}
