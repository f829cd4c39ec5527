// @ts-check
/**
 * npm run bench [-- --runs N] [--layout]: what the audit costs, as ratios measured in one run, and how long the page is, printed as Markdown for
 * docs/performance.md; --layout measures the page's length alone. It decides nothing and fails nothing: timings are noisy, and fonts move.
 */
import {execFileSync, spawn} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {measureLayouts} from './bench-layout.js';
import {linkApplication} from './linked-application.js';
import {pretendConnected} from './pretend-connected.js';
import {setUp} from './setup.js';
import {applications, startThunderbird} from './thunderbird.js';
import {packXpi} from './xpi.js';

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? /** @type {number} */ (sorted[middle])
    : (/** @type {number} */ (sorted[middle - 1]) + /** @type {number} */ (sorted[middle])) / 2;
}

/**
 * The median and its 95 % interval by the bootstrap: 10,000 resamples.
 * @param {number[]} values @returns {{middle: number, low: number, high: number}}
 */
function interval(values) {
  const medians = Array.from({length: 10_000}, () =>
    median(values.map(() => /** @type {number} */ (values[Math.floor(Math.random() * values.length)])))).sort((a, b) => a - b);
  return {middle: median(values), low: /** @type {number} */ (medians[250]), high: /** @type {number} */ (medians[9749])};
}

/**
 * Preferences of a profile with many accounts, a quarter of them POP, each with an outgoing server of its own.
 * @param {number} count @returns {Record<string, string | number | boolean>}
 */
function manyAccounts(count) {
  const numbers = Array.from({length: count}, (_, i) => i + 1);
  return Object.assign({
    'mail.accountmanager.accounts': numbers.map(n => `account${n}`).join(),
    'mail.smtpservers': numbers.map(n => `smtp${n}`).join(),
    'mail.server.default.check_new_mail': false,
  }, ...numbers.map(n => ({
    [`mail.account.account${n}.server`]: `server${n}`,
    [`mail.account.account${n}.identities`]: `id${n}`,
    [`mail.identity.id${n}.useremail`]: `user${n}@example.org`,
    [`mail.identity.id${n}.smtpServer`]: `smtp${n}`,
    [`mail.server.server${n}.type`]: n % 4 ? 'imap' : 'pop3',
    [`mail.server.server${n}.hostname`]: `mail${n}.example.org`,
    [`mail.server.server${n}.userName`]: `user${n}`,
    [`mail.server.server${n}.name`]: `user${n}@example.org`,
    [`mail.server.server${n}.socketType`]: n % 3 ? 3 : 0,
    [`mail.smtpserver.smtp${n}.hostname`]: `smtp${n}.example.org`,
    [`mail.smtpserver.smtp${n}.try_ssl`]: n % 5 ? 3 : 0,
  })));
}

// ---- The audit against the two bare reads it is made of ----------------------------------------

/**
 * The add-on with one page more, which times it from inside.
 * @param {string} folder @param {number} runs @returns {Promise<string>}
 */
async function xpiWithBenchPage(folder, runs) {
  const {strToU8, unzipSync, zipSync} = await import('fflate');
  const files = unzipSync(readFileSync(await packXpi({outDir: folder, page: 'scripts/bench-page.ts'})));
  files['page.html'] = strToU8(`<!doctype html><html data-runs="${runs}"><script type="module" src="page.js"></script></html>`);
  const file = join(folder, 'bench.xpi');
  writeFileSync(file, zipSync(files));
  return file;
}

/** @param {string} application @param {string} xpi @param {number} count @returns {Promise<{bare: number, whole: number, ratio: number}>} milliseconds */
async function timeAudit(application, xpi, count) {
  const thunderbird = await startThunderbird({application, prefs: manyAccounts(count)});
  try {
    await thunderbird.chrome(pretendConnected);
    await thunderbird.chrome(openBenchPage, await thunderbird.install(xpi));
    const page = await thunderbird.page('/page.html');
    const pairs = JSON.parse(await page.waitFor(() => document.documentElement.dataset['pairs'], {timeout: 300_000}) ?? '[]');
    const bare = median(pairs.map((/** @type {number[]} */ pair) => pair[0]));
    const whole = median(pairs.map((/** @type {number[]} */ pair) => pair[1]));
    return {bare, whole, ratio: median(pairs.map((/** @type {any} */ [a, b]) => b / a))};
  } finally {
    await thunderbird.stop();
  }
}

