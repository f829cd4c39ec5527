import {describe, expect, it, vi} from 'vitest';
import {helpDeskText, reportAsJson} from '../../src/explain/help-desk.ts';
import {getMessageIn} from '../helpers/locales.ts';
import {account, identity, incomingServer, jane, outgoingServer, program, snapshot} from '../helpers/make.ts';
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

it('the text for the help desk says what is wrong, where, and how to put it right', () => {
  expect(text).toContain('Mail Account Audit 1.2.3');
  expect(text).toContain('3 things to put right in your account');
  expect(text).toContain('IMAP imap.example.com (…@example.com)');
  expect(text).toContain('[Urgent] Your password travels unprotected (unprotected-password)');
  expect(text).toContain('Connection security: None');
  expect(text).toContain('Not checked: Is Thunderbird set to keep older messages on this computer too?');
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
  for (const line of ['IMAP imap.gοοgle.com (imap.xn--ggle-0nda.com) (…@<U+202E>moc.elgoog)', 'Server Name: imap.gοοgle.com (imap.xn--ggle-0nda.com)', 'Server Name: smtp.<U+202E>moc.elgoog', 'select smtp.<U+202E>moc.elgoog']) expect(told).toContain(line);
});

it.each(['en', 'fr'])('what belongs to no account stands last, under the name by which the answers lead to it: %s', language => {
  const getMessage = getMessageIn(language);
  messenger.i18n.getMessage = getMessage;
  const told = helpDeskText(audited(snapshot({program: program({minimumTLS: '1.0'})})), '1', 'today');
  messenger.i18n.getMessage = getMessageIn('en');
  const whole = getMessage('page_whole_thunderbird');
  expect(getMessage('page_elsewhere')).toContain(whole);
  expect(told.split('\n\n').at(-1)).toMatch(new RegExp(`^${whole}\n  .*\\(deprecated-tls\\)\n`));
  expect(told).toContain(getMessage('page_elsewhere'));
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
  it('is in the text for the help desk, with the reason and without steps', () => {
    expect(textIn('en')).toContain(
      '\n  [Accepted] Thunderbird is set to keep no messages over 50 KB on this computer (local-copies-by-size)\n    Until June 30, 2027. Reason: The disks are small\n  Receiving\n',
    );
    expect(textIn('en')).toContain('\n  Where is my mail? [Accepted] ');
    expect(textIn('en')).toContain('Nothing to put right in what was checked');
    expect(textIn('en')).toContain('Some points were accepted as they are: they are listed below with the reason.');
    expect(textIn('en')).not.toContain('Untick');
  });
  it('is there in French too', () => {
    expect(textIn('fr')).toContain(
      '\n  [Accepté] Thunderbird est réglé pour ne pas conserver sur cet ordinateur les messages de plus de 50 Ko (local-copies-by-size)\n'
      + '    Jusqu’au 30 juin 2027. Raison : The disks are small\n  Réception\n',
    );
    expect(textIn('fr')).toContain('Certains points ont été acceptés tels quels');
  });
  it('comes after what has to be corrected, and before what was not checked', () => {
    messenger.i18n.getMessage = getMessageIn('en');
    const server = incomingServer({limitOfflineMessageSize: true, socketType: 'plain', autoSyncMaxAgeDays: undefined});
    const lines = helpDeskText(audited(snapshot({incomingServers: [server]}), {waivers}), '1.2.3', 'today').split('\n');
    const at = (start: string) => lines.findIndex(line => line.trim().startsWith(start));
    expect([at('[Urgent]'), at('[Accepted]'), at('Not checked:')].every((line, i, all) => line > (all[i - 1] ?? 0))).toBe(true);
  });
  it('is in the file with whoever accepted it, why and until when', () => {
    expect(JSON.parse(reportAsJson(state, false)).findings).toMatchObject([
      {rule: 'local-copies-by-size', outcome: 'waived', waiver: {by: 'administrator', reason: 'The disks are small', until: '2027-06-30'}},
    ]);
  });
});

it('where no copies are wanted, the text says whose wish that is', () => {
  messenger.i18n.getMessage = getMessageIn('en');
  const state = audited(snapshot({incomingServers: [incomingServer({offlineDownload: false})]}), {copies: 'forbidden'});
  expect(helpDeskText(state, '1.2.3', 'today')).toMatch(/Where is my mail\? \[Nothing to put right\] .* Your administrator wants none of it to stay here\. Room on the server/);
});

it('where copies are required, the steps end with the administrator', () => {
  const taken = snapshot({incomingServers: [incomingServer({offlineDownload: false})]});
  const stepsIn = (language: string, managed?: object) => {
    messenger.i18n.getMessage = getMessageIn(language);
    return helpDeskText(audited(taken, managed), '1.2.3', 'today').split('\n').filter(line => line.startsWith('    - '));
  };
  expect(stepsIn('en', {copies: 'required'})).toHaveLength(3);
  expect(stepsIn('en', {copies: 'required'})[2]).toMatch(/its disk is nearly full, ask your administrator first\.$/);
  expect(stepsIn('fr', {copies: 'required'})[2]).toMatch(/son disque est presque plein, demandez d’abord à votre administrateur\.$/);
  expect(stepsIn('en')[2]).toMatch(/its disk is nearly full, it can be right to leave this as it is\.$/);
});

/** What is under the title of a rule. */
function under(rule: string, server: object, managed?: object, language = 'en'): string[] {
  messenger.i18n.getMessage = getMessageIn(language);
  const lines = helpDeskText(audited(snapshot({incomingServers: [incomingServer(server)]}), managed), '1.2.3', 'today').split('\n');
  const rest = lines.slice(lines.findIndex(line => line.endsWith(`(${rule})`)) + 1);
  return rest.slice(0, rest.findIndex(line => !line.startsWith('    ')));
}

describe('a setting that an administrator has locked', () => {
  const open = {socketType: 'plain', port: 143} as const;
  const locked = {...open, locked: ['socketType']};
  it.each([
    ['en', undefined, 'Your administrator has locked this setting: a change here would have no effect. Ask your administrator.'],
    ['en', {organisation: {name: 'Académie'}}, 'Your administrator has locked this setting: a change here would have no effect. Ask Académie.'],
    ['fr', undefined, 'Votre administrateur a verrouillé ce réglage\u00A0: un changement ici serait sans effet. Adressez-vous à votre administrateur.'],
    ['fr', {organisation: {name: 'Académie'}}, 'Votre administrateur a verrouillé ce réglage\u00A0: un changement ici serait sans effet. Adressez-vous à Académie.'],
  ])('has whom to ask in the place of the steps: %s, %j', (language, managed, expected) => {
    // All findings of a connection are one step: it is said once, under the last of them.
    expect(under('locked-insecure-setting', locked, managed, language)).toEqual([`    - ${expected}`]);
  });
  it('has steps where it is another setting that is locked, or another finding', () => {
    // Both are one step, which stands under the last of them.
    const steps = under('incoming-plaintext', open);
    expect(steps.length).toBeGreaterThan(2);
    expect(steps[0]).toMatch(/^ {4}- Under “Connection security”, choose “SSL\/TLS”\./);
    expect(under('incoming-plaintext', {...open, locked: ['port']})).toEqual(steps);
    expect(under('local-copies-by-age', {...locked, autoSyncMaxAgeDays: 30})).toEqual(under('local-copies-by-age', {autoSyncMaxAgeDays: 30}));
    expect(under('local-copies-by-age', {autoSyncMaxAgeDays: 30, locked: ['autoSyncMaxAgeDays']})).toEqual([expect.stringContaining('locked this setting')]);
  });
});
