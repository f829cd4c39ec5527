/** The whole way of a report: Thunderbird, the web server of docs/admin.md in front, ClickHouse, and the questions of docs/admin.md. */
import type {ChildProcess} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {request} from 'node:https';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it, vi} from 'vitest';
import {type ClickHouse, reporter, startClickHouse} from '../../scripts/clickhouse.js';
import {sqlBlocks} from '../../scripts/fleet.js';
import {end, spawnWithUs} from '../../scripts/processes.js';
import {type Thunderbird, startThunderbird} from '../../scripts/thunderbird.js';
import {type Authority, makeAuthority} from '../helpers/certificates.ts';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {id, openPage, wholeReportOf, xpi} from './audited.ts';
import {type ManagedApplication, managedApplication} from './policies.ts';
import {type AccountSpec, profile} from './profile.ts';

const host = 'clickhouse.example.org';
const authorization = `Basic ${Buffer.from(`${reporter.user}:${reporter.password}`).toString('base64')}`;

/** A password in clear, nothing kept on the disk, and a finding that is accepted. */
const accounts: AccountSpec[] = [
  {type: 'imap', server: {socketType: 0, port: 143, userName: 'canary-user'}, identity: {useremail: 'canary@example.org'}},
  {type: 'imap', server: {offline_download: false}},
  {type: 'imap', server: {limit_offline_message_size: true}},
];
const today = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const waivers = [{rule: 'local-copies-by-size', account: 'imap3.example.org', reason: 'Small disks', until: today(10)}];

let folder: string;
let authority: Authority;
let database: ClickHouse;
let nginx: ChildProcess;
let port: number;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const {port: free} = server.address() as {port: number};
  await new Promise(resolve => {
    server.close(resolve);
  });
  return free;
}

/** The configuration of docs/admin.md, with the ports and files of this test. */
function guideConfiguration(): string {
  const [, block] = /^```nginx\n(.*?)^```/ms.exec(readFileSync('docs/admin.md', 'utf8'))!;
  return block!.replace('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
    .replace(/ssl_certificate .*;/, `ssl_certificate ${authority.serverCertificate};`)
    .replace(/ssl_certificate_key .*;/, `ssl_certificate_key ${authority.serverKey};`)
    .replace('http://127.0.0.1:8123/', database.url);
}

function startNginx(): ChildProcess {
  const own = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(name => `${name}_temp_path ${folder}/${name};`).join('\n');
  writeFileSync(join(folder, 'nginx.conf'), `user root;\ndaemon off;\npid ${folder}/pid;\nerror_log ${folder}/error.log;\nevents {}\n`
    + `http {\naccess_log off;\n${own}\n${guideConfiguration()}}\n`);
  return spawnWithUs(['nginx', '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')], {stdio: 'inherit'}, 'SIGTERM');
}

/** The status of a request to the web server. */
function ask(path: string, options: RequestInit = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const {method = 'GET', headers = {}, body} = options;
    const sent = request({host: '127.0.0.1', port, path, method, headers: headers as Record<string, string>, servername: host, ca: authority.certificate}, answer => {
      answer.resume().once('end', () => resolve(answer.statusCode!));
    });
    sent.once('error', reject).end(body as string | undefined);
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fleet-test-'));
  mkdirSync(join(folder, 'certificates'));
  authority = makeAuthority(join(folder, 'certificates'), [host]);
  database = await startClickHouse();
  for (const {sql} of sqlBlocks().filter(block => block.sql.startsWith('CREATE'))) await database.query(sql);
  port = await freePort();
  nginx = startNginx();
  await vi.waitFor(() => ask('/'), {timeout: 60_000});
});

afterAll(async () => {
  if (nginx) await end(nginx, 'SIGTERM');
  await database?.stop();
  rmSync(folder, {recursive: true});
});

/** The rows that a question of docs/admin.md has, of one computer. */
async function answers(question: string, label: string): Promise<Record<string, unknown>[]> {
  const {sql} = sqlBlocks().find(({title}) => title.startsWith(question))!;
  const {data} = JSON.parse(await database.query(`${sql} FORMAT JSON`));
  return data.filter((row: Record<string, unknown>) => (row['label'] ?? row['such_as']) === label);
}

