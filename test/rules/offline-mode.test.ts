import {offlineMode} from '../../src/rules/offline-mode.ts';
import {program} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(offlineMode, {
  pass: [
    program(),
    // Offline for a while: on a train, or set to remember or to ask.
    program({isOffline: true}),
    program({isOffline: undefined}),
  ],
  fail: [
    {given: program({startsOffline: true}), data: {}},
    {given: program({startsOffline: true, isOffline: true}), data: {}},
  ],
  unknown: [program({startsOffline: undefined, isOffline: true})],
});
