/** The Thunderbirds the add-on has to work in: the newest there is, which is the installed one, and the oldest, 140. */
import {describe} from 'vitest';
import {archivedVersions, is140, isNewer} from '../../scripts/setup.js';
import {applications} from '../../scripts/thunderbird.js';

interface Wanted {
  name: string;
  isIt(version: number): boolean;
  /** What is said where there is none. */
  missing: string;
}

type Tests = (thunderbird: {
  /** The major number. */
  version: string;
  /** Its folder. */
  application: string;
}) => void;

const newer: Wanted = {name: 'newer than 140', isIt: isNewer, missing: 'not in the package archive'};
const older: Wanted = {name: '140', isIt: is140, missing: 'no longer in the package archive'};

/** Describes what holds in both of them. */
export function inEachThunderbird(tests: Tests): void {
  for (const wanted of [newer, older]) describeIn(wanted, tests);
}

/** Describes what only the older one can show. */
export function inThunderbird140(tests: Tests): void {
  describeIn(older, tests);
}

/** One that cannot be had any more is skipped by name; one that is only missing is a failure, not fewer tests. */
function describeIn({name, isIt, missing}: Wanted, tests: Tests): void {
  // The unpacked 140, which comes last, has every language the tests want.
  const found = applications().findLast(({version}) => isIt(Number(version)));
  if (!found && canBeHad(isIt)) throw new Error(`Thunderbird ${name} is missing: node scripts/setup.js --with-140`);
  // In one Thunderbird tests are a trip: each begins where the one before has left it.
  if (found) describe(`Thunderbird ${found.version}`, {shuffle: false}, () => tests({version: found.version, application: found.path}));
  else describe.skip(`Thunderbird ${name}: ${missing}`, () => tests({version: name, application: ''}));
}

/** Also where nobody knows, and where there is no Thunderbird at all: then nothing would be tested. */
function canBeHad(isIt: Wanted['isIt']): boolean {
  const archived = archivedVersions();
  return !applications().length || !archived.length || archived.some(isIt);
}
