/** What set-up makes of a package archive that has moved on. */
import {expect, it} from 'vitest';
import {is140, isNewer, versionsIn} from '../scripts/setup.js';

const line = (version: string, what = 'main amd64 Packages') => ` thunderbird | ${version} | http://archive.example.org/debian bookworm/${what}\n`;

it.each<[string, string, number[]]>([
  ['both', line('1:153.8.0esr-1~deb12u1') + line('1:140.12.0esr-1~deb12u1'), [153, 140]],
  ['no 140 any more', line('1:166.0.0esr-1~deb12u1') + line('1:153.14.0esr-1~deb12u1'), [166, 153]],
  ['no epoch', line('140.12.0esr-1'), [140]],
  ['sources alone, which cannot be installed', line('1:140.12.0esr-1', 'main Sources'), []],
  ['nothing, as where the lists were never fetched', '', []],
])('an archive with %s', (_, madison, expected) => {
  expect(versionsIn(madison)).toEqual(expected);
});

it('140 is the one, and what is newer is the other', () => {
  expect([128, 140, 141, 153, 1400].map(version => [is140(version), isNewer(version)]))
    .toEqual([[false, false], [true, false], [false, true], [false, true], [false, true]]);
});
