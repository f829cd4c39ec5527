import {popDeletionMirrored} from '../../src/rules/pop-deletion-mirrored.ts';
import type {IncomingServer} from '../../src/snapshot.ts';
import {account, exchangeServer, identity, incomingServer, jane, localFolders, popServer, snapshot} from '../helpers/make.ts';
import {type Given, testRule} from '../helpers/test-rule.ts';

const mirrored = (differences: Partial<IncomingServer> = {}) => popServer({deleteMailLeftOnServer: true, ...differences});

/** A POP server beside others, each in an account of its own with one of these addresses. */
function beside(subject: IncomingServer, others: IncomingServer[], emails: (string | undefined)[] = others.map(() => jane.email)): Given {
  const placed = others.map((other, i) => ({...other, key: `server${i + 2}`, accountIds: [`account${i + 2}`]}));
  return {subject, snapshot: snapshot({
    accounts: [account({type: 'pop3'}), ...placed.map(({accountIds: [id], type}) => account({id: id!, type}))],
    incomingServers: [subject, ...placed],
    identities: [identity({accountTypes: ['pop3']}), ...placed.map(({accountIds}, i) => identity({key: `id${i + 2}`, accountIds, email: emails[i]}))],
  })};
}

const imap = incomingServer();

/** It delivers to Local Folders, whose Trash is emptied or not. */
function delivered(emptyTrashOnExit: boolean | undefined, differences: Partial<IncomingServer> = {}, folders: Partial<IncomingServer> = {}): Given {
  const subject = mirrored({deferredToAccount: 'account9', emptyTrashOnExit: !emptyTrashOnExit, ...differences});
  const local = localFolders({emptyTrashOnExit, accountIds: ['account9'], ...folders});
  return {subject, snapshot: snapshot({
    accounts: [account({type: 'pop3'}), account({id: 'account9', type: 'local'})], incomingServers: [subject, local],
  })};
}

testRule(popDeletionMirrored, {
  pass: [
    popServer(),
    // Thunderbird itself sets it up: alone it is no finding.
    mirrored(),
    mirrored({deleteByAgeFromServer: false}),
    // What retention deletes, retention-deletes-on-server says.
    mirrored({retainBy: 'age', daysToKeepHdrs: 30}),
    // The server keeps a copy.
    popServer({emptyTrashOnExit: true}),
    beside(popServer(), [imap]),
    // Which of them reads what does not matter then.
    beside(popServer(), [incomingServer({username: undefined})], [undefined]),
    // Its own Trash stays empty.
    delivered(false),
    // Other mailboxes.
    beside(mirrored(), [incomingServer({username: 'info'})], ['info@example.com']),
    beside(mirrored(), [incomingServer({hostname: 'imap.elsewhere.example'}), incomingServer({hostname: '127.0.0.1'})]),
    // Their addresses are not needed to tell.
    beside(mirrored({username: 'p0012345'}), [imap], [undefined]),
  ],
  fail: [
    {given: mirrored({emptyTrashOnExit: true}), data: {}},
    // What it fetches lies in the folders, and at last in the Trash, of the account it delivers to.
    {given: delivered(true), data: {}},
    // Measured: what retention deletes there is deleted on the server too (mail-servers.test.ts).
    {given: delivered(false, {numDaysToLeaveOnServer: 60}, {retainBy: 'age'}), data: {}},
    {given: delivered(undefined, {numDaysToLeaveOnServer: 61}, {retainBy: 'count'}), data: {}},
    {given: beside(mirrored(), [popServer()]), data: {}},
    {given: beside(mirrored({deleteByAgeFromServer: false}), [popServer()]), data: {}},
    {given: beside(mirrored({username: jane.email}), [popServer()]), data: {}},
    // One that is certain is enough.
    {given: beside(mirrored(), [incomingServer({username: undefined}), popServer()], [undefined, jane.email]), data: {}},
    {given: beside(mirrored({emptyTrashOnExit: true}), [incomingServer({username: undefined})]), data: {}},
  ],
  notApplicable: [
    // mailbox-read-twice says it.
    beside(mirrored({numDaysToLeaveOnServer: 30}), [imap]),
    beside(mirrored({numDaysToLeaveOnServer: 60}), [exchangeServer()]),
    beside(mirrored({numDaysToLeaveOnServer: 30, emptyTrashOnExit: true}), [imap]),
    beside(mirrored({emptyTrashOnExit: undefined}), [imap]),
    // pop-removes-from-server says it.
    mirrored({leaveMessagesOnServer: false, emptyTrashOnExit: true}),
    beside(mirrored({deferredToAccount: 'account2'}), [imap]),
    incomingServer({leaveMessagesOnServer: true, deleteMailLeftOnServer: true, emptyTrashOnExit: true}),
    exchangeServer({leaveMessagesOnServer: true, deleteMailLeftOnServer: true, emptyTrashOnExit: true}),
  ],
  unknown: [
    mirrored({leaveMessagesOnServer: undefined}), mirrored({deferredToAccount: undefined}), mirrored({emptyTrashOnExit: undefined}),
    delivered(undefined, {numDaysToLeaveOnServer: 30}), delivered(false, {numDaysToLeaveOnServer: 31}, {retainBy: undefined}), mirrored({deferredToAccount: 'account8', emptyTrashOnExit: true}),
    popServer({deleteMailLeftOnServer: undefined}),
    // It may be the same mailbox.
    beside(mirrored(), [incomingServer({username: undefined})], ['roe@example.com']),
    beside(mirrored({numDaysToLeaveOnServer: 90}), [incomingServer({hostname: undefined})]),
    beside(mirrored(), [incomingServer({username: 'info'}), incomingServer({username: undefined})], ['info@example.com', undefined]),
    beside(mirrored({username: jane.email}), [imap], [undefined]),
  ],
});
