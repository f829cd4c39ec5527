import {isOnLocalNetwork} from '../facts/connection.ts';
import {rule} from '../rule.ts';

/** Mail is sent without TLS inside the local network: whoever is on that network can read it. */
export const outgoingPlaintextLocalNetwork = rule({
  id: 'outgoing-plaintext-local-network',
  subjects: ['outgoingServer'],
  severity: 'warning',
  harm: 'mailExposed',
  questions: ['who'],
  topic: 'encryption',
  cure: 'connection',
  fix: 'ask',
  steps: {otherwise: ['edit-outgoing-server', 'ask-whether-encrypted', 'press-ok', 'restart-thunderbird', 'send-or-put-back']},
  setting: 'socketType',
  since: '0.1.0',
  reference: {name: 'RFC 8314, 5.2', url: 'https://www.rfc-editor.org/rfc/rfc8314#section-5.2'},
  appliesTo: isOnLocalNetwork,
  needs: ['hostname', 'socketType'],
  check({hostname, socketType}) {
    if (socketType === 'plain') return {data: {hostname}};
  },
});
