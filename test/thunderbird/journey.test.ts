/** Whole journeys, by mouse and by keyboard alone: from the toolbar button to what is wrong, to the changed setting, to the receipt. Each event is as the system's. */
import {afterAll, beforeAll, beforeEach, expect, it} from 'vitest';
import type {Page, Thunderbird} from '../../scripts/thunderbird.js';
import type {LabelId} from '../../src/explain/labels.ts';
import {labelOf} from '../helpers/thunderbird-strings.ts';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {outOfView, socketTypeOfServer, sslOfServer, whereAreWe} from './account-settings.ts';
import {button, findingAt, id, startAudited, violations} from './audited.ts';
import {type AccountSpec, profile} from './profile.ts';

// Without a kind of store, which Thunderbird writes for each account it makes, its page of server settings throws and keeps nothing.
const server = {storeContractID: '@mozilla.org/msgstore/berkeleystore;1'};

/** Account 1 is fine, so that landing on the first account by accident shows. */
const accounts: AccountSpec[] = [
  {type: 'imap', server}, {type: 'imap', server: {...server, socketType: 0, port: 143}}, {type: 'imap', server, smtp: {try_ssl: 0, port: 587}},
];

/** [kind of connection security, port], as Thunderbird has them. */
type Connection = [socketType: number, port: number];

const open: {incoming: Connection; outgoing: Connection} = {incoming: [0, 143], outgoing: [0, 587]};

/** Runs in Thunderbird: of the incoming server of account 2 and of the outgoing one of account 3. */
function connections(): Record<'incoming' | 'outgoing', Connection> {
  const {MailServices, Services} = globalThis as any;
  const {socketType, port} = MailServices.accounts.getAccount('account2').incomingServer;
  const [kind, ownPort] = ['try_ssl', 'port'].map(name => Services.prefs.getIntPref(`mail.smtpserver.smtp3.${name}`));
  return {incoming: [socketType, port], outgoing: [kind!, ownPort!]};
}

/** Runs in Thunderbird: all is as wrong as at the start, and the mail tab alone is open. */
function beginAnew({incoming, outgoing}: typeof open): void {
  const {MailServices, Services, window3} = globalThis as any;
  const tabmail = window3.document.getElementById('tabmail');
  while (tabmail.tabInfo.length > 1) tabmail.closeTab(tabmail.tabInfo.at(-1));
  const {incomingServer} = MailServices.accounts.getAccount('account2');
  [incomingServer.socketType, incomingServer.port] = incoming;
  Services.prefs.setIntPref('mail.smtpserver.smtp3.try_ssl', outgoing[0]);
  Services.prefs.setIntPref('mail.smtpserver.smtp3.port', outgoing[1]);
}

/** Runs in Thunderbird: what is chosen in a dialog over Account Settings, and whether its list is still open: a press outside only closes that. */
function chosenIn(dialog: string): {value: string; isOpen: boolean} {
  const {contentDocument} = (globalThis as any).window3.document.getElementById('tabmail').currentTabInfo.browser;
  const {value, open: isOpen} = contentDocument.querySelector(dialog).contentDocument.getElementById('smtp.socketType');
  return {value, isOpen};
}

/** Selects the button of the verdict. */
const first = '#verdict .go > button';
const receipt = '#todo > [data-receipt]';
const summary = `${receipt} summary`;
const hide = `${receipt} [data-action="hide-receipt"]`;

/** In the page: what has the focus, by one of these selectors, and whether the whole of it is in view. */
function focusAmong(selectors: string[]): string {
  const {activeElement} = document;
  const {top, bottom} = activeElement!.getBoundingClientRect();
  return `${selectors.find(selector => activeElement!.matches(selector)) ?? activeElement!.outerHTML}${top >= 0 && bottom <= innerHeight ? '' : ', out of view'}`;
}

/** In the page: of each such element, what its parts say. */
function textsOfParts(selector: string): string[][] {
  return [...document.querySelectorAll(selector)].map(({children}) => [...children].map(part => (part as HTMLElement).innerText));
}

