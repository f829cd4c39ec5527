import {accountNeverChecked} from '../../src/rules/account-never-checked.ts';
import type {IncomingServer} from '../../src/snapshot.ts';
import {besideIMAP, exchangeServer, incomingServer, popServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

/** Neither at the start nor from time to time. */
const never = {loginAtStartUp: false, doBiff: false};
const onlyAtStart = {loginAtStartUp: true, doBiff: false};
const onlyByTime = {loginAtStartUp: false, doBiff: true};
const deferred = (differences: Partial<IncomingServer>) => popServer({deferredToAccount: 'account9', ...differences});

testRule(accountNeverChecked, {
  pass: [
    incomingServer(), popServer(), exchangeServer(),
    ...[onlyAtStart, onlyByTime].flatMap(checks => [incomingServer(checks), popServer(checks), exchangeServer(checks)]),
    incomingServer({...onlyByTime, biffMinutes: 1}),
    // Only POP delivers elsewhere.
    incomingServer({...onlyAtStart, deferredToAccount: 'account9', deferGetNewMail: false}),
    // A number that is not used.
    incomingServer({...onlyAtStart, biffMinutes: 0}),
    deferred({}), deferred(onlyByTime), deferred({...onlyAtStart, deferGetNewMail: true}),
  ],
  fail: [
    ...[incomingServer, popServer, exchangeServer].map(make => ({given: make(never), data: {reason: 'never'}})),
    {given: incomingServer({type: 'graph', ...never}), data: {reason: 'never'}},
    {given: popServer({...never, downloadOnBiff: false}), data: {reason: 'never'}},
    ...[0, -1].map(biffMinutes => ({given: incomingServer({...onlyByTime, biffMinutes}), data: {reason: 'never'}})),
    // At the start its mail is not fetched.
    {given: deferred(onlyAtStart), data: {reason: 'never'}},
    {given: deferred({...never, deferGetNewMail: true}), data: {reason: 'never'}},
    ...[{}, onlyAtStart, onlyByTime].map(checks => ({given: popServer({...checks, downloadOnBiff: false}), data: {reason: 'looks'}})),
    // The mailbox of another, at the same provider.
    {given: besideIMAP(popServer(never), {username: 'somebody'}), data: {reason: 'never'}},
  ],
  // The other account has the new mail: such checks are stopped for the time of a move to IMAP.
  notApplicable: [besideIMAP(popServer(never)), besideIMAP(popServer({downloadOnBiff: false}))],
  unknown: [
    popServer({downloadOnBiff: undefined}), popServer({deferredToAccount: undefined}), popServer({deferGetNewMail: undefined}),
    incomingServer({...never, loginAtStartUp: undefined}), incomingServer({...never, doBiff: undefined}),
  ],
});
