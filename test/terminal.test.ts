import {expect, test} from 'vitest';
import {printable, printableJson, printableLines} from '../scripts/terminal.js';

const hostile = 'a\0\u0007\b\u001b[2J\u001b]0;title\u0007\t\u007f\u0085\u009b31m\u061c\u200b\u200e\u200f\u202a\u202e\u2066\u2069\u2028\u2029\ufeff\u{e0041}\r\nb';

test('nothing that a terminal would act on is left, and one line stays one', () => {
  const line = printable(hostile);
  expect(line).toMatch(/^[!-~]+$/);
  expect(line).toContain('a<U+0000><U+0007><U+0008><U+001B>[2J');
  expect(line).toMatch(/<U\+E0041><U\+000D><U\+000A>b$/);
});

test('words of every language are as they were', () => {
  const words = 'Été, “—” 10\u202f%, \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645, 👩\u200d💻, עברית';
  expect(printable(words)).toBe(words);
});

test('a text keeps its lines', () => {
  expect(printableLines('a\u001b\n  b\r\n')).toBe('a<U+001B>\n  b<U+000D>\n');
});

test('JSON is the same data', () => {
  const data = {[hostile]: [hostile]};
  const json = printableJson(JSON.stringify(data, null, 2));
  expect(json).toMatch(/^[\n -~]+$/);
  expect(JSON.parse(json)).toEqual(data);
});
