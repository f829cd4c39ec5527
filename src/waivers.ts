/** Findings that an administrator, or the user, has accepted as they are, until a day. */
import {normal} from './facts/hosts.ts';
import type {Accepted, Finding, JudgedSubject} from './report.ts';
import {type Snapshot} from './snapshot.ts';
import {partsOf} from './subjects.ts';

/** As an administrator sets it. */
export interface Waiver {
  rule: string;
  /** An address or the name of a server, `*` for any letters. */
  account: string;
  reason: string;
  /** The last day it holds: ISO 8601, UTC. */
  until: string;
}

/** What the user has set aside: a finding, as it was then. */
export interface SetAside extends Pick<Waiver, 'rule' | 'reason' | 'until'> {
  subject: string;
  subjectId: string;
  /** What it said: when that changes, it comes back. */
  facts: string;
}

/** What a finding says, without the data that its rule measures and that changes by itself (`Rule.measured`). */
export function factsOf({accountIds, severity, data}: Pick<Finding, 'accountIds' | 'severity' | 'data'>, measured: readonly string[] = []): string {
  return JSON.stringify([severity, accountIds, Object.entries(data).filter(([name]) => !measured.includes(name))]);
}

export function isAbout(entry: SetAside, {rule, subject, subjectId}: JudgedSubject): boolean {
  return entry.rule === rule && entry.subject === subject && entry.subjectId === subjectId;
}

/** What the user said when they set a finding aside, as long as it holds and the finding still says the same. */
export function setAsideOf(finding: Finding, measured: readonly string[] | undefined, takenAt: string, entries: readonly SetAside[]): SetAside | undefined {
  const today = takenAt.slice(0, 10);
  return entries.find(entry => isAbout(entry, finding) && today <= entry.until && entry.facts === factsOf(finding, measured));
}

/** What counts of all that the user has set aside: nothing where an administrator does not let them (`page.hide`). */
export function allowedAside(entries: readonly SetAside[], {hide}: {hide?: boolean | undefined}): readonly SetAside[] {
  return hide === false ? [] : entries;
}

/** The waiver that covers a finding: it is in force, and it names every account the finding belongs to, or the server it is about. */
export function waiverOf(finding: JudgedSubject, snapshot: Snapshot, waivers: readonly Waiver[]): Accepted | undefined {
  const today = snapshot.takenAt.slice(0, 10);
  const found = waivers.find(({rule, account, until}) => rule === finding.rule && today <= until && covers(account, finding, snapshot));
  return found && {by: 'administrator', reason: found.reason, until: found.until};
}

function covers(pattern: string, {subject, subjectId, accountIds}: JudgedSubject, snapshot: Snapshot): boolean {
  const isMatch = matcher(pattern);
  const server = subject === 'outgoingServer' && snapshot.outgoingServers.find(({key}) => key === subjectId);
  if (server && server.hostname !== undefined && isMatch(normal(server.hostname))) return true;
  return accountIds.length > 0 && accountIds.every(id => callNames(id, snapshot).some(isMatch));
}

/** What an account can be called by: its addresses and its incoming server. */
function callNames(id: string, snapshot: Snapshot): string[] {
  const {incoming, identities} = partsOf({id}, snapshot);
  return [incoming.hostname && normal(incoming.hostname), ...identities.map(({email}) => email)].filter(name => name !== undefined);
}

/** `*` stands for any letters; upper and lower case are the same. No regular expression: the pattern is not ours. */
function matcher(pattern: string): (name: string) => boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  const last = rest.pop();
  return name => {
    const lowered = name.toLowerCase();
    if (last === undefined) return lowered === first;
    if (!lowered.startsWith(first)) return false;
    let at = first.length;
    for (const part of rest) {
      const found = lowered.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return lowered.length - at >= last.length && lowered.endsWith(last);
  };
}
