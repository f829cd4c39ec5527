import {popKeepsForever} from '../../src/rules/pop-keeps-forever.ts';
import {besideIMAP, exchangeServer, incomingServer, popServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(popKeepsForever, {
  pass: [
    popServer(),
    popServer({numDaysToLeaveOnServer: 1}),
    popServer({deleteByAgeFromServer: false, deleteMailLeftOnServer: true}),
    popServer({numDaysToLeaveOnServer: 0, deleteMailLeftOnServer: true}),
  ],
  fail: [
    // Another mailbox, and one of which it is not known.
    {given: besideIMAP(popServer({deleteByAgeFromServer: false}), {username: 'info'}), data: {}},
    {given: besideIMAP(popServer({deleteByAgeFromServer: false}), {username: undefined, hostname: undefined}), data: {}},
    {given: popServer({deleteByAgeFromServer: false}), data: {}},
    // 0 days is no limit (Pop3Client.sys.mjs, _cutOffTimestamp).
    {given: popServer({numDaysToLeaveOnServer: 0}), data: {}},
    {given: popServer({deleteByAgeFromServer: false, numDaysToLeaveOnServer: 0}), data: {}},
  ],
  notApplicable: [
    // mailbox-read-twice says how POP is to leave messages there.
    besideIMAP(popServer({deleteByAgeFromServer: false})),
    // pop-removes-from-server says it.
    popServer({leaveMessagesOnServer: false, deleteByAgeFromServer: false}),
    incomingServer({leaveMessagesOnServer: true, deleteByAgeFromServer: false}),
    exchangeServer({leaveMessagesOnServer: true, deleteByAgeFromServer: false}),
  ],
  unknown: [popServer({leaveMessagesOnServer: undefined}), popServer({leaveMessagesOnServer: undefined, deleteByAgeFromServer: false})],
});
