import {deprecatedTls} from '../../src/rules/deprecated-tls.ts';
import {program} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(deprecatedTls, {
  // 1.2 is what Thunderbird 140 and 153 come with.
  pass: [program(), program({version: '140.12.0'}), program({minimumTLS: '1.3'})],
  fail: [
    {given: program({minimumTLS: '1.0'}), data: {minimumTLS: '1.0'}},
    {given: program({minimumTLS: '1.1'}), data: {minimumTLS: '1.1'}},
    // locked-insecure-setting says who can change it.
    {given: program({minimumTLS: '1.1', locked: ['minimumTLS']}), data: {minimumTLS: '1.1'}},
  ],
  // Every Thunderbird has a lowest version.
  notApplicable: [],
});
