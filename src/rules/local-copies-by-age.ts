import {all} from '../connection.ts';
import {mirrorsServer} from '../snapshot.ts';
import {rule} from '../rule.ts';

/** Only recent messages are kept here, and Thunderbird removes the older copies it had (nsImapMailFolder::ApplyRetentionSettings). */
export const localCopiesByAge = rule({
  id: 'local-copies-by-age',
  subjects: ['incomingServer'],
  severity: 'warning',
  questions: ['where', 'tomorrow'],
  topic: 'imap',
  pane: 'sync',
  fix: 'safe',
  setting: 'autoSyncMaxAgeDays',
  since: '0.1.0',
  reference: {name: 'IMAP Synchronization', url: 'https://support.mozilla.org/kb/imap-synchronization'},
  article: 'imap-synchronization',
  appliesTo: (server, _snapshot, {copies}) => all(mirrorsServer(server), copies !== 'forbidden', server.offlineDownload),
  needs: ['offlineDownload', 'autoSyncMaxAgeDays'],
  check({autoSyncMaxAgeDays: days}) {
    if (days > 0) return {data: {days}};
  },
});
