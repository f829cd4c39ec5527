// @ts-check
// A mail server of our own (Dovecot: IMAP and POP): on loopback, with configuration, mail, log and ports of its own, never
// left behind. Needs nothing but Node and the server (Debian: dovecot-imapd and dovecot-pop3d).

import {execFileSync} from 'node:child_process';
import {closeSync, existsSync, openSync, rmSync} from 'node:fs';
import {chmod, chown, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile} from 'node:fs/promises';
import {connect} from 'node:net';
import {tmpdir, userInfo} from 'node:os';
import {join} from 'node:path';
import {answers, end, freePorts, spawnWithUs} from './processes.js';

const PROGRAM = '/usr/sbin/dovecot';
/** Debian has each protocol in a package of its own. */
const PARTS = [PROGRAM, '/usr/lib/dovecot/imap', '/usr/lib/dovecot/pop3'];

/** Milliseconds the server has to answer; it takes less than half a second. */
const START_LIMIT = 120_000;

/** The folders each user has besides the Inbox, and what the server says they are for (RFC 6154). */
const FOLDERS = {Drafts: 'Drafts', Sent: 'Sent', Archives: 'Archive', Junk: 'Junk', Trash: 'Trash'};

/**
 * @typedef {object} StartOptions
 * @property {string} [application] the server's program; default the installed one
 * @property {Record<string, number>} users how much each may keep, in units of 1024 octets; 0 for no limit
 * @property {boolean} [quota] whether the server has quotas at all; default true
 */

/**
 * @typedef {object} Dovecot
 * @property {number} imapPort
 * @property {number} popPort
 * @property {string} password everybody's
 * @property {number} pid
 * @property {string} folder configuration, mail and log
 * @property {(user: string, message: string, mailbox?: string) => Promise<void>} deliver puts a message into a mailbox, the Inbox by default
 * @property {(user: string, mailbox: string) => Promise<void>} createMailbox makes one and subscribes the user to it
 * @property {(user: string, subject: string, mailbox: string) => Promise<void>} move takes a message out of the Inbox into another mailbox, as a webmail does
 * @property {(user: string, mailbox?: string) => Promise<StoredMessage[]>} messages what a mailbox holds, the oldest delivery first
 * @property {() => Promise<string>} log what the server has written down
 * @property {() => Promise<void>} stop ends the server and removes its folder
 */

/** @typedef {{text: string, flags: string}} StoredMessage flags are letters of Maildir, such as `T` for one marked as deleted */

/** @returns {boolean} */
export function isDovecotInstalled() {
  return PARTS.every(path => existsSync(path));
}

/**
 * Starts a server with these users and waits until it answers. A service that the distribution started is left alone.
 * @param {StartOptions} options
 * @returns {Promise<Dovecot>}
 * @throws {Error} none is installed, or it did not start; the message ends with the last lines of its log
 */
