import {execFile} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {profile} from './profile.ts';

/** `npm start` as people run it, in every Thunderbird there is. */

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'start-test-'));
const file = (name: string) => join(folder, name);

beforeAll(() => {
  writeFileSync(file('empty.js'), '');
  writeFileSync(file('no-account.js'), '// Mozilla User Preferences\nuser_pref("mail.rights.version", 1);\n');
  writeFileSync(file('binary.js'), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0x02, 0x00, 0xff]));
  writeFileSync(file('latin1.js'), Buffer.from('user_pref("a", "\xe9");', 'latin1'));
  writeFileSync(file('broken.js'), 'user_pref("a", 1);\nuser_pref("b", 2;\n');
  writeFileSync(file('one-account.js'), Object.entries(profile([{type: 'imap'}])).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`).join(''));
  mkdirSync(file('folder.js'));
});

afterAll(() => rmSync(folder, {recursive: true}));

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

/** Without a display, wherever the tests run. */
function start(...args: string[]): Promise<Run> {
  const env = {...process.env, DISPLAY: '', WAYLAND_DISPLAY: ''};
  return new Promise(resolve => {
    const child = execFile(process.execPath, ['scripts/start.js', ...args], {cwd: root, env, maxBuffer: 1e8},
      (_, stdout, stderr) => resolve({code: child.exitCode ?? -1, stdout, stderr}));
  });
}

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

  test('what no preference tells is not checked: whether Thunderbird starts offline among it, because the copy does', async () => {
    const run = await start('--prefs', file('one-account.js'), '--json', '--thunderbird', application);
    expect(run).toMatchObject({code: 0});
    const {findings, passed} = JSON.parse(run.stdout);
    const outcomes = (rule: string) => [...findings, ...passed].filter((verdict: {rule: string}) => verdict.rule === rule).map(({outcome = 'pass'}) => outcome);
    expect(outcomes('incoming-plaintext')).toEqual(['pass']);
    for (const rule of ['offline-mode', 'missing-primary-password', 'certificate-exception', 'profile-in-cloud-folder']) {
      expect(new Set(outcomes(rule)), rule).toEqual(new Set(['unknown']));
    }
  });

  test.each(['empty.js', 'no-account.js'])('%s has no account, so the report has none', async name => {
    const run = await start('--prefs', file(name), '--json', '--thunderbird', application);
    expect(run).toMatchObject({code: 0, stderr: ''});
    expect(JSON.parse(run.stdout)).toMatchObject({accounts: [], findings: [], passed: []});
  });

  test('says which language it has not', async () => {
    const run = await start('--prefs', file('empty.js'), '--locale', 'br', '--thunderbird', application);
    expect(run).toMatchObject({code: 0, stderr: 'This Thunderbird has no language pack for br: it speaks en-US\n'});
    expect(run.stdout.trim()).not.toBe('');
  });
});

describe('what cannot be done is one line and exit code 2', () => {
  test.each([
    [['--prefs', file('missing.js')], `${file('missing.js')}: no such file`],
    [['--prefs', file('folder.js')], `${file('folder.js')}: not a file`],
    [['--prefs', '/dev/zero'], '/dev/zero: not a file'],
    [['--prefs', file('binary.js')], `${file('binary.js')}: not a text file: it is not UTF-8`],
    [['--prefs', file('latin1.js')], `${file('latin1.js')}: not a text file: it is not UTF-8`],
    [['--prefs', file('broken.js')], `${file('broken.js')}: line 2: expected ) after the value`],
    [['--prefs', file('broken.js'), '--json'], `${file('broken.js')}: line 2: expected ) after the value`],
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
