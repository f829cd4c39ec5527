import {rule} from '../rule.ts';
import type {IncomingServer} from '../snapshot.ts';

/** Messages wait in a folder for unsent messages: they were written, and did not leave this computer. */
export const unsentMessages = rule({
  id: 'unsent-messages',
  subjects: ['incomingServer', 'localFolders'],
  severity: 'warning',
  harm: 'other',
  questions: [],
  topic: 'sending',
  pane: 'server',
  steps: {otherwise: ['look-into-outbox', 'send-unsent', 'see-why-not-sent']},
  setting: 'unsentMessages',
  measured: ['count'],
  since: '0.1.0',
  reference: {name: 'RFC 5321, 4.5.4', url: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.4'},
  appliesTo: server => server.type === 'local' || hasOutbox(server),
  needs: ['unsentMessages'],
  check({unsentMessages: count}) {
    if (count > 0) return {data: {count}};
  },
});

/** Thunderbird makes one in Local Folders. Another account has one where somebody chose so. */
function hasOutbox({folders}: IncomingServer): boolean | undefined {
  return folders?.some(({use}) => use === 'outbox');
}
