import {ifLocal, isOverNetwork} from '../facts/connection.ts';
import {all} from '../facts/unknown.ts';
import {rule} from '../rule.ts';
import {isExchange} from '../snapshot.ts';

/** The address of an Exchange server is not https: the mail and the password cross the network in clear. */
export const exchangePlaintext = rule({
  id: 'exchange-plaintext',
  subjects: ['incomingServer', 'outgoingServer'],
  severity: 'critical',
  harm: 'passwordExposed',
  questions: ['who'],
  decides: ['who'],
  topic: 'encryption',
  pane: 'server',
  variants: ['local'],
  fix: 'ask',
  steps: {
    outgoingServer: ['ask-for-https-address', 'set-up-https-account'],
    older: ['ask-for-https-address', 'set-up-https-account'],
    otherwise: ['ask-for-https-address', 'set-https-address'],
  },
  setting: 'exchangeScheme',
  since: '0.1.0',
  reference: {name: 'RFC 9325', url: 'https://www.rfc-editor.org/rfc/rfc9325'},
  appliesTo: server => all(server.type === 'unknown' ? undefined : isExchange(server.type), isOverNetwork(server)),
  needs: ['hostname', 'exchangeScheme'],
  check(server) {
    const {hostname, exchangeScheme, location} = server;
    if (exchangeScheme === 'https') return;
    return {data: {...ifLocal(server), hostname}, severity: location === 'localNetwork' ? 'warning' : 'critical'};
  },
});
