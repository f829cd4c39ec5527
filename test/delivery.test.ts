/**
 * Reports handed over to a real receiver on this computer: what was promised arrives, once it can, under its first id,
 * whatever receiver, clock, storage and Thunderbird do meanwhile. Time is the clock's alone; nothing here waits for it.
 */
import {mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile} from 'node:fs/promises';
import {type IncomingMessage, type Server, type ServerResponse, createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Ajv2020} from 'ajv/dist/2020.js';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi} from 'vitest';
import {audit} from '../src/audit.ts';
import {type Policy, unmanaged} from '../src/policy.ts';
import schema from '../docs/report.schema.json' with {type: 'json'};
import {jane, snapshot} from './helpers/make.ts';
import {releaseLocks} from './helpers/locks.ts';
import type {Finding, Report} from '../src/report.ts';
import {takeFrom} from './helpers/stored.ts';
import type {Delivery} from '../src/kept.ts';

// What delivery.ts stands on: storage.local, and the experiment with Node's fetch in the place of Thunderbird's

const world = vi.hoisted(() => ({
  kept: {} as Record<string, unknown>,
  url: '',
  folder: '',
  /** The experiment's ends after a minute, this one when a test wants it to. */
  patience: new AbortController(),
  /** Everything asynchronous goes through here: it may fail, or be the last thing that happens. */
  act: <T>(_what: string, effect: () => T | Promise<T>): Promise<T> => Promise.resolve(effect()),
  postReport: (_lines: string): Promise<number> => Promise.resolve(200),
  writeReport: (_profile: string, _report: string): Promise<void> => Promise.resolve(),
}));

vi.stubGlobal('messenger', {
  runtime: {getManifest: () => ({version: '1.2.3'})},
  storage: {local: {
    get: (keys?: string | string[]) => world.act('get', () => takeFrom(world.kept, keys)),
    set: (items: Record<string, unknown>) => world.act('set', () => { Object.assign(world.kept, structuredClone(items)); }),
  }},
});

vi.mock('../src/privileged.ts', () => ({
  can: {report: true},
  computerName: () => world.act('name', () => 'pc-17'),
  postReport: (lines: string) => world.act('post', () => world.postReport(lines)),
  writeReport: (profile: string, report: string) => world.act('write', () => world.writeReport(profile, report)),
}));

async function postReport(lines: string): Promise<number> {
  posts++;
  try {
    const response = await fetch(world.url, {
      method: 'POST', body: lines, headers: {'Content-Type': 'application/x-ndjson'}, redirect: 'manual', signal: world.patience.signal,
    });
    await response.arrayBuffer();
    return [301, 302, 303, 307, 308].includes(response.status) ? 300 : response.status;
  } catch (error) {
    throw new Error(`The receiver did not answer: ${(error as Error).message}`, {cause: error});
  }
}

async function writeReport(profile: string, report: string): Promise<void> {
  writings++;
  const path = join(world.folder, `mail-account-audit-${profile}.json`);
  try {
    await writeFile(`${path}.partial`, report);
    await rename(`${path}.partial`, path);
  } catch (error) {
    throw new Error(`The report could not be written: ${(error as Error).message}`, {cause: error});
  }
}

// What can go wrong inside

let posts = 0;
let writings = 0;
let steps = 0;
let stopAt = Infinity;
let onStop = () => {};
/** Which storage.set fails, counted from 1, and whether before it has stored anything. */
let failing = {set: 0, before: true};
let sets = 0;

/** Where Thunderbird may stop us: what runs then never goes on. */
async function step(): Promise<void> {
  if (++steps !== stopAt) return;
  onStop();
  await new Promise(() => {});
}

async function act<T>(what: string, effect: () => T | Promise<T>): Promise<T> {
  await step();
  const isFailing = what === 'set' && ++sets === failing.set;
  if (isFailing && failing.before) throw new Error('The disk is full');
  const result = await effect();
  if (what === 'set') watch(world.kept['delivery'] as Delivery);
  await step();
  if (isFailing) throw new Error('The disk is full');
  return result;
}

// What must hold at every moment

const violations = new Set<string>();
/** Every report that ever was in the queue: its lines, by id. */
const promised = new Map<string, string>();
const profiles = new Set<string>();
/** The most that ever waited, in characters. */
let fullest = 0;

