import {mailboxReadTwice} from '../../src/rules/mailbox-read-twice.ts';
import type {Identity, IncomingServer} from '../../src/snapshot.ts';
import {account, exchangeServer, identity, incomingServer, jane, popServer, snapshot} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

/** This POP server, or whatever is judged, beside another; the accounts have these addresses. */
const beside = (other: IncomingServer, subject: IncomingServer = popServer(), first: Partial<Identity> = {}, second: Partial<Identity> = {}) => {
  const there = {...other, key: 'server2', accountIds: ['account2']};
  return {
    subject,
    snapshot: snapshot({
      accounts: [account({type: subject.type}), account({id: 'account2', type: there.type})],
      incomingServers: [subject, there],
      identities: [
        identity({accountTypes: [subject.type], ...first}),
        // An address that tells the cases apart, and is nobody's login.
        identity({key: 'id2', accountIds: ['account2'], accountTypes: [there.type], email: `${there.type}.${there.username}@${there.hostname}`, ...second}),
      ],
    }),
  };
};
const pop = (differences: Partial<IncomingServer>) => beside(incomingServer(), popServer(differences));
/** It takes nothing away, ever. */
const keeps = {deleteByAgeFromServer: false, deleteMailLeftOnServer: false};
const days = (numDaysToLeaveOnServer: number) => pop({numDaysToLeaveOnServer});

testRule(mailboxReadTwice, {
  pass: [
    // Nothing is taken away: a second copy of the mailbox, kept on purpose.
    pop(keeps), days(0), pop({...keeps, numDaysToLeaveOnServer: 7}),
  ],
  fail: [
    // What Thunderbird itself sets up for POP: beside IMAP it empties that after a fortnight.
    {given: pop({deleteMailLeftOnServer: true}), data: {}},
    {given: days(14), data: {}},
    {given: days(1), data: {}},
    {given: days(3650), data: {}},
    // The cut-off lies in the future: every message goes at once.
    {given: days(-1), data: {}},
    {given: pop({...keeps, deleteMailLeftOnServer: true}), data: {}},
    {given: pop({...keeps, leaveMessagesOnServer: false}), data: {}},
    // An account of an organisation's own Exchange server.
    {given: beside(exchangeServer(), popServer(), {}, {email: jane.email}), data: {}},
    // Wherever it delivers, it takes from the server.
    {given: pop({deferredToAccount: 'account2'}), data: {}},
    {given: pop({deferredToAccount: undefined}), data: {}},
    {given: beside(exchangeServer({type: 'graph'}), popServer(), {}, {email: jane.email.toUpperCase()}), data: {}},
    // Two names of one provider.
    {given: beside(incomingServer({hostname: 'imap.googlemail.com', username: 'jroe@gmail.com'}), popServer({hostname: 'pop.gmail.com', username: 'jroe@gmail.com'})), data: {}},
    // One name for both at the seeds' mail.ac-lyon.fr, another case, an address in the place of a name.
    {given: beside(incomingServer({hostname: 'mail.ac-lyon.fr', username: 'DMartin'}), popServer({hostname: 'mail.ac-lyon.fr', username: 'dmartin'})), data: {}},
    {given: beside(incomingServer({username: 'jane.roe@example.com'})), data: {}},
  ],
  notApplicable: [
    // Alone.
    popServer(), popServer({leaveMessagesOnServer: false}),
    // Two people, or two mailboxes, at one provider.
    beside(incomingServer({username: 'other'})), beside(incomingServer({username: 'other@example.com'})),
    // One name at two providers; two organisations below gouv.fr.
    beside(incomingServer({hostname: 'imap.example.org'})),
    beside(incomingServer({hostname: 'imap.two.gouv.fr'}), popServer({hostname: 'pop.one.gouv.fr'})),
    // One short name at two servers of one organisation, for two addresses.
    beside(incomingServer({hostname: 'imap.lyon.example.com'}), popServer({hostname: 'pop.paris.example.com'})),
    // Two POP accounts: which of them is first is another question.
    beside(popServer()),
    // Judged on the account that takes away.
    beside(popServer(), incomingServer()), beside(popServer(), exchangeServer()), beside(incomingServer(), incomingServer()),
    // A bridge on this computer may lead anywhere.
    beside(incomingServer({hostname: '127.0.0.1'}), popServer({hostname: '127.0.0.1'})),
  ],
  unknown: [
    pop({hostname: undefined}), pop({username: undefined}),
    beside(incomingServer({username: undefined})), beside(incomingServer({hostname: undefined, location: undefined})),
    // Whether it is another's address.
    beside(incomingServer({username: 'jane.roe@example.com'}), popServer(), {email: undefined}),
  ],
});
