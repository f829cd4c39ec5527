/** What the rules on kept mail ask of a server. Undefined is undecidable. */
import {all} from './connection.ts';
import {type Folder, type FolderUse, type IncomingServer, type Snapshot, isExchange, mirrorsServer} from './snapshot.ts';

/** It has folders of its own. POP may deliver into those of another account: they are judged there. */
export function hasOwnFolders({type, deferredToAccount}: IncomingServer): boolean | undefined {
  if (type !== 'pop3') return true;
  return deferredToAccount === undefined ? undefined : deferredToAccount === '';
}

/**
 * The server keeps the mail, and Thunderbird mirrors it as the account's settings say. Before 153 Exchange has no settings for this: its
 * folders are never selected for offline use, and it has no way to delete of its own.
 */
export function mirrorsAsSet({type}: IncomingServer, {thunderbird}: Snapshot): boolean {
  return type === 'imap' || isExchange(type) && Number.parseInt(thunderbird) >= 153;
}

/** Thunderbird leaves Trash and Junk out itself (nsImapMailFolder::CreateClientSubfolderInfo); what waits to be sent is no copy. */
const leftOut: FolderUse[] = ['trash', 'junk', 'outbox'];

/** Of its folders, those that a copy on this computer is meant to hold. */
export function foldersToCopy(folders: Folder[]): Folder[] {
  return folders.filter(({use}) => !leftOut.includes(use));
}

/**
 * How many bytes of mail this computer holds, as far as folders tell: POP, Local Folders, and what is copied whole, once it all is here.
 * Of other copies only the size on the server is known.
 */
export function bytesHere({incomingServers}: Snapshot): number {
  return incomingServers.flatMap(foldersHere).reduce((sum, {bytes = 0}) => sum + bytes, 0);
}

function foldersHere(server: IncomingServer): Folder[] {
  const {folders = [], offlineDownload, limitOfflineMessageSize, autoSyncMaxAgeDays = 1} = server;
  if (!mirrorsServer(server)) return folders;
  const isWhole = offlineDownload === true && limitOfflineMessageSize === false && autoSyncMaxAgeDays <= 0;
  return isWhole ? folders.filter(({isOffline}) => isOffline) : [];
}

/** What Thunderbird deletes here it deletes on the server too. POP does so where that is ticked. */
export function deletesOnServer(server: IncomingServer): boolean | undefined {
  if (server.type === 'pop3') return all(server.leaveMessagesOnServer, server.deleteMailLeftOnServer);
  return mirrorsServer(server);
}

/** How much is kept, for what does not keep all. 0 keeps nothing (nsMsgDatabase::PurgeMessagesOlderThan, PurgeExcessMessages). */
export function limitOf({retainBy, daysToKeepHdrs: days, numHeadersToKeep: count}: Kept): {days: number} | {count: number} {
  return retainBy === 'age' ? {days} : {count};
}

interface Kept {
  retainBy: 'age' | 'count';
  daysToKeepHdrs: number;
  numHeadersToKeep: number;
}
