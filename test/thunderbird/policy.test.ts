/** Handed out by an administrator: everything docs/admin.md says, with the very files it gives to copy. */
import {copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {type Server, createServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {pretendConnected} from '../../scripts/pretend-connected.js';
import {type Page, type Thunderbird, startThunderbird} from '../../scripts/thunderbird.js';
import {DAY} from '../../src/days.ts';
import {rules} from '../../src/rules/index.ts';
import {type Authority, makeAuthority} from '../helpers/certificates.ts';
import {labelOf} from '../helpers/thunderbird-strings.ts';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {button, buttonAt, findingText, id, openPage, reportOf, sentence, storeId, unfoldAll, violations, withVersion, xpi, xpiWithoutExperiment} from './audited.ts';
import {type ManagedApplication, type PoliciesFile, managedApplication} from './policies.ts';
import {type AccountSpec, type Prefs, profile} from './profile.ts';
import type {Report} from '../../src/report.ts';

const guide = readFileSync('docs/admin.md', 'utf8');

/** The JSON in docs/admin.md, by the heading it stands under. */
const examples = new Map<string, PoliciesFile>(guide.split(/^#+ /m).flatMap(section =>
  [...section.matchAll(/^```json\n(.*?)^```/gms)].map(([, json]) => [section.split('\n', 1)[0]!, JSON.parse(json!)])));

const messages = JSON.parse(readFileSync('_locales/en/messages.json', 'utf8'));

const relayed: AccountSpec = {type: 'imap', smtp: {try_ssl: 2, port: 25}};
const kept: AccountSpec = {type: 'pop3', server: {delete_by_age_from_server: false}};
/** One account for the rule the example turns off, two for the one it lowers, four for the one it raises: each alone shows in the badge. */
const accounts: AccountSpec[] = [{type: 'imap', server: {autosync_max_age_days: 30}}, relayed, relayed, kept, kept, kept, kept];

const ofSchool = (name: string) => ({identity: {useremail: `${name}@lycee.example.net`}});
const schoolSmtp = {hostname: 'smtp.lycee.example.net', username: 'jdupont'};
/** As the school wants it, but for what it accepts; by POP and otherwise; at a retired server, without copies; by POP, for ever. */
const school: AccountSpec[] = [
  {...ofSchool('j.dupont'), type: 'imap', server: {hostname: 'imap.lycee.example.net', userName: 'jdupont', limit_offline_message_size: true},
    smtp: {...schoolSmtp, try_ssl: 2, port: 587}},
  {...ofSchool('p.martin'), type: 'pop3', server: {hostname: 'pop.lycee.example.net', userName: 'p.martin@lycee.example.net', socketType: 2, port: 110},
    smtp: {...schoolSmtp, hostname: 'SMTP.lycee.example.net'}},
  {...ofSchool('a.petit'), type: 'imap', server: {hostname: 'mail.lycee.example.net', userName: 'apetit', offline_download: false}, smtp: schoolSmtp},
  {...ofSchool('l.moreau'), type: 'pop3', server: {hostname: 'pop.lycee.example.net', userName: 'lmoreau', delete_by_age_from_server: false}, smtp: schoolSmtp},
];

const atFirm = (name: string, offline: boolean): AccountSpec => {
  const login = `${name}@cabinet.example.com`;
  return {
    type: 'imap', identity: {useremail: login},
    server: {hostname: 'imap.provider.example.com', userName: login, authMethod: 10, offline_download: offline},
    smtp: {hostname: 'smtp.provider.example.com', username: login, authMethod: 10},
  };
};
const firm = [atFirm('morel', true), atFirm('durand', false)];

/** What an administrator hands out: a folder and a web server, both with the two editions. */
const share = mkdtempSync(join(tmpdir(), 'policy-test-'));
const inShare = (edition: string) => join(share, edition.includes('without-experiment') ? 'without-experiment.xpi' : 'audit.xpi');
const asked: string[] = [];
let server: Server;
let authority: Authority;

beforeAll(async () => {
  authority = makeAuthority(share, ['intranet.example.org']);
  const keys = {key: readFileSync(authority.serverKey), cert: readFileSync(authority.serverCertificate)};
  server = createServer(keys, ({url = ''}, response) => {
    asked.push(url);
    response.setHeader('Content-Type', 'application/x-xpinstall').end(readFileSync(inShare(url)));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
});

afterAll(() => {
  server.close();
  rmSync(share, {recursive: true});
});

/** The last day of the waivers, for what an example has is over some day. */
const lastDay = new Date(Date.now() + 100 * DAY);

/** An example, its addresses replaced by those of the folder and the server above, and its last days by ours. */
function example(heading: string): PoliciesFile {
  const file = examples.get(heading);
  if (!file) throw new Error(`docs/admin.md has no JSON under ${heading}`);
  const {port} = server.address() as AddressInfo;
  return JSON.parse(JSON.stringify(file)
    .replace(/"until":"[^"]*"/g, `"until":"${lastDay.toISOString().slice(0, 10)}"`)
    .replace(/file:\/\/[^"]*\.xpi/g, url => `file://${inShare(url)}`)
    .replace(/https:\/\/intranet.example.org(?=[^"]*\.xpi)/g, address => `${address}:${port}`)
    .replace('/etc/ssl/certs/example-authority.pem', join(share, 'ca.crt')));
}

/** Force-installs, with these managed settings. */
function managing(settings: object): PoliciesFile {
  return {policies: {...example('Install from a folder').policies, '3rdparty': {Extensions: {[id]: settings}}}};
}

/** Runs in Thunderbird: the add-on as the Add-ons Manager has it. */
async function addon(addonId: string) {
  const {AddonManager} = (globalThis as any).ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  const found = await AddonManager.getAddonByID(addonId);
  return found && {
    version: found.version as string,
    active: found.isActive as boolean,
    blocked: found.appDisabled && found.blocklistState === 2,
    canDisable: Boolean(found.permissions & AddonManager.PERM_CAN_DISABLE),
    canRemove: Boolean(found.permissions & AddonManager.PERM_CAN_UNINSTALL),
    source: found.sourceURI.spec as string,
  };
}

/** The two lists of about:policies, as an administrator reads them. */
async function aboutPolicies(thunderbird: Thunderbird): Promise<{active: string; errors: string[]}> {
  await thunderbird.chrome(() => {
    (globalThis as any).window3.document.getElementById('tabmail').openTab('contentTab', {url: 'about:policies'});
  });
  const page = await thunderbird.page('about:policies');
  await page.waitFor(() => document.querySelector('#documentation td'));
  return page.evaluate(() => ({
    active: document.querySelector('#active')!.textContent!,
    errors: [...document.querySelectorAll('#errors td')].map(cell => cell.textContent!),
  }));
}

/** Runs in the page: what can be read without unfolding anything. */
function visibleText(): string {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let text = '';
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement!;
    const folded = parent.closest('details:not([open]) > :not(summary)');
    if (!folded && parent.checkVisibility({opacityProperty: true, visibilityProperty: true})) text += walker.currentNode.textContent;
  }
  return text;
}

/** Runs in the page: links to an address that can be seen without unfolding anything. */
function visibleLinks(address: string): number {
  return [...document.querySelectorAll('a')].filter(link => link.getAttribute('href') === address
    && !link.closest('details:not([open]) > :not(summary)')
    && link.checkVisibility({opacityProperty: true, visibilityProperty: true}) && link.getBoundingClientRect().height > 0).length;
}

function severities(report: Report): Record<string, string> {
  return Object.fromEntries(report.findings.map(finding => [finding.rule, finding.severity]));
}

inEachThunderbird(({version, application}) => {
  const loaded = new Set<string>();
  let managed: ManagedApplication;
  let thunderbird: Thunderbird | undefined;

  beforeAll(() => {
    managed = managedApplication(application);
  });
  afterAll(async () => {
    await thunderbird?.stop();
    managed?.remove();
  });

  /** Starts on a new profile under the policies; an example is named by its heading. */
  async function start(policies: string | PoliciesFile, prefs: Prefs = {}, having = accounts): Promise<Thunderbird> {
    await thunderbird?.stop();
    put(policies);
    copyFileSync(xpi, inShare('audit'));
    copyFileSync(xpiWithoutExperiment, inShare('without-experiment'));
    thunderbird = await startThunderbird({application: managed.path, prefs: {...profile(having), 'network.dns.localDomains': 'intranet.example.org', ...prefs}});
    await thunderbird.chrome(pretendConnected);
    return thunderbird;
  }

  /** Starts the same profile again, under other policies. */
  async function restart(policies: string | PoliciesFile): Promise<void> {
    put(policies);
    await thunderbird!.restart();
  }

  function put(policies: string | PoliciesFile): void {
    if (typeof policies === 'string') loaded.add(policies);
    managed.setPolicies(typeof policies === 'string' ? example(policies) : policies);
  }

  async function expectAddon(wanted: object | null): Promise<void> {
    const state = expect.poll(() => thunderbird!.chrome(addon, id));
    await (wanted ? state.toMatchObject(wanted) : state.toBe(null));
  }

  /** Thunderbird takes about a second to install, to block or to let go: the state that lasts is the one that counts. */
  async function expectAddonToStay(wanted: object | null): Promise<void> {
    await new Promise(resolve => setTimeout(resolve, 2000));
    await expectAddon(wanted);
  }

  async function expectBadge(badge: string): Promise<void> {
    await expect.poll(() => button(thunderbird!)).toMatchObject({badge});
  }

  describe('force-installed from a folder', () => {
    let page: Page;
    beforeAll(() => start('Install from a folder'));

    it('is there, and can be neither disabled nor removed', async () => {
      await expectAddon({active: true, canDisable: false, canRemove: false, source: `file://${inShare('audit')}`});
    });

    it('works as it stands: the button counts, and its page has audited every account', async () => {
      await expectBadge('3');
      page = await openPage(thunderbird!);
      const report = await reportOf(page);
      expect(report.accounts.filter(account => account.judged)).toHaveLength(accounts.length);
      expect(report.findings.filter(finding => finding.outcome === 'unknown')).toEqual([]);
      expect(report.rules).toEqual(rules.map(rule => rule.id));
    });

    it('stands in about:policies, without an error', async () => {
      expect(await aboutPolicies(thunderbird!)).toEqual({active: expect.stringContaining(id), errors: []});
    });

    it('is updated by a higher version in the same place, at the next start, and goes back with a lower one', async () => {
      for (const number of ['99.1', '99.0']) {
        writeFileSync(inShare('audit'), withVersion(xpi, number));
        await thunderbird!.restart();
        await expectAddon({active: true, version: number});
        await expectBadge('3');
      }
    });

    it('stays when the policy goes, and can then be removed', async () => {
      await restart({policies: {DisableTelemetry: true}});
      await expectAddonToStay({active: true, canDisable: true, canRemove: true});
    });
  });

  describe('force-installed from a web server', () => {
    beforeAll(() => start('Install from a web server'));

    it('is there, and is not fetched again', async () => {
      await expectAddon({active: true, canDisable: false, canRemove: false});
      const before = asked.length;
      await restart('Install from a web server');
      await expectAddonToStay({active: true});
      expect(asked.length).toBe(before);
    });

    it('is updated by a new address', async () => {
      writeFileSync(inShare('audit'), withVersion(xpi, '99.2'));
      const text = JSON.stringify(example('Install from a web server'));
      await restart(JSON.parse(text.replace(/\d+\.\d+\.\d+\.xpi/, '99.2.xpi')));
      await expectAddon({active: true, version: '99.2'});
    });
  });

  describe('managed settings', () => {
    const {name, helpUrl} = settingsOf('Settings for your users').organisation;
    let page: Page;
    beforeAll(async () => {
      await start('Settings for your users');
      page = await openPage(thunderbird!);
    });

    it('show whose they are and where help is, without unfolding anything', async () => {
      expect(await page.evaluate(visibleText)).toContain(name);
      expect(await page.evaluate(visibleLinks, helpUrl)).toBeGreaterThan(0);
    });

    it('send *Learn more* to that help', async () => {
      await unfoldAll(page);
      const targets = await page.evaluate(() => [...document.querySelectorAll('details[data-rule]')]
        .map(finding => finding.querySelector('[data-action="learn-more"]')?.getAttribute('href')));
      expect(targets.length).toBeGreaterThan(6);
      expect(new Set(targets)).toEqual(new Set([helpUrl]));
    });

    it('turn a rule off, lower one and raise one: in the report, on the page and on the button', async () => {
      const report = await reportOf(page);
      expect(report.rules).not.toContain('local-copies-by-age');
      expect(severities(report)).toMatchObject({'outgoing-relay-port': 'advice', 'pop-keeps-forever': 'warning'});
      expect([...report.findings, ...report.passed].filter(({rule}) => rule === 'local-copies-by-age')).toEqual([]);
      const shown = await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('[data-rule]')]
        .map(({dataset}) => `${dataset['rule']} ${dataset['severity']}`));
      expect(shown).toEqual(expect.arrayContaining(['outgoing-relay-port advice', 'pop-keeps-forever warning']));
      expect(shown.join()).not.toContain('local-copies-by-age');
      await expectBadge('4');
    });

    it('are no error, neither to Thunderbird nor to the page', async () => {
      expect((await aboutPolicies(thunderbird!)).errors).toEqual([]);
      await unfoldAll(page);
      expect(await page.evaluate(visibleText)).not.toContain('rules.');
    });
  });

  it('a connection that the Preferences policy locks is told where it is not protected, and passes where it is', async () => {
    const Preferences = Object.fromEntries([[1, 0], [2, 3]].map(([n, value]) => [`mail.server.server${n}.socketType`, {Value: value, Status: 'locked'}]));
    await start({policies: {...managing({}).policies, Preferences}});
    const page = await openPage(thunderbird!);
    const {findings, passed} = await reportOf(page);
    const judged = [findings, passed].map(verdicts => verdicts.filter(({rule}) => rule === 'locked-insecure-setting').map(({subjectId}) => subjectId));
    expect(judged).toEqual([['server1'], ['server2']]);
    expect(await findingText(page, 'locked-insecure-setting')).toContain('mail.server.server1.socketType');
  });

  describe('mistakes in the managed settings', () => {
    const mistaken = {
      colour: 'blue',
      organisation: {name: 7, helpUrl: 'javascript:alert(1)', phone: 'ask Jean'},
      rules: {'no-such-rule': 'off', 'local-copies-by-age': 'fatal', 'outgoing-relay-port': 1, 'pop-keeps-forever': 'warning'},
    };
    let page: Page;
    beforeAll(async () => {
      await start(managing(mistaken));
      page = await openPage(thunderbird!);
    });

    it('are counted without unfolding anything', async () => {
      expect(await page.evaluate(visibleText)).toContain(sentence('page_managed_mistakes_other', {count: 7}));
      expect(await violations(page)).toEqual([]);
      await unfoldAll(page);
      expect(await violations(page)).toEqual([]);
    });

    it.each([
      'colour', 'organisation.name', 'organisation.helpUrl', 'organisation.phone',
      'rules.no-such-rule', 'rules.local-copies-by-age', 'rules.outgoing-relay-port',
    ])('%s is named on the page', async key => {
      expect(await page.evaluate(visibleText)).toContain(key);
    });

    it('change nothing else', async () => {
      const report = await reportOf(page);
      expect(report.rules).toEqual(rules.map(rule => rule.id));
      expect(severities(report)).toMatchObject({
        'local-copies-by-age': 'warning', 'outgoing-relay-port': 'warning', 'pop-keeps-forever': 'warning',
      });
      await expectBadge('7');
      expect(await page.evaluate(() => document.querySelectorAll('[href^="javascript:"]').length)).toBe(0);
      expect(await page.evaluate(visibleText)).not.toContain('rules.pop-keeps-forever');
    });
  });

  describe('a school', () => {
    let page: Page;
    beforeAll(async () => {
      await start('A school', {}, school);
      page = await openPage(thunderbird!);
    });

    it('finds what is not as the school expects, with the weight it gives', async () => {
      const {findings} = await reportOf(page);
      expect(findings.map(({rule, accountIds, outcome, severity}) => `${rule} ${accountIds} ${outcome} ${severity}`).sort()).toEqual([
        'local-copies-by-size account1 waived warning',
        'local-copies-off account3 fail warning',
        'login-name-not-as-expected account2 fail advice',
        'outgoing-starttls account1 fail advice',
        'pop-keeps-forever account4 fail advice',
        'pop-long-retention account4 fail advice',
        'pop-sent-only-here account2 fail advice',
        'pop-sent-only-here account4 fail advice',
        'pop-short-retention account2 fail advice',
        'pop-where-imap-is-preferred account2 fail warning',
        'pop-where-imap-is-preferred account4 fail warning',
        'retired-server account3 fail warning',
        'server-not-as-expected account2 fail warning',
      ]);
      await expectBadge('5');
    });

    // Those that speak only where an administrator does: failing above, passing and not applicable here.
    it.each([
      ['pop-where-imap-is-preferred', ['account1', 'account3']],
      ['retired-server', ['account1', 'account2', 'account4']],
      ['pop-long-retention', ['account2']],
      ['local-copies-forbidden', []],
    ])('%s passes for %j', async (rule, accountIds) => {
      const {passed} = await reportOf(page);
      const incoming = passed.filter(verdict => verdict.rule === rule && verdict.subject === 'incomingServer');
      expect(incoming.flatMap(verdict => verdict.accountIds)).toEqual(accountIds);
    });

    it('quotes what the school gives, in the words of Thunderbird', async () => {
      const [port, security, ssl] = (['portLabel', 'connectionSecurity', 'securitySSL'] as const).map(label => labelOf(label, application, 'en-US'));
      expect(await findingText(page, 'server-not-as-expected')).toContain('Rectorat, page Messagerie (seen on November 2, 2026)');
      expect(await findingText(page, 'server-not-as-expected')).toContain(`${port} 995 and ${security} ${ssl}`);
      expect(await findingText(page, 'retired-server')).toContain('imap.lycee.example.net takes its place');
      expect(await findingText(page, 'pop-short-retention')).toContain('With 60 or more');
      expect(await findingText(page, 'local-copies-off')).toContain(messages.page_copies_required.message);
    });

    it('shows an accepted finding with its reason, neither counted nor green', async () => {
      const shown = await page.evaluate(() => {
        const {textContent} = document.querySelector<HTMLElement>('#row-waived')!;
        const levels = [...document.querySelectorAll<HTMLElement>('[data-account="account1"] .cell > .level')].map(level => level.dataset['level']);
        return {text: textContent, levels};
      });
      const until = new Intl.DateTimeFormat('en-US', {dateStyle: 'long', timeZone: 'UTC'}).format(lastDay);
      expect(shown.text).toContain(`Until ${until}. Reason: The disks of room 7 are small until the summer`);
      expect(shown.levels).toEqual(['waived', 'advice', 'waived']);
    });

    it('says who helps, and what is set', async () => {
      const text = await page.evaluate(visibleText);
      expect(text).toContain('In doubt, change nothing and come to room 12.');
      expect(await page.evaluate(visibleLinks, 'mailto:aide@lycee.example.net')).toBe(1);
      expect(await page.evaluate(visibleLinks, 'tel:+33381000000')).toBe(1);
      await unfoldAll(page);
      expect(await violations(page)).toEqual([]);
      const whole = await page.evaluate(visibleText);
      for (const said of ['/var/lib/mail-account-audit', 'lycee.example.net', 'at least 60 days', 'at most 90 days', 'every 8 hours', '30 days']) {
        expect(whole).toContain(said);
      }
    });

    it('lets nobody have names in what is saved', async () => {
      await page.click('#share-button');
      expect(await page.evaluate(() => {
        const box = document.querySelector<HTMLInputElement>('#with-names')!;
        box.click();
        return [box, document.querySelector('#take')!].map(element => element.checkVisibility());
      })).toEqual([false, true]);
      await page.click('#share-button');
      expect(JSON.stringify(await reportOf(page))).not.toContain('@');
    });

    it('is no error to Thunderbird or to the page', async () => {
      expect((await aboutPolicies(thunderbird!)).errors).toEqual([]);
      expect(await page.evaluate(() => document.querySelector('[data-key="policy"]'))).toBe(null);
    });
  });

  describe('a small firm, on shared workstations', () => {
    let page: Page;
    beforeAll(async () => {
      await start('A small firm', {}, firm);
      page = await openPage(thunderbird!);
    });

    it('finds mail that is kept, and only that', async () => {
      const {findings} = await reportOf(page);
      expect(findings.map(({rule, accountIds, severity}) => `${rule} ${accountIds} ${severity}`)).toEqual(['local-copies-forbidden account1 critical']);
      const {passed} = await reportOf(page);
      expect(passed.filter(({rule}) => rule === 'local-copies-forbidden').map(({accountIds}) => accountIds)).toEqual([['account2']]);
      await expectBadge('1');
    });

    it('is content with an account that keeps nothing, and says whose wish that is', async () => {
      await unfoldAll(page);
      const where = await page.evaluate(() => {
        const row = document.querySelector('[data-account="account2"]')!;
        return {text: row.querySelector('.facts')!.textContent!, level: row.querySelector<HTMLElement>('.cell > .level')!.dataset['level']};
      });
      expect(where).toEqual({text: expect.stringContaining(messages.page_copies_forbidden.message), level: 'fine'});
    });

    it('keeps a report for a server that does not answer, and says so', async () => {
      const box = await page.waitFor(() => /failed: (.*)/.test(document.querySelector('[data-key="reports"]')?.textContent ?? '')
        && document.querySelector('[data-key="reports"]')!.textContent);
      expect(box).toContain('reports.cabinet.example.com');
      expect(box).toContain('Reception');
      expect(box).not.toContain('cmVwb3J0ZXI6Y2hhbmdlLW1l');
    });
  });

  it('takes settings as JSON text, with 0 and 1, as a registry gives them', async () => {
    await start(managing(JSON.stringify({page: {export: 0}, rules: '{"pop-keeps-forever": "off"}'}) as never));
    const page = await openPage(thunderbird!);
    await page.click('#share-button');
    expect(await page.evaluate(() => ['#take', '#export-forbidden'].map(part => document.querySelector(part)!.checkVisibility()))).toEqual([false, true]);
    expect(await page.evaluate(() => document.querySelectorAll('[data-rule="pop-keeps-forever"]').length)).toBe(0);
    expect(await page.evaluate(() => document.querySelector('[data-key="policy"]'))).toBe(null);
  });

  it('offers no button for a finding that a locked setting causes', async () => {
    const Preferences = {'mail.server.server1.autosync_max_age_days': {Value: 30, Status: 'locked'}};
    await start({policies: {...managing({}).policies, Preferences}});
    const page = await openPage(thunderbird!);
    expect(await findingText(page, 'local-copies-by-age', 'account1')).toContain(messages.page_locked.message);
    expect(await page.evaluate(selector => document.querySelector<HTMLElement>(selector)!.dataset['action'], buttonAt('local-copies-by-age', 'account1'))).toBe('see');
  });

  it('names a locked setting as managed', async () => {
    await start('Lock a setting');
    const page = await openPage(thunderbird!);
    await unfoldAll(page);
    expect(await page.evaluate(() => [...document.querySelectorAll('[data-account="account1"] .settings .locked')].map(mark => mark.textContent))).toEqual([messages.page_value_locked.message]);
    expect((await aboutPolicies(thunderbird!)).errors).toEqual([]);
  });

  describe('where Thunderbird suppresses Experiments', () => {
    const suppressed = {'extensions.experiments.suppressed': true};
    beforeAll(() => start('Install from a folder', suppressed));

    // Thunderbird 140 does not know the preference.
    if (version !== '140') it('Thunderbird blocks the whole add-on', async () => {
      await expectAddon({active: false, blocked: true});
      expect(await thunderbird!.chrome(addonId =>
        (globalThis as any).window3.document.querySelectorAll(`[extension="${addonId}"]`).length, id)).toBe(0);
      await restart('Install from a folder');
      await expectAddonToStay({active: false, blocked: true});
      expect((await aboutPolicies(thunderbird!)).errors).toEqual([`Incompatible add-on - ${id}`]);
    });

    it('works again once a policy allows it', async () => {
      await restart('Allow the full edition');
      await expectAddonToStay({active: true});
      await expectBadge('3');
      await restart('Allow the full edition');
      await expectAddonToStay({active: true});
      expect((await aboutPolicies(thunderbird!)).errors).toEqual([]);
    });

    it('makes way for the edition without the Experiment, which has settings of its own', async () => {
      await restart('Use the edition without the Experiment');
      await expectAddonToStay(null);
      await expectWorking();
    });

    it('leaves the edition without the Experiment alone on a new profile too', async () => {
      await start('Use the edition without the Experiment', suppressed);
      await expectWorking();
    });
  });

  it('is removed by a policy', async () => {
    await start('Install from a folder');
    await expectAddon({active: true});
    await restart('Remove it');
    await expectAddonToStay(null);
  });

  /** The store edition sees the accounts, and says of what it cannot see that it was not checked. */
  async function expectWorking(): Promise<void> {
    await expect.poll(() => thunderbird!.chrome(addon, storeId)).toMatchObject({active: true, canDisable: false, canRemove: false});
    // A press before it has started its background is nobody's.
    await expect.poll(() => button(thunderbird!, storeId)).toMatchObject({background: 'running'});
    const page = await openPage(thunderbird!, storeId);
    expect(await page.evaluate(visibleText)).toContain('Lycée Jean-Moulin');
    const report = await reportOf(page);
    const types = report.accounts.filter(account => account.judged).map(account => account.type);
    expect(types).toEqual(accounts.map(account => account.type));
    expect(new Set(report.findings.map(finding => finding.outcome))).toEqual(new Set(['unknown']));
  }

  it('has loaded every JSON example of docs/admin.md', () => {
    expect([...loaded].sort()).toEqual([...examples.keys()].sort());
  });
});

function settingsOf(heading: string): {organisation: {name: string; helpUrl: string}} {
  const {policies} = examples.get(heading)!;
  return (policies['3rdparty'] as any).Extensions[id];
}
