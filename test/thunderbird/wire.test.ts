/**
 * What the page says of a connection is what a server on the other end meets: in the clear, STARTTLS, TLS, or nothing at all. For every place
 * a preference may stand in (the user's own, an administrator's default, a locked one), and for names and ports that lead nowhere.
 */
import {once} from 'node:events';
import {type AddressInfo, type Server, type Socket, createServer} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Thunderbird} from '../../scripts/thunderbird.js';
import type {Settings} from '../../src/experiment/settings.d.ts';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {openPage, reportOf, settingsOf, startAudited, unfoldAll} from './audited.ts';
import {type ManagedApplication, autoConfigOf, managedApplication} from './policies.ts';
import {type AccountSpec, type Prefs, profile} from './profile.ts';
import type {Finding} from '../../src/report.ts';

/** What a server meets first: a TLS handshake, the wish for one, or the password as it is. */
type Met = 'TLS' | 'STARTTLS' | 'password' | 'nothing';
type Protocol = 'imap' | 'pop3' | 'smtp';

interface Row {
  /** Below `mail.server.<key>.` or `mail.smtpserver.<key>.`, by where it stands. */
  user?: Prefs;
  default?: Prefs;
  locked?: Prefs;
  /** What is set for the server's name and port, where that is not what they are. */
  hostname?: (hostname: string, port: number) => string;
  port?: (port: number) => number;
  meets: Met;
}

/** With SMTP, Thunderbird takes the last 16 bits of a port. */
const aboveAll = (port: number) => port + 65_536;

/** nsMsgIncomingServer::GetSocketType: `socketType`, wherever it stands, then the older `isSecure`, then the default of all servers. */
const incomingRows: Row[] = [
  {user: {socketType: 0}, meets: 'password'},
  {user: {socketType: 1}, meets: 'password'},
  {user: {socketType: 2}, meets: 'STARTTLS'},
  {user: {socketType: 3}, meets: 'TLS'},
  {user: {socketType: 7}, meets: 'password'},
  {user: {socketType: -1}, meets: 'password'},
  {user: {}, meets: 'password'},
  {user: {isSecure: true}, meets: 'TLS'},
  {user: {isSecure: false}, meets: 'password'},
  {user: {socketType: 0, isSecure: true}, meets: 'password'},
  {default: {socketType: 0, isSecure: true}, meets: 'password'},
  {default: {socketType: 0}, locked: {isSecure: true}, meets: 'password'},
  {locked: {socketType: 0, isSecure: true}, meets: 'password'},
  {locked: {socketType: 0}, user: {isSecure: true}, meets: 'password'},
  {default: {socketType: 0}, user: {isSecure: true}, meets: 'password'},
  {default: {isSecure: true}, meets: 'TLS'},
  {locked: {isSecure: true}, meets: 'TLS'},
  {locked: {isSecure: false}, user: {isSecure: true}, meets: 'password'},
  {default: {socketType: 3}, meets: 'TLS'},
  {default: {socketType: 2}, meets: 'STARTTLS'},
  {locked: {socketType: 2}, meets: 'STARTTLS'},
  {default: {socketType: 3}, user: {socketType: 0}, meets: 'password'},
  {locked: {socketType: 3}, user: {socketType: 0}, meets: 'TLS'},
  {locked: {socketType: 0}, user: {socketType: 3}, meets: 'password'},
  // Of another type than Thunderbird asks for: as if it were not there.
  {user: {socketType: '3'}, meets: 'password'},
  {user: {socketType: '0', isSecure: true}, meets: 'TLS'},
  {user: {isSecure: 1}, meets: 'password'},
  {user: {socketType: 0}, port: aboveAll, meets: 'nothing'},
  {user: {socketType: 0}, port: () => 70_000, meets: 'nothing'},
];

