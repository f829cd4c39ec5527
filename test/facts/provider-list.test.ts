/** Thunderbird's public list of providers: what is taken from it, and that nothing false is said of anybody who is set up as it says. */
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {type Provider, type ProviderList, type Server, namesOf, readProviders, shippedOf, textOf} from '../../scripts/providers.js';
import {audit} from '../../src/audit.ts';
import shipped from '../../src/facts/provider-list.json' with {type: 'json'};
import {isListed, needsNoLogin, offersOnlySTARTTLS, ownerOfPort} from '../../src/facts/provider-list.ts';
import {rules} from '../../src/rules/index.ts';
import type {AuthMethod, SocketType} from '../../src/snapshot.ts';
import {account, identity, incomingServer, outgoingServer, popServer, snapshot} from '../helpers/make.ts';

const list: ProviderList = JSON.parse(readFileSync(join(import.meta.dirname, 'provider-list.json'), 'utf8'));

describe('what is shipped', () => {
  it('is of the list that the tests know', () => expect(shipped).toEqual(shippedOf(list)));
  it('says whose it is, of which day, and under which licence', () => {
    expect(shipped).toMatchObject({source: 'https://github.com/thunderbird/autoconfig', licence: 'MPL-2.0', commit: expect.stringMatching(/^[\da-f]{40}$/), date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/)});
  });
  it('has a host for each domain, where it is named after the domain', () => {
    expect(shipped.servers['smtp 25 plain'].split(' ')).toContain('ml.shibata.ne.jp');
    expect(JSON.stringify(shipped)).not.toContain('%');
  });
});

const smtp = {type: 'smtp', hostname: 'smtp.mail.me.com', port: 587, socketType: 'STARTTLS'} as const;

describe('whether a server is in it', () => {
  it.each([smtp, {...smtp, hostname: 'SMTP.Mail.me.com.'}, {...smtp, hostname: 'p34-smtp.mail.me.com'}, {type: 'smtp', hostname: 'mobile.charter.net', port: 587, socketType: 'SSL'}] as const)(
    '%j is', server => expect([isListed(server), ownerOfPort(server)]).toEqual([true, undefined]));
  it.each([
    {...smtp, type: 'imap'}, {...smtp, port: 465}, {...smtp, socketType: 'SSL'}, {...smtp, hostname: undefined}, {...smtp, hostname: 'px-smtp.mail.me.com'},
    {...smtp, hostname: 'p34-smtp.mail.me.com.example.org'}, {...smtp, hostname: 'p34-smtp.example.org'}, {...smtp, socketType: undefined}, {...smtp, port: undefined},
  ] as const)('%j is not', server => expect(isListed(server)).toBe(false));
  it.each([[smtp, true], [{...smtp, hostname: 'p07-smtp.mail.me.com'}, true], [{...smtp, hostname: 'smtp.gmx.net'}, false], [{...smtp, hostname: 'mail.gmx.net'}, false], [{...smtp, hostname: undefined}, undefined]] as const)(
    '%j offers STARTTLS only: %s', (server, only) => expect(offersOnlySTARTTLS(server)).toBe(only));
  it('who takes mail without a login', () => expect(['smtp.kokuyou.ne.jp', 'smtp.example.com'].map(needsNoLogin)).toEqual([true, false]));
});

/** One of its servers as an account of somebody at that domain, as Thunderbird sets it up. */
function findingsOf({type, port, socketType, authMethod, username, hostname, domain}: Omit<Server, 'authMethods'> & {authMethod: string; domain: string}): string[] {
  const email = `jane.roe@${domain}`;
  const set = {
    hostname, port, socketType: socketType as SocketType, authMethod: authMethod as AuthMethod,
    username: username.replace('%EMAILADDRESS%', email).replace('%EMAILLOCALPART%', 'jane.roe').replace('%EMAILDOMAIN%', domain),
  };
  const isOutgoing = type === 'smtp';
  const profile = snapshot({
    accounts: [account({type: type === 'pop3' ? 'pop3' : 'imap'})],
    incomingServers: [isOutgoing ? incomingServer({hostname: `imap.${domain}`}) : type === 'imap' ? incomingServer(set) : popServer(set)],
    outgoingServers: [outgoingServer(isOutgoing ? set : {hostname: `smtp.${domain}`})],
    identities: [identity({email, accountTypes: [type === 'pop3' ? 'pop3' : 'imap']})],
  });
  return audit(profile, rules, {rules: {}}).findings.map(({rule, outcome}) => outcome === 'fail' ? rule : `${rule} ${outcome}`).sort();
}

