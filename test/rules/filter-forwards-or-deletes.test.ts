import {filterForwardsOrDeletes} from '../../src/rules/filter-forwards-or-deletes.ts';
import {exchangeServer, incomingServer, localFolders, popServer} from '../helpers/make.ts';
import {testRule, usedBy} from '../helpers/test-rule.ts';

const to = (...forwardsTo: string[]) => ({deletes: false, forwardsTo});
const deletes = {deletes: true, forwardsTo: []};
const other = {deletes: false, forwardsTo: []};
const outside = to('someone@example.net');

testRule(filterForwardsOrDeletes, {
  pass: [
    incomingServer(), localFolders(), popServer({filters: [other]}),
    // To a colleague, as far as the domain tells; to oneself.
    incomingServer({filters: [to('colleague@example.com')]}), usedBy(['a@gmail.com', 'b@example.org'], incomingServer({filters: [to('b@example.org', 'c@example.org')]})),
  ],
  fail: [
    ...[incomingServer, popServer, exchangeServer, localFolders].flatMap(make => [
      {given: make({filters: [outside]}), data: {count: 1, reason: 'forwards'}},
      {given: make({filters: [other, deletes, deletes]}), data: {count: 2, reason: 'deletes'}},
    ]),
    {given: incomingServer({filters: [outside, deletes]}), data: {count: 2, reason: 'both'}},
    {given: incomingServer({filters: [{deletes: true, forwardsTo: ['someone@example.net']}]}), data: {count: 1, reason: 'both'}},
    // What is certain is said, whatever a list of the address book holds.
    {given: incomingServer({filters: [to('Friends'), deletes]}), data: {count: 1, reason: 'deletes'}},
    {given: incomingServer({filters: [to('Friends'), outside]}), data: {count: 1, reason: 'forwards'}},
    {given: usedBy([undefined], incomingServer({filters: [outside, deletes]})), data: {count: 1, reason: 'deletes'}},
    {given: usedBy(['a@gmail.com'], incomingServer({filters: [to('b@gmail.com')]})), data: {count: 1, reason: 'forwards'}},
  ],
  unknown: [incomingServer({filters: undefined}), incomingServer({filters: [to('Friends')]}), usedBy([undefined], incomingServer({filters: [outside]}))],
});
