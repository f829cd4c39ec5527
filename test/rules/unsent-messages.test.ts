import {unsentMessages} from '../../src/rules/unsent-messages.ts';
import {folder, incomingServer, localFolders, popServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

const outbox = [folder('inbox'), folder('outbox')];

testRule(unsentMessages, {
  pass: [localFolders(), localFolders({folders: []}), popServer({folders: outbox})],
  fail: [
    ...[1, 2, 1200].map(count => ({given: localFolders({unsentMessages: count}), data: {count}})),
    ...[incomingServer, popServer].map(make => ({given: make({folders: outbox, unsentMessages: 3}), data: {count: 3}})),
  ],
  notApplicable: [incomingServer(), popServer()],
  unknown: [incomingServer({folders: undefined}), localFolders({unsentMessages: undefined})],
});
