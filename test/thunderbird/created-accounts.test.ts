/** Accounts as Thunderbird's own account creation makes them: nothing it sets up by default may look wrong. */
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {Thunderbird} from '../../scripts/thunderbird.js';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {openPage, reportOf, startAudited} from './audited.ts';
import type {Report} from '../../src/report.ts';

const [imap, pop3] = ['imap', 'pop3'];
const [STARTTLS, SSL] = [2, 3];
const [password, OAuth2] = [3, 10];

/** What Thunderbird finds for a Gmail, an Outlook.com, an Exchange and a POP address. */
const configs = [
  {email: 'a@gmail.com', incoming: {type: imap, hostname: 'imap.gmail.com', port: 993, socketType: SSL, auth: OAuth2},
    outgoing: {type: 'smtp', hostname: 'smtp.gmail.com', port: 465, socketType: SSL, auth: OAuth2}},
  {email: 'b@outlook.com', incoming: {type: imap, hostname: 'outlook.office365.com', port: 993, socketType: SSL, auth: OAuth2},
    outgoing: {type: 'smtp', hostname: 'smtp-mail.outlook.com', port: 587, socketType: STARTTLS, auth: OAuth2}},
  {email: 'c@example.org', incoming: {type: 'ews', hostname: 'exchange.example.org', port: 443, socketType: SSL, auth: password,
    url: 'https://exchange.example.org/EWS/Exchange.asmx'}, outgoing: {}},
  {email: 'd@example.com', incoming: {type: pop3, hostname: 'pop.example.com', port: 995, socketType: SSL, auth: password},
    outgoing: {type: 'smtp', hostname: 'smtp.example.com', port: 465, socketType: SSL, auth: password}},
];

/** Runs in Thunderbird: creates an account the way its account hub does. */
async function create(config: (typeof configs)[number]): Promise<string> {
  const {ChromeUtils} = globalThis as any;
  const {CreateInBackend} = ChromeUtils.importESModule('resource:///modules/accountcreation/CreateInBackend.sys.mjs');
  const {AccountConfig} = ChromeUtils.importESModule('resource:///modules/accountcreation/AccountConfig.sys.mjs');
  const wanted = new AccountConfig();
  const {url, ...incoming} = config.incoming;
  Object.assign(wanted.identity, {realname: 'A', emailAddress: config.email});
  Object.assign(wanted.incoming, incoming, {username: config.email, password: '', loginAtStartup: false, checkInterval: 10});
  Object.assign(wanted.outgoing, config.outgoing, {username: config.email, password: ''});
  // Thunderbird 140: ewsURL and handlesOutgoing; 153: exchangeURL.
  if (url) Object.assign(wanted.incoming, {ewsURL: url, exchangeURL: url, handlesOutgoing: true});
  return (await CreateInBackend.createAccountInBackend(wanted)).key;
}

inEachThunderbird(({application}) => {
  let thunderbird: Thunderbird;
  let report: Report;
  const keys: string[] = [];

  beforeAll(async () => {
    thunderbird = await startAudited({application, prefs: {'experimental.mail.ews.enabled': true}});
    for (const config of configs) keys.push(await thunderbird.chrome(create, config));
    report = await reportOf(await openPage(thunderbird));
  });
  afterAll(() => thunderbird?.stop());

  it('lists all four', () => {
    const types = keys.map(key => report.accounts.find(account => account.id === key)?.type);
    expect(types).toEqual(['imap', 'imap', 'ews', 'pop3']);
  });

  it('has read everything but what only a connection can tell', () => {
    const unknown = report.findings.filter(finding => finding.outcome === 'unknown').map(({rule}) => rule);
    expect(new Set(unknown)).toEqual(new Set(['folders-without-local-copy']));
    expect(report.passed.length).toBeGreaterThan(20);
  });

  it('gives no critical and no warning, and at most two pieces of advice', () => {
    expect(report.findings.filter(finding => finding.severity !== 'advice')).toEqual([]);
    expect(report.findings.filter(finding => finding.outcome === 'fail').length).toBeLessThanOrEqual(2);
  });
});
