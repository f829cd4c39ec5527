// @ts-check
/* Servers that mail comes from. */

/** @import {At} from "./accounts.js" */
/** @import {IncomingServerSettings} from "../settings.js" */

import { attempt, ifSet, isLocked, lockedFields } from "../thunderbird.js";
import { EXCHANGE, addressOf, hostnameOf, uriOf } from "./hosts.js";
import { retentionOf } from "./retention.js";
import { readStored } from "./stored.js";
import { EXCHANGE_DELETE_MODELS, IMAP_DELETE_MODELS, authMethodName, socketTypeName } from "./words.js";

/** By field, the preferences that hold them. */
export const INCOMING_PREFS = {
  hostname: "hostname",
  port: "port",
  socketType: "socketType",
  authMethod: "authMethod",
  username: "userName",
  exchangeScheme: "ews_url",
  offlineDownload: "offline_download",
  autoSyncMaxAgeDays: "autosync_max_age_days",
  limitOfflineMessageSize: "limit_offline_message_size",
  maxMessageSize: "max_size",
  leaveMessagesOnServer: "leave_on_server",
  deleteByAgeFromServer: "delete_by_age_from_server",
  numDaysToLeaveOnServer: "num_days_to_leave_on_server",
  deleteMailLeftOnServer: "delete_mail_left_on_server",
  headersOnly: "headers_only",
  deferredToAccount: "deferred_to_account",
  deferGetNewMail: "defer_get_new_mail",
  loginAtStartUp: "login_at_startup",
  downloadOnBiff: "download_on_biff",
  doBiff: "check_new_mail",
  biffMinutes: "check_time",
  autoSyncOfflineStores: "autosync_offline_stores",
  retainBy: "retainBy",
  daysToKeepHdrs: "daysToKeepHdrs",
  numHeadersToKeep: "numHdrsToKeep",
  emptyTrashOnExit: "empty_trash_on_exit",
  spamLevel: "spamLevel",
  purgeSpam: "purgeSpam",
  purgeSpamInterval: "purgeSpamInterval",
  moveOnSpam: "moveOnSpam",
  junkServerKey: "spamActionTargetAccount",
  deleteModel: "delete_model",
};

/**
 * @param {nsIMsgIncomingServer} server
 * @param {At} at
 * @returns {Promise<IncomingServerSettings>}
 */
export async function readIncomingServer(server, { hasException, keyOfServer, pace }) {
  const { key, type } = server;
  const branch = `mail.server.${key}.`;
  const username = attempt("username", () => server.username);
  const locked = [...lockedFields(branch, INCOMING_PREFS), ...(isPlaceLocked(branch) ? ["localPath"] : [])];
  const connection = EXCHANGE.includes(type) ? addressOf(() => server.getStringValue("ews_url")) : connectionOf(server, branch);
  return {
    key, type, username, locked, ...connection,
    hasCertificateException: hasException(connection.hostname, connection.port),
    ...syncOf(server), ...popOf(server), ...checkingOf(server), ...deletingOf(server), ...junkOf(server, keyOfServer),
    ...(await readStored(server, branch, pace)),
  };
}

/**
 * Two preferences hold one place.
 *
 * @param {string} branch
 */
function isPlaceLocked(branch) {
  return ["directory-rel", "directory"].some(name => isLocked(branch + name));
}

/** @param {nsIMsgIncomingServer} server @param {string} branch */
function connectionOf(server, branch) {
  const socketType = attempt("socketType", () => socketTypeOf(server, branch));
  return {
    hostname: attempt("hostname", () => hostnameOf(server)) || undefined,
    socketType: socketTypeName(socketType),
    port: attempt("port", () => portOf(server, socketType)),
    authMethod: authMethodName(attempt("authMethod", () => server.authMethod), server.type == "imap"),
  };
}

/**
 * Not `server.socketType` alone: from the legacy `isSecure` the C++ getter writes the preference (nsMsgIncomingServer::GetSocketType).
 *
 * @param {nsIMsgIncomingServer} server
 * @param {string} branch
 */
function socketTypeOf(server, branch) {
  const isLegacy = ifSet(prefs => prefs.getIntPref(`${branch}socketType`)) === undefined && ifSet(prefs => prefs.getBoolPref(`${branch}isSecure`));
  return isLegacy ? Ci.nsMsgSocketType.SSL : server.socketType;
}

/**
 * A port of -1 or 0 is none, and for POP any below 2: the client then takes the protocol's default. IMAP takes 1 as it is, and cannot use -5.
 *
 * @param {nsIMsgIncomingServer} server
 * @param {number | undefined} socketType
 */
function portOf(server, socketType) {
  const stored = server.getIntValue("port");
  const isSet = server.type == "imap" ? ![-1, 0].includes(stored) : stored > 1;
  return isSet ? stored : server.protocolInfo?.getDefaultServerPort(socketType == Ci.nsMsgSocketType.SSL);
}

