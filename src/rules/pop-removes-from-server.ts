import {isMirroredToo} from '../facts/mailboxes.ts';
import {rule} from '../rule.ts';

/** POP takes each message off the server: this computer has the only copy. */
export const popRemovesFromServer = rule({
  id: 'pop-removes-from-server',
  subjects: ['incomingServer'],
  severity: 'warning',
  harm: 'onlyCopy',
  questions: ['where', 'tomorrow'],
  decides: ['where', 'tomorrow'],
  topic: 'pop',
  isUpToGmail: true,
  pane: 'server',
  fix: 'safe',
  steps: {otherwise: ['leave-on-server-for-days', 'know-deletion-follows', 'back-up-what-is-here']},
  setting: 'leaveMessagesOnServer',
  since: '0.1.0',
  reference: {name: 'RFC 1939', url: 'https://www.rfc-editor.org/rfc/rfc1939'},
  appliesTo: (server, snapshot) => server.type === 'pop3' && isMirroredToo(server, snapshot) !== true,
  needs: ['leaveMessagesOnServer'],
  check({leaveMessagesOnServer}) {
    if (!leaveMessagesOnServer) return {};
  },
});
