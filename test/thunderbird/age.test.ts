/** Thunderbird grows old, and the page says so; by itself nothing else changes. */
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {Page, Thunderbird} from '../../scripts/thunderbird.js';
import {audit} from '../../src/audit.ts';
import {DAY} from '../../src/days.ts';
import {snapshotOf} from '../../src/read.ts';
import {rules} from '../../src/rules/index.ts';
import {buildDateOf} from '../../src/facts/supported-versions.ts';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {auditAnew, isLasting, openPage, startAudited, wholeReportOf} from './audited.ts';
import {profile} from './profile.ts';
import type {Report} from '../../src/report.ts';

/** The id of a build made so many days ago. */
function buildId(daysAgo: number): string {
  return new Date(Date.now() - daysAgo * DAY).toISOString().replaceAll(/\D/g, '').slice(0, 14);
}

/** Runs in Thunderbird, which says from then on that it is another build. */
function be(other: {version?: string; appBuildID: string}): void {
  const {Services} = globalThis as any;
  // Not the build it said before to be.
  const genuine = Services.appinfo.genuine ?? Services.appinfo;
  const answers: Record<string | symbol, unknown> = {...other, genuine};
  Object.defineProperty(Services, 'appinfo', {value: new Proxy(genuine, {get: (target, name) => answers[name] ?? target[name]}), configurable: true});
}

/** Runs in the page: everything an audit is made of, but for the time. */
async function readAll() {
  const {browser} = globalThis as any;
  return Promise.all([browser.accounts.list(false), browser.mailSettings.read(), browser.runtime.getBrowserInfo()]);
}

function outcomeOf({findings, passed}: Report): string {
  const finding = findings.find(verdict => !isLasting(verdict));
  return finding?.outcome ?? (passed.every(isLasting) ? 'notApplicable' : 'pass');
}

/** All that is said but for that. */
function lasting({findings, passed}: Report): string[] {
  return [...findings, ...passed].filter(isLasting).map(verdict => JSON.stringify(verdict)).sort();
}

inEachThunderbird(({application}) => {
  let thunderbird: Thunderbird;
  let page: Page;

  beforeAll(async () => {
    thunderbird = await startAudited({application, prefs: profile([{type: 'imap', server: {socketType: 0, port: 143}}, {type: 'pop3', server: {leave_on_server: false}}])});
    page = await openPage(thunderbird);
  });
  afterAll(() => thunderbird?.stop());

  it('two years on it lacks security updates, and nothing else is said than today', async () => {
    const now = await wholeReportOf(page);
    const [listed, settings, info] = await page.evaluate(readAll);
    const about = {version: info.version, buildDate: buildDateOf(info.buildID), lastBackup: ''};
    const later = audit(snapshotOf(listed, settings, about, new Date(Date.now() + 2 * 365 * DAY)), rules, {rules: {}});
    expect(lasting(later)).toEqual(lasting(now));
    expect(outcomeOf(later)).toBe('fail');
  });
  // Debian builds its own without an updater: of a line that has ended at Thunderbird only the age counts.
  it.each([
    ['of today', {appBuildID: buildId(0), version: '153.99.0'}, 'pass'],
    ['of ten weeks ago', {appBuildID: buildId(69), version: '153.99.0'}, 'pass'],
    ['older than that', {appBuildID: buildId(72), version: '153.99.0'}, 'fail'],
    ['of today, of a version that newer ones had long followed', {appBuildID: buildId(0), version: '153.0'}, 'fail'],
    ['of today, of a line that has ended', {appBuildID: buildId(0), version: '128.14.0'}, 'fail'],
    ['of today, of a release to come', {appBuildID: buildId(0), version: '199.0'}, 'pass'],
    ['whose build tells no day', {appBuildID: '19700101000000', version: '153.99.0'}, 'unknown'],
    ['of tomorrow, where the clock is wrong', {appBuildID: buildId(-5), version: '153.99.0'}, 'unknown'],
  ])('one %s', async (_name, build, expected) => {
    await thunderbird.chrome(be, build);
    await auditAnew(page);
    expect(outcomeOf(await wholeReportOf(page))).toBe(expected);
  });
  it('it is told with its day', async () => {
    await thunderbird.chrome(be, {appBuildID: '20260612205621', version: '140.12.0'});
    await auditAnew(page);
    const text = await page.evaluate(() => document.querySelector('[data-rule="thunderbird-unsupported"]')!.textContent!);
    expect(text).toContain('Thunderbird 140.12.0 of June 12, 2026 lacks security updates');
  });
});
