/** Reports to an administrator: a real Thunderbird, its policy, a folder, and a receiver that behaves as badly as receivers do. */
import {execFileSync} from 'node:child_process';
import {chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {type IncomingHttpHeaders, type Server, type ServerResponse, createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {hostname, tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {gzipSync} from 'node:zlib';
import {Ajv2020} from 'ajv/dist/2020.js';
import {afterAll, beforeAll, beforeEach, describe, expect, it, vi} from 'vitest';
import {formatPrefs} from '../../scripts/prefs.js';
import {type Page, type Thunderbird, startThunderbird} from '../../scripts/thunderbird.js';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {button, id, idOf, openPage, sentence, storeId, wholeReportOf, xpi, xpiWithoutExperiment} from './audited.ts';
import {type ManagedApplication, type PoliciesFile, managedApplication} from './policies.ts';
import {type AccountSpec, profile} from './profile.ts';
import type {Report} from '../../src/report.ts';
import type {Delivery} from '../../src/kept.ts';

const addonVersion = JSON.parse(readFileSync('package.json', 'utf8')).version;
const validate = new Ajv2020({strict: true, strictRequired: false, allowUnionTypes: true})
  .compile(JSON.parse(readFileSync('docs/report.schema.json', 'utf8')));

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DAY = 86_400_000;

/** In everything private, and in nothing else: what must not go is found by one word. */
const canary = 'canary';

function secretive(n: number): AccountSpec {
  return {
    type: n % 2 ? 'imap' : 'pop3',
    server: {userName: `${canary}.user${n}@example.org`, name: `${canary} account ${n}`},
    smtp: {username: `${canary}.sender${n}@example.org`, description: `${canary} sender ${n}`},
    identity: {
      useremail: `${canary}.user${n}@example.org`, fullName: `${canary} identity ${n}`, organization: `${canary} organisation`,
      reply_to: `${canary}.reply@example.org`, htmlSigText: `-- ${canary} signature`,
    },
  };
}

const accounts: AccountSpec[] = [
  {...secretive(1)},
  {...secretive(2), server: {...secretive(2).server, leave_on_server: false}},
  {...secretive(3), server: {...secretive(3).server, socketType: 0, port: 143}, smtp: {...secretive(3).smtp, try_ssl: 2, port: 25}},
  {type: 'ews', server: {userName: `${canary}.exchange`, name: `${canary} exchange`, ews_url: `https://exchange.example.org/${canary}/Exchange.asmx`},
    identity: {useremail: `${canary}.exchange@example.org`, fullName: `${canary} exchange`}},
  {type: 'none', server: {name: 'Local Folders', hostname: 'Local Folders'}},
];

/** As in a profile that was in use: Thunderbird has chosen where each account's mail is. Until then that is not read, and what was read later is a change. */
function places(folderOfProfile: string): Record<string, string> {
  return Object.fromEntries(accounts.map((_, i) => {
    mkdirSync(join(folderOfProfile, 'Mail', String(i + 1)), {recursive: true});
    return [`mail.server.server${i + 1}.directory-rel`, `[ProfD]Mail/${i + 1}`];
  }));
}

/** What the administrator knows of the accounts stays here too. */
const judging = {
  servers: {'example.org': {imap: [{hostname: 'imap.example.net'}], login: 'identifier'}},
  waivers: [{rule: 'pop-removes-from-server', account: `${canary}.user2@example.org`, reason: 'Reads on this computer only', until: '2099-12-31'}],
};

// The receiver

interface Received {
  at: number;
  url: string;
  method: string;
  headers: IncomingHttpHeaders;
  body: string;
}

type Answer = (response: ServerResponse) => void;

const status = (code: number): Answer => response => response.writeHead(code, {'Set-Cookie': 'seen=1'}).end();

const truncated: Answer = response => {
  response.writeHead(200, {'Content-Length': 1000}).write('taken, al', () => response.destroy());
};

const hangsUp: Answer = response => response.destroy();

const nothingAtAll: Answer = () => {};

const afterSeconds = (seconds: number): Answer => response => setTimeout(() => status(204)(response), seconds * 1000);

/** An answer, and what became of it. */
interface Endless {
  answer: Answer;
  /** Bytes. */
  sent: number;
  isOver: boolean;
}

/** Writes as fast as it is read, or at intervals, as long as somebody listens. */
function withoutEnd(chunk: string, everyMs?: number): Endless {
  const state: Endless = {
    sent: 0,
    isOver: false,
    answer({socket}) {
      const write = () => {
        state.sent += chunk.length;
        return socket!.write(chunk);
      };
      const flood = () => {
        while (!state.isOver && write());
      };
      const timer = everyMs && setInterval(write, everyMs);
      if (!everyMs) socket!.on('drain', flood).emit('drain');
      socket!.once('close', () => {
        state.isOver = true;
        clearInterval(timer);
      });
    },
  };
  return state;
}

class Receiver {
  received: Received[] = [];
  answer: Answer = status(204);
  #server: Server;

  constructor() {
    this.#server = createServer(async (request, response) => {
      const {url = '', method = '', headers} = request;
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      this.received.push({at: Date.now(), url, method, headers, body: Buffer.concat(chunks).toString()});
      this.answer(response);
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** @param port 0 for any */
  async open(port = 0): Promise<void> {
    await new Promise<void>(resolve => {
      this.#server.listen(port, '127.0.0.1', resolve);
    });
  }

  async close(): Promise<void> {
    await new Promise(resolve => {
      this.#server.close(resolve);
      this.#server.closeAllConnections();
    });
  }

  /** Behaves like this from now on, and has received nothing. */
  start(answer: Answer): void {
    this.answer = answer;
    this.received = [];
  }

  /** The reports, in the order they came, each as often as it came. */
  get ids(): string[] {
    return this.received.map(({body}) => linesOf(body)[0]!['report'] as string);
  }

  async expectIds(ids: string[]): Promise<void> {
    await expect.poll(() => this.ids).toEqual(ids);
  }

  async expectCount(count: number): Promise<void> {
    await expect.poll(() => this.received.length).toBe(count);
  }
}

type Line = Record<string, string | number>;

function linesOf(body: string): Line[] {
  return body.trimEnd().split('\n').map(line => JSON.parse(line));
}

/** What a line says, without which report it is of. */
function factsOf({id: _id, report: _report, time: _time, ...facts}: Line): Line {
  return facts;
}

/** The only file of a folder. */
async function fileIn(place: string): Promise<{name: string; text: string; report: any}> {
  const [name = '', ...others] = readdirSync(place);
  expect(others).toEqual([]);
  const text = readFileSync(join(place, name), 'utf8');
  return {name, text, report: JSON.parse(text)};
}

// In the page

/** Its global, with what the types of Thunderbird's lack. */
declare const browser: typeof globalThis.browser & {
  alarms: {
    get(name: string): Promise<{scheduledTime: number; periodInMinutes?: number} | undefined>;
    create(name: string, when: {when: number; periodInMinutes?: number}): Promise<void>;
  };
  mailNetwork: Record<string, (...args: string[]) => Promise<unknown>>;
};

async function deliveryOf(page: Page): Promise<Delivery> {
  return page.evaluate(async () => (await browser.storage.local.get('delivery'))['delivery']);
}

/** Changes what the background remembers; as long as it is busy, it would win. */
async function remember(page: Page, queue: Partial<Delivery['queue']>, written: Partial<Delivery['written']> = {}): Promise<void> {
  await page.evaluate(async (changedQueue, changedWritten) => {
    const {delivery} = await browser.storage.local.get('delivery');
    const changed = {...delivery, queue: {...delivery.queue, ...changedQueue}, written: {...delivery.written, ...changedWritten}};
    await browser.storage.local.set({delivery: changed});
  }, queue, written);
}

/** Wakes the background, which then hands over what is due. */
async function wake(page: Page): Promise<void> {
  await page.evaluate(() => browser.alarms.create('wake', {when: Date.now()}));
}

/**
 * Wakes the background and waits until it has handed over what is due: only then does it put its own alarm off or away.
 * Twice, for the first end may be that of one that was under way.
 */
async function handOver(page: Page): Promise<void> {
  for (let i = 0; i < 2; i++) {
    await page.evaluate(() => browser.alarms.create('reports', {when: Date.now() + 1e8}));
    await wake(page);
    await page.waitFor(async () => {
      const alarm = await browser.alarms.get('reports');
      const {delivery} = await browser.storage.local.get('delivery');
      const minutes = ((alarm?.scheduledTime ?? 0) - Date.now()) / 60_000;
      // Neither ours nor the one in case Thunderbird stops the background; that for the folder is in half an hour.
      return !alarm || alarm.scheduledTime === delivery?.queue.retryAt || minutes > 6 && minutes < 61;
    }, {interval: 20});
  }
}

/** The same where nothing is handed over: waits for two whole audits, so that the first had the time to. */
async function auditTwice(page: Page): Promise<void> {
  for (const title of ['one', 'two']) {
    await page.evaluate(async mark => {
      await browser.action.setTitle({title: mark});
      await browser.alarms.create('wake', {when: Date.now()});
    }, title);
    await page.waitFor(async mark => await browser.action.getTitle({}) !== mark, {interval: 20}, title);
  }
}

async function retryNow(page: Page): Promise<void> {
  await remember(page, {retryAt: 0});
  await wake(page);
}

/** @param wanted of the queue; `waiting` by the reports' ids */
async function expectQueue(page: Page, wanted: object): Promise<Delivery['queue']> {
  await expect.poll(async () => {
    const {queue} = await deliveryOf(page);
    return {...queue, waiting: queue.waiting.map(report => report.id)};
  }).toMatchObject(wanted);
  return (await deliveryOf(page)).queue;
}

/** What the box about reports says; '' without one. */
async function box(page: Page): Promise<string> {
  return page.evaluate(() => [...document.querySelectorAll('[data-key="reports"] p')].map(({textContent}) => textContent).join('\n'));
}

/** @returns why it was refused; '' where it was not */
async function refusal(page: Page, method: 'postReport' | 'writeReport', ...args: string[]): Promise<string> {
  return page.evaluate(async (name, values) => {
    try {
      await browser.mailNetwork[name]!(...values);
      return '';
    } catch (error) {
      return String(error);
    }
  }, method, args);
}

/** Infinity without such an alarm. */
async function minutesToAlarm(page: Page, name: string): Promise<number> {
  const alarm = await page.evaluate(wanted => browser.alarms.get(wanted), name);
  return alarm ? (alarm.scheduledTime - Date.now()) / 60_000 : Infinity;
}

async function nameOfComputer(page: Page): Promise<unknown> {
  return page.evaluate(() => browser.mailNetwork['computerName']!());
}

// In Thunderbird

function setAge(days: number): void {
  (globalThis as any).Services.prefs.setIntPref('mail.server.server1.autosync_max_age_days', days);
}

/** Other settings than policies.json has, for what reads them at each call. */
function manage(addonId: string, reports: object | null | undefined): void {
  (globalThis as any).Services.policies.getExtensionPolicy(addonId).reports = reports;
}

/** Another limit of the Experiment than it has. @returns the one before */
async function limit(addonId: string, name: string, value: number): Promise<number> {
  const {extension} = (globalThis as any).WebExtensionPolicy.getByID(addonId);
  const limits = (await extension.experimentAPIManager.asyncGetAPI('mailNetwork', extension)).constructor.LIMITS;
  const before = limits[name];
  limits[name] = value;
  return before;
}

/** @returns how many passwords and messages there are now */
async function saveSecrets(word: string): Promise<number[]> {
  const {Services, Cc, Ci, MailServices} = globalThis as any;
  const login = Cc['@mozilla.org/login-manager/loginInfo;1'].createInstance(Ci.nsILoginInfo);
  login.init('imap://imap1.example.org', null, 'imap://imap1.example.org', `${word}.user1@example.org`, `${word}-password`, '', '');
  await Services.logins.addLoginAsync(login);
  const root = MailServices.accounts.localFoldersServer.rootFolder.QueryInterface(Ci.nsIMsgLocalMailFolder);
  const folder = root.createLocalSubfolder(`${word}-folder`).QueryInterface(Ci.nsIMsgLocalMailFolder);
  folder.addMessage(`From - Mon Jan  1 00:00:00 2024\nFrom: ${word}@example.org\nSubject: ${word} subject\n\n${word} text\n`);
  return [(await Services.logins.getAllLogins()).length, folder.getTotalMessages(false)];
}

/** As a page in a tab would load it, with the cookies of this profile. @returns cookies kept for that host */
async function browse(url: string): Promise<number> {
  const {window3, Services} = globalThis as any;
  await window3.fetch(url, {credentials: 'include'});
  return Services.cookies.getCookiesFromHost('127.0.0.1', {}).length;
}

function isRunning(addonId: string): boolean {
  return (globalThis as any).WebExtensionPolicy.getByID(addonId)?.extension.backgroundState === 'running';
}

async function terminateBackground(addonId: string): Promise<void> {
  await (globalThis as any).WebExtensionPolicy.getByID(addonId).extension.terminateBackground();
}

inEachThunderbird(({version, application}) => {
  const receiver = new Receiver();
  /** Where nothing may ever arrive. */
  const stranger = new Receiver();
  const temporary = join(tmpdir(), `reports-test-${process.pid}-${version}`);
  const folder = join(temporary, 'reports');
  const missing = join(temporary, 'not-yet');
  /** Everything that has left this computer or the profile. */
  const gone: string[] = [];
  let managed: ManagedApplication;
  let thunderbird: Thunderbird | undefined;
  let page: Page;
  let age = 0;

  beforeAll(async () => {
    managed = managedApplication(application);
    mkdirSync(folder, {recursive: true});
    await Promise.all([receiver.open(), stranger.open()]);
  });
  afterAll(async () => {
    await thunderbird?.stop();
    await Promise.all([receiver.close(), stranger.close()]);
    managed?.remove();
    rmSync(temporary, {recursive: true});
  });

  const url = () => `http://127.0.0.1:${receiver.port}/in/box?table=mail_audit&token=r%C3%A4t`;
  const strangerUrl = () => `http://127.0.0.1:${stranger.port}/`;
  const reports = () => ({url: url(), folder, authorization: 'Basic ZmxlZXQ6c2VjcmV0', label: 'Büro 7 – {computer}'});

  function put(settings: object, file = xpi): void {
    const addonId = idOf(file);
    const policies: PoliciesFile['policies'] = {
      ExtensionSettings: {[addonId]: {installation_mode: 'force_installed', install_url: `file://${file}`, updates_disabled: true}},
      '3rdparty': {Extensions: {[addonId]: settings}},
    };
    managed.setPolicies({policies});
  }

  /** Starts on a new profile. Preferences go to prefs.js, so that what a test changes survives a restart. */
  async function start(name: string, settings: object, file = xpi): Promise<void> {
    await thunderbird?.stop();
    put(settings, file);
    // What is told of the profile's place would be found too.
    const folderOfProfile = join(temporary, `${canary}-${name}`, 'profile');
    mkdirSync(folderOfProfile, {recursive: true});
    writeFileSync(join(folderOfProfile, 'prefs.js'), formatPrefs({...profile(accounts), ...places(folderOfProfile)}));
    thunderbird = await startThunderbird({application: managed.path, profile: folderOfProfile});
    await expectRunning(file);
  }

  /** The same profile again, under other settings. */
  async function restart(settings: object): Promise<void> {
    put(settings);
    await thunderbird!.restart();
    await expectRunning();
    page = await openPage(thunderbird!);
  }

  async function expectRunning(file = xpi): Promise<void> {
    await thunderbird!.waitFor(isRunning, {}, idOf(file));
  }

  /** Another verdict of account 1, each time. */
  async function change(): Promise<void> {
    age += 1;
    await thunderbird!.chrome(setAge, age);
  }

  /** Without waiting for Thunderbird to tell the background. */
  async function changeAndWake(): Promise<void> {
    await change();
    await wake(page);
  }

  async function stopBackground(): Promise<void> {
    // Again and again: an event that is still on its way wakes it once more, as it should.
    await expect.poll(async () => {
      await thunderbird!.chrome(terminateBackground, id);
      await sleep(300);
      return button(thunderbird!);
    }).toMatchObject({background: 'stopped'});
  }

  async function limited(name: string, value: number, task: () => Promise<void>): Promise<void> {
    const before = await thunderbird!.chrome(limit, id, name, value);
    await task().finally(() => thunderbird!.chrome(limit, id, name, before));
  }

  function collect(): void {
    gone.push(JSON.stringify(receiver.received));
    for (const place of [folder, missing].filter(existsSync)) {
      for (const name of readdirSync(place)) gone.push(name, readFileSync(join(place, name), 'utf8'));
    }
  }

  async function expectKeptThenSent(problem: RegExp | string): Promise<void> {
    await changeAndWake();
    const queue = await expectQueue(page, {waiting: [expect.stringMatching(UUID)], failures: 1, problem: expect.stringMatching(problem)});
    // A minute and up to half of one after it failed, which was between the request and now.
    expect(queue.retryAt - receiver.received.at(-1)!.at).toBeGreaterThanOrEqual(60_000);
    expect(queue.retryAt - Date.now()).toBeLessThanOrEqual(90_000);
    // Not before its time.
    const attempts = receiver.received.length;
    await handOver(page);
    expect(receiver.received).toHaveLength(attempts);
    await expect.poll(() => box(page)).toContain(sentence('page_reports_waiting_one', {count: 1, problem: queue.problem}));
    const [{id: waiting, lines} = {id: '', lines: ''}] = queue.waiting;
    expect(new Set(receiver.ids)).toEqual(new Set([waiting]));
    collect();
    receiver.start(status(204));
    await retryNow(page);
    await expectQueue(page, {waiting: [], failures: 0, retryAt: 0, problem: ''});
    await handOver(page);
    expect(receiver.received.map(({body}) => body)).toEqual([lines]);
    await expect.poll(() => box(page)).not.toContain(sentence('page_reports_waiting_one', {count: 1}).split('{')[0]);
  }

  describe('with an address and a folder', () => {
    beforeAll(() => start('first', {reports: reports(), ...judging}));
    beforeEach(collect);

    describe('one report goes at the start', () => {
      let request: Received;
      let lines: Line[];
      let exported: Report;
      beforeAll(async () => {
        // A hook cannot poll with expect.
        await vi.waitFor(() => expect(receiver.received).toHaveLength(1), {timeout: 60_000});
        page = await openPage(thunderbird!);
        await handOver(page);
        request = receiver.received[0]!;
        lines = linesOf(request.body);
        exported = await wholeReportOf(page);
      });

      it('and no other', () => {
        expect(receiver.received).toHaveLength(1);
      });

      it('to the address as it is, with the header and nothing that says who', () => {
        expect(request).toMatchObject({method: 'POST', url: '/in/box?table=mail_audit&token=r%C3%A4t'});
        expect(request.headers).toMatchObject({'content-type': 'application/x-ndjson', authorization: 'Basic ZmxlZXQ6c2VjcmV0'});
        expect(Object.keys(request.headers).sort()).toEqual([
          'accept', 'accept-encoding', 'accept-language', 'authorization', 'cache-control', 'connection', 'content-length',
          'content-type', 'host', 'pragma', 'priority', 'user-agent',
        ]);
      });

      it('as lines of flat CloudEvents', () => {
        expect(request.body.endsWith('\n')).toBe(true);
        const {report, source} = lines[0]!;
        expect(report).toMatch(UUID);
        expect(source).toMatch(/^urn:uuid:/);
        lines.forEach((line, i) => {
          expect(line).toMatchObject({specversion: '1.0', id: `${report}-${i}`, report, source, type: `mail-account-audit.${i ? 'finding' : 'report'}`});
          expect(line['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
          expect(Object.keys(line).filter(name => !/^[a-z0-9]+$/.test(name))).toEqual([]);
          expect(Object.values(line).filter(value => typeof value !== 'string' && typeof value !== 'number')).toEqual([]);
        });
      });

      it('that count what the page\'s report has', () => {
        const numbers = Object.fromEntries(['critical', 'warning', 'advice'].map(severity =>
          [severity, exported.findings.filter(finding => finding.outcome === 'fail' && finding.severity === severity).length]));
        expect(numbers).toEqual({critical: expect.any(Number), warning: expect.any(Number), advice: expect.any(Number)});
        expect(Object.values(numbers).every(Boolean)).toBe(true);
        // None of its accounts has connected.
        const unknown = exported.findings.filter(({outcome}) => outcome === 'unknown');
        expect(new Set(unknown.map(({rule}) => rule))).toEqual(new Set(['folders-without-local-copy']));
        expect(lines[0]).toMatchObject({
          ...numbers, accounts: 4, unreadable: 0, unknown: unknown.length, waived: 1, passed: exported.passed.length,
          thunderbird: exported.thunderbird, addon: addonVersion,
        });
        expect(lines.slice(1).map(({rule, outcome, severity, kind, key}) => [rule, outcome, severity, kind, key]))
          .toEqual(exported.findings.map(({rule, outcome, severity, subject, subjectId}) => [rule, outcome, severity, subject, subjectId]));
      });

      it('and the page shows those lines, where they go and how often', async () => {
        // What is sent, then what is written.
        const [sent = '', written = ''] = (await page.evaluate(() => document.querySelector('[data-key="reports"] pre')!.textContent!)).split('\n\n');
        expect(linesOf(sent).map(factsOf)).toEqual(lines.map(factsOf));
        const {report} = await fileIn(folder);
        expect({...JSON.parse(written), takenAt: ''}).toEqual({...report as object, takenAt: ''});
        const text = await box(page);
        expect(text).toContain(sentence('page_reports_url_other', {days: 7, url: `127.0.0.1:${receiver.port}`}));
        expect(text).toContain(sentence('page_reports_folder_other', {days: 7, folder}));
        expect(text).toContain(sentence('page_reports_sent').split('{')[0]);
        expect(text).toContain(sentence('page_reports_written').split('{')[0]);
        expect(text).not.toContain('mail_audit');
        expect(text).not.toContain('ZmxlZXQ6');
      });

      it('with the label the page shows, which names this computer', async () => {
        const label = `Büro 7 – ${hostname()}`;
        expect(new Set(lines.map(line => line['label']))).toEqual(new Set([label]));
        expect(await box(page)).toContain(sentence('page_reports_label', {label}));
      });

      it('and the same report is a file of one line, and no other', async () => {
        const {name, text, report} = await fileIn(folder);
        expect(name).toBe(`mail-account-audit-${lines[0]!['profile']}.json`);
        expect(text.indexOf('\n')).toBe(text.length - 1);
        expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
        const {profile: from, label, addon} = lines[0]!;
        const {takenAt: _, ...judged} = exported;
        expect(report).toMatchObject({...judged, profile: from, label, addon});
      });
    });

    it('a change of a setting sends one report by itself', async () => {
      receiver.start(status(204));
      await change();
      await receiver.expectCount(1);
      await handOver(page);
      expect(receiver.received).toHaveLength(1);
      await expect.poll(() => readFileSync(join(folder, readdirSync(folder)[0]!), 'utf8')).toContain(`"days":${age}`);
    });

    it('a change without another verdict sends none', async () => {
      receiver.start(status(204));
      const before = await fileIn(folder);
      await thunderbird!.chrome(() => (globalThis as any).Services.prefs.setIntPref('mail.server.server1.port', 1993));
      await handOver(page);
      expect(receiver.received).toEqual([]);
      expect(await fileIn(folder)).toEqual(before);
      // And would have, had there been one.
      await changeAndWake();
      await receiver.expectCount(1);
    });

    it('the file is exchanged as a whole: nobody ever reads half of it', async () => {
      receiver.start(status(204));
      const file = join(folder, readdirSync(folder)[0]!);
      const seen = new Set<string>();
      const inodes = new Set<number>();
      const over = new AbortController();
      const reading = (async () => {
        while (!over.signal.aborted) {
          const text = readFileSync(file, 'utf8');
          if (!seen.has(text)) JSON.parse(text);
          seen.add(text);
          await new Promise(setImmediate);
        }
      })();
      for (let i = 0; i < 10; i++) {
        await changeAndWake();
        await expect.poll(() => readFileSync(file, 'utf8')).toContain(`"days":${age}`);
        inodes.add(statSync(file).ino);
      }
      over.abort();
      await reading;
      await receiver.expectCount(10);
      expect(seen.size).toBeGreaterThan(8);
      // Where the old file is written over, a fast reader may still be lucky.
      expect(inodes.size).toBeGreaterThan(1);
      expect(readdirSync(folder)).toHaveLength(1);
    });

    describe('what the receiver does not take waits, and goes once it does:', () => {
      it.each([503, 500, 429, 403, 401, 400, 413])('HTTP %i', async code => {
        receiver.start(status(code));
        await expectKeptThenSent(`HTTP ${code}`);
      });

      it.each([301, 302, 307, 308])('a redirect by HTTP %i, which is not followed', async code => {
        stranger.received = [];
        receiver.start(response => response.writeHead(code, {Location: strangerUrl()}).end());
        await expectKeptThenSent('HTTP 300');
        expect(stranger.received).toEqual([]);
      });

      it.each(Object.entries({truncated, 'hangs up': hangsUp}))('%s', async (_, answer) => {
        receiver.start(answer);
        await expectKeptThenSent(/did not answer/);
      });

      it('nobody there', async () => {
        const {port} = receiver;
        receiver.start(status(204));
        await receiver.close();
        await changeAndWake();
        const queue = await expectQueue(page, {waiting: [expect.any(String)], failures: 1, problem: expect.stringContaining('did not answer')})
          .finally(() => receiver.open(port));
        await retryNow(page);
        await receiver.expectIds(queue.waiting.map(report => report.id));
        await expectQueue(page, {waiting: [], failures: 0});
      });
    });

    it('a slow receiver gets each report once, one after the other', async () => {
      receiver.start(afterSeconds(3));
      await change();
      await receiver.expectCount(1);
      receiver.answer = status(204);
      await change();
      await receiver.expectCount(2);
      await handOver(page);
      expect(receiver.received).toHaveLength(2);
      const [first, second] = receiver.received;
      expect(second!.at - first!.at).toBeGreaterThan(2500);
      expect(new Set(receiver.ids).size).toBe(2);
      await expectQueue(page, {waiting: [], problem: ''});
    });

    it('a report goes again where Thunderbird stops the background while the receiver thinks', async () => {
      receiver.start(afterSeconds(1));
      await change();
      await receiver.expectCount(1);
      receiver.answer = nothingAtAll;
      await changeAndWake();
      await receiver.expectCount(2);
      await stopBackground();
      const {queue} = await deliveryOf(page);
      expect(queue.waiting.map(report => report.id)).toEqual(receiver.ids.slice(1));
      // It wakes by itself, though the call before had its answer.
      expect(await minutesToAlarm(page, 'reports')).toSatisfy(minutes => minutes > 0 && minutes <= 5);
      receiver.start(status(204));
      await wake(page);
      await expectQueue(page, {waiting: []});
      await handOver(page);
      expect(receiver.ids).toEqual(queue.waiting.map(report => report.id));
    });

    describe('the privileged part obeys the policy alone:', () => {
      const profileId = '01234567-89ab-cdef-0123-456789abcdef';
      const elsewhere = 'reports.example.org';
      beforeAll(async () => {
        // This name is this computer, so that what went there would be seen.
        await thunderbird!.chrome(name => (globalThis as any).Services.prefs.setStringPref('network.dns.localDomains', name), elsewhere);
      });
      beforeEach(() => receiver.start(status(204)));
      afterAll(() => thunderbird!.chrome(manage, id, reports()));

      it('a report goes to its address, and no other can be named', async () => {
        expect(await refusal(page, 'postReport', 'x')).toBe('');
        expect(receiver.received).toEqual([expect.objectContaining({url: '/in/box?table=mail_audit&token=r%C3%A4t', body: 'x'})]);
        expect(await refusal(page, 'postReport', 'x', strangerUrl())).not.toBe('');
        expect(receiver.received).toHaveLength(1);
        expect(stranger.received).toEqual([]);
      });

      it('cookies stay here', async () => {
        const visited = `http://127.0.0.1:${receiver.port}/`;
        await thunderbird!.chrome(browse, visited);
        expect(await thunderbird!.chrome(browse, visited)).toBeGreaterThan(0);
        expect(receiver.received.at(-1)!.headers.cookie).toBe('seen=1');
        await refusal(page, 'postReport', 'x');
        expect(receiver.received.at(-1)).toMatchObject({body: 'x'});
        expect(receiver.received.at(-1)!.headers).not.toHaveProperty('cookie');
      });

      it.each<[string, () => object | undefined]>([
        ['no reports', () => undefined],
        ['no address', () => ({folder})],
        ['http to another host', () => ({url: `http://${elsewhere}:${receiver.port}/`})],
        ['another protocol', () => ({url: 'file:///etc/hostname'})],
      ])('%s: nothing is sent', async (_, settings) => {
        await thunderbird!.chrome(manage, id, settings());
        expect(await refusal(page, 'postReport', 'x')).not.toBe('');
        expect(receiver.received).toEqual([]);
      });

      it.each<[string, () => object | null, string]>([
        ['nothing in the group', () => ({}), 'No policy names a folder for reports'], ['null', () => null, 'have a mistake, which forbids this: reports'], ['no folder', () => ({url: url()}), 'No policy names a folder for reports'],
        ['a relative folder', () => ({folder: 'reports'}), 'have a mistake, which forbids this: reports'],
        ['a mistake beside a folder', () => ({folder, everyDays: 'often'}), 'have a mistake, which forbids this: reports'],
      ])('%s: nothing is written', async (_, settings, why) => {
        await thunderbird!.chrome(manage, id, settings());
        expect(await refusal(page, 'writeReport', profileId, 'x')).toContain(why);
      });

      it.each(['../../x', '', `${profileId}/../x`, `../${profileId}`, profileId.toUpperCase(), `${profileId}\n`])('the file cannot be named %j', async name => {
        await thunderbird!.chrome(manage, id, reports());
        const before = readdirSync(temporary, {recursive: true}).filter(file => !file.includes(canary)).sort();
        expect(await refusal(page, 'writeReport', name, 'x')).not.toBe('');
        expect(readdirSync(temporary, {recursive: true}).filter(file => !file.includes(canary)).sort()).toEqual(before);
      });

      describe('an answer', () => {
        const head = 'HTTP/1.1 200 OK\r\n';
        const line = `X-Much: ${'x'.repeat(8000)}\r\n`;
        beforeAll(() => thunderbird!.chrome(manage, id, reports()));

        it('without end is left off', async () => {
          const much = withoutEnd('x'.repeat(65_536));
          receiver.start(response => {
            response.socket!.write(`${head}\r\n`);
            much.answer(response);
          });
          expect(await refusal(page, 'postReport', 'x')).toContain('The receiver did not answer: HTTP 200 and more than 200000 bytes');
          await expect.poll(() => much.isOver).toBe(true);
          expect(much.sent).toBeLessThan(100_000_000);
        });
        it('that is much once it is unpacked is left off', async () => {
          const small = gzipSync(Buffer.alloc(20_000_000));
          receiver.start(response => response.writeHead(200, {'Content-Encoding': 'gzip'}).end(small));
          expect(await refusal(page, 'postReport', 'x')).toContain('more than 200000 bytes');
        });
        it('of headers without end is left off', async () => {
          const much = withoutEnd(line);
          receiver.start(response => {
            response.socket!.write(head);
            much.answer(response);
          });
          expect(await refusal(page, 'postReport', 'x')).toContain('did not answer');
          await expect.poll(() => much.isOver).toBe(true);
        });
        it.each<[string, () => Endless, string]>([
          ['that never comes', () => withoutEnd('', 100_000), ''],
          ['that drips', () => withoutEnd('x', 100), `${head}\r\n`],
          ['whose headers drip', () => withoutEnd('X-More: x\r\n', 100), head],
          ['that is put off again and again', () => withoutEnd('HTTP/1.1 103 Early Hints\r\n\r\n', 100), ''],
        ])('%s is not waited for any longer than the limit', (_, make, first) => limited('postMs', 1500, async () => {
          const little = make();
          receiver.start(response => {
            response.socket!.write(first);
            little.answer(response);
          });
          expect(await refusal(page, 'postReport', 'x')).toContain('The receiver did not answer: no end within 1.5 s');
          await expect.poll(() => little.isOver).toBe(true);
        }));

        describe('the file', () => {
          const place = join(temporary, 'shared');
          const file = join(place, `mail-account-audit-${profileId}.json`);
          const other = join(temporary, 'of somebody else');
          const write = () => refusal(page, 'writeReport', profileId, '{"é": 1}\n');
          beforeEach(async () => {
            rmSync(place, {recursive: true, force: true});
            mkdirSync(place);
            chmodSync(place, 0o777);
            writeFileSync(other, 'theirs');
            await thunderbird!.chrome(manage, id, {folder: place});
          });
          afterAll(() => rmSync(place, {recursive: true, force: true}));
          const expectWritten = () => {
            expect(readFileSync(file, 'utf8')).toBe('{"é": 1}\n');
            expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
            expect(readFileSync(other, 'utf8')).toBe('theirs');
          };

          it('is its owner’s alone', async () => {
            expect(await write()).toBe('');
            expectWritten();
            expect(readdirSync(place)).toHaveLength(1);
          });
          it('takes the place of an older one that others could read', async () => {
            writeFileSync(file, 'older', {mode: 0o644});
            expect(await write()).toBe('');
            expectWritten();
          });
          it.each<[string, () => void, string]>([
            ['a link', () => symlinkSync(other, file), 'a link'],
            ['a link that leads nowhere', () => symlinkSync(join(place, 'nothing'), file), 'a link'],
            ['a link to a folder', () => symlinkSync(temporary, file), 'a link'],
            ['a pipe', () => execFileSync('mkfifo', [file]), 'a pipe or a device'],
            ['a folder', () => mkdirSync(file), 'a folder'],
          ])('does not take the place of %s, and says what to do', async (_, make, obstacle) => {
            make();
            expect(await write()).toContain(`${file} is ${obstacle}, where a report can only take the place of a plain file. Remove it: the report is then written`);
            expect(readFileSync(other, 'utf8')).toBe('theirs');
            expect(readdirSync(place)).toHaveLength(1);
            rmSync(file, {recursive: true});
            expect(await write()).toBe('');
            expectWritten();
          });
          it.each<[string, (path: string) => void]>([
            ['a link', path => symlinkSync(other, path)], ['a pipe', path => execFileSync('mkfifo', [path])], ['a folder', path => mkdirSync(path)],
          ])('does not care for %s where half of it was once written', async (_, make) => {
            make(`${file}.partial`);
            expect(await write()).toBe('');
            expectWritten();
          });
          it.each(['/proc', '/dev/null', join(temporary, 'no such folder')])('cannot be written into %s, and that is said', async nowhere => {
            await thunderbird!.chrome(manage, id, {folder: nowhere});
            expect(await write()).toMatch(/The report could not be written: ./);
          });
          it('is not waited for any longer than the limit, and no half of it stays', () => limited('writeMs', 0, async () => {
            expect(await refusal(page, 'writeReport', profileId, 'x'.repeat(5_000_000))).toContain('The report could not be written: no end within 0 s');
            // What comes after it in the same line is after what was left over.
            await thunderbird!.chrome(limit, id, 'writeMs', 60_000);
            expect(await refusal(page, 'writeReport', profileId.replace('0', 'f'), 'x')).toBe('');
            await expect.poll(() => readdirSync(place)).toEqual([`mail-account-audit-${profileId.replace('0', 'f')}.json`]);
          }));
        });
      });

      it('a policy from a registry, as text, is the same policy', async () => {
        await thunderbird!.chrome((addonId, text) => {
          (globalThis as any).Services.policies.getExtensionPolicy(addonId).reports = text;
        }, id, JSON.stringify(reports()));
        expect(await refusal(page, 'postReport', 'x')).toBe('');
        expect(receiver.received).toEqual([expect.objectContaining({body: 'x'})]);
      });

      it('the computer has a name only where the label asks for it', async () => {
        await thunderbird!.chrome(manage, id, {...reports(), label: 'Büro 7'});
        expect(await nameOfComputer(page)).toBe('');
        await thunderbird!.chrome(manage, id, reports());
        expect(await nameOfComputer(page)).toBe(hostname());
      });
    });

    it('what waits survives a restart, and goes in order by an alarm of its own', async () => {
      expect(await thunderbird!.chrome(saveSecrets, canary)).toEqual([1, 1]);
      receiver.start(status(503));
      for (let i = 1; i <= 3; i++) {
        await changeAndWake();
        await expectQueue(page, {waiting: Array(i).fill(expect.any(String)), failures: 1, problem: 'HTTP 503'});
      }
      const before = await deliveryOf(page);
      const ids = before.queue.waiting.map(report => report.id);
      expect(new Set(ids).size).toBe(3);
      expect(receiver.ids).toEqual(ids.slice(0, 1));
      await expect.poll(() => box(page)).toContain(sentence('page_reports_waiting_other', {count: 3, problem: 'HTTP 503'}));
      await restart({reports: reports(), ...judging});
      await handOver(page);
      expect(await deliveryOf(page)).toEqual(before);
      expect(receiver.received).toHaveLength(1);
      receiver.start(status(204));
      await remember(page, {retryAt: Date.now() + 1000});
      await wake(page);
      await receiver.expectIds(ids);
      expect(receiver.received.map(({body}) => body)).toEqual(before.queue.waiting.map(({lines}) => lines));
      await expectQueue(page, {waiting: [], failures: 0});
      await handOver(page);
      expect(receiver.received).toHaveLength(3);
    });

    it('one that is refused does not keep the others back', async () => {
      let refused = '';
      receiver.start(response => {
        refused ||= receiver.ids[0]!;
        status(receiver.ids.at(-1) === refused ? 400 : 204)(response);
      });
      await changeAndWake();
      await expectQueue(page, {waiting: [expect.any(String)], problem: 'HTTP 400'});
      await changeAndWake();
      // The new one does not wait for the other's time.
      await expect.poll(() => new Set(receiver.ids).size).toBe(2);
      await expectQueue(page, {waiting: [refused], problem: 'HTTP 400'});
      receiver.start(status(204));
      await retryNow(page);
      await receiver.expectIds([refused]);
      await expectQueue(page, {waiting: [], failures: 0});
    });

    it('accounts are audited every day', async () => {
      expect(await page.evaluate(() => browser.alarms.get('audit'))).toMatchObject({periodInMinutes: 1440});
    });

    describe('audited every hour, with a folder that is not there yet', () => {
      let before: Delivery;
      beforeAll(async () => {
        before = await deliveryOf(page);
        receiver.start(status(204));
        await restart({reports: {...reports(), folder: missing}, ...judging, audit: {everyHours: 1}});
        await handOver(page);
      });

      it('a restart without a change sends nothing, and the profile has its id still', async () => {
        expect(receiver.received).toEqual([]);
        const {profile: number, queue} = before;
        expect(await deliveryOf(page)).toMatchObject({profile: number, queue});
      });

      it('says that the folder is not there, sends all the same, and writes once it is', async () => {
        await changeAndWake();
        await receiver.expectCount(1);
        const {problem} = (await deliveryOf(page)).written;
        expect(problem).toContain('could not be written');
        await expect.poll(() => box(page)).toContain(sentence('page_reports_unwritten', {problem}));
        expect(existsSync(missing)).toBe(false);
        // It tries again by itself, in half an hour.
        await expect.poll(() => minutesToAlarm(page, 'reports')).toSatisfy((minutes: number) => minutes > 20 && minutes <= 30);
        mkdirSync(missing);
        await wake(page);
        await expect.poll(() => readdirSync(missing)).toEqual([`mail-account-audit-${before.profile}.json`]);
        await expect.poll(() => box(page)).not.toContain(sentence('page_reports_unwritten').split('{')[0]);
        await expect.poll(() => minutesToAlarm(page, 'reports')).toBe(Infinity);
        expect(receiver.received).toHaveLength(1);
      });

      it('an alarm wakes a stopped background, which sends and writes what has become due', async () => {
        expect(await page.evaluate(() => browser.alarms.get('audit'))).toMatchObject({periodInMinutes: 60});
        await handOver(page);
        receiver.start(status(204));
        await stopBackground();
        const due = Date.now() - 8 * DAY;
        await remember(page, {queuedAt: due}, {at: due});
        await page.evaluate(() => browser.alarms.create('audit', {when: Date.now() + 3000, periodInMinutes: 60}));
        expect(await button(thunderbird!)).toMatchObject({background: 'stopped'});
        expect(receiver.received).toEqual([]);
        await receiver.expectCount(1);
        await handOver(page);
        expect(receiver.received).toHaveLength(1);
        expect((await deliveryOf(page)).written.at).toBeGreaterThan(due);
        // The hour is not put off by what wakes the background.
        expect(await page.evaluate(() => browser.alarms.get('audit'))).toMatchObject({periodInMinutes: 60});
      });
    });

    it('holds no name, no address, no path and no message in all that went or was written', async () => {
      collect();
      // Thunderbird's own number for this profile and this add-on.
      const {hostname: number} = new URL(await page.evaluate(() => location.href));
      expect(gone.length).toBeGreaterThan(30);
      expect(gone.join('')).toContain('login-name-not-as-expected');
      for (const secret of [canary, number, tmpdir()]) expect(gone.filter(text => text.toLowerCase().includes(secret))).toEqual([]);
    });

    it('with a mistake in `reports` sends and writes nothing, and the page says so', async () => {
      receiver.start(status(204));
      const before = await fileIn(folder);
      await restart({reports: {...reports(), colour: 'blue'}, ...judging});
      await change();
      await auditTwice(page);
      expect(receiver.received).toEqual([]);
      expect(await fileIn(folder)).toEqual(before);
      const text = await page.evaluate(() => document.querySelector('[data-key="policy"]')!.textContent!);
      expect(text).toContain('reports.colour');
      expect(text).toContain(sentence('page_policy_closed_reports'));
      expect(await page.evaluate(() => document.querySelectorAll('[data-key="reports"]').length)).toBe(0);
    });
  });

  it('without the Experiment sends and writes nothing, and the page says so', async () => {
    receiver.start(status(204));
    const before = await fileIn(folder);
    await start('second', {reports: reports(), ...judging}, xpiWithoutExperiment);
    page = await openPage(thunderbird!, storeId);
    await auditTwice(page);
    expect(receiver.received).toEqual([]);
    expect(await fileIn(folder)).toEqual(before);
    await expect.poll(() => box(page)).toBe(sentence('page_reports_unprivileged'));
    // What it sees of Thunderbird itself is remembered; of reports, nothing is.
    expect(await page.evaluate(() => browser.storage.local.get())).not.toHaveProperty('delivery');
  });
});
