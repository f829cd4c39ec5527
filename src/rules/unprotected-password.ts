import {ifLocal, isMailServer, isOnLocalNetwork, isWithoutTLS} from '../facts/connection.ts';
import {rule} from '../rule.ts';
import type {AuthMethod} from '../snapshot.ts';

const imapMethods: AuthMethod[] = ['old', 'passwordCleartext', 'anything', 'OAuth2'];
/** Pop3Client.sys.mjs has no method for `old` and `anything`. */
const popMethods: AuthMethod[] = ['passwordCleartext', 'OAuth2'];
/** SmtpClient.sys.mjs has no method for `old` and `anything`; its `secure` may be XOAUTH2, whose token goes as it is. */
const outgoingMethods: AuthMethod[] = ['passwordCleartext', 'secure', 'OAuth2'];

/** The password, or the OAuth2 token that stands for it, is sent without TLS: whoever reads it can use the mailbox. */
export const unprotectedPassword = rule({
  id: 'unprotected-password',
  subjects: ['incomingServer', 'outgoingServer'],
  severity: 'critical',
  harm: 'passwordExposed',
  questions: ['who'],
  topic: 'encryption',
  pane: 'server',
  cure: 'connection',
  variants: ['local'],
  fix: 'ask',
  steps: {
    'local outgoingServer': [
      'edit-outgoing-server', 'ask-whether-encrypted', 'press-ok', 'restart-thunderbird', 'send-or-put-back', 'change-password-once-encrypted',
    ],
    local: ['ask-whether-encrypted', 'restart-thunderbird', 'receive-or-put-back', 'change-password-once-encrypted'],
    outgoingServer: ['edit-outgoing-server', 'choose-ssl-for-sending', 'press-ok', 'restart-thunderbird', 'send-or-try-starttls', 'change-password'],
    otherwise: ['choose-ssl', 'restart-thunderbird', 'receive-or-try-starttls', 'change-password'],
  },
  setting: 'socketType',
  since: '0.1.0',
  reference: {name: 'RFC 8314, 5.2', url: 'https://www.rfc-editor.org/rfc/rfc8314#section-5.2'},
  appliesTo: isMailServer,
  needs: ['hostname', 'socketType', 'authMethod'],
  check(server) {
    const {hostname, authMethod} = server;
    if (!isWithoutTLS(server) || !methodsOf(server).includes(authMethod)) return;
    return {data: {...ifLocal(server), hostname}, severity: isOnLocalNetwork(server) ? 'warning' : 'critical'};
  },
});

function methodsOf(server: {type: string}): AuthMethod[] {
  if ('isDefault' in server) return outgoingMethods;
  return server.type === 'pop3' ? popMethods : imapMethods;
}
