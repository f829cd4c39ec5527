/** The page on paper: verdict and list on one page or two, half a page an account at most, and of the rest what the reader has unfolded. */
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {inflateSync} from 'node:zlib';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {pretendConnected} from '../../scripts/pretend-connected.js';
import {seedAccounts} from '../../scripts/seed-accounts.js';
import type {Page, Thunderbird} from '../../scripts/thunderbird.js';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {openPage, startAudited} from './audited.ts';

/** Runs in Thunderbird: prints the tab in front on A4, as the print dialog does when it prints to a file. */
async function printTo(file: string): Promise<void> {
  const {Cc, Ci, window3} = globalThis as any;
  const settings = Cc['@mozilla.org/gfx/printsettings-service;1'].getService(Ci.nsIPrintSettingsService).createNewPrintSettings();
  Object.assign(settings, {
    outputDestination: Ci.nsIPrintSettings.kOutputDestinationFile, outputFormat: Ci.nsIPrintSettings.kOutputFormatPDF, toFileName: file,
    isInitializedFromPrinter: true, isInitializedFromPrefs: true, printSilent: true,
    paperSizeUnit: Ci.nsIPrintSettings.kPaperSizeMillimeters, paperWidth: 210, paperHeight: 297,
    // Inches.
    marginTop: 0.5, marginBottom: 0.5, marginLeft: 0.5, marginRight: 0.5,
  });
  await window3.document.getElementById('tabmail').currentTabInfo.browser.browsingContext.print(settings);
}

/** How many pages a PDF has: its page tree says so, in a stream of objects that may be compressed. */
function pagesIn(file: string): number {
  const bytes = readFileSync(file, 'latin1');
  const streams = [...bytes.matchAll(/stream\r?\n(.*?)\r?\nendstream/gs)].map(([, body]) => {
    try {
      return inflateSync(Buffer.from(body!, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  const tree = [bytes, ...streams].flatMap(text => [...text.matchAll(/\/Type\s*\/Pages\b[^>]*?\/Count (\d+)/gs)]);
  return Number(tree[0]?.[1]);
}

/** In the page: unfolds all that there are, at once. */
function unfold(selector: string): void {
  for (const details of document.querySelectorAll<HTMLDetailsElement>(selector)) {
    details.removeAttribute('name');
    details.open = true;
  }
}

/** Runs in Thunderbird: lays the tab in front out as on paper, as wide as A4 without its margins; null for as on a screen. */
function asOnPaper(width: number | null): void {
  const {browser} = (globalThis as any).window3.document.getElementById('tabmail').currentTabInfo;
  browser.browsingContext.mediumOverride = width ? 'print' : '';
  for (const name of ['min-width', 'max-width']) browser.style.setProperty(name, width ? `${width}px` : '', 'important');
}

/** CSS pixels of A4 within half an inch. */
const paper = {width: 698, height: 1026};

/** In the page: the parts that are not printed where nothing is unfolded, and those that always are. */
function isSeen(selectors: string[]): boolean[] {
  return selectors.map(selector => [...document.querySelectorAll(selector)].some(node => node.checkVisibility()));
}

inEachThunderbird(({application}) => {
  describe.each(['en-US', 'fr'])('in %s', locale => {
    const folder = mkdtempSync(join(tmpdir(), 'print-test-'));
    let thunderbird: Thunderbird;
    let page: Page;
    const pages = async (name: string) => {
      const file = join(folder, `${name}.pdf`);
      await thunderbird.chrome(printTo, file);
      return pagesIn(file);
    };
    beforeAll(async () => {
      thunderbird = await startAudited({application, prefs: seedAccounts(), locale});
      await thunderbird.chrome(pretendConnected);
      page = await openPage(thunderbird);
    });
    afterAll(async () => {
      await thunderbird?.stop();
      rmSync(folder, {recursive: true, force: true});
    });

    it('five accounts are two pages at most as the page opens', async () => {
      expect(await pages('folded')).toBeOneOf([1, 2]);
    });

    it('with every account unfolded they are four at most', async () => {
      await page.evaluate(unfold, '.account > details');
      await page.waitFor(() => document.querySelectorAll('.account .drawing').length === 5);
      expect(await pages('unfolded')).toBeOneOf([2, 3, 4]);
    });

    it('nothing to press is printed, and no heading of what is folded', async () => {
      await thunderbird.chrome(asOnPaper, paper.width);
      await page.waitFor(wanted => innerWidth === wanted && matchMedia('print').matches, {}, paper.width);
      expect(await page.evaluate(isSeen, ['#verdict-sentence', '.account', 'button', '.links', '.settings', '#more', 'section:has(> #more) > h2'])).toEqual([true, true, false, false, false, false, false]);
      await page.evaluate(unfold, '#row-explained > details, .account .settings');
      expect(await page.evaluate(isSeen, ['button', '.settings', '#row-explained', '#row-checked', 'section:has(> #more) > h2'])).toEqual([false, true, true, false, true]);
    });

    it('an account is half a page at most, its settings unfolded too', async () => {
      await page.waitFor(() => document.querySelectorAll('.account:has(.setting-group)').length === 5);
      const heights = await page.evaluate(() => [...document.querySelectorAll('.account')].map(row => row.getBoundingClientRect().height));
      expect(heights).toHaveLength(5);
      expect(heights.filter(height => height > paper.height / 2)).toEqual([]);
      await thunderbird.chrome(asOnPaper, null);
    });
  });
});
