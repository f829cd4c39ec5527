// @ts-check
/* Where mail is on this computer, and its folders. */

/** @import {FolderSettings, IncomingServerSettings} from "../settings.js" */

import { attempt, fileAt, ifSet, mailServices, systemGlobal } from "../thunderbird.js";
import { EXCHANGE } from "./hosts.js";
import { inSlices } from "./pace.js";
import { retentionOf } from "./retention.js";

/** Ci.nsMsgFolderFlags by what a folder is used for; an Inbox is looked for first. */
const FOLDER_USES = /** @type {const} */ ([
  ["Inbox", "inbox"], ["SentMail", "sent"], ["Archive", "archives"], ["Drafts", "drafts"], ["Templates", "templates"], ["Trash", "trash"], ["Junk", "junk"], ["Queue", "outbox"],
]);

/** kQuotaCapability (nsImapCore.h). */
const QUOTA_CAPABILITY = 0x40000;

/**
 * Where its mail is, and its folders. Not before Thunderbird has chosen the place: the getters behind both would choose
 * it and write it down (nsMsgIncomingServer::GetLocalPath).
 *
 * @param {nsIMsgIncomingServer} server
 * @param {string} branch
 * @param {() => Promise<void>} pace
 * @returns {Promise<Partial<IncomingServerSettings>>}
 */
export async function readStored(server, branch, pace) {
  const localPath = attempt("localPath", () => localPathOf(branch));
  if (!localPath) {
    return {};
  }
  const folders = attempt("folders", () => server.rootFolder.descendants);
  return {
    localPath,
    hasConnected: folders && attempt("hasConnected", () => hasConnected(server, folders, localPath)),
    folders: folders && (await inSlices(folders, pace, readFolder)).filter(folder => folder !== undefined),
    unsentMessages: folders && attempt("unsent messages", () => unsentMessagesIn(folders)),
    quota: folders && attempt("quota", () => quotaOf(server, folders)),
  };
}

/**
 * As nsMsgIncomingServer::GetFileValue finds it: the relative one first.
 *
 * @param {string} branch
 */
function localPathOf(branch) {
  const relative = ifSet(prefs => prefs.getComplexValue(`${branch}directory-rel`, Ci.nsIRelativeFilePref));
  const folder = relative ? relative.file : ifSet(prefs => prefs.getComplexValue(`${branch}directory`, Ci.nsIFile));
  return folder && realPathOf(folder);
}

/**
 * Where links lead, as Thunderbird shows a place; as it is while there is no such folder yet.
 *
 * @param {nsIFile} folder
 */
export function realPathOf(folder) {
  const real = folder.clone();
  if (real.exists()) {
    real.normalize();
  }
  return real.path;
}

/**
 * Undefined for one that can hold no messages.
 *
 * @param {nsIMsgFolder} folder
 * @returns {FolderSettings | undefined}
 */
function readFolder(folder) {
  const { Virtual, ImapNoselect, Offline } = Ci.nsMsgFolderFlags;
  const flags = attempt("flags", () => folder.flags);
  if (flags !== undefined && flags & (Virtual | ImapNoselect)) {
    return undefined;
  }
  return {
    key: attempt("URI", () => keyOf(folder.URI)),
    use: useOf(flags),
    isOffline: flags === undefined ? undefined : Boolean(flags & Offline),
    retainBy: followsAccount(folder) ? "account" : retentionOf(folder).retainBy,
    bytes: attempt("sizeOnDisk", () => (folder.sizeOnDisk < 0 ? undefined : folder.sizeOnDisk)),
    expungedBytes: attempt("expungedBytes", () => folder.expungedBytes),
  };
}

/**
 * Keys by URI: to make one takes as long as all else that is read of a folder, and each change has all of them read.
 *
 * @type {Map<string, string>}
 */
const keys = new Map();

/** @param {string} uri */
function keyOf(uri) {
  let key = keys.get(uri);
  if (key === undefined) {
    keys.set(uri, (key = digestOf(uri)));
  }
  return key;
}

/**
 * A folder's URI has a user's name and the folder's own in it: SHA-256, in Base64, of which 132 bits tell any two apart.
 *
 * @param {string} uri
 */
