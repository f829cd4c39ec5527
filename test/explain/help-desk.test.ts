import {describe, expect, it, vi} from 'vitest';
import {helpDeskText, reportAsJson} from '../../src/explain/help-desk.ts';
import {getMessageIn} from '../helpers/locales.ts';
import {account, identity, incomingServer, jane, outgoingServer, snapshot} from '../helpers/make.ts';
import {audited} from '../page/fixture.ts';

const messenger = {i18n: {getMessage: (_key: string): string => ''}};
vi.stubGlobal('messenger', messenger);
messenger.i18n.getMessage = getMessageIn('en');

const bad = audited(snapshot({
  accounts: [account(), account({id: 'account2', type: 'unknown', error: `it failed for ${jane.username}`}), account({id: 'account3', type: 'local'})],
  incomingServers: [
    incomingServer({socketType: 'plain', autoSyncMaxAgeDays: undefined}),
    incomingServer({key: 'server2', type: 'unknown', accountIds: ['account2']}),
    incomingServer({key: 'server3', type: 'local', accountIds: ['account3']}),
  ],
  outgoingServers: [outgoingServer({socketType: 'plain'})],
  identities: [identity({bccList: [`${jane.username}@example.net`], replyTo: [`${jane.username}@example.net`]})],
}));
const text = helpDeskText(bad, '1.2.3', 'today');
const level = (name: string) => messenger.i18n.getMessage(`page_level_${name}`);

it('the text for the help desk says what is wrong, where, and how to put it right', () => {
  expect(text).toContain('Mail Account Audit 1.2.3');
  expect(text).toContain('3 things to put right in your account\n');
  expect(text).toContain('\n\nIMAP imap.example.com (…@example.com)\n');
  expect(text).toContain(`\n1. [${level('critical')}] Your password travels unprotected – IMAP imap.example.com / IMAP imap.example.com · smtp.example.com (unprotected-password, incoming-plaintext,`);
  expect(text).toContain(`\n3. [${level('advice')}] Answers to this address go to another one, elsewhere – IMAP imap.example.com (reply-to-elsewhere)\n`);
  expect(text).toContain(`\n[${level('unknown')}] 1 check could not be made (local-copies-by-age)\n`);
  expect(text).toContain('\n    Connection security: None\n');
});

it.each(Object.values(jane))('%s leaves neither in the text nor in the file', word => {
  expect(text).not.toContain(word);
  expect(reportAsJson(bad, false)).not.toContain(word);
});

it('the file is the report', () => {
  expect(JSON.parse(reportAsJson(bad, false))).toEqual(bad.report);
});

it('names and addresses are in the file if asked for, and nothing else is', () => {
  const {accounts, ...rest} = JSON.parse(reportAsJson(bad, true));
  expect(accounts[0]).toEqual({...bad.report.accounts[0], names: {account: jane.name, addresses: [jane.email]}});
  expect({...rest, accounts: bad.report.accounts}).toEqual(JSON.parse(JSON.stringify(bad.report)));
  expect(JSON.stringify(accounts)).not.toContain(jane.username);
});

it('no server’s name turns the text around it, or passes for another', () => {
  const told = helpDeskText(audited(snapshot({
    incomingServers: [incomingServer({hostname: 'imap.gοοgle.com', socketType: 'plain', port: 143})], outgoingServers: [outgoingServer({hostname: 'smtp.\u202Emoc.elgoog', socketType: 'plain', port: 587})],
    identities: [identity({email: 'jane@\u202Emoc.elgoog'})],
  })), '1', 'today');
  expect(told).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
  for (const line of ['IMAP imap.gοοgle.com (imap.xn--ggle-0nda.com) (…@<U+202E>moc.elgoog)', 'Server Name: imap.gοοgle.com (imap.xn--ggle-0nda.com)', 'Server Name: smtp.<U+202E>moc.elgoog', ' · smtp.<U+202E>moc.elgoog (']) expect(told).toContain(line);
});

it('an identity without an address is no trouble', () => {
  expect(helpDeskText(audited(snapshot({identities: [identity({email: undefined})]})), '1', 'today')).toContain('IMAP imap.example.com\n');
});

it('no name ends a line, turns the text around or drives a terminal: that is seen instead', () => {
  const hostile = '\u001b[2J\u009b\u007f\u202e\nAll is well.\r\u2028';
  const state = audited(snapshot({
    identities: [identity({email: `anne@example.org${hostile}`})],
    incomingServers: [incomingServer({socketType: 'plain', hostname: `imap.example.com${hostile}`})],
    outgoingServers: [outgoingServer({hostname: `smtp.example.com${hostile}`})],
  }));
  const told = helpDeskText(state, '1.2.3', 'today');
  const seen = '<U+001B>[2J<U+009B><U+007F><U+202E><U+000A>All is well.<U+000D><U+2028>';
  expect(told).toContain(`IMAP imap.example.com${seen} (…@example.org${seen})\n`);
  expect(told).toContain(`Server Name: smtp.example.com${seen}\n`);
  expect(told.replaceAll('\n', '').match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu)).toBeNull();
});

it('the reader\'s own reason for setting something aside stays on the page', () => {
  messenger.i18n.getMessage = getMessageIn('en');
  const mine = {
    rule: 'local-copies-by-size', subject: 'incomingServer', subjectId: 'server1', reason: 'Jane wants no pictures', until: '2027-05-20',
    facts: JSON.stringify(['warning', ['account1'], [['kilobytes', 50]]]),
  };
  const state = audited(snapshot({incomingServers: [incomingServer({limitOfflineMessageSize: true})]}), undefined, [mine]);
  const told = helpDeskText(state, '1.2.3', 'today');
  expect(told).toContain('You set this aside until May 20, 2027: …');
  expect([told, reportAsJson(state, true)].join()).not.toContain('Jane wants');
});

