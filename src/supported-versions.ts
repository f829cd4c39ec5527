/**
 * Which versions of Thunderbird get security updates. Read on 2026-11-21: the Debian package's changelog (153.7.0esr from MFSA 2026-129 on
 * 2026-11-10; 140.17.0esr, of 2026-09-30, the last of its line), mozilla/releases_insights #94 ("Move the ESR140 EOL to Fx158 on Oct 13"),
 * endoflife.date's Firefox page (158 superseded on 2026-10-27) and SUMO's "Thunderbird ESR" (same calendar; maintained for more than a year).
 */
const READ = '2026-11-21';
/** A year after 153, which is the least it is maintained for. */
const TRUSTED_UNTIL = '2027-07-21';

const maintained = new Set([153]);
/** Ended at Thunderbird on 2026-10-13. The number does not tell whose it is, and a distribution may maintain its own for longer. */
const ended = new Set([140]);
/** Releases between those last until the next one: this is the newest known to be superseded. */
const LAST_SUPERSEDED = 158;

/** Undefined where the table does not know: at another time, or of a version it does not name. */
export function getsSecurityUpdates(version: string | undefined, takenAt: string): boolean | undefined {
  const major = Number.parseInt(version ?? '');
  if (takenAt < READ || takenAt >= TRUSTED_UNTIL || ended.has(major)) return undefined;
  if (maintained.has(major)) return true;
  return major <= LAST_SUPERSEDED ? false : undefined;
}