/** What Thunderbird itself makes of such a name is serverN.invalid (nsMsgIncomingServer.cpp). */
const imapRows: Row[] = [
  {user: {socketType: 0}, hostname: name => `${name} `, meets: 'nothing'},
  {user: {socketType: 0}, hostname: name => `${name}/`, meets: 'nothing'},
  {user: {socketType: 0}, hostname: name => `anne@${name}`, meets: 'nothing'},
  {user: {socketType: 0}, hostname: () => '127.0.0.1.', meets: 'nothing'},
  {user: {socketType: 0}, hostname: () => '[::1]', meets: 'nothing'},
  {user: {socketType: 0}, hostname: () => '::1', meets: 'nothing'},
];

/** SmtpServer.sys.mjs. */
const outgoingRows: Row[] = [
  {user: {try_ssl: 0}, meets: 'password'},
  {user: {try_ssl: 1}, meets: 'password'},
  {user: {try_ssl: 2}, meets: 'STARTTLS'},
  {user: {try_ssl: 3}, meets: 'TLS'},
  {user: {try_ssl: 7}, meets: 'password'},
  {user: {}, meets: 'password'},
  {user: {isSecure: true}, meets: 'password'},
  {default: {try_ssl: 3}, meets: 'TLS'},
  {default: {try_ssl: 2}, user: {try_ssl: 0}, meets: 'password'},
  {locked: {try_ssl: 0}, user: {try_ssl: 3}, meets: 'password'},
  {locked: {try_ssl: 2}, meets: 'STARTTLS'},
  {locked: {try_ssl: 3}, user: {try_ssl: 0}, meets: 'TLS'},
  {user: {try_ssl: '3'}, meets: 'password'},
  {user: {try_ssl: 0}, port: aboveAll, meets: 'password'},
  {user: {try_ssl: 0}, hostname: name => ` ${name}`, meets: 'nothing'},
  {user: {try_ssl: 0}, hostname: name => `${name}/`, meets: 'nothing'},
  {user: {try_ssl: 0}, hostname: name => `anne@${name}`, meets: 'nothing'},
  {user: {try_ssl: 0}, hostname: (name, port) => `${name}:${port}`, meets: 'nothing'},
  {user: {try_ssl: 0}, hostname: name => `smtp://${name}`, meets: 'nothing'},
  {user: {try_ssl: 0}, hostname: () => '127.0.0.1.', meets: 'nothing'},
  {user: {try_ssl: 0}, hostname: () => '[::1]', meets: 'nothing'},
  {user: {try_ssl: 0}, hostname: () => '', meets: 'nothing'},
];

interface Case extends Row {
  protocol: Protocol;
  /** The server's key. */
  key: string;
  /** What leads to the server. */
  host: string;
  title: string;
}

const rows = {imap: [...incomingRows, ...imapRows], pop3: incomingRows, smtp: outgoingRows};
const cases: Case[] = Object.entries(rows).flatMap(([protocol, own]) => own.map(row => ({...row, protocol: protocol as Protocol})))
  .map((row, i) => ({...row, key: row.protocol === 'smtp' ? `smtp${i + 1}` : `server${i + 1}`, host: `${row.protocol}${i + 1}.example.org`, title: titleOf(row)}));

function titleOf({protocol, meets, user, default: preset, locked, hostname, port}: Row & {protocol: Protocol}): string {
  const places = Object.entries({user, default: preset, locked}).filter(([, prefs]) => prefs).map(([place, prefs]) => `${place} ${JSON.stringify(prefs)}`);
  const names = [...hostname ? [`at ${JSON.stringify(hostname('HOST', 1))}`] : [], ...port ? [`port ${port(0)}`] : []];
  return `${protocol}, ${[...places, ...names].join(', ')}: ${meets}`;
}

function isDead({meets}: Row): boolean {
  return meets === 'nothing';
}

const password = 'seen-by-everybody';

// ---- The server ----

/** As it goes over the wire: as it is, or as SASL PLAIN and LOGIN have it (RFC 4616). */
const passwords = [password, btoa(password), btoa(`\0user\0${password}`)];

