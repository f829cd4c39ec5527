/** A real Thunderbird with the add-on in it, and what its page says. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {strFromU8, strToU8, unzipSync, zipSync} from 'fflate';
import {exportedReport} from '../../scripts/report.js';
import {type Page, type StartOptions, type Thunderbird, startThunderbird} from '../../scripts/thunderbird.js';
import {fullEdition, storeEdition} from '../../src/editions.ts';
import type {Settings} from '../../src/experiment/settings.d.ts';
import {buildDateOf, lacksSecurityUpdates} from '../../src/facts/supported-versions.ts';
import type {Report} from '../../src/report.ts';
import {getMessageIn} from '../helpers/locales.ts';
import type {Prefs} from './profile.ts';

export const {id} = fullEdition;
export const {id: storeId} = storeEdition;

const addon = JSON.parse(readFileSync('package.json', 'utf8'));
export const xpi = join(process.cwd(), `dist/mail-account-audit-${addon.version}.xpi`);
export const xpiWithoutExperiment = join(process.cwd(), `dist/mail-account-audit-${addon.version}-without-experiment.xpi`);

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** The id that a packed edition has. */
export function idOf(file: string): string {
  return file === xpiWithoutExperiment ? storeId : id;
}

/** A packed edition with another version number. */
export function withVersion(file: string, version: string): Uint8Array {
  const entries = unzipSync(readFileSync(file));
  const manifest = JSON.parse(strFromU8(entries['manifest.json']!));
  return zipSync({...entries, 'manifest.json': strToU8(JSON.stringify({...manifest, version}))});
}

/** Starts Thunderbird and installs the add-on. */
export async function startAudited(options: StartOptions, file = xpi): Promise<Thunderbird> {
  const thunderbird = await startThunderbird(options);
  await thunderbird.install(file);
  return thunderbird;
}

/** The same with accounts that are in prefs.js, not in user.js, so that what a test changes of them survives a restart. */
export async function startToRestart(application: string, prefs: Prefs): Promise<Thunderbird> {
  const thunderbird = await startAudited({application, prefs: {'mail.server.default.check_new_mail': false}});
  await thunderbird.chrome(wanted => {
    const {prefs: service} = (globalThis as any).Services;
    for (const [name, value] of Object.entries(wanted)) {
      const set = {string: 'setStringPref', number: 'setIntPref', boolean: 'setBoolPref'}[typeof value as 'string']!;
      service[set](name, value);
    }
    service.savePrefFile(null);
  }, prefs);
  await thunderbird.restart();
  return thunderbird;
}

/** Presses the toolbar button and waits for the page it opens. */
export async function openPage(thunderbird: Thunderbird, addonId = id): Promise<Page> {
  await thunderbird.pressButton(addonId);
  const page = await thunderbird.page('/page/options.html');
  await page.waitFor(() => document.querySelector('main')?.dataset['state'] === 'ready');
  return page;
}

/** What the experiment tells, asked by the page itself. */
export async function settingsOf(page: Page): Promise<Settings> {
  return page.evaluate(() => (window as any).browser.mailSettings.read().then((settings: unknown) => JSON.parse(JSON.stringify(settings))));
}

/** The report as the page exports it. */
export async function wholeReportOf(page: Page): Promise<Report> {
  return JSON.parse(await exportedReport(page));
}

/** The report without what changes by itself: a Thunderbird grows old. age.test.ts is about that, and nothing else may depend on the day. */
export async function reportOf(page: Page): Promise<Report> {
  const {findings, passed, ...report} = await wholeReportOf(page);
  return {...report, findings: findings.filter(isLasting), passed: passed.filter(isLasting)};
}

/** Of a verdict: whether it is the same on another day. */
export function isLasting({rule}: {rule: string}): boolean {
  return rule !== 'thunderbird-unsupported';
}

/** A message in English, as `_locales` has it, with its data. */
export function sentence(key: string, data: Record<string, string | number> = {}): string {
  const message = getMessageIn('en')(key);
  if (!message) throw new Error(`There is no message ${key}`);
  return Object.entries(data).reduce((text, [name, value]) => text.replace(`{${name}}`, String(value)), message);
}

/** The findings the page shows, sorted: each with the accounts it concerns. */
export function shownFindings(page: Page): Promise<string[]> {
  return page.evaluate(() => [...document.querySelectorAll<HTMLElement>('[data-rule]')]
    .map(({dataset}) => [dataset['rule'], dataset['severity'], dataset['outcome'], dataset['accounts']].join(' ')).sort());
}

