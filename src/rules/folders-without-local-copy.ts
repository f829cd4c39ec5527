import {copyOfAllMail, foldersToCopy, keepsCopies, mirrorsAsSet} from '../facts/kept-mail.ts';
import {all} from '../facts/unknown.ts';
import {rule} from '../rule.ts';
import type {Folder, FolderUse} from '../snapshot.ts';

/** Where people look for what they must not lose. */
const precious: FolderUse[] = ['inbox', 'sent', 'archives'];

/** Messages are to be kept on this computer, but not those of some folders other than Trash and Junk; worse for Inbox, Sent and Archives. */
export const foldersWithoutLocalCopy = rule({
  id: 'folders-without-local-copy',
  subjects: ['incomingServer'],
  severity: 'advice',
  harm: 'onlyCopy',
  questions: ['where', 'tomorrow'],
  topic: 'imap',
  pane: 'sync',
  fix: 'safe',
  steps: {otherwise: ['know-chosen-folders-take-room', 'choose-folders', 'wait-until-all-is-here', 'choose-one-folder']},
  setting: 'folders',
  since: '0.1.0',
  reference: {name: 'IMAP Synchronization', url: 'https://support.mozilla.org/kb/imap-synchronization'},
  article: 'imap-synchronization',
  // local-copies-off says it where nothing is kept.
  appliesTo: (server, snapshot, {copies}) =>
    all(mirrorsAsSet(server, snapshot), copies !== 'forbidden', keepsCopies(server), server.hasConnected || undefined, areRead(server.folders ?? [])),
  needs: ['offlineDownload', 'folders', 'hasConnected', 'hostname'],
  check({folders, hostname}) {
    const left = foldersToCopy(folders).filter(({isOffline}) => !isOffline);
    if (!left.length || copyOfAllMail({hostname, folders})) return;
    return {data: {count: left.length}, severity: left.some(({use}) => precious.includes(use)) ? 'warning' : 'advice'};
  },
});

/** Of no folder at all nothing can be said, nor of an account before it has connected: then there is an Inbox that Thunderbird makes itself. */
function areRead(folders: Folder[]): true | undefined {
  const asked = foldersToCopy(folders);
  return asked.length > 0 && asked.every(({isOffline}) => isOffline !== undefined) || undefined;
}
