import {keepsCopies, mirrorsAsSet} from '../facts/kept-mail.ts';
import {all} from '../facts/unknown.ts';
import {rule} from '../rule.ts';

/** Messages are to be kept on this computer, but a preference without a control stops the copying: only those that are opened get here. */
export const automaticSyncOff = rule({
  id: 'automatic-sync-off',
  subjects: ['incomingServer'],
  severity: 'warning',
  harm: 'onlyCopy',
  questions: ['where', 'tomorrow'],
  topic: 'imap',
  // Where the Config Editor is.
  pane: 'general',
  fix: 'safe',
  steps: {
    otherwise: [
      'know-copies-take-room', 'open-config-editor-for-one-line', 'set-background-copies', 'set-background-copies-for-all',
      'wait-until-all-is-here',
    ],
  },
  setting: 'autoSyncOfflineStores',
  since: '0.1.0',
  reference: {name: 'IMAP Synchronization', url: 'https://support.mozilla.org/kb/imap-synchronization'},
  article: 'imap-synchronization',
  // Of Exchange only EWS is copied in the background (nsAutoSyncManager::AutoUpdateFolders); local-copies-off says it where nothing is to be kept.
  appliesTo: (server, snapshot, {copies}) =>
    all(mirrorsAsSet(server, snapshot), server.type !== 'graph', copies !== 'forbidden', keepsCopies(server)),
  needs: ['offlineDownload', 'autoSyncOfflineStores'],
  check({key, autoSyncOfflineStores}) {
    if (!autoSyncOfflineStores) return {data: {preference: `mail.server.${key}.autosync_offline_stores`}};
  },
});
