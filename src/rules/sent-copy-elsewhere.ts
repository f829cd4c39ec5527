import {filesSentMail} from '../facts/providers.ts';
import {all, not} from '../facts/unknown.ts';
import {rule} from '../rule.ts';
import {type Identity, isExchange} from '../snapshot.ts';

/** The copies of what is sent with an IMAP or Exchange account go to a folder on this computer, or of another account. */
export const sentCopyElsewhere = rule({
  id: 'sent-copy-elsewhere',
  subjects: ['identity'],
  severity: 'advice',
  harm: 'onlyCopy',
  questions: ['where', 'tomorrow'],
  topic: 'sending',
  pane: 'copies',
  fix: 'safe',
  steps: {otherwise: ['choose-sent-folder', 'know-sent-takes-room', 'leave-if-kept-apart']},
  setting: 'sentFolder',
  since: '0.1.0',
  reference: {name: 'RFC 9051', url: 'https://www.rfc-editor.org/rfc/rfc9051'},
  // Where a provider files what is sent through it, the server has a copy whatever is chosen here. Whether an organisation wants or forbids
  // copies on its computers makes no difference: those on the server are meant.
  appliesTo: (identity, snapshot) => all(isOnServersOnly(identity), identity.keepsSentCopies, not(filesSentMail(identity, snapshot))),
  needs: ['keepsSentCopies', 'sentFolder', 'outgoingServerKey'],
  check({sentFolder}) {
    if (sentFolder === 'thisComputer' || sentFolder === 'otherServer') return {};
  },
});

/** Of an identity that a POP account shares, pop-sent-only-here says it. */
function isOnServersOnly({accountTypes}: Identity): boolean {
  return accountTypes.every(type => type === 'imap' || isExchange(type));
}
