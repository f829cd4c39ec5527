import {isMailServer} from '../facts/connection.ts';
import {retirementOf, retirements} from '../facts/expected-servers.ts';
import {all} from '../facts/unknown.ts';
import {rule} from '../rule.ts';

/** A server that its organisation gives up: one day mail neither comes nor goes. */
export const retiredServer = rule({
  id: 'retired-server',
  subjects: ['incomingServer', 'outgoingServer'],
  severity: 'warning',
  harm: 'other',
  questions: ['tomorrow'],
  topic: 'expected',
  pane: 'server',
  steps: {
    outgoingServer: ['ask-about-change', 'know-sending-password-is-forgotten', 'edit-outgoing-server', 'put-successor', 'press-ok', 'send-or-put-back'],
    pop3: ['ask-about-change', 'know-fetched-twice', 'know-restart-follows', 'put-successor', 'press-restart', 'try-or-put-back'],
    otherwise: [
      'ask-about-change', 'ask-whether-mail-moved', 'back-up-copies-first', 'know-restart-follows', 'put-successor', 'press-restart', 'compare-or-put-back',
    ],
  },
  setting: 'hostname',
  since: '0.1.0',
  reference: {name: 'Thunderbird: configuration files', url: 'https://wiki.mozilla.org/Thunderbird:Autoconfiguration:ConfigFileFormat'},
  appliesTo: (server, _snapshot, expectations) => all(isMailServer(server), retirements(expectations).length > 0),
  needs: ['hostname'],
  check(server, _snapshot, expectations) {
    const retirement = retirementOf(server, expectations);
    if (retirement) return {data: retirement};
  },
});
