/** What accounts are called on the page. */
import {text} from '../messages.ts';
import {type Account, type AccountType, type Snapshot, isExchange, partsOf} from '../snapshot.ts';

export function nameOf(account: Account): string {
  return account.name?.trim() || text('page_unnamed');
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

/** The names of accounts, by id. */
export function namesOf(ids: readonly string[], snapshot: Snapshot): string[] {
  return snapshot.accounts.filter(({id}) => ids.includes(id)).map(nameOf);
}
