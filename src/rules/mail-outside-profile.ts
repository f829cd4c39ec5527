import {hasOwnFolders} from '../facts/kept-mail.ts';
import {isInside} from '../facts/paths.ts';
import {all} from '../facts/unknown.ts';
import {rule} from '../rule.ts';

/** The folder where an account keeps its mail on this computer is not inside the profile: an export or a copy of the profile lacks it. */
export const mailOutsideProfile = rule({
  id: 'mail-outside-profile',
  subjects: ['incomingServer', 'localFolders'],
  severity: 'advice',
  harm: 'onlyCopy',
  questions: ['tomorrow'],
  topic: 'backup',
  pane: 'server',
  steps: {otherwise: ['leave-local-directory', 'include-folder-in-backup']},
  setting: 'localPath',
  since: '0.1.0',
  reference: {name: 'Profiles - Where Thunderbird stores your messages', url: 'https://support.mozilla.org/kb/profiles-where-thunderbird-stores-user-data'},
  appliesTo: (server, {program}) => all(hasOwnFolders(server), program.profilePath !== undefined || undefined),
  needs: ['localPath'],
  check({localPath}, {program: {profilePath}}) {
    if (!isInside(localPath, profilePath!)) return {};
  },
});