function watch({profile, queue: {waiting}}: Delivery): void {
  profiles.add(profile);
  if (profiles.size > 1) violations.add('Another profile');
  for (const {id, lines} of waiting) {
    if (promised.has(id) && promised.get(id) !== lines) violations.add(`${id} has other lines`);
    promised.set(id, lines);
  }
  const ids = waiting.map(({id}) => id);
  if (new Set(ids).size < ids.length) violations.add('An id twice');
  const taken = new Set(takenIds());
  for (const id of promised.keys()) if (!ids.includes(id) && !taken.has(id)) violations.add(`${id} left and was not taken`);
  const length = waiting.reduce((sum, {lines}) => sum + lines.length, 0);
  fullest = Math.max(fullest, length);
  if (waiting.length > 52 || waiting.length > 1 && length > 4_000_000) violations.add(`${waiting.length} reports, ${length} characters`);
}

// The receiver

/** A status; no connection; one that breaks before, or inside, an answer of either kind; an answer that is late, or never comes. */
type Answer = number | 'reset' | 'short' | 'cut' | 'slow' | 'silent';

interface Request {
  id: string;
  lines: string;
  isTaken: boolean;
}

const requests: Request[] = [];
let answerOf: (id: string) => Answer = () => 200;
let server: Server;
let elsewhere: Server;
let visits = 0;
/** What was told under which id: the time and what is wrong, never under two. */
const told = new Map<string, string>();

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let lines = '';
  for await (const chunk of request.setEncoding('utf8')) lines += chunk;
  const {report: id, time} = firstOf(lines);
  const answer = answerOf(id);
  requests.push({id, lines, isTaken: answer === 'slow' || typeof answer === 'number' && answer < 300});
  if (promised.get(id) !== lines) violations.add(`${id} was sent before it was kept`);
  const content = `${time} ${numberOf(lines)}`;
  if ((told.get(content) ?? id) !== id) violations.add(`${content} has two ids`);
  told.set(content, id);
  await reply(answer, request, response);
}

async function reply(answer: Answer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // After such an answer Node's fetch takes a connection that breaks for its end.
  if (answer !== 'cut') response.setHeader('Connection', 'close');
  if (answer === 'silent') return world.patience.abort(new DOMException('The operation timed out', 'TimeoutError'));
  if (answer === 'reset') return void request.socket.resetAndDestroy();
  if (answer === 'short') return void response.writeHead(200, {'Content-Length': 100}).end('taken');
  if (answer === 'cut') return void response.writeHead(200).write('taken', () => request.socket.destroy());
  if (answer === 'slow') await new Promise(resolve => setTimeout(resolve, 150));
  const isRedirect = typeof answer === 'number' && answer >= 300 && answer < 400;
  response.writeHead(answer === 'slow' ? 200 : answer, isRedirect ? {Location: addressOf(elsewhere)} : {}).end();
}

function firstOf(lines: string) {
  return JSON.parse(lines.slice(0, lines.indexOf('\n'))) as {report: string; time: string; profile: string; label: string};
}

