/**
 * Where the mail of an account is, and what of it is left tomorrow: from the facts of its incoming server alone. Nobody has counted what is
 * here: what is set is told as set.
 */
import {chosenFolders, copyLimitOf, copyOfAllMail, foldersToCopy, keepsCopies, mirrorsAsSet, popLimitOf} from '../facts/kept-mail.ts';
import {type IncomingServer, type Snapshot, mirrorsServer} from '../snapshot.ts';
import {type Data, firstKey} from './messages.ts';
import {type Sentence, sentence} from './sentence.ts';

/** How much of the mail is in a place, as a stack of sheets is drawn. */
export type Stack = 'all' | 'recent' | 'small' | 'none' | 'unknown';

export interface Copies {
  /**
   * The end of message keys: `mirror_…` or `pop_…`; `nowhere` where the server cannot be reached, `unseen` where nothing ever came from it,
   * `unread` where not even the type is known.
   */
  name: string;
  data: Data;
  /** What of a message POP fetches at first, where that is not all: its headers, or what a limit on size lets pass. */
  part?: 'headers' | 'beginning';
  /** How many folders are copied although no new one would be. */
  chosen?: number;
  /** Whether something of it was seen; false also where that was not read. */
  isSeen: boolean;
}

type CopiesAsSet = Omit<Copies, 'isSeen'>;

export function copiesOf(server: IncomingServer, snapshot: Snapshot): Copies {
  // Whatever was seen before, nothing more is.
  if (server.location === 'nowhere') return {name: 'nowhere', data: {}, isSeen: false};
  if (server.hasConnected === false) return {name: 'unseen', data: {}, isSeen: false};
  return {...keptOf(server, snapshot), isSeen: server.hasConnected === true};
}

function keptOf(server: IncomingServer, snapshot: Snapshot): CopiesAsSet {
  if (mirrorsAsSet(server, snapshot)) return copiesOfMirror(server);
  if (mirrorsServer(server)) return {name: 'mirror_opened', data: {}};
  return server.type === 'pop3' ? copiesOfPop(server) : {name: 'unread', data: {}};
}

function copiesOfMirror(server: IncomingServer): CopiesAsSet {
  const {type, folders, autoSyncOfflineStores, autoSyncMaxAgeDays: days, limitOfflineMessageSize, maxMessageSize} = server;
  const keeps = keepsCopies(server);
  if (keeps === undefined) return {name: 'mirror_unread', data: {}};
  if (!keeps) return {name: folders ? 'mirror_off' : 'mirror_off_unread', data: {}};
  // Of Exchange, only EWS is copied in the background (nsAutoSyncManager::AutoUpdateFolders).
  if (type === 'graph' || autoSyncOfflineStores === false) return {name: 'mirror_opened', data: {}};
  if (autoSyncOfflineStores === undefined || days === undefined || limitOfflineMessageSize === undefined || limitOfflineMessageSize && maxMessageSize === undefined) return {name: 'mirror_vague', data: {}};
  const kilobytes = copyLimitOf({limitOfflineMessageSize, maxMessageSize: maxMessageSize ?? 0});
  if (kilobytes === 0) return {name: folders ? 'mirror_off' : 'mirror_off_unread', data: {}};
  const parts = ['mirror', ...days > 0 ? ['age'] : [], ...kilobytes ? ['size'] : []];
  if (parts.length === 1) return foldersKept(server);
  const chosen = chosenFolders(server).length;
  return {name: parts.join('_'), data: {...days > 0 && {days}, ...kilobytes && {kilobytes}}, ...chosen && {chosen}};
}

/** Which folders are copied, where they are copied whole. */
function foldersKept(server: IncomingServer): CopiesAsSet {
  const toCopy = foldersToCopy(server.folders ?? []);
  if (!toCopy.length) return {name: 'mirror_vague', data: {}};
  if (copyOfAllMail(server)) return {name: 'mirror_all', data: {}};
  const isWhole = toCopy.every(({isOffline}) => isOffline);
  if (!server.offlineDownload) return isWhole ? {name: 'mirror_existing', data: {}} : {name: 'mirror_chosen', data: {count: chosenFolders(server).length}};
  if (isWhole) return {name: 'mirror_all', data: {}};
  return {name: toCopy.some(({isOffline}) => isOffline) ? 'mirror_folders' : 'mirror_new', data: {}};
}

function copiesOfPop(server: IncomingServer): CopiesAsSet {
  const {headersOnly, limitOfflineMessageSize, maxMessageSize} = server;
  const kept = keptByPop(server);
  if (headersOnly) return {...kept, part: 'headers'};
  return limitOfflineMessageSize ? {...kept, part: 'beginning', data: {...kept.data, kilobytes: popLimitOf(maxMessageSize ?? 0)}} : kept;
}

