/** What our reading of preference files says, and what Thunderbird has of them. */
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {array, constantFrom, sample} from 'fast-check';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type Thunderbird, startThunderbird} from '../../scripts/thunderbird.js';
import {readPreferences} from '../../src/prefs/preference-file.ts';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {type Example, examples} from '../preference-texts.ts';

type Values = Record<string, unknown>;

/** Only names that Thunderbird has none of, of characters that its interface leaves as they are. */
const ours = /^z\.[ -~]*$/;

function readOf(file: Uint8Array | string): Values {
  return Object.fromEntries([...readPreferences(file).preferences].filter(([name]) => ours.test(name)).map(([name, {value, kind}]) => [name, [value, kind]]));
}

/** In Thunderbird: what it has under names of ours, and forgets then. */
function takeOurs() {
  const {prefs} = (globalThis as any).Services;
  const read: Record<number, string> = {32: 'getStringPref', 64: 'getIntPref', 128: 'getBoolPref'};
  const names: string[] = prefs.getChildList('z.').filter((name: string) => /^z\.[ -~]*$/.test(name));
  const values = Object.fromEntries(names.map(name => [name, [prefs[read[prefs.getPrefType(name)]!](name), prefs.prefHasUserValue(name) ? 'user' : 'default']]));
  prefs.getDefaultBranch('').deleteBranch('z.');
  return values;
}

/** In Thunderbird: what it reads of each, by the function that reads prefs.js at its start. */
async function readEach(files: string[], path: string, take: string) {
  const {Cc, Ci, IOUtils, Services} = globalThis as any;
  const takeThem = new Function(`return ${take}`)();
  const file = Cc['@mozilla.org/file/local;1'].createInstance(Ci.nsIFile);
  file.initWithPath(path);
  const outcomes = [];
  for (const characters of files) {
    await IOUtils.write(path, Uint8Array.from(characters, character => character.charCodeAt(0)));
    let isWhole = true;
    try {
      Services.prefs.readUserPrefsFromFile(file);
    } catch {
      isWhole = false;
    }
    outcomes.push({isWhole, values: takeThem()});
  }
  return outcomes;
}

function isBounded({file, skipped = []}: Example): boolean {
  return !file.includes('\0') && skipped.every(([, reason]) => reason !== 'open-text' && reason !== 'open-comment');
}

/** Statements, good ones and bad ones, and the pieces they are made of. */
const pieces = [
  'user_pref("z.a", 1);', 'user_pref("z.b", "x");\n', 'pref("z.c", true);\r\n', 'user_pref("z.a", "\\u00e9\\n");', 'user_pref("z.d", -7);\r', 'user_pref("z.e", null);', 'user_pref("z.b", "y"',
  'user_pref', 'sticky_pref', 'pref', 'lockPref', '(', ')', ',', ';', '+', '-', '0', '12', '2147483648', '99999999999', '1.5', 'true', 'false', 'null', 'locked', '"z.a"', '\'z.f\'', '"', '\'',
  '\\', '\\x', '\\u', '\\xe9', '\\ud83d', '\\ude00', '\\n', '4', 'e', '/', '//', '/*', '*/', '*', '#', ' ', '\t', '\n', '\r', '\0', '\x80', '\xe9', '\xc3\xa9', '\xf0\x9f', '\xef\xbb\xbf', '[', '=',
];

const randomFiles = sample(array(constantFrom(...pieces), {maxLength: 25}).map(all => all.join('')), {numRuns: 3000, seed: 11});

const home = mkdtempSync(join(tmpdir(), 'preference-file-'));

afterAll(() => rmSync(home, {recursive: true}));

inEachThunderbird(({application, version}) => {
  const profile = join(home, version);
  /** Every example that does not take what follows it along, in one file that Thunderbird is started on. */
  const all = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), ...examples.filter(isBounded).map(({file}, i) =>
    Buffer.from(Buffer.from(file).toString('latin1').replaceAll('z.', `z.${i}.`) + '\n;\n', 'latin1'))]);
  let thunderbird: Thunderbird;

  beforeAll(async () => {
    mkdirSync(profile, {recursive: true});
    writeFileSync(join(profile, 'prefs.js'), all);
    thunderbird = await startThunderbird({application, profile});
  });

  afterAll(() => thunderbird?.stop());

  test('a profile that begins with all of them has what we read, and a copy of the file as it was', async () => {
    const read = readOf(all);
    expect(Object.keys(read).length).toBeGreaterThan(40);
    expect(await thunderbird.chrome(takeOurs)).toEqual(read);
    expect(readFileSync(join(profile, 'Invalidprefs.js'))).toEqual(all);
  });

  test.each([['each alone', examples.map(({file}) => Buffer.from(file).toString('latin1'))], ['3000 of no sense', randomFiles]])('%s', async (_, files) => {
    const outcomes = await thunderbird.chrome(readEach, files, join(profile, 'read.js'), String(takeOurs));
    const expected = files.map(characters => {
      const file = Buffer.from(characters, 'latin1');
      return {characters, isWhole: !readPreferences(file).skipped.some(({reason}) => reason !== 'other-type' && reason !== 'NUL'), values: readOf(file)};
    });
    expect(outcomes.map((outcome, i) => ({characters: files[i]!, ...outcome}))).toEqual(expected);
  });
});
