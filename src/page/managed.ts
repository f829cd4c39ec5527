/** What the administrator has set: shown whole, so that nobody is watched or restricted without knowing. */
import {text} from '../explain/messages.ts';
import {type Policy, type PolicyError, closed} from '../policy.ts';
import {can} from '../privileged.ts';
import {clone, fill} from './dom.ts';
import {type Said, element, say} from './words.ts';
import {keyOf} from '../explain/finding.ts';
import {dayText} from '../explain/dates.ts';
import type {Audited} from '../explain/audited.ts';

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

/** A list of what is set, as sentences. */
export function managed({policy, report}: Audited): Node[] {
  // What a mistake has closed, nobody has set.
  const set = {...policy, ...Object.fromEntries(closedSections(policy).map(name => [name, {}]))};
  const sentences = [
    ...expectations(set), ...weights(set), ...waivers(set, report.takenAt.slice(0, 10)), ...fixes(set), ...times(set), ...publishedSettings(set), ...restrictions(set),
  ];
  return sentences.length ? [fill(clone('managed-list'), {items: sentences.map(sentence => element('li', sentence))})] : [];
}

function expectations({servers, pop: {minDays, maxDays}, copies}: Policy): Said[] {
  const names = Object.keys(servers);
  return [
    ...names.length ? [say('page_managed_servers', {names})] : [],
    ...minDays === undefined ? [] : [say('page_managed_pop_min', {minDays})],
    ...maxDays === undefined ? [] : [say('page_managed_pop_max', {maxDays})],
    ...copies ? [say(`page_managed_copies_${copies}`)] : [],
  ];
}

function weights({rules}: Policy): Said[] {
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

function waivers({waivers: agreed}: Policy, today: string): Said[] {
  const all = agreed.filter(({until}) => today <= until);
  if (!all.length) return [];
  const items = all.map(({rule, account, until, reason}) =>
    element('li', say('page_managed_waiver', {name: question(rule), account, until: dayText(until), reason})));
  return [[...say('page_managed_waivers', {count: all.length}), element('ul', items)]];
}

function fixes({fixes: set}: Policy): Said[] {
  return (['allow', 'forbid', 'automatic'] as const).flatMap(name => {
    const ids = set[name];
    // Nothing forbidden, nothing automatic: that is no sentence. Nothing allowed is.
    if (!ids || !ids.length && name !== 'allow') return [];
    return [listed(`page_managed_fixes_${name}`, ids.length ? ids.map(question) : [text('page_managed_nothing')])];
  });
}

function times({audit: {everyHours: hours}, backup: {maxDays: days}}: Policy): Said[] {
  return [
    ...hours === undefined ? [] : [say('page_managed_audit', {hours})],
    ...days === undefined ? [] : [say('page_managed_backup', {days})],
  ];
}

function publishedSettings({published: {url, automatic, allowed}}: Policy): Said[] {
  if (!can.ask) return [];
  if (allowed === false) return [say('page_managed_published_allowed')];
  return [
    ...url === undefined ? [] : [say('page_managed_published_url', {url})],
    ...automatic ? [say('page_managed_published_automatic')] : [],
  ];
}

function restrictions({page}: Policy): Said[] {
  const names = page.export === false ? ['export', 'hide'] as const : ['exportNames', 'hide'] as const;
  return names.filter(name => page[name] === false).map(name => say(`page_managed_page_${name}`));
}
