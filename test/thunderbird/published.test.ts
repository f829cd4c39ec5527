/** Comparing with what providers publish: nobody is asked before somebody wants it, nothing but the domain leaves, and what comes back is advice. */
import {mkdtempSync, rmSync} from 'node:fs';
import type {ServerResponse} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {pretendConnected} from '../../scripts/pretend-connected.js';
import {type Page, type Thunderbird, startThunderbird} from '../../scripts/thunderbird.js';
import {packXpi} from '../../scripts/xpi.js';
import {answerTo, bad, date, good, sourceOf} from '../helpers/config-files.ts';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {button, findingText, id, isLasting, openPage, reportOf, sentence, startAudited, storeId, xpi, xpiWithoutExperiment} from './audited.ts';
import {type ManagedApplication, managedApplication} from './policies.ts';
import {type AccountSpec, profile} from './profile.ts';
import {type Web, openWeb} from './web.ts';

const database = 'live.thunderbird.net/autoconfig/v1.1';
let web: Web;

beforeAll(async () => {
  web = await openWeb('*.example.org', 'example.org', '*.example.net', 'example.net', 'live.thunderbird.net', 'autoconfig.silent.example.net');
});
beforeEach(() => web.forget());
afterAll(() => web.close());

/** One account whose provider publishes, one whose does not, and one that no mail server has. */
const accounts: AccountSpec[] = [
  {type: 'imap', server: {hostname: 'imap.example.org'}, smtp: {hostname: 'smtp.example.org'}},
  {type: 'imap', identity: {useremail: 'Jane.Roe@Silent.Example.NET'}},
  {type: 'ews', identity: {useremail: 'user3@exchange.example.com'}},
  {type: 'rss'},
];

function config({domain = 'example.org', port = 993, username = '%EMAILADDRESS%'} = {}): string {
  return `<?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="${domain}"><domain>${domain}</domain>
    <incomingServer type="imap"><hostname>imap.${domain}</hostname><port>${port}</port><socketType>SSL</socketType>
      <authentication>password-cleartext</authentication><authentication>OAuth2</authentication><username>${username}</username></incomingServer>
    <outgoingServer type="smtp"><hostname>smtp.${domain}</hostname><port>465</port><socketType>SSL</socketType></outgoingServer>
  </emailProvider></clientConfig>`;
}

/** Unfolds the row, presses the button and waits for what comes of it. */
async function compare(page: Page): Promise<string[]> {
  await page.evaluate(() => { document.querySelector<HTMLDetailsElement>('#row-compare > details')!.open = true; });
  await page.click('[data-action="compare"]');
  return results(page);
}

/** What the box says of each domain, when it says it. */
async function results(page: Page): Promise<string[]> {
  return await page.waitFor(() => {
    const items = [...document.querySelectorAll('.compare[aria-busy="false"] [role="status"] li [data-part="text"]')];
    return items.length > 0 && items.map(item => item.textContent!.trim());
  }) as string[];
}

const box = (page: Page) => page.evaluate(() => document.querySelector('#row-compare')?.textContent!.trim() ?? '');

/** The findings that rest on what is published, with what is quoted. */
async function published(page: Page) {
  const {findings} = await reportOf(page);
  return findings.filter(({rule, outcome}) => rule.endsWith('-not-as-expected') && outcome === 'fail')
    .map(({rule, severity, subjectId, data}) => ({rule, severity, subjectId, source: data['source'], expected: data['expected'] ?? data['login']}));
}

/** Asks without the page's button. */
const fetchOne = (page: Page) => page.evaluate(() => (window as any).browser.mailNetwork.fetchPublished('example.org', 'subdomain')
  .then(() => 'asked', (error: Error) => error.message));

const addresses = () => web.requests.map(({address}) => address);
const silent = ['autoconfig.silent.example.net/mail/config-v1.1.xml', 'silent.example.net/.well-known/autoconfig/mail/config-v1.1.xml', `${database}/silent.example.net`];
const subdomain = 'autoconfig.example.org/mail/config-v1.1.xml';
const wellKnown = 'example.org/.well-known/autoconfig/mail/config-v1.1.xml';

