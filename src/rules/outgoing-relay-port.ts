import {isBeyondLocalNetwork} from '../facts/connection.ts';
import {isListed, ownerOfPort} from '../facts/provider-list.ts';
import {rule} from '../rule.ts';

/** Port 25 is for servers among themselves: many networks block it, and mail programs have 465 and 587. */
export const outgoingRelayPort = rule({
  id: 'outgoing-relay-port',
  subjects: ['outgoingServer'],
  severity: 'warning',
  harm: 'other',
  questions: ['who'],
  topic: 'sending',
  fix: 'ask',
  steps: {otherwise: ['edit-outgoing-server', 'choose-port-for-sending', 'press-ok', 'restart-thunderbird', 'send-or-put-25-back']},
  setting: 'port',
  since: '0.1.0',
  reference: {name: 'RFC 6409', url: 'https://www.rfc-editor.org/rfc/rfc6409'},
  // A relay of the local network is for those on it.
  appliesTo: isBeyondLocalNetwork,
  needs: ['hostname', 'port', 'socketType'],
  check(server) {
    const {hostname, port} = server;
    // With SSL/TLS, outgoing-port-mismatch says it.
    if (port === 25 && !ownerOfPort(server) && !isListed(server)) return {data: {hostname}};
  },
});