export async function startDovecot({application = PROGRAM, users, quota = true}) {
  if (!isDovecotInstalled() || !existsSync(application)) throw new Error('No Dovecot: apt-get install dovecot-imapd dovecot-pop3d, as root');
  const folder = await mkdtemp(join(tmpdir(), 'dovecot-'));
  const removeAtExit = () => rmSync(folder, {recursive: true, force: true, maxRetries: 5});
  process.once('exit', removeAtExit);
  const [imapPort = 0, popPort = 0] = await freePorts();
  const configuration = {folder, users, quota, imapPort, popPort};
  await writeConfiguration(configuration);
  const errors = openSync(join(folder, 'errors'), 'a');
  // Asked to end, it takes the processes along that it has started; killed, it leaves them behind.
  const child = spawnWithUs([application, '-F', '-c', join(folder, 'dovecot.conf')], {cwd: folder, stdio: ['ignore', 'ignore', errors]}, 'SIGTERM');
  closeSync(errors);
  const stop = async () => {
    await end(child, 'SIGTERM');
    await rm(folder, {recursive: true, force: true, maxRetries: 5});
    process.off('exit', removeAtExit);
  };
  const text = (/** @type {string} */ name) => readFile(join(folder, name), 'utf8').catch(() => '');
  const log = () => text('log');
  const greets = (/** @type {number} */ port, /** @type {string} */ greeting) =>
    answers(async () => (await greetingOf(port)).startsWith(greeting), child, START_LIMIT);
  await Promise.all([greets(imapPort, '* OK'), greets(popPort, '+OK')]).catch(async error => {
    // It has no log before it has read its configuration.
    const words = (await log() || await text('errors')).trim().split('\n').slice(-10).join('\n');
    await stop();
    throw new Error(`Dovecot did not start: ${error.message}\n${words}`, {cause: error});
  });
  return {
    imapPort, popPort, password: PASSWORD, pid: child.pid ?? 0, folder, log, stop,
    move: (user, subject, mailbox) => move(mailboxFolder(folder, user), subject, mailboxFolder(folder, user, mailbox)),
    deliver: (user, message, mailbox) => deliver(mailboxFolder(folder, user, mailbox), message),
    createMailbox: (user, mailbox) => createMailbox(folder, user, mailbox),
    messages: (user, mailbox) => messagesIn(mailboxFolder(folder, user, mailbox)),
  };
}

// ---- The process -------------------------------------------------------------------------------

/** What a server says first; '' where there is none. @param {number} port @returns {Promise<string>} */
function greetingOf(port) {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    const done = (/** @type {string} */ text) => { socket.destroy(); resolve(text); };
    socket.setTimeout(2000, () => done('')).once('error', () => done('')).once('close', () => done('')).once('data', data => done(String(data)));
  });
}

// ---- The configuration -------------------------------------------------------------------------

const PASSWORD = 'only-for-this-test';

/** @typedef {{folder: string, users: Record<string, number>, quota: boolean, imapPort: number, popPort: number}} Configuration */

/** Who the mail belongs to: Dovecot serves nobody's as root, and without root it can be nobody but us. */
const owner = process.getuid?.() === 0 ? named('mail') : userInfo();

/** @param {string} name */
function named(name) {
  const id = (/** @type {string} */ option) => Number(execFileSync('id', [option, name]));
  return {username: name, uid: id('-u'), gid: id('-g')};
}

/** @param {number} gid */
function groupName(gid) {
  return String(execFileSync('getent', ['group', String(gid)])).split(':')[0];
}

/** @param {Configuration} configuration */
async function writeConfiguration(configuration) {
  const {folder, users} = configuration;
  // Its processes have users of their own.
  await chmod(folder, 0o755);
  await makeOwned(join(folder, 'mail'));
  for (const user of Object.keys(users)) await makeOwned(join(folder, 'mail', user));
  await writeFile(join(folder, 'users'), Object.entries(users).map(([user, limit]) => userLine(user, limit)).join(''));
  await writeFile(join(folder, 'dovecot.conf'), configurationText(configuration));
}

/** @param {string} user @param {number} limit */
function userLine(user, limit) {
  return `${user}:{PLAIN}${PASSWORD}::::::${limit ? `userdb_quota_rule=*:storage=${limit}K` : ''}\n`;
}

/** @param {Configuration} configuration */
function configurationText({folder, quota, imapPort, popPort}) {
  return `base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap pop3
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
# User names are taken as they come.
auth_username_format = %u
${process.getuid?.() === 0 ? '' : withoutRoot()}
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = passwd-file
  args = ${folder}/users
  default_fields = uid=${owner.uid} gid=${owner.gid} home=${folder}/mail/%u
}
first_valid_uid = ${owner.uid}
first_valid_gid = ${owner.gid}
mail_location = maildir:~/Maildir
namespace inbox {
  inbox = yes
  separator = /
${Object.entries(FOLDERS).map(([name, use]) => `  mailbox ${name} {\n    auto = subscribe\n    special_use = \\${use}\n  }\n`).join('')}}
service imap-login {
  inet_listener imap {
    port = ${imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
service pop3-login {
  inet_listener pop3 {
    port = ${popPort}
  }
  inet_listener pop3s {
    port = 0
  }
}
${quota ? quotaText : ''}`;
}

