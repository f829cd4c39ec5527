import {replyToElsewhere} from '../../src/rules/reply-to-elsewhere.ts';
import {identity} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

const to = (...replyTo: string[]) => identity({replyTo});

testRule(replyToElsewhere, {
  pass: [to(), to('office@example.com'), identity({email: 'a@gmail.com', replyTo: ['A@gmail.com']})],
  fail: [
    {given: to('office@example.net'), data: {}}, {given: to('office@example.com', 'office@example.net'), data: {}},
    {given: identity({email: 'a@gmail.com', replyTo: ['club@gmail.com']}), data: {}},
  ],
  unknown: [to('Committee'), identity({replyTo: undefined}), identity({email: undefined, replyTo: ['a@example.net']})],
});