function numberOf(lines: string): number {
  return Number(/"hostname":"h(\d+)/.exec(lines)![1]);
}

function addressOf(of: Server): string {
  return `http://127.0.0.1:${(of.address() as AddressInfo).port}/`;
}

async function listen(on: Server, port = 0): Promise<void> {
  await new Promise<void>(resolve => { on.listen(port, '127.0.0.1', resolve); });
}

async function close(of: Server): Promise<void> {
  of.closeAllConnections();
  if (of.listening) await new Promise(resolve => { of.close(resolve); });
}

async function setUp(isUp: boolean): Promise<void> {
  if (!isUp) await close(server);
  else if (!server.listening) await listen(server, Number(new URL(world.url).port));
}

function takenIds(): string[] {
  return requests.filter(({isTaken}) => isTaken).map(({id}) => id);
}

/** The numbers of the reports taken, in the order they came. */
function takenNumbers(): number[] {
  return requests.filter(({isTaken}) => isTaken).map(({lines}) => numberOf(lines));
}

function once(ids: string[]): string[] {
  return [...new Set(ids)];
}

// The computer

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What is wrong with the accounts now: every change is another number. */
let number = 1;
/** How long its reports are, in findings. */
let findings = 1;

function finding(hostname: string, i: number): Finding {
  return {
    rule: 'incoming-plaintext', subject: 'incomingServer', subjectId: `server${i}`, accountIds: ['account1'], severity: 'critical', outcome: 'fail',
    data: {hostname},
  };
}

/** What an audit says now. */
function reportNow(): Report {
  return {
    ...audit(snapshot({takenAt: new Date().toISOString()}), [], {rules: {}}),
    findings: Array.from({length: findings}, (_, i) => finding(`h${number}.example.com`, i)),
  };
}

function policyOf(reports: Policy['reports'] = {url: 'https://reports.example.com'}): Policy {
  return {...unmanaged(), reports};
}

/** As the background calls it, which the last restart may just have loaded. */
async function hand(policy = policyOf(), report = reportNow()): Promise<number | undefined> {
  const {deliver} = await import('../src/delivery.ts');
  return deliver(report, policy);
}

function change(): void {
  number++;
}

function pass(ms: number): void {
  vi.setSystemTime(Date.now() + ms);
}

/** Nothing but storage.local outlives it. */
function restart(): void {
  vi.resetModules();
  releaseLocks();
}

function kept(): Delivery {
  return world.kept['delivery'] as Delivery;
}

function waitingIds(): string[] {
  return kept().queue.waiting.map(({id}) => id);
}

/** Calls again when asked to be, until there is nothing left to call for. */
async function drain(call: () => Promise<number | undefined> = hand): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    const next = await call();
    if (next === undefined) return;
    vi.setSystemTime(Math.max(Date.now(), Math.ceil(next)));
  }
  throw new Error('It never ends');
}

/** Several reports that wait, because the receiver was down. */
async function queueUp(...numbers: number[]): Promise<string[]> {
  answerOf = () => 503;
  for (number of numbers) await hand();
  requests.length = 0;
  answerOf = () => 200;
  expect(kept().queue.waiting.map(({lines}) => numberOf(lines))).toEqual(numbers);
  return waitingIds();
}

beforeAll(async () => {
  server = createServer((request, response) => void receive(request, response));
  elsewhere = createServer((_, response) => { visits++; response.end(); });
  await Promise.all([listen(server), listen(elsewhere)]);
  world.url = addressOf(server);
});
afterAll(() => Promise.all([close(server), close(elsewhere)]));

beforeEach(async () => {
  vi.useFakeTimers({toFake: ['Date'], now: Date.parse('2026-11-21T08:00:00Z')});
  await reset();
});
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  await setUp(true);
  await rm(world.folder, {recursive: true, force: true});
  expect([...violations]).toEqual([]);
});

/** Another computer, and a receiver that is well. */
async function reset(): Promise<void> {
  restart();
  if (world.folder) await rm(world.folder, {recursive: true, force: true});
  Object.assign(world, {kept: {}, act, postReport, writeReport, patience: new AbortController(), folder: await mkdtemp(join(tmpdir(), 'reports-'))});
  [posts, writings, steps, sets, visits, fullest, number, findings] = [0, 0, 0, 0, 0, 0, 1, 1];
  stopAt = Infinity;
  failing = {set: 0, before: true};
  answerOf = () => 200;
  requests.length = 0;
  for (const memory of [violations, promised, profiles, told]) memory.clear();
}

