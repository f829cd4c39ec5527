import {packXpi} from '../scripts/xpi.js';

/** Packs both editions once, from the sources as they are: what the tests install is what users get. */
export async function setup(): Promise<void> {
  await packXpi();
  await packXpi({withoutExperiment: true});
}
