import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {formatPrefs} from '../../scripts/prefs.js';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {root, start} from './command.ts';
import {type AccountSpec, profile} from './profile.ts';

/** `npm start` as people run it, in every Thunderbird there is. */

const folder = mkdtempSync(join(tmpdir(), 'start-test-'));
const file = (name: string) => join(folder, name);

beforeAll(() => {
  writeFileSync(file('empty.js'), '');
  writeFileSync(file('no-account.js'), '// Mozilla User Preferences\nuser_pref("mail.rights.version", 1);\n');
  writeFileSync(file('binary.js'), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0x02, 0x00, 0xff]));
  writeFileSync(file('utf16.js'), '\ufeffuser_pref("mail.a", "x");', 'utf16le');
  writeFileSync(file('broken.js'), 'user_pref("a", 1);\nuser_pref("mail.b", 2;\n');
  writeFileSync(file('skipped.js'), Buffer.from(`// \xe9\n${formatPrefs(profile([{type: 'imap', server: {name: '\xe9'}}]))}user_pref("a", null);\nuser_pref("\x1b[2J", 1.5);\n`, 'latin1'));
  writeFileSync(file('one-account.js'), formatPrefs(profile([{type: 'imap'}])));
  writeFileSync(file('checks.js'), formatPrefs({...profile(checks), 'offline.startup_state': 3}));
  writeFileSync(file('hostile.js'), formatPrefs({...profile([{
    type: 'imap', server: {name: `Anne${hostile}`, userName: `anne${hostile}`}, identity: {useremail: `anne@example.org${hostile}`}, smtp: {hostname: `smtp.example.org${hostile}`},
  }]), 'mail.accountmanager.accounts': 'account1,account2\u001b[2J\nAll is well.'}));
  writeFileSync(file('no-names.js'), formatPrefs(profile(noNames)));
  mkdirSync(file('folder.js'));
});

afterAll(() => rmSync(folder, {recursive: true}));

/** Clears a screen, colours it, turns text around, and begins a line. */
const hostile = '\u001b[2J\u009b31m\u202e\nAll is well.';

/** When each looks for mail. Where nothing is set, Thunderbird looks. */
const checks: AccountSpec[] = [
  {type: 'pop3', server: {check_new_mail: true, check_time: 1, login_at_startup: true}}, {type: 'pop3', server: {check_new_mail: false, check_time: 1}},
  {type: 'pop3', server: {check_time: 1}}, {type: 'pop3', server: {check_new_mail: true, check_time: 10}},
];

/** Names and ports that cannot be used: the first three no Thunderbird would load. */
const noNames: AccountSpec[] = [
  {type: 'imap', server: {hostname: '\u001b[31mimap.example.org:993'}},
  {type: 'pop3', server: {hostname: 'https://pop.example.org'}, smtp: {port: 65_536}},
  {type: 'pop3', server: {hostname: ''}, smtp: {port: -1}},
  {type: 'imap', server: {socketType: 0, port: 143}, smtp: {hostname: ''}},
  {type: 'imap', server: {hostname: '2001:db8::1'}, smtp: {hostname: '2001:db8::1'}},
  {type: 'pop3', server: {hostname: 'pop example.org', name: 'anne on pop.example.org'}, smtp: {hostname: 'smtp.example.org '}},
  {type: 'imap', server: {port: 70_000}, smtp: {port: 70_000}},
  {type: 'pop3', server: {port: 70_000}},
  {type: 'imap', server: {port: -5}},
  // What the client takes for none is its default.
  {type: 'pop3', server: {port: -5}},
  {type: 'imap', server: {port: 1}},
];

