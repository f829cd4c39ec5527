/** A real Thunderbird with the add-on in it, and what its page says. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {exportedReport} from '../../scripts/report.js';
import {type Page, type StartOptions, type Thunderbird, startThunderbird} from '../../scripts/thunderbird.js';
import type {Report} from '../../src/audit.ts';

export const id = 'account-audit@mail-audit';

const addon = JSON.parse(readFileSync('package.json', 'utf8'));
export const xpi = join(process.cwd(), `dist/mail-account-audit-${addon.version}.xpi`);
export const xpiWithoutExperiment = join(process.cwd(), `dist/mail-account-audit-${addon.version}-without-experiment.xpi`);

/** Starts Thunderbird and installs the add-on. */
export async function startAudited(options: StartOptions, file = xpi): Promise<Thunderbird> {
  const thunderbird = await startThunderbird(options);
  await thunderbird.install(file);
  return thunderbird;
}

/** Presses the toolbar button and waits for the page it opens. */
export async function openPage(thunderbird: Thunderbird): Promise<Page> {
  await thunderbird.pressButton(id);
  const page = await thunderbird.page('/options/options.html');
  await page.waitFor(() => document.querySelector('main')?.dataset['state'] === 'ready');
  return page;
}

/** The report as the page exports it. */
export async function reportOf(page: Page): Promise<Report> {
  return JSON.parse(await exportedReport(page));
}

/** The report of an audit that is asked for now. */
export async function auditAnew(page: Page): Promise<Report> {
  await page.evaluate(() => { document.getElementById('status')!.textContent = ''; });
  await page.click('[data-action="audit"]');
  await page.waitFor(() => document.getElementById('status')!.textContent !== '');
  return reportOf(page);
}

/** The toolbar button as a user sees it. */
export async function button(thunderbird: Thunderbird): Promise<{badge: string; title: string; label: string; background: string}> {
  return thunderbird.chrome(addonId => {
    const {window3, WebExtensionPolicy} = globalThis as any;
    const element = window3.document.querySelector(`[extension="${addonId}"]`);
    return {
      badge: element.getAttribute('badge') ?? '',
      title: element.title,
      label: element.getAttribute('label'),
      background: WebExtensionPolicy.getByID(addonId).extension.backgroundState,
    };
  }, id);
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
