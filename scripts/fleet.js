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
    location: isLocal ? /** @type {const} */ ('localNetwork') : /** @type {const} */ ('beyond'),
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

/** @param {Computer} computer @param {string} takenAt @returns {Snapshot} */
function snapshotOf({accounts, site, thunderbird, isBlind}, takenAt) {
  return {
    takenAt, thunderbird,
    accounts: accounts.map(({type}, i) => ({id: `account${i + 1}`, type, name: undefined, error: type === 'unknown' ? 'not read' : undefined})),
    incomingServers: accounts.map((account, i) => incomingServer(account, site, i + 1, isBlind)),
    outgoingServers: accounts.map((account, i) => outgoingServer(account, site, i + 1, isBlind)),
    identities: accounts.map(({type}, i) => ({
      key: `id${i + 1}`, accountIds: [`account${i + 1}`], accountTypes: [type], email: `user@${site.domain}`,
      outgoingServerKey: `smtp${i + 1}`, keepsSentCopies: true, copiesItself: false, bccList: [], replyTo: [], locked: [],
      sentFolder: isBlind ? undefined : type === 'pop3' ? 'thisComputer' : 'server',
    })),
    program: programOf(thunderbird, isBlind),
  };
}

/** @param {string} version @param {boolean} isBlind @returns {Snapshot['program']} */
function programOf(version, isBlind) {
  return {
    key: 'thunderbird', accountIds: [], version, buildDate: '2026-11-10', locked: [],
    ...isBlind ? nothingOf(['updatesItself', 'profilePath', 'minimumTLS', 'hasPrimaryPassword', 'savedLogins', 'startsOffline', 'isOffline', 'weakenedSetup', 'compactsAutomatically', 'compactsAboveBytes', 'lastBackup']) : {
      updatesItself: true, profilePath: '/home/user/.thunderbird/profile', minimumTLS: '1.2', hasPrimaryPassword: true, savedLogins: 2, startsOffline: false,
      isOffline: false, weakenedSetup: [], compactsAutomatically: true, compactsAboveBytes: 500 * 1024 * 1024, lastBackup: '',
    },
  };
}

/** @template {string} N @param {N[]} names @returns {{[K in N]: undefined}} */
function nothingOf(names) {
  return /** @type {{[K in N]: undefined}} */ (Object.fromEntries(names.map(name => [name, undefined])));
}

/** @param {boolean} isRead @param {boolean} isPop @param {boolean} keeps whether messages are kept on the computer @returns {Pick<IncomingServer, 'deferredToAccount' | 'deferGetNewMail' | 'loginAtStartUp' | 'downloadOnBiff' | 'doBiff' | 'biffMinutes' | 'autoSyncOfflineStores' | 'headersOnly' | 'retainBy' | 'daysToKeepHdrs' | 'numHeadersToKeep' | 'emptyTrashOnExit' | 'spamLevel' | 'purgeSpam' | 'purgeSpamInterval' | 'moveOnSpam' | 'junkServerKey' | 'deleteModel' | 'localPath' | 'hasConnected' | 'folders' | 'filters' | 'unsentMessages' | 'quota'>} */
function keepingOf(isRead, isPop, keeps) {
  if (!isRead) {
    return nothingOf(['deferredToAccount', 'deferGetNewMail', 'loginAtStartUp', 'downloadOnBiff', 'doBiff', 'biffMinutes', 'autoSyncOfflineStores', 'headersOnly', 'retainBy', 'daysToKeepHdrs',
      'numHeadersToKeep', 'emptyTrashOnExit', 'spamLevel', 'purgeSpam', 'purgeSpamInterval', 'moveOnSpam', 'junkServerKey', 'deleteModel', 'localPath', 'hasConnected', 'folders', 'filters', 'unsentMessages', 'quota']);
  }
  return {
    deferredToAccount: isPop ? '' : undefined, deferGetNewMail: isPop ? false : undefined, loginAtStartUp: true, downloadOnBiff: isPop ? true : undefined, doBiff: true, biffMinutes: 10, autoSyncOfflineStores: isPop ? undefined : true,
    headersOnly: isPop ? false : undefined, retainBy: 'all', daysToKeepHdrs: 0, numHeadersToKeep: 0, emptyTrashOnExit: false, spamLevel: 100, purgeSpam: false, purgeSpamInterval: 14, moveOnSpam: false, junkServerKey: '',
    deleteModel: 'moveToTrash', localPath: '/home/user/.thunderbird/profile/Mail/server', hasConnected: true,
    folders: [{use: 'inbox', isOffline: !isPop && keeps, retainBy: 'account', bytes: 50_000_000, expungedBytes: 0}], filters: [], unsentMessages: 0, quota: undefined,
  };
}