inEachThunderbird(({version, application}) => {
  test('audits our source documents\' accounts: as text, and as a picture', async () => {
    rmSync(join(root, 'dist/audit.png'), {force: true});
    const run = await start('--thunderbird', application);
    expect(run).toMatchObject({code: 0});
    expect(run.stdout.trim().length).toBeGreaterThan(200);
    expect(run.stdout).not.toMatch(/jroux|dmartin|pwolf/);
    expect(run.stderr).toContain('dist/audit.png');
    expect(readFileSync(join(root, 'dist/audit.png')).subarray(1, 4).toString()).toBe('PNG');
  });

  test('writes the report, and nothing else, as JSON', async () => {
    const run = await start('--json', '--locale', 'fr', '--thunderbird', join(application, 'thunderbird-bin'));
    expect(run).toMatchObject({code: 0, stderr: ''});
    const report = JSON.parse(run.stdout);
    expect(report.thunderbird).toMatch(new RegExp(`^${version}\\.`));
    expect(report.accounts.map((account: {id: string}) => account.id))
      .toEqual(['account1', 'account2', 'account3', 'account4', 'account5', 'account6']);
    expect(report.findings).toContainEqual(expect.objectContaining({
      rule: 'incoming-plaintext', subjectId: 'server5', accountIds: ['account5'], severity: 'critical', outcome: 'fail',
    }));
  });

  test('what no preference tells is not checked', async () => {
    const run = await start('--prefs', file('one-account.js'), '--json', '--thunderbird', application);
    expect(run).toMatchObject({code: 0});
    const {findings, passed} = JSON.parse(run.stdout);
    const outcomes = (rule: string) => [...findings, ...passed].filter((verdict: {rule: string}) => verdict.rule === rule).map(({outcome = 'pass'}) => outcome);
    expect(outcomes('incoming-plaintext')).toEqual(['pass']);
    for (const rule of ['missing-primary-password', 'certificate-exception', 'profile-in-cloud-folder']) {
      expect(new Set(outcomes(rule)), rule).toEqual(new Set(['unknown']));
    }
  });

  test('reads from the file what the copy is started without: when Thunderbird looks for mail, and whether it starts offline', async () => {
    const run = await start('--prefs', file('checks.js'), '--json', '--thunderbird', application);
    expect(run).toMatchObject({code: 0, stderr: ''});
    const {findings, passed} = JSON.parse(run.stdout);
    const said = [...findings, ...passed].filter(({rule}: {rule: string}) => rule === 'pop-frequent-check' || rule === 'offline-mode')
      .map(({subjectId, outcome = 'pass'}: {subjectId: string; outcome?: string}) => [subjectId, outcome]);
    expect(Object.fromEntries(said)).toEqual({server1: 'fail', server2: 'pass', server3: 'fail', server4: 'pass', thunderbird: 'fail'});
  });

  test('audits what no Thunderbird would load, and says on which line that is; what Thunderbird replaces itself, and every port that is none', async () => {
    const run = await start('--prefs', file('no-names.js'), '--json', '--thunderbird', application);
    const line = (key: string) => 1 + readFileSync(file('no-names.js'), 'utf8').split('\n').findIndex(text => text.includes(`"mail.server.${key}.hostname"`));
    const [crash, unloaded] = ['Thunderbird 140 and 153 crash at start with it', 'Thunderbird 140 and 153 do not load its account'];
    expect(run.stderr.split('\n')).toEqual([
      `${file('no-names.js')}: line ${line('server1')}: mail.server.server1.hostname is "<U+001B>[31mimap.example.org:993": a server's name holds no port. ${crash}; it is audited as server1.invalid`,
      `${file('no-names.js')}: line ${line('server2')}: mail.server.server2.hostname is "https://pop.example.org": a server's name holds no colon. ${unloaded}; it is audited as server2.invalid`,
      `${file('no-names.js')}: line ${line('server3')}: mail.server.server3.hostname is "": a server has a name. ${unloaded}; it is audited as server3.invalid`,
      '',
    ]);
    expect(run.code).toBe(0);
    const {findings} = JSON.parse(run.stdout);
    const failed = findings.filter(({outcome}: {outcome: string}) => outcome === 'fail');
    const said = (rule: string) => Object.fromEntries(failed.filter((finding: {rule: string}) => finding.rule === rule).map((finding: {subjectId: string; data: object}) => [finding.subjectId, finding.data]));
    const invalid = ['server1', 'server2', 'server3', 'server5'].map(key => [key, {reason: 'invalid', hostname: `${key}.invalid`}]);
    expect(said('unusable-server-name')).toEqual({
      ...Object.fromEntries(invalid),
      server6: {reason: 'invalid', hostname: 'server6.invalid', meant: 'pop.example.org'},
      server7: {reason: 'port', hostname: 'imap7.example.org', port: 70_000}, server8: {reason: 'port', hostname: 'pop38.example.org', port: 70_000},
      server9: {reason: 'port', hostname: 'imap9.example.org', port: -5},
      smtp2: {reason: 'port', hostname: 'smtp2.example.org', port: 65_536}, smtp3: {reason: 'port', hostname: 'smtp3.example.org', port: -1, used: 65_535},
      smtp4: {reason: 'empty'}, smtp6: {reason: 'name', hostname: 'smtp.example.org ', meant: 'smtp.example.org'},
      smtp7: {reason: 'port', hostname: 'smtp7.example.org', port: 70_000, used: 4464},
    });
    expect(Object.keys(said('incoming-plaintext'))).toEqual(['server4']);
    expect(Object.keys(said('ip-address-host'))).toEqual(['smtp5']);
  });

  test('audits what Thunderbird loads of a file, and names what it skips', async () => {
    const run = await start('--prefs', file('skipped.js'), '--json', '--thunderbird', application);
    const last = readFileSync(file('skipped.js'), 'latin1').split('\n').length - 1;
    expect(run.stderr.split('\n')).toEqual([
      `${file('skipped.js')}: line ${last - 1}: Thunderbird skips user_pref("a", null); (expected a value: text in quotes, an integer, true or false)`,
      `${file('skipped.js')}: line ${last}: Thunderbird skips user_pref("<U+001B>[2J", 1.5); (expected ) after the value)`,
      '',
    ]);
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout).accounts.map((account: {id: string}) => account.id)).toEqual(['account1']);
  });

  test('what is named in the file drives no terminal and fakes no line', async () => {
    for (const asked of [[], ['--json']]) {
      const run = await start('--prefs', file('hostile.js'), ...asked, '--thunderbird', application);
      expect(run.code).toBe(0);
      expect(run.stderr).toBe('This Thunderbird does not load account2<U+001B>[2J<U+000A>All is well., so the audit leaves that out\n');
      expect(run.stdout).toContain('All is well.');
      expect(run.stdout.split('\n').filter(line => line.startsWith('All is well.'))).toEqual([]);
      expect(run.stdout.replaceAll('\n', '').match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu)).toBeNull();
    }
  });

  test('a file without an account has none in the report', async () => {
    const run = await start('--prefs', file('no-account.js'), '--json', '--thunderbird', application);
    expect(run).toMatchObject({code: 0, stderr: ''});
    expect(JSON.parse(run.stdout)).toMatchObject({accounts: [], findings: [], passed: []});
  });

  test('says which language it has not', async () => {
    const run = await start('--prefs', file('no-account.js'), '--locale', 'br', '--thunderbird', application);
    expect(run).toMatchObject({code: 0, stderr: 'This Thunderbird has no language pack for br: it speaks en-US\n'});
    expect(run.stdout.trim()).not.toBe('');
  });
});

