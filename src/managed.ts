import {messenger} from './browser.ts';
import {type Policy, readPolicy} from './policy.ts';
import {rules} from './rules/index.ts';

/** What the administrator set, checked. Thunderbird reads it once, at its own start. */
export async function readManaged(): Promise<Policy> {
  return readPolicy(await managedStorage(), rules.map(rule => rule.id));
}

/** Where nothing is managed Thunderbird rejects, with this message; anything else is a fault to be shown. */
async function managedStorage(): Promise<unknown> {
  try {
    return await messenger.storage.managed.get();
  } catch (error) {
    if (error instanceof Error && error.message.includes('storage manifest not found')) return undefined;
    throw error;
  }
}
