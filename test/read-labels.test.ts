/** Thunderbird's labels are asked of it once for each build, language and language pack, and remembered. */
import {beforeEach, describe, expect, it, vi} from 'vitest';
import {labelIds, sourcesOf} from '../src/explain/labels.ts';
import {readLabels} from '../src/read-labels.ts';
import {takeFrom} from './helpers/stored.ts';

type Sources = {file: string; key: string}[];

const running = {version: '153.8.0', buildID: '20261120213735', language: 'fr', pack: '153.8.20261120.213735', ours: '0.1.0', stored: {} as Record<string, any>};
const messenger = {
  runtime: {getBrowserInfo: async () => ({version: running.version, buildID: running.buildID}), getManifest: () => ({version: running.ours})},
  i18n: {getUILanguage: () => running.language},
  mailSettings: {labels: vi.fn(), languagePack: async () => running.pack},
  storage: {local: {get: async (keys?: string | string[]) => takeFrom(running.stored, keys), set: vi.fn(async (entries: object) => void Object.assign(running.stored, structuredClone(entries)))}},
};
vi.stubGlobal('messenger', messenger);

const {labels} = messenger.mailSettings;
const asItStands = {...running};
const keyOf = async (sources: Sources) => sources.map(({file, key}) => `${file} ${key}:`);

beforeEach(() => {
  Object.assign(running, asItStands, {stored: {}});
  labels.mockReset().mockImplementation(keyOf);
  messenger.storage.local.set.mockClear();
});

it('all are asked for at once, the newest source first, which counts', async () => {
  const {thunderbird, told} = await readLabels();
  expect(labels.mock.calls).toEqual([[labelIds.flatMap(sourcesOf)]]);
  expect(thunderbird).toBe('153.8.0');
  expect(Object.keys(told).sort()).toEqual([...labelIds].sort());
  expect([told.outgoingPane, told.portLabel]).toEqual(['messenger/accountManager.ftl outgoing-server-section-name:', 'am-server-top.dtd port.label:']);
});

it('an older source counts where this version has no newer one, and what it does not have is left out', async () => {
  labels.mockImplementation(async (sources: Sources) => sources.map(({file}) => file.endsWith('.ftl') ? null : `from ${file}`));
  const {told} = await readLabels();
  expect([told.outgoingPane, told.exchangeUrl]).toEqual(['from prefs.properties', undefined]);
  expect(Object.keys(told)).not.toContain('exchangeUrl');
});

it('a second time nobody is asked', async () => {
  const first = await readLabels();
  expect(await readLabels()).toEqual(first);
  expect(labels).toHaveBeenCalledTimes(1);
  expect(messenger.storage.local.set).toHaveBeenCalledTimes(1);
});

it('what cannot be kept is told all the same, and asked for again', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
  messenger.storage.local.set.mockRejectedValueOnce(new Error('The disk is full'));
  expect((await readLabels()).told.portLabel).toBe('am-server-top.dtd port.label:');
  expect(logged).toHaveBeenCalledTimes(1);
  expect((await readLabels()).told.portLabel).toBe('am-server-top.dtd port.label:');
  expect(labels).toHaveBeenCalledTimes(2);
  logged.mockRestore();
});

describe('it is asked again', () => {
  it.each([
    ['another version', {version: '153.9.0'}], ['another build of it', {buildID: '20261201000000'}], ['another language', {language: 'de'}],
    ['another language pack', {pack: '153.8.20261125.101010'}], ['another version of ours', {ours: '0.2.0'}],
  ])('for %s', async (_name, change) => {
    await readLabels();
    Object.assign(running, change);
    labels.mockImplementation(async (sources: Sources) => sources.map(() => 'changed'));
    expect((await readLabels()).told.portLabel).toBe('changed');
    expect((await readLabels()).told.portLabel).toBe('changed');
    expect(labels).toHaveBeenCalledTimes(2);
  });
});

describe('a Thunderbird that does not tell them', () => {
  it.each([
    ['labels', () => labels.mockRejectedValue(new Error('gone'))],
    ['what is stored', () => vi.spyOn(messenger.storage.local, 'get').mockRejectedValueOnce(new Error('gone'))],
    ['its language pack', () => vi.spyOn(messenger.mailSettings, 'languagePack').mockRejectedValueOnce(new Error('gone'))],
  ])('%s: none are told, it is logged, and nothing is remembered', async (_name, fail) => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    fail();
    expect(await readLabels()).toEqual({thunderbird: '153.8.0', told: {}});
    expect(logged).toHaveBeenCalled();
    expect(messenger.storage.local.set).not.toHaveBeenCalled();
    logged.mockRestore();
  });
  it('the edition that cannot ask: none are told, and nothing is remembered', async () => {
    vi.resetModules();
    vi.doMock('../src/privileged.ts', () => import('../src/unprivileged.ts'));
    const unprivileged = await import('../src/read-labels.ts');
    expect(await unprivileged.readLabels()).toEqual({thunderbird: '153.8.0', told: {}});
    expect(messenger.storage.local.set).not.toHaveBeenCalled();
    vi.doUnmock('../src/privileged.ts');
  });
});
