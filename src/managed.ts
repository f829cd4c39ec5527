import {type Policy, closed, unmanaged} from './policy.ts';
import {isPolicyDropped} from './privileged.ts';

/**
 * What the administrator set, checked; Thunderbird reads it once, at its own start. A fault in reading it is named in
 * `failure` and never keeps the audit from the reader.
 */
export async function readManaged(): Promise<Policy> {
  try {
    const [managed, isDropped] = await Promise.all([messenger.storage.managed.get().catch(nothingManaged), isPolicyDropped()]);
    if (isDropped) return {...unmanaged(), ...closed, errors: [{key: '', problem: 'dropped', expected: ''}]};
    if (!managed) return unmanaged();
    // Most users have none of this: the module that checks it is loaded where there is something to check.
    const {readPolicy} = await import('./read-policy.ts');
    return readPolicy(managed);
  } catch (error) {
    return {...unmanaged(), ...closed, failure: String(error)};
  }
}

/** What Thunderbird says where nothing is managed, or nothing that it takes. */
function nothingManaged(error: unknown): undefined {
  if (!(error instanceof Error && error.message.includes('storage manifest not found'))) throw error;
}
