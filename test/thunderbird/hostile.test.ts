/**
 * What one account's preferences say never touches what is read of another, whatever it is: wrong types, odd text, huge numbers, addresses that
 * are none. The values are drawn with a fixed seed; what fails is named with the preferences that did it.
 */
import {constantFrom, sample} from 'fast-check';
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {Page, Thunderbird} from '../../scripts/thunderbird.js';
import type {Settings} from '../../src/experiment/settings.d.ts';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {id as addonId, openPage, settingsOf, startAudited} from './audited.ts';
import {type AccountSpec, type Prefs, profile} from './profile.ts';

const SEED = 9;
const COUNT = 30;

const types = ['imap', 'pop3', 'ews', 'nntp', 'rss', 'none'] as const;

const specs = Array.from({length: COUNT}, (_, i): AccountSpec => ({type: types[i % types.length]!}));

/** Each account that sends has an outgoing server of its own, Exchange one of its kind. */
function manyAccounts(): Prefs {
  const prefs = profile(specs);
  const exchange = specs.flatMap(({type}, i) => (type === 'ews' ? [i + 1] : []));
  prefs['mail.smtpservers'] = [prefs['mail.smtpservers'], ...exchange.map(n => `smtp${n}`)].join();
  for (const n of exchange) {
    prefs[`mail.smtpserver.smtp${n}.type`] = 'ews';
    Object.assign(prefs, {[`mail.outgoingserver.smtp${n}.ews_url`]: 'https://exchange.example.org/EWS/Exchange.asmx', [`mail.outgoingserver.smtp${n}.username`]: `user${n}`});
    prefs[`mail.identity.id${n}.smtpServer`] = `smtp${n}`;
  }
  // Thunderbird chooses a place for each as it is first shown.
  for (let n = 1; n <= COUNT; n++) prefs[`mail.server.server${n}.directory-rel`] = `[ProfD]Mail/${n}`;
  return prefs;
}

/** As bytes, one a character: what is no UTF-8 is no text in any preference, but may be in the file. */
interface Bytes {
  bytes: string;
}
type Hostile = string | number | boolean | Bytes;

const hostile: Hostile[] = [
  '', ' ', '\t\n', ',', '.', '-', '0', 'true', 'null', 'undefined', '__proto__', 'constructor', '%', '%00%ff', '\\', '"', '<b>', 'x'.repeat(50_000),
  'about:blank', 'about:', 'data:,x', 'javascript:1', 'file:///', 'https:', 'http://', 'https://:0/', 'https://[::1', 'https://user:word@host:99999/', '://', 'mailto:a@b',
  'imap://', 'imap://a@b@c/d', 'mailbox://', 'mailbox://%00@/', 'resource://gre/', '[ProfD]', '[ProfD]../../..', '[Nowhere]x', '/', '/dev/null', '/proc/self', '\\\\server\\share',
  'a b', 'a@b', 'a@', '@', '[::1', '127.1', '\u202Egro.elpmaxe', '\uD800', 'x\uDFFFx', '\u{10FFFF}', '\uFFFF', {bytes: '\xED\xA0\x80'}, {bytes: '\xFF\xFE\x80'}, {bytes: 'ann\xE9'},
  0, 1, -1, 7, 993, 65_536, 2_147_483_647, -2_147_483_648, true, false,
];

/** The same values in every run, as many as are wanted. */
function drawn(count: number, seed: number): Hostile[] {
  return sample(constantFrom(...hostile), {numRuns: count, seed: SEED + seed});
}

// In Thunderbird

/** Names of all preferences that an account may have, without those that say which server and which identities it has. */
function namesOf(n: number): string[] {
  const {prefs} = (globalThis as any).Services;
  const kinds = {server: `server${n}`, smtpserver: `smtp${n}`, outgoingserver: `smtp${n}`, identity: `id${n}`};
  const older = {
    server: ['directory', 'isSecure', 'ews_url', 'deferred_to_account', 'hidden', 'realhostname', 'realuserName'],
    smtpserver: ['hostname', 'port', 'username', 'type', 'try_ssl', 'authMethod'], outgoingserver: ['ews_url', 'username', 'auth_method', 'key', 'uid'],
    identity: ['useremail', 'smtpServer', 'fcc_folder', 'doBcc', 'doBccList', 'bcc_self', 'bcc_other', 'bcc_other_list', 'doCc', 'doCcList'],
  };
  return Object.entries(kinds).flatMap(([kind, key]) => {
    const known = [`mail.${kind}.default.`, `mail.${kind}.${key}.`].flatMap(branch => prefs.getChildList(branch).map((name: string) => name.slice(branch.length)));
    return [...new Set([...known, ...older[kind as keyof typeof older]])].toSorted().map(name => `mail.${kind}.${key}.${name}`);
  });
}

