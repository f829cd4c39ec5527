import {missingOutgoingServer} from '../../src/rules/missing-outgoing-server.ts';
import {identity} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(missingOutgoingServer, {
  pass: [identity(), identity({accountTypes: ['pop3']}), identity({accountTypes: ['ews'], outgoingServerKey: 'ews1'})],
  fail: [
    {given: identity({outgoingServerKey: ''}), data: {}},
    {given: identity({accountTypes: ['pop3'], outgoingServerKey: ''}), data: {}},
    {given: identity({accountIds: ['account1', 'account2'], accountTypes: ['imap', 'pop3'], outgoingServerKey: ''}), data: {}},
  ],
  // Every identity is for sending.
  notApplicable: [],
});
