/** Reading what an administrator set. Loaded only where there is something managed. */
import * as v from 'valibot';
import {isGroup} from './group.ts';
import {type Checked, MAX_ENTRIES, type SectionName, fromText, isSmall, sections} from './policy-schema.ts';
import {type Policy, type PolicyError, closed, unmanaged} from './policy.ts';
import {resembles} from './resembles.ts';

/**
 * Checks managed settings. Anything not understood is named in `errors` and left out; it never widens what is allowed.
 *
 * @param managed what `storage.managed.get()` gave
 */
export function readPolicy(managed: unknown): Policy {
  const policy = unmanaged();
  const settings = fromText(managed);
  if (!isGroup(settings)) return {...policy, ...closed, errors: [{key: '', problem: 'object', expected: ''}]};
  if (!isSmall(settings)) return {...policy, ...closed, errors: [{key: '', problem: 'many', expected: String(MAX_ENTRIES)}]};
  for (const [name, value] of Object.entries(settings)) {
    if (Object.hasOwn(sections, name)) readSection(name as SectionName, value, policy);
    else policy.errors.push({key: name, problem: 'unknown', expected: ''});
  }
  return {...contradictions(policy), ...meantFor(Object.keys(settings).filter(name => !Object.hasOwn(sections, name)))};
}

/** The sections that one nobody knows may be meant for: what it was to forbid is forbidden. */
function meantFor(unknown: string[]): Partial<Policy> {
  return Object.fromEntries(Object.entries(closed).filter(([name]) => unknown.some(other => resembles(other, name))));
}

/** Reads a section until what is left of it has no mistake: an unknown key is told one at a time. */
function readSection(name: SectionName, value: unknown, policy: Policy): void {
  const before = policy.errors.length;
  let rest = fromText(value);
  for (;;) {
    const {issues, output} = v.safeParse(sections[name] as v.GenericSchema, rest, {abortPipeEarly: true});
    const isClosed = name in closed && policy.errors.length > before;
    const section: Partial<Policy> = {[name]: output} as Partial<Checked>;
    if (!issues) return void Object.assign(policy, isClosed ? {[name]: closed[name]} : section);
    // Nobody reads more of them, and a call has room for so many arguments only.
    policy.errors.push(...issues.slice(0, MAX_ENTRIES).map(issue => toError(name, issue)));
    const mistaken = issues.map(({path}) => path?.[0].key);
    if (mistaken.includes(undefined)) return void Object.assign(policy, {[name]: closed[name] ?? unmanaged()[name]});
    rest = without(rest as object, mistaken);
  }
}

function without(content: object, keys: unknown[]): unknown {
  if (Array.isArray(content)) return content.filter((_, i) => !keys.includes(i));
  return Object.fromEntries(Object.entries(content).filter(([key]) => !keys.includes(key)));
}

function toError(section: string, {path, message}: v.BaseIssue<unknown>): PolicyError {
  const [problem = '', ...expected] = message.split(' ');
  return {key: [section, ...(path ?? []).map(({key}) => key)].join('.'), problem, expected: expected.join(' ')};
}

function contradictions(policy: Policy): Policy {
  const {minDays = 0, maxDays = Infinity} = policy.pop;
  if (minDays <= maxDays) return policy;
  return {...policy, pop: {}, errors: [...policy.errors, {key: 'pop.minDays', problem: 'number', expected: `1–${maxDays}`}]};
}
