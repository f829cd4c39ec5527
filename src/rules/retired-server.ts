import {all, isMailServer} from '../connection.ts';
import {expectedOf, isExpected, retirement, sourceOf} from '../expected-servers.ts';
import {rule} from '../rule.ts';

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
    all(isMailServer(server), isExpected(expectedOf(server, snapshot, expectations), ({entry: {retired = []}}) => retired.length > 0)),
  needs: ['hostname'],
  check(server, snapshot, expectations) {
    const expected = expectedOf(server, snapshot, expectations)!;
    const retired = retirement(server, expected.entry);
    if (retired) return {data: {...retired, ...sourceOf(expected)}};
  },
});
