import {popLongRetention} from '../../src/rules/pop-long-retention.ts';
import {exchangeServer, incomingServer, popServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

const days = (numDaysToLeaveOnServer: number) => popServer({numDaysToLeaveOnServer});

testRule(popLongRetention, {
  policy: {pop: {maxDays: 30}},
  pass: [
    days(30), days(29), days(1),
    // The cut-off lies in the future: every message goes at once.
    days(-1),
    popServer({numDaysToLeaveOnServer: 30, deleteMailLeftOnServer: true}),
  ],
  fail: [
    {given: days(31), data: {maxDays: 30}},
    // No limit at all (Pop3Client.sys.mjs, _cutOffTimestamp).
    {given: days(0), data: {maxDays: 30}},
    {given: popServer({deleteByAgeFromServer: false}), data: {maxDays: 30}},
    {given: popServer({deleteByAgeFromServer: false, numDaysToLeaveOnServer: 1}), data: {maxDays: 30}},
    // What nobody deletes stays.
    {given: popServer({deleteByAgeFromServer: false, deleteMailLeftOnServer: true}), data: {maxDays: 30}},
  ],
  notApplicable: [
    popServer({leaveMessagesOnServer: false, deleteByAgeFromServer: false}),
    incomingServer({leaveMessagesOnServer: true, deleteByAgeFromServer: false, numDaysToLeaveOnServer: 0}),
    exchangeServer({leaveMessagesOnServer: true, deleteByAgeFromServer: false, numDaysToLeaveOnServer: 0}),
  ],
  unknown: [popServer({leaveMessagesOnServer: undefined, deleteByAgeFromServer: false})],
});

// Nobody said how long is too long.
const unlimited = [days(0), days(3650), popServer({deleteByAgeFromServer: false}), popServer({leaveMessagesOnServer: undefined})];

testRule(popLongRetention, {notApplicable: unlimited});
testRule(popLongRetention, {policy: {pop: {minDays: 30}}, notApplicable: unlimited});
