import {all, isMailServer} from '../connection.ts';
import {expectedOf, isExpected, sourceOf} from '../expected-servers.ts';
import type {ExpectedServers} from '../policy-schema.ts';
import {rule} from '../rule.ts';
import type {IncomingServer, OutgoingServer} from '../snapshot.ts';

/** A server that its organisation gives up: one day mail neither comes nor goes. */
export const retiredServer = rule({
  id: 'retired-server',
  subjects: ['incomingServer', 'outgoingServer'],
  severity: 'warning',
  questions: ['tomorrow'],
  topic: 'expected',
  pane: 'server',
  fix: 'ask',
  setting: 'hostname',
  reference: {name: 'Thunderbird: configuration files', url: 'https://wiki.mozilla.org/Thunderbird:Autoconfiguration:ConfigFileFormat'},
  appliesTo: (server, snapshot, expectations) =>
    all(isMailServer(server), isExpected(expectedOf(server, snapshot, expectations), ({retired = []}) => retired.length > 0)),
  needs: ['hostname'],
  check(server, snapshot, expectations) {
    const expected = expectedOf(server, snapshot, expectations)!;
    const retired = retirement(server, expected.entry);
    if (retired) return {data: {...retired, ...sourceOf(expected)}};
  },
});

/** The retirement that an organisation announces of a server. */
export function retirement({hostname}: Pick<IncomingServer | OutgoingServer, 'hostname'>, {retired = []}: ExpectedServers) {
  return retired.find(entry => entry.hostname === hostname?.toLowerCase());
}
