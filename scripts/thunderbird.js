// @ts-check
// A Thunderbird of our own: started on a profile, driven over Marionette, never left behind.
// Needs nothing but Node, so that `npm start` works before any package is installed.

import {existsSync, readFileSync, rmSync} from 'node:fs';
import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {connect} from 'node:net';
import {homedir, tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {formatPrefs} from './prefs.js';
import {ended, isRunning, spawnWithUs} from './processes.js';

/** Where the distribution's package puts Thunderbird. */
export const INSTALLED = '/usr/lib/thunderbird';

/** Where `scripts/setup.js --with-140` unpacks the older ESR: inside, the tree of the Debian package. */
export const UNPACKED_140 = join(
  process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'mail-account-audit', 'thunderbird-140');

/** Milliseconds Thunderbird has to open its first window; a cold disk on two busy cores took 15 s. */
const START_LIMIT = 60_000;
/** How often it is started until a window comes to the end of its start. */
const STARTS = 4;
/** Milliseconds it has to quit by itself before it is killed, and what it has not written yet is lost. */
const QUIT_LIMIT = 60_000;
/** Milliseconds for what comes in a second, on a machine that is busy with something else. */
const WAIT_LIMIT = 60_000;
/** A script may wait for anything; no limit (null) would make Marionette answer at once with nothing. */
const SCRIPT_LIMIT = 3_600_000;
/** Canvases end at 32767 pixels a side. */
const CANVAS_LIMIT = 32_000;

/** @typedef {Record<string, string | number | boolean>} Prefs */

/**
 * @typedef {object} StartOptions
 * @property {string} [application]  folder holding `thunderbird-bin`, or that binary; default `INSTALLED`
 * @property {string} [profile]      existing or future folder; default a temporary one, removed by `stop()`
 * @property {Prefs} [prefs]         win over the quiet defaults and over the profile's own prefs.js
 * @property {string} [locale]       such as `fr`; needs that language pack in the application
 * @property {boolean} [headless]    no window on any display; default true
 * @property {Record<string, string>} [env]
 * @property {string[]} [args]       more command line arguments
 */

/**
 * A profile that asks nothing, shows nothing of its own accord and sends nothing.
 * The network itself stays usable: tests talk to servers on this computer.
 * @type {Prefs}
 */
const QUIET = {
  'app.donation.eoy.version.viewed': 99_999,
  'app.update.auto': false,
  'app.update.disabledForTesting': true,
  'app.update.enabled': false,
  'browser.contentblocking.category': 'custom',
  'browser.region.network.url': '',
  'browser.safebrowsing.blockedURIs.enabled': false,
  'browser.safebrowsing.downloads.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.safebrowsing.provider.google4.updateURL': '',
  'browser.safebrowsing.provider.google5.updateURL': '',
  'browser.safebrowsing.provider.mozilla.updateURL': '',
  'calendar.timezone.useSystemTimezone': true,
  'datareporting.healthreport.uploadEnabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'datareporting.policy.dataSubmissionPolicyBypassNotification': true,
  'datareporting.usage.uploadEnabled': false,
  'dom.push.connection.enabled': false,
  // 1 the profile, 4 the application: its language packs.
  'extensions.enabledScopes': 5,
  'extensions.autoDisableScopes': 0,
  'extensions.getAddons.cache.enabled': false,
  'extensions.getAddons.get.url': '',
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.autoUpdateDefault': false,
  'extensions.update.enabled': false,
  'geo.provider.network.url': '',
  'mail.inappnotifications.enabled': false,
  'mail.instrumentation.postUrl': '',
  'mail.provider.suppress_dialog_on_startup': true,
  'mail.rights.version': 1,
  'mail.shell.checkDefaultClient': false,
  'mail.spotlight.firstRunDone': true,
  'mail.winsearch.firstRunDone': true,
  'mailnews.database.global.indexer.enabled': false,
  'mailnews.start_page.enabled': false,
  'mailnews.start_page_override.mstone': 'ignore',
  // The system decides the port; Thunderbird writes it in the profile's MarionetteActivePort.
  'marionette.port': 0,
  'messenger.startup.action': 0,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'network.prefetch-next': false,
  'network.trr.mode': 5,
  // A dialog of the operating system would wait for ever.
  'security.default_personal_cert': 'Ask Every Time',
  'security.remote_settings.crlite_filters.enabled': false,
  'security.remote_settings.intermediates.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'signon.rememberSignons': true,
  'telemetry.fog.test.localhost_port': -1,
  'toolkit.startup.max_resumed_crashes': -1,
  'toolkit.telemetry.archive.enabled': false,
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.newProfilePing.enabled': false,
  'toolkit.telemetry.server': '',
  'toolkit.telemetry.unified': false,
  'toolkit.telemetry.updatePing.enabled': false,
  // Pictures of pages have no empty strip where a scroll bar would be.
  'ui.useOverlayScrollbars': 1,
};

/**
 * The Thunderbirds this machine has, of those `scripts/setup.js` installs.
 * @returns {{version: string, path: string}[]} version is the major number, path the application folder
 */
export function applications() {
  return [INSTALLED, join(UNPACKED_140, 'usr/lib/thunderbird')].filter(isApplication)
    .map(path => ({version: applicationVersion(path).split('.')[0] ?? '', path}));
}

/** @param {string} path @returns {boolean} true when the folder holds a Thunderbird */
export function isApplication(path) {
  return existsSync(join(path, 'application.ini')) && existsSync(binaryOf(path));
}

/** @param {string} path application folder @returns {string} such as `153.7.0` */
export function applicationVersion(path) {
  return /^Version=(.*)$/m.exec(readFileSync(join(path, 'application.ini'), 'utf8'))?.[1] ?? '';
}

// Debian's `thunderbird` may be a shell wrapper that reads ~/.thunderbird: the program itself comes first.
/** @param {string} application */
function binaryOf(application) {
  const program = join(application, 'thunderbird-bin');
  return existsSync(program) ? program : join(application, 'thunderbird');
}

/**
 * Starts a Thunderbird and waits until its first window is ready.
 * @param {StartOptions} [options]
 * @returns {Promise<Thunderbird>}
 * @throws {Error} it died or did not answer in time; the message ends with its last lines on standard error
 */
export async function startThunderbird(options = {}) {
  const thunderbird = new Thunderbird(options, await profileFolder(options.profile));
  await thunderbird.start();
  return thunderbird;
}

// The home folder is the profile's parent, so that a temporary profile needs one level more.
/** @param {string} [profile] */
async function profileFolder(profile) {
  const folder = profile ?? join(await mkdtemp(join(tmpdir(), 'thunderbird-')), 'profile');
  await mkdir(folder, {recursive: true});
  return folder;
}

export class Thunderbird {
  /** @type {import('node:child_process').ChildProcess | undefined} the running program */
  process;
  /** @type {string} such as `153.7.0` */
  version = '';
  /** @type {StartOptions} */
  #options;
  /** @type {Connection | undefined} */
  #connection;
  /** @type {string[]} */
  #lastLines = [];
  #removeProfileAtExit = () => rmSync(dirname(this.profile), {recursive: true, force: true, maxRetries: 5});

  /**
   * Use `startThunderbird()`.
   * @param {StartOptions} options
   * @param {string} profile existing folder
   */
  constructor(options, profile) {
    this.#options = options;
    /** @type {string} the profile folder */
    this.profile = profile;
    /** @type {boolean} without a window */
    this.headless = options.headless ?? true;
    if (!options.profile) process.once('exit', this.#removeProfileAtExit);
  }

  /**
   * Starts the program on the profile and connects to it; `startThunderbird()` and `restart()` call it. Thunderbird 140 sometimes opens a window
   * that never comes to the end of its start (about3Pane.js waits for message-pane.mjs, isReady, which throws "this.messageBrowser is null"): no
   * session begins, or no folder can be shown. Who meets one closes Thunderbird and opens it again.
   */
  async start() {
    for (let starts = 1; ; starts++) {
      const failure = await this.#startOnce();
      if (!failure) return;
      if (failure.isFinal || starts === STARTS) {
        await this.stop();
        throw failure.error;
      }
      await this.#quit();
    }
  }

  /** @returns {Promise<{error: unknown, isFinal: boolean} | undefined>} what failed; final where the program ended by itself */
  async #startOnce() {
    await writePrefs(this.profile, this.#prefs());
    await rm(join(this.profile, 'MarionetteActivePort'), {force: true});
    const child = this.#spawn();
    let isLate = false;
    // A dialog at start, as for a password, would keep the session waiting for ever.
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, START_LIMIT);
    try {
      this.#connection = await this.#connect(child);
      this.version = await openSession(this.#connection);
      await this.waitFor(isWindowReady, {timeout: START_LIMIT / 2});
    } catch (error) {
      return {error, isFinal: !isLate && !isRunning(child)};
    } finally {
      clearTimeout(timer);
    }
  }

  /** @returns {Prefs} */
  #prefs() {
    const {locale, prefs} = this.#options;
    return {...QUIET, ...(locale && {'intl.locale.requested': locale}), ...prefs};
  }

  #spawn() {
    const {application = INSTALLED, args = []} = this.#options;
    const binary = existsSync(join(application, 'application.ini')) ? binaryOf(application) : application;
    const command = [binary, '--marionette', '-remote-allow-system-access', '--no-remote',
      '--profile', this.profile, ...args];
    const child = spawnWithUs(command, {env: this.#environment(), stdio: ['ignore', 'pipe', 'pipe']});
    this.process = child;
    this.#lastLines = [];
    child.stdout?.resume();
    child.stderr?.setEncoding('utf8').on('data', text => this.#remember(text));
    return child;
  }

  #environment() {
    const home = dirname(this.profile);
    /** @type {NodeJS.ProcessEnv} */
    const env = {...process.env, HOME: home, MOZ_CRASHREPORTER_DISABLE: '1', NO_AT_BRIDGE: '1'};
    for (const name of ['XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'MOZ_HEADLESS']) delete env[name];
    if (this.headless) env.MOZ_HEADLESS = '1';
    return {...env, ...this.#options.env};
  }

  /** @param {string} text */
  #remember(text) {
    // Without a display GTK complains about every icon.
    this.#lastLines.push(...text.split('\n').filter(line => line.trim() && !/G[TD]K_IS_|Gtk-CRITICAL/.test(line)));
    this.#lastLines.splice(0, this.#lastLines.length - 20);
  }

  /** @param {import('node:child_process').ChildProcess} child */
  async #connect(child) {
    /** @type {Error | undefined} */
    let failure;
    child.once('error', error => { failure = error; });
    while (isRunning(child)) {
      const port = await activePort(this.profile);
      const connection = port && await Connection.open(port, () => this.#lastWords()).catch(() => undefined);
      if (connection) return connection;
      await sleep(50);
    }
    throw new Error(`Thunderbird did not start${failure ? `: ${failure.message}` : ''}${this.#lastWords()}`);
  }

  #lastWords() {
    return this.#lastLines.length ? `\n${this.#lastLines.join('\n')}` : '';
  }

  /**
   * Runs a function in the parent process with system privileges. It sees nothing of the calling file; it has the
   * globals `Services`, `Cc`, `Ci`, `Cu`, `ChromeUtils`, `MailServices` and `window3`, the latest mail:3pane window.
   * @template {unknown[]} A, R
   * @param {(...args: A) => R} fn may be async
   * @param {A} args JSON values
   * @returns {Promise<Awaited<R>>} a JSON value
   * @throws {Error} what the function threw, with its stack over there
   */
  async chrome(fn, ...args) {
    const connection = this.#connection;
    if (!connection) throw new Error('Thunderbird is not running');
    const run = () => connection.send('WebDriver:ExecuteAsyncScript',
      {script: chromeScript(fn), args: [JSON.stringify(args)], sandbox: 'system', filename: 'chrome'});
    const {value} = await run().catch(async error => {
      if (!await useAnotherWindow(connection, error)) throw error;
      return run();
    });
    return outcome(value);
  }

  /**
   * Installs an add-on without asking anybody.
   * @param {string} xpiPath absolute path of the XPI
   * @param {{temporary?: boolean}} [options] temporary: gone with the next start, and privileged
   * @returns {Promise<string>} the add-on's id
   */
  async install(xpiPath, {temporary = false} = {}) {
    if (!this.#connection) throw new Error('Thunderbird is not running');
    const {value} = await this.#connection.send('Addon:Install', {path: xpiPath, temporary});
    return value;
  }

  /**
   * Runs a privileged function again and again until it returns something true.
   * @template {unknown[]} A, R
   * @param {(...args: A) => R} fn as for `chrome()`; throwing counts as "not yet"
   * @param {WaitOptions} [options]
   * @param {A} args
   * @returns {Promise<Awaited<R>>} that true value
   * @throws {Error} it did not come in time; the message holds the function and what it threw last
   */
  async waitFor(fn, options = {}, ...args) {
    return waitUntil(() => this.chrome(fn, ...args), fn, options);
  }

  /**
   * Presses an add-on's toolbar button. Thunderbird has it on the mail tab only, so that tab comes to the front.
   * @param {string} addonId
   * @param {WaitOptions} [options]
   */
  async pressButton(addonId, options = {}) {
    await this.waitFor(clickToolbarButton, options, addonId);
  }

  /**
   * Presses the mouse on an element of Thunderbird's own pages where it is in view, as a hand would: nothing is scrolled, no tab is changed.
   * @param {string[]} path CSS selectors, each in the document of the frame, or in the shadow, that the one before has found; the first in the main
   *   window, where `:tab` is the page of the tab in front
   * @throws {Error} no such element, or it cannot be seen, or another covers it
   */
  async press(...path) {
    await this.pressAt(await this.chrome(pointOf, path));
  }

  /**
   * Moves the mouse there and presses it: an event of the system's, as far as Thunderbird knows.
   * @param {{x: number, y: number}} point CSS pixels of the main window
   */
  async pressAt({x, y}) {
    await this.chrome(pressAt, x, y);
  }

  /**
   * Presses a key in whatever has the focus.
   * @param {string} key as in KeyboardEvent.key: `Enter`, `Tab`, ` `, `ArrowDown`, `a`
   * @param {{shiftKey?: boolean, ctrlKey?: boolean, altKey?: boolean}} [modifiers]
   */
  async key(key, modifiers = {}) {
    await this.chrome(pressKey, key, modifiers);
  }

  /**
   * What has the focus, from the main window inwards: an element of each document, as `{page, tag, id}`.
   * @returns {Promise<Focused[]>} the last is the one; empty where the main window does not have the focus
   */
  async focused() {
    const {elements, browserId} = await this.chrome(focusedElements);
    return browserId ? [...elements, await new Page(this, browserId).focused()] : elements;
  }

  /**
   * The page in a tab of any main window, once there is one.
   * @param {string | ((uri: string) => boolean)} match part of the tab's URI, or what it must satisfy
   * @param {WaitOptions} [options]
   * @returns {Promise<Page>} the newest, if there are several
   */
  async page(match, options = {}) {
    const tab = await waitUntil(async () => (await this.#tabs(match)).at(-1), match, options);
    return new Page(this, tab.browserId);
  }

  /**
   * How many tabs show such a page, now.
   * @param {string | ((uri: string) => boolean)} match
   * @returns {Promise<number>}
   */
  async pages(match) {
    return (await this.#tabs(match)).length;
  }

  /** @param {string | ((uri: string) => boolean)} match */
  async #tabs(match) {
    const matches = typeof match === 'function' ? match : (/** @type {string} */ uri) => uri.includes(match);
    return (await this.chrome(listTabs)).filter(tab => matches(tab.uri));
  }

  /**
   * The main window as a PNG, its pages included; works without a display.
   * @param {string} path
   */
  async screenshot(path) {
    await writePng(path, await this.chrome(drawMainWindow));
  }

  /** Quits, waits for the end, kills what has not ended after a minute; removes the profile if it made it. Idempotent. */
  async stop() {
    await this.#quit();
    if (this.#options.profile) return;
    process.off('exit', this.#removeProfileAtExit);
    await rm(dirname(this.profile), {recursive: true, force: true, maxRetries: 5, retryDelay: 100});
  }

  /** Stops and starts again on the same profile, with the same options. Pages of before are gone. */
  async restart() {
    await this.#quit();
    await this.start();
  }

  /** Waits until somebody closes Thunderbird. */
  async closed() {
    if (this.process) await ended(this.process);
  }

  async #quit() {
    const child = this.process;
    if (!child) return;
    // The answer may be lost with the connection: only the end of the process counts.
    this.#connection?.send('Marionette:Quit', {flags: ['eForceQuit']}).catch(() => {});
    const timer = setTimeout(() => child.kill('SIGKILL'), this.#connection ? QUIT_LIMIT : 0);
    await ended(child);
    clearTimeout(timer);
    this.#connection?.close();
    this.#connection = undefined;
    this.process = undefined;
  }
}

/** A page in a tab: an extension's, or Thunderbird's own. Survives reloads; ends with its tab. */
export class Page {
  #thunderbird;
  #browserId;

  /**
   * Use `Thunderbird.page()`.
   * @param {Thunderbird} thunderbird
   * @param {number} browserId
   */
  constructor(thunderbird, browserId) {
    this.#thunderbird = thunderbird;
    this.#browserId = browserId;
  }

  /**
   * Runs a function in the page, with the page's globals and privileges.
   * @template {unknown[]} A, R
   * @param {(...args: A) => R} fn may be async; sees nothing of the calling file
   * @param {A} args JSON values
   * @returns {Promise<Awaited<R>>} a JSON value
   * @throws {Error} what the function threw, with its stack
   */
  async evaluate(fn, ...args) {
    const value = await this.#command('executeScript', pageScript(fn), [JSON.stringify(args)], {timeout: SCRIPT_LIMIT});
    return outcome(value);
  }

  /**
   * Runs a function in the page until it returns something true.
   * @template {unknown[]} A, R
   * @param {(...args: A) => R} fn as for `evaluate()`; throwing counts as "not yet"
   * @param {WaitOptions} [options]
   * @param {A} args
   * @returns {Promise<Awaited<R>>}
   */
  async waitFor(fn, options = {}, ...args) {
    return waitUntil(() => this.evaluate(fn, ...args), fn, options);
  }

  /**
   * Scrolls an element into view and presses the mouse on it, as a user would; waits for it to exist, as `waitFor()` does.
   * @param {string} selector CSS
   * @throws {Error} no such element, hidden, or covered by another
   */
  async click(selector) {
    await this.show();
    await this.#elementCommand(selector, 'clickElement', 'CAPABILITIES');
  }

  /**
   * Types into an element. Special keys are WebDriver's, such as `\uE007` for Enter.
   * @param {string} selector CSS
   * @param {string} text
   */
  async keys(selector, text) {
    await this.show();
    await this.#elementCommand(selector, 'sendKeysToElement', text, 'CAPABILITIES');
  }

  /**
   * Presses the mouse on an element of the page in front where it is in view, as a hand would: nothing is scrolled, no tab is changed.
   * @param {string} selector CSS
   * @throws {Error} no such element, or it cannot be seen, or another covers it, or another tab is in front
   */
  async press(selector) {
    const point = await this.evaluate(pointInPage, selector);
    await this.#thunderbird.pressAt(await this.#thunderbird.chrome(pointInWindow, this.#browserId, point));
  }

  /** @returns {Promise<Focused>} what has the focus within the page, whether or not the page has it */
  async focused() {
    return this.evaluate(() => {
      const {activeElement: element} = document;
      return {page: document.URL, tag: element?.localName ?? '', id: element?.id ?? ''};
    });
  }

  /** @param {string} selector CSS @returns {Promise<string>} the ARIA role, as assistive technology gets it */
  async role(selector) {
    return this.#elementCommand(selector, 'getComputedRole');
  }

  /** @param {string} selector CSS @returns {Promise<string>} the accessible name */
  async label(selector) {
    return this.#elementCommand(selector, 'getComputedLabel');
  }

  /** Brings the page's tab to the front: only a page in front takes clicks and keys. */
  async show() {
    await this.#thunderbird.chrome(showTab, this.#browserId);
  }

  /** Closes the page's tab. */
  async close() {
    await this.#thunderbird.chrome(closeTab, this.#browserId);
  }

  /**
   * Shows the page as in the dark or the light theme of the system.
   * @param {boolean} dark
   */
  async setPrefersDark(dark) {
    await this.#thunderbird.chrome(setColorScheme, this.#browserId, dark ? 'dark' : 'light');
  }

  /**
   * Lays the page out as in a window of another width.
   * @param {number} [width] CSS pixels of its viewport; none for its tab's own
   */
  async setWidth(width) {
    await this.#thunderbird.chrome(setWidth, this.#browserId, width ?? null);
    if (width) await this.waitFor((/** @type {number} */ wanted) => innerWidth === wanted, {}, width);
  }

  /**
   * The page as a PNG.
   * @param {string} path
   * @param {{width?: number, fullPage?: boolean, scale?: number}} [options] width in CSS pixels of the page's
   *   viewport while it is drawn; fullPage (default) down to its end, else what is in view; scale 2 for twice the pixels
   */
  async snapshot(path, {width, fullPage = true, scale = 1} = {}) {
    await this.show();
    await this.setWidth(width);
    const size = await this.evaluate(pageSize, fullPage);
    const png = await this.#thunderbird.chrome(drawPage, this.#browserId, size, scale, CANVAS_LIMIT);
    if (width) await this.setWidth(undefined);
    await writePng(path, png);
  }

  /**
   * @param {string} selector
   * @param {string} method
   * @param {string[]} args
   */
  async #elementCommand(selector, method, ...args) {
    const element = await this.#command('findElement', 'css selector', selector, {timeout: WAIT_LIMIT});
    return this.#command(method, element, ...args);
  }

  /**
   * @param {string} method of MarionetteCommandsParent: same names and arguments in Thunderbird 140 and 153
   * @param {unknown[]} args the string 'CAPABILITIES' stands for the session's capabilities
   */
  async #command(method, ...args) {
    return this.#thunderbird.chrome(commandPage, this.#browserId, method, args);
  }
}

/** @typedef {{page: string, tag: string, id: string}} Focused an element, and the URI of the document it is in */

/** @typedef {{timeout?: number, interval?: number}} WaitOptions milliseconds; a minute and 50 by default */

/**
 * @template T
 * @param {() => Promise<T>} ask
 * @param {unknown} what what is awaited, for the error
 * @param {WaitOptions} options
 * @returns {Promise<NonNullable<T>>}
 */
async function waitUntil(ask, what, {timeout = WAIT_LIMIT, interval = 50}) {
  const limit = Date.now() + timeout;
  /** @type {unknown} */
  let failure;
  do {
    // A page may be between two documents: what it throws counts only when the time is over.
    const answer = await ask().catch(error => { failure = error; });
    if (answer) return answer;
    await sleep(interval);
  } while (Date.now() < limit);
  throw new Error(`Not within ${timeout} ms: ${what}`, {cause: failure});
}

// ---- The process -------------------------------------------------------------------------------

/**
 * @param {string} profile
 * @param {Prefs} prefs
 */
async function writePrefs(profile, prefs) {
  await writeFile(join(profile, 'user.js'), formatPrefs(prefs));
}

/** @param {string} profile @returns {Promise<number>} 0 while Thunderbird is not listening yet */
async function activePort(profile) {
  const text = await readFile(join(profile, 'MarionetteActivePort'), 'utf8').catch(() => '');
  return Number(text);
}

// ---- The wire ----------------------------------------------------------------------------------

/** Marionette's protocol: `length:json` both ways, [0, id, command, parameters] and [1, id, error, result]. */
class Connection {
  /** @type {Map<number, {resolve: (result: any) => void, reject: (error: Error) => void}>} */
  #pending = new Map();
  #lastId = 0;
  #received = Buffer.alloc(0);
  #socket;

  /**
   * @param {number} port
   * @param {() => string} lastWords what Thunderbird said before the connection broke
   * @returns {Promise<Connection>}
   */
  static async open(port, lastWords) {
    const socket = connect(port, '127.0.0.1');
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new Connection(socket, lastWords);
  }

  /**
   * @param {import('node:net').Socket} socket
   * @param {() => string} lastWords
   */
  constructor(socket, lastWords) {
    this.#socket = socket;
    socket.on('error', () => {});
    socket.on('data', data => this.#receive(data));
    socket.on('close', () => this.#abandon(new Error(`Thunderbird is gone${lastWords()}`)));
  }

  /**
   * @param {string} command
   * @param {object} parameters
   * @returns {Promise<any>}
   */
  send(command, parameters) {
    const id = ++this.#lastId;
    const text = JSON.stringify([0, id, command, parameters]);
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) return reject(new Error(`Thunderbird is gone: ${command} not sent`));
      this.#pending.set(id, {resolve, reject});
      this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  }

  close() {
    this.#socket.destroy();
  }

  /** @param {Buffer} data */
  #receive(data) {
    this.#received = Buffer.concat([this.#received, data]);
    for (let message = this.#next(); message; message = this.#next()) this.#settle(message);
  }

  #next() {
    const colon = this.#received.indexOf(':');
    if (colon < 0) return;
    const end = colon + 1 + Number(this.#received.toString('latin1', 0, colon));
    if (this.#received.length < end) return;
    const message = JSON.parse(this.#received.toString('utf8', colon + 1, end));
    this.#received = this.#received.subarray(end);
    return message;
  }

  /** @param {any} message the greeting is an object, an answer an array */
  #settle(message) {
    if (!Array.isArray(message)) return;
    const [, id, error, result] = message;
    const request = this.#pending.get(id);
    this.#pending.delete(id);
    if (error) request?.reject(new Error(`${error.error}: ${error.message}\n${error.stacktrace ?? ''}`));
    else request?.resolve(result);
  }

  /** @param {Error} error */
  #abandon(error) {
    for (const {reject} of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}

// NewSession answers when the first window has finished its start; only then can pages be commanded.
/** @param {Connection} connection @returns {Promise<string>} the version */
async function openSession(connection) {
  const {capabilities} = await connection.send('WebDriver:NewSession', {});
  await connection.send('Marionette:SetContext', {value: 'chrome'});
  await connection.send('WebDriver:SetTimeouts', {script: SCRIPT_LIMIT});
  return capabilities.browserVersion;
}

/**
 * A session is of one window, and is lost with it. On a busy machine Thunderbird 140 was seen to have closed its first one after a restart.
 * @param {Connection} connection
 * @param {Error} error what was said of a command, which was then not carried out
 * @returns {Promise<boolean>} false where that was something else
 */
async function useAnotherWindow(connection, error) {
  if (!error.message.startsWith('no such window')) return false;
  const [handle] = await connection.send('WebDriver:GetWindowHandles', {});
  if (handle) await connection.send('WebDriver:SwitchToWindow', {handle, focus: false});
  return Boolean(handle);
}

// Values travel as JSON text: Marionette's own conversion refuses some objects and changes others.
/** @param {Function} fn */
function chromeScript(fn) {
  return `
    const [json, resolve] = arguments;
    globalThis.window3 = Services.wm.getMostRecentWindow('mail:3pane');
    globalThis.MailServices = ChromeUtils.importESModule('resource:///modules/MailServices.sys.mjs').MailServices;
    ${outcomeScript(fn)}.then(resolve);`;
}

/** @param {Function} fn */
function pageScript(fn) {
  return `const [json] = arguments; return ${outcomeScript(fn)};`;
}

/** @param {Function} fn */
function outcomeScript(fn) {
  return `(async () => (${fn})(...JSON.parse(json)))().then(
    value => JSON.stringify({value}),
    error => JSON.stringify({error: {message: String(error?.message ?? error), stack: String(error?.stack ?? '')}}))`;
}

/** @param {string | null} json @returns {any} */
function outcome(json) {
  if (!json) throw new Error('The page went away before it answered');
  const {value, error} = JSON.parse(json);
  if (!error) return value;
  const failure = new Error(error.message);
  failure.stack = `${error.message}\n${error.stack}\n${failure.stack}`;
  throw failure;
}

/**
 * @param {string} path
 * @param {string} base64
 */
async function writePng(path, base64) {
  await mkdir(dirname(path), {recursive: true});
  await writeFile(path, Buffer.from(base64, 'base64'));
}

// ---- What runs in Thunderbird's parent process -------------------------------------------------
// Each function travels alone, as text: it can use nothing of this file.

/** Whether the first tab of the window is ready to show folders. */
function isWindowReady() {
  const {window3} = /** @type {any} */ (globalThis);
  const {hasDOMContentLoaded} = window3.document.getElementById('tabmail').tabInfo[0].chromeBrowser.contentWindow;
  return Promise.race([hasDOMContentLoaded.promise.then(() => true), new Promise(resolve => window3.setTimeout(resolve, 100, false))]);
}

/** @returns {{browserId: number, uri: string}[]} */
function listTabs() {
  const {Services} = /** @type {any} */ (globalThis);
  return [...Services.wm.getEnumerator('mail:3pane')]
    .flatMap(win => win.document.getElementById('tabmail')?.tabInfo ?? [])
    .filter(tab => tab.browser?.browserId)
    .map(tab => ({browserId: tab.browser.browserId, uri: tab.browser.currentURI.spec}));
}

/** @param {string} addonId @returns {boolean} false when the toolbar has no such button yet */
function clickToolbarButton(addonId) {
  const {window3} = /** @type {any} */ (globalThis);
  const tabmail = window3.document.getElementById('tabmail');
  if (tabmail.selectedTab !== tabmail.tabInfo[0]) tabmail.switchToTab(0);
  const button = window3.document.querySelector(`unified-toolbar [extension="${CSS.escape(addonId)}"]`);
  button?.click();
  return Boolean(button);
}

/**
 * Where an element is pressed.
 * @param {string[]} path @returns {{x: number, y: number}} CSS pixels of the main window
 */
function pointOf(path) {
  const {window3} = /** @type {any} */ (globalThis);
  const elements = path.reduce((/** @type {any[]} */ found, selector) => {
    const outer = found.at(-1);
    const root = outer ? outer.contentDocument ?? outer.shadowRoot : window3.document;
    const element = selector === ':tab' ? window3.document.getElementById('tabmail').currentTabInfo.browser : root.querySelector(selector);
    if (!element) throw new Error(`There is no ${selector}`);
    return [...found, element];
  }, []);
  const {width, height} = elements.at(-1).getBoundingClientRect();
  // From the centre of the last outwards.
  return elements.reduceRight((point, element, i) => {
    const isFrame = i < elements.length - 1;
    // Its shadow has the same coordinates.
    if (isFrame && !element.contentDocument) return point;
    const {x, y} = element.getBoundingClientRect();
    const inDocument = {x: x + point.x + (isFrame ? element.clientLeft : 0), y: y + point.y + (isFrame ? element.clientTop : 0)};
    const hit = element.getRootNode().elementFromPoint(inDocument.x, inDocument.y);
    const menu = element.closest('menupopup, panel');
    // What is in a menu lies above its document; and a menulist's own contains() is about its items.
    const isHit = hit && (element === hit || element.compareDocumentPosition(hit) & window3.Node.DOCUMENT_POSITION_CONTAINED_BY);
    if (menu ? menu.state !== 'open' : !isHit) throw new Error(`${path[i]} cannot be seen`);
    return inDocument;
  }, {x: width / 2, y: height / 2});
}

/**
 * Runs in the page: where an element is pressed.
 * @param {string} selector @returns {{x: number, y: number}} CSS pixels of the page's viewport
 */
function pointInPage(selector) {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`There is no ${selector}`);
  const {x, y, width, height} = element.getBoundingClientRect();
  const point = {x: x + width / 2, y: y + height / 2};
  if (!element.contains(document.elementFromPoint(point.x, point.y))) throw new Error(`${selector} cannot be seen`);
  return point;
}

/**
 * A point of the page in front, in the main window.
 * @param {number} browserId
 * @param {{x: number, y: number}} point
 */
function pointInWindow(browserId, {x, y}) {
  const {window3} = /** @type {any} */ (globalThis);
  const {browser} = window3.document.getElementById('tabmail').currentTabInfo;
  if (browser?.browserId !== browserId) throw new Error('Another tab is in front');
  const rect = browser.getBoundingClientRect();
  return {x: x + rect.x + browser.clientLeft, y: y + rect.y + browser.clientTop};
}

/**
 * @param {number} x CSS pixels of the main window
 * @param {number} y
 */
async function pressAt(x, y) {
  const {window3} = /** @type {any} */ (globalThis);
  const {windowUtils, devicePixelRatio, mozInnerScreenX, mozInnerScreenY} = window3;
  const place = [(mozInnerScreenX + x) * devicePixelRatio, (mozInnerScreenY + y) * devicePixelRatio].map(Math.round);
  for (const name of ['MOVE', 'BUTTON_DOWN', 'BUTTON_UP']) {
    await new Promise(resolve => windowUtils.sendNativeMouseEvent(...place, windowUtils[`NATIVE_MOUSE_MESSAGE_${name}`], 0, 0, window3.document.documentElement, resolve));
  }
}

/**
 * @param {string} key
 * @param {object} modifiers
 */
function pressKey(key, modifiers) {
  const {ChromeUtils, Services} = /** @type {any} */ (globalThis);
  const {event} = ChromeUtils.importESModule('chrome://remote/content/shared/webdriver/Event.sys.mjs');
  event.sendSingleKey({key, printable: key.length === 1, ...modifiers}, Services.focus.activeWindow);
}

/** @returns {{elements: Focused[], browserId?: number}} the id where the last element is a page of another process */
function focusedElements() {
  const {Services, window3} = /** @type {any} */ (globalThis);
  if (Services.focus.activeWindow !== window3) return {elements: []};
  /** @type {any[]} */
  const found = [];
  for (let {document} = window3; document?.activeElement; document = found.at(-1).contentDocument) found.push(document.activeElement);
  const {isRemoteBrowser, browserId} = found.at(-1) ?? {};
  return {elements: found.map(element => ({page: element.ownerDocument.URL, tag: element.localName, id: element.id})), ...isRemoteBrowser && {browserId}};
}

/**
 * @param {number} browserId
 * @param {string} method
 * @param {unknown[]} args
 */
async function commandPage(browserId, method, args) {
  const {BrowsingContext} = /** @type {any} */ (globalThis);
  const context = BrowsingContext.getCurrentTopByBrowserId(browserId);
  if (!context) throw new Error('The page\'s tab is closed');
  const capabilities = {toJSON: () => ({'moz:accessibilityChecks': false, 'moz:webdriverClick': true})};
  const actor = context.currentWindowGlobal.getActor('MarionetteCommands');
  return actor[method](...args.map(arg => arg === 'CAPABILITIES' ? capabilities : arg));
}

/** @param {number} browserId */
function showTab(browserId) {
  const {Services} = /** @type {any} */ (globalThis);
  for (const win of Services.wm.getEnumerator('mail:3pane')) {
    const tabmail = win.document.getElementById('tabmail');
    const tab = tabmail?.tabInfo.find((/** @type {any} */ {browser}) => browser?.browserId === browserId);
    if (!tab) continue;
    if (tabmail.selectedTab !== tab) tabmail.switchToTab(tab);
    return;
  }
  throw new Error('The page\'s tab is closed');
}

/** @param {number} browserId */
function closeTab(browserId) {
  const {Services} = /** @type {any} */ (globalThis);
  for (const win of Services.wm.getEnumerator('mail:3pane')) {
    const tabmail = win.document.getElementById('tabmail');
    const tab = tabmail?.tabInfo.find((/** @type {any} */ {browser}) => browser?.browserId === browserId);
    if (tab) tabmail.closeTab(tab);
  }
}

/**
 * @param {number} browserId
 * @param {string} scheme
 */
function setColorScheme(browserId, scheme) {
  const {BrowsingContext} = /** @type {any} */ (globalThis);
  BrowsingContext.getCurrentTopByBrowserId(browserId).prefersColorSchemeOverride = scheme;
}

/**
 * @param {number} browserId
 * @param {number | null} width CSS pixels; null for the tab's own
 */
function setWidth(browserId, width) {
  const {BrowsingContext} = /** @type {any} */ (globalThis);
  const {style} = BrowsingContext.getCurrentTopByBrowserId(browserId).embedderElement;
  for (const name of ['min-width', 'max-width']) {
    if (width) style.setProperty(name, `${width}px`, 'important');
    else style.removeProperty(name);
  }
}

/**
 * Runs in the page.
 * @param {boolean} fullPage
 */
async function pageSize(fullPage) {
  await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
  if (!fullPage) return {x: scrollX, y: scrollY, width: innerWidth, height: innerHeight};
  return {x: 0, y: 0, width: innerWidth, height: Math.max(innerHeight, document.documentElement.scrollHeight)};
}

/**
 * @param {number} browserId
 * @param {{x: number, y: number, width: number, height: number}} size
 * @param {number} scale
 * @param {number} limit
 * @returns {Promise<string>} base64
 */
async function drawPage(browserId, {x, y, width, height}, scale, limit) {
  const {BrowsingContext, DOMRect, window3} = /** @type {any} */ (globalThis);
  const {currentWindowGlobal} = BrowsingContext.getCurrentTopByBrowserId(browserId);
  const rect = new DOMRect(x, y, width, Math.min(height, limit / scale));
  const image = await currentWindowGlobal.drawSnapshot(rect, scale, 'rgb(255, 255, 255)');
  const canvas = window3.document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas');
  Object.assign(canvas, {width: image.width, height: image.height});
  canvas.getContext('2d').drawImage(image, 0, 0);
  return canvas.toDataURL('image/png').split(',')[1];
}

/** @returns {Promise<string>} base64 */
async function drawMainWindow() {
  const {window3} = /** @type {any} */ (globalThis);
  const image = await window3.browsingContext.currentWindowGlobal.drawSnapshot(null, 1, 'rgb(255, 255, 255)');
  const canvas = window3.document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas');
  Object.assign(canvas, {width: image.width, height: image.height});
  canvas.getContext('2d').drawImage(image, 0, 0);
  return canvas.toDataURL('image/png').split(',')[1];
}
