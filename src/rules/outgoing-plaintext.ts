import {isBeyondLocalNetwork} from '../facts/connection.ts';
import {rule} from '../rule.ts';

/** Mail is sent without TLS: anyone on the path can read it. */
export const outgoingPlaintext = rule({
  id: 'outgoing-plaintext',
  subjects: ['outgoingServer'],
  severity: 'critical',
  harm: 'mailExposed',
  questions: ['who'],
  topic: 'encryption',
  cure: 'connection',
  fix: 'ask',
  steps: {otherwise: ['edit-outgoing-server', 'choose-ssl-for-sending', 'press-ok', 'restart-thunderbird', 'send-or-try-starttls']},
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
