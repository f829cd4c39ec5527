// @ts-check
// A ClickHouse server of our own: on loopback, with configuration, data, log and ports of its own, never left behind.
// Needs nothing but Node, the server (Debian: clickhouse-server) and, for HTTPS, openssl.

import {execFile} from 'node:child_process';
import {existsSync, rmSync} from 'node:fs';
import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {answers, end, freePorts, spawnWithUs} from './processes.js';

/** Debian's place, and the one of ClickHouse's own packages. */
const PLACES = ['/usr/sbin/clickhouse-server', '/usr/bin/clickhouse-server'];

/** Milliseconds the server has to answer; it takes less than one second. */
const START_LIMIT = 120_000;

/** The account docs/admin.md describes: it may write to one database, and what it reads costs it its quota. */
export const reporter = {user: 'reporter', password: 'only for this test'};

/**
 * @typedef {object} StartOptions
 * @property {string} [application] the server's program; default the installed one
 * @property {string} [timezone] the server's own; default UTC
 * @property {boolean} [https] listen with TLS as well, with a certificate made for this start; default false
 */

/**
 * @typedef {object} ClickHouse
 * @property {string} url such as `http://127.0.0.1:34567/`
 * @property {string} httpsUrl '' without `https`
 * @property {string} certificate PEM of whom to trust at `httpsUrl`; '' without `https`
 * @property {number} pid
 * @property {string} folder configuration, data and log
 * @property {(sql: string, body?: string, parameters?: Record<string, string>) => Promise<string>} query what the server
 *   answers; with a body, `sql` is an INSERT and the body what it inserts; parameters are settings, `user`, `default_format`
 * @property {() => Promise<void>} stop kills the server and removes its folder
 */

/** @returns {string | undefined} the installed server's program */
export function installedClickHouse() {
  return PLACES.find(path => existsSync(path));
}

/** @returns {boolean} */
export function isClickHouseInstalled() {
  return installedClickHouse() !== undefined;
}

/**
 * Starts a server with no data and waits until it answers.
 * @param {StartOptions} [options]
 * @returns {Promise<ClickHouse>}
 * @throws {Error} none is installed, or it did not start; the message ends with the last lines of its log
 */
export async function startClickHouse({application = installedClickHouse(), timezone = 'UTC', https = false} = {}) {
  if (!application) throw new Error('No ClickHouse server: apt-get install clickhouse-server, as root');
  const folder = await mkdtemp(join(tmpdir(), 'clickhouse-'));
  const removeAtExit = () => rmSync(folder, {recursive: true, force: true, maxRetries: 5});
  process.once('exit', removeAtExit);
  const [port = 0, httpsPort = 0] = await freePorts();
  await writeConfiguration({folder, timezone, port, httpsPort: https ? httpsPort : 0});
  const child = spawnWithUs([application, `--config-file=${join(folder, 'config.xml')}`], {cwd: folder, stdio: 'ignore'});
  const stop = async () => {
    // Its data go with it: there is nothing to save, and so no reason to wait for a tidy end.
    await end(child);
    await rm(folder, {recursive: true, force: true, maxRetries: 5});
    process.off('exit', removeAtExit);
  };
  const url = `http://127.0.0.1:${port}/`;
  await answers(async () => await query(url, 'SELECT 1').catch(() => '') === '1\n', child, START_LIMIT).catch(async error => {
    const words = await lastWords(folder);
    await stop();
    throw new Error(`ClickHouse did not start: ${error.message}${words}`, {cause: error});
  });
  return {
    url, folder, stop, pid: child.pid ?? 0, httpsUrl: https ? `https://127.0.0.1:${httpsPort}/` : '',
    certificate: https ? await readFile(join(folder, 'server.crt'), 'utf8') : '',
    query: (sql, body, parameters) => query(url, sql, body, parameters),
  };
}

/**
 * @param {string} url
 * @param {string} sql
 * @param {string} [body]
 * @param {Record<string, string>} [parameters]
 */
