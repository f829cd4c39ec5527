import {isMirroredToo} from '../facts/mailboxes.ts';
import {rule} from '../rule.ts';

/** Another account reads the same mailbox with IMAP or Exchange, and this one, with POP, takes messages away from it sooner or later. */
export const mailboxReadTwice = rule({
  id: 'mailbox-read-twice',
  subjects: ['incomingServer'],
  severity: 'warning',
  harm: 'mailDestroyed',
  questions: ['where', 'tomorrow'],
  decides: ['where', 'tomorrow'],
  topic: 'pop',
  isUpToGmail: true,
  pane: 'server',
  steps: {
    limited: ['ask-which-account-to-keep', 'remove-neither-account', 'stop-automatic-checks', 'back-up-before-removing'],
    otherwise: [
      'remove-neither-account', 'leave-all-on-server', 'stop-automatic-checks', 'copy-to-other-account', 'compare-counts', 'back-up-before-removing',
      'remove-account-last',
    ],
  },
  setting: 'leaveMessagesOnServer',
  since: '0.1.0',
  reference: {name: 'RFC 1939', url: 'https://www.rfc-editor.org/rfc/rfc1939'},
  article: 'switch-pop-imap-account',
  // Of an account that delivers into another's folders too: it takes from the server all the same. One that could not be read at all is told of by itself.
  appliesTo: (server, snapshot) => server.type === 'pop3' && isMirroredToo(server, snapshot),
  needs: ['leaveMessagesOnServer', 'deleteByAgeFromServer', 'numDaysToLeaveOnServer', 'deleteMailLeftOnServer'],
  check({leaveMessagesOnServer, deleteByAgeFromServer, numDaysToLeaveOnServer, deleteMailLeftOnServer}) {
    // 0 days is no limit (Pop3Client.sys.mjs, _cutOffTimestamp).
    if (!leaveMessagesOnServer || deleteMailLeftOnServer || deleteByAgeFromServer && numDaysToLeaveOnServer !== 0) return {};
  },
});
