import {hasOwnFolders, limitedFolders} from '../facts/kept-mail.ts';
import {all} from '../facts/unknown.ts';
import {rule} from '../rule.ts';
import type {FolderUse} from '../snapshot.ts';

/** Where people keep what they do not mean to lose. */
const precious: FolderUse[] = ['inbox', 'sent', 'archives'];

/** A folder other than Trash and Junk has a limit of its own, beyond which messages are deleted; worse for Inbox, Sent and Archives. */
export const folderRetention = rule({
  id: 'folder-retention',
  subjects: ['incomingServer', 'localFolders'],
  severity: 'warning',
  harm: 'mailDestroyed',
  questions: ['tomorrow'],
  topic: 'deleting',
  pane: 'sync',
  steps: {otherwise: ['know-deletion-stops-in-folders', 'open-folder-retention', 'retain-all-in-folder']},
  setting: 'folders',
  since: '0.1.0',
  reference: {name: 'MozillaZine, Message aging', url: 'https://kb.mozillazine.org/Message_aging'},
  appliesTo: server => all(hasOwnFolders(server), limitedFolders(server.folders ?? []) && true),
  needs: ['folders'],
  check({folders}) {
    const limited = limitedFolders(folders);
    if (!limited?.length) return;
    return {data: {count: limited.length}, severity: limited.some(({use}) => precious.includes(use)) ? 'critical' : 'warning'};
  },
});