/** @param {AccountSetting} account @param {Site} site @param {number} n @param {boolean} isBlind @returns {IncomingServer} */
function incomingServer(account, site, n, isBlind) {
  const {type, keeps, days, isSizeLimited, leaves, isRemovedByAge} = account;
  const isPop = type === 'pop3' && !isBlind;
  const isMirror = (type === 'imap' || type === 'ews') && !isBlind;
  const ports = isPop ? {SSL: 995, other: 110} : {SSL: 993, other: 143};
  return {
    key: `server${n}`, type, ...connectionOf(account, site, n, ports, isBlind), ...keepingOf(isPop || isMirror, isPop, keeps),
    offlineDownload: isMirror ? keeps : undefined,
    autoSyncMaxAgeDays: isMirror ? days : undefined,
    limitOfflineMessageSize: isMirror ? isSizeLimited : isPop ? false : undefined,
    maxMessageSize: isMirror || isPop ? 50 : undefined,
    leaveMessagesOnServer: isPop ? leaves : undefined,
    deleteByAgeFromServer: isPop ? isRemovedByAge : undefined,
    numDaysToLeaveOnServer: isPop ? 14 : undefined,
    deleteMailLeftOnServer: isPop ? false : undefined,
  };
}

/** @param {AccountSetting} account @param {Site} site @param {number} n @param {boolean} isBlind @returns {OutgoingServer} */
function outgoingServer(account, site, n, isBlind) {
  const type = isBlind || account.type === 'unknown' ? 'unknown' : account.type === 'ews' ? 'ews' : 'smtp';
  return {key: `smtp${n}`, type, isDefault: type === 'unknown' ? undefined : n === 1, ...connectionOf(account, site, n, {SSL: 465, other: 587}, isBlind)};
}

/**
 * @param {AccountSetting} account @param {Site} site @param {number} n @param {{SSL: number, other: number}} ports
 * @param {boolean} isBlind
 */
function connectionOf({type, socketType}, site, n, ports, isBlind) {
  const common = {accountIds: [`account${n}`], username: `user${n}`, locked: []};
  const nothing = nothingOf(['hostname', 'location', 'port', 'socketType', 'authMethod', 'exchangeScheme', 'hasCertificateException']);
  if (isBlind || type === 'unknown') return {...common, ...nothing};
  const {host: hostname, location} = site;
  if (type === 'ews') return {...common, ...nothing, hostname, location, port: 443, exchangeScheme: 'https', hasCertificateException: false};
  const port = socketType === 'SSL' ? ports.SSL : ports.other;
  return {...common, ...nothing, hostname, location, port, socketType, hasCertificateException: false, authMethod: /** @type {const} */ ('passwordCleartext')};
}

// ---- Their reports, by the real code -----------------------------------------------------------

/** @param {string} file @returns {Promise<unknown>} */
async function loadModule(file) {
  return (await runnerImport(join(root, 'src', file), {root, configFile: false, logLevel: 'warn'})).module;
}

/** Node 20 takes no TypeScript: vite, which builds the add-on, loads it. */
async function loadAddon() {
  const {audit} = /** @type {typeof import('../src/audit.ts')} */ (await loadModule('audit.ts'));
  const {rules} = /** @type {typeof import('../src/rules/index.ts')} */ (await loadModule('rules/index.ts'));
  const {eventsOf, toLines} = /** @type {typeof import('../src/events.ts')} */ (await loadModule('events.ts'));
  /** @param {Snapshot} snapshot @param {NonNullable<Judging['waivers']>} waivers */
  const judge = (snapshot, waivers) => audit(snapshot, rules, {rules: {}, waivers});
  return {judge, eventsOf, toLines};
}

/**
 * One report after the other, as it is sent: 100,000 computers are more than should be in memory at once.
 * @param {number} count
 */
async function* reportsOf(count) {
  const {judge, eventsOf, toLines} = await loadAddon();
  const today = Math.floor(Date.now() / day) * day;
  const sites = Array.from({length: Math.max(10, Math.ceil(count / 250))}, (_, i) => makeSite(i, today));
  for (let i = 0; i < count; i++) {
    const computer = makeComputer(i, sites);
    const {profile, label, site, random} = computer;
    for (const age of computer.ages) {
      const report = judge(snapshotOf(computer, new Date(today - age * day).toISOString()), site.waivers);
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
