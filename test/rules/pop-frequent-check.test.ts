import {popFrequentCheck} from '../../src/rules/pop-frequent-check.ts';
import {exchangeServer, incomingServer, localNetworkHosts, loopbackHosts, popServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

const every = (biffMinutes: number) => popServer({biffMinutes});

testRule(popFrequentCheck, {
  // 10 is Thunderbird's own.
  pass: [
    every(10), every(6), every(5), every(1440),
    // A number that is not used.
    popServer({doBiff: false, biffMinutes: 1}),
    // Thunderbird never looks then (nsMsgBiffManager::AddServerBiff).
    every(0), every(-1),
  ],
  fail: [
    {given: every(4), data: {minutes: 4}},
    {given: every(1), data: {minutes: 1}},
    // It locks the mailbox it fetches, wherever it delivers.
    {given: popServer({biffMinutes: 2, deferredToAccount: 'account9'}), data: {minutes: 2}},
    ...localNetworkHosts.map(hostname => ({given: popServer({biffMinutes: 1, hostname}), data: {minutes: 1}})),
  ],
  notApplicable: [
    // They lock nothing.
    incomingServer({biffMinutes: 1}), exchangeServer({biffMinutes: 1}),
    // No other device asks there.
    ...loopbackHosts.map(hostname => popServer({biffMinutes: 1, hostname})),
  ],
  unknown: [
    popServer({doBiff: undefined, biffMinutes: 1}), popServer({biffMinutes: undefined}), popServer({biffMinutes: 1, hostname: undefined, location: undefined}),
  ],
});
