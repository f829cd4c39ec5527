/** *Open this setting* lands on the right account, pane and server. */
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {Thunderbird} from '../../scripts/thunderbird.js';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {openPage, startAudited} from './audited.ts';
import {profile} from './profile.ts';

/** Account 1 is fine, so that landing on the first account by accident shows. */
const prefs = {...profile([
  {type: 'imap'},
  {type: 'imap', server: {socketType: 0, port: 143, offline_download: false, purgeSpam: true}, smtp: {try_ssl: 0, port: 587}},
  {type: 'pop3', server: {leave_on_server: false}},
  {type: 'ews', server: {ews_url: 'http://exchange.example.org/EWS/Exchange.asmx', retainBy: 2, daysToKeepHdrs: 30}},
  {type: 'imap', smtp: null, identity: {smtpServer: 'smtp999'}},
  {type: 'none', server: {hostname: 'Local Folders', userName: 'nobody', empty_trash_on_exit: true, retainBy: 2, daysToKeepHdrs: 30}},
]), 'mail.accountmanager.localfoldersserver': 'server6', 'offline.startup_state': 3};

const places = [
  ['account2', 'incoming-plaintext', {row: 'account2/am-server.xhtml', page: 'am-server.xhtml'}],
  ['account2', 'local-copies-off', {row: 'account2/am-offline.xhtml', page: 'am-offline.xhtml'}],
  ['account2', 'junk-deleted-by-age', {row: 'account2/am-junk.xhtml', page: 'am-junk.xhtml'}],
  ['account2', 'outgoing-plaintext', {row: 'smtp', page: 'am-smtp.xhtml', server: 'smtp2'}],
  ['account3', 'pop-removes-from-server', {row: 'account3/am-server.xhtml', page: 'am-server.xhtml'}],
  ['account3', 'pop-sent-only-here', {row: 'account3/am-copies.xhtml', page: 'am-copies.xhtml'}],
  ['account4', 'exchange-plaintext', {row: 'account4/am-server.xhtml', page: 'am-server.xhtml'}],
  ['account4', 'retention-deletes-on-server', {row: 'account4/am-offline.xhtml', page: 'am-offline.xhtml'}],
  ['account5', 'missing-outgoing-server', {row: 'account5', page: 'am-main.xhtml'}],
  // Local Folders have one page for what is two of an account.
  ['account6', 'trash-emptied-on-exit', {row: 'account6', page: 'am-serverwithnoidentities.xhtml'}],
  ['account6', 'retention-deletes-local-copies', {row: 'account6/am-offline.xhtml', page: 'am-offline.xhtml'}],
  // Thunderbird's own settings.
  ['', 'offline-mode', {row: 'paneGeneral', page: 'about:preferences'}],
] as const;

/** Runs in Thunderbird: where Account Settings stands. */
function whereAreWe(): {row?: string; page?: string; server?: string} | null {
  const {window3} = globalThis as any;
  const tabmail = window3.document.getElementById('tabmail');
  const settings = tabmail.currentTabInfo.browser;
  if (settings?.currentURI.spec.startsWith('about:preferences')) return {row: settings.contentWindow.gLastCategory.category, page: 'about:preferences'};
  if (settings?.currentURI.spec !== 'about:accountsettings') return null;
  const {contentDocument} = settings;
  const tree = contentDocument.getElementById('accounttree');
  const frame = contentDocument.getElementById('contentFrame').contentDocument;
  const server = frame.getElementById('smtpList')?.selectedItem?.getAttribute('key');
  return {row: tree.rows[tree.selectedIndex]?.id, page: frame.URL.split('/').pop(), ...(server && {server})};
}

inEachThunderbird(({application}) => {
  let thunderbird: Thunderbird;
  beforeAll(async () => {
    thunderbird = await startAudited({application, prefs});
  });
  afterAll(() => thunderbird?.stop());

  /** Twice: with Account Settings closed, and with it open at the place before. */
  it.each([...places, ...places])('%s, %s', async (account, rule, place) => {
    const page = await openPage(thunderbird);
    // What one change cures with it has its button.
    const finding = `${account ? `[data-account="${account}"]` : '[data-key="no-account"]'} .finding:is([data-rule="${rule}"], :has([data-rule="${rule}"]))`;
    await page.evaluate(selector => {
      for (let element = document.querySelector(selector); element; element = element.parentElement) {
        if (element instanceof HTMLDetailsElement) element.open = true;
      }
    }, finding);
    await page.click(`${finding} [data-action="open-setting"]`);
    await expect.poll(() => thunderbird.chrome(whereAreWe)).toEqual(place);
    // Still there once everything has loaded.
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(await thunderbird.chrome(whereAreWe)).toEqual(place);
  });
});
