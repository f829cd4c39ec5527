// @vitest-environment happy-dom
/** The page begins: whatever fails meanwhile, it does not stay in *loading*. */
import {beforeEach, describe, expect, it, vi} from 'vitest';
import {getMessageIn, locales} from '../helpers/locales.ts';
import {snapshot} from '../helpers/make.ts';
import {loadPage} from './fixture.ts';

let slow: Promise<void> | undefined;
let answer: () => void;
/** What fails, each at its place. */
const failing = vi.hoisted(() => new Set<string>());
const mayFail = vi.hoisted(() => (what: string): void => {
  if (failing.has(what)) throw new Error(`${what} failed`);
});

vi.mock('../../src/browser.ts', () => ({}));
vi.mock('../../src/read.ts', () => ({read: async () => {
  reads++;
  mayFail('reading');
  await slow;
  return snapshot();
}}));
vi.mock('../../src/privileged.ts', () => ({can: {}, onSettingsChanged: (listener: () => void) => {
  mayFail('listening');
  change.addListener(listener);
}, askLabels: vi.fn(), languagePack: vi.fn(), focusPage: async () => {}, isPolicyDropped: async () => false}));
vi.mock('../../src/page/checked.ts', async original => ({...await original<object>(), checkedLists: () => {
  mayFail('drawing');
  return [];
}}));

const event = {addListener: vi.fn()};
const change = {addListener: vi.fn()};
const events = {onCreated: change, onUpdated: change, onDeleted: change};
let reads = 0;
vi.stubGlobal('requestIdleCallback', vi.fn());
vi.stubGlobal('messenger', {
  accounts: events, identities: events,
  action: {onClicked: event, setBadgeText: async () => {}, setTitle: async () => {}},
  i18n: {getMessage: (key: string) => failing.has('the platform') ? '' : getMessageIn('fr')(key), getUILanguage: () => 'fr'},
  runtime: {sendMessage: async () => { throw new Error('There is no full edition'); },
    onMessage: event, getPlatformInfo: async () => ({}), getURL: (path: string) => path, getManifest: () => ({version: '1.2.3'}),
    getBrowserInfo: async () => {
      mayFail('labels');
      return {version: '153.7.0', buildID: '20261110120000'};
    },
  },
  storage: {
    local: {get: async () => ({}), onChanged: event},
    managed: {get: async () => { throw new Error('storage manifest not found'); }},
  },
});
vi.stubGlobal('fetch', async () => {
  mayFail('messages');
  return new Response(failing.has('half of the messages') ? JSON.stringify(half) : JSON.stringify(locales['fr']));
});

const half = Object.fromEntries(Object.entries(locales['fr']!).filter((_, i) => i % 2));
const state = () => document.querySelector('main')!.dataset['state'];
const error = () => document.getElementById('error')!.textContent;

async function open(...what: string[]): Promise<void> {
  for (const part of what) failing.add(part);
  vi.resetModules();
  loadPage();
  await import('../../src/page/options.ts');
  await vi.waitUntil(() => state() !== 'loading', {timeout: 5000});
}

beforeEach(() => {
  failing.clear();
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

describe('the page', () => {
  it('is ready where nothing fails', async () => {
    await open();
    expect(state()).toBe('ready');
    expect(console.error).not.toHaveBeenCalled();
  });
  it.each(['reading', 'listening', 'labels', 'drawing'])('says so in the reader\'s language where %s fails', async what => {
    await open(what);
    expect(state()).toBe('error');
    expect(error()).toContain(getMessageIn('fr')('page_error_title'));
    expect(error()).toContain(`Error: ${what} failed`);
  });
  it.each(['reading', 'listening', 'drawing'])('shows the report when it is asked to try again and %s fails no longer', async what => {
    await open(what);
    failing.clear();
    document.querySelector<HTMLElement>('#error [data-action="audit"]')!.click();
    await vi.waitUntil(() => state() === 'ready', {timeout: 5000});
  });
  it('says that it is out of date where Thunderbird does not answer, and shows what comes late', async () => {
    vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
    slow = new Promise<void>(resolve => { answer = resolve; });
    vi.resetModules();
    loadPage();
    await import('../../src/page/options.ts');
    await vi.advanceTimersByTimeAsync(14_000);
    expect(state()).toBe('loading');
    await vi.advanceTimersByTimeAsync(2000);
    expect(state()).toBe('outdated');
    expect(document.getElementById('outdated')!.textContent).toContain('≡');
    vi.useRealTimers();
    answer();
    slow = undefined;
    await vi.waitUntil(() => state() === 'ready', {timeout: 5000});
  });
  it('reads once for all that changes at once', async () => {
    change.addListener.mockClear();
    await open();
    const before = reads;
    const listeners = change.addListener.mock.calls.map(([listener]) => listener);
    expect(listeners.length).toBe(7);
    for (let i = 0; i < 50; i++) for (const listener of listeners) listener();
    await vi.waitUntil(() => reads > before);
    await new Promise(resolve => setTimeout(resolve));
    expect(reads).toBe(before + 1);
  });
  it.each(['messages', 'half of the messages'])('is ready where %s cannot be read', async what => {
    await open(what);
    expect(state()).toBe('ready');
  });
  it('is ready, in keys, where no message can be read at all', async () => {
    await open('messages', 'the platform');
    expect(state()).toBe('ready');
    expect(document.getElementById('verdict')!.textContent).toContain('page_verdict_');
  });
});