function digestOf(uri) {
  const bytes = new (systemGlobal().TextEncoder)().encode(uri);
  const hash = Cc["@mozilla.org/security/hash;1"].createInstance(Ci.nsICryptoHash);
  hash.init(hash.SHA256);
  hash.update(bytes, bytes.length);
  return hash.finish(true).slice(0, 22);
}

/** @param {number} [flags] */
function useOf(flags = 0) {
  return FOLDER_USES.find(([flag]) => flags & Ci.nsMsgFolderFlags[flag])?.[1] ?? "other";
}

/**
 * From Thunderbird's cache of folders, where the choice is written too: folder.getStringProperty opens the database of each
 * folder that never made one, which takes seconds in a large profile.
 *
 * @param {nsIMsgFolder} folder
 */
function followsAccount(folder) {
  try {
    const { persistentDescriptor } = folder.summaryFile;
    return mailServices().accounts.folderCache.getCacheElement(persistentDescriptor, false).getCachedString("useServerRetention") != "0";
  } catch {
    // Asking is how one learns that nothing was written: there is no test.
    return true;
  }
}

/**
 * Whether anything of the account ever came from its server. Of IMAP, Thunderbird makes an Inbox itself; how its name is put together
 * (`^`: not known) only the server tells, and the cache of folders keeps it. POP writes down which messages it has handled. All folders
 * of Exchange come from the server.
 *
 * @param {nsIMsgIncomingServer} server
 * @param {nsIMsgFolder[]} folders
 * @param {string} localPath
 */
function hasConnected(server, folders, localPath) {
  if (server.type == "imap") {
    return folders.some(folder => isOwn(folder) && folder.QueryInterface(Ci.nsIMsgImapMailFolder).hierarchyDelimiter != "^");
  }
  if (server.type == "pop3") {
    const handled = fileAt(localPath);
    handled.append("popstate.dat");
    return handled.exists();
  }
  return EXCHANGE.includes(server.type) ? folders.some(isOwn) : undefined;
}

/** A search that is saved is no folder of the server's. @param {nsIMsgFolder} folder */
function isOwn(folder) {
  return !(folder.flags & Ci.nsMsgFolderFlags.Virtual);
}

/**
 * How many messages wait to be sent; undefined where one place does not tell.
 *
 * @param {nsIMsgFolder[]} folders
 */
function unsentMessagesIn(folders) {
  let sum = 0;
  for (const folder of folders.filter(({ flags }) => flags & Ci.nsMsgFolderFlags.Queue)) {
    const count = messagesIn(folder);
    if (count === undefined) {
      return undefined;
    }
    sum += count;
  }
  return sum;
}

/**
 * As the folder, or Thunderbird's cache of folders, has it: no database is opened for it, which would delete one that is out of date. Both
 * say 0 as well where there is no database yet, whatever the mailbox holds.
 *
 * @param {nsIMsgFolder} folder
 */
function messagesIn(folder) {
  const count = folder.getTotalMessages(false);
  const { filePath } = folder;
  const isCounted = count > 0 || folder.summaryFile.exists() || !filePath.exists() || (filePath.isFile() && filePath.fileSize == 0);
  return isCounted && count >= 0 ? count : undefined;
}

/**
 * What the server told when the Inbox was opened (GETQUOTAROOT); undefined before that, empty where it has none.
 *
 * @param {nsIMsgIncomingServer} server
 * @param {nsIMsgFolder[]} folders
 */
function quotaOf(server, folders) {
  const found = server.type == "imap" && folders.find(folder => folder.flags & Ci.nsMsgFolderFlags.Inbox);
  if (!found) {
    return undefined;
  }
  const inbox = found.QueryInterface(Ci.nsIMsgImapMailFolder).QueryInterface(Ci.nsIImapMailFolderSink);
  const { userAuthenticated } = server.QueryInterface(Ci.nsIImapServerSink);
  // Only who is logged in is told all capabilities.
  const hasNone = userAuthenticated && !(server.QueryInterface(Ci.nsIImapIncomingServer).getCapability() & QUOTA_CAPABILITY);
  if (!inbox.folderQuotaCommandIssued && !hasNone) {
    return undefined;
  }
  // Thunderbird's name is "quota root / resource", and a quota root may be named after the user.
  return inbox.getQuota().map(({ name, usage, limit }) => ({ name: name.split(" ").at(-1) ?? "", used: Number(usage), limit: Number(limit) }));
}
