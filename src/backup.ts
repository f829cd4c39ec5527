/** The day of the last backup: nothing can see that one was made, so the user tells it. */
import {changeKept, readKept} from './kept.ts';

/** ISO 8601, UTC; '' if they never did. */
export async function readLastBackup(): Promise<string> {
  return await readKept('lastBackup') ?? '';
}

export async function tellBackup(day: string): Promise<void> {
  await changeKept('lastBackup', () => day);
}

/** Takes back that there was one. */
export async function forget(): Promise<void> {
  await changeKept('lastBackup', () => undefined);
}