describe('a receiver that is well', () => {
  it.each([200, 201, 202, 204])('takes a report with %i, and nothing is left to call for', async status => {
    answerOf = () => status;
    expect(await hand()).toBeUndefined();
    expect(takenNumbers()).toEqual([1]);
    expect(kept().queue).toMatchObject({waiting: [], problem: '', failures: 0, sentAt: Date.now()});
  });
  it('gets no unchanged report, and every changed one, one by one', async () => {
    for (const now of [1, 1, 2, 2, 1, 1, 3]) {
      number = now;
      await hand();
      pass(HOUR);
    }
    expect(takenNumbers()).toEqual([1, 2, 1, 3]);
    expect(once(takenIds())).toHaveLength(4);
  });
  it('gets none because of the time or of Thunderbird\'s version', async () => {
    await hand();
    pass(DAY);
    await hand(policyOf(), {...reportNow(), thunderbird: '154.0'});
    expect(requests).toHaveLength(1);
  });
  it.each([[undefined, 7], [1, 1], [30, 30]])('gets an unchanged one every so many days: %s is %i', async (everyDays, days) => {
    const policy = policyOf({url: 'https://reports.example.com', ...everyDays && {everyDays}});
    const at: number[] = [];
    for (let hour = 0; hour <= 2 * days * 24; hour++) {
      const before = requests.length;
      await hand(policy);
      if (requests.length > before) at.push(hour / 24);
      pass(HOUR);
    }
    expect(at).toEqual([0, days, 2 * days]);
    expect(once(takenIds())).toHaveLength(3);
  });
  it('gets an unchanged one where the clock was set back by as many days, once', async () => {
    await hand();
    for (const back of [DAY, 6 * DAY, 0, HOUR]) {
      pass(-back);
      await hand();
    }
    expect(takenNumbers()).toEqual([1, 1]);
  });
  it('learns of one computer and one version, and its label', async () => {
    await hand(policyOf({url: 'https://reports.example.com', label: 'Room 1, {computer} ({computer})'}));
    restart();
    change();
    await hand();
    expect(requests.map(({lines}) => firstOf(lines))).toMatchObject([{label: 'Room 1, pc-17 (pc-17)', addon: '1.2.3'}, {label: '', addon: '1.2.3'}]);
    expect(new Set(requests.map(({lines}) => firstOf(lines).profile))).toEqual(profiles);
  });
  it('is not asked where the policy names none; what waits is sent when it names one again', async () => {
    const ids = await queueUp(1, 2);
    pass(DAY);
    expect(await hand(policyOf({}))).toBeUndefined();
    expect(await hand(policyOf({folder: world.folder}))).toBeUndefined();
    expect(requests).toEqual([]);
    await drain();
    expect(takenIds()).toEqual(ids);
  });
});

describe('a receiver that is down', () => {
  it.each([[0, [0, 1, 3, 7, 15, 31]], [1, [0, 2, 5, 11, 23, 47]]])(
    'for an hour is asked less and less often (chance %i), and then gets everything once, under its first id', async (chance, minutes) => {
      vi.spyOn(Math, 'random').mockReturnValue(chance);
      await setUp(false);
      const attempts: number[] = [];
      for (let minute = 0; minute <= 60; minute++) {
        if ([10, 30].includes(minute)) change();
        const before = posts;
        const next = await hand();
        if (posts > before) attempts.push(minute);
        expect(next).toBeGreaterThan(Date.now());
        expect(posts - before).toBeLessThanOrEqual(1);
        pass(MINUTE);
      }
      expect(attempts).toEqual(minutes);
      expect(kept().queue.problem).toMatch('The receiver did not answer');
      const ids = waitingIds();
      await setUp(true);
      await drain();
      expect(takenIds()).toEqual(ids);
      expect(takenNumbers()).toEqual([1, 2, 3]);
      expect([...promised.keys()]).toEqual(ids);
    });

  it('is asked when the background says it asks, and not a moment before', async () => {
    answerOf = () => 503;
    const next = (await hand())!;
    expect(next).toBe(kept().queue.retryAt);
    vi.setSystemTime(Math.ceil(next) - 1);
    await hand();
    expect(posts).toBe(1);
    vi.setSystemTime(Math.ceil(next));
    await hand();
    expect(posts).toBe(2);
  });
  it('is asked again within twelve hours where the clock is set back', async () => {
    answerOf = () => 503;
    for (let i = 0; i < 12; i++) {
      await hand();
      vi.setSystemTime(Math.ceil(kept().queue.retryAt));
    }
    const before = posts;
    for (const back of [4000 * DAY, 20 * HOUR]) {
      pass(-back);
      for (let hour = 0; hour < 13; hour++) {
        await hand();
        pass(HOUR);
      }
    }
    expect(posts - before).toBeGreaterThanOrEqual(2);
    answerOf = () => 200;
    await drain();
    expect(takenNumbers().at(-1)).toBe(1);
  });

  it.each([500, 502, 503, 429, 401, 403, 408, 300, 304])('says %i: all of it stays, in its order', async status => {
    const ids = await queueUp(1, 2, 3);
    answerOf = () => status;
    pass(HOUR);
    await hand();
    // Nothing else would be taken now either.
    expect(requests.map(({id}) => id)).toEqual(ids.slice(0, 1));
    expect(waitingIds()).toEqual(ids);
    expect(kept().queue.problem).toBe(`HTTP ${status}`);
    answerOf = () => 200;
    await drain();
    expect(takenIds()).toEqual(ids);
    expect(kept().queue).toMatchObject({problem: '', failures: 0});
  });
  it('after some of it gets the rest later, none of it twice', async () => {
    const ids = await queueUp(1, 2, 3, 4);
    answerOf = id => id === ids[2] ? 500 : 200;
    pass(HOUR);
    await hand();
    expect([takenIds(), waitingIds()]).toEqual([ids.slice(0, 2), ids.slice(2)]);
    answerOf = () => 200;
    await drain();
    expect(takenIds()).toEqual(ids);
  });
});

