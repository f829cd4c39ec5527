// @ts-check
// `npm start`: our source documents' accounts, audited in a Thunderbird on a throwaway profile.
// `npm start -- --prefs FILE`: the accounts of anybody's prefs.js or user.js, from a copy, offline, without a window.
// Exit code: 0 audited, whatever was found; 1 we failed; 2 asked for something impossible.

import {readFileSync, readdirSync, realpathSync, statSync} from 'node:fs';
import {readFile, stat} from 'node:fs/promises';
import {constants} from 'node:os';
import {dirname, join, relative} from 'node:path';
import {parseArgs} from 'node:util';
import {NOT_READ, OFFLINE, accountIds, auditCopy, sayingOf, unloadableHosts, valuesToPutBack, whyNothingToAudit} from './prefs.js';
import {exportedReport} from './report.js';
import {seedAccounts} from './seed-accounts.js';
import {setUp} from './setup.js';
import {printable, printableJson, printableLines} from './terminal.js';
import {INSTALLED, isApplication, startThunderbird} from './thunderbird.js';

/** @typedef {import('./thunderbird.js').Thunderbird} Thunderbird */
/** @typedef {import('./thunderbird.js').Page} Page */
/** @typedef {import('./prefs.js').PrefValue} PrefValue */
/** @typedef {{prefs?: string, locale?: string, thunderbird?: string, json?: boolean}} Arguments */

const PROJECT = dirname(import.meta.dirname);
const USAGE = 'Usage: npm start [-- [--prefs FILE] [--locale fr] [--thunderbird PATH] [--json]]';
/** Milliseconds for the page to read every account and judge it; half a second is usual. */
const AUDIT_LIMIT = 120_000;
/** How many of the lines that Thunderbird skips are named: of a file that is something else, thousands. */
const NAMED = 100;

/** What was asked for cannot be done. */
class UsageError extends Error {}

async function main() {
  const asked = readArguments();
  const application = asked.thunderbird === undefined ? INSTALLED : applicationFolder(asked.thunderbird);
  const prefs = asked.prefs === undefined ? new Map(Object.entries(seedAccounts())) : await readPrefs(asked.prefs);
  await setUp({thunderbird: application === INSTALLED});
  const xpi = await builtXpi(asked.prefs === undefined ? NOT_READ.examples : NOT_READ.copy);
  const shown = asked.prefs === undefined && !asked.json && hasDisplay();
  const thunderbird = await start(application, auditCopy(prefs), asked.locale, shown);
  try {
    await showOrPrint(thunderbird, await openPage(thunderbird, prefs, xpi), asked);
  } finally {
    await thunderbird.stop();
  }
}

// ---- What is asked for -------------------------------------------------------------------------

