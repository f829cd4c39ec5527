import {messenger} from './browser.ts';
import {type Policy, readPolicy} from './policy.ts';
import {rules} from './rules/index.ts';

/**
 * What the administrator set, checked; Thunderbird reads it once, at its own start. A fault in reading it is named in
 * `failure` and never keeps the audit from the reader.
 */
export async function readManaged(): Promise<Policy> {
  try {
    return readPolicy(await messenger.storage.managed.get(), rules.map(rule => rule.id));
  } catch (error) {
    // What Thunderbird says where nothing is managed.
    const isUnmanaged = error instanceof Error && error.message.includes('storage manifest not found');
    return {...readPolicy(undefined, []), failure: isUnmanaged ? undefined : String(error)};
  }
}
