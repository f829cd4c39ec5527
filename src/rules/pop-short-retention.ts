import {isMirroredToo} from '../facts/mailboxes.ts';
import {all} from '../facts/unknown.ts';
import {rule} from '../rule.ts';

/** What Thunderbird itself sets up: a fortnight is time to notice that a computer is gone. */
const USUAL_DAYS = 14;

/** POP leaves messages on the server for so few days that a holiday is longer. */
export const popShortRetention = rule({
  id: 'pop-short-retention',
  subjects: ['incomingServer'],
  severity: 'advice',
  harm: 'onlyCopy',
  questions: ['tomorrow'],
  topic: 'pop',
  isUpToGmail: true,
  pane: 'server',
  cure: 'retention',
  fix: 'safe',
  steps: {otherwise: ['raise-days', 'know-days-are-for-later']},
  setting: 'numDaysToLeaveOnServer',
  since: '0.1.0',
  reference: {name: 'RFC 1939', url: 'https://www.rfc-editor.org/rfc/rfc1939'},
  appliesTo: (server, snapshot) => all(server.type === 'pop3', server.leaveMessagesOnServer, isMirroredToo(server, snapshot) !== true),
  needs: ['leaveMessagesOnServer', 'deleteByAgeFromServer', 'numDaysToLeaveOnServer'],
  // Who wants fewer days than are usual is not asked for more.
  check({deleteByAgeFromServer, numDaysToLeaveOnServer: days}, _snapshot, {pop: {maxDays = USUAL_DAYS, minDays = Math.min(USUAL_DAYS, maxDays)}}) {
    // A negative number removes messages at once, 0 never does (Pop3Client.sys.mjs, _cutOffTimestamp).
    if (deleteByAgeFromServer && days !== 0 && days < minDays) return {data: {days: Math.max(days, 0), minDays}};
  },
});
