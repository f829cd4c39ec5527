/** What the experiment sends and asks, and what of the administrator's settings it obeys. */
import {mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {fullEdition} from '../../src/editions.ts';
import {managedSettings} from '../../src/policy-schema.ts';
import {run} from '../helpers/privileged.ts';
import {readPolicy} from '../../src/read-policy.ts';

describe('a report', () => {
  it.each(['https://reports.example.org/in', 'http://localhost:8080/', 'http://127.0.0.1/', 'http://[::1]/'])('goes to %s', async url => {
    expect(await run({policy: {reports: {url}}}).api['mailNetwork'].postReport('{}')).toBe(200);
  });
  it.each(['http://reports.example.org/', 'http://localhost.example.org/', 'http://192.168.1.1/', 'ftp://localhost/', 'file:///srv/reports'])('does not go to %s', async url => {
    await expect(run({policy: {reports: {url}}}).api['mailNetwork'].postReport('{}')).rejects.toThrow('have a mistake, which forbids this: reports');
  });
  it('goes nowhere where no policy says so', async () => {
    await expect(run().api['mailNetwork'].postReport('{}')).rejects.toThrow('No policy names an address');
  });
});

describe('what is published', () => {
  it('is asked for by https, of the domain that is named', async () => {
    const asked = run({policy: {published: {url: 'https://autoconfig.example.net/{domain}.xml'}}}).api['mailNetwork'].fetchPublished('example.org', 'organisation');
    expect(await asked).toEqual({url: 'https://autoconfig.example.net/example.org.xml', xml: 'an answer'});
  });
  it.each([
    'http://autoconfig.example.net/{domain}.xml', 'http://localhost/{domain}.xml', 'ftp://example.net/{domain}.xml', 'https://anne@example.net/', 'https://:secret@example.net/', 'example.net', '',
  ])('is not asked for at %j', async url => {
    await expect(run({policy: {published: {url}}}).api['mailNetwork'].fetchPublished('example.org', 'organisation')).rejects.toThrow('have a mistake, which forbids this: published');
  });
});

const url = 'https://reports.example.org/in';

async function isDone(what: Promise<unknown>): Promise<boolean> {
  return what.then(() => true, () => false);
}

describe('what an administrator set is read in two places, and understood in one way', () => {
  const published = [
    undefined, {}, {allowed: true}, {allowed: false}, {allowed: 0}, {allowed: 1}, {allowed: 2}, {allowed: 'false'}, {allowed: null}, {automatic: 'yes'}, {automatic: 0, allowed: 1},
    {alowed: false}, false, null, 0, 'no', [], [{allowed: true}], '{"allowed":false}', '{"allowed":true}', '{"allowed":', ' {"automatic": 1}',
    {url: 'https://autoconfig.example.net/{domain}.xml'}, {url: ' https://autoconfig.example.net/ '}, {url: 'https://{domain}/a.xml'}, {url: 'http://example.net/'}, {url: 'https://a:b@example.net/'}, {url: ''}, {url: 7},
    {url: `https://example.net/${'x'.repeat(2000)}`}, {url: 'https://{other}.example.net/'},
  ];
  const reported = [
    undefined, {}, {url}, {url: ` ${url} `}, {url, label: 'PC {computer}'}, {url, label: 'Office'}, {url, label: 'x'.repeat(101)}, {url, label: 'a\nb'}, {url, label: ''}, {url, label: 5}, {url, lable: 'x'}, {url, everyDays: 7}, {url, everyDays: 0},
    {url, everyDays: 7.5}, {url, everyDays: '7'}, {url, everyDays: 366}, {url, authorization: 'Bearer x'}, {url, authorization: 'Bearer\nx'}, {url, authorization: 'é'}, {url, folder: '/srv/reports'}, {url, folder: 'reports'},
    {url, folder: 'C:\\reports'}, {url, folder: '\\\\server\\reports'}, {url: 'http://localhost/'}, {url: 'http://127.0.0.1:80/'}, {url: 'http://127.1/'}, {url: 'http://example.org/'}, {url: 'https://a@example.org/'}, {url: null},
    JSON.stringify({url}), `${JSON.stringify({url})}x`, [url], url, 1, true,
  ];
  const policies = [
    ...published.map(value => value === undefined ? {} : {published: value}), ...reported.map(value => value === undefined ? {} : {reports: value}),
    ...['publised', 'Published', 'PUBLISHED', 'publish', 'publishd', 'raports', 'report', 'rports', 'reprots', 'page', 'pages', 'pgae', 'rules', 'colour', 'fix', 'fixs', '', 'x', '__proto__']
      .map(section => JSON.parse(`{"reports": {"url": "${url}"}, "${section}": {}}`)),
    [], 5, true, 'x', '{}', JSON.stringify({published: {allowed: false}, reports: {url}}), '{"reports":',
    Object.fromEntries(Array.from({length: 501}, (_, i) => [`x${i}`, i])),
  ];

  it.each(policies.map(policy => ({policy})))('$policy', async ({policy}) => {
    const {api} = run({policy});
    const checked = readPolicy(policy);
    expect(await isDone(api['mailNetwork'].fetchPublished('example.org', 'wellKnown'))).toBe(checked.published.allowed !== false);
    const own = checked.published.url?.replaceAll('{domain}', 'example.org');
    if (own) expect((await api['mailNetwork'].fetchPublished('example.org', 'organisation')).url).toBe(own);
    expect(await isDone(api['mailNetwork'].postReport('{}'))).toBe(Boolean(checked.reports.url));
    expect(await api['mailNetwork'].computerName().catch(() => '')).toBe(checked.reports.label?.includes('{computer}') ? 'this-computer' : '');
  });
  it('knows the same sections', () => {
    expect(run().classes['mailNetwork'].SECTIONS.toSorted()).toEqual(Object.keys(managedSettings.entries).toSorted());
  });
});

const home = mkdtempSync(join(tmpdir(), 'mail-account-audit-test-'));
afterAll(() => rmSync(home, {recursive: true}));

const statusOf = (answer: Response) => run({policy: {reports: {url}}, answer: () => answer}).api['mailNetwork'].postReport('{}');
const urlsWith = (prefs: Record<string, string | boolean>) => Promise.all(['subdomain', 'wellKnown', 'database', 'organisation']
  .map(async place => (await run({prefs}).api['mailNetwork'].fetchPublished('example.org', place))?.url));
const newFolder = () => mkdtempSync(join(home, 'reports-'));

describe('whoever is asked', () => {
  it('is told nothing about who asks, and followed nowhere', async () => {
    const asked: [string, RequestInit][] = [];
    const {api} = run({policy: {reports: {url, authorization: 'Bearer x'}}, answer: (...call) => {
      asked.push(call);
      return new Response('');
    }});
    await api['mailNetwork'].fetchPublished('example.org', 'wellKnown');
    await api['mailNetwork'].postReport('{}');
    const quiet = {credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer', redirect: 'manual'};
    expect(asked).toMatchObject([
      ['https://example.org/.well-known/autoconfig/mail/config-v1.1.xml', quiet],
      [url, {...quiet, method: 'POST', body: '{}', headers: {'Content-Type': 'application/x-ndjson', Authorization: 'Bearer x'}}],
    ]);
    // Whatever still comes is left.
    expect(asked.map(([, {signal}]) => signal?.aborted)).toEqual([true, true]);
  });
  it.each([
    [200, 'x', 'x'], [404, 'x', ''], [200, 'é'.repeat(100_000), 'é'.repeat(100_000)], [200, `${'é'.repeat(100_000)}x`, ''],
  ])('with %i has published what it answers, up to 200,000 bytes', async (status, text, xml) => {
    expect((await run({answer: () => new Response(text, {status})}).api['mailNetwork'].fetchPublished('example.org', 'wellKnown')).xml).toBe(xml);
  });
  it('has received a report by its status; by 300 where it leads elsewhere', async () => {
    expect(await statusOf(new Response('no', {status: 503}))).toBe(503);
    expect(await statusOf(Object.defineProperty(new Response(''), 'type', {value: 'opaqueredirect'}))).toBe(300);
    await expect(statusOf(new Response('x'.repeat(200_001)))).rejects.toThrow('The receiver did not answer: HTTP 200 and more than 200000 bytes');
  });
  it.each(['getMs', 'postMs'])('does not keep us longer than %s', async limit => {
    const {api, classes} = run({policy: {reports: {url}}, answer: () => new Promise(() => {})});
    classes['mailNetwork'].LIMITS[limit] = 20;
    const asked = limit === 'getMs' ? api['mailNetwork'].fetchPublished('example.org', 'wellKnown') : api['mailNetwork'].postReport('{}');
    await expect(asked).rejects.toThrow('did not answer: no end within 0.02 s');
  });
  it('is none where Thunderbird is forbidden to ask providers, or has no database of them', async () => {
    expect(await urlsWith({'mailnews.auto_config_url': 'https://db.example.net/'})).toEqual([
      'https://autoconfig.example.org/mail/config-v1.1.xml', 'https://example.org/.well-known/autoconfig/mail/config-v1.1.xml', 'https://db.example.net/example.org', undefined]);
    expect(await urlsWith({'mailnews.auto_config.fetchFromISP.enabled': false, 'mailnews.auto_config_url': 'https://db.example.net/{{domain}}.xml'})).toEqual(
      [undefined, undefined, 'https://db.example.net/example.org.xml', undefined]);
    expect(await urlsWith({'mailnews.auto_config_url': 'http://db.example.net/'})).toMatchObject({2: undefined});
    expect(await urlsWith({'mailnews.auto_config_url': 'https://anne:secret@db.example.net/'})).toMatchObject({2: undefined});
  });
});

describe('a report in a folder', () => {
  const profile = '01234567-89ab-4def-8123-456789abcdef';
  const leaf = `mail-account-audit-${profile}.json`;
  const write = (folder: string, limit?: number, writing = Promise.resolve()) => {
    const {api, classes} = run({policy: {reports: {folder}}, writing});
    if (limit !== undefined) classes['mailNetwork'].LIMITS.writeMs = limit;
    return api['mailNetwork'].writeReport(profile, '{"a": 1}');
  };

  it('is whole, its owner\'s alone, and takes the place of the one before', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, leaf), 'an older and longer one');
    await write(folder);
    expect(readdirSync(folder)).toEqual([leaf]);
    expect(readFileSync(join(folder, leaf), 'utf8')).toBe('{"a": 1}');
    expect(statSync(join(folder, leaf)).mode & 0o777).toBe(0o600);
  });
  it('makes no folder', async () => {
    const folder = join(home, 'a share that is not there');
    await expect(write(folder)).rejects.toThrow('The report could not be written: ENOENT');
    expect(readdirSync(home)).not.toContain('a share that is not there');
  });
  it.each<[string, (path: string) => void]>([['a link', path => symlinkSync('/dev/null', path)], ['a folder', path => mkdirSync(path)]])('takes the place of no other thing: %s', async (what, make) => {
    const folder = newFolder();
    make(join(folder, leaf));
    await expect(write(folder)).rejects.toThrow(`is ${what}, where a report can only take the place of a plain file`);
    expect(readdirSync(folder)).toEqual([leaf]);
  });
  it('is never written into what is there already', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'of somebody'), 'kept');
    symlinkSync(join(folder, 'of somebody'), join(folder, `${leaf}.guessed.partial`));
    await expect(run({policy: {reports: {folder}}, uuid: 'guessed'}).api['mailNetwork'].writeReport(profile, '{}')).rejects.toThrow('could not be written: NS_ERROR_FILE_ALREADY_EXISTS');
    expect(readFileSync(join(folder, 'of somebody'), 'utf8')).toBe('kept');
  });
  it('that is too late is not there, nor any part of it', async () => {
    const folder = newFolder();
    const disk = new EventTarget();
    const writing = new Promise<void>(resolve => { disk.addEventListener('ready', () => resolve()); });
    await expect(write(folder, 10, writing)).rejects.toThrow('no end within 0.01 s');
    disk.dispatchEvent(new Event('ready'));
    // It may be there for a moment, and goes.
    await new Promise(resolve => { setTimeout(resolve, 100); });
    await expect.poll(() => readdirSync(folder)).toEqual([]);
  });
});

