import {sentCopyElsewhere} from '../../src/rules/sent-copy-elsewhere.ts';
import type {AccountType, Identity, OutgoingServer, SentFolder} from '../../src/snapshot.ts';
import {account, exchangeOutgoingServer, identity, outgoingServer, snapshot} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

const elsewhere = ['thisComputer', 'otherServer'] as const;
const exchange = (sentFolder: SentFolder, differences: Partial<Identity> = {}) => through(exchangeOutgoingServer(), {accountTypes: ['ews'], sentFolder, ...differences});

/** An identity that sends with this server. */
function through(server: OutgoingServer, differences: Partial<Identity>) {
  const subject = identity({outgoingServerKey: server.key, ...differences});
  return {subject, snapshot: snapshot({accounts: [account({type: subject.accountTypes[0]!})], identities: [subject], outgoingServers: [server]})};
}

function shared(types: AccountType[], sentFolder: SentFolder) {
  const accountIds = types.map((_, i) => `account${i + 1}`);
  const subject = identity({accountIds, accountTypes: types, sentFolder});
  return {subject, snapshot: snapshot({accounts: types.map((type, i) => account({id: accountIds[i]!, type})), identities: [subject]})};
}

testRule(sentCopyElsewhere, {
  pass: [
    // Unset means the account's own folder, which is on the server.
    identity(), identity({sentFolder: 'account'}), exchange('server'), exchange('account'), shared(['imap', 'ews'], 'server'),
  ],
  fail: [
    ...elsewhere.map(sentFolder => ({given: identity({sentFolder}), data: {}})),
    ...elsewhere.map(sentFolder => ({given: exchange(sentFolder), data: {}})),
    ...elsewhere.map(sentFolder => ({given: identity({accountTypes: ['graph'], sentFolder}), data: {}})),
    {given: shared(['imap', 'ews'], 'thisComputer'), data: {}},
    {given: through(outgoingServer({hostname: 'smtp.mail.me.com'}), {sentFolder: 'thisComputer', email: 'a@icloud.com'}), data: {}},
  ],
  notApplicable: [
    // sent-copy-off says it.
    identity({keepsSentCopies: false, sentFolder: 'thisComputer'}), identity({keepsSentCopies: false, sentFolder: undefined}),
    // pop-sent-only-here says it.
    identity({accountTypes: ['pop3'], sentFolder: 'thisComputer'}), identity({accountTypes: ['pop3'], sentFolder: 'account'}),
    shared(['imap', 'pop3'], 'thisComputer'),
    // The server has a copy all the same.
    through(outgoingServer({hostname: 'smtp.gmail.com'}), {sentFolder: 'thisComputer', email: 'a@gmail.com'}),
    through(outgoingServer({hostname: 'smtp.office365.com'}), {sentFolder: 'otherServer', email: 'a@example.org'}),
  ],
  unknown: [
    identity({keepsSentCopies: undefined, sentFolder: 'thisComputer'}), identity({outgoingServerKey: undefined, sentFolder: 'thisComputer'}),
    // What it sends with was not read: that may file it.
    through(outgoingServer({hostname: undefined}), {sentFolder: 'thisComputer'}),
    through(exchangeOutgoingServer({key: 'graph1', type: 'graph'}), {accountTypes: ['graph'], sentFolder: 'thisComputer'}),
  ],
});

// Copies on the server are meant, whatever is wanted of this computer.
for (const copies of ['forbidden', 'required'] as const) {
  testRule(sentCopyElsewhere, {policy: {copies}, pass: [identity()], fail: [{given: identity({sentFolder: 'thisComputer'}), data: {}}]});
}
