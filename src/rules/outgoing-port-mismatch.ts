import {isMailServer} from '../connection.ts';
import {rule} from '../rule.ts';

/** The port is the one of another kind of connection: 465 is for SSL/TLS, 587 is not. */
export const outgoingPortMismatch = rule({
  id: 'outgoing-port-mismatch',
  subjects: ['outgoingServer'],
  severity: 'warning',
  questions: ['who'],
  topic: 'encryption',
  cure: 'connection',
  fix: 'ask',
  steps: {
    local: ['edit-outgoing-server', 'ask-for-port', 'press-ok', 'restart-thunderbird', 'send-or-put-back'],
    otherwise: ['edit-outgoing-server', 'choose-ssl-and-port-for-sending', 'press-ok', 'restart-thunderbird', 'send-or-try-starttls'],
  },
  setting: 'port',
  since: '0.1.0',
  reference: {name: 'RFC 8314, 3.3', url: 'https://www.rfc-editor.org/rfc/rfc8314#section-3.3'},
  appliesTo: isMailServer,
  needs: ['hostname', 'port', 'socketType'],
  check({hostname, port, socketType}) {
    const otherPort = socketType === 'SSL' ? 587 : 465;
    if (port === otherPort) return {data: {hostname, port}};
  },
});
