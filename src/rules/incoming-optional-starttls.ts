import {isMailServer} from '../connection.ts';
import {rule} from '../rule.ts';

/** The stored socket type is the old "STARTTLS, if available": no client acts on it any more, so mail is fetched without TLS. */
export const incomingOptionalStarttls = rule({
  id: 'incoming-optional-starttls',
  subjects: ['incomingServer'],
  severity: 'critical',
  questions: ['who'],
  topic: 'encryption',
  pane: 'server',
  cure: 'connection',
  fix: 'ask',
  steps: {otherwise: ['choose-ssl', 'restart-thunderbird', 'receive-or-try-starttls']},
  setting: 'socketType',
  since: '0.1.0',
  reference: {name: 'RFC 8314, 5.2', url: 'https://www.rfc-editor.org/rfc/rfc8314#section-5.2'},
  appliesTo: isMailServer,
  needs: ['hostname', 'socketType'],
  check({hostname, socketType}) {
    if (socketType === 'optionalSTARTTLS') return {data: {hostname}};
  },
});
