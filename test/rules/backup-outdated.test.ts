import {backupOutdated} from '../../src/rules/backup-outdated.ts';
import {program} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

// The snapshot is of 2026-11-21.
testRule(backupOutdated, {
  pass: [program({lastBackup: '2026-11-21'}), program({lastBackup: '2026-08-23'}), program({lastBackup: '2027-01-01'})],
  fail: [
    {given: program({lastBackup: '2026-08-22'}), data: {days: 91, maxDays: 90}},
    {given: program({lastBackup: '2024-11-21'}), data: {days: 730, maxDays: 90}},
  ],
  // "Never told" is a question on the page, not a finding.
  notApplicable: [program({lastBackup: ''})],
});

testRule(backupOutdated, {
  policy: {backup: {maxDays: 30}},
  pass: [program({lastBackup: '2026-10-22'})],
  fail: [{given: program({lastBackup: '2026-10-21'}), data: {days: 31, maxDays: 30}}],
});
