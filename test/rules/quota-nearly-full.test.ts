import {exchangeServer, incomingServer, popServer} from '../helpers/make.ts';
import {quotaNearlyFull} from '../../src/rules/quota-nearly-full.ts';
import {testRule} from '../helpers/test-rule.ts';

/** As Thunderbird names it; the name of a root may be a person's. */
const storage = (used: number, limit = 1000, name = 'User quota / STORAGE') => ({name, used, limit});
const full = (...quota: ReturnType<typeof storage>[]) => incomingServer({quota});

testRule(quotaNearlyFull, {
  pass: [
    // Asked, and the server has no limit.
    full(),
    full(storage(0)), full(storage(749)),
    // Not yet 75 %.
    full(storage(74_999, 100_000)),
    // No limit (RFC 9208 does not forbid 0), and nothing that is divided by it.
    full(storage(0, 0)), full(storage(500, 0)), full(storage(500, -1)),
    // Other resources are not the mail; Thunderbird's own meter leaves them out too (about3Pane.js).
    full(storage(99, 100, 'User quota / MAILBOX')), full(storage(99, 100, 'user.jroe / ANNOTATION-STORAGES')), full(storage(99, 100, 'LEVEL')),
  ],
  fail: [
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
    incomingServer(),
    popServer(), exchangeServer(),
    // Only IMAP has it.
    popServer({quota: [storage(1000)]}),
  ],
});
