/** Rules on what no preference of an account holds: each failing and passing, from a real state of Thunderbird. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {pretendConnected} from '../../scripts/pretend-connected.js';
import type {Page, Thunderbird} from '../../scripts/thunderbird.js';
import {makeAuthority} from '../helpers/certificates.ts';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {auditAnew, findingText, openPage, reportOf, startAudited} from './audited.ts';
import {profile} from './profile.ts';
import type {Report} from '../../src/report.ts';

type Outcome = string;

/** 1: healthy; 2: with certificate exceptions; 3: kept insecure by a lock; 4: a folder without a copy here; 5: a folder with its own retention; 6: with an exception for a name of other letters, 7: of such a name without. */
const accounts = profile([
  {type: 'imap'},
  {type: 'imap'},
  {type: 'imap', server: {port: 143}},
  {type: 'imap'},
  {type: 'pop3'},
  {type: 'imap', server: {hostname: 'Imap.Müller.example.org'}, smtp: {hostname: 'smtp.例え.example.org'}},
  {type: 'imap', server: {hostname: 'imap.mueller.example.org'}, smtp: {hostname: 'smtp.例.example.org'}},
]);

const weak = {
  'security.tls.version.min': 1,
  'offline.startup_state': 3,
  'mailnews.auto_config.guess.requireGoodCert': false,
  'mail.prompt_purge_threshold': false,
  'mail.purge_threshold_mb': 1,
  'mail.smtpservers': `${accounts['mail.smtpservers']},smtp99`,
  'mail.smtpserver.smtp99.hostname': 'smtp.example.net',
  'mail.smtpserver.smtp99.try_ssl': 0,
};

/** Runs in Thunderbird: what only its own interfaces can set. */
async function weaken(certificate: string): Promise<void> {
  const {Services, Cc, Ci, Components} = globalThis as any;
  const {MailServices} = (globalThis as any).ChromeUtils.importESModule('resource:///modules/MailServices.sys.mjs');
  const server = (key: string) => MailServices.accounts.allServers.find((candidate: any) => candidate.key === key);
  const x509 = Cc['@mozilla.org/security/x509certdb;1'].getService(Ci.nsIX509CertDB).constructX509FromBase64(certificate);
  const overrides = Cc['@mozilla.org/security/certoverride;1'].getService(Ci.nsICertOverrideService);
  overrides.rememberValidityOverride('imap2.example.org', 993, {}, x509, false);
  // An exception is for a port: this one is for sending, and by account 4 alone.
  overrides.rememberValidityOverride('smtp4.example.org', 465, {}, x509, false);
  // It takes no other letters.
  overrides.rememberValidityOverride('imap.xn--mller-kva.example.org', 993, {}, x509, false);
  overrides.rememberValidityOverride('smtp.xn--r8jz45g.example.org', 465, {}, x509, false);
  Services.prefs.getDefaultBranch('').setIntPref('mail.server.server3.socketType', 0);
  Services.prefs.lockPref('mail.server.server3.socketType');
  const login = Components.Constructor('@mozilla.org/login-manager/loginInfo;1', Ci.nsILoginInfo, 'init');
  // A token that OAuth2 has left: it opens the mailbox as a password does.
  await Services.logins.addLoginAsync(new login('oauth://accounts.example.org', null, 'https://mail.example.org/', 'user1', 'token', '', ''));
  for (const folder of server('server4').rootFolder.descendants) folder.clearFlag(Ci.nsMsgFolderFlags.Offline);
  const inbox = server('server5').rootFolder.descendants.find((folder: any) => folder.flags & Ci.nsMsgFolderFlags.Inbox);
  // As the dialog of the folder's properties does it, with the database open.
  if (!inbox.msgDatabase) throw new Error('The Inbox has no database');
  inbox.retentionSettings = Object.assign(inbox.retentionSettings, {useServerDefaults: false, retainByPreference: 2, daysToKeepHdrs: 30});
  inbox.msgDatabase.dBFolderInfo.expungedBytes = 5_000_000;
}

/** Runs in Thunderbird: as it is without all that, the passwords protected. */
async function mend(): Promise<void> {
  const {Services, Cc, Ci} = globalThis as any;
  const {MailServices} = (globalThis as any).ChromeUtils.importESModule('resource:///modules/MailServices.sys.mjs');
  const server = (key: string) => MailServices.accounts.allServers.find((candidate: any) => candidate.key === key);
  for (const name of ['security.tls.version.min', 'offline.startup_state', 'mailnews.auto_config.guess.requireGoodCert', 'mail.prompt_purge_threshold', 'mail.purge_threshold_mb']) {
    Services.prefs.clearUserPref(name);
  }
  Services.prefs.setIntPref('mail.smtpserver.smtp99.try_ssl', 3);
  const overrides = Cc['@mozilla.org/security/certoverride;1'].getService(Ci.nsICertOverrideService);
  const exceptions = [['imap2.example.org', 993], ['smtp4.example.org', 465], ['imap.xn--mller-kva.example.org', 993], ['smtp.xn--r8jz45g.example.org', 465]];
  for (const [host, port] of exceptions) overrides.clearValidityOverride(host, port, {});
  Services.prefs.unlockPref('mail.server.server3.socketType');
  Services.prefs.getDefaultBranch('').setIntPref('mail.server.server3.socketType', 3);
  Services.prefs.lockPref('mail.server.server3.socketType');
  // As its dialog does (changemp.js). Thunderbird 140: pk11tokendb; 153: internalkeytoken.
  const token = Cc['@mozilla.org/security/internalkeytoken;1']?.createInstance(Ci.nsIPKCS11Token)
    ?? Cc['@mozilla.org/security/pk11tokendb;1'].getService(Ci.nsIPK11TokenDB).getInternalKeyToken();
  token.changePassword('', 'only-for-this-test');
  for (const folder of server('server4').rootFolder.descendants) folder.setFlag(Ci.nsMsgFolderFlags.Offline);
  const inbox = server('server5').rootFolder.descendants.find((folder: any) => folder.flags & Ci.nsMsgFolderFlags.Inbox);
  inbox.retentionSettings = Object.assign(inbox.retentionSettings, {useServerDefaults: true});
  inbox.msgDatabase.dBFolderInfo.expungedBytes = 0;
}

