import {all} from '../facts/unknown.ts';
import {rule} from '../rule.ts';

/** POP leaves messages on the server for longer than the organisation has room for. */
export const popLongRetention = rule({
  id: 'pop-long-retention',
  subjects: ['incomingServer'],
  severity: 'advice',
  harm: 'other',
  questions: ['tomorrow'],
  topic: 'pop',
  isUpToGmail: true,
  pane: 'server',
  cure: 'retention',
  steps: {otherwise: ['know-older-goes-for-good', 'move-in-webmail', 'keep-all-here-first', 'limit-days-to-maximum']},
  setting: 'numDaysToLeaveOnServer',
  since: '0.1.0',
  reference: {name: 'RFC 1939', url: 'https://www.rfc-editor.org/rfc/rfc1939'},
  article: 'avoiding-quota-limits-mail-servers',
  appliesTo: (server, _snapshot, {pop}) => all(server.type === 'pop3', pop.maxDays !== undefined, server.leaveMessagesOnServer),
  needs: ['leaveMessagesOnServer', 'deleteByAgeFromServer', 'numDaysToLeaveOnServer'],
  check({deleteByAgeFromServer, numDaysToLeaveOnServer: days}, _snapshot, {pop: {maxDays}}) {
    const hasAgeLimit = deleteByAgeFromServer && days !== 0;
    if (!hasAgeLimit || days > maxDays!) return {data: {maxDays: maxDays!}};
  },
});