/** What a server says to a line, by protocol, until the password comes. `%` is the line's tag. */
const answers: Record<Protocol, {greeting: string; to: [RegExp, string][]}> = {
  imap: {
    greeting: '* OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN] ready',
    to: [[/^\S+ CAPABILITY/i, '* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN\r\n% OK'], [/^\S+ AUTHENTICATE/i, '+ '], [/./, '% OK']],
  },
  pop3: {
    greeting: '+OK ready',
    to: [[/^CAPA/i, '+OK\r\nSTLS\r\nUSER\r\nSASL PLAIN\r\n.'], [/^AUTH PLAIN$/i, '+ '], [/^AUTH$/i, '+OK\r\nPLAIN\r\n.'], [/./, '+OK']],
  },
  smtp: {
    greeting: '220 ready',
    to: [[/^EHLO/i, '250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN'], [/^AUTH PLAIN$/i, '334 '], [/./, '250 OK']],
  },
};

/** Tells what comes first, or that something came, and says no more: Thunderbird would ask the user about a refusal, in a dialog. */
async function meet({protocol, meets}: Case, met: (what: Met | 'somebody') => void): Promise<Server> {
  const server = createServer(socket => {
    if (meets === 'nothing') return met('somebody');
    const {greeting, to} = answers[protocol];
    let seen = '';
    let isMet = false;
    const end = (what: Met) => {
      met(what);
      isMet = true;
    };
    socket.on('error', () => {});
    socket.on('data', (data: Buffer) => {
      if (isMet) return;
      // The record type of a handshake (RFC 8446, 5.1).
      if (!seen && data[0] === 0x16) return end('TLS');
      seen += data.toString('latin1');
      for (const line of seen.slice(0, seen.lastIndexOf('\r\n')).split('\r\n').slice(-1)) {
        if (/^(\S+ )?(STARTTLS|STLS)$/i.test(line)) return end('STARTTLS');
        if (passwords.some(each => line.includes(each))) return end('password');
        reply(socket, line, to);
      }
    });
    socket.write(`${greeting}\r\n`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function reply(socket: Socket, line: string, to: [RegExp, string][]): void {
  const [, said] = to.find(([pattern]) => pattern.test(line)) ?? to.at(-1)!;
  socket.write(`${said.replaceAll('%', line.split(' ')[0]!)}\r\n`);
}

// ---- The profile ----

/** Each case is an account of its own: it receives, or for SMTP sends, as the case says. */
function profileOf(ports: number[]): Prefs {
  const accounts = cases.map(({protocol, host, hostname = String, port = Number, user = {}}, i): AccountSpec => {
    const names = {hostname: hostname(host, ports[i]!), port: port(ports[i]!)};
    if (protocol === 'smtp') return {type: 'imap', smtp: {...names, username: 'user', ...user}};
    return {type: protocol, smtp: null, server: {...names, userName: 'user', ...user}};
  });
  const prefs = profile(accounts);
  for (const [i, {protocol, user = {}}] of cases.entries()) {
    const [branch, setting] = protocol === 'smtp' ? [`mail.smtpserver.smtp${i + 1}`, 'try_ssl'] : [`mail.server.server${i + 1}`, 'socketType'];
    // A healthy account has it.
    if (!(setting in user)) delete prefs[`${branch}.${setting}`];
  }
  return {...prefs, 'network.dns.localDomains': cases.map(({host}) => host).join()};
}

/** What stands in the administrator's file, of all cases. */
function managedPrefs(place: 'default' | 'locked'): Prefs {
  return Object.fromEntries(cases.flatMap(({key, protocol, [place]: prefs = {}}) => {
    const branch = protocol === 'smtp' ? 'mail.smtpserver' : 'mail.server';
    return Object.entries(prefs).map(([name, value]) => [`${branch}.${key}.${name}`, value]);
  }));
}

// ---- What runs in Thunderbird: each travels alone, as text ----

/** Tries to log in, as account set-up does: whatever comes of it, the server has seen it. */
function connectTo(key: string, secret: string): void {
  const {ChromeUtils, MailServices} = globalThis as any;
  const listener = {QueryInterface: ChromeUtils.generateQI(['nsIUrlListener']), OnStartRunningUrl() {}, OnStopRunningUrl() {}};
  const server = key.startsWith('smtp')
    ? MailServices.outgoingServer.servers.find((each: any) => each.key === key)
    : MailServices.accounts.getIncomingServer(key);
  // As if it had just been typed.
  server.password = secret;
  try {
    server.verifyLogon(listener, null);
  } catch (error) {
    // Some addresses are none; with SMTP the connection is under way before that is found.
    console.log(`${key}: ${error}`);
  }
}

// ---- What the page says ----

/** By account: the wires of its drawing; undefined while they are not all drawn. */
function shown(count: number): Record<string, {incoming: string; outgoing: string}> | undefined {
  const drawn = [...document.querySelectorAll<HTMLElement>('[data-account]')].flatMap(row => {
    const [incoming, outgoing] = [...row.querySelectorAll<HTMLElement>('[data-wire]')].map(wire => wire.dataset['wire']!);
    return incoming && outgoing ? [[row.dataset['account']!, {incoming, outgoing}] as const] : [];
  });
  return drawn.length < count ? undefined : Object.fromEntries(drawn);
}

inEachThunderbird(({application}) => {
  let managed: ManagedApplication;
  let thunderbird: Thunderbird;
  const met = cases.map((): (Met | 'somebody')[] => []);
  const servers: Server[] = [];
  let before: Settings;
  let found: Finding[];
  let wires: Record<string, {incoming: string; outgoing: string}>;

  beforeAll(async () => {
    for (const [i, each] of cases.entries()) servers.push(await meet(each, what => met[i]!.push(what)));
    managed = managedApplication(application);
    managed.setAutoConfig(autoConfigOf(managedPrefs('default'), managedPrefs('locked')));
    thunderbird = await startAudited({application: managed.path, prefs: profileOf(servers.map(server => (server.address() as AddressInfo).port))});
    const page = await openPage(thunderbird);
    // Before it connects: the first connection makes Thunderbird write down what it made of isSecure.
    before = await settingsOf(page);
    await unfoldAll(page);
    wires = (await page.waitFor(shown, {}, cases.length))!;
    found = (await reportOf(page)).findings.filter(({rule, outcome}) => outcome === 'fail' && ['unprotected-password', 'unusable-server-name'].includes(rule))
      .toSorted((a, b) => a.rule.localeCompare(b.rule));
    // What leads nowhere first: when the last of the others has come, it would have come too.
    for (const {key} of [...cases.filter(isDead), ...cases.filter(row => !isDead(row))]) await thunderbird.chrome(connectTo, key, password);
    const isWaiting = () => cases.some((each, i) => !isDead(each) && !met[i]!.length);
    for (const limit = Date.now() + 60_000; isWaiting() && Date.now() < limit;) await sleep(50);
  });
  afterAll(async () => {
    await thunderbird?.stop();
    managed?.remove();
    servers.forEach(server => server.close());
  });

  describe.each(cases.map((row, i) => ({...row, i})))('$title', ({key, protocol, meets, port, i}) => {
    const isNothing = meets === 'nothing';
    it('is what the server meets', () => expect([...new Set(met[i])]).toEqual(isNothing ? [] : [meets]));
    // Where nothing is met, none is what is set.
    it('is what was read before', () => {
      const {socketType} = protocol === 'smtp' ? before.outgoingServers.find(server => server.key === key)! : before.accounts.find(({server}) => server?.key === key)!.server!;
      expect({SSL: 'TLS', STARTTLS: 'STARTTLS', plain: 'password', optionalSTARTTLS: 'password'}[socketType!]).toBe(isNothing ? 'password' : meets);
    });
    it('is what the page says', () => {
      const wire = wires[`account${i + 1}`]!;
      expect(protocol === 'smtp' ? wire.outgoing : wire.incoming).toBe(isNothing ? 'nowhere' : meets === 'password' ? 'open' : 'encrypted');
    });
    it('is what the audit says', () => expect(found.filter(({subjectId}) => subjectId === key).map(({rule}) => rule))
      .toEqual([...meets === 'password' ? ['unprotected-password'] : [], ...isNothing || port ? ['unusable-server-name'] : []]));
  });
});
