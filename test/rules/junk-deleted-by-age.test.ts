import {junkDeletedByAge} from '../../src/rules/junk-deleted-by-age.ts';
import {exchangeServer, incomingServer, localFolders, popServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

const after = (purgeSpamInterval: number) => ({purgeSpam: true, purgeSpamInterval});

testRule(junkDeletedByAge, {
  pass: [
    incomingServer(), popServer(), exchangeServer(), localFolders(),
    // Nothing is deleted without junk mail controls, or after no days.
    incomingServer({...after(14), spamLevel: 0}), incomingServer(after(0)), incomingServer(after(-1)),
  ],
  fail: [
    ...[incomingServer, popServer, exchangeServer, localFolders].map(make => ({given: make(after(14)), data: {days: 14}})),
    {given: incomingServer(after(1)), data: {days: 1}},
    // Where new junk stays in the Inbox, what is in the junk folder is deleted all the same.
    {given: incomingServer({...after(30), moveOnSpam: true}), data: {days: 30}},
    {given: popServer({...after(14), deferredToAccount: 'account9'}), data: {days: 14}},
  ],
});
