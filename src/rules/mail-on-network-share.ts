import {hasOwnFolders} from '../facts/kept-mail.ts';
import {isInside, isOnNetworkShare} from '../facts/paths.ts';
import {all, not} from '../facts/unknown.ts';
import {rule} from '../rule.ts';

/** An account keeps its mail outside the profile, on a network share that its path tells. */
export const mailOnNetworkShare = rule({
  id: 'mail-on-network-share',
  subjects: ['incomingServer', 'localFolders'],
  severity: 'advice',
  harm: 'mailDestroyed',
  questions: ['tomorrow'],
  topic: 'backup',
  pane: 'server',
  steps: {otherwise: ['leave-local-directory', 'use-folder-on-one-computer', 'ask-about-backup-there']},
  setting: 'localPath',
  since: '0.1.0',
  reference: {name: 'Dangerous directories', url: 'https://support.mozilla.org/kb/dangerous-directories-Thunderbird-account-settings'},
  // A profile on a share is an organisation's doing: Windows redirects a user's folders there, and nobody has chosen it here.
  appliesTo: (server, {program}) => all(hasOwnFolders(server), not(isInside(server.localPath, program.profilePath))),
  needs: ['localPath'],
  check({localPath}) {
    if (isOnNetworkShare(localPath)) return {};
  },
});
