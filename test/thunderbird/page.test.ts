/** The page in a real Thunderbird: every row, both languages, many and hostile accounts, the other edition, live. */
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import type {Page, Thunderbird} from '../../scripts/thunderbird.js';
import {getMessageIn} from '../helpers/locales.ts';
import {labelOf} from '../helpers/thunderbird-strings.ts';
import {inEachThunderbird, inThunderbird140} from '../helpers/thunderbirds.ts';
import {
  button, findingAt, id, idOf, openPage, reportOf, reportedFindings, sentence, shownFindings, startAudited, storeId, unfoldAll, violations, wholeReportOf, xpi,
  xpiWithoutExperiment,
} from './audited.ts';
import {type AccountSpec, profile} from './profile.ts';

async function textOf(page: Page, selector: string): Promise<string> {
  return page.evaluate(wanted => document.querySelector(wanted)?.textContent?.replace(/\s+/g, ' ').trim() ?? '', selector);
}

const bad: AccountSpec[] = [
  {type: 'imap', server: {socketType: 0, port: 143, autosync_max_age_days: 30, limit_offline_message_size: true, max_size: 50}, smtp: {try_ssl: 2, port: 587}},
  {type: 'pop3', server: {leave_on_server: false}},
  {type: 'imap'},
  {type: 'none', server: {name: 'Local Folders'}},
];

/** In the page: of each arrow head whether its tip is nearer than its base to the place it is beside, in this direction of writing. */
function headsPoint(dir: string): boolean[] {
  document.documentElement.dir = dir;
  return [...document.querySelectorAll<SVGPathElement>('.drawing .arrow path')].map(path => {
    const [head, ...places] = [path, ...path.closest('.drawing')!.querySelectorAll('.place-box')].map(element => {
      const {left, right} = element.getBoundingClientRect();
      return (left + right) / 2;
    }) as [number, ...number[]];
    const nearest = places.toSorted((a, b) => Math.abs(a - head) - Math.abs(b - head))[0]!;
    // The tip is the corner in the middle of the path's height.
    const at = (x: number) => new DOMPoint(x, 5).matrixTransform(path.getScreenCTM()!).x;
    const [tip, base] = path.getAttribute('d')!.startsWith('M0 5') ? [at(0), at(9)] : [at(9), at(0)];
    return Math.abs(tip - nearest) < Math.abs(base - nearest);
  });
}

/** In the page: as if it were so. */
function setState(state: string): void {
  document.querySelector('main')!.dataset['state'] = state;
}

