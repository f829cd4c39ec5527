import {popRemovesFromServer} from '../../src/rules/pop-removes-from-server.ts';
import {exchangeServer, incomingServer, popServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(popRemovesFromServer, {
  pass: [
    popServer(),
    // pop-keeps-forever says it.
    popServer({deleteByAgeFromServer: false}),
  ],
  fail: [
    {given: popServer({leaveMessagesOnServer: false}), data: {}},
    // Without "Leave messages on server" Thunderbird acts on neither of these.
    {given: popServer({leaveMessagesOnServer: false, deleteMailLeftOnServer: true}), data: {}},
  ],
  notApplicable: [incomingServer({leaveMessagesOnServer: false}), exchangeServer({leaveMessagesOnServer: false})],
});
