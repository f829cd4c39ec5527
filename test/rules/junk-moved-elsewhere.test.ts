import {junkMovedElsewhere} from '../../src/rules/junk-moved-elsewhere.ts';
import {exchangeServer, incomingServer, popServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

const to = (junkServerKey: string) => ({moveOnSpam: true, junkServerKey});

testRule(junkMovedElsewhere, {
  pass: [
    incomingServer(to('server1')), exchangeServer(to('server1')),
    // Not set, or gone: nothing is moved.
    incomingServer(to('')), incomingServer({...to('server9'), spamLevel: 0}),
  ],
  fail: [incomingServer, exchangeServer].map(make => ({given: make(to('server9')), data: {}})),
  notApplicable: [incomingServer(), incomingServer({moveOnSpam: false, junkServerKey: 'server9'}), popServer(to('server9'))],
});
