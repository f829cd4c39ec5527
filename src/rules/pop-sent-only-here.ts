import {all} from '../connection.ts';
import {rule} from '../rule.ts';

/** The sent messages of a POP account are in a folder on this computer and nowhere else. */
export const popSentOnlyHere = rule({
  id: 'pop-sent-only-here',
  subjects: ['identity'],
  severity: 'advice',
  questions: ['where', 'tomorrow'],
  topic: 'pop',
  pane: 'copies',
  setting: 'sentFolder',
  since: '0.1.0',
  reference: {name: 'RFC 1939', url: 'https://www.rfc-editor.org/rfc/rfc1939'},
  appliesTo: identity => all(identity.accountTypes.includes('pop3'), identity.keepsSentCopies),
  needs: ['keepsSentCopies', 'sentFolder'],
  check({sentFolder}) {
    if (sentFolder !== 'server' && sentFolder !== 'otherServer') return {};
  },
});
