/** The day of the last backup: nothing can see that one was made, so the user tells it. */

/** ISO 8601, UTC; '' if they never did. */
export async function readLastBackup(): Promise<string> {
  const {lastBackup} = await messenger.storage.local.get('lastBackup') as {lastBackup?: string};
  return lastBackup ?? '';
}

export async function tellBackup(day: string): Promise<void> {
  await messenger.storage.local.set({lastBackup: day});
}