inEachThunderbird(({application}) => {
  describe.each(['en', 'fr'])('in %s', locale => {
    let thunderbird: Thunderbird;
    let page: Page;
    beforeAll(async () => {
      thunderbird = await startAudited({application, prefs: profile(bad), locale: locale === 'fr' ? 'fr' : 'en-US'});
      page = await openPage(thunderbird);
    });
    afterAll(() => thunderbird?.stop());

    /** Folded, as it comes. */
    async function openAnew(): Promise<void> {
      await page.close();
      page = await openPage(thunderbird);
    }

    it('shows each finding of the report once, folded and unfolded', async () => {
      const reported = reportedFindings(await wholeReportOf(page));
      expect(reported.length).toBeGreaterThan(4);
      expect(await shownFindings(page)).toEqual(reported);
      await unfoldAll(page);
      expect(await shownFindings(page)).toEqual(reported);
      await openAnew();
    });

    it('names in the verdict what is most urgent, and its button leads where that of the first row does', async () => {
      const [verdict, row] = await page.evaluate(() => ['#verdict', '#todo > .row'].map(place => {
        const {dataset, ariaDescription} = document.querySelector<HTMLElement>(`${place} .go > button`)!;
        // The verdict's button says which row it stands for; that of a row stands in it.
        return {...dataset, row: undefined, about: ariaDescription};
      }));
      expect(verdict).toEqual(row);
      expect(verdict).toMatchObject({action: 'open-setting', accountId: 'account1', about: await textOf(page, '#todo h3')});
      expect(await textOf(page, '#verdict [data-part="first"]')).toContain(verdict!.about);
    });

    it('unfolds one thing to do at a time, with what to do about it', async () => {
      for (const n of [1, 2]) await page.click(`#todo > .row:nth-child(${n}) summary`);
      await page.waitFor(() => document.querySelectorAll('#todo > .row > details[open]').length === 1);
      expect(await page.evaluate(() => {
        const led = document.querySelector<HTMLDetailsElement>('#todo > .row:nth-child(2) > details')!;
        return {isOpen: led.open, isFocused: document.activeElement === led.querySelector('summary'), steps: led.querySelectorAll('ol li').length > 0, isAsideOpen: led.querySelector<HTMLDetailsElement>('.aside')!.open};
      })).toEqual({isOpen: true, isFocused: true, steps: true, isAsideOpen: false});
      await openAnew();
    });

    it('has no accessibility fault that axe-core knows, folded and unfolded, light and dark', async () => {
      expect(await violations(page)).toEqual([]);
      await unfoldAll(page);
      expect(await violations(page)).toEqual([]);
      await page.click('#share-button');
      expect(await violations(page)).toEqual([]);
      await page.setPrefersDark(true);
      expect(await violations(page)).toEqual([]);
      await page.setPrefersDark(false);
      await page.click('#share-button');
    });

    it.each(['error', 'outdated', 'loading'])('has none in the state %s either', async state => {
      await page.evaluate(setState, state);
      expect(await violations(page)).toEqual([]);
      await page.evaluate(setState, 'ready');
    });

    // From here on everything is unfolded.
    it('speaks the language, in full', async () => {
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale);
      expect(await textOf(page, '#verdict h2')).not.toBe('');
      const all = await page.evaluate(() => document.body.textContent!);
      expect(all).toContain(getMessageIn(locale)('unprotected_password_title'));
      expect(all).toContain(labelOf('connectionSecurity', application, locale === 'fr' ? 'fr' : 'en-US'));
      expect(all).not.toMatch(/__MSG_|undefined|\[object|\{\w+\}/);
    });

    it('is called by its name in that language, on tab, page and button', async () => {
      const name = getMessageIn(locale)('extension_name');
      const onPage = await page.evaluate(() => [document.title, document.querySelector('h1')!.textContent!.trim()]);
      const {label, title} = await button(thunderbird);
      expect([...onPage, label]).toEqual([name, name, name]);
      expect(title).toMatch(new RegExp(`^${name}\\s?: `));
    });

    it.each(['ltr', 'rtl'])('draws each arrow towards where the mail goes: %s', async dir => {
      const heads = await page.evaluate(headsPoint, dir);
      await page.evaluate(() => { document.documentElement.dir = 'ltr'; });
      expect(heads.length).toBeGreaterThan(4);
      expect(new Set(heads)).toEqual(new Set([true]));
    });

    it('copies a text for the help desk, without names', async () => {
      await page.click('#share-button');
      await page.click('[data-action="copy"]');
      const copied = await thunderbird.waitFor(clipboardText);
      expect(copied).toBe(await page.evaluate(() => document.querySelector('#helpdesk-text')!.textContent));
      expect(copied).toContain('imap1.example.org');
      expect(copied).not.toMatch(/user\d|Account \d/);
    });
  });

  describe('with other profiles', () => {
    let thunderbird: Thunderbird;
    afterEach(() => thunderbird?.stop());

    it('lives through an empty profile', async () => {
      thunderbird = await startAudited({application});
      const page = await openPage(thunderbird);
      const report = await reportOf(page);
      expect(report.findings).toEqual([]);
      expect(await textOf(page, 'main')).toContain(sentence('page_verdict_empty'));
      expect(await violations(page)).toEqual([]);
    });

    it('runs nothing that a name contains, and keeps it whole', async () => {
      const names = ['<img src=x onerror="document.title=\'run\'">', '"><script>document.title="run"</script>', 'x'.repeat(500), 'حساب البريد الخاص بي', '{hostname} $1 %s'];
      const accounts = names.map((name, i): AccountSpec => ({
        type: i % 2 ? 'pop3' : 'imap', server: {name, userName: name, socketType: 0, port: 143, hostname: `${'long-'.repeat(10)}${i}.example.org`},
        identity: {useremail: `${'a'.repeat(60)}@${'b'.repeat(60)}.example.org`, fullName: name},
      }));
      thunderbird = await startAudited({application, prefs: profile(accounts)});
      const page = await openPage(thunderbird);
      await unfoldAll(page);
      const seen = await page.evaluate(() => ({
        title: document.title, text: document.body.textContent!, foreign: document.querySelectorAll('img:not([src="../icon.svg"]), [onerror], body script').length,
        overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      }));
      expect(seen.title).not.toBe('run');
      expect(seen.foreign).toBe(0);
      for (const name of names) expect(seen.text).toContain(name);
      expect(seen.overflow).toBeLessThanOrEqual(0);
    });

    it('shows no server’s name that turns the text around it, or passes for another', async () => {
      const open = {socketType: 0, port: 143};
      thunderbird = await startAudited({application, prefs: profile([
        {type: 'imap', server: {...open, hostname: 'imap.gοοgle.com'}, smtp: {try_ssl: 0, port: 587, hostname: 'smtp.\u202Emoc.elgoog'}}, {type: 'imap', server: {name: 'Work \u202E\u2069'}},
      ])});
      const page = await openPage(thunderbird);
      await unfoldAll(page);
      expect(await page.evaluate(() => document.querySelector('#row-checked [data-key="passed"] bdi') !== null)).toBe(true);
      const {text, outside} = await page.evaluate(() => {
        const all = document.body.textContent!;
        document.querySelectorAll('bdi, [dir="auto"]').forEach(node => node.remove());
        return {text: all, outside: document.body.textContent!};
      });
      expect(text).toContain('imap.gοοgle.com (imap.xn--ggle-0nda.com)');
      expect(text).toContain('smtp.<U+202E>moc.elgoog');
      // A person's own name stands as it is, where it turns nothing else around.
      expect(text).toContain('Work \u202E\u2069');
      expect(text.replaceAll('Work \u202E\u2069', '')).not.toContain('\u202E');
      expect(outside).not.toContain('Work');
    });

    it('holds 32 accounts', async () => {
      const accounts = Array.from({length: 32}, (_, i): AccountSpec => i % 5 ? {type: i % 2 ? 'imap' : 'pop3'} : bad[0]!);
      thunderbird = await startAudited({application, prefs: profile(accounts)});
      const page = await openPage(thunderbird);
      const rowsOfAccounts = () => page.evaluate(() => [...document.querySelectorAll<HTMLElement>('[data-account]')].map(row => row.dataset['account']).toSorted());
      expect(await rowsOfAccounts()).toEqual(accounts.map((_, i) => `account${i + 1}`).toSorted());
      const reported = reportedFindings(await wholeReportOf(page));
      expect(await shownFindings(page)).toEqual(reported);
      expect(await violations(page)).toEqual([]);
      // The same in several places is one row, which unfolds to a line each.
      await page.click('#todo [data-action="see"][data-row^="each-"]');
      expect(await page.evaluate(() => {
        const details = document.querySelector<HTMLDetailsElement>('#todo details[id^="each-"]')!;
        return {isOpen: details.open, isFocused: document.activeElement === details.querySelector('summary'), places: details.querySelectorAll('.place > .go > [data-action="open-setting"]').length};
      })).toEqual({isOpen: true, isFocused: true, places: 7});
      expect(await shownFindings(page)).toEqual(reported);
      await unfoldAll(page);
      expect(await shownFindings(page)).toEqual(reported);
      expect(await rowsOfAccounts()).toHaveLength(32);
      expect(await violations(page)).toEqual([]);
    });

    it('follows a setting changed while it is open, and keeps what was unfolded', async () => {
      thunderbird = await startAudited({application, prefs: profile([{type: 'imap'}, bad[1]!])});
      const page = await openPage(thunderbird);
      /** Of account 2: its row with all that is in it, and what is to be put right there. */
      const unfolded = `[data-account="account2"] details, ${findingAt('pop-removes-from-server', 'account2')}`;
      await page.click('[data-account="account2"] > details > summary');
      await page.click('[data-account="account2"] .settings > summary');
      await page.click(`${findingAt('pop-removes-from-server', 'account2')} > summary`);
      const states = () => page.evaluate(selector => [...document.querySelectorAll<HTMLDetailsElement>(selector)].map(({open, textContent}) => ({open, textContent})), unfolded);
      await expect.poll(async () => (await states()).map(({open}) => open)).toEqual([true, true, true]);
      const before = await states();
      await thunderbird.chrome(() => {
        (globalThis as any).MailServices.accounts.getAccount('account1').incomingServer.socketType = 0;
      });
      await page.waitFor(selector => document.querySelector(selector) !== null, {}, findingAt('incoming-plaintext', 'account1'));
      expect(await states()).toEqual(before);
    });

    it('audits again when the button is pressed while it is open, in the same tab', async () => {
      thunderbird = await startAudited({application, prefs: profile([{type: 'imap'}])});
      const page = await openPage(thunderbird);
      expect(await textOf(page, '#status')).toBe('');
      await thunderbird.pressButton(id);
      await expect.poll(() => textOf(page, '#status')).toBe(sentence('page_audited_status'));
      expect(await thunderbird.pages('/page/options.html')).toBe(1);
    });

    it('without the experiment names what it cannot see, and says nothing is fine that it did not see', async () => {
      thunderbird = await startAudited({application, prefs: profile(bad)}, xpiWithoutExperiment);
      const page = await openPage(thunderbird, storeId);
      const report = await reportOf(page);
      expect(report.accounts.map(account => account.type)).toEqual(expect.arrayContaining(['imap', 'pop3', 'imap', 'local']));
      // Of no account anything passed.
      expect(report.passed.filter(({accountIds}) => accountIds.length)).toEqual([]);
      expect(new Set(report.findings.map(finding => finding.outcome))).toEqual(new Set(['unknown']));
      for (const account of ['account1', 'account2', 'account3']) {
        expect(report.findings.filter(finding => finding.accountIds.includes(account)).length).toBeGreaterThan(5);
      }
      // Nor does the button find that there is nothing to correct.
      const {isOld} = await button(thunderbird, storeId);
      await expect.poll(async () => (await button(thunderbird, storeId)).title).toBe(isOld ? sentence('badge_attention_one', {count: 1}) : sentence('badge_unread'));
      expect(await page.evaluate(() => document.querySelectorAll('[data-action="open-setting"]').length)).toBe(0);
      const reported = reportedFindings(await wholeReportOf(page));
      expect(await shownFindings(page)).toEqual(reported);
      expect(await violations(page)).toEqual([]);
      await unfoldAll(page);
      expect(await textOf(page, 'main')).toContain(sentence('label_serverSettings'));
      expect(await shownFindings(page)).toEqual(reported);
      expect(await violations(page)).toEqual([]);
    });
  });
});

