// @ts-check
/**
 * node scripts/fleet.js [--computers 100000] [--json FILE]: what the reports of many computers cost in ClickHouse, printed
 * as Markdown. Computers are made up; the audit, the lines, the table and the questions are the real ones: src/ and
 * docs/admin.md. Every report is audited by itself. The same number on the same day makes the same reports.
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {runnerImport} from 'vite';
import {startClickHouse} from './clickhouse.js';
import {setUp} from './setup.js';

/** @typedef {import('../src/snapshot.ts').Snapshot} Snapshot */
/** @typedef {import('../src/snapshot.ts').IncomingServer} IncomingServer */
/** @typedef {import('../src/snapshot.ts').OutgoingServer} OutgoingServer */
/** @typedef {import('../src/audit.ts').Judging} Judging */
/** @typedef {typeof import('../test/helpers/make.ts')} Healthy */

const root = join(import.meta.dirname, '..');
const documentation = join(root, 'docs/admin.md');
const day = 86_400_000;
/** Characters of an INSERT; what ClickHouse takes at once hardly matters above this. */
const BATCH = 16_000_000;
const RUNS = 5;

// ---- The SQL of the documentation --------------------------------------------------------------

/**
 * Every ```sql block, with the heading it stands under and the bold line between, the heading again if there is none.
 * @param {string} [file] @returns {{section: string, title: string, sql: string}[]}
 */
