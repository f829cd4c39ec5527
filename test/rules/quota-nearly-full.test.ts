import {exchangeServer, incomingServer, popServer} from '../helpers/make.ts';
import {quotaNearlyFull} from '../../src/rules/quota-nearly-full.ts';
import {testRule} from '../helpers/test-rule.ts';

/** As Thunderbird names it; the name of a root may be a person's. */
const storage = (used: number, limit = 1000, name = 'User quota / STORAGE') => ({name, used, limit});
const full = (...quota: ReturnType<typeof storage>[]) => incomingServer({quota});

testRule(quotaNearlyFull, {
  pass: [
    full(storage(0)), full(storage(749)),
    // Not yet 75 %.
    full(storage(74_999, 100_000)),
    // What has no limit does not hide what has.
    full(storage(9, 0), storage(500)),
  ],
  fail: [
    // As Dovecot has it.
    {given: full(storage(1920, 2000, 'STORAGE')), data: {percent: 96, resource: 'STORAGE'}, severity: 'critical'},
    {given: full(storage(750)), data: {percent: 75, resource: 'STORAGE'}, severity: 'advice'},
    {given: full(storage(799)), data: {percent: 79, resource: 'STORAGE'}, severity: 'advice'},
    {given: full(storage(800)), data: {percent: 80, resource: 'STORAGE'}, severity: 'warning'},
    {given: full(storage(949)), data: {percent: 94, resource: 'STORAGE'}, severity: 'warning'},
    {given: full(storage(950)), data: {percent: 95, resource: 'STORAGE'}, severity: 'critical'},
    {given: full(storage(1200)), data: {percent: 120, resource: 'STORAGE'}, severity: 'critical'},
    {given: full(storage(96, 100, 'message')), data: {percent: 96, resource: 'MESSAGE'}, severity: 'critical'},
    {given: full(storage(80, 100, 'user.jroe / STORAGE')), data: {percent: 80, resource: 'STORAGE'}, severity: 'warning'},
    // The fullest counts, wherever it stands.
    {given: full(storage(760), storage(99, 100, '/ MESSAGE'), storage(10)), data: {percent: 99, resource: 'MESSAGE'}, severity: 'critical'},
    {given: full(storage(10, 100, '/ MESSAGE'), storage(810)), data: {percent: 81, resource: 'STORAGE'}, severity: 'warning'},
  ],
  notApplicable: [
    // Not asked yet, which the page says beside the answers.
    incomingServer(), popServer(), exchangeServer(),
    // Asked, and the server tells no limit.
    full(), full(storage(0, 0)), full(storage(500, 0)), full(storage(500, -1)),
    // Other resources are not the mail (RFC 9208, 5).
    full(storage(99, 100, 'User quota / MAILBOX')), full(storage(99, 100, 'User quota / ANNOTATION-STORAGE')), full(storage(99, 100, 'LEVEL')),
  ],
});
