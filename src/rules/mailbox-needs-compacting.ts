import {hasOwnFolders} from '../facts/kept-mail.ts';
import {all} from '../facts/unknown.ts';
import {rule} from '../rule.ts';
import type {Folder, Program} from '../snapshot.ts';

/**
 * Deleted messages of an account take more room on this computer than Thunderbird's own threshold, and compacting is not automatic;
 * or more than twice as much, and it is.
 */
export const mailboxNeedsCompacting = rule({
  id: 'mailbox-needs-compacting',
  subjects: ['incomingServer', 'localFolders'],
  severity: 'advice',
  harm: 'other',
  questions: [],
  topic: 'thunderbird',
  pane: 'general',
  steps: {otherwise: ['back-up-before-compacting', 'compact-folders', 'compact-automatically']},
  setting: 'folders',
  measured: ['megabytes'],
  since: '0.1.0',
  reference: {name: 'Compacting folders', url: 'https://support.mozilla.org/kb/compacting-folders'},
  appliesTo: (server, {program}) => all(hasOwnFolders(server), wereRead(server.folders ?? [], program)),
  needs: ['folders'],
  check({folders}, {program}) {
    const bytes = wasted(folders);
    if (bytes > tolerated(program)) return {data: {megabytes: Math.round(bytes / 1024 / 1024)}};
  },
});

function wasted(folders: Folder[]): number {
  return folders.reduce((sum, {expungedBytes = 0}) => sum + expungedBytes, 0);
}

/** Thunderbird asks before it compacts, and waits for an answer: what is automatic may be late. */
function tolerated({compactsAutomatically, compactsAboveBytes}: Program): number {
  return compactsAboveBytes! * (compactsAutomatically ? 2 : 1);
}

function wereRead(folders: Folder[], {compactsAutomatically, compactsAboveBytes}: Program): true | undefined {
  const facts = [compactsAutomatically, compactsAboveBytes, ...folders.map(({expungedBytes}) => expungedBytes)];
  return facts.includes(undefined) ? undefined : true;
}
