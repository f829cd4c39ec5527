import {missingPrimaryPassword} from '../../src/rules/missing-primary-password.ts';
import {program} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(missingPrimaryPassword, {
  pass: [program(), program({savedLogins: 1})],
  fail: [
    {given: program({hasPrimaryPassword: false}), data: {}},
    {given: program({hasPrimaryPassword: false, savedLogins: 1}), data: {}},
  ],
  notApplicable: [
    // Thunderbird's default is no primary password: with nothing saved there is nothing to protect.
    program({hasPrimaryPassword: false, savedLogins: 0}),
    program({savedLogins: 0}),
  ],
  unknown: [program({hasPrimaryPassword: false, savedLogins: undefined}), program({hasPrimaryPassword: undefined})],
});
