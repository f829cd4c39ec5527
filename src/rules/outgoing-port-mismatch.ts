import {isMailServer} from '../facts/connection.ts';
import {ownerOfPort, protocolNames} from '../facts/provider-list.ts';
import {rule} from '../rule.ts';

/** The port is the one of another protocol, or of another kind of connection: 465 is for SSL/TLS, 587 and 25 are not. What Thunderbird’s list of providers says is right. */
export const outgoingPortMismatch = rule({
  id: 'outgoing-port-mismatch',
  subjects: ['outgoingServer'],
  severity: 'warning',
  harm: 'other',
  questions: ['who'],
  topic: 'encryption',
  variants: ['protocol'],
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
  check(server) {
    const {type, hostname, port} = server;
    const owner = ownerOfPort(server);
    if (owner) return {data: {...owner !== type && {protocol: protocolNames[owner]}, hostname, port}};
  },
});
