import type {Policy} from '../policy.ts';
import type {Report} from '../report.ts';
import type {Snapshot} from '../snapshot.ts';
import type {SetAside} from '../waivers.ts';

/** Everything the page shows comes from these. */
export interface Audited {
  snapshot: Snapshot;
  report: Report;
  policy: Policy;
  /** What the user has set aside. */
  setAside: readonly SetAside[];
}