/** The findings of a report, as `shownFindings()` has them. */
export function reportedFindings({findings}: Report): string[] {
  return findings.map(({rule, severity, outcome, accountIds}) => [rule, severity, outcome, accountIds.join(' ')].join(' ')).sort();
}

/** Selects what the page shows of a finding of an account, by its id; of any account without. */
export function findingAt(rule: string, account?: string): string {
  return `[data-rule="${rule}"]${account ? `[data-accounts~="${account}"]` : ''}`;
}

/** Selects the button beside what is to be put right. */
export function buttonAt(rule: string, account?: string): string {
  return `.row:has(> ${findingAt(rule, account)}) > .go > button`;
}

/** What a finding says, whole, once everything it is in was unfolded. */
export async function findingText(page: Page, rule: string, account?: string): Promise<string> {
  await unfoldAll(page);
  return page.evaluate(selector => document.querySelector(selector)!.textContent!, findingAt(rule, account));
}

/** Unfolds everything on the page: first what holds the rest, which is built when its `toggle` comes. Of what only one is open at a time, all are. */
export async function unfoldAll(page: Page): Promise<void> {
  await page.evaluate(async () => {
    while (true) {
      const folded = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
      if (!folded.length) return;
      for (const details of folded) details.removeAttribute('name');
      await Promise.all(folded.map(details => new Promise(resolve => {
        details.addEventListener('toggle', resolve, {once: true});
        details.open = true;
      })));
    }
  });
}

/** What axe-core finds wrong with the page. Its source travels as part of the function, for the page's own policy allows no eval. */
export async function violations(page: Page): Promise<string[]> {
  const run = {toString: () => `async () => {
    ${axe}
    const {violations} = await window.axe.run(document);
    return violations.map(({id, nodes}) => id + ': ' + nodes.map(node => node.html).join(' | '));
  }`};
  return page.evaluate(run as unknown as () => string[]);
}

/** The report of an audit that is asked for now. */
export async function auditAnew(page: Page): Promise<Report> {
  await page.evaluate(() => { document.getElementById('status')!.textContent = ''; });
  await page.click('[data-action="audit"]');
  await page.waitFor(() => document.getElementById('status')!.textContent !== '');
  return reportOf(page);
}

interface Button {
  /** The number, that of a young Thunderbird. */
  badge: string;
  title: string;
  label: string;
  background: string;
  /** Whether this Thunderbird is so old today that this is one thing more to correct: the title counts it. */
  isOld: boolean;
}

/** The toolbar button as a user sees it, but for the number. */
export async function button(thunderbird: Thunderbird, ofAddon = id): Promise<Button> {
  const {badge, program, ...others} = await thunderbird.chrome(addonId => {
    const {ChromeUtils, Services, window3, WebExtensionPolicy} = globalThis as any;
    const {AppConstants} = ChromeUtils.importESModule('resource://gre/modules/AppConstants.sys.mjs');
    const element = window3.document.querySelector(`[extension="${addonId}"]`);
    return {
      badge: element.getAttribute('badge') ?? '',
      title: element.title,
      label: element.getAttribute('label'),
      background: WebExtensionPolicy.getByID(addonId).extension.backgroundState,
      program: {version: Services.appinfo.version, buildId: Services.appinfo.appBuildID, updatesItself: AppConstants.MOZ_UPDATER},
    };
  }, ofAddon);
  const isOld = lacksSecurityUpdates({...program, buildDate: buildDateOf(program.buildId)}, new Date().toISOString()) === true;
  return {...others, isOld, badge: isOld && Number(badge) ? String(Number(badge) - 1).replace(/^0$/, '') : badge};
}

/** Every user preference, except those Thunderbird itself writes while it runs. */
export async function userPrefs(thunderbird: Thunderbird): Promise<Record<string, unknown>> {
  return thunderbird.chrome(() => {
    const {prefs} = (globalThis as any).Services;
    const read: Record<number, string> = {32: 'getStringPref', 64: 'getIntPref', 128: 'getBoolPref'};
    const names: string[] = prefs.getChildList('').filter((name: string) => prefs.prefHasUserValue(name));
    return Object.fromEntries(names.map(name => [name, prefs[read[prefs.getPrefType(name)]!](name)]));
  });
}
