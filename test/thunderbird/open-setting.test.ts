/** *Open this setting* lands on the right account, pane and server, with the focus on the control; and the toolbar button is there to come back. */
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {Thunderbird} from '../../scripts/thunderbird.js';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import type {Place} from '../../src/experiment/windows.d.ts';
import {outOfView, socketTypeOfServer, sslOfServer, whereAreWe} from './account-settings.ts';
import {button, findingAt, id, openPage, startAudited, unfoldAll} from './audited.ts';
import {type AccountSpec, profile} from './profile.ts';

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

inEachThunderbird(({application}) => {
  let thunderbird: Thunderbird;
  beforeAll(async () => {
    thunderbird = await startAudited({application, prefs});
  });
  afterAll(() => thunderbird?.stop());

  /** Twice: with Account Settings closed, and with it open at the place before. */
  it.each([...places, ...places])('%s, %s', async (account, rule, place) => {
    const page = await openPage(thunderbird);
    await unfoldAll(page);
    // What one change cures with it has its button.
    const finding = findingAt(rule, account || undefined);
    await page.click(`:is(.row:has(> ${finding}), .row:has(> .finding ${finding})) > .go > [data-action="open-setting"]`);
    await expect.poll(() => thunderbird.chrome(whereAreWe)).toEqual(place);
    // Still there once everything has loaded.
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(await thunderbird.chrome(whereAreWe)).toEqual(place);
  });
});

/** Thirty-two accounts: one of each kind that has controls of its own, and what depends on others off or on. */
const many = {...profile([
  // Without a kind of store, which Thunderbird writes for each account it makes, its page of server settings throws and keeps nothing.
  {type: 'imap', server: {autosync_max_age_days: 30, storeContractID: '@mozilla.org/msgstore/berkeleystore;1'}},
  {type: 'pop3', server: {leave_on_server: false, check_new_mail: false}},
  {type: 'pop3', server: {check_new_mail: true}},
  {type: 'ews'},
  {type: 'none', server: {hostname: 'Local Folders', userName: 'nobody'}},
  {type: 'imap', server: {moveOnSpam: true, spamActionTargetAccount: 'imap://user6@imap6.example.org'}, identity: {doBcc: true, doBccList: 'other@example.org'}},
  ...Array.from({length: 26}, (): AccountSpec => ({type: 'imap'})),
]), 'mail.accountmanager.localfoldersserver': 'server5'};

/** A place, and the id of the control that has the focus there; in 140, where that is another. */
type Control = [place: Place, control: string, older?: string];

/** Settings of one page of an account. */
function controlsOf(place: Place, settings: [setting: string, control: string, older?: string][]): Control[] {
  return settings.map(([setting, ...ids]) => [{...place, setting}, ...ids]);
}

const controls: Control[] = [
  // The last of many accounts, in a tab that is not open yet.
  [{pane: 'server', accountId: 'account32', setting: 'socketType'}, 'server.socketType'],
  ...controlsOf({pane: 'server', accountId: 'account1'}, [
    ['hostname', 'server.hostname', 'server.hostName'], ['port', 'server.port'], ['username', 'server.username'], ['socketType', 'server.socketType'],
    ['authMethod', 'server.authMethod'], ['doBiff', 'server.doBiff'], ['deleteModel', 'imap.deleteModel'], ['emptyTrashOnExit', 'server.emptyTrashOnExit'],
    ['localPath', 'browseForLocalFolder'],
    // Nothing changes it: the focus stays on the row.
    ['unsentMessages', 'accounttree'],
  ]),
  // What cannot be set as long as something else is off gives way to that.
  ...controlsOf({pane: 'server', accountId: 'account2'}, [
    ['biffMinutes', 'server.doBiff'], ['headersOnly', 'pop3.headersOnly'], ['leaveMessagesOnServer', 'pop3.leaveMessagesOnServer'],
    ['deleteByAgeFromServer', 'pop3.leaveMessagesOnServer'], ['numDaysToLeaveOnServer', 'pop3.leaveMessagesOnServer'], ['deleteMailLeftOnServer', 'pop3.leaveMessagesOnServer'],
  ]),
  ...controlsOf({pane: 'server', accountId: 'account3'}, [
    ['biffMinutes', 'server.biffMinutes'], ['deleteByAgeFromServer', 'pop3.deleteByAgeFromServer'], ['numDaysToLeaveOnServer', 'pop3.numDaysToLeaveOnServer'],
    ['deleteMailLeftOnServer', 'pop3.deleteMailLeftOnServer'],
  ]),
  [{pane: 'server', accountId: 'account4', setting: 'exchangeScheme'}, 'server.ewsAdvancedButton', 'accounttree'],
  [{pane: 'server', accountId: 'account4', setting: 'deleteModel'}, 'ews.deleteModel', 'imap.deleteModel'],
  [{pane: 'server', accountId: 'account5', setting: 'emptyTrashOnExit'}, 'server.emptyTrashOnExit'],
  [{pane: 'server', accountId: 'account5', setting: 'localPath'}, 'browseForLocalFolder'],
  ...controlsOf({pane: 'sync', accountId: 'account1'}, [
    ['offlineDownload', 'offline.folders'], ['folders', 'selectImapFoldersButton'], ['autoSyncMaxAgeDays', 'autosyncSelect'],
    ['limitOfflineMessageSize', 'autosyncNotDownload'], ['retainBy', 'retentionPolicyButton', 'retention.keepMsg'],
  ]),
  [{pane: 'sync', accountId: 'account3', setting: 'limitOfflineMessageSize'}, 'offline.notDownload'],
  [{pane: 'sync', accountId: 'account5', setting: 'retainBy'}, 'retentionPolicyButton', 'retention.keepMsg'],
  ...controlsOf({pane: 'copies', accountId: 'account1'}, [
    ['keepsSentCopies', 'identity.doFcc'], ['sentFolder', 'doFcc'], ['bccList', 'identity.doBcc'], ['quota', 'messageArchives'],
  ]),
  [{pane: 'copies', accountId: 'account6', setting: 'bccList'}, 'identity.doBccList'],
  [{pane: 'junk', accountId: 'account1', setting: 'junkServerKey'}, 'server.moveOnSpam'],
  [{pane: 'junk', accountId: 'account1', setting: 'purgeSpam'}, 'server.moveOnSpam'],
  [{pane: 'junk', accountId: 'account6', setting: 'junkServerKey'}, 'server.moveTargetMode'],
  [{pane: 'junk', accountId: 'account6', setting: 'purgeSpam'}, 'server.purgeSpam'],
  [{pane: 'account', accountId: 'account1', setting: 'outgoingServerKey'}, 'identity.smtpServerKey'],
  [{pane: 'account', accountId: 'account1', setting: 'replyTo'}, 'identity.replyTo'],
  ...controlsOf({pane: 'outgoing', outgoingServerKey: 'smtp32'}, [
    ['socketType', 'smtp.socketType'], ['authMethod', 'smtp.authMethod'], ['port', 'smtp.port'], ['hostname', 'smtp.hostname'], ['exchangeScheme', 'editButton'],
  ]),
  [{pane: 'outgoing', outgoingServerKey: 'smtp999', setting: 'socketType'}, 'smtpList'],
  // The same again, in a tab that is open.
  [{pane: 'server', accountId: 'account32', setting: 'authMethod'}, 'server.authMethod'],
  [{pane: 'general', setting: 'startsOffline'}, 'offlineSettingsButton'],
  [{pane: 'general', setting: 'folders'}, 'offlineCompactFolder'],
  [{pane: 'general', setting: 'minimumTLS'}, 'configEditor'],
  [{pane: 'general', setting: 'weakenedSetup'}, 'configEditor'],
  [{pane: 'general', setting: 'autoSyncOfflineStores'}, 'configEditor'],
  [{pane: 'privacy', setting: 'hasPrimaryPassword'}, 'useMasterPassword'],
  [{pane: 'privacy', setting: 'hasCertificateException'}, 'manageCertificatesButton'],
];

