import {keepsCopies, mirrorsAsSet} from '../facts/kept-mail.ts';
import {rule} from '../rule.ts';

/**
 * Messages of IMAP, or of Exchange since Thunderbird 153, are not to be kept on this computer: without the server there is nothing to read.
 * Where single folders are, folders-without-local-copy judges the others.
 */
export const localCopiesOff = rule({
  id: 'local-copies-off',
  subjects: ['incomingServer'],
  severity: 'warning',
  harm: 'onlyCopy',
  questions: ['where', 'tomorrow'],
  decides: ['where', 'tomorrow'],
  isAboutRequiredCopies: true,
  topic: 'imap',
  pane: 'sync',
  fix: 'safe',
  steps: {
    required: ['keep-all-folders', 'wait-long-until-all-is-here', 'ask-on-shared-computer'],
    otherwise: ['keep-all-folders', 'wait-long-until-all-is-here', 'leave-on-shared-computer'],
  },
  setting: 'offlineDownload',
  since: '0.1.0',
  reference: {name: 'IMAP Synchronization', url: 'https://support.mozilla.org/kb/imap-synchronization'},
  article: 'imap-synchronization',
  // Where copies are forbidden, local-copies-forbidden asks the opposite.
  appliesTo: (server, snapshot, {copies}) => mirrorsAsSet(server, snapshot) && copies !== 'forbidden',
  needs: ['offlineDownload'],
  check(server) {
    if (!keepsCopies(server)) return {};
  },
});
