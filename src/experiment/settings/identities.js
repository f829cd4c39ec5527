// @ts-check
/* Who writes, and where copies and answers go. */

/** @import {At} from "./accounts.js" */
/** @import {IdentitySettings} from "../settings.js" */

import { attempt, ifSet, lockedFields, mailServices } from "../thunderbird.js";

/** By field, the preferences that hold them. */
export const IDENTITY_PREFS = {
  outgoingServerKey: "smtpServer",
  keepsSentCopies: "fcc",
  sentFolder: "fcc_folder",
  bccList: "doBccList",
  replyTo: "reply_to",
};

/**
 * @param {nsIMsgIdentity} identity
 * @param {{ keys: Set<string>, defaultKey: string }} sending the outgoing servers there are, and the one to send with where none is named
 * @param {At["keyOfServer"]} keyOfServer
 * @returns {IdentitySettings}
 */
export function readIdentity(identity, sending, keyOfServer) {
  const { key } = identity;
  const wanted = attempt("smtpServerKey", () => identity.smtpServerKey || sending.defaultKey);
  return {
    key,
    email: attempt("email", () => identity.email),
    // A key that no server has is no server: OutgoingServerService.getServerByIdentity() finds none and sending fails.
    outgoingServerKey: wanted === undefined || sending.keys.has(wanted) ? wanted : "",
    keepsSentCopies: attempt("doFcc", () => identity.doFcc),
    copiesItself: attempt("doBcc", () => copiesItself(identity)),
    bccList: attempt("doBccList", () => blindCopiesOf(identity)),
    replyTo: attempt("reply_to", () => addressesIn(identity.replyTo)),
    ...attempt("fcc_folder", () => sentFolderOf(identity, keyOfServer)),
    locked: lockedFields(`mail.identity.${key}.`, IDENTITY_PREFS),
  };
}

/** @param {nsIMsgIdentity} identity */
function copiesItself(identity) {
  const { doBcc, doBccList } = blindCopyOf(identity);
  const receivers = [identity.doCc ? identity.doCcList : "", doBcc ? doBccList : ""].join().toLowerCase().split(/[\s,;<>]+/);
  return identity.email != "" && receivers.includes(identity.email.toLowerCase());
}

/** @param {nsIMsgIdentity} identity */
function blindCopiesOf(identity) {
  const { doBcc, doBccList } = blindCopyOf(identity);
  return doBcc ? addressesIn(doBccList) : [];
}

/**
 * Of a list as it is written; the name alone of what has no address, such as a list of an address book.
 *
 * @param {string | undefined} list
 */
export function addressesIn(list) {
  return mailServices().headerParser.parseDecodedHeader(list ?? "", false).map(({ name, email }) => email || name);
}

/**
 * Not the attributes: where they are not set, their getters write what profiles of before Thunderbird 3 have instead
 * (nsMsgIdentity::GetDoBcc, GetDoBccList).
 *
 * @param {nsIMsgIdentity} identity
 */
function blindCopyOf(identity) {
  const branch = `mail.identity.${identity.key}.`;
  const { bccSelf, bccOthers, bccList } = identity;
  return {
    doBcc: ifSet(prefs => prefs.getBoolPref(`${branch}doBcc`)) ?? (bccSelf || (bccOthers && bccList != "")),
    doBccList: ifSet(prefs => prefs.getStringPref(`${branch}doBccList`)) ?? [bccSelf ? identity.email : "", bccOthers ? bccList : ""].join(),
  };
}

/**
 * The kind of folder sent copies go to: "mailbox" (on this computer), "imap", "ews" ..., and its server; "" for the account's own.
 * Not identity.fccFolder, which in Thunderbird 140 may write it.
 *
 * @param {nsIMsgIdentity} identity
 * @param {At["keyOfServer"]} keyOfServer
 */
function sentFolderOf(identity, keyOfServer) {
  const uri = identity.getUnicharAttribute("fcc_folder");
  const [root = "", scheme] = uri.match(/^([a-z0-9-]+):\/\/[^/]*/i) ?? [];
  const sentServerKey = scheme && keyOfServer(root);
  return sentServerKey || scheme == "mailbox" ? { sentFolder: scheme, sentServerKey: sentServerKey ?? "" } : { sentFolder: "", sentServerKey: "" };
}
