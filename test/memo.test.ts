import {expect, it} from 'vitest';
import {derived} from '../src/memo.ts';

it('derives from each object and each text once, whatever comes of it', () => {
  const asked: unknown[] = [];
  const derive = derived((of: object | string) => {
    asked.push(of);
    return of === 'nothing' ? undefined : [of];
  });
  const [one, another] = [{}, {}];
  expect(derive(one)).toBe(derive(one));
  expect(derive(another)).not.toBe(derive(one));
  for (const text of ['nothing', 'nothing', '', '']) derive(text);
  expect(asked).toEqual([one, another, 'nothing', '']);
});

it('asks again where it failed', () => {
  let isFailing = true;
  const derive = derived((of: string) => {
    if (isFailing) throw new Error('not yet');
    return of;
  });
  expect(() => derive('a')).toThrow('not yet');
  isFailing = false;
  expect(derive('a')).toBe('a');
});
