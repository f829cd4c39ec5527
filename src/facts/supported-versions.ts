import {DAY, isDay} from '../days.ts';
import type {Program} from '../snapshot.ts';
import {all, not} from './unknown.ts';

/**
 * Whether a Thunderbird has the security updates of the last weeks. Its own age tells: every line that is maintained gets a new build every four
 * weeks, five at the most (MFSA 2026-129 and those before it; the Debian package's changelog), so an old build has missed some, whatever its line.
 *
 * The table is a help for what is young and has ended all the same. Read on 2026-11-21: the Debian package's changelog (153.7.0esr of 2026-11-10;
 * 140.17.0esr, of 2026-09-30, the last of its line), mozilla/releases_insights #94 ("Move the ESR140 EOL to Fx158 on Oct 13"), endoflife.date's
 * Firefox page (158 superseded on 2026-10-27) and SUMO's "Thunderbird ESR" (same calendar). What has ended stays so: the table only grows less
 * complete, never wrong.
 */
const READ = '2026-11-21';
/**
 * Of each of these lines the newest that was older than ten weeks then (the same changelog: 153.2.0 of 2026-09-01, 153.3.0 of 2026-09-16; 140.15.0 of
 * 2026-09-02, 140.16.0 of 2026-09-15): who builds 153.0 anew gets a young 153.0.
 */
const extendedSupport = new Map([[140, 15], [153, 2]]);
/** Ended at Thunderbird on 2026-10-13. A distribution decides for itself how long it mends its own, which are built without an updater. */
const endedAtThunderbird = new Set([140]);
/** Releases between those last until the next one: this is the newest known to be superseded. */
const LAST_SUPERSEDED = 158;

/** Two updates missed, the first of them for a month: time enough for a distribution to follow, and for holidays. */
const MAX_AGE_DAYS = 70;
/** The first Thunderbird that this add-on runs in is of June 2025. */
const FIRST_BUILD = '2025-06-01';

/** The day of a build (ISO 8601, UTC), from its id (`20261120213735`); undefined where that is no day it can have been built on, as builders write who want the same bytes every time. */
export function buildDateOf(buildId: string): string | undefined {
  const date = /^\d{14}$/.test(buildId) ? buildId.replace(/^(....)(..)(..).*/, '$1-$2-$3') : '';
  return date >= FIRST_BUILD && isDay(date) ? date : undefined;
}

/** Undefined where it cannot be told: the clock is before the build, or whose build it is was not read. */
export function lacksSecurityUpdates(program: Pick<Program, 'version' | 'buildDate' | 'updatesItself'>, takenAt: string): boolean | undefined {
  return not(all(not(hasEnded(program, takenAt)), !isBehind(program.version, takenAt), not(isOld(program.buildDate, takenAt))));
}

/** By the table. What it does not name has not ended as far as we know. */
function hasEnded({version, updatesItself}: Pick<Program, 'version' | 'updatesItself'>, takenAt: string): boolean | undefined {
  const major = Number.parseInt(version);
  if (Number.isNaN(major)) return undefined;
  // Before the table was read, a version may still have been maintained.
  if (takenAt < READ) return false;
  if (endedAtThunderbird.has(major)) return updatesItself;
  return major <= LAST_SUPERSEDED && !extendedSupport.has(major);
}

/** By the table: of a line that is maintained, a version that newer ones have long followed. */
function isBehind(version: string, takenAt: string): boolean {
  const [, major, minor = 0] = /^(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  return takenAt >= READ && Number(minor) <= (extendedSupport.get(Number(major)) ?? -1);
}

function isOld(buildDate: string | undefined, takenAt: string): boolean | undefined {
  const days = buildDate === undefined ? NaN : (Date.parse(takenAt) - Date.parse(buildDate)) / DAY;
  // The id is of the builder's time zone.
  return days >= -1 ? days > MAX_AGE_DAYS : undefined;
}