inEachThunderbird(({application, version}) => {
  let thunderbird: Thunderbird;
  let page: Page;
  beforeAll(async () => {
    thunderbird = await startAudited({application, prefs: profile(accounts), locale: 'en-US'});
  });
  afterAll(() => thunderbird?.stop());

  /** Presses of the mouse since the verdict was read. */
  let presses = 0;
  beforeEach(async () => {
    await thunderbird.chrome(beginAnew, open);
    await expectBadge('2');
    await press(`unified-toolbar [extension="${id}"]`);
    page = await thunderbird.page('/page/options.html');
    await expectFocus('h1');
    await page.waitFor(() => document.querySelector('main')?.dataset['state'] === 'ready');
    await expectFocus('h1');
    presses = 0;
  });

  /** As soon as it can be seen. */
  async function press(...path: string[]): Promise<void> {
    await pressed(() => thunderbird.press(...path));
  }

  async function pressOnPage(selector: string): Promise<void> {
    await pressed(() => page.press(selector));
  }

  async function pressed(attempt: () => Promise<void>): Promise<void> {
    await expect.poll(() => attempt().then(() => '', String)).toBe('');
    presses += 1;
  }

  async function expectBadge(badge: string): Promise<void> {
    await expect.poll(async () => (await button(thunderbird)).badge).toBe(badge);
  }

  /** The keyboard is on one of these, on our page, and in view. */
  async function expectFocus(...selectors: string[]): Promise<void> {
    await expect.poll(async () => {
      const at = (await thunderbird.focused()).at(-1);
      return at?.page.includes('/page/options.html') ? page.evaluate(focusAmong, selectors) : at;
    }).toBeOneOf(selectors);
  }

  /** Account Settings stand there, the row in view, and the keyboard is on this control, which is in view. */
  async function expectControl(control: string, place: object): Promise<void> {
    await expect.poll(() => thunderbird.focused()).toMatchObject([{}, {page: 'about:accountsettings'}, {id: control}]);
    expect(await thunderbird.chrome(whereAreWe)).toEqual(place);
    expect(await thunderbird.chrome(outOfView)).toEqual([]);
  }

  const expectIncoming = () => expectControl('server.socketType', {row: 'account2/am-server.xhtml', page: 'am-server.xhtml'});

  async function expectConnections(wanted: Partial<typeof open>): Promise<void> {
    await expect.poll(() => thunderbird.chrome(connections)).toEqual({...open, ...wanted});
  }

  /** In the place of what was to be done. */
  async function expectReceipt(account: string, gone: string): Promise<void> {
    await expect.poll(() => page.evaluate((selector, finding) => ({
      receipts: [...document.querySelectorAll<HTMLElement>(selector)].map(({dataset}) => dataset['receipt']), isLeft: document.querySelector(finding) !== null,
    }), receipt, findingAt(gone, account))).toEqual({receipts: ['unprotected-password'], isLeft: false});
  }

  /** Once it is unfolded. */
  async function expectChanges(...changes: [LabelId, string, string][]): Promise<void> {
    const shown = `${receipt} details[open] .changes > *`;
    await expect.poll(() => page.evaluate(textsOfParts, shown)).toEqual(changes.map(([label, from, to]) => [labelOf(label, application, 'en-US'), `${from} → ${to}`]));
    expect(await violations(page)).toEqual([]);
  }

  const [none, ssl] = (['securityNone', 'securitySSL'] as const).map(label => labelOf(label, application, 'en-US')) as [string, string];

  it('by mouse: what is received', async () => {
    await pressOnPage(first);
    await expectIncoming();
    await press(...socketTypeOfServer);
    await press(...sslOfServer(version));
    await expectConnections({incoming: [3, 993]});
    expect(presses).toBe(3);
    await press(`unified-toolbar [extension="${id}"]`);
    await expectReceipt('account2', 'incoming-plaintext');
    expect(presses).toBe(4);
    // Where it was: what is next to be done.
    await expectFocus(first);
    await expectBadge('1');
    await pressOnPage(summary);
    await expectChanges(['connectionSecurity', none, ssl], ['portLabel', '143', '993']);
    await expectFocus(summary);
    await pressOnPage(hide);
    await expect.poll(() => page.evaluate(selector => document.querySelectorAll(selector).length, receipt)).toBe(0);
    await expectFocus(`#todo > :first-child > ${findingAt('unprotected-password', 'account3')} > summary`);
  });

  it('by mouse: what is sent, in a dialog', async () => {
    await thunderbird.chrome(() => {
      const {incomingServer} = (globalThis as any).MailServices.accounts.getAccount('account2');
      [incomingServer.socketType, incomingServer.port] = [3, 993];
    });
    await expectReceipt('account2', 'incoming-plaintext');
    await expectBadge('1');
    await pressOnPage(hide);
    presses = 0;
    await pressOnPage(first);
    await expectControl('smtp.socketType', {row: 'smtp', page: 'am-smtp.xhtml', server: 'smtp3'});
    const dialog = [':tab', '.dialogOverlay[topmost] .dialogFrame'];
    await press(...dialog, '[id="smtp.socketType"]');
    await press(...dialog, '[id="smtp.socketType"] [value="3"]');
    await expect.poll(() => thunderbird.chrome(chosenIn, dialog.at(-1)!)).toEqual({value: '3', isOpen: false});
    await press(...dialog, 'dialog', '[dlgtype="accept"]');
    await expectConnections({incoming: [3, 993], outgoing: [3, 465]});
    expect(presses).toBe(4);
    await press(`unified-toolbar [extension="${id}"]`);
    await expectReceipt('account3', 'outgoing-plaintext');
    expect(presses).toBe(5);
    await expectBadge('');
    // The button went with what it was about: where this Thunderbird is old, it is about that now.
    await expectFocus('#todo-title', first);
    await pressOnPage(summary);
    await expectChanges(['connectionSecurity', none, ssl], ['portLabel', '587', '465']);
  });

  it('by keyboard alone', async () => {
    const tab = async (selector: string) => {
      await thunderbird.key('Tab');
      await expectFocus(selector);
    };
    await tab('[data-action="audit"]');
    await tab('#share-button');
    await tab(first);
    await thunderbird.key('Enter');
    await expectIncoming();
    await thunderbird.key('End');
    await expectConnections({incoming: [3, 993]});
    await expectIncoming();
    // Closing it leads back to where it was opened from.
    await thunderbird.key('w', {ctrlKey: true});
    await expectReceipt('account2', 'incoming-plaintext');
    await expectFocus(first);
    await expectBadge('1');
    await tab(summary);
    await thunderbird.key('Enter');
    await expectChanges(['connectionSecurity', none, ssl], ['portLabel', '143', '993']);
    await expectFocus(summary);
    await tab(hide);
    await thunderbird.key('Enter');
    await expect.poll(() => page.evaluate(selector => document.querySelectorAll(selector).length, receipt)).toBe(0);
    await expectFocus(`#todo > :first-child > ${findingAt('unprotected-password', 'account3')} > summary`);
    await expectConnections({incoming: [3, 993]});
  });
});