/** @param {nsIMsgIncomingServer} server */
function syncOf(server) {
  if (!["imap", ...EXCHANGE].includes(server.type)) {
    return {};
  }
  // Thunderbird 140 has these attributes on nsIImapIncomingServer alone, 153 on every server; 140's Exchange has the preferences.
  const owner = "offlineDownload" in server || server.type != "imap" ? server : server.QueryInterface(Ci.nsIImapIncomingServer);
  const own = "offlineDownload" in owner;
  return {
    offlineDownload: attempt("offlineDownload", () => (own ? owner.offlineDownload : server.getBoolValue("offline_download"))),
    autoSyncMaxAgeDays: attempt("autoSyncMaxAgeDays", () => (own ? owner.autoSyncMaxAgeDays : server.getIntValue("autosync_max_age_days"))),
    autoSyncOfflineStores: attempt("autoSyncOfflineStores", () => (own ? owner.autoSyncOfflineStores : server.getBoolValue("autosync_offline_stores"))),
    ...sizeOf(server),
  };
}

/** @param {nsIMsgIncomingServer} server */
function sizeOf(server) {
  return {
    limitOfflineMessageSize: attempt("limitOfflineMessageSize", () => server.limitOfflineMessageSize),
    maxMessageSize: attempt("maxMessageSize", () => server.maxMessageSize),
  };
}

/** @param {nsIMsgIncomingServer} server */
function popOf(server) {
  if (server.type != "pop3") {
    return {};
  }
  const pop = server.QueryInterface(Ci.nsIPop3IncomingServer);
  return {
    leaveMessagesOnServer: attempt("leaveMessagesOnServer", () => pop.leaveMessagesOnServer),
    deleteByAgeFromServer: attempt("deleteByAgeFromServer", () => pop.deleteByAgeFromServer),
    numDaysToLeaveOnServer: attempt("numDaysToLeaveOnServer", () => pop.numDaysToLeaveOnServer),
    deleteMailLeftOnServer: attempt("deleteMailLeftOnServer", () => pop.deleteMailLeftOnServer),
    headersOnly: attempt("headersOnly", () => pop.headersOnly),
    deferGetNewMail: attempt("deferGetNewMail", () => pop.deferGetNewMail),
    // Not the attribute: its getter writes another account where this one is gone (Pop3IncomingServer.sys.mjs).
    deferredToAccount: attempt("deferred_to_account", () => server.getStringValue("deferred_to_account")),
    downloadOnBiff: attempt("downloadOnBiff", () => server.downloadOnBiff),
    ...sizeOf(server),
  };
}

/** @param {nsIMsgIncomingServer} server */
function checkingOf(server) {
  return {
    loginAtStartUp: attempt("loginAtStartUp", () => server.loginAtStartUp),
    doBiff: attempt("doBiff", () => server.doBiff),
    biffMinutes: attempt("biffMinutes", () => server.biffMinutes),
  };
}

/**
 * What deletes messages by itself, or deletes them at once.
 *
 * @param {nsIMsgIncomingServer} server
 */
function deletingOf(server) {
  return {
    ...retentionOf(server),
    emptyTrashOnExit: attempt("emptyTrashOnExit", () => server.emptyTrashOnExit),
    deleteModel: attempt("deleteModel", () => deleteModelOf(server)),
  };
}

/**
 * POP moves always.
 *
 * @param {nsIMsgIncomingServer} server
 */
function deleteModelOf(server) {
  if (server.type == "imap") {
    return IMAP_DELETE_MODELS.wordOf(server.QueryInterface(Ci.nsIImapIncomingServer).deleteModel);
  }
  if (EXCHANGE.includes(server.type)) {
    return EXCHANGE_DELETE_MODELS.wordOf(server.getIntValue("delete_model")) ?? "moveToTrash";
  }
  return "moveToTrash";
}

/**
 * What becomes of junk. Not `spamSettings`: making them looks for its folder and marks it (nsSpamSettings::Initialize).
 *
 * @param {nsIMsgIncomingServer} server
 * @param {At["keyOfServer"]} keyOfServer
 */
function junkOf(server, keyOfServer) {
  return {
    spamLevel: attempt("spamLevel", () => server.getIntValue("spamLevel")),
    purgeSpam: attempt("purgeSpam", () => server.getBoolValue("purgeSpam")),
    purgeSpamInterval: attempt("purgeSpamInterval", () => server.getIntValue("purgeSpamInterval")),
    moveOnSpam: attempt("moveOnSpam", () => server.getBoolValue("moveOnSpam")),
    junkServerKey: attempt("spamActionTargetAccount", () => junkServerKeyOf(server, keyOfServer)),
  };
}

/**
 * nsISpamSettings.idl: the target is an account's folder for junk, or with 1 any folder. Where no server has it, nothing is moved.
 *
 * @param {nsIMsgIncomingServer} server
 * @param {At["keyOfServer"]} keyOfServer
 */
function junkServerKeyOf(server, keyOfServer) {
  const uri = server.getStringValue(server.getIntValue("moveTargetMode") == 1 ? "spamActionTargetFolder" : "spamActionTargetAccount");
  const [root] = uri.match(/^[a-z0-9-]+:\/\/[^/]*/i) ?? [];
  if (!root) {
    return "";
  }
  return uriOf(server) == root ? server.key : keyOfServer(root) ?? "";
}
