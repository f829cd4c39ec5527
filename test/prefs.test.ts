import {describe, expect, test} from 'vitest';
import {accountIds, auditCopy, formatPrefs, parsePrefs, parseWithLines, unloadableHosts} from '../scripts/prefs.js';

/** What Thunderbird 140 and 153 read from each text (nsIPrefService.parsePrefsFromBuffer). */
const accepted: [text: string, prefs: Record<string, string | number | boolean>][] = [
  ['', {}],
  ['user_pref("a", 1);', {a: 1}],
  ['pref("a", 1);', {a: 1}],
  ['sticky_pref("a",true);', {a: true}],
  ['pref("a",1,sticky,locked);', {a: 1}],
  ['user_pref("a", 1); user_pref("b", false);\r\nuser_pref("a", "x");', {a: 'x', b: false}],
  [String.raw`user_pref('a','x\'y\"z\\\n\r');`, {a: 'x\'y"z\\\n\r'}],
  [String.raw`user_pref("a","\x41\xc3\xa9\u00e9\ud83d\ude00");`, {a: 'Aéé😀'}],
  ['user_pref("a","é\t\nb");', {a: 'é\t\nb'}],
  ['user_pref("a",-2147483648);user_pref("b",+5);user_pref("c",- 5);user_pref("d",007);user_pref("e",-0);',
    {a: -2147483648, b: 5, c: -5, d: 7, e: 0}],
  ['user_pref ( "a" , true ) ;', {a: true}],
  ['# c\n// d\n/* e\n*/user_pref(/*x*/"a"//y\n,1)#z\n;', {a: 1}],
  ['/* * / ** */user_pref("a",1);// last', {a: 1}],
  ['\v\fuser_pref("a",1);', {a: 1}],
  ['\ufeffuser_pref("a",1);', {a: 1}],
  ['user_pref("",1);', {'': 1}],
];

/** What both refuse, and the line we name. */
const refused: [text: string, line: number, expected: string][] = [
  ['\n\nuser_pref("a");', 3, ', after the name'],
  ['user_pref("a",1)\r\n\r\nuser_pref("b",2);', 3, '; after )'],
  ['user_pref("a",1)\ruser_pref("b",2);', 2, '; after )'],
  ['user_pref("a",true);;', 1, 'user_pref'],
  ['userpref("a",1);', 1, 'user_pref'],
  ['user_pref2("a",1);', 1, '( after user_pref'],
  ['user_pref(a,1);', 1, 'a name in quotes'],
  ['user_pref("a" "b");', 1, ', after the name'],
  ['user_pref("a",null);', 1, 'a value'],
  ['user_pref("a",TRUE);', 1, 'a value'],
  ['user_pref("a",true1);', 1, ') after the value'],
  ['user_pref("a",1.5);', 1, ') after the value'],
  ['user_pref("a",0x10);', 1, 'a value'],
  ['user_pref("a",--5);', 1, 'a value'],
  ['user_pref("a",2147483648);', 1, 'an integer of 32 bits'],
  ['user_pref("a",-2147483649);', 1, 'an integer of 32 bits'],
  ['pref("a",1,foo);', 1, 'sticky or locked'],
  ['user_pref("a",1);\n/* open\n', 2, 'the end of the comment'],
  ['user_pref("a",\n"open\n', 2, 'the end of the text'],
  [String.raw`user_pref("a","\t");`, 1, 'escapes'],
  [String.raw`user_pref("a","\X41");`, 1, 'escapes'],
  [String.raw`user_pref("a","\u12");`, 1, 'escapes'],
  [String.raw`user_pref("a","\ud83d");`, 1, 'surrogates'],
  [String.raw`user_pref("a","\ude00");`, 1, 'surrogates'],
  [String.raw`user_pref("a","\x00");`, 1, 'NUL'],
  [String.raw`user_pref("a","\u0000");`, 1, 'NUL'],
  ['user_pref("a",1);\x1a', 1, 'user_pref'],
];

describe('parsePrefs', () => {
  test.each(accepted)('reads %j', (text, prefs) => {
    expect(Object.fromEntries(parsePrefs(text))).toEqual(prefs);
    expect(Object.fromEntries(parsePrefs(Buffer.from(text)))).toEqual(prefs);
  });

  test.each(refused)('refuses %j', (text, line, expected) => {
    expect(() => parsePrefs(text)).toThrow(new RegExp(`^line ${line}: expected .*${expected.replace(/[()]/g, '\\$&')}`));
  });

  test('refuses what is not text', () => {
    expect(() => parsePrefs(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0]))).toThrow('not a text file: it holds NUL');
    expect(() => parsePrefs(Buffer.from([0xff, 0xfe]))).toThrow('not a text file: it is not UTF-8');
  });

  test('reads a file of a million comments and a text of a megabyte', () => {
    const text = `${'// x\n'.repeat(1_000_000)}user_pref("a", "${'\\n\\x41b'.repeat(200_000)}");`;
    expect(String(parsePrefs(text).get('a')).length).toBe(600_000);
  });

  test('a name from the file never becomes a property of something else', () => {
    expect([...parsePrefs('user_pref("__proto__", 1);')]).toEqual([['__proto__', 1]]);
  });
});

test('formatPrefs writes what parsePrefs reads', () => {
  const prefs = {a: '\t"\\\'\n\r\b\u2028é😀', b: -5, c: true, 'd"e': ''};
  expect(Object.fromEntries(parsePrefs(formatPrefs(prefs)))).toEqual(prefs);
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

test.each([
  ['user_pref("a",1);', 1], ['\n\nuser_pref("a",1);', 3], ['# c\r\n/* d\r\n*/ user_pref("a",\r\n1);', 3], ['user_pref("b",1);\ruser_pref("a",1);', 2],
  ['user_pref("b",1);user_pref("a",1);', 1], ['user_pref("a",1);\nuser_pref("b",2);\nuser_pref("a",3);', 3], ['\ufeff\nuser_pref("a",1);', 2],
])('the last value of a preference begins on a line of %j: %i', (text, line) => {
  expect(parseWithLines(text).lineOf('a')).toBe(line);
  expect(parseWithLines(Buffer.from(text)).lineOf('a')).toBe(line);
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
  expect(accountIds(parsePrefs('user_pref("mail.accountmanager.accounts", "account1, account3,");')))
    .toEqual(['account1', 'account3']);
  expect(accountIds(new Map())).toEqual([]);
});
