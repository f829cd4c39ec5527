/** What accounts are called on the page. */
import {groupsOf} from '../grouped.ts';
import {legibleHost} from '../legible.ts';
import {derived} from '../memo.ts';
import {type Account, type AccountType, type Snapshot, isExchange} from '../snapshot.ts';
import {partsOf} from '../subjects.ts';
import {text} from './messages.ts';

/** What an account is called; where others are called the same, with what tells it from all of them: its type, or else its addresses or its server. */
export function nameOf(account: Account, snapshot: Snapshot): string {
  const name = ownName(account);
  const namesakes = byOwnName(snapshot).get(trimmed(account))!.filter(other => other !== account);
  const mark = namesakes.length && marks.map(markOf => markOf(account, snapshot))
    .find((found, i) => found && namesakes.every(other => marks[i]!(other, snapshot) !== found));
  return mark ? text('page_name_and_type', {name, type: mark}) : name;
}

/** Grouped once for a whole snapshot: a page of 200 accounts asks for a name 1,000 times. */
const byOwnName = derived(({accounts}: Snapshot) => groupsOf(accounts, trimmed));

function trimmed({name = ''}: Account): string {
  return name.trim();
}

const marks = [
  ({type}: Account) => text(`page_type_${typeName(type)}`),
  (account: Account, snapshot: Snapshot) => addressesOf(account, snapshot).join(', '),
  (account: Account, snapshot: Snapshot) => legibleHost(partsOf(account, snapshot).incoming.hostname ?? ''),
];

/** As the user called it. */
export function ownName(account: Account): string {
  return trimmed(account) || text('page_unnamed');
}

/** The type as message keys name it: both Exchange protocols are one to the reader. */
export function typeName(type: AccountType): string {
  return isExchange(type) ? 'exchange' : type;
}

/** The addresses of an account, as they stand. */
export function addressesOf(account: Account, snapshot: Snapshot): string[] {
  const {identities} = partsOf(account, snapshot);
  return [...new Set(identities.flatMap(({email}) => email ? [email] : []))];
}

const placesOf = derived(({accounts}: Snapshot) => new Map(accounts.map(({id}, i) => [id, i])));

/** The names of accounts, by id; in their order. */
export function namesOf(ids: readonly string[], snapshot: Snapshot): string[] {
  const places = [...new Set(ids)].map(id => placesOf(snapshot).get(id)).filter(place => place !== undefined);
  return places.toSorted((a, b) => a - b).map(place => nameOf(snapshot.accounts[place]!, snapshot));
}
