import {isMailServer} from '../facts/connection.ts';
import {offersOnlySTARTTLS} from '../facts/provider-list.ts';
import {all, not} from '../facts/unknown.ts';
import {rule} from '../rule.ts';

/** STARTTLS begins in clear and is enforced by Thunderbird; implicit TLS is what RFC 8314 prefers where it is offered. */
export const incomingStarttls = rule({
  id: 'incoming-starttls',
  subjects: ['incomingServer'],
  severity: 'advice',
  harm: 'mailExposed',
  questions: ['who'],
  topic: 'encryption',
  pane: 'server',
  cure: 'connection',
  fix: 'ask',
  steps: {otherwise: ['look-up-ssl', 'choose-ssl-if-offered', 'leave-if-not-offered']},
  setting: 'socketType',
  since: '0.1.0',
  reference: {name: 'RFC 8314, 3', url: 'https://www.rfc-editor.org/rfc/rfc8314#section-3'},
  appliesTo: server => all(isMailServer(server), not(offersOnlySTARTTLS(server))),
  needs: ['hostname', 'socketType'],
  check({hostname, socketType}) {
    if (socketType === 'STARTTLS') return {data: {hostname}};
  },
});
