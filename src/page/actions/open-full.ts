import {openFullEdition} from '../../other-edition.ts';
import {refresh} from '../refresh.ts';

/** Goes to the full edition. It may be gone by now: then this edition is the one that audits. */
export async function openFull(): Promise<void> {
  if (!await openFullEdition()) await refresh(true);
}
