/** What the rules on kept mail ask of a server. Undefined is undecidable. */
import {type Folder, type FolderUse, type IncomingServer, type Quota, type Snapshot, isExchange, mirrorsServer} from '../snapshot.ts';
import {normal} from './hosts.ts';
import {all} from './unknown.ts';

/** It has folders of its own. POP may deliver into those of another account: they are judged there. */
export function hasOwnFolders({type, deferredToAccount}: IncomingServer): boolean | undefined {
  if (type !== 'pop3') return true;
  return deferredToAccount === undefined ? undefined : deferredToAccount === '';
}

/** Where its mail is put: into its own folders, or for POP into those of the account it delivers to. Undefined where that was not read. */
export function receiverOf(server: IncomingServer, {incomingServers}: Snapshot): IncomingServer | undefined {
  const hasOwn = hasOwnFolders(server);
  if (hasOwn !== false) return hasOwn ? server : undefined;
  return incomingServers.find(({accountIds}) => accountIds.includes(server.deferredToAccount!));
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
 * Whether Thunderbird is set to keep copies of an account. What is copied each folder says for itself (nsAutoSyncManager::AutoUpdateFolders);
 * the account's option decides for new folders (nsImapMailFolder::AddSubfolderWithPath), and alone where folders were not read. Undefined: not read.
 */
export function keepsCopies(server: Pick<IncomingServer, 'offlineDownload' | 'folders'>): boolean | undefined {
  return server.offlineDownload === false ? chosenFolders(server).length > 0 : server.offlineDownload;
}

/** The folders that are copied although no new one would be. */
export function chosenFolders({offlineDownload, folders = []}: Pick<IncomingServer, 'offlineDownload' | 'folders'>): Folder[] {
  return offlineDownload === false ? folders.filter(({isOffline}) => isOffline) : [];
}

/**
 * How many bytes of mail this computer holds, as far as folders tell: POP, Local Folders, and what is copied whole, once it all is here.
 * Of other copies only the size on the server is known.
 */
export function bytesHere({incomingServers}: Snapshot): number {
  return incomingServers.flatMap(foldersHere).reduce((sum, {bytes = 0}) => sum + bytes, 0);
}

function foldersHere(server: IncomingServer): Folder[] {
  const {folders = [], limitOfflineMessageSize, autoSyncMaxAgeDays = 1} = server;
  if (!mirrorsServer(server)) return folders;
  const isWhole = keepsCopies(server) === true && limitOfflineMessageSize === false && autoSyncMaxAgeDays <= 0;
  const allMail = copyOfAllMail(server);
  return isWhole ? allMail ? [allMail] : folders.filter(({isOffline}) => isOffline) : [];
}

/**
 * Gmail's All Mail where it has a copy here: it holds what Gmail's other folders show, and Thunderbird takes their messages from it
 * instead of storing them twice (nsImapMailFolder::GetOfflineMsgFolder).
 */
export function copyOfAllMail({hostname, folders = []}: Pick<IncomingServer, 'hostname' | 'folders'>): Folder | undefined {
  const archives = folders.find(({use, isOffline}) => use === 'archives' && isOffline);
  return archives && hostname !== undefined && ['imap.gmail.com', 'imap.googlemail.com'].includes(normal(hostname)) ? archives : undefined;
}

/** The share of the room, or of the number of messages, that is used, where the server has a limit: the fullest first. */
export function roomUsed(quota: readonly Quota[]): {percent: number; resource: string}[] {
  return quota.flatMap(shareUsed).sort((a, b) => b.percent - a.percent);
}

/** `STORAGE`, or after the name of a root, which may be a person's, ` / STORAGE`. Other resources are not the mail (RFC 9208, 5). */
function shareUsed({name, used, limit}: Quota): {percent: number; resource: string}[] {
  const resource = /(?:^|\s)(STORAGE|MESSAGE)$/i.exec(name)?.[1];
  return resource && limit > 0 ? [{percent: Math.floor(100 * used / limit), resource: resource.toUpperCase()}] : [];
}

/** Trash and Junk are for what may go; Thunderbird spares the others itself (nsMsgDatabase::ApplyRetentionSettings). */
const spared: FolderUse[] = ['trash', 'junk', 'drafts', 'templates', 'outbox'];

/** Those with a limit of their own, beyond which messages are deleted. Undefined while one was not read and none is known. */
export function limitedFolders(folders: readonly Folder[]): Folder[] | undefined {
  const counted = folders.filter(({use}) => !spared.includes(use));
  const limited = counted.filter(({retainBy}) => retainBy === 'age' || retainBy === 'count');
  return limited.length || counted.every(({retainBy}) => retainBy !== undefined) ? limited : undefined;
}

/**
 * Above how many kilobytes an account keeps no copy; undefined where there is no limit. 0 lets nothing pass, though Account Settings show 50 in its place
 * (am-offline.js); and what is below that lets all pass, for sizes are compared without a sign (nsMsgDBFolder::MsgFitsDownloadCriteria).
 */
export function copyLimitOf({limitOfflineMessageSize, maxMessageSize}: {limitOfflineMessageSize: boolean; maxMessageSize: number}): number | undefined {
  return limitOfflineMessageSize && maxMessageSize >= 0 ? maxMessageSize : undefined;
}

/** Above how many kilobytes POP fetches only the beginning of a message: Thunderbird takes 0 for 50 (Pop3Client.sys.mjs, _maxMessageSize). */
export function popLimitOf(maxMessageSize: number): number {
  return maxMessageSize || 50;
}

/** What Thunderbird deletes here it deletes on the server too. POP does so where that is ticked. */
export function deletesOnServer(server: IncomingServer): boolean | undefined {
  if (server.type === 'pop3') return all(server.leaveMessagesOnServer, server.deleteMailLeftOnServer);
  return mirrorsServer(server);
}

/** How much is kept, for what does not keep all. 0 keeps nothing (nsMsgDatabase::PurgeMessagesOlderThan, PurgeExcessMessages). */
export function limitOf({retainBy, daysToKeepHdrs: days, numHeadersToKeep: count}: RetentionSettings): {days: number} | {count: number} {
  return retainBy === 'age' ? {days} : {count};
}

interface RetentionSettings {
  retainBy: 'age' | 'count';
  daysToKeepHdrs: number;
  numHeadersToKeep: number;
}