describe('a report that is refused', () => {
  it.each([400, 404, 413, 422])('with %i stays, and the others go', async status => {
    const ids = await queueUp(1, 2, 3);
    answerOf = id => id === ids[1] ? status : 200;
    pass(HOUR);
    expect(await hand()).toBeGreaterThan(Date.now());
    expect(requests.map(({id}) => id)).toEqual(ids);
    expect(waitingIds()).toEqual([ids[1]]);
    expect(kept().queue.problem).toBe(`HTTP ${status}`);
    answerOf = () => 200;
    await drain();
    expect(takenIds()).toEqual([ids[0], ids[2], ids[1]]);
  });
  it('for ever does not make later ones wait', async () => {
    const [refused] = await queueUp(1);
    answerOf = id => id === refused ? 400 : 200;
    for (let i = 0; i < 10; i++) {
      pass(10 * HOUR);
      await hand();
    }
    change();
    await hand();
    expect(takenNumbers()).toEqual([2]);
    expect(waitingIds()).toEqual([refused]);
    // Nobody asks about it more often because of that.
    const before = posts;
    pass(MINUTE);
    await hand();
    expect(posts).toBe(before);
  });
  it('does not end the wait for a receiver that is down', async () => {
    const ids = await queueUp(1, 2);
    answerOf = id => id === ids[0] ? 400 : 503;
    pass(HOUR);
    await hand();
    change();
    const before = posts;
    await hand();
    expect(posts).toBe(before);
    expect(waitingIds()).toHaveLength(3);
  });
});

describe('an answer', () => {
  it.each([301, 302, 303, 307, 308])('that sends us elsewhere (%i) is not followed, and the report stays', async status => {
    answerOf = () => status;
    await hand();
    expect(visits).toBe(0);
    expect(kept().queue).toMatchObject({problem: 'HTTP 300', failures: 1});
    const ids = waitingIds();
    answerOf = () => 200;
    await drain();
    expect(takenIds()).toEqual(ids);
    expect(visits).toBe(0);
  });
  it.each<Answer>(['reset', 'short', 'cut'])('that breaks off (%s) is none: the report comes again under the same id', async answer => {
    answerOf = () => answer;
    await hand();
    expect(kept().queue.problem).toMatch('The receiver did not answer');
    const ids = waitingIds();
    answerOf = () => 200;
    await drain();
    expect(requests.map(({id}) => id)).toEqual([...ids, ...ids]);
    expect(waitingIds()).toEqual([]);
  });
  it('that never comes is none', async () => {
    answerOf = () => 'silent';
    await hand();
    world.patience = new AbortController();
    const ids = waitingIds();
    answerOf = () => 200;
    await drain();
    expect(requests.map(({id}) => id)).toEqual([...ids, ...ids]);
  });
  it('that is late is one', async () => {
    answerOf = () => 'slow';
    expect(await hand()).toBeUndefined();
    expect(takenNumbers()).toEqual([1]);
  });
});

describe('two calls at once', () => {
  it('do not send twice', async () => {
    answerOf = () => 'slow';
    await Promise.all([hand(), hand(), hand()]);
    expect(requests).toHaveLength(1);
  });
  it('send what waits once, and what changed between them', async () => {
    await queueUp(1, 2);
    pass(HOUR);
    answerOf = () => 'slow';
    const first = hand();
    change();
    await Promise.all([first, hand(), hand()]);
    expect(takenNumbers()).toEqual([1, 2, 3]);
  });
  it('are two: one that fails does not take the other with it', async () => {
    failing = {set: 1, before: true};
    const results = await Promise.allSettled([hand(), hand()]);
    expect(results.map(({status}) => status)).toEqual(['rejected', 'fulfilled']);
    expect(takenNumbers()).toEqual([1]);
  });
});

