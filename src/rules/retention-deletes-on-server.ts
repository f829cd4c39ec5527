import {deletesOnServer, hasOwnFolders, limitOf} from '../facts/kept-mail.ts';
import {all} from '../facts/unknown.ts';
import {rule} from '../rule.ts';

/** Messages beyond an age or a number are deleted without a question, here and on the server: with IMAP and Exchange, and with POP where deletions here are repeated there. */
export const retentionDeletesOnServer = rule({
  id: 'retention-deletes-on-server',
  subjects: ['incomingServer'],
  severity: 'critical',
  harm: 'mailDestroyed',
  questions: ['where', 'tomorrow'],
  isOnFolders: true,
  topic: 'deleting',
  pane: 'sync',
  fix: 'ask',
  steps: {
    older: ['know-mailbox-grows', 'retain-all', 'ask-provider-for-missing'],
    otherwise: ['know-mailbox-grows', 'open-retention-and-retain-all', 'ask-provider-for-missing'],
  },
  setting: 'retainBy',
  since: '0.1.0',
  reference: {name: 'MozillaZine, Message aging', url: 'https://kb.mozillazine.org/Message_aging'},
  appliesTo: server => all(hasOwnFolders(server), deletesOnServer(server)),
  needs: ['retainBy', 'daysToKeepHdrs', 'numHeadersToKeep'],
  check({retainBy, ...limits}) {
    if (retainBy !== 'all') return {data: limitOf({retainBy, ...limits})};
  },
});
