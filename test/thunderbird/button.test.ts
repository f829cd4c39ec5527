/** The toolbar button tells the truth without any page open: whatever changes, and after whatever stop. */
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {Thunderbird} from '../../scripts/thunderbird.js';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {button, id, openPage, sentence, startToRestart} from './audited.ts';
import {profile} from './profile.ts';

/** Runs in Thunderbird: sets the security of the first account's connection, as another window would. */
function setSocketType(socketType: number): void {
  (globalThis as any).MailServices.accounts.getAccount('account1').incomingServer.socketType = socketType;
}

inEachThunderbird(({application}) => {
  let thunderbird: Thunderbird;

  beforeAll(async () => {
    thunderbird = await startToRestart(application, profile([{type: 'imap'}]));
  });
  afterAll(() => thunderbird?.stop());

  async function expectBadge(badge: string): Promise<void> {
    await expect.poll(() => button(thunderbird)).toMatchObject({badge});
  }

  async function stopBackground(): Promise<void> {
    // Again and again: an event that is still on its way wakes it once more, as it should.
    await expect.poll(async () => {
      await thunderbird.chrome(addonId => (globalThis as any).WebExtensionPolicy.getByID(addonId).extension.terminateBackground(), id);
      await new Promise(resolve => setTimeout(resolve, 500));
      return button(thunderbird);
    }).toMatchObject({background: 'stopped'});
  }

  it('shows nothing when there is nothing to correct, and says so', async () => {
    await expectBadge('');
    const {isOld} = await button(thunderbird);
    await expect.poll(async () => (await button(thunderbird)).title).toBe(isOld ? sentence('badge_attention_one', {count: 1}) : sentence('badge_incomplete'));
  });

  it('follows a setting changed behind its back', async () => {
    await thunderbird.chrome(setSocketType, 0);
    await expectBadge('1');
    const {title, label, isOld} = await button(thunderbird);
    expect(title).toBe(isOld ? sentence('badge_attention_other', {count: 2}) : sentence('badge_attention_one', {count: 1}));
    // The sentence is the tooltip; on the toolbar there is room for a name.
    expect(label).toBe('Mail Account Audit');
  });

  it('is woken by a change after Thunderbird has stopped the background', async () => {
    await stopBackground();
    await thunderbird.chrome(setSocketType, 3);
    await expectBadge('');
  });

  it('is true again after a restart, and woken after one', async () => {
    await thunderbird.chrome(setSocketType, 0);
    await expectBadge('1');
    await thunderbird.restart();
    await expectBadge('1');
    await stopBackground();
    await thunderbird.chrome(setSocketType, 3);
    await expectBadge('');
  });

  it('is true again after disabling and enabling the add-on, and woken after that', async () => {
    await thunderbird.chrome(setSocketType, 0);
    await expectBadge('1');
    await thunderbird.chrome(async addonId => {
      const {AddonManager} = (globalThis as any).ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
      const addon = await AddonManager.getAddonByID(addonId);
      await addon.disable();
      await addon.enable();
    }, id);
    await expectBadge('1');
    await stopBackground();
    await thunderbird.chrome(setSocketType, 3);
    await expectBadge('');
  });

  it('counts a new account, and forgets a removed one', async () => {
    await stopBackground();
    await thunderbird.chrome(() => {
      const {accounts} = (globalThis as any).MailServices;
      const account = accounts.createAccount();
      account.incomingServer = accounts.createIncomingServer('new', 'pop.example.net', 'pop3');
    });
    // Left as Thunderbird's raw defaults: not encrypted with a clear password, one step; off the server, another.
    await expectBadge('2');
    await stopBackground();
    await thunderbird.chrome(() => {
      const {accounts} = (globalThis as any).MailServices;
      accounts.removeAccount(accounts.accounts.find((account: any) => account.incomingServer.type === 'pop3'), false);
    });
    await expectBadge('');
  });

  it('opens the page, and finds it again instead of opening another', async () => {
    await openPage(thunderbird);
    await openPage(thunderbird);
    expect(await thunderbird.pages('/page/options.html')).toBe(1);
  });
});
