import {roomUsed} from '../facts/kept-mail.ts';
import {type Severity, rule} from '../rule.ts';

/** As Thunderbird's own meter, which shows from 75 % on (mail.quota.mainwindow_threshold). */
const thresholds: [percent: number, severity: Severity][] = [[95, 'critical'], [80, 'warning'], [75, 'advice']];

/** Of the room, or the number of messages, that the server allows, 75 % (advice), 80 % (warning) or 95 % (critical) are used, where it was asked in this session. */
export const quotaNearlyFull = rule({
  id: 'quota-nearly-full',
  subjects: ['incomingServer'],
  severity: 'advice',
  harm: 'other',
  // Asked in one session and not in the next: an answer would change its colour by itself.
  questions: [],
  topic: 'deleting',
  pane: 'copies',
  steps: {otherwise: ['tidy-up', 'know-archive-leaves-server', 'archive-by-year', 'compact-on-server', 'ask-for-room']},
  setting: 'quota',
  measured: ['percent'],
  since: '0.1.0',
  reference: {name: 'RFC 9208, 5.1', url: 'https://www.rfc-editor.org/rfc/rfc9208#section-5.1'},
  // Undefined is not asked yet, not unread: the page says so beside the answers. Where there is no limit, there is nothing to promise.
  appliesTo: ({quota = []}) => roomUsed(quota).length > 0,
  needs: [],
  check({quota = []}) {
    const [fullest] = roomUsed(quota);
    const reached = fullest && thresholds.find(([percent]) => fullest.percent >= percent);
    if (reached) return {data: {...fullest}, severity: reached[1]};
  },
});
