/** Whose an address is, as far as this profile tells. Undefined is undecidable. */
import type {Identity, Snapshot} from '../snapshot.ts';
import {domainOf} from './expected-servers.ts';
import {registrableDomain} from './mailboxes.ts';
import {isOpenToAll} from './providers.ts';

/** How many of the addresses are elsewhere; undefined where none is for certain, and one may be. */
export function countElsewhere(addresses: readonly string[], senders: readonly Pick<Identity, 'email'>[], snapshot: Snapshot): number | undefined {
  const answers = addresses.map(address => isElsewhere(address, senders, snapshot));
  const count = answers.filter(answer => answer === true).length;
  return count === 0 && answers.includes(undefined) ? undefined : count;
}

/** Neither an address of an account here nor of the senders' own organisation. A list of an address book may hold any. */
function isElsewhere(address: string, senders: readonly Pick<Identity, 'email'>[], {identities, incomingServers}: Snapshot): boolean | undefined {
  if (!address.includes('@')) return undefined;
  if (senders.some(({email}) => email !== undefined && isOfOrganisation(address, email))) return false;
  const own = [...identities.map(identity => identity.email), ...incomingServers.map(({username}) => username)];
  if (own.some(name => name !== undefined && mailboxOf(name) === mailboxOf(address))) return false;
  return own.includes(undefined) ? undefined : true;
}

function isOfOrganisation(address: string, email: string): boolean {
  const [one, other] = [address, email].map(each => registrableDomain(domainOf(each.trim())));
  return one !== '' && one === other && !isOpenToAll(address);
}

/** One mailbox has many addresses: with a detail (RFC 5233) and, at Gmail, with dots and by either domain (support.google.com/mail/answer/7436150). */
function mailboxOf(address: string): string {
  const [, local = '', domain = ''] = /^(.*)@(.*)$/s.exec(address.trim().toLowerCase()) ?? [];
  const user = local.replace(/\+.*$/s, '');
  return ['gmail.com', 'googlemail.com'].includes(domain) ? `${user.replaceAll('.', '')}@gmail.com` : `${user}@${domain}`;
}
