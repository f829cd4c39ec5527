import {DAY} from '../days.ts';
import {rule} from '../rule.ts';

/** After how many days a backup is called old where no administrator says: three months of mail are much to lose. */
const USUAL_DAYS = 90;

/** The last backup the user told of is older than 90 days, or than the administrator allows. */
export const backupOutdated = rule({
  id: 'backup-outdated',
  subjects: ['thunderbird'],
  severity: 'advice',
  harm: 'onlyCopy',
  questions: [],
  topic: 'backup',
  steps: {otherwise: ['back-up-profile', 'keep-backup-elsewhere', 'say-backup-was-made']},
  setting: 'lastBackup',
  since: '0.1.0',
  reference: {name: 'Back up your profile', url: 'https://support.mozilla.org/kb/profiles-where-thunderbird-stores-user-data'},
  article: 'profiles-where-thunderbird-stores-user-data',
  // Who never told of one is asked on the page: that is a question, not a finding.
  appliesTo: ({lastBackup}) => lastBackup === undefined ? undefined : lastBackup !== '',
  needs: ['lastBackup'],
  check({lastBackup}, {takenAt}, {backup: {maxDays = USUAL_DAYS}}) {
    const days = Math.floor((Date.parse(takenAt) - Date.parse(lastBackup)) / DAY);
    if (days > maxDays) return {data: {days, maxDays}};
  },
  measured: ['days'],
});
