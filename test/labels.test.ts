/** Every label we quote is Thunderbird's own, to the letter, in each language and each version it is shown in. */
import {describe, expect, it} from 'vitest';
import {type LabelSource, labelIds, labelKey, labels} from '../src/labels.ts';
import {localeNames, locales} from './helpers/locales.ts';
import {type Strings, stringsOf} from './helpers/thunderbird-strings.ts';

const versions = ['140', '153'] as const;
type Version = typeof versions[number];

/** Where a label is in a version; undefined where that version has no such label. */
function sourceIn(version: Version, sources: {140?: LabelSource; 153?: LabelSource}): LabelSource | undefined {
  return version === '153' ? sources[153] ?? sources[140] : sources[140];
}

describe.each(localeNames)('in %s', locale => {
  const packs = Object.fromEntries(versions.map(version => [version, stringsOf(version, locale)])) as Record<Version, Strings>;
  const messages = locales[locale]!;

  it.each(versions.flatMap(version => labelIds.map(id => ({version, id}))).filter(({version, id}) => sourceIn(version, labels[id])))(
    'Thunderbird $version: $id', ({version, id}) => {
      const {file, key} = sourceIn(version, labels[id])!;
      const message = messages[labelKey(id, `${version}.0`)]?.message;
      expect(message, `Copy ${key} of ${file} to ${labelKey(id, version)} in _locales/${locale}/messages.json`).toBe(packs[version]({file, key}));
    });

  it('there is a message for every label, and a label for every message', () => {
    const wanted = new Set(labelIds.flatMap(id => versions.map(version => labelKey(id, version))));
    expect(Object.keys(messages).filter(key => key.startsWith('label_')).sort()).toEqual([...wanted].sort());
  });

  it.each(labelIds.filter(id => 153 in labels[id]))('%s: 140 does not have the string of 153, which would win there', id => {
    expect(packs['140']((labels[id] as {153: LabelSource})[153])).toBeUndefined();
  });

  it.each(labelIds.filter(id => 140 in labels[id] && 153 in labels[id]))('%s is in another place in 153', id => {
    const {140: older, 153: newer} = labels[id] as Record<Version, LabelSource>;
    expect(newer).not.toEqual(older);
  });
});

it('the strings of Thunderbird can be read at all', () => {
  const strings = stringsOf('153', 'fr');
  expect(strings({file: 'am-copies.dtd', key: 'fccMailFolder.label'})).toMatch(/^Placer/);
  expect(strings({file: 'am-copies.dtd', key: 'no.such'})).toBeUndefined();
  expect(strings({file: 'no-such.ftl', key: 'x'})).toBeUndefined();
});
