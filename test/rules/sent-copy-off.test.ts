import {sentCopyOff} from '../../src/rules/sent-copy-off.ts';
import type {Identity, OutgoingServer} from '../../src/snapshot.ts';
import {account, exchangeOutgoingServer, identity, outgoingServer, snapshot} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

/** An identity that keeps no copies and sends with this server. */
function through(server: OutgoingServer, differences: Partial<Identity> = {}) {
  const subject = identity({outgoingServerKey: server.key, keepsSentCopies: false, ...differences});
  return {subject, snapshot: snapshot({accounts: [account({type: subject.accountTypes[0]!})], identities: [subject], outgoingServers: [server]})};
}
const at = (hostname: string | undefined, email: string) => through(outgoingServer({hostname}), {email});
const off = (differences: Partial<Identity> = {}) => identity({keepsSentCopies: false, ...differences});

testRule(sentCopyOff, {
  // Where they go, sent-copy-elsewhere and pop-sent-only-here say.
  pass: [identity(), identity({sentFolder: 'thisComputer'}), identity({accountTypes: ['pop3'], sentFolder: 'account'}), off({copiesItself: true})],
  fail: [
    {given: off(), data: {}},
    {given: off({sentFolder: undefined}), data: {}},
    {given: off({accountTypes: ['pop3']}), data: {}},
    {given: at('smtp.mail.yahoo.com', 'a@yahoo.fr'), data: {}},
    // Not Gmail's, however close it looks.
    {given: at('smtp.gmail.com.example.org', 'b@gmail.com'), data: {}},
    // Exchange would file it; Thunderbird asks it not to (MessageDisposition SendOnly).
    {given: through(exchangeOutgoingServer({hostname: 'outlook.office365.com'}), {accountTypes: ['ews']}), data: {}},
  ],
  notApplicable: [
    // Providers that file what is sent through them: with a copy from here there would be two.
    at('smtp.gmail.com', 'c1@gmail.com'), at('smtp.gmail.com', 'c2@example.org'), at('SMTP.Googlemail.com.', 'c3@googlemail.com'),
    at('smtp.office365.com', 'c4@example.org'), at('smtp-mail.outlook.com', 'c5@outlook.fr'),
    through(outgoingServer({hostname: 'smtp.gmail.com'}), {keepsSentCopies: true, email: 'c6@gmail.com'}),
  ],
  unknown: [
    off({copiesItself: undefined}), at(undefined, 'd1@gmail.com'), off({outgoingServerKey: undefined}), off({outgoingServerKey: 'smtp7'}),
    through(exchangeOutgoingServer({key: 'graph1', type: 'graph'}), {accountTypes: ['graph']}),
  ],
});

// On a shared workstation the copies of a POP account would be on this computer; those of the others are on the server.
testRule(sentCopyOff, {
  policy: {copies: 'forbidden'},
  fail: [{given: off(), data: {}}],
  notApplicable: [off({accountTypes: ['pop3']}), identity({accountTypes: ['pop3']})],
});

testRule(sentCopyOff, {policy: {copies: 'required'}, fail: [{given: off({accountTypes: ['pop3']}), data: {}}]});
