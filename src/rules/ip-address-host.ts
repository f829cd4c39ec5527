import {isBeyondLocalNetwork} from '../facts/connection.ts';
import {isIPAddress} from '../facts/hosts.ts';
import {rule} from '../rule.ts';

/** The server is set by an IP address and not by its name, and it is neither this computer nor on the local network. */
export const ipAddressHost = rule({
  id: 'ip-address-host',
  subjects: ['incomingServer', 'outgoingServer'],
  severity: 'advice',
  harm: 'mailExposed',
  questions: ['who'],
  topic: 'encryption',
  pane: 'server',
  steps: {
    outgoingServer: [
      'ask-for-server-name', 'know-sending-password-is-forgotten', 'edit-outgoing-server', 'replace-number-by-name', 'press-ok', 'send-or-put-back',
    ],
    pop3: ['ask-for-server-name', 'know-fetched-twice', 'know-restart-follows', 'replace-number-by-name', 'press-restart', 'receive-or-put-back'],
    otherwise: [
      'ask-for-server-name', 'back-up-copies-first', 'know-restart-follows', 'replace-number-by-name', 'press-restart', 'compare-or-put-back',
    ],
  },
  setting: 'hostname',
  since: '0.1.0',
  reference: {name: 'RFC 7817', url: 'https://www.rfc-editor.org/rfc/rfc7817'},
  appliesTo: isBeyondLocalNetwork,
  needs: ['hostname'],
  check({hostname}) {
    if (isIPAddress(hostname)) return {data: {hostname}};
  },
});
