// @vitest-environment happy-dom
/** What a reader can press: the whole page with its own storage, and a Thunderbird that opens settings or does not. */
import {beforeEach, describe, expect, it, vi} from 'vitest';
import {getMessageIn, locales} from '../helpers/locales.ts';
import {incomingServer, program, snapshot} from '../helpers/make.ts';
import '../helpers/locks.ts';
import {takeFrom} from '../helpers/stored.ts';
import {loadPage} from './fixture.ts';
import type {IncomingServer} from '../../src/snapshot.ts';

const world = vi.hoisted(() => ({
  kept: {} as Record<string, unknown>, managed: undefined as unknown, server: {}, opened: [] as object[], opens: true, canOpen: true, woken: 0, idle: [] as (() => void)[],
}));
const told: ((changes: object) => void)[] = [];

vi.mock('../../src/browser.ts', () => ({}));
vi.mock('../../src/read.ts', () => ({read: async () => snapshot({
  incomingServers: [incomingServer(world.server as Partial<IncomingServer>)], program: program({lastBackup: (world.kept['lastBackup'] ?? '') as string}),
})}));
vi.mock('../../src/privileged.ts', () => ({
  can: {get open() { return world.canOpen; }, read: true}, onSettingsChanged: vi.fn(), askLabels: vi.fn(), languagePack: vi.fn(), focusPage: async () => {}, isPolicyDropped: async () => false,
  openSetting: async (place: object) => {
    world.opened.push(place);
    if (!world.opens) throw new Error('Thunderbird did not open it');
  },
}));

const event = {addListener: vi.fn()};
const events = {onCreated: event, onUpdated: event, onDeleted: event};

function changed(keys: string[]): void {
  for (const listener of told) listener(Object.fromEntries(keys.map(key => [key, {}])));
}

vi.stubGlobal('requestIdleCallback', (call: () => void) => world.idle.push(call));
vi.stubGlobal('fetch', async () => new Response(JSON.stringify(locales['en'])));
vi.stubGlobal('messenger', {
  accounts: events, identities: events, action: {onClicked: event, setBadgeText: async () => {}, setBadgeBackgroundColor: async () => {}, setTitle: async () => {}},
  alarms: {create: async () => { world.woken++; }},
  i18n: {getMessage: getMessageIn('en'), getUILanguage: () => 'en'},
  runtime: {
    sendMessage: async () => { throw new Error('There is no full edition'); }, onMessage: event, getPlatformInfo: async () => ({}), getURL: (path: string) => path,
    getManifest: () => ({version: '1.2.3'}), getBrowserInfo: async () => ({version: '153.7.0', buildID: '20261110120000'}),
  },
  storage: {
    local: {
      get: async (keys: string[] | null) => keys === null ? structuredClone(world.kept) : takeFrom(world.kept, [keys].flat()),
      set: async (values: Record<string, unknown>) => {
        Object.assign(world.kept, values);
        changed(Object.keys(values));
      },
      remove: async (keys: string | string[]) => {
        for (const key of [keys].flat()) delete world.kept[key];
        changed([keys].flat());
      },
      onChanged: {addListener: (listener: (changes: object) => void) => told.push(listener)},
    },
    managed: {get: async () => {
      if (world.managed === undefined) throw new Error('storage manifest not found');
      return world.managed;
    }},
  },
});

const get = <E extends HTMLElement = HTMLElement>(selector: string) => document.querySelector<E>(selector)!;
const press = (selector: string) => get(selector).click();
const backupState = () => get('#row-backup > details > summary [data-part="state"]').textContent.replaceAll(/\s/g, ' ');

const listen = document.addEventListener.bind(document);
const heard: Parameters<typeof listen>[] = [];
vi.spyOn(document, 'addEventListener').mockImplementation((...all: Parameters<typeof listen>) => {
  heard.push(all);
  listen(...all);
});

/** As in a new tab: the document here is the same, and what listened to it goes. */
async function open(): Promise<void> {
  told.length = 0;
  for (const all of heard.splice(0)) document.removeEventListener(...all);
  vi.resetModules();
  loadPage();
  await import('../../src/page/options.ts');
  await vi.waitUntil(() => get('main').dataset['state'] === 'ready', {timeout: 5000});
}

