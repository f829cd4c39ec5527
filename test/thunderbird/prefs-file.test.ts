import {createHash} from 'node:crypto';
import {mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {type AddressInfo, type Server, createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {formatPrefs} from '../../scripts/prefs.js';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {start} from './command.ts';

/**
 * Somebody's prefs.js names the folders that hold their mail, and servers that answer. An audit of that file, in a real
 * Thunderbird, must leave both alone: not a byte, not a time, not a connection.
 */

const home = mkdtempSync(join(tmpdir(), 'prefs-file-'));
const profile = join(home, 'x.default');
const prefsFile = join(profile, 'prefs.js');
let connections = 0;
const servers: Server[] = [];

beforeAll(async () => {
  for (const name of ['Mail/pop', 'Mail/Local Folders', 'ImapMail/imap', 'News']) {
    mkdirSync(join(profile, name), {recursive: true});
  }
  writeFileSync(join(profile, 'Mail/pop/Inbox'), 'From - Mon Jan  1 00:00:00 2024\nSubject: kept\n\nText\n');
  writeFileSync(join(profile, 'Mail/pop/popstate.dat'), '# POP3 State File\n');
  writeFileSync(join(profile, 'ImapMail/imap/INBOX.msf'), 'stale');
  writeFileSync(join(profile, 'News/newsrc'), 'comp.mail: 1-5\n');
  writeFileSync(join(profile, 'signature.html'), '<p>D.</p>');
  writeFileSync(prefsFile, formatPrefs(prefs(await listen(), await listen())));
});

afterAll(() => {
  for (const server of servers) server.close();
  rmSync(home, {recursive: true});
});

async function listen(): Promise<number> {
  const server = createServer(socket => {
    connections += 1;
    socket.destroy();
  });
  servers.push(server);
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve); });
  return (server.address() as AddressInfo).port;
}

function prefs(imapPort: number, popPort: number) {
  return {
    'mail.accountmanager.accounts': 'account1,account2,account3,account4',
    'mail.accountmanager.defaultaccount': 'account1',
    'mail.accountmanager.localfoldersserver': 'server3',
    'mail.root.imap': join(profile, 'ImapMail'),
    'mail.root.imap-rel': '[ProfD]ImapMail',
    'mail.root.none': join(profile, 'Mail'),
    'mail.root.pop3': join(profile, 'Mail'),
    'mailnews.playback_offline': true,
    'offline.startup_state': 2,
    'browser.startup.homepage': `http://127.0.0.1:${imapPort}/`,
    'autoadmin.global_config_url': `http://127.0.0.1:${imapPort}/config.js`,
    'mailnews.start_page.url': `http://127.0.0.1:${imapPort}/start`,
    ...incoming(1, 'imap', imapPort, 'ImapMail/imap'),
    'mail.server.server1.offline_download': false,
    ...incoming(2, 'pop3', popPort, 'Mail/pop'),
    'mail.server.server2.leave_on_server': false,
    ...incoming(3, 'none', -1, 'Mail/Local Folders'),
    'mail.server.server3.hostname': 'Local Folders',
    'mail.server.server3.userName': 'nobody',
    ...incoming(4, 'nntp', imapPort, 'News'),
    'mail.server.server4.newsrc.file': join(profile, 'News/newsrc'),
    'mail.server.server4.newsrc.file-rel': '[ProfD]News/newsrc',
    'mail.identity.id1.useremail': 'david.martin@example.org',
    'mail.identity.id1.sig_file': join(profile, 'signature.html'),
    'mail.identity.id1.attach_signature': true,
    'mail.identity.id1.fcc_folder': `mailbox://${profile}/Mail/pop/Inbox`,
    'mail.identity.id1.smtpServer': 'smtp1',
    'mail.smtpservers': 'smtp1',
    'mail.smtpserver.smtp1.hostname': '127.0.0.1',
    'mail.smtpserver.smtp1.port': imapPort,
  };
}

function incoming(number: number, type: string, port: number, directory: string) {
  const server = `mail.server.server${number}`;
  return {
    [`mail.account.account${number}.server`]: `server${number}`,
    [`mail.account.account${number}.identities`]: 'id1',
    [`${server}.type`]: type,
    [`${server}.hostname`]: '127.0.0.1',
    [`${server}.port`]: port,
    [`${server}.userName`]: `david${number}`,
    [`${server}.directory`]: join(profile, directory),
    [`${server}.directory-rel`]: `[ProfD]${directory}`,
    [`${server}.login_at_startup`]: true,
    [`${server}.check_new_mail`]: true,
    [`${server}.check_time`]: 1,
    [`${server}.empty_trash_on_exit`]: true,
    [`${server}.cleanup_inbox_on_exit`]: true,
  };
}

/** Every file and folder with its times, and its bytes. */
function state() {
  return readdirSync(home, {recursive: true, encoding: 'utf8'}).sort().map(name => {
    const {mtimeMs, ctimeMs, size, mode} = statSync(join(home, name));
    const isFile = statSync(join(home, name)).isFile();
    const sha = isFile && createHash('sha256').update(readFileSync(join(home, name))).digest('hex');
    return {name, mtimeMs, ctimeMs, size, mode, sha};
  });
}

inEachThunderbird(({application}) => {
  test('reads the file and touches nothing of what it names', async () => {
    const before = state();
    const {code, stdout, stderr} = await start('--prefs', prefsFile, '--json', '--thunderbird', application);
    expect(code, stderr).toBe(0);
    const report = JSON.parse(stdout);
    expect(report.accounts.map((account: {id: string}) => account.id))
      .toEqual(['account1', 'account2', 'account3', 'account4']);
    expect(state()).toEqual(before);
    expect(connections).toBe(0);
  });
});
