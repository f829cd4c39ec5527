import {isMailServer, isOnLocalNetwork, isWithoutTLS} from '../facts/connection.ts';
import {rule} from '../rule.ts';
import type {AuthMethod} from '../snapshot.ts';

/** `secure` may be CRAM-MD5 too (nsImapProtocol::InitPrefAuthMethods, Pop3Client.sys.mjs); for SMTP unprotected-password has it. */
const incomingMethods: AuthMethod[] = ['passwordEncrypted', 'secure'];

/** The password is disguised but sent without TLS: whoever listens can try passwords until one fits, and reads the mail anyway. */
export const encryptedPasswordWithoutTls = rule({
  id: 'encrypted-password-without-tls',
  subjects: ['incomingServer', 'outgoingServer'],
  severity: 'warning',
  harm: 'passwordExposed',
  questions: ['who'],
  topic: 'encryption',
  pane: 'server',
  cure: 'connection',
  fix: 'ask',
  steps: {
    'local outgoingServer': [
      'edit-outgoing-server', 'ask-whether-encrypted', 'press-ok', 'restart-thunderbird', 'send-or-put-back', 'change-password-once-encrypted',
    ],
    local: ['ask-whether-encrypted', 'restart-thunderbird', 'receive-or-put-back', 'change-password-once-encrypted'],
    outgoingServer: [
      'edit-outgoing-server', 'choose-ssl-for-sending', 'press-ok', 'restart-thunderbird', 'send-or-try-starttls', 'choose-normal-password',
      'change-password-if-weak',
    ],
    otherwise: ['choose-ssl', 'restart-thunderbird', 'receive-or-try-starttls', 'choose-normal-password', 'change-password-if-weak'],
  },
  setting: 'socketType',
  since: '0.1.0',
  reference: {name: 'RFC 8314', url: 'https://www.rfc-editor.org/rfc/rfc8314'},
  appliesTo: isMailServer,
  needs: ['hostname', 'socketType', 'authMethod'],
  check(server) {
    const {hostname, authMethod} = server;
    const methods = 'isDefault' in server ? ['passwordEncrypted'] : incomingMethods;
    if (!isWithoutTLS(server) || !methods.includes(authMethod)) return;
    return {data: {hostname}, severity: isOnLocalNetwork(server) ? 'advice' : 'warning'};
  },
});
