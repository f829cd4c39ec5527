import {keepsCopies, mirrorsAsSet} from '../facts/kept-mail.ts';
import {all} from '../facts/unknown.ts';
import {rule} from '../rule.ts';
import type {IncomingServer, Snapshot} from '../snapshot.ts';

/** Mail is kept on a computer that others use too, and whose administrator wants none of it there. */
export const localCopiesForbidden = rule({
  id: 'local-copies-forbidden',
  subjects: ['incomingServer'],
  severity: 'warning',
  harm: 'onlyCopy',
  questions: ['where'],
  decides: ['where', 'tomorrow'],
  topic: 'imap',
  pane: 'sync',
  fix: 'ask',
  steps: {otherwise: ['look-in-webmail', 'stop-keeping-copies', 'ask-for-imap-account']},
  setting: 'offlineDownload',
  since: '0.1.0',
  reference: {name: 'RFC 9051', url: 'https://www.rfc-editor.org/rfc/rfc9051'},
  appliesTo: (server, snapshot, {copies}) => all(copies === 'forbidden', server.type === 'pop3' || isDecidable(server, snapshot)),
  needs: [],
  check(server) {
    // POP keeps everything it fetches.
    if (server.type === 'pop3' || keepsCopies(server)) return {};
  },
});

/** That none is kept only the folders can say. */
function isDecidable(server: IncomingServer, snapshot: Snapshot): boolean | undefined {
  const areRead = server.folders?.every(({isOffline}) => isOffline !== undefined) || undefined;
  return all(mirrorsAsSet(server, snapshot), keepsCopies(server) || areRead && server.offlineDownload !== undefined || undefined);
}
