import {all} from '../connection.ts';
import {rule} from '../rule.ts';
import {keepsCopies, mirrorsAsSet} from '../storage.ts';

/** Large messages are not kept here: their attachments are on the server alone. */
export const localCopiesBySize = rule({
  id: 'local-copies-by-size',
  subjects: ['incomingServer'],
  severity: 'warning',
  questions: ['where', 'tomorrow'],
  topic: 'imap',
  pane: 'sync',
  fix: 'safe',
  steps: {otherwise: ['untick-size-limit', 'wait-long-until-all-is-here']},
  setting: 'limitOfflineMessageSize',
  since: '0.1.0',
  reference: {name: 'IMAP Synchronization', url: 'https://support.mozilla.org/kb/imap-synchronization'},
  article: 'imap-synchronization',
  appliesTo: (server, snapshot, {copies}) => all(mirrorsAsSet(server, snapshot), copies !== 'forbidden', keepsCopies(server)),
  needs: ['offlineDownload', 'limitOfflineMessageSize', 'maxMessageSize'],
  check({limitOfflineMessageSize, maxMessageSize: kilobytes}) {
    if (limitOfflineMessageSize) return {data: {kilobytes}};
  },
});
