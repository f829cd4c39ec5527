import {all} from '../facts/unknown.ts';
import {rule} from '../rule.ts';
import {mirrorsServer} from '../snapshot.ts';

/** What Thunderbird takes for junk is moved from an IMAP or Exchange account to a folder of this computer or of another account. */
export const junkMovedElsewhere = rule({
  id: 'junk-moved-elsewhere',
  subjects: ['incomingServer'],
  severity: 'advice',
  harm: 'onlyCopy',
  questions: ['where'],
  topic: 'deleting',
  pane: 'junk',
  fix: 'safe',
  steps: {otherwise: ['choose-junk-folder', 'move-good-messages-back', 'leave-if-junk-is-looked-through']},
  setting: 'junkServerKey',
  since: '0.1.0',
  reference: {name: 'RFC 6154, 2', url: 'https://www.rfc-editor.org/rfc/rfc6154#section-2'},
  // What POP fetched is on this computer, in whatever account.
  appliesTo: server => all(mirrorsServer(server), server.moveOnSpam),
  needs: ['spamLevel', 'moveOnSpam', 'junkServerKey'],
  check({key, spamLevel, junkServerKey}) {
    if (spamLevel !== 0 && junkServerKey !== '' && junkServerKey !== key) return {};
  },
});
