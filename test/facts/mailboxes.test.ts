/** Two accounts of one mailbox: saying so of two mailboxes would be wrong, so what is doubtful is not one. */
import {describe, expect, it} from 'vitest';
import {isReadElsewhere, readsSameMailbox, registrableDomain} from '../../src/facts/mailboxes.ts';
import type {IncomingServer} from '../../src/snapshot.ts';
import {account, exchangeServer, identity, incomingServer, jane, localFolders, loopbackHosts, popServer, snapshot} from '../helpers/make.ts';

interface Other extends Partial<IncomingServer> {
  /** Those of its account's identities, the default one first. */
  emails?: (string | undefined)[];
}

function identitiesOf(id: string, emails: (string | undefined)[]) {
  return emails.map((email, i) => identity({key: `${id}-${i}`, accountIds: [id], email}));
}

/** Whether Jane's IMAP account and another read one mailbox, asked both ways. */
function asked(other: Other, own: Other = {}): boolean | undefined {
  const {emails = [jane.email], ...differences} = other;
  const {emails: ownEmails = [jane.email], ...ownDifferences} = own;
  const [a, b] = [incomingServer(ownDifferences), popServer({key: 'server2', accountIds: ['account2'], ...differences})];
  const whole = snapshot({
    accounts: [account(), account({id: 'account2', type: b.type})], incomingServers: [a, b],
    identities: [...identitiesOf('account1', ownEmails), ...identitiesOf('account2', emails)],
  });
  const answer = readsSameMailbox(a, b, whole);
  expect(readsSameMailbox(b, a, whole)).toBe(answer);
  // Only some pairs are compared there: none that matters may be left out.
  expect([isReadElsewhere(a, whole), isReadElsewhere(b, whole)]).toEqual([answer, answer]);
  return answer;
}

const full = {username: jane.email};

describe('one mailbox', () => {
  it.each<[string, Other, Other?]>([
    ['the same user name at one provider', {}],
    ['whatever the letters’ case', {username: 'JRoe ', hostname: 'POP.Example.com.'}],
    ['at the same host', {hostname: 'imap.example.com'}],
    ['the same user name, an address', full, full],
    ['the same user name and other addresses', {emails: ['info@example.com']}],
    ['a user name that is the address of the other', full],
    ['and the other way round', {}, full],
    ['of the default identity', {emails: [jane.email, 'info@example.com']}, full],
    ['two POP accounts', {}, {type: 'pop3'}],
    ['of Exchange', {...exchangeServer({key: 'server2', accountIds: ['account2']}), type: 'graph'}],
    ['under a second level that others share', {hostname: 'pop.firm.co.uk'}, {hostname: 'imap.firm.co.uk'}],
    ['and other addresses, at another server of one organisation for IMAP and POP', {hostname: 'pop3s.paris.example.com', emails: ['info@example.com']}, {hostname: 'imap4.paris.example.com'}],
    ['the same user name and address, at another server of one organisation', {hostname: 'pop.paris.example.com'}, {hostname: 'mail.lyon.example.com'}],
    ...([['pop.gmail.com', 'imap.googlemail.com', 'jroe@gmail.com'], ['pop-mail.outlook.com', 'outlook.office365.com', 'jroe@hotmail.fr'], ['pop.orange.fr', 'imap.wanadoo.fr', 'jroe']] as const)
      .map(([pop, imap, username]): [string, Other, Other] => [`behind two names of one provider, ${pop} and ${imap}`, {hostname: pop, username}, {hostname: imap, username}]),
    ['either domain of Gmail', {hostname: 'pop.gmail.com', username: 'jroe@gmail.com'}, {hostname: 'imap.googlemail.com', username: 'Jroe@googlemail.com'}],
    ['at the same address on the network', {hostname: '10.0.0.1'}, {hostname: '10.0.0.1'}],
  ])('%s', (_, other, own) => expect(asked(other, own)).toBe(true));
});

