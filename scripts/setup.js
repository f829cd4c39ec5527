// @ts-check
// Brings a fresh machine to where the project runs: packages, Thunderbird, its French language pack.
// Says what it does on standard error, one line each, and nothing on standard output. Needs nothing but Node.

import {spawn, spawnSync} from 'node:child_process';
import {existsSync, realpathSync, statSync} from 'node:fs';
import {mkdir, mkdtemp, readdir, rename, rm} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {isClickHouseInstalled} from './clickhouse.js';
import {isDovecotInstalled} from './dovecot.js';
import {INSTALLED, UNPACKED_140, applications, isApplication} from './thunderbird.js';

const PROJECT = dirname(import.meta.dirname);
const PACKAGES = ['thunderbird', 'thunderbird-l10n-fr'];
// German is for the tests: a language this add-on has no translation for.
const PACKAGES_140 = [...PACKAGES, 'thunderbird-l10n-de'];

const NEWEST = 'the newest Thunderbird and its French language pack';

/** For the tests of reports: the database they go to, the web server in front of it, and certificates. */
const FLEET_PACKAGES = ['clickhouse-server', 'nginx-light', 'openssl'];

/** For the tests with real mail: a server for IMAP and POP. */
const MAIL_PACKAGES = ['dovecot-imapd', 'dovecot-pop3d'];

/**
 * Installs what is missing; does nothing, in a few milliseconds, when nothing is.
 * @param {{thunderbird?: boolean, thunderbird140?: boolean, clickHouse?: boolean, dovecot?: boolean}} [options] thunderbird:
 *   the installed one (default true); thunderbird140: also unpack the older ESR in the user's cache folder, for the tests;
 *   clickHouse: the database, for the tests of reports; dovecot: the mail server, for the tests with real mail
 * @throws {Error} its message is one line that says what to install by hand
 */
export async function setUp({thunderbird = true, thunderbird140 = false, clickHouse = false, dovecot = false} = {}) {
  if (!packagesAreCurrent()) await installPackages();
  if (thunderbird && !hasThunderbird()) await aptInstall(NEWEST, PACKAGES, hasThunderbird);
  if (thunderbird140) await setUpBoth();
  if (clickHouse && !hasFleet()) await aptInstall('ClickHouse and nginx, which their packages may start', FLEET_PACKAGES, hasFleet);
  if (dovecot && !isDovecotInstalled()) await aptInstall('Dovecot, which its package may start', MAIL_PACKAGES, isDovecotInstalled);
}

function hasThunderbird() {
  return isComplete(INSTALLED, PACKAGES);
}

/**
 * The tests want two, 140 and a newer one: two of the same would prove half. Archives move on: what they do not have is
 * no error, and the tests in it are skipped by name (test/helpers/thunderbirds.ts).
 */
async function setUpBoth() {
  const hasNewer = () => applications().some(({version}) => isNewer(Number(version)));
  if (!hasNewer() && await archiveHas('Thunderbird newer than 140', isNewer)) await aptInstall(NEWEST, PACKAGES, hasNewer);
  const has140 = applications().some(({version, path}) => is140(Number(version)) && isComplete(path, PACKAGES_140));
  if (!has140 && await archiveHas('Thunderbird 140', is140)) await unpackThunderbird140();
}

/** @param {number} version major */
export function is140(version) {
  return version === 140;
}

/** @param {number} version major */
export function isNewer(version) {
  return version > 140;
}

/**
 * Asks the archive itself: what this machine was told of it may be old, or nothing. Says so where the archive has none.
 * @param {string} name
 * @param {(version: number) => boolean} isIt
 * @throws {Error} nobody knows, as without a network
 */
async function archiveHas(name, isIt) {
  // Who would fetch it says what to do by hand.
  if (!existsSync('/usr/bin/apt-get')) return true;
  const isCurrent = await updateLists();
  const versions = archivedVersions();
  if (versions.some(isIt)) return true;
  if (!isCurrent || !versions.length) throw new Error(`apt-get update failed, and without it nobody knows of a ${name}: see above`);
  say(`The package archive has no ${name}: the tests in it are skipped`);
  return false;
}

/** @returns {number[]} the major versions of Thunderbird that the package archive has, as far as this machine knows */
export function archivedVersions() {
  return versionsIn(spawnSync('apt-cache', ['madison', 'thunderbird'], {encoding: 'utf8'}).stdout ?? '');
}

/**
 * @param {string} madison what `apt-cache madison thunderbird` prints: package, version and place, a line each
 * @returns {number[]} the major versions of what can be installed
 */
export function versionsIn(madison) {
  return [...madison.matchAll(/^ *thunderbird \| (?:\d+:)?(\d+)\..* Packages$/gm)].map(([, version]) => Number(version));
}

function hasFleet() {
  return isClickHouseInstalled() && ['/usr/sbin/nginx', '/usr/bin/openssl'].every(path => existsSync(path));
}

