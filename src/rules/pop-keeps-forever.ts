import {isMirroredToo} from '../facts/mailboxes.ts';
import {all} from '../facts/unknown.ts';
import {rule} from '../rule.ts';

/** POP leaves every message on the server for ever: the mailbox fills, and a full one refuses mail. */
export const popKeepsForever = rule({
  id: 'pop-keeps-forever',
  subjects: ['incomingServer'],
  severity: 'advice',
  harm: 'other',
  questions: ['tomorrow'],
  topic: 'pop',
  isUpToGmail: true,
  pane: 'server',
  cure: 'retention',
  steps: {
    limited: ['know-older-goes-for-good', 'move-in-webmail', 'keep-all-here-first', 'limit-days-as-organisation'],
    otherwise: ['know-older-goes-for-good', 'move-in-webmail', 'keep-all-here-first', 'limit-days'],
  },
  setting: 'deleteByAgeFromServer',
  since: '0.1.0',
  reference: {name: 'RFC 1939', url: 'https://www.rfc-editor.org/rfc/rfc1939'},
  article: 'avoiding-quota-limits-mail-servers',
  appliesTo: (server, snapshot) => all(server.type === 'pop3', server.leaveMessagesOnServer, isMirroredToo(server, snapshot) !== true),
  needs: ['leaveMessagesOnServer', 'deleteByAgeFromServer', 'numDaysToLeaveOnServer', 'deleteMailLeftOnServer'],
  check(server) {
    const hasAgeLimit = server.deleteByAgeFromServer && server.numDaysToLeaveOnServer !== 0;
    if (!hasAgeLimit && !server.deleteMailLeftOnServer) return {};
  },
});
