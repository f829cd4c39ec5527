import {countElsewhere} from '../facts/addresses.ts';
import {rule} from '../rule.ts';
import type {Identity, Snapshot} from '../snapshot.ts';

/** Who answers a message writes to an address that is of no account here and of another domain than the one it came from. */
export const replyToElsewhere = rule({
  id: 'reply-to-elsewhere',
  subjects: ['identity'],
  severity: 'advice',
  harm: 'other',
  questions: [],
  topic: 'sending',
  pane: 'account',
  steps: {otherwise: ['look-at-reply-to', 'leave-if-reply-to-is-meant', 'clear-reply-to']},
  setting: 'replyTo',
  since: '0.1.0',
  reference: {name: 'RFC 5322, 3.6.2', url: 'https://www.rfc-editor.org/rfc/rfc5322#section-3.6.2'},
  appliesTo: (identity, snapshot) => repliesElsewhere(identity, snapshot) === undefined ? undefined : true,
  needs: ['email', 'replyTo'],
  check(identity, snapshot) {
    if (repliesElsewhere(identity, snapshot)! > 0) return {};
  },
});

function repliesElsewhere({replyTo, ...identity}: Identity, snapshot: Snapshot): number | undefined {
  return replyTo && countElsewhere(replyTo, [identity], snapshot);
}
