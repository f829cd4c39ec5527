import {isMailServer} from '../facts/connection.ts';
import {ownerOfPort, protocolNames} from '../facts/provider-list.ts';
import {rule} from '../rule.ts';

/** The port is the one of another protocol, or of another kind of connection: 993 (IMAP) and 995 (POP) are for SSL/TLS, 143 and 110 are not. What Thunderbird’s list of providers says is right. */
export const incomingPortMismatch = rule({
  id: 'incoming-port-mismatch',
  subjects: ['incomingServer'],
  severity: 'warning',
  harm: 'other',
  questions: ['who'],
  topic: 'encryption',
  pane: 'server',
  variants: ['protocol'],
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
  check(server) {
    const {type, hostname, port} = server;
    const owner = ownerOfPort(server);
    if (owner) return {data: {...owner !== type && {protocol: protocolNames[owner]}, hostname, port}};
  },
});
