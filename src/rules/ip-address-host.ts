import {isBeyondLocalNetwork} from '../connection.ts';
import {isIPAddress} from '../hosts.ts';
import {rule} from '../rule.ts';

/** The server is set by an IP address and not by its name, and it is neither this computer nor on the local network. */
export const ipAddressHost = rule({
  id: 'ip-address-host',
  subjects: ['incomingServer', 'outgoingServer'],
  severity: 'advice',
  questions: ['who'],
  topic: 'encryption',
  pane: 'server',
  fix: 'ask',
  setting: 'hostname',
  since: '0.1.0',
  reference: {name: 'RFC 7817', url: 'https://www.rfc-editor.org/rfc/rfc7817'},
  appliesTo: isBeyondLocalNetwork,
  needs: ['hostname'],
  check({hostname}) {
    if (isIPAddress(hostname)) return {data: {hostname}};
  },
});