/** @param {string} addonId */
function openBenchPage(addonId) {
  const {WebExtensionPolicy, window3} = /** @type {any} */ (globalThis);
  const {extension} = WebExtensionPolicy.getByID(addonId);
  window3.document.getElementById('tabmail').openTab('contentTab', {
    url: extension.baseURI.resolve('page.html'), linkHandler: 'single-page', triggeringPrincipal: extension.principal,
  });
}

// ---- How long one read keeps Thunderbird from everything else ------------------------------------

/**
 * Local mail of many folders, a thousand an account: with ten thousand in one, Thunderbird takes its time to start.
 * @param {string} profile folder to be made @param {number} count of folders @returns {Record<string, string | number | boolean>}
 */
function manyFolders(profile, count) {
  const numbers = Array.from({length: count / 1000}, (_, i) => i + 1);
  for (const n of numbers) {
    mkdirSync(join(profile, `Mail/${n}`), {recursive: true});
    for (let i = 0; i < 1000; i++) writeFileSync(join(profile, `Mail/${n}/folder${i}`), '');
  }
  return Object.assign({
    'mail.accountmanager.accounts': numbers.map(n => `account${n}`).join(), 'mail.server.default.check_new_mail': false,
  }, ...numbers.map(n => ({
    [`mail.account.account${n}.server`]: `server${n}`,
    [`mail.server.server${n}.type`]: 'pop3',
    [`mail.server.server${n}.hostname`]: `mail${n}.example.org`,
    [`mail.server.server${n}.userName`]: `user${n}`,
    [`mail.server.server${n}.directory-rel`]: `[ProfD]Mail/${n}`,
  })));
}

/**
 * @param {string} application @param {string} xpi @param {number} count of folders @param {number} runs
 * @returns {Promise<{reads: number, took: number, blocks: number[]}[]>} milliseconds: of all reads, and of the longest block in each run, ascending
 */
async function timeBlocks(application, xpi, count, runs) {
  const home = mkdtempSync(join(tmpdir(), 'mail-account-audit-'));
  const profile = join(home, 'profile');
  const thunderbird = await startThunderbird({application, profile, prefs: manyFolders(profile, count)});
  try {
    await thunderbird.pressButton(await thunderbird.install(xpi));
    const page = await thunderbird.page('/page/options.html');
    await page.waitFor(() => document.querySelector('main')?.dataset['state'] === 'ready');
    const figures = [];
    for (const reads of [0, 1, 2]) {
      const took = [];
      const blocks = [];
      for (let i = -2; i < runs; i++) {
        await thunderbird.chrome(watchBlocks);
        const time = await page.evaluate(timeReads, reads);
        const block = await thunderbird.chrome(longestBlock);
        if (i < 0) continue;
        took.push(time);
        blocks.push(block);
      }
      figures.push({reads, took: median(took), blocks: blocks.sort((a, b) => a - b)});
    }
    return figures;
  } finally {
    await thunderbird.stop();
    rmSync(home, {recursive: true, force: true});
  }
}

/** Runs in the page: so many reads at once; without any, as long as one may take. @param {number} reads */
async function timeReads(reads) {
  const start = performance.now();
  const {mailSettings} = /** @type {any} */ (globalThis).browser;
  await Promise.all(Array.from({length: reads}, () => mailSettings.read()));
  if (!reads) await new Promise(resolve => setTimeout(resolve, 300));
  return performance.now() - start;
}

