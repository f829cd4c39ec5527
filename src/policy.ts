import type {Checked} from './policy-schema.ts';

/** What the administrator set through `3rdparty.Extensions` (storage.managed), checked: the sections of docs/policy.schema.json. Without a word, everything is allowed. */
export interface Policy extends Omit<Checked, 'copies'> {
  copies: Checked['copies'] | undefined;
  /** What was wrong, one line a mistake. */
  errors: PolicyError[];
  /** Why nothing of it could be read; `undefined` where it could, or where nothing is managed. */
  failure: string | undefined;
}

/** `key`: where it is, such as `rules.incoming-plaintext`; `problem`: a message key suffix; `expected`: what the message quotes. */
export interface PolicyError {
  key: string;
  problem: string;
  expected: string;
}

/** The policy where nothing is managed. */
export function unmanaged(): Policy {
  return {
    organisation: {}, servers: {}, pop: {}, copies: undefined, rules: {}, waivers: [], fixes: {}, audit: {}, backup: {}, published: {}, reports: {}, page: {},
    errors: [], failure: undefined,
  };
}

/** What holds of a section with a mistake that could widen what is allowed: the least. Of the others, what has no mistake holds. */
export const closed: Partial<Policy> = {
  fixes: {allow: []},
  published: {allowed: false},
  reports: {},
  page: {export: false, exportNames: false, hide: false},
};
