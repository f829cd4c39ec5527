import {expect, it} from 'vitest';
import {audit} from '../src/audit.ts';
import {rules} from '../src/rules/index.ts';
import {profiles} from './profiles/profiles.ts';

it('there are twelve', () => {
  expect(profiles).toHaveLength(12);
});

it.each(profiles)('$who', ({snapshot, expected}) => {
  const {findings} = audit(snapshot, rules, {rules: {}});
  expect(findings.map(({rule, subjectId, severity, outcome}) => [rule, subjectId, outcome === 'fail' ? severity : outcome].join(' ')).toSorted()).toEqual(expected.toSorted());
});