const inFile = (settings: unknown) => JSON.stringify({policies: {'3rdparty': {Extensions: {[fullEdition.id]: settings}}}});
/** A folder with a policies.json that is older than any start. */
const policiesOf = (text: string | undefined) => {
  const policies = mkdtempSync(join(home, 'policies-'));
  if (text !== undefined) {
    writeFileSync(join(policies, 'policies.json'), text);
    utimesSync(join(policies, 'policies.json'), 1000, 1000);
  }
  return policies;
};
const isDropped = (text: string | undefined, policy: unknown = null, startedAt = new Date()) =>
  run({policy, policies: policiesOf(text), startedAt}).api['mailNetwork'].isPolicyDropped();

describe('settings that Thunderbird did not take', () => {
  it.each([
    [undefined, false], ['{', true], [inFile(5), true], [inFile({published: null}), true], [inFile({}), false], [inFile({published: {}}), false], ['{"policies": {}}', false], ['null', true],
  ])('%s: %s', async (text, expected) => {
    expect(await isDropped(text)).toBe(expected);
  });
  it('are not looked for where there are some, but for a list or a text', async () => {
    expect(await Promise.all([{}, {published: {}}, [], 'x', 5].map(policy => isDropped(inFile(5), policy)))).toEqual([false, false, true, true, true]);
  });
  it('are not those of a file that is newer than the start', async () => {
    expect(await isDropped(inFile(5), null, new Date(999_000))).toBe(false);
    expect(await isDropped(inFile(5), null, new Date(1_001_000))).toBe(true);
  });
  it('forbid what they may have forbidden', async () => {
    const policies = policiesOf('{');
    await expect(run({policy: null, policies}).api['mailNetwork'].fetchPublished('example.org', 'wellKnown')).rejects.toThrow('have a mistake, which forbids this: published');
  });
});
