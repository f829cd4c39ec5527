import {isMailServer, isWithoutTLS} from '../facts/connection.ts';
import {rule} from '../rule.ts';

/** An outgoing server that no address sends with is set to send without TLS. */
export const outgoingUnusedPlaintext = rule({
  id: 'outgoing-unused-plaintext',
  subjects: ['unusedOutgoingServer'],
  severity: 'advice',
  harm: 'mailExposed',
  questions: [],
  topic: 'sending',
  fix: 'ask',
  steps: {otherwise: ['know-server-is-forgotten', 'remove-outgoing-server', 'encrypt-if-kept']},
  setting: 'socketType',
  since: '0.1.0',
  reference: {name: 'RFC 8314', url: 'https://www.rfc-editor.org/rfc/rfc8314'},
  appliesTo: isMailServer,
  needs: ['hostname', 'socketType'],
  check(server) {
    if (isWithoutTLS(server)) return {data: {hostname: server.hostname}};
  },
});