/** Names of the preferences that the add-on says its reading rests on, of account n. */
async function watchedOf(ofAddon: string, n: number): Promise<string[]> {
  const {extension} = (globalThis as any).WebExtensionPolicy.getByID(ofAddon);
  const {constructor: {WATCHED}} = await extension.experimentAPIManager.asyncGetAPI('mailSettings', extension);
  const keys = {server: `server${n}`, smtpserver: `smtp${n}`, outgoingserver: `smtp${n}`, identity: `id${n}`};
  return Object.entries(keys).flatMap(([kind, key]) => WATCHED[`mail.${kind}.`].map((name: string) => `mail.${kind}.${key}.${name}`));
}

/**
 * Puts each of these values there, reads, and puts back what there was. No page asks: that would take ten times as long.
 * @returns what is read otherwise than before all of it, by its place: `account3.server.port`
 */
async function tryEach(ofAddon: string, each: Record<string, Hostile>[]): Promise<string[][]> {
  const {Cu, Services: {prefs}, WebExtensionPolicy} = globalThis as any;
  const {extension} = WebExtensionPolicy.getByID(ofAddon);
  const {mailSettings} = (await extension.experimentAPIManager.asyncGetAPI('mailSettings', extension)).getAPI({extension});
  // As a page gets it: what cannot be copied would be an error.
  const read = async () => {
    const {program, accounts, identities, outgoingServers} = Cu.cloneInto(await mailSettings.read(), globalThis);
    return {program, ...Object.fromEntries([...accounts, ...identities, ...outgoingServers].map(entry => [entry.id ?? entry.key, entry]))};
  };
  const changes = (before: any, now: any, place: string): string[] => {
    if ([before, now].some(value => typeof value !== 'object' || value === null)) return Object.is(before, now) ? [] : [place];
    return [...new Set([...Object.keys(before), ...Object.keys(now)])].flatMap(key => changes(before[key], now[key], place ? `${place}.${key}` : key));
  };
  const kinds: Record<string, string> = {32: 'CharPref', 64: 'IntPref', 128: 'BoolPref', string: 'StringPref', number: 'IntPref', boolean: 'BoolPref'};
  const set = (name: string, kind: string | undefined, value: unknown) => {
    // A value of another type cannot take its place.
    prefs.clearUserPref(name);
    if (kind) prefs[`set${kind}`](name, value);
  };
  const before = await read();
  const changed = [];
  for (const values of each) {
    const putAway = Object.keys(values).map(name => {
      const kind = prefs.prefHasUserValue(name) ? kinds[prefs.getPrefType(name)] : undefined;
      return {name, kind, value: kind && prefs[`get${kind}`](name)};
    });
    for (const [name, value] of Object.entries(values)) {
      if (typeof value === 'object') set(name, 'CharPref', value.bytes);
      else set(name, kinds[typeof value], value);
    }
    changed.push(changes(before, await read(), ''));
    putAway.forEach(({name, kind, value}) => set(name, kind, value));
  }
  return changed;
}

/** Lets nothing of the add-on run but what a test calls. */
async function sendToSleep(ofAddon: string): Promise<void> {
  const {extension} = (globalThis as any).WebExtensionPolicy.getByID(ofAddon);
  extension.wakeupBackground = async () => {};
  await extension.terminateBackground();
}

/** As a page gets it. */
async function readOnce(ofAddon: string): Promise<Settings> {
  const {extension} = (globalThis as any).WebExtensionPolicy.getByID(ofAddon);
  const {mailSettings} = (await extension.experimentAPIManager.asyncGetAPI('mailSettings', extension)).getAPI({extension});
  return JSON.parse(JSON.stringify(await mailSettings.read()));
}

/** Whether a place is of account n: its server, its identity, its outgoing server. */
function isOf(n: number, place: string): boolean {
  return [`account${n}`, `id${n}`, `smtp${n}`].includes(place.split('.')[0]!);
}

/** Names of preferences, by the account's number. */
type Names = (n: number) => string[];

/** An account that has these values, and what is drawn for others. */
interface Round {
  n: number;
  values: Record<string, Hostile>;
}

/** Not a colon in the name of a host: once anything asks Thunderbird for that name, it ends, and not only we ask. */
function isBearable(name: string, value: Hostile): boolean {
  return !(name.endsWith('hostname') && String(value).includes(':'));
}

/** Each preference by itself, of one account of each type, with some of the values; the address of Exchange and the name of a host with all of them. */
function oneByOne(namesFor: Names): Round[] {
  return types.flatMap((type, i) => namesFor(i + 1).flatMap((name, j) => {
    const isWhole = name.endsWith('.ews_url') && type === 'ews' || name.endsWith('.hostname') && type === 'imap';
    const values = isWhole ? hostile : drawn(3, 100 * i + j);
    return values.filter(value => isBearable(name, value)).map(value => ({n: i + 1, values: {[name]: value}}));
  }));
}