describe('a queue that is full', () => {
  it('of reports promises nothing more, loses nothing, and tells how it is now when there is room', async () => {
    await setUp(false);
    for (number = 1; number <= 60; number++) await hand();
    number = 60;
    expect(waitingIds()).toHaveLength(52);
    const ids = waitingIds();
    await setUp(true);
    await drain();
    expect(takenNumbers()).toEqual([...Array.from({length: 52}, (_, i) => i + 1), 60]);
    expect(takenIds().slice(0, 52)).toEqual(ids);
    expect(promised.size).toBe(53);
  });
  it('of characters does the same', async () => {
    findings = 3000;
    await setUp(false);
    for (number = 1; number <= 8; number++) await hand();
    number = 8;
    const count = waitingIds().length;
    expect(count).toBeGreaterThan(1);
    expect(count).toBeLessThan(8);
    await setUp(true);
    await drain();
    expect(takenNumbers()).toEqual([...Array.from({length: count}, (_, i) => i + 1), 8]);
  });
  it('takes the present state as soon as there is room for one', async () => {
    await setUp(false);
    for (number = 1; number <= 60; number++) await hand();
    number = 60;
    await setUp(true);
    const [first] = waitingIds();
    answerOf = id => id === first ? 200 : 503;
    pass(DAY);
    await hand();
    expect(kept().queue.waiting.map(({lines}) => numberOf(lines)).slice(-2)).toEqual([52, 60]);
    expect(waitingIds()).toHaveLength(52);
    answerOf = () => 200;
    await drain();
    expect(takenNumbers().at(-1)).toBe(60);
  });
  it('has room for one report that is longer than all of it may be', async () => {
    findings = 12_000;
    await hand();
    expect(promised.values().next().value!.length).toBeGreaterThan(4_000_000);
    expect(takenNumbers()).toEqual([1]);
  });
});

/** A day with everything in it; each part ends with a call of the background. */
const day: {name: string; before: () => void | Promise<void>}[] = [
  {name: 'the first report', before: () => {}},
  {name: 'a change while the receiver is ill', before: () => { answerOf = () => 503; change(); pass(HOUR); }},
  {name: 'a change, and an answer that breaks off', before: () => { answerOf = () => 'short'; change(); pass(HOUR); }},
  {name: 'one that is refused', before: () => { answerOf = id => id === waitingIds()[0] ? 400 : 200; pass(DAY); }},
  {name: 'nothing new', before: () => { answerOf = () => 200; pass(DAY); }},
  {name: 'a week later', before: () => { pass(7 * DAY); }},
];

async function liveThrough(between: () => void): Promise<void> {
  const policy = policyOf({url: 'https://reports.example.com', folder: world.folder});
  for (const {before} of day) {
    await before();
    await untilDone(policy, between);
  }
  answerOf = () => 200;
  await drain(() => untilDone(policy, between));
}

/** What the background does when it is stopped, or when something failed: it calls again, five minutes later. */
async function untilDone(policy: Policy, between: () => void): Promise<number | undefined> {
  for (let tries = 0; tries < 10; tries++) {
    between();
    const stopped = new Promise<'stopped'>(resolve => { onStop = () => resolve('stopped'); });
    const outcome = await Promise.race([hand(policy).catch(() => 'failed' as const), stopped]);
    if (outcome === 'stopped') restart();
    else if (outcome !== 'failed') return outcome;
    pass(5 * MINUTE);
  }
  throw new Error('It never goes well again');
}

async function expectEverythingArrived(): Promise<void> {
  expect([...violations]).toEqual([]);
  expect([...promised.keys()].filter(id => !takenIds().includes(id))).toEqual([]);
  expect(numberOf([...promised.values()].at(-1)!)).toBe(number);
  expect(waitingIds()).toEqual([]);
  // One computer has one file.
  expect(await readdir(world.folder)).toEqual([`mail-account-audit-${[...profiles].join()}.json`]);
}

it('what is taken is noted one by one: being stopped among them costs one of them a second time at most', async () => {
  for (let i = 1; i <= 20; i++) {
    await reset();
    const ids = await queueUp(1, 2, 3, 4, 5);
    pass(DAY);
    stopAt = steps + i;
    await untilDone(policyOf(), () => {});
    await drain();
    expect(once(takenIds())).toEqual(ids);
    expect(takenIds().length).toBeLessThanOrEqual(ids.length + 1);
  }
});

