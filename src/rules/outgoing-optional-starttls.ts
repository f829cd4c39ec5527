import {ifLocal, isMailServer, isOnLocalNetwork} from '../facts/connection.ts';
import {rule} from '../rule.ts';

/** The stored socket type is the old "STARTTLS, if available": no client acts on it any more, so mail is sent without TLS. */
export const outgoingOptionalStarttls = rule({
  id: 'outgoing-optional-starttls',
  subjects: ['outgoingServer'],
  severity: 'critical',
  harm: 'mailExposed',
  questions: ['who'],
  topic: 'encryption',
  cure: 'connection',
  variants: ['local'],
  fix: 'ask',
  steps: {
    local: ['edit-outgoing-server', 'ask-whether-encrypted', 'press-ok', 'restart-thunderbird', 'send-or-put-back'],
    otherwise: ['edit-outgoing-server', 'choose-ssl-for-sending', 'press-ok', 'restart-thunderbird', 'send-or-try-starttls'],
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
