import {trashEmptiedOnExit} from '../../src/rules/trash-emptied-on-exit.ts';
import {exchangeServer, incomingServer, localFolders, popServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(trashEmptiedOnExit, {
  pass: [incomingServer(), popServer(), exchangeServer(), exchangeServer({type: 'graph'}), localFolders()],
  fail: [
    {given: incomingServer({emptyTrashOnExit: true}), data: {}},
    {given: popServer({emptyTrashOnExit: true}), data: {}},
    {given: exchangeServer({emptyTrashOnExit: true}), data: {}},
    {given: exchangeServer({type: 'graph', emptyTrashOnExit: true}), data: {}},
    {given: localFolders({emptyTrashOnExit: true}), data: {}},
    // Other devices may put messages there.
    {given: incomingServer({emptyTrashOnExit: true, deleteModel: 'deleteImmediately'}), data: {}},
  ],
  // It delivers into the folders of another account, whose Trash is judged there.
  notApplicable: [popServer({emptyTrashOnExit: true, deferredToAccount: 'account9'})],
  unknown: [
    incomingServer({emptyTrashOnExit: undefined}), localFolders({emptyTrashOnExit: undefined}),
    popServer({emptyTrashOnExit: true, deferredToAccount: undefined}),
  ],
});
