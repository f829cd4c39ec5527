import {popSentOnlyHere} from '../../src/rules/pop-sent-only-here.ts';
import {account, identity, popSnapshot} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

const shared = identity({accountIds: ['account1', 'account2'], accountTypes: ['imap', 'pop3'], sentFolder: 'account'});

testRule(popSentOnlyHere, {
  pass: [identity({accountTypes: ['pop3'], sentFolder: 'server'})],
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
    identity({accountTypes: ['pop3'], sentFolder: 'account', keepsSentCopies: false}),
    identity({accountTypes: ['pop3'], sentFolder: undefined, keepsSentCopies: false}),
    identity({sentFolder: 'account'}),
    identity({sentFolder: 'thisComputer'}),
    identity({accountTypes: ['ews'], sentFolder: 'account'}),
  ],
  unknown: [
    identity({accountTypes: ['pop3'], keepsSentCopies: undefined}),
    identity({accountTypes: ['pop3'], sentFolder: 'thisComputer', keepsSentCopies: undefined}),
  ],
});
