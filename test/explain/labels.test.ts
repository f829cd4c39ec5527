/** The copies of Thunderbird's labels: what `npm run update` makes of what Thunderbirds tell, and that every label has one. */
import {describe, expect, it} from 'vitest';
import {complete} from '../../scripts/languages.js';
import {withCopies} from '../../scripts/labels.js';
import {type LabelId, copyKeys, labelIds, labels} from '../../src/explain/labels.ts';
import {locales} from '../helpers/locales.ts';
import type {LabelSource} from '../../src/experiment/settings.d.ts';

function textsOf(copies: ReturnType<typeof withCopies>): Record<string, Record<string, string>> {
  return Object.fromEntries(Object.entries(copies).map(([locale, messages]) => [locale, Object.fromEntries(Object.entries(messages).map(([key, {message}]) => [key, message]))]));
}

describe.each(complete)('in %s', locale => {
  it.each(['140.12.0', '153.8.0', '166.0'])('Thunderbird %s: a copy of every label it has, and only one', version => {
    const texts = labelIds.filter(id => version !== '140.12.0' || 140 in labels[id]).map(id => copyKeys(id, version).map(key => locales[locale]![key]?.message).filter(Boolean));
    expect(texts.filter(found => found.length !== 1), 'npm run update').toEqual([]);
  });
});

it.each(labelIds.filter(id => 140 in labels[id] && 153 in labels[id]))('%s is in another place in 153', id => {
  const {140: older, 153: newer} = labels[id] as Record<140 | 153, LabelSource>;
  expect(newer).not.toEqual(older);
});

describe('npm run update', () => {
  const source = {file: 'a.dtd', key: 'x'};
  const known = {
    copyKeys,
    labelIds: ['mostRecent', 'exchangeUrl'] as LabelId[],
    labels: {mostRecent: {140: source}, exchangeUrl: {153: {file: 'b.ftl', key: 'y'}}} as unknown as typeof labels,
  };
  const own = {page_title: {message: 'Hello', description: 'Ours.'}};
  const before = {
    en: {...own, label_exchangeUrl: {message: 'Host URL:'}, label_mostRecent: {message: 'Recent'}, label_gone: {message: 'Gone'}},
    fr: {...own, label_exchangeUrl: {message: 'URL :'}, label_mostRecent: {message: 'Récents'}, label_gone: {message: 'Parti'}},
  };
  it('copies what is told, in every language one key for all versions that agree, and forgets what nobody asks for', () => {
    const told = {en: {mostRecent: 'The most recent', exchangeUrl: 'Host URL:'}, fr: {mostRecent: 'Les plus récents', exchangeUrl: 'URL de l’hôte :'}};
    expect(textsOf(withCopies(before, {140: told, 153: told}, known))).toEqual({
      en: {label_exchangeUrl: 'Host URL:', label_mostRecent: 'The most recent', page_title: 'Hello'},
      fr: {label_exchangeUrl: 'URL de l’hôte :', label_mostRecent: 'Les plus récents', page_title: 'Hello'},
    });
  });
  it('has two keys in all languages where one version differs in one of them', () => {
    const copies = withCopies(before, {153: {en: {mostRecent: 'Recent'}, fr: {mostRecent: 'Limiter à'}}}, known);
    expect(textsOf(copies)).toEqual({
      en: {label_exchangeUrl: 'Host URL:', label_mostRecent_140: 'Recent', label_mostRecent_153: 'Recent', page_title: 'Hello'},
      fr: {label_exchangeUrl: 'URL :', label_mostRecent_140: 'Récents', label_mostRecent_153: 'Limiter à', page_title: 'Hello'},
    });
    const again = withCopies(copies, {140: {fr: {mostRecent: 'Limiter à'}}, 153: {}}, known);
    expect(textsOf(again)['fr']).toEqual({label_exchangeUrl: 'URL :', label_mostRecent: 'Limiter à', page_title: 'Hello'});
  });
  it('leaves the copies of a version, or a language, that is not there', () => {
    expect(textsOf(withCopies(before, {}, known))['fr']).toEqual({label_exchangeUrl: 'URL :', label_mostRecent: 'Récents', page_title: 'Hello'});
  });
  it('leaves out what a language lacks that need not be complete, and is not told either', () => {
    const three = {...before, de: {page_title: {message: 'Hallo'}, label_mostRecent: {message: 'Neueste'}}};
    expect(textsOf(withCopies(three, {}, known))['de']).toEqual({label_mostRecent: 'Neueste', page_title: 'Hallo'});
    expect(textsOf(withCopies(three, {153: {de: {exchangeUrl: 'Host-Adresse:'}}}, known))['de']).toEqual({label_exchangeUrl: 'Host-Adresse:', label_mostRecent: 'Neueste', page_title: 'Hallo'});
  });
  it('says which label no Thunderbird has', () => {
    const missing = {copyKeys, labelIds: ['portLabel'] as LabelId[], labels: {portLabel: {140: source}} as unknown as typeof labels};
    expect(() => withCopies(before, {140: {en: {}}, 153: {en: {}}}, missing)).toThrow(/has no label portLabel in en: see src\/explain\/labels\.ts/);
  });
  it('says in English where each is from', () => {
    expect(withCopies(before, {}, known)['en']!['label_exchangeUrl']!.description).toContain('b.ftl, y');
  });
});
