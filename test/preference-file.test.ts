import {expect, test} from 'vitest';
import {readPreferences, valuesIn} from '../src/prefs/preference-file.ts';
import {examples} from './preference-texts.ts';

function valuesOf(file: Uint8Array | string) {
  return Object.fromEntries(valuesIn(readPreferences(file)));
}

function skippedIn(file: Uint8Array | string) {
  return readPreferences(file).skipped.map(({line, lastLine, reason}) => [line === lastLine ? line : [line, lastLine], reason]);
}

test.each(examples)('$file', ({file, read, skipped = []}) => {
  expect(valuesOf(file)).toEqual(read);
  expect(skippedIn(file)).toEqual(skipped);
  if (typeof file !== 'string') return;
  // Text and its bytes are one.
  expect(readPreferences(new TextEncoder().encode(file))).toEqual(readPreferences(file));
});

test('says where each begins, what it sets, and what was skipped', () => {
  const {preferences, skipped} = readPreferences('\ufeff# c\r\n/* d\r\n*/ user_pref("a",\r1);\npref("b",2); user_pref("a",null) ;  // why\r\n\r\nuser_pref("c",\n3);');
  expect(Object.fromEntries(preferences)).toEqual({
    a: {value: 1, kind: 'user', line: 3}, b: {value: 2, kind: 'default', line: 5}, c: {value: 3, kind: 'user', line: 7},
  });
  expect(skipped).toEqual([{line: 5, lastLine: 5, text: 'user_pref("a",null) ;', reason: 'value'}]);
});

test('the last value counts, where it stands', () => {
  expect(readPreferences('user_pref("a",1);\nuser_pref("b",2);\nuser_pref("a",3);').preferences.get('a')).toEqual({value: 3, kind: 'user', line: 3});
});

test('a name from the file never becomes a property of something else', () => {
  expect([...readPreferences('user_pref("__proto__", 1);').preferences.keys()]).toEqual(['__proto__']);
});

test('reads a file of a million comments, a text of megabytes, and a million errors', () => {
  const long = `${'// x\n'.repeat(1_000_000)}user_pref("a", "${'\\n\\x41b'.repeat(1_000_000)}");`;
  expect(String(valuesOf(long)['a']).length).toBe(3_000_000);
  expect(readPreferences('x;\n'.repeat(1_000_000)).skipped.at(-1)).toEqual({line: 1_000_000, lastLine: 1_000_000, text: 'x;', reason: 'statement'});
});

