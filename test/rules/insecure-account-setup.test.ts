import {insecureAccountSetup} from '../../src/rules/insecure-account-setup.ts';
import {program} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

const names = ['mailnews.auto_config.guess.requireGoodCert', 'mailnews.auto_config_url', 'mailnews.mx_service_url'];
const set = (...weakenedSetup: string[]) => program({weakenedSetup});

testRule(insecureAccountSetup, {
  // Thunderbird's own defaults, such as guess.sslOnly being off, are not among the names.
  pass: [program()],
  fail: [
    ...names.map(name => ({given: set(name), data: {preferences: [name]}})),
    {given: set(...names), data: {preferences: names}},
  ],
  unknown: [program({weakenedSetup: undefined})],
});
