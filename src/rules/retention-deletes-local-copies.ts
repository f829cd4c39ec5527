import {deletesOnServer, hasOwnFolders, limitOf} from '../facts/kept-mail.ts';
import {all, not} from '../facts/unknown.ts';
import {rule} from '../rule.ts';
import type {IncomingServer} from '../snapshot.ts';

/**
 * Messages beyond an age or a number are deleted without a question from POP folders or Local Folders: the only copy, unless a POP
 * server keeps them for ever.
 */
export const retentionDeletesLocalCopies = rule({
  id: 'retention-deletes-local-copies',
  subjects: ['incomingServer', 'localFolders'],
  severity: 'critical',
  harm: 'mailDestroyed',
  questions: ['where', 'tomorrow'],
  topic: 'deleting',
  pane: 'sync',
  fix: 'ask',
  steps: {
    older: ['know-folders-grow', 'retain-all', 'search-for-missing'],
    otherwise: ['know-folders-grow', 'open-retention-and-retain-all', 'search-for-missing'],
  },
  setting: 'retainBy',
  since: '0.1.0',
  reference: {name: 'MozillaZine, Message aging', url: 'https://kb.mozillazine.org/Message_aging'},
  appliesTo: server => all(hasOwnFolders(server), not(deletesOnServer(server))),
  needs: ['retainBy', 'daysToKeepHdrs', 'numHeadersToKeep'],
  check(server) {
    const {retainBy, daysToKeepHdrs, numHeadersToKeep} = server;
    if (retainBy === 'all') return;
    return {data: limitOf({retainBy, daysToKeepHdrs, numHeadersToKeep}), severity: staysOnServer(server) ? 'warning' : 'critical'};
  },
});

/** pop-keeps-forever says it. 0 days are no limit (Pop3Client.sys.mjs, _cutOffTimestamp). */
function staysOnServer({leaveMessagesOnServer, deleteByAgeFromServer, numDaysToLeaveOnServer: days}: Partial<IncomingServer>): boolean {
  return leaveMessagesOnServer === true && (deleteByAgeFromServer === false || days === 0);
}
