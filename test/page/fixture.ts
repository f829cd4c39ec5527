/** The page's own HTML in a document without Thunderbird, and audits to show on it. */
import {readFileSync} from 'node:fs';
import {audit} from '../../src/audit.ts';
import {unmanaged} from '../../src/policy.ts';
import {rules} from '../../src/rules/index.ts';
import type {Snapshot} from '../../src/snapshot.ts';
import {type SetAside, allowedAside} from '../../src/waivers.ts';
import type {Audited} from '../../src/explain/audited.ts';
import {readPolicy} from '../../src/read-policy.ts';

export function audited(snapshot: Snapshot, managed?: unknown, setAside: readonly SetAside[] = []): Audited {
  const policy = managed === undefined ? unmanaged() : readPolicy(managed);
  return {snapshot, policy, setAside, report: audit(snapshot, rules, {...policy, setAside: allowedAside(setAside, policy.page)})};
}

/** Puts the page, without its scripts and styles, into the test's document. */
export function loadPage(): void {
  const html = readFileSync('src/page/options.html', 'utf8');
  document.body.innerHTML = /<body>(.*)<\/body>/s.exec(html)![1]!;
}
