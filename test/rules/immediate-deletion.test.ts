import {immediateDeletion} from '../../src/rules/immediate-deletion.ts';
import {account, exchangeServer, incomingServer, popServer, snapshot} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

const exchange140 = exchangeServer({deleteModel: 'deleteImmediately'});

testRule(immediateDeletion, {
  pass: [
    incomingServer(), exchangeServer(), exchangeServer({type: 'graph'}),
    // It can be unmarked.
    incomingServer({deleteModel: 'markDeleted'}),
  ],
  fail: [
    {given: incomingServer({deleteModel: 'deleteImmediately'}), data: {}},
    {given: exchangeServer({deleteModel: 'deleteImmediately'}), data: {}},
    {given: exchangeServer({type: 'graph', deleteModel: 'deleteImmediately'}), data: {}},
  ],
  notApplicable: [
    // POP always moves to the Trash.
    popServer(), popServer({deleteModel: 'deleteImmediately'}),
    // Exchange has no delete model in Thunderbird 140.
    {subject: exchange140, snapshot: snapshot({thunderbird: '140.12.0', accounts: [account({type: 'ews'})], incomingServers: [exchange140]})},
  ],
  unknown: [incomingServer({deleteModel: undefined}), exchangeServer({deleteModel: undefined})],
});
