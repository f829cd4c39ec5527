import {readFileSync, readdirSync} from 'node:fs';
import {join, relative} from 'node:path';
import type {Plugin} from 'vite';
import {defineConfig} from 'vitest/config';
import {joinedScript} from './scripts/experiment.js';
import {fullEdition, storeEdition} from './src/editions.ts';
import {type Messages, lackingIn} from './src/explain/translation.ts';

/**
 * Ship what we write: types are removed and sources joined, readable as they are, in one module for the background, two
 * for the page (first-read.ts says why), two for what both need and two for what few need: managed settings, and comparing
 * with what is published. Sixty files cost the page 15 ms more. HTML and CSS as they stand, each ability of the experiment
 * joined by scripts/experiment.js; others' files beside them.
 *
 * MAIL_ACCOUNT_AUDIT_EDITION=without-experiment leaves the privileged part out.
 * MAIL_ACCOUNT_AUDIT_UPDATE_URL is the full edition's update_url, empty by default: the add-on site takes no add-on that has one.
 */
const withExperiment = process.env['MAIL_ACCOUNT_AUDIT_EDITION'] !== 'without-experiment';
/** MAIL_ACCOUNT_AUDIT_NOT_READ: fields, joined by commas, that a build for the command line alone takes for not read (scripts/not-read.ts). */
const notRead = (process.env['MAIL_ACCOUNT_AUDIT_NOT_READ'] ?? '').split(',').filter(Boolean);
const updateUrl = process.env['MAIL_ACCOUNT_AUDIT_UPDATE_URL'] ?? '';
const root = import.meta.dirname;
/** Others' code, as it was released, by the name it has in the add-on. */
const vendored = {
  'browser-polyfill.js': 'node_modules/webextension-polyfill/dist/browser-polyfill.js',
  'valibot.js': 'node_modules/valibot/dist/index.mjs',
  'valibot-LICENSE.md': 'node_modules/valibot/LICENSE.md',
};

export default defineConfig(({mode}) => ({
  publicDir: false,
  define: {COMPLETE_LANGUAGES: JSON.stringify(completeLanguages()), NOT_READ: JSON.stringify(notRead)},
  plugins: [copyAsTheyStand(), withExperiment ? [] : leaveOutExperiment(), notRead.length ? leaveUnread() : []],
  build: {
    outDir: 'build',
    target: 'esnext',
    minify: false,
    modulePreload: false,
    rolldownOptions: {
      input: {
        background: 'src/background.ts', 'page/first-read': 'src/page/first-read.ts', 'page/options': 'src/page/options.ts',
      },
      external: ['webextension-polyfill', 'valibot'],
      preserveEntrySignatures: 'strict',
      // A constant stays where it is named.
      optimization: {inlineConst: false},
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: ({moduleIds}) => chunkName(moduleIds),
        minifyInternalExports: false,
        paths: {'webextension-polyfill': './browser-polyfill.js', 'valibot': './valibot.js'},
      },
    },
  },
  test: {
    setupFiles: ['test/helpers/moved-clock.ts', 'test/helpers/locks.ts'],
    projects: projects(testFiles(mode)),
    ...mode === 'later' && {env: {MAIL_ACCOUNT_AUDIT_TODAY: process.env['MAIL_ACCOUNT_AUDIT_TODAY'] ?? inTwoYears()}},
    // Each file of test/thunderbird starts Thunderbirds of its own.
    maxWorkers: 2,
    // What a test waits for comes, on a busy machine later: a limit is for what never comes, and costs nothing else.
    testTimeout: 300_000,
    hookTimeout: 600_000,
    expect: {poll: {timeout: 60_000}},
  },
}));

/** Thunderbird and ClickHouse have clocks of their own, which the tests of another day would be ahead of. */
function testFiles(mode: string): string[] {
  const all = filesIn('test').filter(file => file.endsWith('.test.ts'));
  return mode === 'later' ? all.filter(file => !file.startsWith('test/thunderbird/') && file !== 'test/clickhouse.test.ts') : all;
}

function projects(files: string[]) {
  const alone = files.filter(standsAlone);
  const together = files.filter(file => !alone.includes(file));
  return [
    // What Thunderbirds install is packed once, for those that start them.
    {extends: true as const, test: {name: 'alone', include: alone, globalSetup: 'test/global-setup.ts'}},
    {extends: true as const, test: {name: 'together', include: together, isolate: false}},
  ];
}

