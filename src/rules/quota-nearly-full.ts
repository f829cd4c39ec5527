import type {Quota} from '../snapshot.ts';
import type {Severity} from '../rule.ts';
import {rule} from '../rule.ts';

/** As Thunderbird's own meter, which shows from 75 % on (mail.quota.mainwindow_threshold). */
const thresholds: [percent: number, severity: Severity][] = [[95, 'critical'], [80, 'warning'], [75, 'advice']];

/** Room or number of messages on the server is used by 75 % (advice), 80 % (warning) or 95 % (critical), as far as the server was asked. */
export const quotaNearlyFull = rule({
  id: 'quota-nearly-full',
  subjects: ['incomingServer'],
  severity: 'advice',
  // Asked in one session and not in the next: an answer would change its colour by itself.
  questions: [],
  topic: 'deleting',
  pane: 'copies',
  setting: 'quota',
  since: '0.1.0',
  reference: {name: 'RFC 9208, 5.1', url: 'https://www.rfc-editor.org/rfc/rfc9208#section-5.1'},
  // Undefined is not asked yet, not unread: the page says so beside the answers.
  appliesTo: ({type, quota}) => type === 'imap' && quota !== undefined,
  needs: [],
  check({quota = []}) {
    const [fullest] = quota.flatMap(used).sort((a, b) => b.percent - a.percent);
    const reached = fullest && thresholds.find(([percent]) => fullest.percent >= percent);
    if (reached) return {data: {...fullest}, severity: reached[1]};
  },
});

/** `User quota / STORAGE`, as Thunderbird names it: before the stroke may be a user name. Other resources are not the mail (about3Pane.js). */
function used({name, used: amount, limit}: Quota): {percent: number; resource: string}[] {
  const resource = ['STORAGE', 'MESSAGE'].find(known => name.toUpperCase().endsWith(known));
  return resource && limit > 0 ? [{percent: Math.floor(100 * amount / limit), resource}] : [];
}
