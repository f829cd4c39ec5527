import {beforeEach, describe, expect, it, vi} from 'vitest';
import {labelIds} from '../src/labels.ts';
import {getMessageIn, locales} from './helpers/locales.ts';

const messenger = {i18n: {getMessage: vi.fn()}, runtime: {getURL: (path: string) => `moz-extension://id/${path}`}};
vi.stubGlobal('messenger', messenger);

type Messages = typeof import('../src/messages.ts');

/** Afresh: labels that were told are kept. */
async function load(): Promise<Messages> {
  vi.resetModules();
  return import('../src/messages.ts');
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
  it('fails for a message there is not', async () => {
    const {text} = await load();
    expect(() => text('no_such_message')).toThrow('no_such_message');
  });
});

describe('plurals', () => {
  it.each([
    ['en', 1, 'Thunderbird is set to keep only the last day on this computer'],
    ['en', 30, 'Thunderbird is set to keep only the last 30 days on this computer'],
    ['fr', 1, 'Thunderbird est réglé pour ne conserver que le dernier jour sur cet ordinateur'],
    ['fr', 30, 'Thunderbird est réglé pour ne conserver que les 30 derniers jours sur cet ordinateur'],
  ])('in %s, for %i', async (locale, days, expected) => {
    speak(locale);
    const {text} = await load();
    expect(text('local_copies_by_age_title', {days})).toBe(expected);
  });
  it('take the language\'s own category: 0 is one in French, other in English', async () => {
    const {text} = await load();
    expect(text('badge_attention', {count: 0})).toContain('0 things');
    speak('fr');
    expect(text('badge_attention', {count: 0})).toContain('0 point demande');
  });
  it('fall back to the other form, for a category no message is written for', async () => {
    speak('fr');
    const {text} = await load();
    expect(new Intl.PluralRules('fr').select(1_000_000)).toBe('many');
    expect(text('badge_attention', {count: 1_000_000})).toMatch(/points demandent/);
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
    for (const locale of Object.keys(locales)) {
      speak(locale);
      expect((await load()).language()).toBe(locale);
    }
  });
});

describe('loadMessages', () => {
  it('reads all messages of the language at once, so that the platform is not asked for forms that do not exist', async () => {
    speak('fr');
    const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response(JSON.stringify(locales['fr'])));
    const {loadMessages, text} = await load();
    await loadMessages();
    messenger.i18n.getMessage.mockClear();
    expect(text('badge_attention', {count: 0})).toContain('0 point demande');
    expect(fetched).toHaveBeenCalledWith('moz-extension://id/_locales/fr/messages.json');
    expect(messenger.i18n.getMessage).not.toHaveBeenCalled();
  });
});