/** All preferences of an account at once, of each account twice. */
function allAtOnce(namesFor: Names): Round[] {
  return Array.from({length: 2 * COUNT}, (_, round) => {
    const n = round % COUNT + 1;
    const names = namesFor(n);
    const values = drawn(names.length, 1000 + round);
    const entries = names.map((name, i): [string, Hostile] => [name, values[i]!]);
    return {n, values: Object.fromEntries(entries.filter(([name, value]) => isBearable(name, value)))};
  });
}

/** What is told of a round that failed: enough to set it by hand. */
function told({values}: Round, changed: string[]): object {
  return {changed, by: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value).length > 100 ? 'x, very often' : value]))};
}

function naming(names: string[]): Names {
  return n => names.map(name => name.replace(/(server|smtp|id)0\./, `$1${n}.`));
}

inEachThunderbird(({application}) => {
  let thunderbird: Thunderbird;
  let page: Page;
  let all: Names;
  let watched: Names;
  let untouched: Settings;

  beforeAll(async () => {
    // Who asks Thunderbird for a host with a colon in it while that is set ends it: its own checks do, and its accounts API.
    thunderbird = await startAudited({application, prefs: {...manyAccounts(), 'mail.server.default.check_new_mail': false}});
    page = await openPage(thunderbird);
    const [every, read] = [await thunderbird.chrome(namesOf, 0), await thunderbird.chrome(watchedOf, addonId, 0)];
    [all, watched] = [naming([...new Set([...every, ...read])]), naming(read)];
    untouched = await settingsOf(page);
    await page.close();
    await thunderbird.chrome(sendToSleep, addonId);
  });
  afterAll(() => thunderbird?.stop());

  /** @returns what failed */
  async function run(rounds: Round[], isWrong: (place: string, round: Round, changed: string[]) => boolean): Promise<object[]> {
    const failed = [];
    let total = 0;
    for (let from = 0; from < rounds.length; from += 20) {
      const some = rounds.slice(from, from + 20);
      const changed = await thunderbird.chrome(tryEach, addonId, some.map(({values}) => values)).catch(error => {
        throw new Error(`${error.message}, by one of ${JSON.stringify(some.map(round => told(round, [])))}`);
      });
      for (const [i, round] of some.entries()) {
        total += changed[i]!.length;
        const wrong = changed[i]!.filter(place => isWrong(place, round, changed[i]!));
        if (wrong.length) failed.push(told(round, wrong));
      }
    }
    // What is set is what is read.
    expect(total).toBeGreaterThan(rounds.length / 10);
    return failed;
  }

  it('has an account of each type to begin with, and reads all of each', () => {
    expect(untouched.accounts.map(({type}) => type)).toEqual(expect.arrayContaining([...types]));
    expect(untouched.accounts.filter(({server, error}) => !server || error)).toEqual([]);
    expect(untouched.outgoingServers).toHaveLength(15);
    expect(untouched.identities).toHaveLength(20);
  });

  it('one value after another: what it stands for is read otherwise, and nothing else', async () => {
    expect(await run(oneByOne(watched), (place, round, changed) => {
      const [name = ''] = Object.keys(round.values);
      // A type that is none is no server, and what is hidden is not read.
      if (/\.(type|hidden)$/.test(name)) return !isOf(round.n, place);
      // An address of Exchange is four fields, a place five.
      return changed.length > 5 || place.endsWith('.error') || !isOf(round.n, place) || place.split('.')[0] !== changed[0]!.split('.')[0];
    })).toEqual([]);
  });

  it('all preferences of an account at once: no other is touched', async () => {
    expect(await run(allAtOnce(all), (place, round) => !isOf(round.n, place))).toEqual([]);
    // And all is as it was.
    expect(await thunderbird.chrome(readOnce, addonId)).toEqual(untouched);
  });

  it('a start with such accounts among others: these are read as without them', async () => {
    const rounds = allAtOnce(all).filter(({n}) => n % 2 === 0 && n > types.length);
    const place = thunderbird.profile;
    await thunderbird.stop();
    const values = Object.entries(Object.assign({}, ...rounds.map(round => round.values)) as Round['values']).filter(([, value]) => typeof value !== 'object');
    thunderbird = await startAudited({application, prefs: {...manyAccounts(), ...Object.fromEntries(values) as Prefs}});
    const {accounts: read, outgoingServers, identities} = await settingsOf(await openPage(thunderbird));
    const touched = new Set(rounds.map(({n}) => n));
    const isOther = (key: string) => !touched.has(Number(/\d+$/.exec(key)));
    const here = (value: object) => JSON.parse(JSON.stringify(value).replaceAll(thunderbird.profile, place));
    expect(here(read.filter(({id}) => isOther(id)))).toEqual(untouched.accounts.filter(({id}) => isOther(id)));
    expect(outgoingServers.filter(({key}) => isOther(key))).toEqual(untouched.outgoingServers.filter(({key}) => isOther(key)));
    expect(identities.filter(({key}) => isOther(key))).toEqual(untouched.identities.filter(({key}) => isOther(key)));
  });
});
