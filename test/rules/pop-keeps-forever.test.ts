import {popKeepsForever} from '../../src/rules/pop-keeps-forever.ts';
import {exchangeServer, incomingServer, popServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(popKeepsForever, {
  pass: [
    popServer(),
    popServer({numDaysToLeaveOnServer: 1}),
    popServer({deleteByAgeFromServer: false, deleteMailLeftOnServer: true}),
    popServer({numDaysToLeaveOnServer: 0, deleteMailLeftOnServer: true}),
  ],
  fail: [
    {given: popServer({deleteByAgeFromServer: false}), data: {}},
    // 0 days is no limit (Pop3Client.sys.mjs, _cutOffTimestamp).
    {given: popServer({numDaysToLeaveOnServer: 0}), data: {}},
    {given: popServer({deleteByAgeFromServer: false, numDaysToLeaveOnServer: 0}), data: {}},
  ],
  notApplicable: [
    // pop-removes-from-server says it.
    popServer({leaveMessagesOnServer: false, deleteByAgeFromServer: false}),
    incomingServer({leaveMessagesOnServer: true, deleteByAgeFromServer: false}),
    exchangeServer({leaveMessagesOnServer: true, deleteByAgeFromServer: false}),
  ],
  unknown: [popServer({leaveMessagesOnServer: undefined}), popServer({leaveMessagesOnServer: undefined, deleteByAgeFromServer: false})],
});
