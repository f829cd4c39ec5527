/** Preference files, odd ones, and what is read of each: test/thunderbird/preference-file.test.ts asks Thunderbird 140 and 153 the same. */
import type {PreferenceValue, SkipReason} from '../src/prefs/preference-file.ts';

export interface Example {
  /** A character a byte where it is bytes; else text, which is UTF-8 in a file. */
  file: string | Buffer;
  read: Record<string, PreferenceValue>;
  /** Line, or first and last, and reason. */
  skipped?: [lines: number | [first: number, last: number], reason: SkipReason][];
}

const bytes = (characters: string) => Buffer.from(characters, 'latin1');

/** What stands before says nothing about what follows, unless the example is about that. */
export const examples: Example[] = [
  // What is accepted.
  {file: '', read: {}},
  {file: 'user_pref("z.a", 1);', read: {'z.a': 1}},
  {file: 'pref("z.a", 1);', read: {'z.a': 1}},
  {file: 'sticky_pref("z.a",true);', read: {'z.a': true}},
  {file: 'user_pref("z.a", 1); user_pref("z.b", false);\r\nuser_pref("z.a", "x");', read: {'z.a': 'x', 'z.b': false}},
  {file: String.raw`user_pref('z.a','x\'y\"z\\\n\r');`, read: {'z.a': 'x\'y"z\\\n\r'}},
  {file: String.raw`user_pref("z.a","\x41\xc3\xa9\u00e9\ud83d\ude00\uFFFF");`, read: {'z.a': 'Aéé😀\uffff'}},
  {file: String.raw`user_pref("z.\x62","\u0041");`, read: {'z.b': 'A'}},
  {file: 'user_pref("z.a","é\t\nb\r\nc\rd");', read: {'z.a': 'é\t\nb\r\nc\rd'}},
  {file: 'user_pref("z.a",-2147483648);user_pref("z.b",+5);user_pref("z.c",- 5);user_pref("z.d",007);user_pref("z.e",-0);user_pref("z.f",2147483647);',
    read: {'z.a': -2147483648, 'z.b': 5, 'z.c': -5, 'z.d': 7, 'z.e': 0, 'z.f': 2147483647}},
  {file: 'user_pref ( "z.a" , true ) ;', read: {'z.a': true}},
  {file: '# c\n// d\n/* e\n*/user_pref(/*x*/"z.a"//y\n,1)#z\n;', read: {'z.a': 1}},
  {file: '/* * / ** */user_pref("z.a",1);// last', read: {'z.a': 1}},
  {file: '// c\ruser_pref("z.a",1);\r\n# d\r\nuser_pref("z.b",2);', read: {'z.a': 1, 'z.b': 2}},
  {file: '\v\fuser_pref("z.a",1);', read: {'z.a': 1}},
  {file: '\ufeffuser_pref("z.a",1);', read: {'z.a': 1}},
  {file: 'user_pref("z.a","\ufeff");', read: {'z.a': '\ufeff'}},
  {file: 'user_pref("z.__proto__", 1);user_pref("z.constructor", "x");', read: {'z.__proto__': 1, 'z.constructor': 'x'}},

  // Defaults, and what has another type than they do.
  {file: 'pref("z.a",1);user_pref("z.a",2);pref("z.a",3);', read: {'z.a': 2}},
  {file: 'user_pref("z.a",1);\nuser_pref("z.a","x");', read: {'z.a': 'x'}},
  {file: 'pref("z.a",1);\nuser_pref("z.a","x");', read: {'z.a': 1}, skipped: [[2, 'other-type']]},
  {file: 'user_pref("z.a",1);\npref("z.a",true);', read: {'z.a': 1}, skipped: [[2, 'other-type']]},
  {file: 'pref("z.a",1);pref("z.a",2);\npref("z.a","x");', read: {'z.a': 2}, skipped: [[2, 'other-type']]},

  // Bytes that are not UTF-8, as in files of an editor that writes Windows-1252.
  {file: bytes('user_pref("z.a","\xe9t\xe9 \x80");user_pref("z.b","\xc3\xa9");'), read: {'z.a': '\ufffdt\ufffd \ufffd', 'z.b': 'é'}},
  {file: bytes('user_pref("z.a","\xf0\x9f\x98");user_pref("z.b","\xed\xa0\x80");user_pref("z.c","\xc0\x80");'), read: {'z.a': '\ufffd', 'z.b': '\ufffd\ufffd\ufffd', 'z.c': '\ufffd\ufffd'}},
  {file: String.raw`user_pref("z.a","\xe9");`, read: {'z.a': '\ufffd'}},
  {file: bytes('\xe9\nuser_pref("z.a",1);\nuser_pref("z.b",1);'), read: {'z.b': 1}, skipped: [[[1, 2], 'statement']]},

  // What is skipped: to the next semicolon.
  {file: '\n\nuser_pref("z.a");\nuser_pref("z.b",2);', read: {'z.b': 2}, skipped: [[3, 'comma']]},
  {file: 'user_pref("z.a",1)\r\n\r\nuser_pref("z.b",2);\r\nuser_pref("z.c",3);', read: {'z.c': 3}, skipped: [[[1, 3], 'semicolon']]},
  {file: 'user_pref("z.a",1)\ruser_pref("z.b",2);', read: {}, skipped: [[[1, 2], 'semicolon']]},
  {file: 'user_pref("z.a",1);\nuser_pref("z.b",2;\nuser_pref("z.c",3);', read: {'z.a': 1, 'z.c': 3}, skipped: [[2, 'closing']]},
  {file: 'user_pref("z.a",true);;\nuser_pref("z.b",2);', read: {'z.a': true, 'z.b': 2}, skipped: [[1, 'statement']]},
  {file: 'userpref("z.a",1);user_pref("z.b",2);', read: {'z.b': 2}, skipped: [[1, 'statement']]},
  {file: 'lockPref("z.a",1);defaultPref("z.b",1);\nuser_pref("z.c",3);', read: {'z.c': 3}, skipped: [[1, 'statement'], [1, 'statement']]},
  {file: 'user_pref2("z.a",1);', read: {}, skipped: [[1, 'opening']]},
  {file: 'USER_PREF("z.a",1);', read: {}, skipped: [[1, 'statement']]},
  {file: 'user_pref(z.a,1);', read: {}, skipped: [[1, 'name']]},
  {file: 'user_pref("z.a" "z.b");', read: {}, skipped: [[1, 'comma']]},
  {file: 'user_pref("z.a",null);\nuser_pref("z.b",TRUE);user_pref("z.c",);user_pref("z.d",--5);user_pref("z.e",[1]);\nuser_pref("z.f",6);', read: {'z.f': 6},
    skipped: [[1, 'value'], [2, 'value'], [2, 'value'], [2, 'value'], [2, 'value']]},
  {file: 'user_pref("z.a",true1);user_pref("z.b",1.5);user_pref("z.c",2 3);', read: {}, skipped: [[1, 'closing'], [1, 'closing'], [1, 'closing']]},
  {file: 'user_pref("z.a",0x10);user_pref("z.b",1e3);', read: {}, skipped: [[1, 'letter-in-number'], [1, 'letter-in-number']]},
  {file: 'user_pref("z.a",2147483648);user_pref("z.b",-2147483649);user_pref("z.c",1699999999999);user_pref("z.d",4294967297);', read: {},
    skipped: [[1, 'number-too-large'], [1, 'number-too-large'], [1, 'number-too-large'], [1, 'number-too-large']]},
  {file: 'user_pref("z.a",1,locked);pref("z.b",1,sticky);user_pref("z.c",3);', read: {'z.c': 3}, skipped: [[1, 'closing'], [1, 'closing']]},
  {file: 'user_pref("z.a",1);\n/* open\nuser_pref("z.b",2);', read: {'z.a': 1}, skipped: [[[2, 3], 'open-comment']]},
  {file: 'user_pref("z.a",\n"open;\nuser_pref("z.b",1);\n', read: {}, skipped: [[[1, 3], 'closing']]},
  {file: 'user_pref("z.a",\n"open;\n\n', read: {}, skipped: [[[1, 2], 'open-text']]},
  {file: String.raw`user_pref("z.a","\t");user_pref("z.b","\X41");user_pref("z.c","\0");`, read: {}, skipped: [[1, 'unknown-escape'], [1, 'unknown-escape'], [1, 'unknown-escape']]},
  {file: String.raw`user_pref("z.a","\u12");user_pref("z.b","\xg0;");user_pref("z.c","\u{41}");`, read: {}, skipped: [[1, 'unknown-escape'], [1, 'unknown-escape'], [1, 'unknown-escape']]},
  {file: 'user_pref("z.a","\\\n");user_pref("z.b",1);', read: {'z.b': 1}, skipped: [[[1, 2], 'unknown-escape']]},
  {file: String.raw`user_pref("z.a","\ud83d");user_pref("z.b","\ude00");user_pref("z.c","\ud83d\u0041");`, read: {}, skipped: [[1, 'lone-surrogate'], [1, 'lone-surrogate'], [1, 'lone-surrogate']]},
  // The backslash behind half a pair is gone, and the quote closes.
  {file: String.raw`user_pref("z.a","\ud83d\");user_pref("z.b",1);`, read: {'z.b': 1}, skipped: [[1, 'lone-surrogate']]},
  {file: String.raw`user_pref("z.a","\x00");user_pref("z.b","\u0000");`, read: {}, skipped: [[1, 'NUL-escape'], [1, 'NUL-escape']]},
  {file: '/user_pref("z.a",1);user_pref("z.b",1);', read: {'z.b': 1}, skipped: [[1, 'statement']]},
  {file: '\ufeff\ufeffuser_pref("z.a",1);user_pref("z.b",1);', read: {'z.b': 1}, skipped: [[1, 'statement']]},
  {file: 'user_pref("z.a",1);\x1a', read: {'z.a': 1}, skipped: [[1, 'statement']]},
  {file: '{"z.a": 1}', read: {}, skipped: [[1, 'statement']]},
  {file: '<<<<<<< HEAD\nuser_pref("z.a",1);\n=======\nuser_pref("z.a",2);\n>>>>>>> b\nuser_pref("z.b",2);', read: {}, skipped: [[[1, 2], 'statement'], [[3, 4], 'statement'], [[5, 6], 'statement']]},

  // A NUL character is the end, except where something else is under way.
  {file: 'user_pref("z.a",1);\0\nuser_pref("z.b",1);', read: {'z.a': 1}, skipped: [[[1, 2], 'NUL']]},
  {file: 'user_pref("z.a",1);\n\0\0\0\0', read: {'z.a': 1}, skipped: [[2, 'NUL']]},
  {file: 'user_pref("z.a",1\0);user_pref("z.b",1);', read: {}, skipped: [[1, 'closing'], [1, 'NUL']]},
  {file: '// c\0user_pref("z.a",1);', read: {'z.a': 1}},
  {file: '/* c\0 ;user_pref("z.a",1);', read: {'z.a': 1}, skipped: [[1, 'open-comment']]},
  {file: 'user_pref("z.a","b\0c);user_pref("z.b",1);', read: {'z.b': 1}, skipped: [[1, 'open-text']]},
  {file: bytes('\xff\xfeu\0s\0e\0r\0'), read: {}, skipped: [[1, 'statement'], [1, 'NUL']]},
];
