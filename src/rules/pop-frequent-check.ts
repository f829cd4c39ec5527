import {isOverNetwork} from '../facts/connection.ts';
import {all} from '../facts/unknown.ts';
import {rule} from '../rule.ts';

/** Half of what Thunderbird itself sets up. */
const MIN_MINUTES = 5;

/** POP looks for new messages more often than every 5 minutes: the server may lock the mailbox each time, and refuse other devices. */
export const popFrequentCheck = rule({
  id: 'pop-frequent-check',
  subjects: ['incomingServer'],
  severity: 'advice',
  harm: 'other',
  questions: [],
  topic: 'pop',
  pane: 'server',
  fix: 'safe',
  steps: {otherwise: ['know-mail-comes-later', 'check-every-ten-minutes']},
  setting: 'biffMinutes',
  since: '0.1.0',
  reference: {name: 'RFC 1939, 4', url: 'https://www.rfc-editor.org/rfc/rfc1939#section-4'},
  // What runs on this computer, no other device asks.
  appliesTo: server => all(server.type === 'pop3', isOverNetwork(server)),
  needs: ['doBiff', 'biffMinutes'],
  check({doBiff, biffMinutes: minutes}) {
    // 0 and less is never (nsMsgBiffManager::AddServerBiff).
    if (doBiff && minutes > 0 && minutes < MIN_MINUTES) return {data: {minutes}};
  },
});
