import {isMailServer} from '../facts/connection.ts';
import {type Expected, choicesFor, expectedOf, isExpected, retirementOf, sourceOf} from '../facts/expected-servers.ts';
import {normal} from '../facts/hosts.ts';
import {all} from '../facts/unknown.ts';
import {rule} from '../rule.ts';
import type {IncomingServer, OutgoingServer} from '../snapshot.ts';

const fields = ['hostname', 'port', 'socketType', 'authMethod'] as const;

/** A server is not set as its organisation says: mail may still work today, and stop when they change it. */
export const serverNotAsExpected = rule({
  id: 'server-not-as-expected',
  subjects: ['incomingServer', 'outgoingServer'],
  severity: 'warning',
  harm: 'other',
  questions: ['tomorrow'],
  topic: 'expected',
  variants: ['otherName'],
  pane: 'server',
  steps: {
    'otherName outgoingServer': [
      'ask-about-settings', 'know-sending-password-is-forgotten', 'edit-outgoing-server', 'change-to-expected', 'press-ok', 'send-or-put-back',
    ],
    outgoingServer: ['ask-about-settings', 'edit-outgoing-server', 'change-to-expected', 'press-ok', 'restart-thunderbird', 'send-or-put-back'],
    'otherName pop3': ['ask-about-settings', 'know-fetched-twice', 'know-restart-follows', 'change-to-expected', 'press-restart', 'try-or-put-back'],
    otherName: [
      'ask-about-settings', 'ask-whether-mail-moved', 'back-up-copies-first', 'know-restart-follows', 'change-to-expected', 'press-restart', 'compare-or-put-back',
    ],
    otherwise: ['ask-about-settings', 'change-to-expected', 'restart-thunderbird', 'try-or-put-back'],
  },
  setting: 'hostname',
  since: '0.1.0',
  reference: {name: 'Thunderbird: configuration files', url: 'https://wiki.mozilla.org/Thunderbird:Autoconfiguration:ConfigFileFormat'},
  appliesTo(server, snapshot, expectations) {
    const isMeasured = isExpected(expectedOf(server, snapshot, expectations), ({entry}) => choicesFor(server, entry).length > 0);
    // retired-server says it.
    if (isMeasured && retirementOf(server, expectations)) return false;
    return all(isMailServer(server), isMeasured);
  },
  needs: fields,
  check(server, snapshot, expectations) {
    const expected = expectedOf(server, snapshot, expectations)!;
    const set = {...server, hostname: normal(server.hostname)};
    const choices = choicesFor(server, expected.entry).map(choice => ({
      choice, different: fields.filter(field => choice[field] !== undefined && choice[field] !== set[field] && !isStronger(field, server, expected)),
    }));
    // Of several that are right, the one that asks for the least change is named.
    const [nearest] = choices.sort((a, b) => a.different.length - b.different.length);
    if (!nearest?.different.length) return;
    const isOtherName = nearest.different.includes('hostname');
    return {
      data: {...isOtherName && {reason: 'otherName'}, hostname: server.hostname, expected: nearest.different.map(field => `${field}=${nearest.choice[field]}`), ...sourceOf(expected)},
      severity: expected.isManaged ? 'warning' : 'advice',
    };
  },
});

/**
 * SSL/TLS where only STARTTLS is published: what is published is old then, and going back no advice (RFC 8314, 3.3). An
 * administrator's word is not measured by that.
 */
function isStronger(field: string, server: IncomingServer | OutgoingServer, {entry, isManaged}: Expected): boolean {
  if (isManaged || server.socketType !== 'SSL' || !['port', 'socketType'].includes(field)) return false;
  return choicesFor(server, entry).every(({socketType}) => socketType === 'STARTTLS');
}
