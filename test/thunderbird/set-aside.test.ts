/** Setting a finding aside and taking it back, by pressing what is on the page; and the day of the last backup. */
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {Page, Thunderbird} from '../../scripts/thunderbird.js';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {button, findingAt, openPage, reportOf, sentence, startAudited, unfoldAll, violations} from './audited.ts';
import {profile} from './profile.ts';

const limited = {type: 'imap', server: {autosync_max_age_days: 30}} as const;
const prefs = profile([limited, {type: 'imap'}]);
const finding = findingAt('local-copies-by-age', 'account1');

/** Runs in the page: unfolds what sets the finding aside, which is unfolded, and fills it in. */
function fillIn([selector, reason, until]: string[]): void {
  const form = document.querySelector<HTMLDetailsElement>(`${selector!} .aside`)!;
  form.open = true;
  form.querySelector<HTMLInputElement>('[name="reason"]')!.value = reason!;
  if (until !== undefined) form.querySelector<HTMLInputElement>('[name="until"]')!.value = until;
}

/** Runs in Thunderbird. */
function setDays(days: number): void {
  (globalThis as any).Services.prefs.setIntPref('mail.server.server1.autosync_max_age_days', days);
}

/** Runs in the page: what has the focus, the row or finding that it is the heading of, and whether the reader sees it. */
function focusOf() {
  const focused = document.activeElement!;
  const {top, bottom} = focused.getBoundingClientRect();
  const {dataset} = focused.closest<HTMLElement>('details')!;
  return {tag: focused.localName, of: dataset['rule'] ?? focused.closest('.row')!.id, isSeen: top >= 0 && bottom <= innerHeight};
}

/** Runs in the page. */
function changedRows(): number {
  return document.querySelectorAll('[data-account] .whose strong').length;
}

inEachThunderbird(({application}) => {
  let thunderbird: Thunderbird;
  let page: Page;
  const outcome = async () => (await reportOf(page)).findings.find(({rule}) => rule === 'local-copies-by-age');

  beforeAll(async () => {
    thunderbird = await startAudited({application, prefs});
    page = await openPage(thunderbird);
  });
  afterAll(() => thunderbird?.stop());

  it('is offered with the finding', async () => {
    await page.click(`${finding} > summary`);
    await page.waitFor(selector => document.querySelector(`${selector} .aside`) !== null, {}, finding);
  });
  it.each([
    ['', undefined, 'Say in a few words why'],
    ['Small disk', '', 'Choose a day'],
    ['Small disk', '2020-01-01', 'Choose a day'],
  ])('wants a reason and a day to come: %j, %j', async (reason, until, problem) => {
    await page.evaluate(fillIn, until === undefined ? [finding, reason] : [finding, reason, until]);
    await page.click(`${finding} [data-action="waive"]`);
    await expect.poll(() => page.evaluate(selector => document.querySelector(`${selector} .aside [role="alert"]`)?.textContent, finding)).toContain(problem);
    expect((await outcome())?.outcome).toBe('fail');
  });
  it('then it no longer counts, on the page, in the report and on the button', async () => {
    await expect.poll(async () => (await button(thunderbird)).badge).toBe('1');
    await page.evaluate(fillIn, [finding, 'Small disk', '2099-01-01']);
    await page.click(`${finding} [data-action="waive"]`);
    await expect.poll(async () => (await outcome())?.outcome).toBe('waived');
    expect((await outcome())?.waiver).toEqual({by: 'user', reason: '', until: '2099-01-01'});
    await expect.poll(async () => (await button(thunderbird)).badge).toBe('');
    expect(await page.evaluate(() => document.querySelector('#row-waived')!.textContent)).toContain('Small disk');
    // The account has not changed, and the reader is where it is told now.
    expect(await page.evaluate(changedRows)).toBe(0);
    expect(await page.evaluate(focusOf)).toEqual({tag: 'summary', of: 'row-waived', isSeen: true});
  });
  it('outlives a restart', async () => {
    await thunderbird.restart();
    page = await openPage(thunderbird);
    expect((await outcome())?.outcome).toBe('waived');
  });
  it('comes back when the setting changes, and is aside again when it is put back', async () => {
    await thunderbird.chrome(setDays, 7);
    await expect.poll(async () => (await outcome())?.outcome).toBe('fail');
    await thunderbird.chrome(setDays, 30);
    await expect.poll(async () => (await outcome())?.outcome).toBe('waived');
  });
  it('is taken back in one press', async () => {
    await page.click('#row-waived summary');
    expect(await violations(page)).toEqual([]);
    await page.click('#row-waived [data-action="unwaive"]');
    await expect.poll(async () => (await outcome())?.outcome).toBe('fail');
    await expect.poll(async () => (await button(thunderbird)).badge).toBe('1');
    expect(await page.evaluate(changedRows)).toBe(0);
    expect(await page.evaluate(focusOf)).toEqual({tag: 'summary', of: 'local-copies-by-age', isSeen: true});
  });
  it('set aside in quick presses, all are', async () => {
    const other = await startAudited({application, prefs: profile([limited, limited, limited])});
    const three = await openPage(other);
    await unfoldAll(three);
    await three.evaluate(() => {
      const forms = [...document.querySelectorAll<HTMLElement>('[data-rule="local-copies-by-age"] .aside')];
      for (const form of forms) form.querySelector<HTMLInputElement>('[name="reason"]')!.value = 'Small disk';
      for (const form of forms) form.querySelector<HTMLElement>('[data-action="waive"]')!.click();
    });
    await expect.poll(async () => (await reportOf(three)).findings.filter(({waiver}) => waiver).length).toBe(3);
    await other.stop();
  });
  it('whatever storage.local holds, the page shows the report, and what nobody understands is put aside', async () => {
    await page.evaluate(() => (globalThis as any).messenger.storage.local.set({setAside: {a: 1}, lastBackup: 'soon', delivery: [], labels: 'all'}));
    await page.close();
    page = await openPage(thunderbird);
    expect((await outcome())?.outcome).toBe('fail');
    // Whoever reads each of them first, page or background, and when.
    await expect.poll(() => page.evaluate(async () => Object.entries((await (globalThis as any).messenger.storage.local.get('putAside')).putAside ?? {}).toSorted()))
      .toEqual(expect.arrayContaining([['lastBackup', ['soon']], ['setAside', [{a: 1}]]]));
  });
  it('a backup is asked for, told in one press, and remembered; or one of another day, and it is taken back', async () => {
    const told = () => page.evaluate(() => document.querySelector('#row-backup [data-part="state"]')!.textContent);
    const backup = async () => {
      const {findings, passed} = await reportOf(page);
      return [...findings, ...passed].find(({rule}) => rule === 'backup-outdated');
    };
    expect(await told()).toBe(sentence('page_backup_never'));
    expect(await backup()).toBeUndefined();
    await page.click('#row-backup summary');
    await page.click('[data-action="backup"]');
    await expect.poll(told).toContain(sentence('page_backup_told').split('{')[0]);
    expect(await backup()).toBeDefined();
    expect(await backup()).not.toHaveProperty('outcome');
    await page.evaluate(() => { document.querySelector<HTMLInputElement>('[name="backup-day"]')!.value = '2020-02-03'; });
    await page.click('[data-action="backup"]');
    await expect.poll(told).toBe(sentence('page_backup_told', {day: 'February 3, 2020'}));
    expect(await backup()).toMatchObject({outcome: 'fail'});
    await page.click('[data-action="forget-backup"]');
    await expect.poll(told).toBe(sentence('page_backup_never'));
    expect(await backup()).toBeUndefined();
  });
});