/** Runs in Thunderbird: no password is saved, and old settings are kept by a lock or under another name. */
async function keepOldSettings(): Promise<void> {
  const {Services} = globalThis as any;
  // Thunderbird 140: removeAllLogins; 153: removeAllLoginsAsync.
  await (Services.logins.removeAllLoginsAsync?.() ?? Services.logins.removeAllLogins());
  Services.prefs.setBoolPref('security.tls.version.enable-deprecated', true);
  Services.prefs.getDefaultBranch('').setStringPref('mailnews.auto_config_url', 'http://autoconfig.example.org/');
  Services.prefs.lockPref('mailnews.auto_config_url');
}

function outcomeOf({findings, passed}: Report, rule: string, accountId?: string): Outcome {
  const mine = (verdict: {rule: string; accountIds: string[]}) => verdict.rule === rule && (!accountId || verdict.accountIds.includes(accountId));
  const finding = findings.find(mine);
  if (finding) return finding.outcome === 'fail' ? finding.severity : finding.outcome;
  return passed.some(mine) ? 'pass' : 'notApplicable';
}

/** A rule, the account it is about, and what it says at first, when it is mended, and at last where that differs. */
const cases: [rule: string, account: string | undefined, weak: Outcome, mended: Outcome, last?: Outcome][] = [
  ['certificate-exception', 'account2', 'warning', 'pass'],
  ['certificate-exception', 'account1', 'pass', 'pass'],
  ['certificate-exception', 'account4', 'warning', 'pass'],
  ['certificate-exception', 'account6', 'warning', 'pass'],
  ['certificate-exception', 'account7', 'pass', 'pass'],
  ['locked-insecure-setting', 'account3', 'warning', 'pass'],
  ['locked-insecure-setting', 'account1', 'notApplicable', 'notApplicable'],
  ['folders-without-local-copy', 'account4', 'warning', 'pass'],
  ['folder-retention', 'account5', 'critical', 'pass'],
  ['mailbox-needs-compacting', 'account5', 'advice', 'pass'],
  ['outgoing-unused-plaintext', undefined, 'advice', 'pass'],
  ['deprecated-tls', undefined, 'warning', 'pass', 'warning'],
  ['backup-outdated', undefined, 'advice', 'pass'],
  ['profile-in-cloud-folder', undefined, 'warning', 'warning'],
  ['offline-mode', undefined, 'advice', 'pass'],
  ['insecure-account-setup', undefined, 'advice', 'pass', 'advice'],
  ['missing-primary-password', undefined, 'advice', 'pass', 'notApplicable'],
];

it('has a failing and a passing state for each rule', () => {
  // Its folder cannot be left while Thunderbird runs: in rules.test.ts it passes.
  for (const rule of new Set(cases.map(([id]) => id).filter(id => id !== 'profile-in-cloud-folder'))) {
    const outcomes = cases.filter(([id]) => id === rule).flatMap(([, , ...told]) => told);
    expect(outcomes, rule).toContain('pass');
    expect(outcomes.some(outcome => ['critical', 'warning', 'advice'].includes(outcome!)), rule).toBe(true);
  }
});

inEachThunderbird(({application}) => {
  let folder: string;
  let thunderbird: Thunderbird;
  let page: Page;
  const reports: Report[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'states-'));
    const {base64} = makeAuthority(folder, ['imap.example.org']);
    // A folder that a program like Dropbox is known to make.
    thunderbird = await startAudited({application, prefs: {...accounts, ...weak}, profile: join(folder, 'Dropbox', 'profile')});
    await thunderbird.chrome(pretendConnected);
    await thunderbird.chrome(weaken, base64);
    page = await openPage(thunderbird);
    await page.evaluate(() => (globalThis as any).messenger.storage.local.set({lastBackup: '2020-01-01'}));
    await page.waitFor(() => document.querySelector('[data-rule="backup-outdated"]'));
    reports.push(await reportOf(page));
    await page.click('#row-backup summary');
    await page.click('[data-action="backup"]');
    await thunderbird.chrome(mend);
    reports.push(await auditAnew(page));
    await thunderbird.chrome(keepOldSettings);
    reports.push(await auditAnew(page));
  });
  afterAll(async () => {
    await thunderbird?.stop();
    rmSync(folder, {recursive: true});
  });

  it('of both servers with other letters', () => {
    expect(reports[0]!.findings.filter(({rule, accountIds}) => rule === 'certificate-exception' && accountIds.includes('account6')).map(({subjectId}) => subjectId)).toEqual(['server6', 'smtp6']);
  });
  it.each(cases)('%s, %s: %s, then %s', (rule, account, before, after, last = after) => {
    expect(reports.map(report => outcomeOf(report, rule, account))).toEqual([before, after, last]);
  });
  it('in the place of the way out of what is locked stands whom to ask', async () => {
    const item = await findingText(page, 'insecure-account-setup');
    expect(item).toContain('Your administrator has locked this setting');
    expect(item).not.toContain('Config Editor');
  });
  it('an unused server gets no other finding', () => {
    const {findings} = reports[0]!;
    expect(findings.filter(({subjectId}) => subjectId === 'smtp99').map(({rule}) => rule)).toEqual(['outgoing-unused-plaintext']);
  });
});
