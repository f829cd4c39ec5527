import {popSentOnlyHere} from '../../src/rules/pop-sent-only-here.ts';
import {account, identity, outgoingServer, popSnapshot} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

const shared = identity({accountIds: ['account1', 'account2'], accountTypes: ['imap', 'pop3'], sentFolder: 'account'});

/** Sends with this server. */
function through(hostname: string | undefined) {
  const subject = identity({accountTypes: ['pop3'], sentFolder: 'account', email: `jane.roe@${hostname ?? 'example.net'}`});
  return {subject, snapshot: popSnapshot({identities: [subject], outgoingServers: [outgoingServer({hostname})]})};
}

testRule(popSentOnlyHere, {
  pass: [
    identity({accountTypes: ['pop3'], sentFolder: 'server'}),
    // Each message comes back as mail.
    identity({accountTypes: ['pop3'], sentFolder: 'account', copiesItself: true}),
  ],
  fail: [
    {given: identity({accountTypes: ['pop3'], sentFolder: 'thisComputer'}), data: {}},
    // Unset means the account's own folder, which a POP account has on this computer.
    {given: identity({accountTypes: ['pop3'], sentFolder: 'account'}), data: {}},
    {
      given: {
        subject: shared,
        snapshot: popSnapshot({accounts: [account(), account({id: 'account2', type: 'pop3'})], identities: [shared]}),
      },
      data: {},
    },
  ],
  notApplicable: [
    // Gmail files what is sent through it.
    through('smtp.gmail.com'),
    identity({accountTypes: ['pop3'], sentFolder: 'account', keepsSentCopies: false}),
    identity({accountTypes: ['pop3'], sentFolder: undefined, keepsSentCopies: false}),
    identity({sentFolder: 'account'}),
    identity({sentFolder: 'thisComputer'}),
    identity({accountTypes: ['ews'], sentFolder: 'account'}),
  ],
  unknown: [
    through(undefined), identity({accountTypes: ['pop3'], sentFolder: 'account', copiesItself: undefined}),
    identity({accountTypes: ['pop3'], keepsSentCopies: undefined}),
    identity({accountTypes: ['pop3'], sentFolder: 'thisComputer', keepsSentCopies: undefined}),
  ],
});
