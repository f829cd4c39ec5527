import {expectedOf, isExpected, sourceOf} from '../facts/expected-servers.ts';
import {all} from '../facts/unknown.ts';
import {moveToIMAP} from '../move-to-imap.ts';
import {rule} from '../rule.ts';

/** The organisation wants IMAP, and this account uses POP: what is fetched here is not where its other devices and its backups look. */
export const popWhereImapIsPreferred = rule({
  id: 'pop-where-imap-is-preferred',
  subjects: ['incomingServer'],
  severity: 'advice',
  harm: 'onlyCopy',
  questions: ['where', 'tomorrow'],
  topic: 'pop',
  isUpToGmail: true,
  pane: 'server',
  steps: {
    limited: ['ask-for-company', 'leave-on-server-as-limited', ...moveToIMAP.slice(1)],
    otherwise: ['ask-for-company', ...moveToIMAP],
  },
  setting: 'type',
  since: '0.1.0',
  reference: {name: 'RFC 9051', url: 'https://www.rfc-editor.org/rfc/rfc9051'},
  article: 'switch-pop-imap-account',
  appliesTo: (server, snapshot, expectations) => all(
    server.type === 'imap' || server.type === 'pop3',
    isExpected(expectedOf(server, snapshot, expectations), ({entry, isForAccount}) => all(isForAccount, entry.preferred === 'imap')),
  ),
  needs: [],
  check(server, snapshot, expectations) {
    if (server.type === 'pop3') return {data: sourceOf(expectedOf(server, snapshot, expectations)!)};
  },
});