inEachThunderbird(({application}) => {
  const start = () => startAudited({application, prefs: {...profile(accounts), ...web.prefs}});

  describe('before anybody vouches for the servers', () => {
    let thunderbird: Thunderbird;
    let page: Page;

    beforeAll(async () => {
      thunderbird = await start();
      page = await openPage(thunderbird);
    });
    afterAll(() => thunderbird?.stop());

    it('nobody is asked by itself', async () => {
      // As long as a page needs to do what it does by itself.
      await new Promise(resolve => {
        setTimeout(resolve, 2000);
      });
      await page.evaluate(() => document.querySelector<HTMLElement>('[data-action="audit"]')!.click());
      await page.waitFor(() => document.getElementById('status')!.textContent);
      expect(web.hosts).toEqual([]);
      expect(await published(page)).toEqual([]);
    });
    it('says which domains it would ask for, and of nothing more', async () => {
      const text = await box(page);
      expect(text).toContain('example.org and silent.example.net');
      expect(text).not.toMatch(/user|Roe|exchange|undefined/);
    });
    it('a server that nobody vouches for is no answer', async () => {
      web.pages.set(subdomain, config());
      expect(await compare(page)).toEqual([
        'example.org: nobody could be asked. Check that this computer is connected to the Internet, then compare again.',
        'silent.example.net: nobody could be asked. Check that this computer is connected to the Internet, then compare again.',
      ]);
      expect(web.requests).toEqual([]);
      expect(web.hosts.length).toBeGreaterThan(5);
    });
  });

  describe('on the word of the reader', () => {
    let thunderbird: Thunderbird;
    let page: Page;

    beforeAll(async () => {
      thunderbird = await start();
      await web.trust(thunderbird);
      page = await openPage(thunderbird);
    });
    afterAll(() => thunderbird?.stop());

    it('what differs is advice, with its source', async () => {
      web.pages.set(subdomain, config({port: 1993}));
      expect(await compare(page)).toEqual([
        sentence('page_compare_different_one', {domain: 'example.org', different: 1, source: 'autoconfig.example.org'}),
        'silent.example.net: no published settings were found to compare with.',
      ]);
      const source = 'autoconfig.example.org';
      expect(await published(page)).toEqual([
        {rule: 'login-name-not-as-expected', severity: 'advice', subjectId: 'server1', source, expected: 'address'},
        {rule: 'server-not-as-expected', severity: 'advice', subjectId: 'server1', source, expected: ['port=1993']},
      ]);
      expect(await findingText(page, 'server-not-as-expected', 'account1')).toMatch(/autoconfig\.example\.org \(seen on .*20\d\d.*\).*1993/);
    });
    it('the domain leaves, and nothing else that tells who asks', async () => {
      web.pages.set(subdomain, config());
      await compare(page);
      expect(addresses().toSorted()).toEqual([subdomain, ...silent].toSorted());
      expect(new Set(web.hosts)).toEqual(new Set(addresses().map(address => address.split('/')[0])));
      for (const {method, headers, body} of web.requests) {
        expect([method, body]).toEqual(['GET', '']);
        expect(Object.keys(headers).filter(name => /^(cookie|referer|authorization|origin|from|if-|x-)/.test(name))).toEqual([]);
      }
      expect(JSON.stringify(web.requests)).not.toMatch(/user\d|jane|roe|@|account-audit|moz-extension/i);
    });
    it('no account is said to have changed, and the focus stays on the button', async () => {
      web.pages.set(subdomain, config({port: 1993}));
      const before = await page.evaluate(() => document.getElementById('status')!.textContent);
      await compare(page);
      expect(await page.evaluate(() => ({
        changed: [...document.querySelectorAll('[data-account] .whose strong')].map(node => node.textContent).join(''),
        status: document.getElementById('status')!.textContent, focus: (document.activeElement as HTMLElement).dataset['action'],
      }))).toEqual({changed: '', status: before, focus: 'compare'});
    });
    it('while it asks it says so, and a second press asks nobody', async () => {
      const waiting: ServerResponse[] = [];
      web.pages.set(subdomain, response => waiting.push(response));
      await page.click('[data-action="compare"]');
      const state = await page.waitFor(() => {
        const busy = document.querySelector('.compare[aria-busy="true"]');
        return busy && {status: busy.querySelector('[role="status"]')!.textContent, disabled: busy.querySelector('button')!.ariaDisabled};
      });
      expect(state).toEqual({status: 'Asking for the published settings…', disabled: 'true'});
      await expect.poll(() => addresses().length).toBe(4);
      await page.click('[data-action="compare"]');
      waiting[0]!.end(config());
      await results(page);
      expect(addresses().length).toBe(4);
    });
    it('what does not differ is said, and no finding', async () => {
      web.pages.set(subdomain, config({username: 'identifier'}));
      expect((await compare(page))[0]).toBe('example.org: what was compared is set as autoconfig.example.org publishes.');
      expect(await published(page)).toEqual([]);
    });
    it('a redirect is not followed', async () => {
      web.pages.set(subdomain, response => response.writeHead(302, {Location: 'https://elsewhere.example.org/config.xml'}).end(config()));
      web.pages.set('elsewhere.example.org/config.xml', config());
      expect((await compare(page))[0]).toBe('example.org: no published settings were found to compare with.');
      expect(web.hosts).not.toContain('elsewhere.example.org');
    });
    it('what is no such file leads to the next place, and asks for no password', async () => {
      web.pages.set(subdomain, '<!doctype html><title>Welcome</title>');
      web.pages.set(wellKnown, response => response.writeHead(401, {'WWW-Authenticate': 'Basic realm="Mail"'}).end('Who are you?'));
      web.pages.set(`${database}/example.org`, config({port: 1993}));
      expect((await compare(page))[0]).toContain('live.thunderbird.net');
      expect(addresses().filter(address => address.includes('example.org'))).toEqual([subdomain, wellKnown, `${database}/example.org`]);
      expect((await published(page)).map(({source}) => source)).toEqual(['live.thunderbird.net', 'live.thunderbird.net']);
    });
    it('a file of another domain is not ours, from the list for everybody', async () => {
      web.pages.set(`${database}/example.org`, config({domain: 'example.com'}));
      expect((await compare(page))[0]).toContain('no published settings');
    });
    it('no more is read than a file may hold', async () => {
      const ends: string[] = [];
      // Fifty megabytes: more than is ever under way.
      const blanks = Readable.from(Array(800).fill(Buffer.alloc(65_536, ' ')));
      web.pages.set(subdomain, response => pipeline(blanks, response).then(() => ends.push('all read'), () => ends.push('broken off')));
      web.pages.set(wellKnown, config() + ' '.repeat(200_000));
      expect((await compare(page))[0]).toContain('no published settings');
      await expect.poll(() => ends).toEqual(['broken off']);
    });
    it('nobody is waited for without end', async () => {
      let isGivenUp = false;
      web.pages.set(subdomain, response => {
        response.once('close', () => { isGivenUp = true; }).writeHead(200).write('<clientConfig>');
      });
      web.pages.set(wellKnown, config({username: 'identifier'}));
      const began = performance.now();
      expect((await compare(page))[0]).toContain('set as example.org publishes');
      expect(performance.now() - began).toBeGreaterThan(9000);
      await expect.poll(() => isGivenUp).toBe(true);
    });
    it('who cannot be reached is no reason to say that nothing is published', async () => {
      web.down.add('*');
      expect((await compare(page))[0]).toContain('nobody could be asked');
      expect(await published(page)).toEqual([]);
      web.forget();
      web.down.add('autoconfig.example.org').add('example.org');
      expect((await compare(page))[0]).toContain('no published settings');
    });
    it('Thunderbird’s own preferences say whom else not to ask', async () => {
      await thunderbird.chrome(() => {
        const {prefs} = (globalThis as any).Services;
        prefs.setBoolPref('mailnews.auto_config.fetchFromISP.enabled', false);
        prefs.setStringPref('mailnews.auto_config_url', 'https://list.example.net/of?{{domain}}');
      });
      web.pages.set('list.example.net/of?example.org', config());
      expect((await compare(page))[0]).toContain('list.example.net publishes');
      expect(addresses().toSorted()).toEqual(['list.example.net/of?example.org', 'list.example.net/of?silent.example.net']);
      web.forget();
      await thunderbird.chrome(() => (globalThis as any).Services.prefs.setStringPref('mailnews.auto_config_url', 'http://list.example.net/'));
      expect((await compare(page))[0]).toContain('nobody could be asked');
      expect(web.hosts).toEqual([]);
      await thunderbird.chrome(names => names.forEach(name => (globalThis as any).Services.prefs.clearUserPref(name)),
        ['mailnews.auto_config.fetchFromISP.enabled', 'mailnews.auto_config_url']);
    });
    it.each(['example', 'Example.org', '.example.org', 'example..org', 'example.org/x', 'user@example.org', 'example.org:8443', '127.0.0.1', '[::1]', 'a_b.example.org', 'example.org?x', ''])(
      'what is no domain is refused: %s', async domain => {
        const refusal = await page.evaluate(name => (window as any).browser.mailNetwork.fetchPublished(name, 'subdomain')
          .then(() => 'asked', (error: Error) => error.message), domain).catch((error: Error) => error.message);
        expect(refusal).toMatch(/pattern|domain/);
        expect(web.hosts).toEqual([]);
      });
  });

  describe('files', () => {
    let thunderbird: Thunderbird;
    let page: Page;
    let folder: string;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'published-'));
      const withReader = await packXpi({outDir: folder, page: 'test/thunderbird/published-page.ts'});
      thunderbird = await startAudited({application, prefs: {...profile([]), ...web.prefs}}, withReader);
      page = await openPage(thunderbird);
      await page.evaluate(() => document.head.append(Object.assign(document.createElement('script'), {type: 'module', src: '/page.js'})));
      await page.waitFor(() => document.documentElement.dataset['answer']);
    });
    afterAll(async () => {
      await thunderbird?.stop();
      rmSync(folder, {recursive: true});
    });

    it.each(Object.entries({...good, ...bad}))('%s, in the parser that readers have', async (_, file) => {
      const answer = await page.evaluate(given => {
        const {dataset} = document.documentElement;
        dataset['file'] = given;
        document.dispatchEvent(new Event('parse'));
        return JSON.parse(dataset['answer']!) ?? undefined;
      }, JSON.stringify([file.xml, file.domain ?? 'example.org', sourceOf(file), date]));
      expect(answer).toEqual(answerTo(file));
      expect(await page.evaluate(() => document.title)).toBe('Mail Account Audit');
    });
    it('without an account there is nobody to ask for', async () => {
      expect(await box(page)).toBe('');
    });
    it('nothing in them is fetched', () => {
      expect(web.hosts).toEqual([]);
    });
  });

  it('the edition without the experiment asks nobody, and does not offer it', async () => {
    const thunderbird = await startAudited({application, prefs: {...profile(accounts), ...web.prefs}}, xpiWithoutExperiment);
    try {
      expect(await box(await openPage(thunderbird, storeId))).toBe('');
      expect(web.hosts).toEqual([]);
    } finally {
      await thunderbird.stop();
    }
  });

  describe('on the word of an administrator', () => {
    let managed: ManagedApplication;

    beforeAll(() => { managed = managedApplication(application); });
    afterAll(() => managed.remove());

    /** Starts with these settings and shows the page to `look`. */
    async function withSettings(settings: object, look: (page: Page, thunderbird: Thunderbird) => Promise<void>): Promise<void> {
      const install = {installation_mode: 'force_installed', install_url: `file://${xpi}`, updates_disabled: true};
      managed.setPolicies({policies: {ExtensionSettings: {[id]: install}, '3rdparty': {Extensions: {[id]: settings}}}});
      const thunderbird = await startThunderbird({application: managed.path, prefs: {...profile(accounts), ...web.prefs}});
      await thunderbird.chrome(pretendConnected);
      try {
        await web.trust(thunderbird);
        await look(await openPage(thunderbird), thunderbird);
      } finally {
        await thunderbird.stop();
      }
    }

    it('its own address is asked first, and the page says so', async () => {
      await withSettings({published: {url: 'https://intranet.example.net/mail/{domain}.xml?of={domain}'}}, async page => {
        expect(await box(page)).toContain('Your organisation is asked first, at https://intranet.example.net/mail/{domain}.xml?of={domain}.');
        expect(web.hosts).toEqual([]);
        web.pages.set('intranet.example.net/mail/example.org.xml?of=example.org', config({port: 1993}));
        expect((await compare(page))[0]).toContain('intranet.example.net');
        expect(addresses().toSorted()).toEqual([
          'intranet.example.net/mail/example.org.xml?of=example.org', 'intranet.example.net/mail/silent.example.net.xml?of=silent.example.net', ...silent,
        ].toSorted());
        expect((await published(page)).map(({source, severity}) => `${severity} ${source}`)).toEqual(Array(2).fill('advice intranet.example.net'));
      });
    });
    it('its own file is for the domains it names', async () => {
      await withSettings({published: {url: 'https://intranet.example.net/mail.xml'}}, async page => {
        web.pages.set('intranet.example.net/mail.xml', config({username: 'identifier'}));
        expect(await compare(page)).toEqual([
          'example.org: what was compared is set as intranet.example.net publishes.',
          'silent.example.net: no published settings were found to compare with.',
        ]);
        expect(addresses()).toEqual(expect.arrayContaining(silent));
      });
    });
    it('the page compares when it opens, once, and says who wanted it', async () => {
      web.pages.set(subdomain, config({port: 1993}));
      await withSettings({published: {automatic: true}, servers: {'silent.example.net': {}}}, async page => {
        expect(await results(page)).toEqual([expect.stringContaining('example.org: 1 server is set otherwise')]);
        expect(addresses()).toEqual([subdomain]);
        expect((await published(page)).map(({severity}) => severity)).toEqual(['advice', 'advice']);
        expect(await page.evaluate(() => document.querySelector('#row-managed')!.textContent)).toContain('Each time it opens, this page asks');
        await page.evaluate(() => document.querySelector<HTMLElement>('[data-action="audit"]')!.click());
        await page.waitFor(() => document.getElementById('status')!.textContent);
        expect(addresses()).toEqual([subdomain]);
      });
    });
    it('a weight is obeyed on the page; the button and reports know nothing of what was published', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'published-'));
      web.pages.set(subdomain, config({port: 1993}));
      await withSettings({rules: {'server-not-as-expected': 'critical'}, reports: {folder}}, async (page, thunderbird) => {
        await compare(page);
        expect((await published(page)).map(({severity}) => severity)).toEqual(['critical', 'advice']);
        const written = await page.evaluate(() => document.querySelector('[data-key="reports"] pre')!.textContent!);
        expect(JSON.parse(written).findings.filter(isLasting)).toEqual([]);
        // The badge is brought up to date when the page has nothing else to do.
        await page.evaluate(() => new Promise(resolve => { requestIdleCallback(() => setTimeout(resolve, 500)); }));
        expect((await button(thunderbird)).badge).toBe('');
      });
      rmSync(folder, {recursive: true});
    });
    it.each<[string, object, string, string]>([
      ['forbids', {allowed: false, automatic: true}, 'This page may not ask', 'does not allow'],
      ['forbids by a number', {allowed: 0}, 'This page may not ask', 'does not allow'],
      ['makes a mistake', {allowed: 'no'}, 'published.allowed: must be true or false', 'have a mistake'],
    ])('who %s: nobody is asked, and it is not offered', async (_, settings, said, why) => {
      await withSettings({published: settings}, async page => {
        expect(await box(page)).toBe('');
        expect(await page.evaluate(() => document.querySelector('#report')!.textContent)).toContain(said);
        expect(await fetchOne(page)).toContain(why);
        expect(web.hosts).toEqual([]);
      });
    });
    it('a mistake beside it closes it too', async () => {
      await withSettings({published: {url: 'http://intranet.example.net/', automatic: true}}, async page => {
        expect(await box(page)).toBe('');
        expect(await page.evaluate(() => document.querySelector('#row-managed [data-key="policy"]')!.textContent)).toContain('nobody is asked for published settings');
        expect(web.hosts).toEqual([]);
      });
    });
  });
});
