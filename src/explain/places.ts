/** Where a finding's setting is: for Thunderbird to open, and for the reader to go to by hand. */
import type {Place} from '../experiment/windows.d.ts';
import {legibleHost} from '../legible.ts';
import type {Finding} from '../report.ts';
import {ruleOf} from '../rules/index.ts';
import type {Account, Snapshot} from '../snapshot.ts';
import {nameOf} from './names.ts';
import {type Sentence, sentence} from './sentence.ts';

/** Where a setting is. */
type SettingPlace = Place & {pane: Exclude<Place['pane'], 'setup'>};

/** Undefined for what no setting changes. */
export function placeOf(finding: Finding, account: Account | undefined): SettingPlace | undefined {
  const {pane, setting} = ruleOf(finding);
  if (pane === 'general' || pane === 'privacy') return {pane, setting};
  if (finding.subject === 'outgoingServer') return {pane: 'outgoing', outgoingServerKey: finding.subjectId, setting};
  if (finding.subject === 'thunderbird') return undefined;
  return {pane: pane ?? 'account', ...account && {accountId: account.id}, setting};
}

/** The way to a place through Thunderbird's menus. */
export function pathTo(place: SettingPlace, account: Account | undefined, snapshot: Snapshot): Sentence {
  if (place.pane === 'sync' && (account?.type === 'pop3' || account?.type === 'local')) return sentence('page_path_diskspace', {account: nameOf(account, snapshot)});
  // Local Folders have one page for all but that (AccountManager.js).
  if (place.pane === 'server' && account?.type === 'local') return sentence('page_path_account', {account: nameOf(account, snapshot)});
  if (place.pane !== 'outgoing') return sentence(`page_path_${place.pane}`, {account: account ? nameOf(account, snapshot) : ''});
  const {hostname} = snapshot.outgoingServers.find(({key}) => key === place.outgoingServerKey) ?? {};
  return hostname ? sentence('page_path_outgoing', {hostname: legibleHost(hostname)}) : sentence('page_path_outgoing_list');
}

/** Whether an administrator has locked the field a finding is cured by. */
export function isLocked(finding: Finding, snapshot: Snapshot): boolean {
  const subjects: {key: string; locked: string[]}[] =
    [...snapshot.incomingServers, ...snapshot.outgoingServers, ...snapshot.identities, snapshot.program];
  const subject = subjects.find(({key}) => key !== '' && key === finding.subjectId);
  return subject?.locked.includes(ruleOf(finding).setting) ?? false;
}