/** What is true of it. */
function trueOf({type, socketType}: Server, authMethod: string, {servers}: Provider, hostname: string): string[] {
  const direction = type === 'smtp' ? 'outgoing' : 'incoming';
  const offersSSL = servers.some(other => other.type === type && other.hostname === hostname && other.socketType === 'SSL');
  if (socketType === 'STARTTLS') return offersSSL ? [`${direction}-starttls`] : [];
  const password = {passwordCleartext: ['unprotected-password'], passwordEncrypted: ['encrypted-password-without-tls'], none: []}[authMethod]!;
  return socketType === 'plain' ? [`${direction}-plaintext`, ...password].sort() : [];
}

/** Every server with every method, for every domain. */
const cases = list.providers.flatMap(provider => provider.servers.flatMap(server => server.authMethods.flatMap(authMethod => provider.domains.flatMap(domain =>
  namesOf(server, [domain]).map(hostname => ({server, provider, authMethod, domain, hostname}))))));

describe('set up as it says', () => {
  it('are all of them', () => {
    expect(list.providers.length).toBeGreaterThan(150);
    expect(cases.length).toBeGreaterThan(4000);
    expect(new Set(list.providers.map(({file}) => file)).size).toBe(list.providers.length);
  });
  it.each(list.providers)('$file: nothing false is found, and nothing open missed', provider => {
    for (const {server, authMethod, domain, hostname} of cases.filter(each => each.provider === provider)) {
      const {type, port, socketType, username} = server;
      const found = findingsOf({type, port, socketType, username, authMethod, domain, hostname});
      expect(found, `${domain}: ${type} ${hostname} ${port} ${socketType} ${authMethod}`).toEqual(trueOf(server, authMethod, provider, hostname));
    }
  });
});

const server = (type: string, hostname: string, port: number, socketType: string, authentication = 'password-cleartext') => {
  const tag = type === 'smtp' ? 'outgoingServer' : 'incomingServer';
  return `<${tag} type="${type}"><hostname>${hostname}</hostname><port>${port}</port><socketType>${socketType}</socketType><username>%EMAILADDRESS%</username><authentication>${authentication}</authentication></${tag}>`;
};
const file = (servers: string) => `<clientConfig version="1.1"><emailProvider id="x"><domain>example.org</domain><!-- a word --><domain>example.net</domain>${servers}</emailProvider></clientConfig>`;

function taken(xml: string, licence = 'Mozilla Public License Version 2.0\n'): ProviderList {
  const folder = mkdtempSync(join(tmpdir(), 'providers-'));
  try {
    mkdirSync(join(folder, 'ispdb'));
    writeFileSync(join(folder, 'LICENSE'), licence);
    writeFileSync(join(folder, 'ispdb/example.org.xml'), xml);
    const git = (...args: string[]) => execFileSync('git', ['-C', folder, '-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'commit.gpgSign=false', '-c', 'core.hooksPath=/dev/null', ...args], {env: {...process.env, GIT_COMMITTER_DATE: '2026-03-12T11:00:00Z'}});
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'x');
    return readProviders(folder);
  } finally {
    rmSync(folder, {recursive: true});
  }
}

describe('taking it from a checkout', () => {
  it('gives the facts, and the same text each time', () => {
    const read = taken(file(server('imap', 'imap.%EMAILDOMAIN%', 143, 'STARTTLS') + server('exchange', 'x.example.org', 443, 'SSL') + server('smtp', 'SMTP.example.org', 25, 'plain', 'none')));
    expect(read).toMatchObject({date: '2026-03-12', licence: 'MPL-2.0', providers: [{file: 'example.org.xml', domains: ['example.org', 'example.net'], servers: [
      {type: 'imap', hostname: 'imap.%EMAILDOMAIN%', port: 143, socketType: 'STARTTLS', authMethods: ['passwordCleartext'], username: '%EMAILADDRESS%'},
      {type: 'smtp', hostname: 'SMTP.example.org', port: 25, socketType: 'plain', authMethods: ['none'], username: '%EMAILADDRESS%'},
    ]}]});
    expect(JSON.parse(textOf(read))).toEqual(read);
    expect(shippedOf(read)).toMatchObject({servers: {'imap 143 STARTTLS': 'imap.example.net imap.example.org', 'smtp 25 plain': 'smtp.example.org'}, withoutLogin: 'smtp.example.org'});
  });
  it.each<[string, string, string?]>([
    ['another licence', file(''), 'All rights reserved'],
    ['a method we do not know', file(server('imap', 'imap.example.org', 993, 'SSL', 'magic'))],
    ['a security we do not know', file(server('imap', 'imap.example.org', 993, 'magic'))],
    ['no provider', '<clientConfig/>'],
    ['a server without a name', file(server('imap', '', 993, 'SSL'))],
  ])('refuses %s', (_, xml, licence) => expect(() => taken(xml, licence)).toThrow());
});
