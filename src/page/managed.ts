/** What the administrator has set: shown whole, so that nobody is watched or restricted without knowing. */
import type {Audited} from '../explain/audited.ts';
import {dayText} from '../explain/dates.ts';
import {keyOf} from '../explain/finding.ts';
import {type Data, findKey, text} from '../explain/messages.ts';
import {isGroup} from '../group.ts';
import {type Policy, type PolicyError, closed} from '../policy.ts';
import {can} from '../privileged.ts';
import {clone, fill} from './dom.ts';
import {type Said, element, say} from './words.ts';

/** More mistakes than this are counted, not listed. */
const MANY = 50;
/** The name of a setting is the administrator's: as much of it as tells which. */
const LONG = 120;

/** The box about mistakes; nothing where there are none. */
export function policyErrors(policy: Policy): Node[] {
  const {errors, failure} = policy;
  const items = errors.slice(0, MANY).map(errorItem);
  if (errors.length > MANY) items.push(element('li', say('page_policy_more', {count: errors.length - MANY})));
  if (failure !== undefined) items.push(element('li', say('page_policy_unreadable', {error: failure})));
  items.push(...closedSections(policy).map(name => element('li', say(`page_policy_closed_${name}`))));
  return items.length ? [fill(clone('policy'), {errors: items, help: say(failure === undefined ? 'page_policy_help' : 'page_policy_failure_help')})] : [];
}

/** The sections of which a mistake has left the least. */
function closedSections(policy: Policy) {
  return (['fixes', 'page', 'published', 'reports'] as const).filter(name => policy[name] === closed[name]);
}

function errorItem({key, problem, expected}: PolicyError): HTMLElement {
  const name = key.length > LONG ? `${Array.from(key.slice(0, LONG + 1)).slice(0, -1).join('')}…` : key || text('page_policy_everything');
  return element('li', say(`page_policy_${problem}`, {key: name, expected}));
}

/** What of the policy says what is set. */
type Sections = Omit<Policy, 'errors' | 'failure'>;

/** Of these more is to be said than a sentence for each setting. */
const special: {[N in keyof Sections]?: (section: Sections[N], today: string) => Said[]} = {servers, rules: weights, waivers, fixes};

/** A list of what is set, as sentences. */
export function managed({policy, report}: Audited): Node[] {
  const {errors: _errors, failure: _failure, ...sections} = inForce(policy);
  const names = Object.keys(sections) as (keyof Sections)[];
  const sentences = names.flatMap(name => sentencesOf(name, sections[name], report.takenAt.slice(0, 10)));
  return sentences.length ? [fill(clone('managed-list'), {items: sentences.map(sentence => element('li', sentence))})] : [];
}

/** Without what another setting makes void, and without what a mistake has closed, which nobody has set. */
function inForce(policy: Policy): Policy {
  const {published, page} = policy;
  const {exportNames: _exportNames, ...withoutExport} = page;
  return {
    ...policy,
    published: !can.ask ? {} : published.allowed === false ? {allowed: false} : published,
    page: page.export === false ? withoutExport : page,
    ...Object.fromEntries(closedSections(policy).map(name => [name, {}])),
  };
}

function sentencesOf<N extends keyof Sections>(name: N, section: Sections[N], today: string): Said[] {
  return special[name]?.(section, today) ?? settings(name, section);
}

/** A section that is one setting, or several. */
function settings(name: string, section: unknown): Said[] {
  return isGroup(section) ? Object.entries(section).flatMap(([key, value]) => setting(`${name}_${key}`, {[key]: value})) : setting(name, {[name]: section});
}

/** Its message quotes it; where it is a yes or no, or a choice, there is a message for each that is worth one: `page_managed_page_hide_false`. */
function setting(name: string, data: Record<string, unknown>): Said[] {
  const key = findKey(`page_managed_${name}`, `page_managed_${name}_${Object.values(data)[0]}`);
  return key === undefined ? [] : [say(key, data as Data)];
}

function servers(expected: Policy['servers']): Said[] {
  const names = Object.keys(expected);
  return names.length ? [say('page_managed_servers', {names})] : [];
}

function weights(rules: Policy['rules']): Said[] {
  const set = Object.entries(rules);
  const off = set.filter(([, weight]) => weight === 'off').map(([id]) => question(id));
  const other = set.flatMap(([id, weight]) => weight === 'off' ? [] : [
    text('page_managed_weight', {name: question(id), level: text(`page_level_${weight}`)}),
  ]);
  return [
    ...off.length ? [listed('page_managed_off', off)] : [],
    ...other.length ? [listed('page_managed_weights', other)] : [],
  ];
}

/** A sentence and what it is about, a line each: questions in a row would be one. */
function listed(key: string, names: string[]): Said {
  return [...say(key), element('ul', names.map(name => element('li', [name])))];
}

/** A rule by what it asks: its title would say that something is wrong. */
function question(rule: string): string {
  return rule === '*' ? text('page_managed_everything') : text(keyOf({rule}, 'question'));
}

function waivers(agreed: Policy['waivers'], today: string): Said[] {
  const all = agreed.filter(({until}) => today <= until);
  if (!all.length) return [];
  const items = all.map(({rule, account, until, reason}) =>
    element('li', say('page_managed_waiver', {name: question(rule), account, until: dayText(until), reason})));
  return [[...say('page_managed_waivers', {count: all.length}), element('ul', items)]];
}

function fixes(set: Policy['fixes']): Said[] {
  return Object.entries(set).flatMap(([name, ids = []]) => {
    // Nothing forbidden, nothing automatic: that is no sentence. Nothing allowed is.
    if (!ids.length && name !== 'allow') return [];
    return [listed(`page_managed_fixes_${name}`, ids.length ? ids.map(question) : [text('page_managed_nothing')])];
  });
}
