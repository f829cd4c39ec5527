import {NOT_READ} from '../scripts/prefs.js';
import {packXpi} from '../scripts/xpi.js';

/** Packs both editions once, from the sources as they are: what the tests install is what users get. And the command line's own builds, which it then has. */
export async function setup(): Promise<void> {
  await packXpi();
  await packXpi({withoutExperiment: true});
  for (const notRead of Object.values(NOT_READ)) await packXpi({notRead});
}
