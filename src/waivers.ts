/** Findings an administrator has accepted as they are, until a day. */
import type {Accepted, Finding} from './audit.ts';
import type {Policy} from './policy.ts';
import {type Snapshot, partsOf} from './snapshot.ts';

/** The waiver that covers a finding: it is in force, and it names every account the finding belongs to. */
export function waiverOf(finding: Finding, snapshot: Snapshot, waivers: Policy['waivers']): Accepted | undefined {
  const today = snapshot.takenAt.slice(0, 10);
  const found = waivers.find(({rule, account, until}) =>
    rule === finding.rule && today <= until && finding.accountIds.length > 0 && finding.accountIds.every(id => covers(account, id, snapshot)));
  return found && {by: 'administrator', reason: found.reason, until: found.until};
}

/** Whether a pattern matches an address of the account or the name of its incoming server. */
function covers(pattern: string, id: string, snapshot: Snapshot): boolean {
  const parts = partsOf({id}, snapshot);
  if (!parts) return false;
  const names = [parts.incoming.hostname, ...parts.identities.map(({email}) => email)];
  const isMatch = matcher(pattern);
  return names.some(name => name !== undefined && isMatch(name));
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