describe('a day with everything in it', () => {
  it('ends with everything told, and nothing twice', async () => {
    await liveThrough(() => {});
    await expectEverythingArrived();
    expect(once(takenIds())).toEqual(takenIds());
    expect([...takenNumbers()].sort()).toEqual([1, 2, 3, 3]);
  });
  it('does so with a restart before every call', async () => {
    await liveThrough(restart);
    await expectEverythingArrived();
    expect(once(takenIds())).toEqual(takenIds());
  });
  it('does so wherever Thunderbird stops us', async () => {
    await liveThrough(() => {});
    const all = steps;
    expect(all).toBeGreaterThan(60);
    for (let i = 1; i <= all; i++) {
      await reset();
      stopAt = i;
      await liveThrough(() => {});
      expect(steps, 'It was stopped').toBeGreaterThanOrEqual(i);
      await expectEverythingArrived();
      // What was taken and not noted comes a second time, under the same id.
      expect(takenIds().length - once(takenIds()).length).toBeLessThanOrEqual(1);
    }
  });
  it.each([true, false])('does so whichever storing fails (before anything is stored: %s)', async before => {
    await liveThrough(() => {});
    const all = sets;
    expect(all).toBeGreaterThan(10);
    for (let i = 1; i <= all; i++) {
      await reset();
      failing = {set: i, before};
      await liveThrough(() => {});
      await expectEverythingArrived();
      expect(takenIds().length - once(takenIds()).length).toBeLessThanOrEqual(1);
    }
  });
});

function toFolder(): Policy {
  return policyOf({folder: world.folder, label: '{computer}'});
}

function readWritten(): Promise<string> {
  return readFile(join(world.folder, `mail-account-audit-${kept().profile}.json`), 'utf8');
}

describe('a folder', () => {
  it('gets the report as one line of JSON, with where it is from', async () => {
    const report = {...reportNow(), findings: [finding('h1.example.com\n"\u2028', 1)]};
    expect(await hand(toFolder(), report)).toBeUndefined();
    const text = await readWritten();
    expect(text.trimEnd().split(/[\n\r]/)).toHaveLength(1);
    expect(text).toMatch(/\}\n$/);
    expect(JSON.parse(text)).toEqual({...report, profile: kept().profile, label: 'pc-17', addon: '1.2.3'});
    expect(posts).toBe(0);
  });
  it('gets what the published schema describes, waived findings too, and no names', async () => {
    const waived: Finding = {...finding('h2.example.com', 2), outcome: 'waived', waiver: {by: 'administrator', reason: 'An archive', until: '2027-06-30'}};
    const report = reportNow();
    await hand(toFolder(), {...report, findings: [...report.findings, waived]});
    const validate = new Ajv2020({strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true}).compile(schema);
    validate(JSON.parse(await readWritten()));
    expect(validate.errors).toBeNull();
    for (const word of Object.values(jane)) expect(await readWritten()).not.toContain(word);
  });
  it('that is missing is a problem told, and none once it is there', async () => {
    await rm(world.folder, {recursive: true});
    await hand(toFolder());
    expect(kept().written).toMatchObject({at: 0, problem: expect.stringContaining('The report could not be written')});
    restart();
    await hand(toFolder());
    expect(kept().written.problem).not.toBe('');
    await mkdir(world.folder);
    pass(DAY);
    await hand(toFolder());
    expect(JSON.parse(await readWritten()).takenAt).toBe(new Date().toISOString());
    expect(kept().written).toMatchObject({at: Date.now(), problem: ''});
  });
  it('is written to when something changed, or after so many days', async () => {
    for (const [now, after] of [[1, 0], [1, DAY], [2, DAY], [2, 6 * DAY], [2, DAY], [2, -DAY], [2, -6 * DAY], [2, DAY]] as const) {
      number = now;
      pass(after);
      await hand(toFolder());
    }
    // At first, at the change, seven days later, and seven days before that by a clock that was set back.
    expect(writings).toBe(4);
    expect(new Set(await readdir(world.folder)).size).toBe(1);
  });
  it('that was missing for a change that is undone is no problem any more', async () => {
    await hand(toFolder());
    change();
    await rename(world.folder, `${world.folder}-away`);
    await hand(toFolder());
    expect(kept().written.problem).not.toBe('');
    await rename(`${world.folder}-away`, world.folder);
    number = 1;
    await hand(toFolder());
    expect(kept().written.problem).toBe('');
  });
  it('that is missing does not keep the receiver from its report, nor the other way round', async () => {
    const both = policyOf({folder: world.folder, url: 'https://reports.example.com'});
    await rm(world.folder, {recursive: true});
    await hand(both);
    expect(takenNumbers()).toEqual([1]);
    await mkdir(world.folder);
    answerOf = () => 500;
    change();
    await hand(both);
    expect(JSON.parse(await readWritten())).toMatchObject({findings: [{data: {hostname: 'h2.example.com'}}]});
    expect(waitingIds()).toHaveLength(1);
  });
});

