import {rule} from '../rule.ts';

/** Messages marked as junk are deleted by themselves after a number of days: what was taken for junk by mistake goes with them. */
export const junkDeletedByAge = rule({
  id: 'junk-deleted-by-age',
  subjects: ['incomingServer', 'localFolders'],
  severity: 'warning',
  harm: 'mailDestroyed',
  questions: ['tomorrow'],
  topic: 'deleting',
  pane: 'junk',
  fix: 'safe',
  steps: {otherwise: ['look-through-junk', 'untick-delete-junk', 'empty-junk-yourself']},
  setting: 'purgeSpam',
  since: '0.1.0',
  reference: {name: 'RFC 6154, 2', url: 'https://www.rfc-editor.org/rfc/rfc6154#section-2'},
  appliesTo: () => true,
  needs: ['spamLevel', 'purgeSpam', 'purgeSpamInterval'],
  check({spamLevel, purgeSpam, purgeSpamInterval: days}) {
    // Nothing is deleted without junk mail controls, and 0 days is never (nsMsgPurgeService::PerformPurge).
    if (spamLevel !== 0 && purgeSpam && days > 0) return {data: {days}};
  },
});
