import {type MockInstance, beforeEach, describe, expect, it, vi} from 'vitest';
import {labelIds} from '../../src/explain/labels.ts';
import {getMessageIn, locales} from '../helpers/locales.ts';

const messenger = {i18n: {getMessage: vi.fn()}, runtime: {getURL: (path: string) => `moz-extension://id/${path}`}};
vi.stubGlobal('messenger', messenger);

type Messages = typeof import('../../src/explain/messages.ts');

/** Afresh: labels that were told are kept. */
async function load(): Promise<Messages> {
  vi.resetModules();
  return import('../../src/explain/messages.ts');
}

/** Messages of our own beside those of the locale. */
function speak(locale: string, own: Record<string, string> = {}): void {
  const real = getMessageIn(locale);
  messenger.i18n.getMessage.mockImplementation((key: string) => own[key] ?? real(key));
}

beforeEach(() => {
  vi.restoreAllMocks();
  speak('en');
});

describe('text', () => {
  it('fills values and labels in', async () => {
    const {text} = await load();
    expect(text('step_edit_outgoing_server', {hostname: 'smtp.example.com'})).toBe('In the list of outgoing servers, select smtp.example.com and press “Edit…”');
  });
  it('leaves nothing in braces', async () => {
    const {text} = await load();
    expect(text('step_choose_ssl')).not.toMatch(/[{}]/);
  });
  it('writes numbers and lists as the language does', async () => {
    speak('fr', {a: '{n} {list}'});
    const {text} = await load();
    expect(text('a', {n: 12_345, list: ['x', 'y', 'z']})).toBe('12\u202f345 x, y et z');
    speak('en', {a: '{n} {list}'});
    expect(text('a', {n: 12_345, list: ['x', 'y', 'z']})).toBe('12,345 x, y, and z');
  });
  it('does not read what it filled in again', async () => {
    speak('en', {a: '[{hostname}]'});
    const {text} = await load();
    expect(text('a', {hostname: '{portLabel} $1 {hostname}'})).toBe('[{portLabel} $1 {hostname}]');
  });
  it('shows the key of a message there is not, and says so to whoever looks: a page that stops is worse', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    const {text} = await load();
    expect(text('no_such_message', {count: 1})).toBe('no_such_message');
    expect(logged.mock.calls).toEqual([['There is no message no_such_message']]);
  });
});

describe('plurals', () => {
  it.each([
    ['en', 1, 'Thunderbird is set to keep only the last day on this computer'],
    ['en', 30, 'Thunderbird is set to keep only the last 30 days on this computer'],
    ['fr', 1, 'Thunderbird est réglé pour ne conserver que les messages du dernier jour sur cet ordinateur'],
    ['fr', 30, 'Thunderbird est réglé pour ne conserver que les messages des 30 derniers jours sur cet ordinateur'],
  ])('in %s, for %i', async (locale, days, expected) => {
    speak(locale);
    const {text} = await load();
    expect(text('local_copies_by_age_title', {days})).toBe(expected);
  });
  it('take the language\'s own category: 0 is one in French, other in English', async () => {
    const {text} = await load();
    expect(text('badge_attention', {count: 0})).toContain('0 things');
    speak('fr');
    expect(text('badge_attention', {count: 0})).toContain('0 point à corriger');
  });
  it('fall back to the other form, for a category no message is written for', async () => {
    speak('fr');
    const {text} = await load();
    expect(new Intl.PluralRules('fr').select(1_000_000)).toBe('many');
    expect(text('badge_attention', {count: 1_000_000})).toMatch(/points à corriger/);
  });
  it.each([
    [{port: 993, days: 1}, 'the last day'], [{port: 1, days: 30}, 'the last 30 days'], [{days: 1, port: 993}, 'the last day'],
  ])('go by the first number that is quoted, wherever it stands in the data: %j', async (data, expected) => {
    const {text} = await load();
    expect(text('local_copies_by_age_title', data)).toContain(expected);
  });
  it('go by the number that the sentence quotes first, of two', async () => {
    speak('en', {a_one: '{count} of {total} needs it', a_other: '{count} of {total} need it'});
    const {text} = await load();
    expect([text('a', {total: 7, count: 1}), text('a', {total: 1, count: 0})]).toEqual(['1 of 7 needs it', '0 of 1 need it']);
  });
  it('leave a message alone that counts nothing', async () => {
    const {text} = await load();
    expect(text('local_copies_by_size_title', {kilobytes: 1})).toBe('Thunderbird is set to keep no messages over 1\u00A0KB on this computer');
  });
});