describe('not one mailbox', () => {
  it.each<[string, Other, Other?]>([
    ['another user name at the same provider', {username: 'info'}],
    ['another user name that is an address: they only send as one', {username: 'info@example.com'}, full],
    ['another user name though the addresses are the same', {username: 'p0012345'}],
    ['the same short user name at two servers of one organisation, and other addresses', {hostname: 'pop.paris.example.com', emails: ['anne.martin@example.com']}, {hostname: 'imap.lyon.example.com'}],
    ['and without an address', {hostname: 'pop.paris.example.com', emails: []}, {hostname: 'imap.lyon.example.com', emails: []}],
    ['at two providers we know', {hostname: 'pop.gmail.com', ...full}, {hostname: 'outlook.office365.com', ...full}],
    ['at two providers we do not know', {hostname: 'pop.a.example', ...full}, {hostname: 'imap.b.example', ...full}],
    ['an address of an alias only', {emails: ['info@example.com', jane.email]}, full],
    ['no identity', {emails: []}, full],
    // Who has changed provider may still read the old mailbox.
    ['the same address at another provider', {hostname: 'pop.elsewhere.example', ...full}, full],
    ['the same user name at another provider', {hostname: 'pop.elsewhere.example'}],
    ['under a second level that others share', {hostname: 'pop.firm.co.uk'}, {hostname: 'imap.other.co.uk'}],
    ['another address on the network', {hostname: '10.1.0.1'}, {hostname: '10.0.0.1'}],
    ['no user name', {username: ''}, {username: ' '}],
    ['no user name, and that of the other is its address', {username: ''}, full],
    ['Local Folders', localFolders({username: jane.username, hostname: 'imap.example.com'})],
    ['a newsgroup server', {type: 'nntp'}],
    ['a newsgroup server without a user name', {type: 'nntp', username: undefined}],
    ['another name, where the host was not read', {username: 'info', hostname: undefined}],
  ])('%s', (_, other, own) => expect(asked(other, own)).toBe(false));

  it.each(loopbackHosts)('behind bridges on this computer: %s', hostname => {
    expect(asked({hostname, location: 'thisComputer'}, {hostname, location: 'thisComputer'})).toBe(false);
  });
  it('the account itself', () => {
    const whole = snapshot();
    expect(readsSameMailbox(whole.incomingServers[0]!, whole.incomingServers[0]!, whole)).toBe(false);
  });
});

describe('undecidable', () => {
  it.each<[string, Other, Other?]>([
    ['a user name that was not read', {username: undefined}],
    ['a host that was not read', {hostname: undefined, location: undefined}],
    ['a type that was not read', {type: 'unknown'}],
    ['an address that was not read', {emails: [undefined]}, full],
    ['an address that was not read, at another server', {hostname: 'pop.paris.example.com', emails: [undefined]}],
  ])('%s', (_, other, own) => expect(asked(other, own)).toBeUndefined());
});

function among(...incomingServers: IncomingServer[]) {
  return snapshot({incomingServers, identities: []});
}

describe('read elsewhere', () => {
  const pop = popServer({key: 'server2', accountIds: ['account2']});
  const info = incomingServer({key: 'server3', accountIds: ['account3'], username: 'info'});
  const unread = incomingServer({key: 'server4', accountIds: ['account4'], username: undefined});

  it('one that is certain is enough', () => {
    expect(isReadElsewhere(pop, among(unread, pop, info, incomingServer()))).toBe(true);
  });
  it('one that was not read leaves it open', () => {
    expect(isReadElsewhere(pop, among(unread, pop, info))).toBeUndefined();
    expect(isReadElsewhere(unread, among(unread, pop))).toBeUndefined();
  });
  it('others are other mailboxes', () => expect(isReadElsewhere(pop, among(pop, info))).toBe(false));
  it('some do not count', () => {
    expect(isReadElsewhere(pop, among(pop, incomingServer()), ({type}) => type === 'imap')).toBe(true);
    expect(isReadElsewhere(pop, among(pop, incomingServer(), unread), ({type}) => type === 'ews')).toBe(false);
  });
});

describe('the domain somebody registered', () => {
  it.each([
    ['imap.example.com', 'example.com'], ['example.com', 'example.com'], ['a.b.c.example.com', 'example.com'], ['IMAP.Example.com.', 'example.com'],
    ['imap.firm.co.uk', 'firm.co.uk'], ['firm.co.uk', 'firm.co.uk'], ['courriel.education.gouv.fr', 'education.gouv.fr'], ['imap.club.asso.fr', 'club.asso.fr'],
    // Short names that are registered as they are.
    ['imap.sfr.fr', 'sfr.fr'], ['pop.gmx.de', 'gmx.de'], ['imap.web.de', 'web.de'],
    // Shared under a country only.
    ['imap.net.example', 'net.example'], ['mail.co.com', 'co.com'],
    ['nas', 'nas'], ['nas.local', 'nas.local'], ['192.168.1.9', '192.168.1.9'], ['[fe80::1]', 'fe80::1'],
  ])('of %s is %s', (hostname, domain) => expect(registrableDomain(hostname)).toBe(domain));
});
