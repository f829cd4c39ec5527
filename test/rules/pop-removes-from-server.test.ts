import {popRemovesFromServer} from '../../src/rules/pop-removes-from-server.ts';
import {besideIMAP, exchangeServer, incomingServer, popServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(popRemovesFromServer, {
  pass: [
    popServer(),
    // pop-keeps-forever says it.
    popServer({deleteByAgeFromServer: false}),
  ],
  fail: [
    // Another mailbox, and one of which it is not known.
    {given: besideIMAP(popServer({leaveMessagesOnServer: false}), {username: 'info'}), data: {}},
    {given: besideIMAP(popServer({leaveMessagesOnServer: false}), {username: undefined, hostname: undefined}), data: {}},
    {given: popServer({leaveMessagesOnServer: false}), data: {}},
    // Without "Leave messages on server" Thunderbird acts on neither of these.
    {given: popServer({leaveMessagesOnServer: false, deleteMailLeftOnServer: true}), data: {}},
  ],
  notApplicable: [
    // mailbox-read-twice says how POP is to leave messages there.
    besideIMAP(popServer({leaveMessagesOnServer: false})),
   incomingServer({leaveMessagesOnServer: false}), exchangeServer({leaveMessagesOnServer: false})],
});
