/** What the experiment sends and asks, and what of the administrator's settings it obeys. */
import {describe, expect, it} from 'vitest';
import {managedSettings, readPolicy} from '../../src/policy-schema.ts';
import {run} from '../helpers/privileged.ts';

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

async function isDone(what: Promise<unknown>): Promise<boolean> {
  return what.then(() => true, () => false);
}

describe('what an administrator set is read in two places, and understood in one way', () => {
  const url = 'https://reports.example.org/in';
  const published = [
    undefined, {}, {allowed: true}, {allowed: false}, {allowed: 0}, {allowed: 1}, {allowed: 2}, {allowed: 'false'}, {allowed: null}, {automatic: 'yes'}, {automatic: 0, allowed: 1},
    {alowed: false}, false, null, 0, 'no', [], [{allowed: true}], '{"allowed":false}', '{"allowed":true}', '{"allowed":', ' {"automatic": 1}',
    {url: 'https://autoconfig.example.net/{domain}.xml'}, {url: ' https://autoconfig.example.net/ '}, {url: 'https://{domain}/a.xml'}, {url: 'http://example.net/'}, {url: 'https://a:b@example.net/'}, {url: ''}, {url: 7},
    {url: `https://example.net/${'x'.repeat(2000)}`}, {url: 'https://{other}.example.net/'},
  ];
  const reported = [
    undefined, {}, {url}, {url: ` ${url} `}, {url, label: 'PC {computer}'}, {url, label: 'x'.repeat(101)}, {url, label: 'a\nb'}, {url, label: ''}, {url, label: 5}, {url, lable: 'x'}, {url, everyDays: 7}, {url, everyDays: 0},
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
