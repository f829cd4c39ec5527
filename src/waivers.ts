/** Findings an administrator has accepted as they are, until a day. */
import {normal} from './hosts.ts';
import {type Snapshot, partsOf} from './snapshot.ts';

/** As an administrator sets it. */
export interface Waiver {
  rule: string;
  /** An address or the name of a server, `*` for any letters. */
  account: string;
  reason: string;
  /** The last day it holds: ISO 8601, UTC. */
  until: string;
}

/** Who accepted a finding as it is, why, and until when. */
export interface Accepted extends Pick<Waiver, 'reason' | 'until'> {
  by: 'administrator';
}

interface Verdict {
  rule: string;
  subject: string;
  subjectId: string;
  accountIds: string[];
}

/** The waiver that covers a finding: it is in force, and it names every account the finding belongs to, or the server it is about. */
export function waiverOf(finding: Verdict, snapshot: Snapshot, waivers: readonly Waiver[]): Accepted | undefined {
  const today = snapshot.takenAt.slice(0, 10);
  const found = waivers.find(({rule, account, until}) => rule === finding.rule && today <= until && covers(account, finding, snapshot));
  return found && {by: 'administrator', reason: found.reason, until: found.until};
}

function covers(pattern: string, {subject, subjectId, accountIds}: Verdict, snapshot: Snapshot): boolean {
  const isMatch = matcher(pattern);
  const server = subject === 'outgoingServer' && snapshot.outgoingServers.find(({key}) => key === subjectId);
  if (server && server.hostname !== undefined && isMatch(normal(server.hostname))) return true;
  return accountIds.length > 0 && accountIds.every(id => namesOf(id, snapshot).some(isMatch));
}

/** What an account can be called by: its addresses and its incoming server. */
function namesOf(id: string, snapshot: Snapshot): string[] {
  const {incoming, identities} = partsOf({id}, snapshot);
  return [incoming.hostname && normal(incoming.hostname), ...identities.map(({email}) => email)].filter(name => name !== undefined);
}

/** `*` stands for any letters; upper and lower case are the same. No regular expression: the pattern is not ours. */
function matcher(pattern: string): (name: string) => boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  const last = rest.pop();
  return name => {
    const text = name.toLowerCase();
    if (last === undefined) return text === first;
    if (!text.startsWith(first)) return false;
    let at = first.length;
    for (const part of rest) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return text.length - at >= last.length && text.endsWith(last);
  };
}
