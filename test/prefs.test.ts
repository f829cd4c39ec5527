import {describe, expect, test} from 'vitest';
import {accountIds, auditCopy, formatPrefs, sayingOf, unloadableHosts, valuesToPutBack, whyNothingToAudit} from '../scripts/prefs.js';
import {type SkipReason, readPreferences, valuesIn} from '../src/prefs/preference-file.ts';

test('formatPrefs writes what is read', () => {
  const prefs = {a: '\t"\\\'\n\r\b\u2028é😀', b: -5, c: true, 'd"e': ''};
  expect(Object.fromEntries(valuesIn(readPreferences(formatPrefs(prefs))))).toEqual(prefs);
});

describe('what is said of a file', () => {
  test.each<[lines: [number, number], text: string, reason: SkipReason, said: string]>([
    [[2, 2], 'user_pref("a", null);', 'value', 'line 2: Thunderbird skips user_pref("a", null); (expected a value: text in quotes, an integer, true or false)'],
    [[1, 3], 'user_pref("a", 1)\n\nuser_pref("b", 2);', 'semicolon', 'lines 1 to 3: Thunderbird skips user_pref("a", 1)\n\nuser_pref("b", 2); (expected ; after ))'],
    [[5, 5], 'x'.repeat(1000), 'statement', `line 5: Thunderbird skips ${'x'.repeat(80)}… (expected user_pref)`],
  ])('%j', ([line, lastLine], text, reason, said) => {
    expect(sayingOf({line, lastLine, text, reason})).toBe(said);
  });

  test.each([
    ['user_pref("mail.a", 1);\nuser_pref("b", null);', undefined],
    ['pref("mail.a", 1);', undefined],
    ['', 'there is no preference in it'],
    ['user_pref("mailnews.a", 1);', 'no preference in it is about mail (mail.…)'],
    ['user_pref("a", 1);\nuser_pref("mail.b", 2;\nx;;', 'no preference in it is about mail (mail.…); line 2: Thunderbird skips user_pref("mail.b", 2; (expected ) after the value), and so on 2 times'],
    ['\x7fELF', 'there is no preference in it; line 1: Thunderbird skips \x7fELF (expected user_pref)'],
  ])('%j: %s', (file, said) => {
    expect(whyNothingToAudit(readPreferences(file))).toBe(said);
  });
});

const quiet = (server: string) => ({
  [`mail.server.${server}.check_new_mail`]: false,
  [`mail.server.${server}.login_at_startup`]: false,
});

