import {hasOwnFolders} from '../facts/kept-mail.ts';
import {rule} from '../rule.ts';

/** The Trash is emptied each time Thunderbird closes: what was deleted by mistake cannot be brought back after that. */
export const trashEmptiedOnExit = rule({
  id: 'trash-emptied-on-exit',
  subjects: ['incomingServer', 'localFolders'],
  severity: 'advice',
  harm: 'mailDestroyed',
  questions: ['tomorrow'],
  topic: 'deleting',
  pane: 'server',
  fix: 'safe',
  steps: {otherwise: ['know-trash-stays', 'untick-empty-trash', 'empty-trash-yourself']},
  setting: 'emptyTrashOnExit',
  since: '0.1.0',
  reference: {name: 'RFC 6154, 2', url: 'https://www.rfc-editor.org/rfc/rfc6154#section-2'},
  appliesTo: hasOwnFolders,
  needs: ['emptyTrashOnExit'],
  check({emptyTrashOnExit}) {
    if (emptyTrashOnExit) return {};
  },
});