describe('lines and pieces', () => {
  it('are one for each step', async () => {
    speak('en', {a: 'Press {editServer}.\nSend it to {hostname}.\nDone'});
    const {lines} = await load();
    expect(lines('a', {hostname: 'x'})).toEqual([['Press ', {label: 'Edit…'}], ['Send it to ', {value: 'x'}, '.'], ['Done']]);
  });
  it('keep a value apart from a label and from a number', async () => {
    speak('en', {a: '{portLabel} {port} {hostname}'});
    const {pieces} = await load();
    expect(pieces('a', {port: 143, hostname: 'x'})).toEqual([{label: 'Port'}, ' ', '143', ' ', {value: 'x'}]);
  });
  it('keep hostile values as they are, as values', async () => {
    const {pieces} = await load();
    const hostname = '<img src=x onerror=alert(1)>\n{portLabel}';
    expect(pieces('incoming_plaintext_why', {hostname})).toContainEqual({value: hostname});
  });
});

describe('labels', () => {
  it('lose the colon that ends them, and spaces', async () => {
    const {label} = await load();
    expect([label('portLabel'), label('connectionSecurity')]).toEqual(['Port', 'Connection security']);
    speak('fr');
    expect([label('portLabel'), label('exchangeUrl'), label('untilIDelete')]).toEqual(['Port', 'URL de l’hôte', 'Jusqu’à ce que je les supprime']);
  });
  it.each([
    ['140.12.0', 'Outgoing Server (SMTP)'], ['152.0', 'Outgoing Server (SMTP)'], ['153.7.0', 'Outgoing Server'], ['160.1', 'Outgoing Server'],
  ])('are copies for version %s where it told none: %s', async (thunderbird, expected) => {
    const {label, useLabels} = await load();
    useLabels({thunderbird, told: {}});
    expect([label('outgoingPane'), label('outgoingServer')]).toEqual([expected, expected]);
    expect(labelIds.map(label).filter(text => text === '')).toEqual([]);
  });
  it('are Thunderbird\'s where it tells them', async () => {
    const {label, text, useLabels} = await load();
    useLabels({thunderbird: '153.8.0', told: {portLabel: 'Anschluss:'}});
    expect([label('portLabel'), label('trash')]).toEqual(['Anschluss', 'Trash']);
    expect(text('step_choose_ssl')).toContain('Thunderbird may then change “Anschluss” to 993');
  });
});

describe('keys', () => {
  it('exist or not', async () => {
    const {has} = await load();
    expect([has('badge_fine'), has('badge_attention'), has('nothing')]).toEqual([true, false, false]);
  });
  it('are the first that exists, counting forms too', async () => {
    const {firstKey} = await load();
    expect(firstKey('retired_server_title', 'outgoing_plaintext_title')).toBe('retired_server_title');
    expect(firstKey('incoming_plaintext_title_other', 'incoming_plaintext_title')).toBe('incoming_plaintext_title');
    expect(firstKey('nothing', 'local_copies_by_age_title')).toBe('local_copies_by_age_title');
    expect(firstKey('nothing', 'nothing_else')).toBe('nothing');
  });
  it('tell the language of the messages', async () => {
    for (const locale of ['en', 'fr']) {
      speak(locale);
      expect((await load()).language()).toBe(locale);
    }
  });
});

/** What is fetched: the messages of a language by the folder, or what is no such file. */
function publish(files: Record<string, Record<string, string> | string>): MockInstance<typeof fetch> {
  return vi.spyOn(globalThis, 'fetch').mockImplementation(async url => {
    const file = files[/_locales\/(\w+)\/messages\.json$/.exec(String(url))![1]!];
    if (file === undefined) throw new TypeError('NetworkError when attempting to fetch resource.');
    return new Response(typeof file === 'string' ? file : JSON.stringify(Object.fromEntries(Object.entries(file).map(([key, message]) => [key, {message}]))));
  });
}

/** A language as the platform and the messages have it: its code is the only message the platform has to know. */
async function loadIn(tag: string, files: Parameters<typeof publish>[0]): Promise<Messages & {fetched: string[]}> {
  messenger.i18n.getMessage.mockImplementation((key: string) => key === 'language' ? tag : `from the platform: ${key}`);
  const fetching = publish(files);
  const loaded = await load();
  await loaded.loadMessages();
  return {...loaded, fetched: fetching.mock.calls.map(([url]) => String(url).replace('moz-extension://id/', ''))};
}

const english = Object.fromEntries(Object.entries(locales['en']!).map(([key, {message}]) => [key, message]));
const german = {
  language: 'de',
  badge_fine: 'Mail Account Audit: Nichts zu berichtigen.',
  badge_attention_one: 'Mail Account Audit: {count} Punkt braucht Ihre Aufmerksamkeit.',
  badge_attention_other: 'Mail Account Audit: {count} Punkte brauchen Ihre Aufmerksamkeit.',
};