// npm writes node_modules/.package-lock.json last: without it an installation was interrupted.
function packagesAreCurrent() {
  const installed = modified('node_modules/.package-lock.json');
  return installed > 0 && installed >= modified('package-lock.json');
}

/** @param {string} path in the project @returns {number} ms since 1970; 0 when there is no such file */
function modified(path) {
  return statSync(join(PROJECT, path), {throwIfNoEntry: false})?.mtimeMs ?? 0;
}

/**
 * @param {string} application
 * @param {string[]} packages Thunderbird's, and those of its language packs
 */
function isComplete(application, packages) {
  const languages = packages.flatMap(name => /-l10n-(.*)/.exec(name)?.[1] ?? []);
  return isApplication(application)
    && languages.every(language => existsSync(join(application, `extensions/langpack-${language}@thunderbird.mozilla.org.xpi`)));
}

async function installPackages() {
  say('Installing npm packages (npm ci)');
  if (await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], PROJECT)) return;
  throw new Error('npm ci failed: see above, then run it by hand in the project folder');
}

/**
 * @param {string} what
 * @param {string[]} packages
 * @param {() => boolean} isThere whether what is installed will do
 */
async function aptInstall(what, packages, isThere) {
  const byHand = `install ${what} by hand: apt-get install ${packages.join(' ')}, as root`;
  if (!existsSync('/usr/bin/apt-get')) throw new Error(`This system has no apt-get; ${byHand}`);
  if (process.getuid?.() !== 0) throw new Error(`Only root can install packages; ${byHand}`);
  say(`Installing ${what} (apt-get install ${packages.join(' ')})`);
  await updateLists();
  if (!await aptGet(['install', '-y', '--no-install-recommends', ...packages]) || !isThere()) {
    throw new Error(`apt-get did not install it; ${byHand}`);
  }
}

// Unpacked under another name first: a tree by the right name is whole.
async function unpackThunderbird140() {
  const wanted = PACKAGES_140.map(name => `${name}=1:140*`);
  say(`Unpacking Thunderbird 140 in ${UNPACKED_140} (apt-get download ${wanted.join(' ')})`);
  await mkdir(dirname(UNPACKED_140), {recursive: true});
  const folder = await mkdtemp(`${UNPACKED_140}.partial-`);
  try {
    await unpackInto(folder, wanted);
    await rm(UNPACKED_140, {recursive: true, force: true});
    await rename(join(folder, 'tree'), UNPACKED_140);
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

/**
 * @param {string} folder
 * @param {string[]} wanted
 */
async function unpackInto(folder, wanted) {
  const byHand = `unpack the packages ${wanted.join(' and ')} in ${UNPACKED_140} by hand (dpkg -x)`;
  if (!existsSync('/usr/bin/apt-get')) throw new Error(`This system has no apt-get; ${byHand}`);
  if (!await aptGet(['download', ...wanted], folder)) throw new Error(`apt-get could not download Thunderbird 140; ${byHand}`);
  for (const name of (await readdir(folder)).filter(file => file.endsWith('.deb'))) {
    if (!await run('dpkg', ['-x', name, 'tree'], folder)) throw new Error(`dpkg could not unpack ${name}; ${byHand}`);
  }
  if (!isComplete(join(folder, 'tree/usr/lib/thunderbird'), PACKAGES_140)) throw new Error(`No Thunderbird in what apt-get has; ${byHand}`);
}

/**
 * A fresh machine's package lists are missing or as old as its image: they name files the mirror no longer has, and
 * older versions than there are. So they are fetched each time; where that fails, what there is may still do.
 * @returns {Promise<boolean>} true when the lists are as good as they get: who is not root has those root fetched
 */
async function updateLists() {
  if (process.getuid?.() !== 0) return true;
  return run('apt-get', ['-qq', '-o', 'APT::Update::Error-Mode=any', 'update']);
}

/**
 * @param {string[]} args
 * @param {string} [folder]
 */
async function aptGet(args, folder) {
  // apt's own user cannot write in a folder of root's.
  return run('apt-get', ['-qq', '-o', 'APT::Sandbox::User=root', ...args], folder);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} [folder]
 * @returns {Promise<boolean>} true when it succeeded
 */
function run(command, args, folder = PROJECT) {
  const env = {...process.env, DEBIAN_FRONTEND: 'noninteractive'};
  // Standard output is the caller's: a report may be all that is wanted there.
  const child = spawn(command, args, {cwd: folder, env, stdio: ['ignore', 2, 2]});
  return new Promise(resolve => child.once('exit', code => resolve(code === 0)).once('error', () => resolve(false)));
}

/** @param {string} line */
function say(line) {
  process.stderr.write(`${line}\n`);
}

async function main() {
  try {
    const {values} = parseArgs({options: {'with-140': {type: 'boolean'}}});
    await setUp({thunderbird140: values['with-140'] ?? false});
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await main();
