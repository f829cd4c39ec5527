/** One row for each account; with many, those that need nothing now stand in rows that unfold. */
import {type AccountAnswers, hasCard} from '../explain/answers.ts';
import type {Audited} from '../explain/audited.ts';
import type {Level} from '../explain/levels.ts';
import {text} from '../explain/messages.ts';
import {ownName, typeName} from '../explain/names.ts';
import {groupsOf} from '../grouped.ts';
import type {Report} from '../report.ts';
import type {Account} from '../snapshot.ts';
import {accountRow, accountStub} from './account.ts';
import {clone, fill, later} from './dom.ts';
import {type Said, isolated, say} from './words.ts';

/** With more accounts than this, they stand in groups. */
const FEW = 5;
/** More than this of a group are a page of their own. */
const MANY = 8;

/** What a group has in common, the most urgent first. */
type Group = 'needing' | 'unchecked' | 'advice' | 'fine';

/** The icon before a group. */
const levels: Record<Group, Level> = {needing: 'warning', unchecked: 'unknown', advice: 'advice', fine: 'fine'};

export function accountRows(accounts: readonly AccountAnswers[], audited: Audited, changed: ReadonlySet<string>): HTMLElement[] {
  const sorted = mostUrgentFirst(accounts, audited);
  const rowOf = (judged: AccountAnswers) => accountRow(judged, audited, changed.has(judged.account.id));
  if (sorted.length <= FEW) return sorted.map(rowOf);
  const groups = groupsOf(sorted, groupOf);
  const needing = groups.get('needing') ?? [];
  const folded = (group: Group, members: readonly AccountAnswers[]) => groupRow(group, members, rowOf, audited);
  const rest = (['unchecked', 'advice', 'fine'] as const).flatMap(group => folded(group, groups.get(group) ?? []));
  return [...needing.slice(0, MANY).map(rowOf), ...folded('needing', needing.slice(MANY)), ...rest];
}

/** Only what has nothing unchecked may be in a group of which nothing more is said. */
function groupOf({account, level, answers, findings}: AccountAnswers): Group {
  if (account.error !== undefined || level === 'critical' || level === 'warning') return 'needing';
  if (level === 'unknown' || answers.some(answer => answer.level === 'unknown') || findings.some(({outcome}) => outcome === 'unknown')) return 'unchecked';
  return level === 'advice' ? 'advice' : 'fine';
}

function groupRow(group: Group, accounts: readonly AccountAnswers[], rowOf: (judged: AccountAnswers) => HTMLElement, audited: Audited): HTMLElement[] {
  if (!accounts.length) return [];
  const node = fill(clone('account-group'), {
    level: clone(`level-${levels[group]}`), title: say(`page_group_${group}`, {count: accounts.length}), rows: accounts.map(judged => accountStub(judged, audited)),
  });
  later(node, 'rows', () => accounts.map(rowOf));
  node.id = `group-${group}`;
  node.querySelector('.level')!.classList.add('wordless');
  return [node];
}

/** An account that could not be read stands after those known to need attention; of one level, the first is whose worst finding the report has first. */
function mostUrgentFirst(accounts: readonly AccountAnswers[], {report: {findings}}: Audited): AccountAnswers[] {
  const order: Level[] = ['critical', 'warning', 'unknown', 'advice', 'waived', 'fine'];
  const places = new Map(findings.map((finding, i) => [finding, i]));
  const placeOf = ({findings: [worst]}: AccountAnswers) => worst ? places.get(worst)! : findings.length;
  return accounts.toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level) || placeOf(a) - placeOf(b));
}

/** The accounts that are not judged at all; Local Folders of which something passed are no news. */
export function notJudged(audited: Audited): Said {
  const accounts = audited.snapshot.accounts.filter(account => !hasCard(account, audited) && !isPassed(account, audited.report));
  return accounts.length ? say('page_not_judged', {names: accounts.map(nameAndType)}) : [];
}

function isPassed({id}: Account, {passed}: Report): boolean {
  return passed.some(({accountIds}) => accountIds.includes(id));
}

function nameAndType(account: Account): string {
  return text('page_name_and_type', {name: isolated([ownName(account)])[0]!, type: text(`page_type_${typeName(account.type)}`)});
}
