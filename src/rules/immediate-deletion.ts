import {mirrorsAsSet} from '../facts/kept-mail.ts';
import {rule} from '../rule.ts';

/** A message that is deleted is gone at once, on the server too, without passing through the Trash. */
export const immediateDeletion = rule({
  id: 'immediate-deletion',
  subjects: ['incomingServer'],
  severity: 'advice',
  harm: 'mailDestroyed',
  questions: ['tomorrow'],
  topic: 'deleting',
  pane: 'server',
  fix: 'safe',
  steps: {otherwise: ['know-deleted-goes-to-trash', 'move-to-trash']},
  setting: 'deleteModel',
  since: '0.1.0',
  reference: {name: 'RFC 6154, 2', url: 'https://www.rfc-editor.org/rfc/rfc6154#section-2'},
  appliesTo: mirrorsAsSet,
  needs: ['deleteModel'],
  check({deleteModel}) {
    // What is only marked as deleted can be unmarked.
    if (deleteModel === 'deleteImmediately') return {};
  },
});
