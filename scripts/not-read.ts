/**
 * What stands before privileged.ts in the command line's own builds (scripts/start.js): its Thunderbird has a throwaway profile, of which some fields
 * are nobody's. Those are not read. What anybody installs has nothing of this.
 */
import type {Settings} from '../src/experiment/settings.d.ts';
import {readSettings as readAll} from '../src/privileged.ts';

export * from '../src/privileged.ts';

/** Fields of servers, and of Thunderbird as a whole. */
declare const NOT_READ: readonly string[];

export async function readSettings(): Promise<Settings | undefined> {
  const settings = await readAll();
  if (!settings) return undefined;
  const accounts = settings.accounts.map(account => account.server ? {...account, server: withoutThem(account.server)} : account);
  return {...settings, accounts, outgoingServers: settings.outgoingServers.map(withoutThem), program: withoutThem(settings.program)};
}

function withoutThem<T extends object>(owner: T): T {
  return Object.fromEntries(Object.entries(owner).filter(([field]) => !NOT_READ.includes(field))) as T;
}
