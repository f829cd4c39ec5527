import {keepsCopies, mirrorsAsSet} from '../facts/kept-mail.ts';
import {all} from '../facts/unknown.ts';
import {rule} from '../rule.ts';

/** Only recent messages are kept here, and Thunderbird removes the older copies it had (nsImapMailFolder::ApplyRetentionSettings). */
export const localCopiesByAge = rule({
  id: 'local-copies-by-age',
  subjects: ['incomingServer'],
  severity: 'warning',
  harm: 'onlyCopy',
  questions: ['where', 'tomorrow'],
  isAboutRequiredCopies: true,
  topic: 'imap',
  pane: 'sync',
  fix: 'safe',
  steps: {otherwise: ['choose-all-ages', 'wait-long-until-all-is-here']},
  setting: 'autoSyncMaxAgeDays',
  since: '0.1.0',
  reference: {name: 'IMAP Synchronization', url: 'https://support.mozilla.org/kb/imap-synchronization'},
  article: 'imap-synchronization',
  appliesTo: (server, snapshot, {copies}) => all(mirrorsAsSet(server, snapshot), copies !== 'forbidden', keepsCopies(server)),
  needs: ['offlineDownload', 'autoSyncMaxAgeDays'],
  check({autoSyncMaxAgeDays: days}) {
    if (days > 0) return {data: {days}};
  },
});