// Whatever happens

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = state + 0x6D2B79F5 | 0;
    let mixed = Math.imul(state ^ state >>> 15, 1 | state);
    mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed;
    return ((mixed ^ mixed >>> 14) >>> 0) / 2 ** 32;
  };
}

const faults: Answer[] = [500, 503, 429, 401, 403, 408, 301, 302, 307, 308, 'reset', 'short', 'cut', 'slow'];
const refusals: Answer[] = [400, 404, 413, 422];

/** One thing that happens to a computer, or to its receiver. */
async function happen(random: () => number, withRefusals: boolean): Promise<void> {
  const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)]!;
  const bad = withRefusals ? [...faults, ...refusals] : faults;
  const kind = random();
  if (kind < 0.1) await setUp(random() < 0.7);
  else if (kind < 0.2) answerOf = () => 200;
  else if (kind < 0.3) answerOf = ((fault: Answer) => () => fault)(pick(bad));
  else if (kind < 0.4) answerOf = () => random() < 0.5 ? 200 : pick(bad);
  else if (kind < 0.55) change();
  else if (kind < 0.6) restart();
  else if (kind < 0.65) pass(Math.round((random() - 0.5) * 10 ** (7 + random() * 4)));
  else if (kind < 0.7) stopAt = steps + 1 + Math.floor(random() * 14);
  else if (kind < 0.75) failing = {set: sets + 1 + Math.floor(random() * 3), before: random() < 0.5};
  else pass(Math.round(random() * 10 ** (4 + random() * 5)));
}

/** The background is woken: once, or twice at the same time. */
async function wake(random: () => number): Promise<void> {
  const stopped = new Promise<void>(resolve => { onStop = resolve; });
  const calls = Array.from({length: random() < 0.2 ? 2 : 1}, () => hand());
  const isStopped = await Promise.race([Promise.allSettled(calls).then(() => false), stopped.then(() => true)]);
  if (isStopped) restart();
}

it.each([[1, false, 1], [2, false, 1], [3, false, 1000], [4, true, 1], [5, true, 1], [6, true, 1000]])(
  'whatever happens (seed %i, with refusals: %s, findings: %i), everything promised arrives, and the last is how it is now',
  async (seed, withRefusals, length) => {
    const random = randomOf(seed);
    vi.spyOn(Math, 'random').mockImplementation(randomOf(-seed));
    findings = length;
    for (let i = 0; i < 300; i++) {
      await happen(random, withRefusals);
      if (random() < 0.7) await wake(random);
    }
    await setUp(true);
    answerOf = () => 200;
    stopAt = Infinity;
    failing = {set: 0, before: true};
    await drain();
    expect(promised.size).toBeGreaterThan(20);
    // Long reports fill the queue.
    if (findings > 1) expect(fullest).toBeGreaterThan(3_500_000);
    expect([...violations]).toEqual([]);
    expect([...promised.keys()].filter(id => !takenIds().includes(id))).toEqual([]);
    expect(requests.filter(({id, lines}) => promised.get(id) !== lines)).toEqual([]);
    expect(kept().queue).toMatchObject({waiting: [], problem: '', failures: 0});
    expect(numberOf([...promised.values()].at(-1)!)).toBe(number);
    if (withRefusals) return;
    expect(takenNumbers().at(-1)).toBe(number);
    expect(once(takenIds())).toEqual([...promised.keys()]);
  });