beforeEach(() => {
  Object.assign(world, {kept: {}, managed: undefined, server: {}, opened: [], opens: true, canOpen: true, woken: 0, idle: []});
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

const day = () => get<HTMLInputElement>('[name="backup-day"]');
const alert = () => get('#row-backup [role="alert"]').textContent;

describe('a backup', () => {
  it('of another day is told, shown, and taken back', async () => {
    await open();
    expect([backupState(), get('[data-action="forget-backup"]'), day().value]).toEqual(['not told yet', null, '2026-11-21']);
    day().value = '2026-11-02';
    press('[data-action="backup"]');
    await vi.waitUntil(() => backupState() !== 'not told yet', {timeout: 5000});
    expect([backupState(), world.kept['lastBackup'], alert()]).toEqual(['You said: on November 2, 2026', '2026-11-02', '']);
    await vi.waitUntil(() => world.woken === 1);
    press('[data-action="forget-backup"]');
    await vi.waitUntil(() => backupState() === 'not told yet', {timeout: 5000});
    expect(world.kept['lastBackup']).toBeNull();
    await vi.waitUntil(() => get('#status').textContent === 'Noted: no backup.');
    expect([get('[data-action="forget-backup"]'), world.woken]).toEqual([null, 2]);
  });
  it.each(['', '9999-12-31'])('of no day, or one to come, is not: %j', async value => {
    await open();
    day().value = value;
    press('[data-action="backup"]');
    await vi.waitUntil(() => alert() !== '');
    expect([alert(), document.activeElement, world.kept['lastBackup'], world.woken]).toEqual(['Choose a day that is not in the future.', day(), undefined, 0]);
  });
});

const details = () => get<HTMLDetailsElement>('#todo details.finding');
const failure = () => details().querySelector<HTMLElement>('[data-part="failure"]');

describe('a button of something to do', () => {
  beforeEach(() => { world.server = {offlineDownload: false}; });

  it.each(['.verdict', '#todo'])('opens the setting, and unfolds nothing: %s', async where => {
    await open();
    press(`${where} [data-action="open-setting"]`);
    await vi.waitUntil(() => world.opened.length);
    expect(world.opened).toEqual([expect.objectContaining({pane: 'sync', accountId: 'account1'})]);
    expect([details().open, failure()]).toEqual([false, null]);
  });
  it.each(['.verdict', '#todo'])('unfolds the row with the way there where Thunderbird does not open it: %s', async where => {
    world.opens = false;
    await open();
    press(`${where} [data-action="open-setting"]`);
    await vi.waitUntil(() => details().open);
    expect(failure()!.hidden).toBe(false);
    expect(failure()!.textContent).toContain('Account Settings');
  });
  it.each(['.verdict', '#todo'])('unfolds the row, which has the focus, where nothing can be opened: %s', async where => {
    world.canOpen = false;
    await open();
    press(`${where} [data-action="see"]`);
    expect([details().open, document.activeElement]).toEqual([true, details().querySelector('summary')]);
    expect(details().querySelector('[data-part="steps"] li')).not.toBeNull();
  });
  it('that sets aside asks for the reason and the day, and takes the focus there', async () => {
    await open();
    (await import('../../src/page/dom.ts')).unfold(details());
    press('[data-action="waive"]');
    await vi.waitUntil(() => get('.aside [role="alert"]').textContent !== '');
    expect([get('.aside [role="alert"]').textContent, document.activeElement]).toEqual([getMessageIn('en')('page_aside_no_reason'), get('.aside [name="reason"]')]);
    get<HTMLInputElement>('.aside [name="reason"]').value = 'The disk is small';
    get<HTMLInputElement>('.aside [name="until"]').value = '2020-01-01';
    press('[data-action="waive"]');
    await vi.waitUntil(() => document.activeElement === get('.aside [name="until"]'));
    expect([get('.aside [role="alert"]').textContent, world.kept['setAside']]).toEqual([getMessageIn('en')('page_aside_no_day'), undefined]);
  });
});

const shownOf = () => ['#take', '#export-forbidden', '#names-too'].map(part => !get(part).hidden);

describe('what can be taken away', () => {
  it.each([
    ['nothing is set', undefined, [true, false, true], true],
    ['the export is forbidden', {page: {export: false}}, [false, true, true], false],
    ['names are', {page: {exportNames: false}}, [true, false, false], true],
  ])('where %s', async (_name, managed, expected, isWritten) => {
    world.managed = managed;
    await open();
    for (const call of world.idle) call();
    expect(shownOf()).toEqual(expected);
    expect(get('a[data-action="export"]').hasAttribute('href')).toBe(isWritten);
  });
});

it('a link to what is folded unfolds it and puts the focus there', async () => {
  world.server = {offlineDownload: false};
  await open();
  press('#row-backup a[href="#explain-backup"]');
  expect([get<HTMLDetailsElement>('#row-explained > details').open, get<HTMLDetailsElement>('#explain-backup').open, document.activeElement])
    .toEqual([true, true, get('#explain-backup summary')]);
});
