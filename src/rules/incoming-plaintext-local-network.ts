import {isOnLocalNetwork} from '../facts/connection.ts';
import {rule} from '../rule.ts';

/** Mail is fetched without TLS inside the local network: whoever is on that network can read it. */
export const incomingPlaintextLocalNetwork = rule({
  id: 'incoming-plaintext-local-network',
  subjects: ['incomingServer'],
  severity: 'warning',
  harm: 'mailExposed',
  questions: ['who'],
  decides: ['who'],
  topic: 'encryption',
  pane: 'server',
  cure: 'connection',
  fix: 'ask',
  steps: {otherwise: ['ask-whether-encrypted', 'restart-thunderbird', 'receive-or-put-back']},
  setting: 'socketType',
  since: '0.1.0',
  reference: {name: 'RFC 8314, 5.2', url: 'https://www.rfc-editor.org/rfc/rfc8314#section-5.2'},
  appliesTo: isOnLocalNetwork,
  needs: ['hostname', 'socketType'],
  check({hostname, socketType}) {
    if (socketType === 'plain') return {data: {hostname}};
  },
});