function keptByPop(server: IncomingServer): CopiesAsSet {
  const {leaveMessagesOnServer, deleteByAgeFromServer, numDaysToLeaveOnServer: days, deleteMailLeftOnServer} = server;
  if (leaveMessagesOnServer === undefined) return {name: 'pop_unread', data: {}};
  if (!leaveMessagesOnServer) return {name: 'pop_removes', data: {}};
  if (deleteByAgeFromServer === undefined || days === undefined || deleteMailLeftOnServer === undefined) return {name: 'pop_vague', data: {}};
  // The cut-off lies in the future, and every message goes at the next check; 0 is no limit (Pop3Client.sys.mjs, _cutOffTimestamp).
  if (deleteByAgeFromServer && days < 0) return {name: 'pop_removes', data: {}};
  const hasAge = deleteByAgeFromServer && days > 0;
  const parts = ['pop', ...hasAge ? ['age'] : [], ...deleteMailLeftOnServer ? ['until'] : []];
  return {name: parts.length === 1 ? 'pop_forever' : parts.join('_'), data: hasAge ? {days} : {}};
}

/** A message of which only the headers came stays on the server whatever is set (Pop3Client.sys.mjs, UIDL_TOO_BIG). */
export function whereIs({name, part, data, chosen: count, isSeen}: Copies): Sentence[] {
  const kept = sentence(part === 'headers' ? 'page_where_pop_headers' : `page_where_${name}`, data);
  return [
    kept,
    ...part === 'beginning' ? [sentence('page_where_pop_beginning', data)] : [],
    ...count ? [sentence('page_where_chosen', {count})] : [],
    ...!isSeen && promises(name) ? [sentence('page_where_unsure')] : [],
  ];
}

/** It says that something is to be here. */
function promises(name: string): boolean {
  return !['unread', 'nowhere', 'unseen', 'mirror_unread', 'mirror_vague', 'mirror_opened', 'mirror_off', 'mirror_off_unread', 'pop_unread'].includes(name);
}

export function isComplete({name, part, isSeen}: Copies): boolean {
  return isSeen && !part && ['mirror_all', 'mirror_existing', 'pop_age', 'pop_age_until', 'pop_until', 'pop_forever'].includes(name);
}

export function stacksOf({name, part}: Copies): {server: Stack; here: Stack} {
  const stacks: Record<string, {server: Stack; here: Stack}> = {
    unseen: {server: 'unknown', here: 'none'},
    mirror_all: {server: 'all', here: 'all'},
    mirror_age: {server: 'all', here: 'recent'},
    mirror_size: {server: 'all', here: 'small'},
    mirror_age_size: {server: 'all', here: 'recent'},
    mirror_off: {server: 'all', here: 'none'},
    mirror_off_unread: {server: 'all', here: 'unknown'},
    mirror_existing: {server: 'all', here: 'all'},
    mirror_folders: {server: 'all', here: 'recent'},
    mirror_chosen: {server: 'all', here: 'recent'},
    mirror_new: {server: 'all', here: 'none'},
    mirror_opened: {server: 'all', here: 'unknown'},
    mirror_vague: {server: 'all', here: 'unknown'},
    mirror_unread: {server: 'all', here: 'unknown'},
    pop_removes: {server: 'none', here: 'all'},
    pop_age: {server: 'recent', here: 'all'},
    pop_age_until: {server: 'recent', here: 'all'},
    pop_until: {server: 'all', here: 'all'},
    pop_forever: {server: 'all', here: 'all'},
    pop_vague: {server: 'unknown', here: 'all'},
    pop_unread: {server: 'unknown', here: 'all'},
  };
  const stack = stacks[name] ?? {server: 'unknown', here: 'unknown'};
  // What is not all here is still there, however long the rest is kept.
  return part ? {server: stack.server === 'none' ? 'small' : stack.server, here: part === 'headers' ? 'none' : 'small'} : stack;
}

/** What is left if this computer dies, and if the server does. */
export function survives({name, data, part}: Copies): Sentence[] {
  if (name === 'unread') return [sentence('page_where_unread', data)];
  if (name === 'nowhere' || name === 'unseen') return [sentence(`page_dies_${name}`)];
  return name.startsWith('mirror')
    ? [sentence('page_dies_mirror', data), sentence(firstKey(`page_fails_${name}`, 'page_fails_mirror_unread'), data)]
    : [sentence(firstKey(`page_dies_${name}`, 'page_dies_pop_unread'), data), sentence(part ? `page_fails_pop_${part}` : 'page_fails_pop', data)];
}
