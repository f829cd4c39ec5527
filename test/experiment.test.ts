/** Of each ability of the experiment, manifest, schema, script and types say the same; and what is packed holds what it should. */
import {mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {strFromU8, unzipSync} from 'fflate';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {NOT_READ} from '../scripts/prefs.js';
import {packXpi} from '../scripts/xpi.js';
import {fullEdition, storeEdition} from '../src/editions.ts';
import {labelIds, sourcesOf} from '../src/explain/labels.ts';
import {abilities, membersOf, nameOf, names, run, typesOf} from './helpers/privileged.ts';

const root = join(import.meta.dirname, '..');
const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

const manifest = JSON.parse(textOf('manifest.json'));
const declared: Record<string, {schema: string; parent: {script: string; paths: string[][]}}> = manifest.experiment_apis;
const schemas = Object.fromEntries(abilities.map(ability => [ability, JSON.parse(textOf(`src/experiment/${ability}.schema.json`))]));
const types = typesOf(abilities.map(ability => `src/experiment/${ability}.d.ts`));

/** What a schema has of a function. */
function declaredFunction(ability: typeof abilities[number], wanted: string) {
  return schemas[ability][0].functions.find((entry: {name: string}) => entry.name === wanted);
}

describe('the names', () => {
  it('are the same: keys of the manifest, paths, namespaces, exported symbols and members of the API', () => {
    expect(Object.keys(declared)).toEqual(names);
    expect(Object.values(declared).map(({schema, parent: {paths, script}}) => ({schema, paths, script}))).toEqual(
      abilities.map(ability => ({schema: `experiment/${ability}.schema.json`, paths: [[nameOf(ability)]], script: `experiment/${ability}.js`})));
    expect(Object.values(schemas).flat().map(({namespace}) => namespace)).toEqual(names);
    const {exported, api} = run();
    expect(exported).toEqual(names);
    expect(Object.keys(api)).toEqual(names);
  });
});

describe.each(abilities)('the interface of %s', ability => {
  const name = nameOf(ability);
  const [{functions: declaredFunctions, events: declaredEvents = []}] = schemas[ability];
  const functions: string[] = declaredFunctions.map((entry: {name: string}) => entry.name);
  const events: string[] = declaredEvents.map((entry: {name: string}) => entry.name);

  it('is the same in schema, script and types', () => {
    const {[name]: api} = run().api;
    expect(Object.keys(api).sort()).toEqual([...functions, ...events].sort());
    expect(membersOf(types[`M${name.slice(1)}`])).toEqual([...functions, ...events].sort());
  });
  it('has functions that are, and events that can be listened to', () => {
    const {[name]: api} = run().api;
    for (const key of functions) expect(typeof api[key], key).toBe('function');
    for (const key of events) expect(Object.keys(api[key]).sort(), key).toEqual(['addListener', 'hasListener', 'removeListener']);
  });
  it('declares every event that has to wake the background as persistent', () => {
    expect(Object.keys(new (run().classes[name])().PERSISTENT_EVENTS ?? {})).toEqual(events);
  });
  it('has the type that the add-on calls it by', () => {
    expect(textOf('src/messenger.d.ts')).toContain(`const ${name}: import('./experiment/${ability}.d.ts').M${name.slice(1)} | undefined`);
  });
});

describe('the interface', () => {
  it('opens the same places in schema and types', () => {
    const [place] = declaredFunction('windows', 'open').parameters;
    expect(Object.keys(place.properties).sort()).toEqual(membersOf(types['Place']));
    const optional = Object.entries<{optional?: boolean}>(place.properties).filter(([, {optional: may}]) => may).map(([key]) => key);
    expect(optional).toEqual(types['Place']!.filter(({optional: may}) => may).map(({member}) => member));
    const panes = /pane: ([^;]*);/.exec(textOf('src/experiment/windows.d.ts'))![1]!;
    expect(place.properties.pane.enum).toEqual(panes.split('|').map(pane => pane.trim().slice(1, -1)));
  });
  it('asks for no domain that is this computer, or an address', () => {
    const {pattern} = declaredFunction('network', 'fetchPublished').parameters[0];
    const taken = (domain: string) => new RegExp(pattern).test(domain);
    expect(['localhost', 'mail.localhost', 'localhost.localdomain', '127.0.0.1', '127.1', '2130706433', '127.0x1', '[::1]', 'example.org:443', 'example.org/', 'a@example.org', 'example.org.'].filter(taken)).toEqual([]);
    expect(['example.org', 'localhost.example.org', 'xn--bcher-kva.example', '127.de'].filter(domain => !taken(domain))).toEqual([]);
  });
  it('asks for labels by the same names in schema and sources', () => {
    const labels = declaredFunction('settings', 'labels').parameters[0];
    const keys = new RegExp(labels.items.properties.key.pattern);
    expect(labelIds.flatMap(sourcesOf).map(({key}) => key).filter(key => !keys.test(key))).toEqual([]);
    expect(labelIds.flatMap(sourcesOf).length).toBeLessThan(labels.maxItems / 2);
    expect(Object.keys(labels.items.properties)).toEqual(types['LabelSource']!.map(({member}) => member));
    const pattern = new RegExp(labels.items.properties.file.pattern);
    expect(labelIds.flatMap(sourcesOf).map(({file}) => file).filter(file => !pattern.test(file))).toEqual([]);
  });
});

describe('permissions', () => {
  /** What each is for: the names of the APIs it opens. */
  const uses: Record<string, RegExp> = {
    accountsRead: /messenger\.(accounts|identities)\./, alarms: /messenger\.alarms\./, storage: /messenger\.storage\./,
  };
  const sources = readdirSync(join(root, 'src'), {recursive: true, encoding: 'utf8'}).filter(file => file.endsWith('.ts'))
    .map(file => textOf(`src/${file}`)).join('\n');

  it.each<string>(manifest.permissions)('%s is used', permission => {
    expect(Object.keys(uses), `Say in test/experiment.test.ts what ${permission} is for`).toContain(permission);
    expect(sources, `Take ${permission} out of manifest.json`).toMatch(uses[permission]!);
  });
  it('are all there is: none is optional or for hosts', () => {
    expect(Object.keys(manifest).filter(key => key.endsWith('permissions'))).toEqual(['permissions']);
  });
});

async function pack(withoutExperiment: boolean, outDir: string): Promise<{bytes: Buffer; entries: Record<string, Uint8Array>}> {
  const bytes = readFileSync(await packXpi({withoutExperiment, outDir}));
  return {bytes, entries: unzipSync(bytes)};
}

/** Others' modules, and where each is in its package. */
const vendored: Record<string, string> = {'browser-polyfill.js': 'webextension-polyfill/dist/browser-polyfill.js', 'valibot.js': 'valibot/dist/index.mjs'};

describe('the packed editions', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mail-account-audit-test-'));
  const packed: Record<string, Awaited<ReturnType<typeof pack>>> = {};

  beforeAll(async () => {
    mkdirSync(join(folder, 'first/kept'), {recursive: true});
    writeFileSync(join(folder, 'first/kept/file.txt'), 'kept');
    writeFileSync(join(folder, 'first/mail-account-audit-0.0.1.xpi'), 'an older one');
    packed['with'] = await pack(false, join(folder, 'first'));
    packed['without'] = await pack(true, join(folder, 'first'));
  });
  afterAll(() => rmSync(folder, {recursive: true}));

  it('leave what else is in their folder alone', () => {
    const {version} = JSON.parse(textOf('package.json'));
    expect(readdirSync(join(folder, 'first')).sort()).toEqual([
      'kept', 'mail-account-audit-0.0.1.xpi', `mail-account-audit-${version}-without-experiment.xpi`, `mail-account-audit-${version}.xpi`,
    ]);
    expect(readFileSync(join(folder, 'first/kept/file.txt'), 'utf8')).toBe('kept');
    expect(readFileSync(join(folder, 'first/mail-account-audit-0.0.1.xpi'), 'utf8')).toBe('an older one');
  });
  it('have the version of package.json, and an id and a name of their own', () => {
    const {version} = JSON.parse(textOf('package.json'));
    const manifests = Object.values(packed).map(({entries}) => JSON.parse(strFromU8(entries['manifest.json']!)));
    expect(manifests.map(entry => entry.version)).toEqual([version, version]);
    expect(manifests.map(entry => entry.browser_specific_settings.gecko.id)).toEqual(['account-audit@mail-audit', 'account-audit-store@mail-audit']);
    expect(manifests.map(entry => entry.name)).toEqual(['__MSG_extension_name__', '__MSG_extension_name_store__']);
  });
  it.each(['with', 'without'])('%s the experiment: the same bytes again, in another time zone', async edition => {
    const zone = process.env['TZ'];
    process.env['TZ'] = zone === 'Asia/Tokyo' ? 'America/New_York' : 'Asia/Tokyo';
    try {
      const again = await pack(edition === 'without', join(folder, 'second'));
      expect(again.bytes.equals(packed[edition]!.bytes)).toBe(true);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });
  it('without the experiment: neither its name nor its files', () => {
    const {entries} = packed['without']!;
    expect(Object.keys(entries).filter(file => /experiment|privileged/.test(file) && file !== 'unprivileged.js')).toEqual([]);
    for (const [file, bytes] of Object.entries(entries)) {
      expect(strFromU8(bytes), file).not.toMatch(/mail(Settings|Windows|Network)\b|experiment_apis/);
    }
  });
  it('with the experiment: a schema and a script for each ability, and of its sources every line as it stands, but import and export', () => {
    const {entries} = packed['with']!;
    expect(Object.keys(entries)).not.toContain('unprivileged.js');
    expect(Object.keys(entries).filter(file => file.startsWith('experiment/')).toSorted()).toEqual(abilities.flatMap(ability => [`experiment/${ability}.js`, `experiment/${ability}.schema.json`]).toSorted());
    for (const ability of abilities) expect(strFromU8(entries[`experiment/${ability}.schema.json`]!)).toBe(textOf(`src/experiment/${ability}.schema.json`));
    const shipped = abilities.map(ability => strFromU8(entries[`experiment/${ability}.js`]!));
    const sources = readdirSync(join(root, 'src/experiment'), {recursive: true, encoding: 'utf8'}).filter(file => file.endsWith('.js'));
    for (const file of sources) {
      const text = textOf(`src/experiment/${file}`).replace('// @ts-check\n', '').replaceAll(/^import .*\n+/gm, '').replaceAll(/^export /gm, '');
      const holding = shipped.filter(script => script.includes(`// src/experiment/${file}\n${text}`));
      // What all need is in each.
      expect(holding.length, file).toBe(file === 'thunderbird.js' ? abilities.length : 1);
    }
    expect(sources.length).toBeGreaterThan(abilities.length);
  });
  it('take nothing for not read that is read, whatever a preference says: only the command line\'s own builds do', async () => {
    const isAbout = /NOT_READ|not-read|unreal|extensions\.mail-account-audit/;
    for (const {entries} of Object.values(packed)) {
      for (const [file, bytes] of Object.entries(entries)) expect(strFromU8(bytes), file).not.toMatch(isAbout);
    }
    for (const notRead of Object.values(NOT_READ)) {
      const file = await packXpi({notRead, outDir: join(folder, 'command-line')});
      const {'read.js': read, ...others} = unzipSync(readFileSync(file));
      expect(file).toContain(notRead.name);
      expect(JSON.parse(/\/\/ scripts\/not-read\.ts\n[^]*?!(\[[^\]]*\])\.includes\(field\)/.exec(strFromU8(read!))![1]!)).toEqual(notRead.fields);
      // All else is what users get.
      const {'read.js': _, ...released} = packed['with']!.entries;
      expect(others).toEqual(released);
    }
  });
  it.each(['with', 'without'])('%s the experiment: nothing sets innerHTML or runs text as code', edition => {
    for (const [file, bytes] of Object.entries(packed[edition]!.entries)) {
      expect(strFromU8(bytes), file).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(/);
    }
  });
  it.each(['with', 'without'])('%s the experiment: few modules, in which every source file is found once, by its name', edition => {
    const {entries} = packed[edition]!;
    const modules = Object.keys(entries).filter(file => file.endsWith('.js') && !file.startsWith('experiment/') && !(file in vendored));
    expect(modules.toSorted()).toEqual(['audit.js', 'background.js', 'page/first-read.js', 'page/options.js', 'policy-schema.js', 'published.js', 'read.js']);
    const found = modules.flatMap(file => [...strFromU8(entries[file]!).matchAll(/^\/\/ (src\/.*\.ts)$/gm)].map(match => match[1]));
    // Nothing but an import of another module is left of src/browser.ts, and nothing of what only has types.
    // src/prefs is the command line's: no edition reads files of preferences.
    const leftOut = ['src/browser.ts', 'src/explain/audited.ts', 'src/prefs/preference-file.ts', 'src/prefs/tokens.ts', edition === 'with' ? 'src/unprivileged.ts' : 'src/privileged.ts'];
    const sources = readdirSync('src', {recursive: true, encoding: 'utf8'}).map(file => `src/${file}`)
      .filter(file => file.endsWith('.ts') && !file.endsWith('.d.ts') && !leftOut.includes(file));
    expect(found.toSorted()).toEqual(sources.toSorted());
  });
  it.each(['with', 'without'])('%s the experiment: the known servers once, within the module that asks them', edition => {
    const holding = Object.entries(packed[edition]!.entries).filter(([, bytes]) => strFromU8(bytes).includes('ac-besancon.fr'));
    expect(holding.map(([file]) => file)).toEqual(['audit.js']);
  });
  it.each(['with', 'without'])('%s the experiment: the API is called by the global name it has in every add-on, after the polyfill', edition => {
    const {entries} = packed[edition]!;
    const own = Object.entries(entries).filter(([file]) => file.endsWith('.js') && !(file in vendored) && !file.startsWith('experiment/')).map(([, bytes]) => strFromU8(bytes));
    for (const source of own) expect(source).not.toMatch(/\b(var|let|const) messenger\b|[{,] messenger\b(?!\.)|\bbrowser\.\w/);
    expect(own.join('\n')).toContain('messenger.accounts.list(');
    expect(strFromU8(entries['read.js']!)).toMatch(/^import "\.\/browser-polyfill\.js";/);
  });
  it.each(Object.entries(vendored))('hold %s as it was released, and say from where', (file, original) => {
    for (const {entries} of Object.values(packed)) expect(strFromU8(entries[file]!)).toBe(textOf(`node_modules/${original}`));
    const [, library, rest] = /^([^/]*)\/(.*)/.exec(original)!;
    const {version} = JSON.parse(textOf(`node_modules/${library}/package.json`));
    expect(textOf('docs/VENDOR.md')).toContain(`${file}, ${library} ${version}, unmodified: https://unpkg.com/${library}@${version}/${rest}`);
  });
  it('hold the licence that valibot asks to go with it', () => {
    for (const {entries} of Object.values(packed)) expect(strFromU8(entries['valibot-LICENSE.md']!)).toBe(textOf('node_modules/valibot/LICENSE.md'));
  });
  it('have no update_url by default', () => {
    for (const {entries} of Object.values(packed)) {
      expect(JSON.parse(strFromU8(entries['manifest.json']!)).browser_specific_settings.gecko).not.toHaveProperty('update_url');
    }
  });
  it.each([false, true])('have the update_url of the build setting in the manifest of the full edition, and nowhere else (without experiment: %s)', async withoutExperiment => {
    const setting = 'MAIL_ACCOUNT_AUDIT_UPDATE_URL';
    process.env[setting] = 'https://updates.example.org/updates.json';
    try {
      const {entries} = await pack(withoutExperiment, join(folder, 'third'));
      const packedManifest = JSON.parse(strFromU8(entries['manifest.json']!));
      const edition = withoutExperiment ? storeEdition : fullEdition;
      const update = withoutExperiment ? {} : {update_url: process.env[setting]};
      expect(packedManifest.browser_specific_settings.gecko).toEqual({...manifest.browser_specific_settings.gecko, id: edition.id, ...update});
      const {browser_specific_settings: _, experiment_apis: apis, ...rest} = packedManifest;
      const {browser_specific_settings: __, experiment_apis: ownApis, ...others} = manifest;
      const expected = {...others, name: `__MSG_${edition.name}__`};
      expect({rest, apis}).toEqual({rest: expected, apis: withoutExperiment ? undefined : ownApis});
    } finally {
      delete process.env[setting];
    }
  });
});
