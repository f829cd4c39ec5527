import {all} from '../facts/unknown.ts';
import {rule} from '../rule.ts';

/** POP fetches only who wrote, when and about what: the message itself is on the server alone until somebody asks for the rest. */
export const popHeadersOnly = rule({
  id: 'pop-headers-only',
  subjects: ['incomingServer'],
  severity: 'warning',
  harm: 'onlyCopy',
  questions: ['where', 'tomorrow'],
  topic: 'pop',
  pane: 'server',
  fix: 'ask',
  steps: {otherwise: ['know-whole-messages-take-room', 'leave-on-server-first', 'untick-headers-only', 'ask-for-the-rest']},
  setting: 'headersOnly',
  since: '0.1.0',
  reference: {name: 'RFC 1939, 7', url: 'https://www.rfc-editor.org/rfc/rfc1939#section-7'},
  // Of an account that delivers into another's folders too: nothing judges it there.
  appliesTo: (server, _snapshot, {copies}) => all(server.type === 'pop3', copies !== 'forbidden'),
  needs: ['headersOnly'],
  check({headersOnly}) {
    if (headersOnly) return {};
  },
});