inEachThunderbird(({application, version}) => {
  let thunderbird: Thunderbird;
  beforeAll(async () => {
    thunderbird = await startAudited({application, prefs: many});
    await openPage(thunderbird);
  });
  afterAll(() => thunderbird?.stop());

  async function open(place: Place): Promise<void> {
    const page = await thunderbird.page('/page/options.html');
    await page.evaluate(there => (window as any).browser.mailWindows.open(there), place);
  }

  it.each(controls)('the focus is on the control: %j', async (place, control, older = control) => {
    await open(place);
    // Still there once everything has loaded.
    for (const pause of [0, 200]) {
      await new Promise(resolve => setTimeout(resolve, pause));
      expect((await thunderbird.focused()).at(-1)).toMatchObject({id: version === '140' ? older : control});
      expect(await thunderbird.chrome(outOfView)).toEqual([]);
    }
  });

  it('what is locked is shown, and has no focus', async () => {
    await thunderbird.chrome(() => (globalThis as any).Services.prefs.lockPref('mail.server.server31.port'));
    await open({pane: 'server', accountId: 'account31', setting: 'port'});
    expect((await thunderbird.focused()).at(-1)).toMatchObject({id: 'accounttree'});
  });

  const socketType = () => thunderbird.chrome(() => (globalThis as any).MailServices.accounts.getAccount('account1').incomingServer.socketType);

  it('a key changes it', async () => {
    await open({pane: 'server', accountId: 'account1', setting: 'socketType'});
    await thunderbird.key('ArrowUp');
    await expect.poll(socketType).toBe(2);
  });

  it('two presses of the mouse change it', async () => {
    await open({pane: 'server', accountId: 'account1', setting: 'socketType'});
    await thunderbird.press(...socketTypeOfServer);
    await expect.poll(() => thunderbird.press(...sslOfServer(version)).then(() => true, () => false)).toBe(true);
    await expect.poll(socketType).toBe(3);
  });

  it.each<Place>([
    {pane: 'server', accountId: 'account1', setting: 'socketType'}, {pane: 'outgoing', outgoingServerKey: 'smtp1'}, {pane: 'general'},
  ])('the toolbar button is there to come back: %j', async place => {
    await open(place);
    expect(await button(thunderbird)).toMatchObject({badge: expect.stringMatching(/^\d+$/)});
    await thunderbird.press(`unified-toolbar [extension="${id}"]`);
    await expect.poll(() => thunderbird.chrome(() => (globalThis as any).window3.document.getElementById('tabmail').currentTabInfo.browser.currentURI.spec)).toContain('/page/options.html');
    expect(await thunderbird.pages('/page/options.html')).toBe(1);
    const page = await thunderbird.page('/page/options.html');
    await page.press('h1');
    await expect.poll(() => thunderbird.focused()).toMatchObject([{tag: 'browser'}, {page: expect.stringContaining('/page/options.html')}]);
  });
});
