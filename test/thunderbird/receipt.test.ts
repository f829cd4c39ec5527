/** What was put right is seen by the background alone: without a page, and after a restart. */
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {Thunderbird} from '../../scripts/thunderbird.js';
import type {Ledger} from '../../src/receipts.ts';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {button, id, startToRestart} from './audited.ts';
import {profile} from './profile.ts';

/** Runs in Thunderbird: what the add-on keeps, as storage.local would tell it. */
async function storedLedger(addonId: string): Promise<Ledger | undefined> {
  const {ChromeUtils, WebExtensionPolicy} = globalThis as any;
  const {ExtensionStorageIDB} = ChromeUtils.importESModule('resource://gre/modules/ExtensionStorageIDB.sys.mjs');
  const principal = ExtensionStorageIDB.getStoragePrincipal(WebExtensionPolicy.getByID(addonId).extension);
  const {ledger} = await (await ExtensionStorageIDB.open(principal, true)).get('ledger');
  return ledger && JSON.parse(JSON.stringify(ledger));
}

/** Runs in Thunderbird: sets the connection of the first account, as its page in Account Settings does. */
function setConnection([socketType, port]: number[]): void {
  const server = (globalThis as any).MailServices.accounts.getAccount('account1').incomingServer;
  server.port = port;
  server.socketType = socketType;
}

const isMine = ({subjectId}: {subjectId: string}) => subjectId === 'server1';

inEachThunderbird(({application}) => {
  let thunderbird: Thunderbird;

  beforeAll(async () => {
    thunderbird = await startToRestart(application, profile([{type: 'imap', server: {socketType: 0, port: 143}}]));
  });
  afterAll(() => thunderbird?.stop());

  /** Of the first account's incoming server: the others have what is not ours to say, such as how old this Thunderbird is. */
  async function noted(): Promise<{open: string[]; receipts: Ledger['receipts']}> {
    const {open = [], receipts = []}: Partial<Ledger> = await thunderbird.chrome(storedLedger, id) ?? {};
    return {open: open.filter(isMine).map(({rule}) => rule).toSorted(), receipts: receipts.filter(isMine)};
  }

  async function expectReceipts(): Promise<Ledger['receipts']> {
    await expect.poll(async () => (await noted()).receipts.map(({rule}) => rule).toSorted()).toEqual(['incoming-plaintext', 'unprotected-password']);
    return (await noted()).receipts;
  }

  it('what fails is noted, and nothing was put right', async () => {
    await expect.poll(noted).toEqual({open: ['incoming-plaintext', 'unprotected-password'], receipts: []});
  });

  it('what is put right turns into receipts, which say what was and what is; the badge does not count them', async () => {
    const before = Date.now();
    await thunderbird.chrome(setConnection, [3, 993]);
    const receipts = await expectReceipts();
    for (const {changes, at} of receipts) {
      expect(changes.toSorted((a, b) => a.field.localeCompare(b.field))).toEqual([{field: 'port', from: 143, to: 993}, {field: 'socketType', from: 'plain', to: 'SSL'}]);
      expect(Date.parse(at)).toBeGreaterThanOrEqual(before);
    }
    expect((await noted()).open).toEqual([]);
    await expect.poll(async () => (await button(thunderbird)).badge).toBe('');
  });

  it('they survive a restart', async () => {
    const before = await expectReceipts();
    await thunderbird.restart();
    await expect.poll(async () => (await button(thunderbird)).badge).toBe('');
    expect((await noted()).receipts).toEqual(before);
  });

  it('put wrong again, they go', async () => {
    await thunderbird.chrome(setConnection, [0, 143]);
    await expect.poll(noted).toEqual({open: ['incoming-plaintext', 'unprotected-password'], receipts: []});
  });

  it('what was put right while the add-on was off is noted when it is back', async () => {
    await thunderbird.chrome(async addonId => {
      const {ChromeUtils, MailServices} = globalThis as any;
      const {AddonManager} = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
      const addon = await AddonManager.getAddonByID(addonId);
      await addon.disable();
      const server = MailServices.accounts.getAccount('account1').incomingServer;
      server.port = 993;
      server.socketType = 3;
      await addon.enable();
    }, id);
    await expectReceipts();
  });
});