/** Counted from the messages themselves, for the tests put them there behind the server's back. */
const quotaText = `mail_plugins = $mail_plugins quota
protocol imap {
  mail_plugins = $mail_plugins imap_quota
}
plugin {
  quota = count:User quota
  quota_vsizes = yes
}
`;

function withoutRoot() {
  const services = ['anvil', 'imap-login', 'pop3-login'].map(name => `service ${name} {\n  chroot =\n}\n`).join('');
  return `default_internal_user = ${owner.username}\ndefault_internal_group = ${groupName(owner.gid)}\ndefault_login_user = ${owner.username}\n${services}`;
}

// ---- The mail ----------------------------------------------------------------------------------

/** @param {string} folder @param {string} user @param {string} [mailbox] */
function mailboxFolder(folder, user, mailbox) {
  const maildir = join(folder, 'mail', user, 'Maildir');
  // Below each other as Maildir++ has them.
  return mailbox ? join(maildir, `.${mailbox.replaceAll('/', '.')}`) : maildir;
}

/** @param {string} path */
async function makeOwned(path) {
  await mkdir(path, {recursive: true});
  await chown(path, owner.uid, owner.gid);
}

/** @param {string} path of a mailbox */
async function makeMaildir(path) {
  for (const name of ['', 'cur', 'new', 'tmp']) await makeOwned(join(path, name));
}

/** @param {string} folder @param {string} user @param {string} mailbox */
async function createMailbox(folder, user, mailbox) {
  const inbox = mailboxFolder(folder, user);
  await makeMaildir(inbox);
  await makeMaildir(mailboxFolder(folder, user, mailbox));
  const file = join(inbox, 'subscriptions');
  // Dovecot has made it already where the user was ever logged in; the first two lines say which format it has, in which a tab stands between levels.
  const before = await readFile(file, 'utf8').catch(() => 'V\t2\n\n');
  await writeFile(file, `${before}${mailbox.replaceAll('/', '\t')}\n`);
  await chown(file, owner.uid, owner.gid);
}

let delivered = 0;

/** @param {string} path @param {string} message */
async function deliver(path, message) {
  await makeMaildir(path);
  const name = `${1_000_000_000 + ++delivered}.${process.pid}.test`;
  await writeFile(join(path, 'tmp', name), message);
  await chown(join(path, 'tmp', name), owner.uid, owner.gid);
  await rename(join(path, 'tmp', name), join(path, 'new', name));
}

/** @param {string} inbox @param {string} subject @param {string} mailbox */
async function move(inbox, subject, mailbox) {
  await makeMaildir(mailbox);
  for (const name of ['new', 'cur']) {
    for (const file of await readdir(join(inbox, name))) {
      const text = await readFile(join(inbox, name, file), 'utf8');
      if (text.includes(`Subject: ${subject}\r\n`)) await rename(join(inbox, name, file), join(mailbox, 'cur', file));
    }
  }
}

/** @param {string} path @returns {Promise<StoredMessage[]>} */
async function messagesIn(path) {
  const listed = await Promise.all(['new', 'cur'].map(async name => (await readdir(join(path, name)).catch(() => [])).map(file => ({folder: join(path, name), file}))));
  const files = listed.flat().sort((a, b) => a.file.localeCompare(b.file));
  const messages = files.map(async ({folder, file}) => ({text: await readFile(join(folder, file), 'utf8'), flags: /:2,(.*)$/.exec(file)?.[1] ?? ''}));
  // A name holds the flags: who changes them meanwhile takes the file away.
  return Promise.all(messages).catch(error => error.code === 'ENOENT' ? messagesIn(path) : Promise.reject(error));
}
