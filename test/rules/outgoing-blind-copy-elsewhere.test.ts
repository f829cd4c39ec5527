import {outgoingBlindCopyElsewhere} from '../../src/rules/outgoing-blind-copy-elsewhere.ts';
import type {Identity} from '../../src/snapshot.ts';
import {account, identity, incomingServer, snapshot} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

const to = (bccList: string[] | undefined, differences: Partial<Identity> = {}) => identity({bccList, ...differences});

/** Beside an account of these. */
function beside(subject: Identity, email: string | undefined, username: string | undefined = 'somebody') {
  return {subject, snapshot: snapshot({
    accounts: [account(), account({id: 'account2'})], incomingServers: [incomingServer(), incomingServer({key: 'server2', accountIds: ['account2'], username})],
    identities: [subject, identity({key: 'id2', accountIds: ['account2'], email})],
  })};
}

const gmail = {email: 'j.r@gmail.com'};

testRule(outgoingBlindCopyElsewhere, {
  pass: [
    to([]),
    // In the organisation, as far as the domain tells.
    to(['archive@example.com']), to(['archive@EXAMPLE.com', 'a@mail.example.com']), to(['a@example.co.uk'], {email: 'b@dept.example.co.uk'}),
    to(['a@ac-lyon.fr'], {email: 'b@ac-lyon.fr'}),
    // Oneself, by another address of the mailbox, or by another account here.
    to(['j.r@gmail.com'], gmail), to(['jr+sent@googlemail.com'], gmail),
    beside(to(['other@example.net']), 'Other@example.net'), beside(to(['other+sent@example.net']), 'other@example.net'),
    beside(to(['other@example.net']), 'alias@example.org', 'other@example.net'),
  ],
  fail: [
    {given: to(['a@example.net']), data: {count: 1}},
    {given: to(['archive@example.com', 'a@example.net', 'b@example.org']), data: {count: 2}},
    {given: to(['a@example.com.evil.example']), data: {count: 1}},
    {given: to(['a@other.co.uk'], {email: 'b@example.co.uk'}), data: {count: 1}},
    // Anybody can have an address there.
    {given: to(['k@gmail.com'], gmail), data: {count: 1}},
    {given: to(['a@gmail.com']), data: {count: 1}},
    // One is enough, whatever the list of the address book holds.
    {given: to(['Friends', 'a@example.net']), data: {count: 1}},
    {given: beside(to(['third@example.net']), 'other@example.net'), data: {count: 1}},
  ],
  unknown: [
    to(['Friends']), to(['archive@example.com', 'Friends']), beside(to(['a@example.net']), undefined), to(undefined), to(['a@example.net'], {email: undefined}),
  ],
});