it('the web server lets lines in, and nothing else', async () => {
  const headers = {authorization};
  expect(await ask('/mail-audit', {method: 'POST', headers, body: ''})).toBe(200);
  expect(await ask('/mail-audit?query=SELECT%201', {headers})).toBe(403);
  // Whatever is asked for, what is done is the insertion: these are no lines.
  expect(await ask('/mail-audit?query=DROP%20TABLE%20mail_audit', {method: 'POST', headers, body: 'x'})).toBeGreaterThanOrEqual(400);
  expect(await ask('/?query=SELECT%201', {method: 'POST', headers})).toBe(404);
  expect(await database.query('SELECT count() FROM mail_audit')).toBe('0\n');
});

inEachThunderbird(({version, application}) => {
  const label = `Room ${version}`;
  let managed: ManagedApplication;
  let thunderbird: Thunderbird | undefined;

  beforeAll(async () => {
    managed = managedApplication(application);
    managed.setPolicies({policies: {
      ExtensionSettings: {[id]: {installation_mode: 'force_installed', install_url: `file://${xpi}`, updates_disabled: true}},
      '3rdparty': {Extensions: {[id]: {waivers, reports: {url: `https://${host}:${port}/mail-audit`, authorization, label}}}},
    }});
    thunderbird = await startThunderbird({application: managed.path, prefs: {...profile(accounts), 'network.dns.localDomains': host}});
  });
  afterAll(async () => {
    await thunderbird?.stop();
    managed?.remove();
  });

  it('sends nothing to a server whose certificate it does not trust', async () => {
    const page = await openPage(thunderbird!);
    const box = await page.waitFor(() => /failed/.test(document.querySelector('[data-key="reports"]')?.textContent ?? '')
      && document.querySelector('[data-key="reports"]')!.textContent);
    expect(box).toContain(host);
    expect(await answers('Who still sends', label)).toEqual([]);
  });

  it('answers the administrator’s questions, once the authority is trusted', async () => {
    await thunderbird!.chrome(base64 => {
      const {Cc, Ci} = globalThis as any;
      Cc['@mozilla.org/security/x509certdb;1'].getService(Ci.nsIX509CertDB).addCertFromBase64(base64, 'C,,');
    }, authority.base64);
    const page = await openPage(thunderbird!);
    // As if the first wait were over; storage is the background's, its alarm the next wake-up.
    await page.evaluate(async () => {
      const {browser} = globalThis as any;
      const {delivery} = await browser.storage.local.get('delivery');
      await browser.storage.local.set({delivery: {...delivery, queue: {...delivery.queue, retryAt: 0}}});
      await browser.alarms.create('reports', {when: Date.now()});
    });
    await expect.poll(() => answers('Who still sends', label))
      .toMatchObject([{label, kind: 'incomingServer', key: 'server1', hostname: 'imap1.example.org'}]);
    expect(await answers('Whose mail is not', label)).toMatchObject([{key: 'server2', rules: ['local-copies-off']}]);
    expect(await answers('Which waivers end', label)).toMatchObject([{rule: 'local-copies-by-size', reason: 'Small disks', until: today(10)}]);
  });

  it('has stored what the page’s own report says, and nobody’s name', async () => {
    const report = await wholeReportOf(await openPage(thunderbird!));
    const columns = 'id, type, rule, outcome, severity, key, hostname, reason';
    const rows = (await database.query(`SELECT ${columns} FROM mail_audit WHERE report IN (SELECT last_report FROM mail_audit_latest WHERE last_label = '${label}') GROUP BY ${columns} FORMAT JSONEachRow`)).trim().split('\n');
    const findings = rows.map(row => JSON.parse(row)).filter(({type}) => type === 'mail-account-audit.finding');
    expect(findings.map(({rule, outcome, severity, key}) => [rule, outcome, severity, key]).sort())
      .toEqual(report.findings.map(({rule, outcome, severity, subjectId}) => [rule, outcome, severity, subjectId]).sort());
    expect(await database.query('SELECT * FROM mail_audit FORMAT JSONEachRow')).not.toContain('canary');
  });
});
