import {countElsewhere} from '../facts/addresses.ts';
import {rule} from '../rule.ts';
import type {Identity, Snapshot} from '../snapshot.ts';

/** Every message that is written with an address goes, as a blind copy, to one that is of no account here and of another domain too. */
export const outgoingBlindCopyElsewhere = rule({
  id: 'outgoing-blind-copy-elsewhere',
  subjects: ['identity'],
  severity: 'warning',
  harm: 'mailExposed',
  questions: [],
  topic: 'sending',
  pane: 'copies',
  steps: {otherwise: ['look-at-blind-copies', 'ask-about-blind-copies', 'untick-blind-copies', 'know-copies-are-gone']},
  setting: 'bccList',
  since: '0.1.0',
  reference: {name: 'RFC 5322, 3.6.3', url: 'https://www.rfc-editor.org/rfc/rfc5322#section-3.6.3'},
  appliesTo: (identity, snapshot) => copiesElsewhere(identity, snapshot) === undefined ? undefined : true,
  needs: ['email', 'bccList'],
  check(identity, snapshot) {
    const count = copiesElsewhere(identity, snapshot)!;
    if (count > 0) return {data: {count}};
  },
});

/** What goes as Cc, everybody who gets the message can see. */
function copiesElsewhere({bccList, ...identity}: Identity, snapshot: Snapshot): number | undefined {
  return bccList && countElsewhere(bccList, [identity], snapshot);
}
