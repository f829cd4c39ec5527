import {describe, expect, it} from 'vitest';
import {audit} from '../../src/audit.ts';
import {DAY} from '../../src/days.ts';
import {rules} from '../../src/rules/index.ts';
import {thunderbirdUnsupported} from '../../src/rules/thunderbird-unsupported.ts';
import {buildDateOf} from '../../src/facts/supported-versions.ts';
import type {Program} from '../../src/snapshot.ts';
import {program, snapshot} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

/** A build, looked at so many days later. */
function aged(days: number, version: string, buildDate = '2026-11-10', differences: Partial<Program> = {}) {
  const subject = program({version, buildDate, ...differences});
  return {subject, snapshot: snapshot({takenAt: new Date(Date.parse(buildDate) + days * DAY).toISOString(), program: subject})};
}

const distributions = {updatesItself: false};
const unread = {updatesItself: undefined};
const lacking = (given: ReturnType<typeof aged>) => ({given, data: {version: given.subject.version, date: given.subject.buildDate!}});

testRule(thunderbirdUnsupported, {
  pass: [
    // Debian's of the day, and the one before it.
    program(), program({version: '153.6.0', buildDate: '2026-10-13'}),
    // Every ESR and monthly release to come, as long as it is young: this year, next year and in ten years.
    aged(11, '159.0'), aged(70, '166.0'), aged(69, '153.20.0', '2027-08-01'), aged(20, '179.1.0', '2028-11-01'), aged(5, '292.0', '2036-11-01'),
    // Debian's own 140, while it is young; whose build it is then decides nothing.
    aged(40, '140.17.0', '2026-10-15', distributions),
    aged(11, '153.3.0'), aged(11, '153.10.0'), aged(11, '140.16.0', '2026-11-10', distributions),
    // At another time the table says nothing: the age alone decides.
    aged(30, '140.12.0', '2026-06-12'), aged(20, '153.0', '2026-07-21'),
    // A clock of another time zone.
    aged(-0.9, '153.8.0', '2026-11-21'),
  ],
  fail: [
    // The newest line, and nobody has updated it.
    lacking(aged(71, '153.0', '2026-08-20')), lacking(aged(80, '153.7.0', '2026-09-10')), lacking(aged(731, '153.8.0', '2026-11-21')),
    // Debian stays behind, or its updates are switched off.
    lacking(aged(169, '140.12.0', '2026-06-12', distributions)), lacking(aged(200, '140.12.0', '2026-06-12', unread)),
    // Releases of later than the table, left alone.
    lacking(aged(71, '166.0', '2027-09-01')),
    // Young, and of a line that has ended all the same.
    lacking(aged(55, '140.17.0', '2026-09-30')), lacking(aged(60, '141.0', '2026-10-01')), lacking(aged(45, '158.0.1', '2026-10-20')), lacking(aged(60, '128.20.0', '2026-10-01', distributions)),
    lacking(aged(20, '154.0', '2027-07-21')),
    // A young build of what newer versions have long followed; whatever day it was built on.
    ...['153.0', '153.0.3', '153.2.0', '153'].map(version => lacking(aged(11, version))), lacking(aged(11, '140.15.0', '2026-11-10', distributions)),
    lacking(aged(11, '153.1.0', '2028-11-10')),
    ...['153.0', '154.0'].map(version => ({given: program({version, buildDate: undefined}), data: {version}})),
  ],
  unknown: [
    // Young, ended at Thunderbird, and whose it is was not read.
    aged(60, '140.17.0', '2026-09-30', unread),
    // The build id names no day it can have been built on.
    program({buildDate: undefined}), program({version: '159.0', buildDate: undefined}),
    // A clock that is behind the build.
    aged(-2, '153.8.0', '2026-11-21'), aged(-300, '153.8.0', '2026-11-21'),
    program({version: ''}), program({version: 'x'}),
  ],
});

describe('the day of a build', () => {
  it.each([['20261120213735', '2026-11-20'], ['20260612205621', '2026-06-12'], ['20250601000000', '2025-06-01']])('%s: %s', (id, date) => {
    expect(buildDateOf(id)).toBe(date);
  });
  it.each(['', 'x', '2026-11-20', '20261120', '202611202137350', '20261320213735', '20260231000000', '19700101000000', '20181001000000'])('%j: none', id => {
    expect(buildDateOf(id)).toBeUndefined();
  });
});

it('two years on nothing else of a report has changed', () => {
  const [now, later] = ['2026-11-21T08:00:00.000Z', '2028-11-21T08:00:00.000Z'].map(takenAt => audit(snapshot({takenAt, program: program({lastBackup: ''})}), rules, {rules: {}}));
  expect(later!.findings.filter(({rule}) => rule !== 'thunderbird-unsupported')).toEqual(now!.findings);
  expect([now!, later!].map(({passed}) => passed.some(({rule}) => rule === 'thunderbird-unsupported'))).toEqual([true, false]);
});
