// @ts-check
/* Everything there is to read, account by account. */

/** @import {AccountSettings, Settings} from "../settings.js" */

import { attempt, mailServices } from "../thunderbird.js";
import { addFilters } from "./filters.js";
import { certificateExceptions, hasDeadlyName, uriOf } from "./hosts.js";
import { readIdentity } from "./identities.js";
import { readIncomingServer } from "./incoming.js";
import { defaultOutgoingKey, outgoingKeys, readOutgoingServer } from "./outgoing.js";
import { inSlices, pacer } from "./pace.js";
import { readProgram } from "./program.js";

/**
 * What reading one account or server takes beside it: a question about certificates, the key of a server by its URI, and the pace.
 *
 * @typedef {object} At
 * @property {ReturnType<typeof certificateExceptions>} hasException
 * @property {(uri: string) => string | undefined} keyOfServer
 * @property {() => Promise<void>} pace
 */

/** @returns {Promise<Settings>} */
export async function readSettings() {
  const pace = pacer();
  const { accounts } = mailServices();
  const keys = outgoingKeys();
  const sending = { keys: new Set(keys), defaultKey: defaultOutgoingKey() };
  const at = { hasException: certificateExceptions(), keyOfServer: serverKeys(), pace };
  const told = await inSlices(accounts.accounts, pace, async account => {
    const own = attempt("identities", () => account.identities.map(identity => readIdentity(identity, sending, at.keyOfServer)));
    return { key: account.key, identities: own ?? [], settings: await readAccount(account, own?.map(({ key }) => key), at) };
  });
  const outgoingServers = await inSlices(keys, pace, key => readOutgoingServer(key, sending.defaultKey, at.hasException));
  await addFilters(told.map(({ settings }) => settings));
  const program = await readProgram();
  // What has gone meanwhile may have been read as half of it.
  const listed = new Set(accounts.accounts.map(({ key }) => key));
  const present = told.filter(({ key }) => listed.has(key));
  return {
    accounts: [...present.map(({ settings }) => settings).filter(settings => settings !== undefined), ...withoutServer(listed)],
    outgoingServers,
    // By key: accounts may share an identity.
    identities: [...new Map(present.flatMap(account => account.identities.map(identity => [identity.key, identity]))).values()],
    program,
  };
}

/** A sent folder on a server that is gone is not used (nsMsgIdentity::getOrCreateFolder). Few identities and servers name another: the list waits. */
function serverKeys() {
  /** @type {Map<string | undefined, string> | undefined} */
  let keys;
  /** @param {string} uri */
  return uri => {
    keys ??= new Map(mailServices().accounts.allServers.map(server => [uriOf(server), server.key]));
    return keys.get(uri);
  };
}

/**
 * Undefined for one that Thunderbird itself hides.
 *
 * @param {nsIMsgAccount} account
 * @param {string[] | undefined} identityKeys
 * @param {At} at
 * @returns {Promise<AccountSettings | undefined>}
 */
async function readAccount(account, identityKeys, at) {
  try {
    const server = account.incomingServer;
    if (attempt("hidden", () => server?.hidden)) {
      return undefined;
    }
    if (!server?.type) {
      return { id: account.key, error: "it has no server" };
    }
    return {
      id: account.key,
      type: server.type,
      name: attempt("name", () => (hasDeadlyName(server) ? server.getStringValue("name") : server.prettyName)),
      server: await readIncomingServer(server, at),
      identityKeys,
    };
  } catch (error) {
    console.error(`Could not read account ${account.key}:`, error);
    return { id: account.key, error: String(/** @type {Error} */ (error).message ?? error) };
  }
}

/**
 * Accounts that Thunderbird has in its list of keys and, having no server for them, tells nobody about.
 *
 * @param {Set<string>} listed
 */
function withoutServer(listed) {
  const { prefs } = Services;
  const keys = prefs.getCharPref("mail.accountmanager.accounts", "").split(",").filter(Boolean);
  return keys
    .filter(key => !listed.has(key))
    .filter(key => !prefs.getBoolPref(`mail.server.${prefs.getCharPref(`mail.account.${key}.server`, "")}.hidden`, false))
    .map(key => ({ id: key, error: "it has no server" }));
}
