import type {Expectations} from './facts/expected-servers.ts';
import type {Severity} from './rule.ts';
import type {Waiver} from './waivers.ts';

/** What the administrator set through `3rdparty.Extensions` (storage.managed), checked. docs/policy.schema.json has its shape. */
export interface Policy extends Omit<Expectations, 'publishedServers'> {
  organisation: {
    name?: string | undefined;
    helpUrl?: string | undefined;
    email?: string | undefined;
    phone?: string | undefined;
    /** By language. */
    text?: Record<string, string> | undefined;
  };
  /** By rule id; every id is one of ours. */
  rules: Record<string, 'off' | Severity | undefined>;
  waivers: Waiver[];
  /** By rule id, `*` for all; without `allow` every fix is. */
  fixes: {allow?: string[] | undefined; forbid?: string[] | undefined; automatic?: string[] | undefined};
  audit: {everyHours?: number | undefined};
  /** Comparing with what providers publish: without a word, when the reader asks. */
  published: {url?: string | undefined; automatic?: boolean | undefined; allowed?: boolean | undefined};
  reports: {
    folder?: string | undefined;
    url?: string | undefined;
    authorization?: string | undefined;
    label?: string | undefined;
    everyDays?: number | undefined;
  };
  /** What a user may do; without a word, everything. */
  page: {export?: boolean | undefined; exportNames?: boolean | undefined; hide?: boolean | undefined};
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