/**
 * Whether a test file changes what others of its process would find changed: modules, globals, clocks, a document. It says so itself, by the words it
 * does that with. All others share their modules, which saves loading the rules a hundred times.
 */
function standsAlone(file: string): boolean {
  return file.startsWith('test/thunderbird/') || /@vitest-environment|\bvi\.|globalThis|process\.env/.test(readFileSync(join(root, file), 'utf8'));
}

function inTwoYears(): string {
  const now = new Date();
  return new Date(now.setUTCFullYear(now.getUTCFullYear() + 2)).toISOString().slice(0, 10);
}

function chunkName(modules: string[]): string {
  const has = (source: string) => modules.some(id => id.includes(source));
  if (has('/policy-schema.ts')) return 'policy-schema.js';
  if (has('/published.ts')) return 'published.js';
  return has('/rules/') ? 'audit.js' : 'read.js';
}

/** Everything that is in no module, at the place it has in the add-on. */
function copyAsTheyStand(): Plugin {
  return {
    name: 'copy-as-they-stand',
    generateBundle(_options, bundle) {
      const joined = new Set(Object.values(bundle).flatMap(file => file.type === 'chunk' ? file.moduleIds : []));
      const emit = (fileName: string, source: string | Uint8Array) => this.emitFile({type: 'asset', fileName, source});
      emit('manifest.json', manifest());
      emit('LICENSE', readFileSync(join(root, 'LICENSE')));
      emit('VENDOR.md', readFileSync(join(root, 'docs/VENDOR.md')));
      for (const [name, file] of Object.entries(vendored)) emit(name, readFileSync(join(root, file)));
      for (const file of filesIn('_locales')) emit(file, readFileSync(join(root, file)));
      for (const [name, script] of withExperiment ? experiments() : []) emit(script, joinedScript(root, `src/${script}`, name));
      for (const file of filesIn('src').filter(name => isShipped(name) && !joined.has(join(root, name)))) emit(relative('src', file), readFileSync(join(root, file)));
    },
  };
}

/** The languages that have every message of English. */
function completeLanguages(): string[] {
  const languages = readdirSync(join(root, '_locales')).map(folder => ({tag: folder.replaceAll('_', '-'), messages: messagesIn(folder)}));
  const english = messagesIn('en');
  return languages.filter(({tag, messages}) => !lackingIn(tag, messages, english).length).map(({tag}) => tag);
}

function messagesIn(folder: string): Messages {
  return JSON.parse(readFileSync(join(root, '_locales', folder, 'messages.json'), 'utf8'));
}

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), {recursive: true, withFileTypes: true})
    .filter(entry => entry.isFile())
    .map(entry => relative(root, join(entry.parentPath, entry.name)));
}

function isShipped(file: string): boolean {
  if (file.startsWith('src/experiment/')) return withExperiment && file.endsWith('.schema.json');
  return !file.endsWith('.ts');
}

/** Each API of the experiment and the script that Thunderbird loads for it. */
function experiments(): [string, string][] {
  const {experiment_apis: apis} = JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8'));
  return Object.entries<{parent: {script: string}}>(apis).map(([name, {parent}]) => [name, parent.script]);
}

function manifest(): string {
  const entries = JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8'));
  const {id, name} = withExperiment ? fullEdition : storeEdition;
  entries.name = `__MSG_${name}__`;
  if (!withExperiment) delete entries.experiment_apis;
  const {gecko} = entries.browser_specific_settings;
  entries.browser_specific_settings.gecko = {id, ...gecko, ...withExperiment && updateUrl && {update_url: updateUrl}};
  return JSON.stringify(entries, null, 2) + '\n';
}

/** The edition without the experiment never names it: what calls it is replaced as a whole. */
function leaveOutExperiment(): Plugin {
  return {
    name: 'leave-out-experiment',
    enforce: 'pre',
    resolveId(source) {
      return source.endsWith('/privileged.ts') ? join(root, 'src/unprivileged.ts') : undefined;
    },
  };
}

/** What asks the experiment asks the module before it. */
function leaveUnread(): Plugin {
  const module = join(root, 'scripts/not-read.ts');
  return {
    name: 'leave-unread',
    enforce: 'pre',
    resolveId(source, importer) {
      return source.endsWith('/privileged.ts') && importer !== module ? module : undefined;
    },
  };
}