export function sqlBlocks(file = documentation) {
  const parts = readFileSync(file, 'utf8').matchAll(/^#+ (?<heading>.+)$|^\*\*(?<question>[^*]+)\*\*|^```sql\n(?<sql>[^`]+)```$/gm);
  const blocks = [];
  let section = '';
  let title = '';
  for (const {groups: {heading, question, sql} = {}} of parts) {
    if (sql) blocks.push({section, title, sql: sql.trim()});
    section = heading ?? section;
    title = heading ?? question ?? title;
  }
  return blocks;
}

// ---- Computers that could be -------------------------------------------------------------------

/** Numbers from 0 to 1, the same for the same seed (mulberry32). @param {number} seed @returns {() => number} */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6D2B79F5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * @template T @param {() => number} random @param {[number, T][]} shares of one whole, the last takes the rest
 * @returns {T}
 */
function pick(random, shares) {
  let rest = random();
  for (const [share, value] of shares) {
    rest -= share;
    if (rest < 0) return value;
  }
  return /** @type {[number, T]} */ (shares.at(-1))[1];
}

/** @param {() => number} random */
function uuid(random) {
  const digits = Array.from({length: 32}, () => Math.floor(random() * 16).toString(16)).join('');
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5');
}

/**
 * A school: one mail server for all in it, which decides most of what is found, and an administrator who has accepted
 * some of that.
 * @param {number} number @param {number} today
 */
function makeSite(number, today) {
  const random = randomFrom(-1 - number);
  const name = `school-${String(number).padStart(3, '0')}`;
  const domain = `${name}.example`;
  const isLocal = random() < 0.1;
  const until = new Date(today + Math.floor(random() * 120) * day).toISOString().slice(0, 10);
  const waived = isLocal ? ['incoming-plaintext-local-network', 'outgoing-plaintext-local-network', 'unprotected-password'] : ['local-copies-by-age'];
  return {
    name, domain,
    host: isLocal ? 'mail.local' : `mail.${domain}`,
    socketType: isLocal ? /** @type {const} */ ('plain')
      : pick(random, [[0.7, /** @type {const} */ ('SSL')], [0.18, /** @type {const} */ ('STARTTLS')], [0.12, /** @type {const} */ ('plain')]]),
    waivers: random() < 0.3
      ? waived.map(rule => ({rule, account: `*@${domain}`, reason: 'The new mail server comes in summer', until})) : [],
  };
}

/** @typedef {ReturnType<typeof makeSite>} Site */

/** How one account is set, which may change from report to report. @param {() => number} random @param {Site} site */
function makeAccount(random, site) {
  return {
    type: pick(random, [
      [0.74, /** @type {const} */ ('imap')], [0.2, /** @type {const} */ ('pop3')], [0.05, /** @type {const} */ ('ews')],
      [0.01, /** @type {const} */ ('unknown')],
    ]),
    // Some have set their connection themselves, for better or worse.
    socketType: random() < 0.9 ? site.socketType : pick(random, [[0.6, /** @type {const} */ ('SSL')], [0.4, /** @type {const} */ ('plain')]]),
    keeps: random() < 0.7,
    days: random() < 0.15 ? 30 : -1,
    isSizeLimited: random() < 0.1,
    leaves: random() < 0.8,
    isRemovedByAge: random() < 0.6,
  };
}

/** @typedef {ReturnType<typeof makeAccount>} AccountSetting */

/** @param {AccountSetting} account @param {() => number} random */
function changeAccount(account, random) {
  if (random() > 0.1) return;
  const change = pick(random, [
    [0.4, () => { account.keeps = !account.keeps; }], [0.3, () => { account.socketType = 'SSL'; }],
    [0.2, () => { account.days = account.days < 0 ? 90 : -1; }], [0.1, () => { account.leaves = !account.leaves; }],
  ]);
  change();
}

/** A computer and how many days ago its reports are, the oldest first. @param {number} number @param {Site[]} sites */
function makeComputer(number, sites) {
  const random = randomFrom(number);
  const site = /** @type {Site} */ (sites[Math.floor(random() * sites.length)]);
  const latest = pick(random, [[0.85, 7], [0.1, 14], [0.05, 60]]) * random();
  const count = pick(random, [[0.4, 1], [0.3, 2], [0.2, 3], [0.1, 5]]);
  return {
    random, site, profile: uuid(random), label: `${site.name}-pc-${number}`,
    thunderbird: pick(random, [[0.7, '153.7.0'], [0.3, '140.11.1']]),
    // The edition without the experiment reads no server.
    isBlind: random() < 0.04,
    accounts: Array.from({length: pick(random, [[0.8, 1], [0.15, 2], [0.05, 3]])}, () => makeAccount(random, site)),
    ages: Array.from({length: count}, (_, i) => latest + (count - 1 - i) * 7),
  };
}

/** @typedef {ReturnType<typeof makeComputer>} Computer */

/**
 * In what a computer differs from the healthy profile of the tests.
 * @param {Healthy} healthy @param {Computer} computer @param {string} takenAt @returns {Snapshot}
 */
function snapshotOf(healthy, {accounts, site, thunderbird, isBlind}, takenAt) {
  return {
    takenAt, thunderbird,
    accounts: accounts.map(({type}, i) => ({id: `account${i + 1}`, type, name: undefined, error: type === 'unknown' ? 'not read' : undefined})),
    incomingServers: accounts.map((account, i) => incomingServer(healthy, account, site, i + 1, isBlind)),
    outgoingServers: accounts.map((account, i) => outgoingServer(healthy, account, site, i + 1, isBlind)),
    identities: accounts.map(({type}, i) => healthy.identity({
      key: `id${i + 1}`, accountIds: [`account${i + 1}`], accountTypes: [type], email: `user@${site.domain}`, outgoingServerKey: `smtp${i + 1}`,
      sentFolder: isBlind ? undefined : type === 'pop3' ? 'thisComputer' : 'server',
    })),
    program: isBlind ? notRead(healthy.program({version: thunderbird}), ['key', 'accountIds', 'version', 'buildDate', 'locked'])
      : healthy.program({version: thunderbird, lastBackup: ''}),
  };
}

/** @template {object} T @param {T} subject @param {(keyof T & string)[]} known all else was not read @returns {T} */
function notRead(subject, known) {
  return /** @type {T} */ (Object.fromEntries(Object.entries(subject).map(([name, value]) => [name, /** @type {string[]} */ (known).includes(name) ? value : undefined])));
}

/** @param {Healthy} healthy @param {AccountSetting} account @param {Site} site @param {number} n @param {boolean} isBlind @returns {IncomingServer} */
function incomingServer(healthy, account, site, n, isBlind) {
  const {type, keeps, days, isSizeLimited, leaves, isRemovedByAge} = account;
  const known = {key: `server${n}`, type, accountIds: [`account${n}`], username: `user${n}`};
  if (isBlind || type === 'unknown') return notRead(healthy.incomingServer(known), ['key', 'type', 'accountIds', 'username', 'locked']);
  const folders = [healthy.folder('inbox', {isOffline: type !== 'pop3' && keeps, bytes: 50_000_000})];
  if (type === 'pop3') {
    const connection = connectionOf(account, site, {SSL: 995, other: 110});
    return healthy.popServer({...known, ...connection, folders, leaveMessagesOnServer: leaves, deleteByAgeFromServer: isRemovedByAge});
  }
  const differences = {...known, folders, offlineDownload: keeps, autoSyncMaxAgeDays: days, limitOfflineMessageSize: isSizeLimited};
  return type === 'ews' ? healthy.exchangeServer({...differences, hostname: site.host})
    : healthy.incomingServer({...differences, ...connectionOf(account, site, {SSL: 993, other: 143})});
}

/** @param {Healthy} healthy @param {AccountSetting} account @param {Site} site @param {number} n @param {boolean} isBlind @returns {OutgoingServer} */
function outgoingServer(healthy, account, site, n, isBlind) {
  const known = {key: `smtp${n}`, accountIds: [`account${n}`], username: `user${n}`, isDefault: n === 1};
  if (isBlind || account.type === 'unknown') return notRead(healthy.outgoingServer({...known, type: 'unknown'}), ['key', 'type', 'accountIds', 'username', 'locked']);
  return account.type === 'ews' ? healthy.exchangeOutgoingServer({...known, hostname: site.host})
    : healthy.outgoingServer({...known, ...connectionOf(account, site, {SSL: 465, other: 587})});
}

/** @param {AccountSetting} account @param {Site} site @param {{SSL: number, other: number}} ports */
function connectionOf({socketType}, {host: hostname}, ports) {
  return {hostname, socketType, port: socketType === 'SSL' ? ports.SSL : ports.other};
}

// ---- Their reports, by the real code -----------------------------------------------------------

/** @param {string} file @returns {Promise<unknown>} */
async function loadModule(file) {
  return (await runnerImport(join(root, file), {root, configFile: false, logLevel: 'warn'})).module;
}

/** Node 20 takes no TypeScript: vite, which builds the add-on, loads it. */
async function loadAddon() {
  const {audit} = /** @type {typeof import('../src/audit.ts')} */ (await loadModule('src/audit.ts'));
  const {rules} = /** @type {typeof import('../src/rules/index.ts')} */ (await loadModule('src/rules/index.ts'));
  const {eventsOf, toLines} = /** @type {typeof import('../src/events.ts')} */ (await loadModule('src/events.ts'));
  const healthy = /** @type {Healthy} */ (await loadModule('test/helpers/make.ts'));
  /** @param {Snapshot} snapshot @param {NonNullable<Judging['waivers']>} waivers */
  const judge = (snapshot, waivers) => audit(snapshot, rules, {rules: {}, waivers});
  return {judge, eventsOf, toLines, healthy};
}

/**
 * One report after the other, as it is sent: 100,000 computers are more than should be in memory at once.
 * @param {number} count
 */
async function* reportsOf(count) {
  const {judge, eventsOf, toLines, healthy} = await loadAddon();
  const today = Math.floor(Date.now() / day) * day;
  const sites = Array.from({length: Math.max(10, Math.ceil(count / 250))}, (_, i) => makeSite(i, today));
  for (let i = 0; i < count; i++) {
    const computer = makeComputer(i, sites);
    const {profile, label, site, random} = computer;
    for (const age of computer.ages) {
      const report = judge(snapshotOf(healthy, computer, new Date(today - age * day).toISOString()), site.waivers);
      const events = eventsOf(report, uuid(random), {profile, label, addon: '0.1.0'});
      yield {events: events.length, lines: toLines(events)};
      for (const account of computer.accounts) changeAccount(account, random);
    }
  }
}

// ---- Into the table and out of it --------------------------------------------------------------

/** @typedef {import('./clickhouse.js').ClickHouse} ClickHouse */

/** @param {ClickHouse} server @param {number} count */
async function load(server, count) {
  const sent = {computers: count, reports: 0, events: 0, bytes: 0, milliseconds: 0};
  let batch = '';
  const insert = async () => {
    const start = performance.now();
    await server.query('INSERT INTO mail_audit FORMAT JSONEachRow', batch);
    sent.milliseconds += performance.now() - start;
    batch = '';
  };
  for await (const {events, lines} of reportsOf(count)) {
    Object.assign(sent, {reports: sent.reports + 1, events: sent.events + events, bytes: sent.bytes + Buffer.byteLength(lines)});
    batch += lines;
    if (batch.length >= BATCH) await insert();
  }
  await insert();
  return sent;
}

/** @param {ClickHouse} server @param {Awaited<ReturnType<typeof load>>} sent */
async function checkCounts(server, sent) {
  const counts = 'SELECT count() AS rows, uniqExact(id) AS events, uniqExact(report) AS reports, uniqExact(profile) AS computers FROM mail_audit';
  const [row] = (await ask(server, counts)).data;
  const wanted = {rows: sent.events, events: sent.events, reports: sent.reports, computers: sent.computers};
  for (const [name, number] of Object.entries(wanted)) {
    if (Number(row?.[name]) !== number) throw new Error(`${number} ${name} were sent, ${row?.[name]} are in the table`);
  }
}

/**
 * @param {ClickHouse} server @param {string} sql
 * @returns {Promise<{rows: number, data: Record<string, unknown>[]}>}
 */
async function ask(server, sql) {
  return JSON.parse(await server.query(sql, undefined, {default_format: 'JSON'}));
}

/** @param {ClickHouse} server @param {string} sql */
async function time(server, sql) {
  const times = [];
  let rows = 0;
  for (let i = 0; i < RUNS; i++) {
    const start = performance.now();
    ({rows} = await ask(server, sql));
    times.push(performance.now() - start);
  }
  return {rows, milliseconds: /** @type {number} */ (times.sort((a, b) => a - b)[RUNS >> 1])};
}

/** @param {ClickHouse} server @param {number} count */
async function measure(server, count) {
  const blocks = sqlBlocks();
  for (const {sql} of blocks.filter(block => block.sql.startsWith('CREATE'))) await server.query(sql);
  const sent = await load(server, count);
  await checkCounts(server, sent);
  await server.query('OPTIMIZE TABLE mail_audit FINAL');
  await checkCounts(server, sent);
  const [size] = (await ask(server, 'SELECT sum(bytes_on_disk) AS bytes, count() AS parts FROM system.parts WHERE active AND table = \'mail_audit\'')).data;
  const questions = [];
  for (const {title, sql} of blocks.filter(({section}) => section === 'Questions')) questions.push({title, ...await time(server, sql)});
  const [{version} = {}] = (await ask(server, 'SELECT version() AS version')).data;
  return {version: String(version), ...sent, diskBytes: Number(size?.['bytes']), parts: Number(size?.['parts']), questions};
}

/** @param {number} value */
function formatNumber(value) {
  return Math.round(value).toLocaleString('en');
}

/** @param {Awaited<ReturnType<typeof measure>>} figures */
function toMarkdown(figures) {
  const {version, computers, reports, events, bytes, diskBytes, parts, milliseconds, questions} = figures;
  return [
    `ClickHouse ${version}; every report audited by itself; queries over HTTP, median of ${RUNS}, after merging.`, '',
    '| | |', '|---|---|',
    `| computers | ${formatNumber(computers)} |`, `| reports | ${formatNumber(reports)} |`, `| events | ${formatNumber(events)} |`,
    `| bytes a report, as sent | ${formatNumber(bytes / reports)} |`, `| bytes a report, on disk | ${formatNumber(diskBytes / reports)} |`,
    `| on disk in all | ${(diskBytes / 1e6).toFixed(1)} MB in ${parts} parts |`,
    `| load time | ${(milliseconds / 1000).toFixed(1)} s |`, `| rows a second | ${formatNumber(events / milliseconds * 1000)} |`, '',
    '| question | time | rows |', '|---|---|---|',
    ...questions.map(({title, milliseconds: ms, rows}) => `| ${title} | ${formatNumber(ms)} ms | ${formatNumber(rows)} |`),
  ].join('\n');
}

async function main() {
  const {values} = parseArgs({options: {computers: {type: 'string', default: '100000'}, json: {type: 'string'}}});
  await setUp({thunderbird: false, clickHouse: true});
  const server = await startClickHouse();
  try {
    const figures = await measure(server, Number(values.computers));
    console.log(toMarkdown(figures));
    if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  } finally {
    await server.stop();
  }
}

if (process.argv[1] === import.meta.filename) await main();