// Set-up gives the older one a German language pack.
inThunderbird140(({application}) => {
  describe('whose language is not ours', () => {
    let thunderbird: Thunderbird;
    afterAll(() => thunderbird?.stop());

    it.each([
      {edition: 'with the experiment', file: xpi, label: () => labelOf('connectionSecurity', application, 'de'), note: 'are those of your Thunderbird'},
      {edition: 'without it', file: xpiWithoutExperiment, label: () => sentence('label_serverSettings'), note: 'so are the names'},
    ])('$edition, the page is English, and says whose labels it shows', async ({file, label, note}) => {
      thunderbird = await startAudited({application, locale: 'de', prefs: profile(bad)}, file);
      const page = await openPage(thunderbird, idOf(file));
      await unfoldAll(page);
      const all = await textOf(page, 'body');
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
      expect(all).toContain('not yet available in your language');
      expect(all).toContain(note);
      expect(all).toContain(label());
      await thunderbird.stop();
    });
  });
});

/** Runs in Thunderbird. */
function clipboardText(): string {
  const {Cc, Ci, Services} = globalThis as any;
  const transferable = Cc['@mozilla.org/widget/transferable;1'].createInstance(Ci.nsITransferable);
  transferable.init(null);
  transferable.addDataFlavor('text/plain');
  Services.clipboard.getData(transferable, Services.clipboard.kGlobalClipboard);
  const data: Record<string, any> = {};
  transferable.getTransferData('text/plain', data);
  return data['value'].QueryInterface(Ci.nsISupportsString).data;
}
