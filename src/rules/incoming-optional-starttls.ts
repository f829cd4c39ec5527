import {ifLocal, isMailServer, isOnLocalNetwork} from '../facts/connection.ts';
import {rule} from '../rule.ts';

/** The stored socket type is the old "STARTTLS, if available": no client acts on it any more, so mail is fetched without TLS. */
export const incomingOptionalStarttls = rule({
  id: 'incoming-optional-starttls',
  subjects: ['incomingServer'],
  severity: 'critical',
  harm: 'mailExposed',
  questions: ['who'],
  topic: 'encryption',
  pane: 'server',
  cure: 'connection',
  variants: ['local'],
  fix: 'ask',
  steps: {
    local: ['ask-whether-encrypted', 'restart-thunderbird', 'receive-or-put-back'],
    otherwise: ['choose-ssl', 'restart-thunderbird', 'receive-or-try-starttls'],
  },
  setting: 'socketType',
  since: '0.1.0',
  reference: {name: 'RFC 8314, 5.2', url: 'https://www.rfc-editor.org/rfc/rfc8314#section-5.2'},
  appliesTo: isMailServer,
  needs: ['hostname', 'socketType'],
  check(server) {
    const {hostname, socketType} = server;
    if (socketType !== 'optionalSTARTTLS') return;
    return {data: {...ifLocal(server), hostname}, severity: isOnLocalNetwork(server) ? 'warning' : 'critical'};
  },
});