describe('what an administrator has accepted', () => {
  const waivers = [{rule: 'local-copies-by-size', account: '*@example.com', reason: 'The disks are small', until: '2027-06-30'}];
  const state = audited(snapshot({incomingServers: [incomingServer({limitOfflineMessageSize: true})]}), {waivers});
  const textIn = (language: string) => {
    messenger.i18n.getMessage = getMessageIn(language);
    return helpDeskText(state, '1.2.3', 'today').replaceAll(/[\u00A0\u202F]/g, ' ');
  };
  it.each([
    ['en', '1 point accepted as it is (local-copies-by-size) – Until June 30, 2027. Reason: The disks are small'],
    ['fr', '1 point accepté tel quel (local-copies-by-size) – Jusqu’au 30 juin 2027. Raison : The disks are small'],
  ])('is one line of the text for the help desk, with the reason: %s', (language, line) => {
    const told = textIn(language);
    expect(told).toContain(`\n\n[${level('waived')}] ${line}\n\n`);
    expect(told).toContain(` [${level('waived')}] `);
  });
  it('comes after what has to be corrected, and before what was not checked', () => {
    messenger.i18n.getMessage = getMessageIn('en');
    const server = incomingServer({limitOfflineMessageSize: true, socketType: 'plain', autoSyncMaxAgeDays: undefined});
    const lines = helpDeskText(audited(snapshot({incomingServers: [server]}), {waivers}), '1.2.3', 'today').split('\n');
    const at = (start: string) => lines.findIndex(line => line.startsWith(start));
    expect([at('1. ['), at(`[${level('waived')}]`), at(`[${level('unknown')}]`)].every((line, i, all) => line > (all[i - 1] ?? 0))).toBe(true);
  });
  it('is in the file with whoever accepted it, why and until when', () => {
    expect(JSON.parse(reportAsJson(state, false)).findings).toMatchObject([
      {rule: 'local-copies-by-size', outcome: 'waived', waiver: {by: 'administrator', reason: 'The disks are small', until: '2027-06-30'}},
    ]);
  });
});

/** Accounts of which each has something to put right of its own title, and one outgoing server for all. */
function many(count: number, server: object = {}) {
  const numbers = Array.from({length: count}, (_, i) => i + 1);
  return audited(snapshot({
    accounts: numbers.map(n => account({id: `account${n}`, name: `Account ${n}`})),
    incomingServers: numbers.map(n => incomingServer({key: `server${n}`, accountIds: [`account${n}`], hostname: `imap${n}.example.com`, autoSyncMaxAgeDays: 30 + n, ...server})),
    identities: numbers.map(n => identity({key: `id${n}`, accountIds: [`account${n}`]})),
    outgoingServers: [outgoingServer({accountIds: numbers.map(n => `account${n}`)})],
  }));
}

/** The list of what to do. */
function listOf(all: string): string[] {
  return all.split('\n\n')[2]!.split('\n');
}

function tell(state: Parameters<typeof helpDeskText>[0]): string {
  messenger.i18n.getMessage = getMessageIn('en');
  return helpDeskText(state, '1', 'today');
}

describe('the list of what to do', () => {
  it('has 15 lines at most, and counts what has no room', () => {
    expect(listOf(tell(many(15)))).toHaveLength(15);
    expect(listOf(tell(many(15))).at(-1)).toMatch(/^15\. /);
    const lines = listOf(tell(many(20)));
    expect(lines).toHaveLength(15);
    expect(lines.slice(-2)).toEqual([expect.stringMatching(/^14\. /), 'And 6 more: the page has them.']);
  });
  it('keeps the lines of what was not checked', () => {
    const lines = listOf(tell(many(20, {socketType: undefined})));
    expect(lines).toHaveLength(15);
    expect(lines.slice(-2)).toEqual(['And 7 more: the page has them.', expect.stringContaining(`[${level('unknown')}] `)]);
  });
  it('has one line for the same in several places', () => {
    expect(listOf(tell(many(3, {autoSyncMaxAgeDays: 30})))).toEqual([expect.stringMatching(/^1\. .* – IMAP imap1\.example\.com \/ IMAP imap2\.example\.com \/ IMAP imap3\.example\.com \(local-copies-by-age\)$/)]);
  });
  it('writes each account once, and an outgoing server once however many share it', () => {
    const all = tell(many(3, {autoSyncMaxAgeDays: 30}));
    for (const n of [1, 2, 3]) expect(all.match(new RegExp(`^IMAP imap${n}\\.example\\.com \\(`, 'gm'))).toHaveLength(1);
    expect(all.match(/Server Name: smtp\.example\.com/g)).toHaveLength(1);
    expect(all.match(/^  Sending: smtp\.example\.com, as under IMAP imap1\.example\.com$/gm)).toHaveLength(2);
  });
  it('is not there where there is nothing to do', () => {
    expect(tell(audited(snapshot()))).toMatch(/\n\nNothing to put right [^\n]*\n[^\n]*\n\nIMAP /);
  });
});

it.each([
  ['en', 'Connection security: None (managed by your administrator)'], ['fr', 'Sécurité de la connexion\u00A0: Aucune (géré par votre administrateur)'],
])('a setting that an administrator has locked is marked, where the settings are: %s', (language, line) => {
  messenger.i18n.getMessage = getMessageIn(language);
  expect(helpDeskText(audited(snapshot({incomingServers: [incomingServer({socketType: 'plain', port: 143, locked: ['socketType']})]})), '1', 'today')).toContain(`\n    ${line}\n`);
});
