import type {Program} from './snapshot.ts';

/**
 * Which versions of Thunderbird get security updates. Read on 2026-11-21: the Debian package's changelog (153.7.0esr from MFSA 2026-129 on
 * 2026-11-10; 140.17.0esr, of 2026-09-30, the last of its line), mozilla/releases_insights #94 ("Move the ESR140 EOL to Fx158 on Oct 13"),
 * endoflife.date's Firefox page (158 superseded on 2026-10-27) and SUMO's "Thunderbird ESR" (same calendar; maintained for more than a year).
 */
const READ = '2026-11-21';
/** A year after 153, which is the least it is maintained for. */
const TRUSTED_UNTIL = '2027-07-21';

const maintained = new Set([153]);
/** Ended at Thunderbird on 2026-10-13. A distribution decides for itself how long it mends its own, which are built without an updater. */
const endedAtThunderbird = new Set([140]);
/** Releases between those last until the next one: this is the newest known to be superseded. */
const LAST_SUPERSEDED = 158;

/** A distribution's build of an extended support release that has ended at Thunderbird: this table says nothing of it. */
export function isDistributions({version, updatesItself}: Pick<Program, 'version' | 'updatesItself'>): boolean | undefined {
  return endedAtThunderbird.has(Number.parseInt(version)) && (updatesItself === undefined ? undefined : !updatesItself);
}

/** Undefined where the table does not know: at another time, or of a version it does not name. */
export function getsSecurityUpdates({version}: Pick<Program, 'version'>, takenAt: string): boolean | undefined {
  const major = Number.parseInt(version);
  if (takenAt >= TRUSTED_UNTIL) return undefined;
  if (maintained.has(major)) return true;
  // Before the table was read, a version may still have been maintained.
  return major <= LAST_SUPERSEDED && takenAt >= READ ? false : undefined;
}