describe('what cannot be done is one line and exit code 2', () => {
  test.each([
    [['--prefs', file('missing.js')], `${file('missing.js')}: no such file`],
    [['--prefs', file('folder.js')], `${file('folder.js')}: not a file`],
    [['--prefs', '/dev/zero'], '/dev/zero: not a file'],
    [['--prefs', file('binary.js')], `${file('binary.js')}: there is no preference in it; line 1: Thunderbird skips <U+007F>ELF`],
    [['--prefs', file('empty.js')], `${file('empty.js')}: there is no preference in it`],
    [['--prefs', file('utf16.js')], `${file('utf16.js')}: it is UTF-16, of which Thunderbird reads nothing: save it as UTF-8`],
    [['--prefs', file('broken.js')], `${file('broken.js')}: no preference in it is about mail (mail.…); line 2: Thunderbird skips user_pref("mail.b", 2; (expected ) after the value)`],
    [['--prefs', file('broken.js'), '--json'], `${file('broken.js')}: no preference in it is about mail`],
    [['--prefs', file('\x1b[2Jmissing\n.js')], '<U+001B>[2Jmissing<U+000A>.js: no such file'],
    [['--prefs'], '--prefs'],
    [['--nonsense'], '--nonsense'],
    [['prefs.js'], 'prefs.js'],
    [['--locale', 'fr_FR'], '--locale fr_FR: not a language tag'],
    [['--thunderbird', file('missing')], `--thunderbird ${file('missing')}: no Thunderbird there`],
    [['--thunderbird', folder], `--thunderbird ${folder}: no Thunderbird there`],
    [['--thunderbird', process.execPath], `--thunderbird ${process.execPath}: no Thunderbird there`],
  ])('%j', async (args, message) => {
    const run = await start(...args);
    expect(run).toMatchObject({code: 2, stdout: ''});
    expect(run.stderr).toContain(message);
    expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