/** Runs in Thunderbird: asks for its main thread again and again, and notes how long it waited. */
function watchBlocks() {
  const {Services, window3} = /** @type {any} */ (globalThis);
  const state = window3.blocks = {isOver: false, longest: 0};
  let last = window3.performance.now();
  const tick = () => {
    const now = window3.performance.now();
    state.longest = Math.max(state.longest, now - last);
    last = now;
    if (!state.isOver) Services.tm.dispatchToMainThread(tick);
  };
  tick();
}

/** Runs in Thunderbird: the longest wait since then. @returns {number} */
function longestBlock() {
  const {blocks} = /** @type {any} */ (globalThis).window3;
  blocks.isOver = true;
  return blocks.longest;
}

// ---- Click to drawn page against about:support -------------------------------------------------

/** @param {string} application @param {string} xpi @param {number} count @param {number} runs */
async function timePages(application, xpi, count, runs) {
  const thunderbird = await startThunderbird({application, prefs: manyAccounts(count)});
  try {
    await thunderbird.chrome(pretendConnected);
    const id = await thunderbird.install(xpi);
    const pairs = [];
    for (let i = -2; i < runs; i++) {
      const audit = await thunderbird.chrome(timeClick, id);
      const support = await thunderbird.chrome(timeAboutSupport, count);
      if (i >= 0) pairs.push([support, audit]);
    }
    return {
      support: median(pairs.map(pair => /** @type {number} */ (pair[0]))),
      audit: median(pairs.map(pair => /** @type {number} */ (pair[1]))),
      ratio: median(pairs.map(([a, b]) => /** @type {number} */ (b) / /** @type {number} */ (a))),
    };
  } finally {
    await thunderbird.stop();
  }
}

/**
 * From the press of the button until the page has drawn its report. The page's own process tells when, by one listener
 * that waits there: asking again and again would keep the page from its work.
 * @param {string} addonId
 */
async function timeClick(addonId) {
  const {window3} = /** @type {any} */ (globalThis);
  const tabmail = window3.document.getElementById('tabmail');
  tabmail.switchToTab(0);
  await new Promise(resolve => window3.setTimeout(resolve, 300));
  const {messageManager} = window3;
  const script = 'data:,' + encodeURIComponent(`addEventListener("DOMContentLoaded", () => {
    const main = content.document.querySelector("main");
    if (!content.location.pathname.endsWith("/page/options.html")) return;
    const drawn = () => content.requestAnimationFrame(() => content.requestAnimationFrame(() =>
      sendAsyncMessage("bench:drawn", content.performance.timeOrigin + content.performance.now())));
    new content.MutationObserver((_, observer) => {
      if (main.dataset.state !== "ready") return;
      observer.disconnect();
      drawn();
    }).observe(main, {attributes: true});
  })`);
  const drawn = new Promise(resolve => messageManager.addMessageListener('bench:drawn', function listen(/** @type {any} */ {data}) {
    messageManager.removeMessageListener('bench:drawn', listen);
    resolve(data);
  }));
  messageManager.loadFrameScript(script, true);
  const start = window3.performance.timeOrigin + window3.performance.now();
  window3.document.querySelector(`[extension="${addonId}"]`).click();
  const end = await drawn;
  messageManager.removeDelayedFrameScript(script);
  tabmail.closeTab(tabmail.currentTabInfo);
  await new Promise(resolve => window3.setTimeout(resolve, 300));
  return /** @type {number} */ (end) - start;
}

/** From opening about:support until its table holds every account. @param {number} count */
async function timeAboutSupport(count) {
  const {window3} = /** @type {any} */ (globalThis);
  const tabmail = window3.document.getElementById('tabmail');
  tabmail.switchToTab(0);
  await new Promise(resolve => window3.setTimeout(resolve, 300));
  const start = window3.performance.now();
  const tab = tabmail.openTab('contentTab', {url: 'about:support'});
  const isFull = () => tab.browser.contentDocument?.querySelectorAll('#accounts-tbody tr').length >= count;
  while (!isFull()) await new Promise(resolve => window3.setTimeout(resolve, 2));
  await new Promise(resolve => tab.browser.contentWindow.requestAnimationFrame(() => tab.browser.contentWindow.requestAnimationFrame(resolve)));
  const end = window3.performance.now();
  tabmail.closeTab(tab);
  await new Promise(resolve => window3.setTimeout(resolve, 300));
  return end - start;
}

