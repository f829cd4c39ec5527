import {filesSentMail} from '../facts/providers.ts';
import {all, not} from '../facts/unknown.ts';
import {rule} from '../rule.ts';

/** The sent messages of a POP account are in a folder on this computer, and it is not known that its provider keeps them too. */
export const popSentOnlyHere = rule({
  id: 'pop-sent-only-here',
  subjects: ['identity'],
  severity: 'advice',
  harm: 'onlyCopy',
  questions: ['where', 'tomorrow'],
  topic: 'pop',
  pane: 'copies',
  steps: {otherwise: ['back-up-with-profile', 'see-where-sent-goes', 'ask-about-imap-for-sent']},
  setting: 'sentFolder',
  since: '0.1.0',
  reference: {name: 'RFC 1939', url: 'https://www.rfc-editor.org/rfc/rfc1939'},
  appliesTo: (identity, snapshot) => all(identity.accountTypes.includes('pop3'), identity.keepsSentCopies, not(filesSentMail(identity, snapshot))),
  needs: ['keepsSentCopies', 'sentFolder', 'copiesItself', 'outgoingServerKey'],
  // Who sends themselves each message has it on the server too.
  check({sentFolder, copiesItself}) {
    if (!copiesItself && sentFolder !== 'server' && sentFolder !== 'otherServer') return {};
  },
});
