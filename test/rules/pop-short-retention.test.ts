import {popShortRetention} from '../../src/rules/pop-short-retention.ts';
import {besideIMAP, exchangeServer, incomingServer, loopbackHosts, popServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

const days = (numDaysToLeaveOnServer: number) => popServer({numDaysToLeaveOnServer});

testRule(popShortRetention, {
  pass: [
    days(14), days(15), days(3650),
    // 0 is no limit (Pop3Client.sys.mjs, _cutOffTimestamp): pop-keeps-forever says it.
    days(0),
    // A number that is not used.
    popServer({deleteByAgeFromServer: false, numDaysToLeaveOnServer: 1}),
    popServer({deleteByAgeFromServer: false, deleteMailLeftOnServer: true, numDaysToLeaveOnServer: 1}),
    ...loopbackHosts.map(hostname => popServer({hostname})),
  ],
  fail: [
    // Another mailbox, and one of which it is not known.
    {given: besideIMAP(days(13), {username: 'info'}), data: {days: 13, minDays: 14}},
    {given: besideIMAP(days(13), {username: undefined, hostname: undefined}), data: {days: 13, minDays: 14}},
    {given: days(13), data: {days: 13, minDays: 14}},
    {given: days(1), data: {days: 1, minDays: 14}},
    // The cut-off lies in the future: every message goes at once.
    {given: days(-1), data: {days: 0, minDays: 14}},
    {given: popServer({numDaysToLeaveOnServer: 7, deleteMailLeftOnServer: true}), data: {days: 7, minDays: 14}},
  ],
  notApplicable: [
    // mailbox-read-twice says how POP is to leave messages there.
    besideIMAP(days(13)),
    // pop-removes-from-server says it.
    popServer({leaveMessagesOnServer: false, numDaysToLeaveOnServer: 1}),
    incomingServer({leaveMessagesOnServer: true, deleteByAgeFromServer: true, numDaysToLeaveOnServer: 1}),
    exchangeServer({leaveMessagesOnServer: true, deleteByAgeFromServer: true, numDaysToLeaveOnServer: 1}),
  ],
  unknown: [popServer({leaveMessagesOnServer: undefined, numDaysToLeaveOnServer: 1})],
});

testRule(popShortRetention, {
  policy: {pop: {minDays: 60}},
  pass: [days(60), days(61), days(0)],
  fail: [
    {given: days(59), data: {days: 59, minDays: 60}},
    {given: days(14), data: {days: 14, minDays: 60}},
    {given: days(-1), data: {days: 0, minDays: 60}},
  ],
});

testRule(popShortRetention, {
  policy: {pop: {minDays: 5}},
  pass: [days(5), days(13)],
  fail: [{given: days(4), data: {days: 4, minDays: 5}}],
});

// No more is asked for than the administrator allows; pop-long-retention would find the opposite.
testRule(popShortRetention, {
  policy: {pop: {maxDays: 7}},
  pass: [days(7), days(8)],
  fail: [{given: days(6), data: {days: 6, minDays: 7}}],
});

testRule(popShortRetention, {
  policy: {pop: {maxDays: 90}},
  pass: [days(14), days(365)],
  fail: [{given: days(13), data: {days: 13, minDays: 14}}],
});

testRule(popShortRetention, {
  policy: {pop: {minDays: 20, maxDays: 90}},
  pass: [days(20)],
  fail: [{given: days(19), data: {days: 19, minDays: 20}}],
});
