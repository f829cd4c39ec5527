import {hasOwnFolders} from '../facts/kept-mail.ts';
import {isInside, syncedBy} from '../facts/paths.ts';
import {all, not} from '../facts/unknown.ts';
import {rule} from '../rule.ts';

/** An account keeps its mail outside the profile, in a folder that OneDrive, Dropbox or a program like them copies to its server. */
export const mailInCloudFolder = rule({
  id: 'mail-in-cloud-folder',
  subjects: ['incomingServer', 'localFolders'],
  severity: 'warning',
  harm: 'mailDestroyed',
  questions: ['tomorrow'],
  topic: 'backup',
  pane: 'server',
  steps: {otherwise: ['leave-cloud-folder-in-place', 'copy-folder-twice', 'choose-second-copy', 'delete-nothing-in-old-place']},
  setting: 'localPath',
  since: '0.1.0',
  reference: {name: 'Dangerous directories', url: 'https://support.mozilla.org/kb/dangerous-directories-Thunderbird-account-settings'},
  // profile-in-cloud-folder says it once for all that is inside.
  appliesTo: (server, {program}) => all(hasOwnFolders(server), not(isInside(server.localPath, program.profilePath))),
  needs: ['localPath'],
  check({localPath}) {
    const product = syncedBy(localPath);
    if (product) return {data: {product}};
  },
});
