import {thunderbirdUnsupported} from '../../src/rules/thunderbird-unsupported.ts';
import {program, snapshot} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

const at = (takenAt: string, version: string) => {
  const subject = program({version});
  return {subject, snapshot: snapshot({takenAt, program: subject})};
};
const failing = (version: string) => ({given: program({version}), data: {version}});

testRule(thunderbirdUnsupported, {
  pass: [
    // Debian's today, and the one before it: the line counts, not the point release.
    program(), program({version: '153.6.0'}), program({version: '153.10.1'}),
    // A clock that is wrong.
    at('2026-11-20T23:59:59.999Z', '153.7.2'),
    at('2026-11-21T00:00:00.000Z', '153.7.1'), at('2027-07-20T23:59:59.999Z', '153.19.0'),
  ],
  fail: [
    // ESRs and releases that were followed long ago, on both sides of 140.
    ...['60.9.1', '115.18.0', '128.14.0', '139.0', '141.0', '152.0.1'].map(failing),
    ...['154.0', '158.0.1'].map(failing),
    // Ended at Thunderbird, from where it came.
    failing('140.12.0'), failing('140.17.0'),
    // A distribution that stayed behind.
    {given: program({version: '128.14.0', updatesItself: false}), data: {version: '128.14.0'}},
    {given: at('2027-07-20T23:59:59.999Z', '102.15.1'), data: {version: '102.15.1'}},
  ],
  // A distribution decides for itself how long it maintains its own (Debian's 140.12.0esr).
  notApplicable: [program({version: '140.12.0', updatesItself: false}), program({version: '140.17.0', updatesItself: false})],
  unknown: [
    // Whose it is was not read.
    program({version: '140.12.0', updatesItself: undefined}),
    // Too new for the table: it may be the release of today, or of the day before yesterday.
    program({version: '159.0'}), program({version: '160.0.1'}), program({version: '166.0'}),
    program({version: ''}), program({version: 'x'}),
    // The table says nothing of another time, neither good nor bad: a clock that is wrong, and a table that is old.
    at('2026-11-20T23:59:59.999Z', '91.13.1'), at('2026-11-20T23:59:59.999Z', '140.12.0'),
    at('2027-07-21T00:00:00.000Z', '153.20.0'), at('2027-07-21T00:00:00.000Z', '78.14.0'),
  ],
});
