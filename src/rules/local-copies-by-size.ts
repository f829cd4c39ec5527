import {copyLimitOf, keepsCopies, mirrorsAsSet} from '../facts/kept-mail.ts';
import {all} from '../facts/unknown.ts';
import {rule} from '../rule.ts';

/** Large messages are not kept here, or with a limit of 0 none at all: they are on the server alone, with what is attached to them. */
export const localCopiesBySize = rule({
  id: 'local-copies-by-size',
  subjects: ['incomingServer'],
  severity: 'warning',
  harm: 'onlyCopy',
  questions: ['where', 'tomorrow'],
  isAboutRequiredCopies: true,
  topic: 'imap',
  pane: 'sync',
  variants: ['none'],
  fix: 'safe',
  steps: {otherwise: ['untick-size-limit', 'wait-long-until-all-is-here']},
  setting: 'limitOfflineMessageSize',
  since: '0.1.0',
  reference: {name: 'IMAP Synchronization', url: 'https://support.mozilla.org/kb/imap-synchronization'},
  article: 'imap-synchronization',
  appliesTo: (server, snapshot, {copies}) => all(mirrorsAsSet(server, snapshot), copies !== 'forbidden', keepsCopies(server)),
  needs: ['offlineDownload', 'limitOfflineMessageSize', 'maxMessageSize'],
  check(server) {
    const kilobytes = copyLimitOf(server);
    if (kilobytes !== undefined) return {data: {...kilobytes === 0 && {reason: 'none'}, kilobytes}};
  },
});
