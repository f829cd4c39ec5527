import {isMailServer} from '../facts/connection.ts';
import {type ExpectedServers, expectedOf, identitiesOf, isExpected, sourceOf} from '../facts/expected-servers.ts';
import {all} from '../facts/unknown.ts';
import {rule} from '../rule.ts';
import type {IncomingServer, OutgoingServer, Snapshot} from '../snapshot.ts';

/** The user name has another shape than the organisation says: the server may refuse it, today or after a change. */
export const loginNameNotAsExpected = rule({
  id: 'login-name-not-as-expected',
  subjects: ['incomingServer', 'outgoingServer'],
  severity: 'advice',
  harm: 'other',
  questions: ['tomorrow'],
  topic: 'expected',
  pane: 'server',
  steps: {
    outgoingServer: ['ask-if-mail-works', 'know-sending-password-is-forgotten', 'edit-outgoing-server', 'set-user-name', 'press-ok', 'send-or-put-back'],
    pop3: ['ask-if-mail-works', 'know-fetched-twice', 'know-restart-follows', 'set-user-name', 'press-restart', 'receive-or-put-back'],
    otherwise: ['ask-if-mail-works', 'back-up-copies-first', 'know-restart-follows', 'set-user-name', 'press-restart', 'compare-or-put-back'],
  },
  setting: 'username',
  since: '0.1.0',
  reference: {name: 'Thunderbird: configuration files', url: 'https://wiki.mozilla.org/Thunderbird:Autoconfiguration:ConfigFileFormat'},
  appliesTo(server, snapshot, expectations) {
    const isMeasured = all(
      isMailServer(server), hasLogin(server),
      isExpected(expectedOf(server, snapshot, expectations), ({entry, isForAccount}) => all(isForAccount, entry.login !== undefined)),
    );
    return isMeasured && addressesAt(server, snapshot) === undefined ? undefined : isMeasured;
  },
  needs: ['username', 'hostname'],
  check(server, snapshot, expectations) {
    const expected = expectedOf(server, snapshot, expectations)!;
    const {login} = expected.entry;
    const isRight = hasShape(login!, server.username, addressesAt(server, snapshot)!);
    if (!isRight) return {data: {hostname: server.hostname, login: login!, ...sourceOf(expected)}};
  },
});

/** An outgoing server may want none. */
function hasLogin(server: IncomingServer | OutgoingServer): boolean | undefined {
  if (!('isDefault' in server)) return true;
  return server.authMethod && server.authMethod !== 'none';
}

/** Names are compared without case: servers take them so. */
function hasShape(login: NonNullable<ExpectedServers['login']>, username: string, addresses: string[]): boolean {
  const name = username.toLowerCase();
  if (login === 'address') return name.includes('@');
  if (name.includes('@')) return false;
  return login === 'identifier' || !addresses.length || addresses.some(address => address.startsWith(`${name}@`));
}

/** Undefined where one was not read. */
function addressesAt(server: IncomingServer | OutgoingServer, snapshot: Snapshot): string[] | undefined {
  const users = identitiesOf(server, snapshot);
  if (users.some(({email}) => email === undefined)) return undefined;
  return users.flatMap(({email}) => email!.toLowerCase() || []);
}