describe('auditCopy', () => {
  const kept: Record<string, string | number | boolean> = {
    'mail.accountmanager.accounts': 'account1,account2',
    'mail.accountmanager.defaultaccount': 'account1',
    'mail.accountmanager.localfoldersserver': 'server2',
    'mail.account.account1.server': 'server1',
    'mail.account.account1.identities': 'id1',
    'mail.server.server1.type': 'imap',
    'mail.server.server1.hostname': 'imap.example.org',
    'mail.server.server1.offline_download': false,
    'mail.server.server1.autosync_max_age_days': 30,
    'mail.server.server1.autosync_offline_stores': false,
    'mail.server.server1.limit_offline_message_size': true,
    'mail.server.server1.max_size': 50,
    'mail.server.server1.leave_on_server': true,
    'mail.server.server1.delete_by_age_from_server': true,
    'mail.server.server1.num_days_to_leave_on_server': 14,
    'mail.server.server1.delete_mail_left_on_server': true,
    'mail.server.server1.deferred_to_account': 'account2',
    'mail.server.server1.retainBy': 3,
    'mail.server.server1.daysToKeepHdrs': 30,
    'mail.server.server1.check_time': 5,
    'mail.server.server1.trash_folder_name': '[Gmail]/Trash',
    'mail.server.server1.storeContractID': '@mozilla.org/msgstore/maildirstore;1',
    'mail.outgoingserver.ews1.ews_url': 'https://mail.example.org/EWS/Exchange.asmx',
    'mail.smtpservers': 'smtp1',
    'mail.smtp.defaultserver': 'smtp1',
    'mail.smtpserver.smtp1.try_ssl': 2,
    'mail.identity.id1.useremail': 'a@example.org',
    'mail.identity.id1.fcc_folder': 'imap://a%40example.org@imap.example.org/[Gmail]/Sent Mail',
    'mail.identity.id1.draft_folder': 'mailbox://nobody@Local%20Folders/Drafts',
    'mail.identity.id1.archive_folder': 'mailbox://nobody@Local%20Folders/100%/A..B',
    'experimental.mail.ews.enabled': true,
    'mail.graph.enabled': true,
    'mail.ui-rdf.version': 22,
    'mail.purge_threshhold_mb': 20,
    'mail.prompt_purge_threshhold': true,
  };

  const dropped: Record<string, string | number | boolean> = {
    'mail.root.imap': '/home/a/.thunderbird/x.default/ImapMail',
    'mail.root.imap-rel': '[ProfD]ImapMail',
    'mail.server.server1.directory': '/home/a/.thunderbird/x.default/ImapMail/imap.example.org',
    'mail.server.server1.directory-rel': '[ProfD]ImapMail/imap.example.org',
    'mail.server.server1.newsrc.file': '/home/a/newsrc',
    'mail.server.server1.newsrc.file-rel': '[ProfD]News/newsrc',
    'mail.server.server1.anything': 'C:\\Users\\a\\Mail',
    'mail.server.server1.share': '\\\\server\\share',
    'mail.server.server1.unknown': 'file:///home/a/Mail',
    'mail.server.server1.storeContractID': '@mozilla.org/process/util;1',
    'mail.server.server2.hostname': '../../home/a/Mail',
    'mail.server.server1.use_idle': true,
    'mail.server.server1.download_on_biff': true,
    'mail.server.server1.useServerFilter': true,
    'mail.server.server1.serverFilterName': 'SpamAssassin',
    'mail.server.server1.whiteListAbURI': 'moz-abosxdirectory:///',
    'mail.identity.id1.sig_file': '/home/a/signature.html',
    'mail.identity.id1.sig_file-rel': '[ProfD]signature.html',
    'mail.identity.id1.htmlSigText': '<img src="https://example.org/seen.png">',
    'mail.identity.id1.fcc_folder': 'mailbox://nobody@Local%20Folders/%2E%2E/%2e%2e/Mail',
    'mail.identity.id1.draft_folder': 'mailbox:///home/a/Mail/Drafts',
    'mail.identity.id1.directoryServer': 'ldap_2.servers.x',
    'mailnews.customDBHeaders': 'x',
    'extensions.enabledScopes': 15,
    'network.proxy.autoconfig_url': 'http://example.org/proxy.pac',
    'autoadmin.global_config_url': 'http://example.org/autoconfig',
    'toolkit.legacyUserProfileCustomizations.stylesheets': true,
  };

  test('keeps every setting that is audited', () => {
    const copy = auditCopy(new Map(Object.entries(kept)));
    expect(copy).toEqual({...kept, ...quiet('default'), ...quiet('server1')});
  });

  test.each(Object.entries(dropped))('drops %s', (name, value) => {
    expect(auditCopy(new Map([[name, value]]))).not.toHaveProperty([name]);
  });

  test('lets no server ask for mail, not even one that only an account names', () => {
    const copy = auditCopy(new Map<string, string | boolean>([
      ['mail.server.server1.check_new_mail', true],
      ['mail.server.server1.login_at_startup', true],
      ['mail.server.default.check_new_mail', true],
      ['mail.account.account9.server', 'server9'],
    ]));
    expect(copy).toEqual({
      ...quiet('default'), ...quiet('server1'), ...quiet('server9'), 'mail.account.account9.server': 'server9',
    });
  });
});

