import {receiverOf} from '../facts/kept-mail.ts';
import {isMirroredToo, isReadElsewhere} from '../facts/mailboxes.ts';
import {all, not} from '../facts/unknown.ts';
import {rule} from '../rule.ts';
import type {IncomingServer, Snapshot} from '../snapshot.ts';

/**
 * POP is set to remove from the server what is deleted here, and that takes mail from somebody: another POP account fetches the same mailbox, the
 * Trash is emptied when Thunderbird closes, or the folders it delivers to delete old messages by themselves.
 */
export const popDeletionMirrored = rule({
  id: 'pop-deletion-mirrored',
  subjects: ['incomingServer'],
  severity: 'advice',
  harm: 'mailDestroyed',
  questions: ['tomorrow'],
  topic: 'deleting',
  pane: 'server',
  fix: 'ask',
  steps: {
    limited: ['know-deleted-stays-a-while', 'keep-organisation-limit', 'untick-until-i-delete', 'leave-if-it-suits'],
    otherwise: ['know-deleted-stays', 'untick-until-i-delete', 'watch-room-on-server', 'leave-if-it-suits'],
  },
  setting: 'deleteMailLeftOnServer',
  since: '0.1.0',
  reference: {name: 'RFC 1939, 6', url: 'https://www.rfc-editor.org/rfc/rfc1939#section-6'},
  appliesTo: (server, snapshot) =>
    all(server.type === 'pop3', server.leaveMessagesOnServer, !isSaidAlready(server, snapshot)) && isDecidable(server, snapshot),
  needs: ['deferredToAccount', 'leaveMessagesOnServer', 'deleteMailLeftOnServer', 'emptyTrashOnExit'],
  // Thunderbird itself sets up "Until I delete them": alone it is no finding. What retention deletes, retention-deletes-on-server says.
  check(server, snapshot) {
    if (server.deleteMailLeftOnServer && reachesFurther(server, snapshot)) return {};
  },
});

/** Where IMAP or Exchange reads the mailbox too, mailbox-read-twice says it, and its way out ends this as well. */
function isSaidAlready(server: IncomingServer, snapshot: Snapshot): boolean {
  return server.deleteMailLeftOnServer === true && isMirroredToo(server, snapshot) === true;
}

/** Only where it matters does another account that was not read leave it open. */
function isDecidable(server: IncomingServer, snapshot: Snapshot): true | undefined {
  return server.deleteMailLeftOnServer === false || reachesFurther(server, snapshot) !== undefined || undefined;
}

/** What is deleted here is wanted elsewhere, or was not deleted by anybody. */
function reachesFurther(server: IncomingServer, snapshot: Snapshot): boolean | undefined {
  return not(all(not(deletesByItself(server, snapshot)), not(isReadElsewhere(server, snapshot))));
}

/** What was delivered into other folders is deleted by their settings: the Trash, and retention, whose own rule says nothing of this server. */
function deletesByItself(server: IncomingServer, snapshot: Snapshot): boolean | undefined {
  const receiver = receiverOf(server, snapshot);
  if (!receiver || receiver === server) return receiver?.emptyTrashOnExit;
  const {emptyTrashOnExit, retainBy} = receiver;
  return not(all(not(emptyTrashOnExit), retainBy && retainBy === 'all'));
}
