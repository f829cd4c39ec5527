import type {Severity} from './rule.ts';

/** What the administrator set through `3rdparty.Extensions` (storage.managed), checked. */
export interface Policy {
  organisation: {name?: string; helpUrl?: string};
  /** By rule id; every id is one of ours. */
  rules: Record<string, 'off' | Severity>;
  /** What was wrong, one line a mistake; a mistake changes nothing else. */
  errors: PolicyError[];
  /** Why nothing of it could be read; `undefined` where it could, or where nothing is managed. */
  failure: string | undefined;
}

/** `key`: where it is, such as `rules.incoming-plaintext`; `problem`: a message key suffix. */
export interface PolicyError {
  key: string;
  problem: 'unknown' | 'object' | 'text' | 'url' | 'rule' | 'severity';
}

const severities = new Set(['off', 'advice', 'warning', 'critical']);

/**
 * Checks managed settings. Anything not understood is named in `errors` and left out; it never widens what is allowed.
 *
 * @param managed what `storage.managed.get()` gave; `undefined` where nothing is managed
 * @param ruleIds the ids `rules` may name
 */
export function readPolicy(managed: unknown, ruleIds: readonly string[]): Policy {
  const policy: Policy = {organisation: {}, rules: Object.create(null), errors: [], failure: undefined};
  if (managed === undefined) return policy;
  for (const [key, value] of entries(managed, '', policy)) {
    if (key === 'organisation') readOrganisation(value, policy);
    else if (key === 'rules') readRules(value, ruleIds, policy);
    else policy.errors.push({key, problem: 'unknown'});
  }
  return policy;
}

function readOrganisation(value: unknown, policy: Policy): void {
  for (const [name, text] of entries(value, 'organisation', policy)) {
    const key = `organisation.${name}`;
    if (name !== 'name' && name !== 'helpUrl') policy.errors.push({key, problem: 'unknown'});
    else if (typeof text !== 'string' || !text.trim()) policy.errors.push({key, problem: 'text'});
    else if (name === 'helpUrl' && !isWebAddress(text)) policy.errors.push({key, problem: 'url'});
    else policy.organisation[name] = text.trim();
  }
}

function readRules(value: unknown, ruleIds: readonly string[], policy: Policy): void {
  for (const [id, severity] of entries(value, 'rules', policy)) {
    const key = `rules.${id}`;
    if (!ruleIds.includes(id)) policy.errors.push({key, problem: 'rule'});
    else if (typeof severity !== 'string' || !severities.has(severity)) policy.errors.push({key, problem: 'severity'});
    else policy.rules[id] = severity as 'off' | Severity;
  }
}

function entries(value: unknown, key: string, policy: Policy): [string, unknown][] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  policy.errors.push({key, problem: 'object'});
  return [];
}

/** Only http and https make a link a reader can follow safely. */
function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const {protocol} = new URL(text);
  return protocol === 'https:' || protocol === 'http:';
}
