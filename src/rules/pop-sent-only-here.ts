import {all} from '../connection.ts';
import type {Identity, Snapshot} from '../snapshot.ts';
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
  reference: {name: 'RFC 1939', url: 'https://www.rfc-editor.org/rfc/rfc1939'},
  appliesTo: (identity, snapshot) => all(isOfPop(identity, snapshot), identity.keepsSentCopies),
  needs: ['sentFolder'],
  check({sentFolder}) {
    if (sentFolder !== 'server') return {};
  },
});

function isOfPop(identity: Identity, snapshot: Snapshot): boolean {
  return snapshot.accounts.some(account => account.type === 'pop3' && identity.accountIds.includes(account.id));
}