/** @returns {Arguments} */
function readArguments() {
  try {
    const {values} = parseArgs({options: {
      prefs: {type: 'string'}, locale: {type: 'string'}, thunderbird: {type: 'string'}, json: {type: 'boolean'},
    }});
    return {...values, ...(values.locale !== undefined && {locale: languageTag(values.locale)})};
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${firstLine(error)} ${USAGE}`);
  }
}

/** @param {string} locale */
function languageTag(locale) {
  try {
    return new Intl.Locale(locale).toString();
  } catch {
    throw new UsageError(`--locale ${locale}: not a language tag such as fr or pt-BR`);
  }
}

/**
 * Names what of the file Thunderbird skips, and what it would not survive.
 * @param {string} file
 * @returns {Promise<Map<string, PrefValue>>}
 */
async function readPrefs(file) {
  const bytes = await readBytes(file);
  const {readPreferences, valuesIn} = await loadReader();
  const read = readPreferences(bytes);
  const nothing = whyNothingToAudit(read);
  if (nothing) throw new UsageError(`${file}: ${isUtf16(bytes) ? 'it is UTF-16, of which Thunderbird reads nothing: save it as UTF-8' : nothing}`);
  for (const skipped of read.skipped.slice(0, NAMED)) say(`${file}: ${sayingOf(skipped)}`);
  if (read.skipped.length > NAMED) say(`${file}: and ${read.skipped.length - NAMED} times more`);
  const prefs = valuesIn(read);
  sayUnloadable(file, prefs, name => read.preferences.get(name)?.line);
  return prefs;
}

/** @param {string} file */
async function readBytes(file) {
  try {
    const kind = await stat(file);
    // A pipe may stand for a file; a folder or a device may not.
    if (!kind.isFile() && !kind.isFIFO()) throw new Error('not a file');
    return await readFile(file);
  } catch (error) {
    throw new UsageError(`${file}: ${reason(error)}`);
  }
}

/**
 * Node 20 takes no TypeScript: vite, which the set-up may have to install, loads it.
 * @returns {Promise<typeof import('../src/prefs/preference-file.ts')>}
 */
async function loadReader() {
  await setUp({thunderbird: false});
  const {runnerImport} = await import('vite');
  return (await runnerImport(join(PROJECT, 'src/prefs/preference-file.ts'), {root: PROJECT, configFile: false, logLevel: 'warn'})).module;
}

/** As PowerShell and Windows' editor may save a file. @param {Uint8Array} bytes */
function isUtf16([first, second]) {
  return first === 0xff && second === 0xfe || first === 0xfe && second === 0xff;
}

/**
 * Which lines no Thunderbird would have survived, or which accounts it would have left out: it could say so of neither.
 * @param {string} file
 * @param {Map<string, PrefValue>} prefs
 * @param {(name: string) => number | undefined} lineOf
 */
function sayUnloadable(file, prefs, lineOf) {
  const fates = {crash: 'Thunderbird 140 and 153 crash at start with it', unloaded: 'Thunderbird 140 and 153 do not load its account'};
  for (const {name, hostname, fate, substitute} of unloadableHosts(prefs)) {
    const rule = !hostname ? 'a server has a name' : /^[^:/]*:\d*$/.test(hostname) ? 'a server\'s name holds no port' : 'a server\'s name holds no colon';
    say(`${file}: line ${lineOf(name)}: ${name} is "${hostname}": ${rule}. ${fates[fate]}; it is audited as ${substitute}`);
  }
}

/** @param {unknown} error */
function reason(error) {
  const code = /** @type {NodeJS.ErrnoException} */ (error).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read';
  return firstLine(error);
}

/** @param {string} path an application folder or the program in it */
function applicationFolder(path) {
  try {
    const real = realpathSync(path);
    // Debian's script, which starts the one program it was installed with.
    if (real === '/usr/bin/thunderbird') return INSTALLED;
    const folder = statSync(real).isDirectory() ? real : dirname(real);
    if (isApplication(folder)) return folder;
  } catch {
    // Not there: the same to whoever asked.
  }
  throw new UsageError(`--thunderbird ${path}: no Thunderbird there`);
}

function hasDisplay() {
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

// ---- The add-on --------------------------------------------------------------------------------

/**
 * @param {{name: string, fields: string[]}} notRead
 * @returns {Promise<string>} the XPI's path, built anew when a source is newer
 */
async function builtXpi(notRead) {
  const {version} = JSON.parse(readFileSync(join(PROJECT, 'manifest.json'), 'utf8'));
  const xpi = join(PROJECT, 'dist', `mail-account-audit-${version}-${notRead.name}.xpi`);
  if (newest(xpi) > newest(...['src', '_locales', 'manifest.json', 'vite.config.ts', 'scripts/xpi.js', 'scripts/not-read.ts', 'scripts/prefs.js'].map(inProject))) {
    return xpi;
  }
  say('Building the add-on');
  // Only now: it imports packages, which the set-up may just have installed.
  const {packXpi} = await import('./xpi.js');
  return packXpi({notRead});
}

/** @param {string} path */
function inProject(path) {
  return join(PROJECT, path);
}

/** @param {string[]} paths files, or folders with all they hold @returns {number} ms since 1970; 0 for none */
function newest(...paths) {
  return Math.max(...paths.map(path => {
    const found = statSync(path, {throwIfNoEntry: false});
    if (!found?.isDirectory()) return found?.mtimeMs ?? 0;
    return newest(...readdirSync(path).map(name => join(path, name)), '');
  }));
}

// ---- The audit ---------------------------------------------------------------------------------

/**
 * @param {string} application
 * @param {Record<string, PrefValue>} prefs
 * @param {string | undefined} locale
 * @param {boolean} shown
 */
async function start(application, prefs, locale, shown) {
  const options = {application, prefs: {...prefs, ...OFFLINE}, ...(locale && {locale})};
  const thunderbird = shown
    ? await startThunderbird({...options, headless: false}).catch(error => startWithoutWindow(options, error))
    : await startThunderbird(options);
  if (locale) await sayIfOtherLanguage(thunderbird, locale);
  return thunderbird;
}

/**
 * @param {import('./thunderbird.js').StartOptions} options
 * @param {unknown} error
 */
async function startWithoutWindow(options, error) {
  say(`No window: ${firstLine(error)}`);
  return startThunderbird(options);
}

/**
 * @param {Thunderbird} thunderbird
 * @param {string} locale
 */
async function sayIfOtherLanguage(thunderbird, locale) {
  const used = await thunderbird.chrome(appLocale);
  if (new Intl.Locale(used).language === new Intl.Locale(locale).language) return;
  say(`This Thunderbird has no language pack for ${locale}: it speaks ${used}`);
}

/**
 * @param {Thunderbird} thunderbird
 * @param {Map<string, PrefValue>} prefs
 * @param {string} xpi
 * @returns {Promise<Page>} with its audit done
 */
async function openPage(thunderbird, prefs, xpi) {
  const ids = accountIds(prefs);
  const loaded = await thunderbird.chrome(removeOtherAccounts, ids);
  const lost = ids.filter(id => !loaded.includes(id));
  if (lost.length) say(`This Thunderbird does not load ${lost.join(', ')}, so the audit leaves that out`);
  await thunderbird.chrome(putBack, valuesToPutBack(prefs));
  await thunderbird.pressButton(await thunderbird.install(xpi));
  const page = await thunderbird.page('/page/options.html');
  const state = await page.waitFor(endState, {timeout: AUDIT_LIMIT});
  if (state !== 'ready') throw new Error('The page could not audit the accounts');
  return page;
}

/**
 * @param {Thunderbird} thunderbird
 * @param {Page} page
 * @param {Arguments} asked
 */
async function showOrPrint(thunderbird, page, asked) {
  if (!thunderbird.headless) {
    say('Close Thunderbird to end');
    return thunderbird.closed();
  }
  const report = asked.json ? printableJson(await exportedReport(page)) : printableLines(await page.waitFor(reportText, {timeout: AUDIT_LIMIT}));
  process.stdout.write(`${report.trimEnd()}\n`);
  if (asked.prefs === undefined && !asked.json) await savePicture(page);
}

/** @param {Page} page */
async function savePicture(page) {
  const picture = join(PROJECT, 'dist/audit.png');
  await page.snapshot(picture, {width: 1000});
  say(`The page as a picture: ${relative(process.cwd(), picture)}`);
}

// ---- What runs in Thunderbird ------------------------------------------------------------------
// Each function travels alone, as text: it can use nothing of this file.

/** @returns {string} */
function appLocale() {
  return /** @type {any} */ (globalThis).Services.locale.appLocaleAsBCP47;
}

/**
 * Thunderbird makes Local Folders for itself, which are nobody's to audit.
 * @param {string[]} ids
 * @returns {string[]} the accounts that are there, hidden ones included
 */
function removeOtherAccounts(ids) {
  const {accounts} = /** @type {any} */ (globalThis).MailServices;
  for (const account of accounts.accounts) {
    if (!ids.includes(account.key)) accounts.removeAccount(account, true);
  }
  return /** @type {any} */ (globalThis).Services.prefs.getCharPref('mail.accountmanager.accounts', '').split(',');
}

/** @param {Record<string, PrefValue | null>} values null for what is not set */
function putBack(values) {
  const {prefs} = /** @type {any} */ (globalThis).Services;
  for (const [name, value] of Object.entries(values)) {
    if (value === null) prefs.clearUserPref(name);
    else if (typeof value === 'number') prefs.setIntPref(name, value);
    else prefs.setBoolPref(name, value);
  }
}

/** In the page. @returns {string | undefined} */
function endState() {
  const state = document.querySelector('main')?.dataset.state;
  return state === 'ready' || state === 'error' ? state : undefined;
}

/** In the page, which writes it once it is unfolded. @returns {string} */
function reportText() {
  document.querySelector('#helpdesk')?.setAttribute('open', '');
  return document.querySelector('#helpdesk-text')?.textContent ?? '';
}

// ---- Saying ------------------------------------------------------------------------------------

/** Whatever it quotes, it is one line. @param {string} line */
function say(line) {
  process.stderr.write(`${printable(line)}\n`);
}

/** @param {unknown} error */
function firstLine(error) {
  return String(error instanceof Error ? error.message : error).split('\n')[0] ?? '';
}

// process.exit() runs what kills Thunderbird and removes its profile.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(signal, () => process.exit(128 + constants.signals[signal]));
}

try {
  await main();
} catch (error) {
  // What was asked for may itself hold the end of a line.
  say(error instanceof UsageError ? error.message : firstLine(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
