import {filesSentMail} from '../facts/providers.ts';
import {all, not} from '../facts/unknown.ts';
import {rule} from '../rule.ts';

/** No copy is kept of what is sent with this address, and it is not known that its provider keeps one by itself. */
export const sentCopyOff = rule({
  id: 'sent-copy-off',
  subjects: ['identity'],
  severity: 'advice',
  harm: 'onlyCopy',
  questions: ['where', 'tomorrow'],
  topic: 'sending',
  pane: 'copies',
  fix: 'safe',
  steps: {otherwise: ['look-for-sent-in-webmail', 'keep-sent-copies', 'know-sent-from-now-on']},
  setting: 'keepsSentCopies',
  since: '0.1.0',
  reference: {name: 'RFC 6409', url: 'https://www.rfc-editor.org/rfc/rfc6409'},
  appliesTo: (identity, snapshot, {copies}) => all(
    // The copies of a POP account are on this computer, where an organisation may want none.
    copies !== 'forbidden' || !identity.accountTypes.includes('pop3'), not(filesSentMail(identity, snapshot)),
  ),
  needs: ['keepsSentCopies', 'copiesItself', 'outgoingServerKey'],
  // Who sends themselves each message has it.
  check({keepsSentCopies, copiesItself}) {
    if (!keepsSentCopies && !copiesItself) return {};
  },
});
