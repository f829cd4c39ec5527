/** What waits to be sent is counted without opening a database: Thunderbird would delete one that is out of date. */
import {appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {Thunderbird} from '../../scripts/thunderbird.js';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {auditAnew, button, openPage, reportOf, startAudited} from './audited.ts';
import {profile as prefsOf} from './profile.ts';
import type {Report} from '../../src/report.ts';

const message = 'From - Mon Jan  5 10:00:00 2026\nMessage-ID: <NUMBER@example.org>\nFrom: a@example.org\nTo: b@example.org\nDate: Mon, 5 Jan 2026 10:00:00 +0000\nSubject: S\n\nT\n\n';

// Whatever waits there is not sent: Thunderbird is offline.
const prefs = {
  ...prefsOf([{type: 'imap'}, {type: 'none', server: {hostname: 'Local Folders', userName: 'nobody', 'directory-rel': '[ProfD]Mail/Local Folders'}}]),
  'mail.accountmanager.localfoldersserver': 'server2', 'offline.startup_state': 3,
};

/** Runs in Thunderbird: opens the folder, as somebody who clicks it does, which makes its database. */
async function openOutbox(): Promise<void> {
  const {Ci, MailServices} = globalThis as any;
  const outbox = MailServices.accounts.localFoldersServer.rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Queue).QueryInterface(Ci.nsIMsgLocalMailFolder);
  await new Promise<void>(resolve => {
    const listener = {OnStartRunningUrl() {}, OnStopRunningUrl: () => resolve()};
    try {
      outbox.getDatabaseWithReparse(listener, null);
      resolve();
    } catch {
      // It is being made.
    }
  });
}

/** Runs in Thunderbird: puts a message there, as *Send Later* does, or takes all away, as sending does. */
async function changeOutbox(added: string): Promise<void> {
  const {Ci, MailServices} = globalThis as any;
  const outbox = MailServices.accounts.localFoldersServer.rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Queue).QueryInterface(Ci.nsIMsgLocalMailFolder);
  if (added) outbox.addMessage(added);
  else outbox.deleteMessages([...outbox.messages], null, true, false, null, false);
  outbox.msgDatabase = null;
}

function waiting({findings, passed}: Report): unknown {
  const finding = findings.find(({rule}) => rule === 'unsent-messages');
  return finding ? [finding.outcome, finding.severity, finding.data['count']] : passed.some(({rule}) => rule === 'unsent-messages') && 'pass';
}

inEachThunderbird(({application}) => {
  const folder = mkdtempSync(join(tmpdir(), 'outbox-'));
  const mailbox = join(folder, 'Mail/Local Folders/Unsent Messages');
  const summary = `${mailbox}.msf`;
  let thunderbird: Thunderbird;

  beforeAll(async () => {
    mkdirSync(join(mailbox, '..'), {recursive: true});
    writeFileSync(mailbox, message.replace('NUMBER', '1'));
    thunderbird = await startAudited({application, prefs, profile: folder});
  });
  afterAll(async () => {
    await thunderbird?.stop();
    rmSync(folder, {recursive: true, force: true, maxRetries: 5});
  });

  it('is not checked where Thunderbird has not counted yet, and makes nothing', async () => {
    expect(waiting(await reportOf(await openPage(thunderbird)))).toEqual(['unknown', 'warning', undefined]);
    expect(existsSync(summary)).toBe(false);
  });
  it('counts what Thunderbird has counted', async () => {
    await thunderbird.chrome(openOutbox);
    await expect.poll(async () => waiting(await auditAnew(await openPage(thunderbird)))).toEqual(['fail', 'warning', 1]);
    await thunderbird.chrome(changeOutbox, message.replace('NUMBER', '2'));
    expect(waiting(await auditAnew(await openPage(thunderbird)))).toEqual(['fail', 'warning', 2]);
  });
  it('counts after a restart too, and leaves a database as it is that is out of date', async () => {
    const before = readFileSync(summary);
    appendFileSync(mailbox, message.replace('NUMBER', '3'));
    await thunderbird.restart();
    expect(waiting(await reportOf(await openPage(thunderbird)))).toEqual(['fail', 'warning', 2]);
    expect(readFileSync(summary).equals(before)).toBe(true);
  });
  it('is told to the button when the last message has gone', async () => {
    const {badge} = await button(thunderbird);
    expect(Number(badge)).toBeGreaterThan(0);
    await thunderbird.chrome(openOutbox);
    await thunderbird.chrome(changeOutbox, '');
    await expect.poll(async () => Number((await button(thunderbird)).badge)).toBe(Number(badge) - 1);
    expect(waiting(await auditAnew(await openPage(thunderbird)))).toBe('pass');
  });
});
