import {isBeyondLocalNetwork} from '../facts/connection.ts';
import {rule} from '../rule.ts';

/** Mail is fetched without TLS: anyone on the path can read it. */
export const incomingPlaintext = rule({
  id: 'incoming-plaintext',
  subjects: ['incomingServer'],
  severity: 'critical',
  harm: 'mailExposed',
  questions: ['who'],
  decides: ['who'],
  topic: 'encryption',
  pane: 'server',
  cure: 'connection',
  fix: 'ask',
  steps: {otherwise: ['choose-ssl', 'restart-thunderbird', 'receive-or-try-starttls']},
  setting: 'socketType',
  since: '0.1.0',
  reference: {name: 'RFC 8314, 5.2', url: 'https://www.rfc-editor.org/rfc/rfc8314#section-5.2'},
  article: 'server-dont-use-encryption',
  appliesTo: isBeyondLocalNetwork,
  needs: ['hostname', 'socketType'],
  check({hostname, socketType}) {
    if (socketType === 'plain') return {data: {hostname}};
  },
});