async function query(url, sql, body, parameters = {}) {
  const address = new URL(url);
  // Without this an error in the middle of an answer comes as part of a good one.
  address.search = String(new URLSearchParams({wait_end_of_query: '1', ...parameters, ...body !== undefined && {query: sql}}));
  const response = await fetch(address, {method: 'POST', body: body ?? sql});
  const text = await response.text();
  if (!response.ok) throw new Error(`${text.trim()}\n${sql}`);
  return text;
}

// ---- The process -------------------------------------------------------------------------------

/** @param {string} folder */
async function lastWords(folder) {
  const log = await readFile(join(folder, 'server.log'), 'utf8').catch(() => '');
  return log ? `\n${log.trim().split('\n').slice(-10).join('\n')}` : '';
}

// ---- The configuration -------------------------------------------------------------------------

/** @typedef {{folder: string, timezone: string, port: number, httpsPort: number}} Configuration httpsPort: 0 for none */

/** @param {Configuration} configuration */
async function writeConfiguration(configuration) {
  const {folder, httpsPort} = configuration;
  for (const name of ['data', 'tmp']) await mkdir(join(folder, name));
  if (httpsPort) await makeCertificate(folder);
  await writeFile(join(folder, 'config.xml'), configXml(configuration));
  await writeFile(join(folder, 'users.xml'), usersXml);
}

/** @param {Configuration} configuration */
function configXml({folder, timezone, port, httpsPort}) {
  // <yandex> is the root's name in 18.16; later versions take it as well.
  return `<?xml version="1.0"?>
<yandex>
  <logger>
    <level>warning</level>
    <log>${folder}/server.log</log>
    <errorlog>${folder}/error.log</errorlog>
  </logger>
  <timezone>${timezone}</timezone>
  <listen_host>127.0.0.1</listen_host>
  <http_port>${port}</http_port>
  ${httpsPort ? httpsXml(folder, httpsPort) : ''}
  <path>${folder}/data/</path>
  <tmp_path>${folder}/tmp/</tmp_path>
  <mark_cache_size>268435456</mark_cache_size>
  <users_config>users.xml</users_config>
  <default_profile>default</default_profile>
  <default_database>default</default_database>
</yandex>
`;
}

/** @param {string} folder @param {number} port */
function httpsXml(folder, port) {
  return `<https_port>${port}</https_port>
  <openSSL>
    <server>
      <certificateFile>${folder}/server.crt</certificateFile>
      <privateKeyFile>${folder}/server.key</privateKeyFile>
      <verificationMode>none</verificationMode>
      <disableProtocols>sslv2,sslv3,tlsv1,tlsv1_1</disableProtocols>
    </server>
  </openSSL>`;
}

/** @param {string} folder */
async function makeCertificate(folder) {
  await promisify(execFile)('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2',
    '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1',
    '-keyout', join(folder, 'server.key'), '-out', join(folder, 'server.crt')]);
}

const usersXml = `<?xml version="1.0"?>
<yandex>
  <profiles>
    <default></default>
    <reporter>
      <readonly>0</readonly>
      <allow_ddl>0</allow_ddl>
      <input_format_skip_unknown_fields>1</input_format_skip_unknown_fields>
    </reporter>
  </profiles>
  <quotas>
    <default></default>
    <reporter>
      <keyed_by_ip/>
      <interval>
        <duration>60</duration>
        <result_rows>1</result_rows>
        <read_rows>1</read_rows>
      </interval>
    </reporter>
  </quotas>
  <users>
    <default>
      <password></password>
      <networks><ip>127.0.0.1</ip></networks>
      <profile>default</profile>
      <quota>default</quota>
    </default>
    <reporter>
      <password>${reporter.password}</password>
      <networks><ip>127.0.0.1</ip></networks>
      <profile>reporter</profile>
      <quota>reporter</quota>
      <allow_databases><database>default</database></allow_databases>
    </reporter>
  </users>
</yandex>
`;