test('what safety changes is put back as the file has it', () => {
  const prefs = new Map<string, string | number | boolean>([
    ['mail.account.account1.server', 'server1'], ['mail.server.server2.check_new_mail', true], ['mail.server.server2.use_idle', false],
    ['mail.server.server3.login_at_startup', 'true'], ['mail.server.server3.type', 'imap'], ['extensions.x.use_idle', true], ['offline.startup_state', 2],
  ]);
  const values = valuesToPutBack(prefs);
  expect(values).toEqual({
    'mail.server.default.check_new_mail': null, 'mail.server.default.login_at_startup': null,
    'mail.server.server1.check_new_mail': null, 'mail.server.server1.login_at_startup': null,
    'mail.server.server2.check_new_mail': true, 'mail.server.server2.login_at_startup': null, 'mail.server.server2.use_idle': false,
    'mail.server.server3.check_new_mail': null, 'mail.server.server3.login_at_startup': null,
    'offline.startup_state': 2,
  });
  // Nothing that is in the copy is missed.
  expect(Object.keys(values)).toEqual(expect.arrayContaining(Object.entries(auditCopy(prefs)).filter(([name, value]) => prefs.get(name) !== value).map(([name]) => name)));
  expect(valuesToPutBack(new Map([['offline.startup_state', true]]))['offline.startup_state']).toBeNull();
});

function withServer(type: string, hostname: string): Map<string, string> {
  return new Map([
    ['mail.accountmanager.accounts', 'account1'], ['mail.account.account1.server', 'server1'], ['mail.server.server1.type', type], ['mail.server.server1.hostname', hostname],
  ]);
}

describe('names under which no server is loaded', () => {
  const native = ['imap', 'none', 'rss'];
  const scripts = ['pop3', 'nntp'];
  /** What Thunderbird 140 and 153 did with each, as the only account. */
  const measured: [types: string[], hostnames: string[], fate: 'crash' | 'unloaded' | undefined][] = [
    [native, ['imap.example.org:993', 'https://imap.example.org', 'imap.example.org:', ':993', 'imap.example.org:abc'], 'crash'],
    [native, ['https://imap.example.org:993', '::1', '[2001:db8::1]', 'a:b:c'], undefined],
    [scripts, ['pop.example.org:995', '::1', 'https://pop.example.org:995', ':'], 'unloaded'],
    [[...native, ...scripts], [''], 'unloaded'],
    [[...native, ...scripts], ['mail.example.org', 'mail example org', 'a@example.org', 'server1.invalid'], undefined],
    // Their addresses are not looked for in their names.
    [['ews', 'graph', 'im'], ['', 'a:1'], undefined],
  ];
  const each = measured.flatMap(([types, hostnames, fate]) => types.flatMap(type => hostnames.map(hostname => ({type, hostname, fate}))));

  test.each(each)('$type, $hostname: $fate', ({type, hostname, fate}) => {
    const prefs = withServer(type, hostname);
    expect(unloadableHosts(prefs)).toEqual(fate ? [{name: 'mail.server.server1.hostname', hostname, fate, substitute: 'server1.invalid'}] : []);
    expect(auditCopy(prefs)['mail.server.server1.hostname']).toBe(fate ? 'server1.invalid' : hostname);
  });
  test('are nobody\'s concern where no account uses the server, and none is made up', () => {
    expect(unloadableHosts(withServer('imap', 'a:1').set('mail.accountmanager.accounts', 'account2'))).toEqual([]);
    const unset = withServer('imap', '');
    unset.delete('mail.server.server1.hostname');
    expect(unloadableHosts(unset)).toEqual([]);
    expect(auditCopy(unset)).not.toHaveProperty(['mail.server.server1.hostname']);
  });
  test('are named once for accounts that share a server', () => {
    const shared = withServer('imap', 'a:1').set('mail.accountmanager.accounts', 'account1,account2').set('mail.account.account2.server', 'server1');
    expect(unloadableHosts(shared)).toHaveLength(1);
  });
});

test('accountIds are those the file names', () => {
  expect(accountIds(new Map([['mail.accountmanager.accounts', 'account1, account3,']])))
    .toEqual(['account1', 'account3']);
  expect(accountIds(new Map())).toEqual([]);
});
