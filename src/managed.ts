import {type Policy, closed, unmanaged} from './policy.ts';

/**
 * What the administrator set, checked; Thunderbird reads it once, at its own start. A fault in reading it is named in
 * `failure` and never keeps the audit from the reader.
 */
export async function readManaged(): Promise<Policy> {
  try {
    const managed = await messenger.storage.managed.get();
    // Most users have none of this: the module that checks it is loaded where there is something to check.
    const {readPolicy} = await import('./policy-schema.ts');
    return readPolicy(managed);
  } catch (error) {
    // What Thunderbird says where nothing is managed.
    const isUnmanaged = error instanceof Error && error.message.includes('storage manifest not found');
    return isUnmanaged ? unmanaged() : {...unmanaged(), ...closed, failure: String(error)};
  }
}
