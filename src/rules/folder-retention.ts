import type {Folder, FolderUse} from '../snapshot.ts';
import {all} from '../connection.ts';
import {hasOwnFolders} from '../storage.ts';
import {rule} from '../rule.ts';

/** Trash and Junk are for what may go; Thunderbird spares the others itself (nsMsgDatabase::ApplyRetentionSettings). */
const exempt: FolderUse[] = ['trash', 'junk', 'drafts', 'templates', 'outbox'];
/** Where people keep what they do not mean to lose. */
const precious: FolderUse[] = ['inbox', 'sent', 'archives'];

/** A folder other than Trash and Junk has a limit of its own, beyond which messages are deleted; worse for Inbox, Sent and Archives. */
export const folderRetention = rule({
  id: 'folder-retention',
  subjects: ['incomingServer', 'localFolders'],
  severity: 'warning',
  questions: ['tomorrow'],
  topic: 'deleting',
  pane: 'sync',
  setting: 'folders',
  since: '0.1.0',
  reference: {name: 'MozillaZine, Message aging', url: 'https://kb.mozillazine.org/Message_aging'},
  appliesTo: server => all(hasOwnFolders(server), isTold(server.folders ?? [])),
  needs: ['folders'],
  check({folders}) {
    const limited = folders.filter(isLimited);
    if (!limited.length) return;
    return {data: {count: limited.length}, severity: limited.some(({use}) => precious.includes(use)) ? 'critical' : 'warning'};
  },
});

function isLimited({use, retainBy}: Folder): boolean {
  return !exempt.includes(use) && (retainBy === 'age' || retainBy === 'count');
}

/** One limit that was read is enough; without one, all have to be read. */
function isTold(folders: Folder[]): true | undefined {
  return folders.some(isLimited) || folders.every(({use, retainBy}) => exempt.includes(use) || retainBy !== undefined) || undefined;
}
