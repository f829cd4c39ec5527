import {all} from '../connection.ts';
import {readsSameMailbox} from '../mailboxes.ts';
import {rule} from '../rule.ts';
import {type IncomingServer, type Snapshot, mirrorsServer} from '../snapshot.ts';

/** Another account reads the same mailbox with IMAP or Exchange, and this one, with POP, takes messages away from it sooner or later. */
export const mailboxReadTwice = rule({
  id: 'mailbox-read-twice',
  subjects: ['incomingServer'],
  severity: 'warning',
  questions: ['where', 'tomorrow'],
  topic: 'pop',
  pane: 'server',
  step: 'retention',
  setting: 'leaveMessagesOnServer',
  since: '0.1.0',
  reference: {name: 'RFC 1939', url: 'https://www.rfc-editor.org/rfc/rfc1939'},
  article: 'switch-pop-imap-account',
  // An account that delivers into another's folders is judged where it delivers.
  appliesTo: (server, snapshot) => all(
    server.type === 'pop3', server.deferredToAccount === undefined ? undefined : server.deferredToAccount === '', isReadElsewhere(server, snapshot),
  ),
  needs: ['leaveMessagesOnServer', 'deleteByAgeFromServer', 'numDaysToLeaveOnServer', 'deleteMailLeftOnServer'],
  check({leaveMessagesOnServer, deleteByAgeFromServer, numDaysToLeaveOnServer, deleteMailLeftOnServer}) {
    // 0 days is no limit (Pop3Client.sys.mjs, _cutOffTimestamp).
    if (!leaveMessagesOnServer || deleteMailLeftOnServer || deleteByAgeFromServer && numDaysToLeaveOnServer !== 0) return {};
  },
});

/** One that is certain is enough; one that is not makes all uncertain. */
function isReadElsewhere(server: IncomingServer, snapshot: Snapshot): boolean | undefined {
  if (server.type !== 'pop3') return false;
  const others = snapshot.incomingServers.filter(other => mirrorsServer(other) || other.type === 'unknown');
  const answers = new Set(others.map(other => readsSameMailbox(server, other, snapshot)));
  return answers.has(true) || (answers.has(undefined) ? undefined : false);
}
