// @ts-check
/*
 * Servers that mail goes out by: from the preferences, as Thunderbird's own objects take it from there (SmtpServer.sys.mjs; outgoing.rs for Exchange). Not from
 * those objects: to ask for the list makes what is not there yet, an Exchange server writes its key when it is made, and one server of an unknown type
 * makes the list throw, each time anew.
 */

/** @import {At} from "./accounts.js" */
/** @import {OutgoingServerSettings} from "../settings.js" */

import { attempt, ifSet, lockedFields } from "../thunderbird.js";
import { addressOf } from "./hosts.js";
import { authMethodName, socketTypeName } from "./words.js";

/** By field, the preferences that hold them. */
export const OUTGOING_PREFS = {
  hostname: "hostname",
  port: "port",
  socketType: "try_ssl",
  authMethod: "authMethod",
  username: "username",
};

export function outgoingKeys() {
  return Services.prefs.getCharPref("mail.smtpservers", "").split(",").filter(Boolean);
}

/** Not `defaultServer`: where none is set, that getter makes the first one the default (OutgoingServerService.sys.mjs). */
export function defaultOutgoingKey() {
  return Services.prefs.getCharPref("mail.smtp.defaultserver", "") || outgoingKeys()[0] || "";
}

/**
 * @param {string} key
 * @param {string} defaultKey
 * @param {At["hasException"]} hasException
 * @returns {OutgoingServerSettings}
 */
export function readOutgoingServer(key, defaultKey, hasException) {
  const type = attempt("type", () => Services.prefs.getCharPref(`mail.smtpserver.${key}.type`, "smtp"));
  const settings = type == "smtp" ? smtpOf(key) : exchangeOf(key);
  return { key, type, isDefault: key == defaultKey, ...settings, hasCertificateException: hasException(settings.hostname, settings.port) };
}

/** @param {string} key */
function smtpOf(key) {
  const { prefs } = Services;
  const branch = `mail.smtpserver.${key}.`;
  /** @param {string} name @param {number} otherwise */
  const number = (name, otherwise) => ifSet(() => prefs.getIntPref(branch + name)) ?? prefs.getIntPref(`mail.smtpserver.default.${name}`, otherwise);
  const socketType = attempt("socketType", () => number("try_ssl", Ci.nsMsgSocketType.plain));
  return {
    hostname: attempt("hostname", () => prefs.getStringPref(`${branch}hostname`, "")),
    // No port is the one SmtpClient.sys.mjs connects to; it takes any other, -1 too.
    port: attempt("port", () => prefs.getIntPref(`${branch}port`, 0) || (socketType == Ci.nsMsgSocketType.SSL ? 465 : 587)),
    socketType: socketTypeName(socketType),
    username: attempt("username", () => prefs.getCharPref(`${branch}username`, "")),
    authMethod: authMethodName(attempt("authMethod", () => number("authMethod", Ci.nsMsgAuthMethod.passwordCleartext)), false),
    locked: lockedFields(branch, OUTGOING_PREFS),
  };
}

/**
 * Without a user name or a method it does not send: then there is none to tell.
 *
 * @param {string} key
 */
function exchangeOf(key) {
  const branch = `mail.outgoingserver.${key}.`;
  return {
    ...addressOf(() => Services.prefs.getStringPref(`${branch}ews_url`, "")),
    username: ifSet(prefs => prefs.getCharPref(`${branch}username`)),
    authMethod: authMethodName(ifSet(prefs => prefs.getIntPref(`${branch}auth_method`)), false),
    locked: lockedFields(branch, { exchangeScheme: "ews_url" }),
  };
}
