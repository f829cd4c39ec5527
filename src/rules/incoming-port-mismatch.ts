import {isMailServer} from '../connection.ts';
import {rule} from '../rule.ts';

/** The port is the one of another kind of connection: 993 and 995 are for SSL/TLS, 143 and 110 are not. */
export const incomingPortMismatch = rule({
  id: 'incoming-port-mismatch',
  subjects: ['incomingServer'],
  severity: 'warning',
  questions: ['who'],
  topic: 'encryption',
  pane: 'server',
  cure: 'connection',
  fix: 'ask',
  steps: {
    local: ['ask-for-port', 'restart-thunderbird', 'receive-or-put-back'],
    otherwise: ['choose-ssl-and-port', 'restart-thunderbird', 'receive-or-try-starttls'],
  },
  setting: 'port',
  since: '0.1.0',
  reference: {name: 'RFC 8314, 3', url: 'https://www.rfc-editor.org/rfc/rfc8314#section-3'},
  appliesTo: isMailServer,
  needs: ['hostname', 'port', 'socketType'],
  check({hostname, port, socketType}) {
    const otherPorts = socketType === 'SSL' ? [143, 110] : [993, 995];
    if (otherPorts.includes(port)) return {data: {hostname, port}};
  },
});
