import {popLimitOf} from '../facts/kept-mail.ts';
import {all} from '../facts/unknown.ts';
import {rule} from '../rule.ts';

/** POP fetches only the beginning of messages over a size: the rest is on the server alone until somebody asks for it. */
export const popTruncated = rule({
  id: 'pop-truncated',
  subjects: ['incomingServer'],
  severity: 'warning',
  harm: 'onlyCopy',
  questions: ['where', 'tomorrow'],
  topic: 'pop',
  pane: 'sync',
  fix: 'ask',
  steps: {otherwise: ['know-large-messages-take-room', 'leave-on-server-first-elsewhere', 'untick-pop-size-limit', 'ask-for-the-rest']},
  setting: 'limitOfflineMessageSize',
  since: '0.1.0',
  reference: {name: 'RFC 1939, 7', url: 'https://www.rfc-editor.org/rfc/rfc1939#section-7'},
  // Of an account that delivers into another's folders too: nothing judges it there.
  appliesTo: (server, _snapshot, {copies}) => all(server.type === 'pop3', copies !== 'forbidden'),
  needs: ['limitOfflineMessageSize', 'maxMessageSize'],
  check({limitOfflineMessageSize, maxMessageSize}) {
    if (limitOfflineMessageSize) return {data: {kilobytes: popLimitOf(maxMessageSize)}};
  },
});