describe('loadMessages', () => {
  it.each(['en', 'fr'])('reads all messages of %s at once, so that the platform is not asked for forms that do not exist', async locale => {
    const {text, fetched} = await loadIn(locale, {[locale]: JSON.stringify(locales[locale])});
    expect(fetched).toEqual([`_locales/${locale}/messages.json`]);
    messenger.i18n.getMessage.mockClear();
    expect(text('badge_attention', {count: 0})).toContain(locale === 'fr' ? '0 point à corriger' : '0 things to put right');
    expect(messenger.i18n.getMessage).not.toHaveBeenCalled();
  });
  it('reads English too where a language has not everything, and shows in English what that lacks', async () => {
    const {text, language, fetched} = await loadIn('de', {de: german, en: english});
    expect(fetched).toEqual(['_locales/de/messages.json', '_locales/en/messages.json']);
    expect([language(), text('badge_fine'), text('badge_failed')]).toEqual(['de', german.badge_fine, english['badge_failed']]);
  });
  it('finds the folder of a language of a region', async () => {
    const {text, fetched} = await loadIn('pt-BR', {pt_BR: {language: 'pt-BR', badge_fine: 'Nada a corrigir.'}, en: english});
    expect([text('badge_fine'), fetched[0]]).toEqual(['Nada a corrigir.', '_locales/pt_BR/messages.json']);
  });
  it('counts, and writes numbers and lists, in the language of each sentence', async () => {
    const de = {...german, page_a_other: '{n} aus {list}', page_a_one: '{n} aus {list}'};
    const en = {...english, page_a_one: '{n} of {list}', page_a_other: '{n} of {list}', page_b_one: '{n} thing of {list}', page_b_other: '{n} things of {list}'};
    const {text} = await loadIn('de', {de, en});
    const data = {n: 12_345, list: ['x', 'y', 'z']};
    expect([text('page_a', data), text('page_b', data), text('page_b', {...data, n: 1})]).toEqual(['12.345 aus x, y und z', '12,345 things of x, y, and z', '1 thing of x, y, and z']);
    // Japanese has one form.
    const japanese = await loadIn('ja', {ja: {language: 'ja', page_a_other: '{list}の{n}'}, en});
    expect([japanese.text('page_a', {n: 1, list: ['x']}), japanese.text('page_b', {n: 1, list: ['x']})]).toEqual(['xの1', '1 thing of x']);
  });
  it.each<[string, string, Record<string, string>]>([
    ['has one form of two', 'de', {page_a_one: 'ein {x}'}],
    ['has not the form for all others', 'fr-CA', {page_a_one: 'un {x}'}],
    ['lacks one of four forms', 'pl', {page_a_one: 'jeden {x}', page_a_many: '{n} wielu {x}', page_a_other: '{n} inny {x}'}],
    ['quotes less', 'de', {page_a_one: 'ein {x}', page_a_other: 'viele {x}'}],
    ['quotes what there is not', 'de', {page_a_one: 'ein {x}', page_a_other: '{n} {y}'}],
    ['is empty', 'de', {page_a_one: '', page_a_other: '{n} {x}'}],
  ])('shows a message in English, in all its forms, where the translation %s', async (_name, tag, own) => {
    const {text} = await loadIn(tag, {[tag.replace('-', '_')]: {language: tag, ...own}, en: {...english, page_a_one: 'one {x}', page_a_other: '{n} {x}'}});
    expect([1, 3, 5].map(n => text('page_a', {n, x: 'x'}))).toEqual(['one x', '3 x', '5 x']);
  });
  it('looks for variants in English too: the steps for a case are better than those for another in one\'s language', async () => {
    const {firstKey, has} = await loadIn('de', {de: {...german, x_how: 'Allgemein'}, en: {...english, x_how: 'Generally', x_how_140: 'In 140'}});
    expect([firstKey('x_how_140', 'x_how'), firstKey('x_how_153', 'x_how'), has('x_how_140')]).toEqual(['x_how_140', 'x_how', true]);
  });
  it('has the copies of labels that a language has not from English', async () => {
    const {label} = await loadIn('de', {de: {...german, label_trash: 'Papierkorb'}, en: english});
    expect([label('trash'), label('portLabel')]).toEqual(['Papierkorb', 'Port']);
  });
  it.each<[string, Record<string, Record<string, string> | string>, string, string]>([
    ['that are no JSON: the platform is asked', {fr: '{"language": '}, 'fr', 'from the platform: badge_fine'],
    ['that are not there: the platform is asked', {}, 'fr', 'from the platform: badge_fine'],
    ['that are no JSON in a language that is not complete: English is shown', {de: '{"language": ', en: english}, 'de', english['badge_fine']!],
    ['of English alone: what there is is shown', {de: german}, 'de', german.badge_fine],
  ])('survives messages %s', async (_name, files, tag, expected) => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    const {text} = await loadIn(tag, files);
    expect(text('badge_fine')).toBe(expected);
    expect(logged).toHaveBeenCalledTimes(1);
  });
});