// ---- Start with the add-on against start without -----------------------------------------------

/** AutoConfig: tells when Thunderbird has finished its start, and quits. */
const timeStart = `// the first line is not read
Services.obs.addObserver(() => {
  dump("started after " + (Date.now() - Services.startup.getStartupInfo().process.getTime()) + " ms\\n");
  Services.tm.dispatchToMainThread(() => Services.startup.quit(Ci.nsIAppStartup.eForceQuit));
}, "browser-delayed-startup-finished");
`;

/** A copy of an application that runs \`timeStart\`. @param {string} application @param {string} copy */
function applicationThatTellsItsStart(application, copy) {
  linkApplication(application, copy);
  const settings = {'general.config.filename': 'bench.cfg', 'general.config.obscure_value': 0, 'general.config.sandbox_enabled': false};
  writeFileSync(join(copy, 'defaults/pref/bench.js'),
    Object.entries(settings).map(([name, value]) => `pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''));
  writeFileSync(join(copy, 'bench.cfg'), timeStart);
}

/** @param {string} application @param {string} profile @returns {Promise<number>} milliseconds */
async function startOnce(application, profile) {
  const child = spawn(join(application, 'thunderbird-bin'), ['--headless', '--no-remote', '--profile', profile],
    {env: {...process.env, HOME: join(profile, '..'), MOZ_CRASHREPORTER_DISABLE: '1'}, stdio: ['ignore', 'pipe', 'ignore']});
  let output = '';
  child.stdout.setEncoding('utf8').on('data', text => { output += text; });
  const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
  await new Promise(resolve => child.once('exit', resolve));
  clearTimeout(timer);
  const time = /started after (\d+) ms/.exec(output)?.[1];
  if (!time) throw new Error(`Thunderbird did not tell when it had started:\n${output}`);
  return Number(time);
}

/**
 * An add-on that has a button and does nothing: what Thunderbird itself takes for one.
 * @param {string} folder @returns {Promise<string>}
 */
async function xpiWithOnlyAButton(folder) {
  const {strToU8, zipSync} = await import('fflate');
  const manifest = {
    manifest_version: 3, name: 'Only a button', version: '1', browser_specific_settings: {gecko: {id: 'button@mail-audit'}},
    action: {default_title: 'Only a button', allowed_spaces: ['mail', 'settings', 'default']},
  };
  const file = join(folder, 'button.xpi');
  writeFileSync(file, zipSync({'manifest.json': strToU8(JSON.stringify(manifest))}));
  return file;
}

/** A profile that was in use, with its caches. @param {string} application @param {string} profile @param {string} [xpi] */
async function prepareProfile(application, profile, xpi) {
  mkdirSync(profile, {recursive: true});
  const prefs = {...manyAccounts(3), 'browser.dom.window.dump.enabled': true};
  const thunderbird = await startThunderbird({application, profile, prefs});
  if (xpi) await thunderbird.install(xpi);
  // Thunderbird writes what it knows of add-ons some seconds after a start.
  await thunderbird.restart();
  await new Promise(resolve => setTimeout(resolve, 10_000));
  await thunderbird.stop();
}

/**
 * Ratios to a start without any add-on: of ours, and of one with only a button.
 * @param {string} application @param {string} xpi @param {string} folder @param {number} rounds
 */
async function timeStarts(application, xpi, folder, rounds) {
  const profiles = ['without', 'ours', 'button'].map(name => join(folder, name, 'profile'));
  const xpis = [undefined, xpi, await xpiWithOnlyAButton(folder)];
  for (const [i, profile] of profiles.entries()) await prepareProfile(application, profile, xpis[i]);
  const copy = join(folder, 'application');
  applicationThatTellsItsStart(application, copy);
  /** @type {{ours: number[], button: number[]}} */
  const ratios = {ours: [], button: []};
  for (let i = -2; i < rounds; i++) {
    const times = new Map();
    for (const profile of i % 2 ? profiles.toReversed() : profiles) times.set(profile, await startOnce(copy, profile));
    const [without, ours, button] = profiles.map(profile => times.get(profile));
    if (i < 0) continue;
    ratios.ours.push(ours / without);
    ratios.button.push(button / without);
  }
  return {ours: interval(ratios.ours), button: interval(ratios.button)};
}

// ---- All of it ---------------------------------------------------------------------------------

async function main() {
  const {values} = parseArgs({options: {runs: {type: 'string', default: '20'}, layout: {type: 'boolean', default: false}}});
  const runs = Number(values.runs);
  await setUp({thunderbird140: true});
  const files = [await packXpi(), await packXpi({withoutExperiment: true})];
  const xpi = /** @type {string} */ (files[0]);
  const revision = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {encoding: 'utf8'}).trim();
  console.log(`Revision ${revision}, ${runs} runs each, medians.\n`);
  for (const file of files) console.log(`- ${file.split('/').pop()}: ${statSync(file).size.toLocaleString('en')} bytes`);
  for (const {version, path} of applications()) await (values.layout ? printLayouts(version, path, xpi) : benchmark(version, path, xpi, runs));
}

/** @param {number} value */
function ms(value) {
  return `${value.toFixed(1)} ms`;
}

/** @param {string} version @param {string} application @param {string} xpi */
async function printLayouts(version, application, xpi) {
  const folder = mkdtempSync(join(tmpdir(), 'mail-account-audit-'));
  try {
    console.log(`\n| Thunderbird ${version}: the page as it opens, in French | height | words | wanted, at most |\n|---|---|---|---|`);
    for (const {name, height, words, wanted} of await measureLayouts(application, xpi, folder)) {
      console.log(`| ${name} | ${height.toLocaleString('en')} px | ${words.toLocaleString('en')} | ${wanted} |`);
    }
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

/** @param {string} version @param {string} application @param {string} xpi @param {number} runs */
async function benchmark(version, application, xpi, runs) {
  const folder = mkdtempSync(join(tmpdir(), 'mail-account-audit-'));
  try {
    console.log(`\n### Thunderbird ${version}`);
    await printLayouts(version, application, xpi);
    console.log('\n| accounts | bare reads | whole audit | ratio | difference |\n|---|---|---|---|---|');
    const bench = await xpiWithBenchPage(folder, runs);
    for (const count of [10, 100, 1000]) {
      const {bare, whole, ratio} = await timeAudit(application, bench, count);
      console.log(`| ${count} | ${ms(bare)} | ${ms(whole)} | ${ratio.toFixed(2)} | ${ms(whole - bare)} |`);
    }
    console.log('\n| folders | reads at once | time | longest block: in the best run | median | in the worst |\n|---|---|---|---|---|---|');
    for (const {reads, took, blocks} of await timeBlocks(application, xpi, 10_000, runs)) {
      console.log(`| 10,000 | ${reads} | ${ms(took)} | ${ms(Math.min(...blocks))} | ${ms(median(blocks))} | ${ms(Math.max(...blocks))} |`);
    }
    console.log('\n| accounts | about:support | click to drawn page | ratio |\n|---|---|---|---|');
    for (const count of [32, 200]) {
      const {support, audit, ratio} = await timePages(application, xpi, count, runs);
      console.log(`| ${count} | ${ms(support)} | ${ms(audit)} | ${ratio.toFixed(2)} |`);
    }
    const starts = await timeStarts(application, xpi, folder, runs);
    console.log('\n| start against one without add-on | median | 95 % interval |\n|---|---|---|');
    for (const [name, {middle, low, high}] of Object.entries({'with ours': starts.ours, 'with one that is only a button': starts.button})) {
      console.log(`| ${name} | ${middle.toFixed(3)} | ${low.toFixed(3)} to ${high.toFixed(3)} |`);
    }
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

await main();
