// @vitest-environment happy-dom
import {beforeEach, describe, expect, it, vi} from 'vitest';
import {moveToIMAP} from '../../src/move-to-imap.ts';
import {unfold} from '../../src/page/dom.ts';
import {translate} from '../../src/page/words.ts';
import type {IncomingServer, OutgoingServer, Snapshot} from '../../src/snapshot.ts';
import {factsOf} from '../../src/waivers.ts';
import {getMessageIn} from '../helpers/locales.ts';
import {account, folder, identity, incomingServer, localFolders, outgoingServer, popServer, program, snapshot} from '../helpers/make.ts';
import {buildAll, cells, draw, findings, shown, textOf} from './drawn.ts';
import {audited, loadPage} from './fixture.ts';
import type {Audited} from '../../src/explain/audited.ts';

const world = vi.hoisted(() => ({isPrivileged: true}));
const messenger = {i18n: {getMessage: (_key: string): string => '', getUILanguage: (): string => ''}};
vi.stubGlobal('messenger', messenger);
vi.mock('../../src/privileged.ts', () => ({can: new Proxy({}, {get: () => world.isPrivileged})}));

const plain = incomingServer({socketType: 'plain', port: 143, autoSyncMaxAgeDays: 30});

beforeEach(() => {
  world.isPrivileged = true;
  speak('en', 'en-US');
});

/** Our own language, and that of the reader's Thunderbird. */
function speak(language: string, thunderbirds = language): void {
  messenger.i18n.getMessage = getMessageIn(language);
  messenger.i18n.getUILanguage = () => thunderbirds;
  loadPage();
  translate(document);
  for (const template of document.querySelectorAll('template')) translate(template.content);
}

it('says that nothing is to be corrected, and no more', () => {
  const page = shown(audited(snapshot()));
  expect(page).toContain('Nothing to put right in what was checked');
  expect(findings()).toEqual([]);
  expect(document.querySelectorAll('[data-account]').length).toBe(1);
});

it('says so where there is no account', () => {
  expect(shown(audited(snapshot({accounts: [], incomingServers: [], outgoingServers: [], identities: []})))).toContain('No mail account was found');
});

it('shows what one change cures as one thing to do, with steps of which none is said twice', () => {
  shown(audited(snapshot({incomingServers: [plain]})));
  expect(findings()).toEqual(['unprotected-password critical fail', 'incoming-plaintext critical fail', 'local-copies-by-age warning fail']);
  const items = [...document.querySelectorAll<HTMLDetailsElement>('#todo details.finding')];
  expect(items.map(({open}) => open)).toEqual([false, false]);
  expect(items[0]!.closest('.row')!.querySelectorAll('[data-action="open-setting"]').length).toBe(1);
  const steps = [...items[0]!.querySelectorAll('li')].map(li => li.textContent);
  expect(new Set(steps).size).toBe(steps.length);
  expect(steps.at(-1)).toContain('change your password');
});

it('shows no server’s name that turns the text around it, or passes for another', () => {
  shown(audited(snapshot({
    incomingServers: [incomingServer({hostname: 'imap.gοοgle.com', socketType: 'plain', port: 143})], outgoingServers: [outgoingServer({hostname: 'smtp.\u202Emoc.elgoog', socketType: 'plain', port: 587})],
  })));
  for (const details of document.querySelectorAll('details')) unfold(details);
  const page = document.body.textContent;
  expect(page).not.toContain('\u202E');
  expect(page.match(/imap\.gοοgle\.com(?! \(imap\.xn--ggle-0nda\.com\))/)).toBeNull();
  expect(page.match(/imap\.xn--ggle-0nda/g)!.length).toBeGreaterThan(3);
  expect(page.match(/smtp\.<U\+202E>moc/g)!.length).toBeGreaterThan(3);
});

it('leads to the account, and for sending to the server', () => {
  shown(audited(snapshot({incomingServers: [plain], outgoingServers: [outgoingServer({socketType: 'plain'})]})));
  const places = [...document.querySelectorAll<HTMLElement>('[data-action="open-setting"]')].map(({dataset}) => ({...dataset}));
  // That of the verdict names the row too: of several places it is not built yet.
  expect(places[0]).toMatchObject({pane: 'server', row: 'each-cure-incomingServer-server1-connection'});
  expect(places).toContainEqual({action: 'open-setting', pane: 'server', accountId: 'account1', setting: 'socketType', cure: 'cure-incomingServer-server1-connection'});
  expect(places).toContainEqual({action: 'open-setting', pane: 'outgoing', outgoingServerKey: 'smtp1', setting: 'socketType', cure: 'cure-outgoingServer-smtp1-connection'});
});

it('a locked setting has no steps and no button, and says whom to ask', () => {
  const state = audited(snapshot({incomingServers: [{...plain, autoSyncMaxAgeDays: -1, locked: ['socketType']}]}), {organisation: {name: 'Académie', helpUrl: 'https://help.example.org/'}});
  const page = shown(state);
  expect(page).toContain('Ask Académie');
  expect(document.querySelector('[data-action="open-setting"]')).toBeNull();
  expect(document.querySelector<HTMLAnchorElement>('#organisation a')!.href).toBe('https://help.example.org/');
  expect(document.querySelector<HTMLAnchorElement>('[data-action="learn-more"]')!.href).toBe('https://help.example.org/');
});

it('names what is wrong in the administrator’s settings in the row about them, and nowhere else', () => {
  const page = shown(audited(snapshot(), {rules: {nope: 'off'}}));
  expect(page.split('rules.nope: there is no such check')).toHaveLength(2);
  expect(textOf(document.getElementById('row-managed')!)).toContain('rules.nope: there is no such check');
  const state = document.querySelector('#row-managed > details > summary [data-part="state"]')!;
  expect([state.querySelector<HTMLElement>('.level')!.dataset['level'], textOf(state)]).toEqual(['warning', 'To put right1 mistake in it']);
  shown(audited(snapshot(), {copies: 'required'}));
  expect(textOf(document.querySelector('#row-managed > details > summary [data-part="state"]')!)).toBe('');
  shown(audited(snapshot()));
  expect(document.getElementById('row-managed')).toBeNull();
});

it('what was not read is not checked, never fine', () => {
  shown(audited(snapshot({incomingServers: [incomingServer({socketType: undefined})]})));
  expect(findings().length).toBeGreaterThan(0);
  expect(findings().every(finding => finding.endsWith('unknown'))).toBe(true);
  expect(document.querySelector('#row-unknown')!.textContent).toContain('Account Settings');
  expect(cells()[1]).toEqual(['unknown', 'receiving: Not read']);
});

it('an account that could not be read is a row of which nothing is known', () => {
  const broken = account({id: 'account2', name: 'Broken', error: 'it failed'});
  const servers = [incomingServer(), incomingServer({key: 'server2', accountIds: ['account2'], type: 'unknown'})];
  expect(shown(audited(snapshot({accounts: [account(), broken], incomingServers: servers})))).toContain('Could not be read: Broken');
  expect(document.querySelector('[data-account="account2"]')!.textContent).toContain('it failed');
  expect(cells('account2')).toEqual(Array.from({length: 3}, () => ['unknown', 'Not read']));
});

it('runs nothing that a name contains', () => {
  const page = shown(audited(snapshot({accounts: [account({name: '<img src=x onerror=alert(1)>'})]})));
  expect(page).toContain('<img src=x onerror=alert(1)>');
  expect(document.querySelector('#report img')).toBeNull();
});

it('keeps focus and what is unfolded when something changes, and says what changed', () => {
  draw(audited(snapshot({incomingServers: [plain]})));
  unfold(document.querySelector('[data-account] details')!);
  const settings = document.querySelector<HTMLDetailsElement>('details.settings')!;
  const summary = settings.querySelector('summary')!;
  unfold(settings);
  summary.focus();
  draw(audited(snapshot({incomingServers: [incomingServer()]})), ['account1']);
  expect(document.querySelector('details.settings')).toBe(settings);
  expect(settings.open).toBe(true);
  expect(settings.textContent).toContain('SSL/TLS');
  expect(document.activeElement).toBe(summary);
  expect(document.querySelector('[data-account]')!.textContent).toContain('Changed just now');
});

/** One of several accounts of the same name. */
function namesake(n: number, type: 'imap' | 'pop3' = 'imap', server = {}, email = 'jane@example.com') {
  return {
    account: account({id: `account${n}`, name: 'Jane', type}), incoming: incomingServer({key: `server${n}`, type, accountIds: [`account${n}`], ...server}),
    identity: identity({key: `id${n}`, accountIds: [`account${n}`], email}),
  };
}

it.each([
  ['type', [namesake(1), namesake(2, 'pop3')], ['Jane', 'Jane']],
  ['address', [namesake(1), namesake(2, 'imap', {}, 'jane@example.net')], ['Jane (jane@example.com)', 'Jane (jane@example.net)']],
  ['server', [namesake(1), namesake(2, 'imap', {hostname: 'imap.example.net'})], ['Jane (imap.example.com)', 'Jane (imap.example.net)']],
  ['nothing, where there is no other', [namesake(1)], ['Jane']],
])('tells accounts of one name apart: by %s', (mark, all, expected) => {
  shown(audited(snapshot({accounts: all.map(one => one.account), incomingServers: all.map(one => one.incoming), identities: all.map(one => one.identity)})));
  const rows = [...document.querySelectorAll('[data-account]')];
  expect(rows.map(row => row.querySelector('h3')!.textContent).toSorted()).toEqual(expected);
  // What kind of account it is stands under every name.
  expect(rows.map(row => row.querySelector('[data-part="whose"]')!.textContent.split(' · ')[0]).toSorted()).toEqual(mark === 'type' ? ['IMAP', 'POP'] : expected.map(() => 'IMAP'));
});

const offline = () => [...document.querySelectorAll('#notices > p')].map(({textContent}) => textContent);

it.each([
  ['en', 'Thunderbird is offline at the moment: no mail comes or goes until it is online again.'],
  ['fr', 'Thunderbird est hors connexion en ce moment\u00A0: aucun message n’arrive ni ne part tant qu’il n’est pas de nouveau en ligne.'],
])('says that Thunderbird is offline only while it is: %s', (language, line) => {
  speak(language);
  shown(audited(snapshot({program: program({isOffline: true})})));
  expect(offline()).toEqual([line]);
  // That it will start so is a finding, and not read is not offline.
  for (const differences of [{isOffline: false, startsOffline: true}, {isOffline: undefined}]) {
    shown(audited(snapshot({program: program(differences)})));
    expect(offline()).toEqual([]);
  }
});

/** An account, and Local Folders with a chat account beside it. */
function withOthers(local: Partial<IncomingServer>): Snapshot {
  return snapshot({
    accounts: [account(), account({id: 'account9', type: 'local', name: 'Local Folders'}), account({id: 'account8', type: 'im', name: 'Chat'})],
    incomingServers: [incomingServer(), localFolders(local), incomingServer({key: 'server8', type: 'im', accountIds: ['account8']})],
  });
}

const notJudged = () => textOf(document.getElementById('not-judged')!);

it('names what was not checked: not Local Folders, of which there is nothing to say', () => {
  shown(audited(withOthers({})));
  expect(document.querySelector('[data-account="account9"]')).toBeNull();
  expect(notJudged()).toMatch(/^This add-on does not check these, .*: \u2068Chat\u2069 \([^,]*\)\.$/);
  // With all its checks switched off, nothing was checked there either.
  const rules = Object.fromEntries(audited(withOthers({})).report.passed.filter(({accountIds}) => accountIds.includes('account9')).map(({rule}) => [rule, 'off']));
  shown(audited(withOthers({}), {rules}));
  expect(notJudged()).toContain('\u2068Local Folders\u2069');
});

const group = () => document.querySelector<HTMLDetailsElement>('#row-waived > details')!;
const form = () => document.querySelector<HTMLDetailsElement>('#todo .finding .aside')!;

describe('setting a finding aside', () => {
  const limited = snapshot({incomingServers: [incomingServer({autoSyncMaxAgeDays: 30})]});
  const mine = {
    rule: 'local-copies-by-age', subject: 'incomingServer', subjectId: 'server1', reason: 'The disk is small', until: '2027-05-20',
    facts: JSON.stringify(['warning', ['account1'], [['days', 30]]]),
  };

  it('is offered under each thing to do, folded, for half a year', () => {
    shown(audited(limited));
    expect([form().open, form().querySelector<HTMLInputElement>('[name="until"]')!.value]).toEqual([false, '2027-05-20']);
    const button = form().querySelector<HTMLButtonElement>('[data-action="waive"]')!;
    expect(JSON.parse(button.dataset['findings']!)).toEqual(['local-copies-by-age incomingServer server1']);
  });
  it('covers all that one change would cure', () => {
    shown(audited(snapshot({incomingServers: [incomingServer({socketType: 'plain', port: 143})]})));
    const {findings: named} = form().querySelector<HTMLButtonElement>('[data-action="waive"]')!.dataset;
    expect(JSON.parse(named!)).toEqual(['unprotected-password incomingServer server1', 'incoming-plaintext incomingServer server1']);
  });
  it('is not offered where an administrator does not allow it', () => {
    shown(audited(limited, {page: {hide: false}}));
    expect(document.querySelector('.aside')).toBeNull();
  });
  it('lists it with the reason, the day and the way back', () => {
    shown(audited(limited, undefined, [mine]));
    expect(textOf(group().querySelector('li')!)).toBe('To put right Thunderbird is set to keep only the last 30 days on this computer Jane Roe You set this aside until May 20, 2027: The disk is small Take back');
    const button = group().querySelector<HTMLButtonElement>('[data-action="unwaive"]')!;
    expect(JSON.parse(button.dataset['findings']!)).toEqual(['local-copies-by-age incomingServer server1']);
  });
  it('takes back in one press what one change would cure', () => {
    const taken = snapshot({incomingServers: [incomingServer({socketType: 'plain', port: 143})]});
    const both = ['unprotected-password', 'incoming-plaintext'];
    const set = audited(taken).report.findings.filter(({rule}) => both.includes(rule)).map(finding =>
      ({...mine, rule: finding.rule, facts: factsOf(finding), reason: `Because of ${finding.rule}`}));
    shown(audited(taken, undefined, set));
    const [item, ...others] = group().querySelectorAll('li');
    expect(others).toEqual([]);
    expect(textOf(item!)).toMatch(/Your password.*The mail you receive.*Because of unprotected-password.*Because of incoming-plaintext Take back$/);
    const button = item!.querySelector<HTMLButtonElement>('[data-action="unwaive"]')!;
    expect(JSON.parse(button.dataset['findings']!)).toEqual(both.map(rule => `${rule} incomingServer server1`));
  });
  it('takes back what the user set aside, and not what an administrator accepted beside it', () => {
    const taken = snapshot({incomingServers: [incomingServer({socketType: 'plain', port: 143})]});
    const [password] = audited(taken).report.findings.filter(({rule}) => rule === 'unprotected-password');
    const waivers = [{rule: 'incoming-plaintext', account: '*', reason: 'New server', until: '2027-05-20'}];
    shown(audited(taken, {waivers}, [{...mine, rule: 'unprotected-password', facts: factsOf(password!)}]));
    expect([...group().querySelectorAll('li')].map(item => item.querySelectorAll('[data-rule]').length)).toEqual([1, 1]);
    const buttons = [...group().querySelectorAll<HTMLButtonElement>('[data-action="unwaive"]')];
    expect(buttons.map(({dataset}) => JSON.parse(dataset['findings']!))).toEqual([['unprotected-password incomingServer server1']]);
  });
  it('has no way back from what an administrator accepted', () => {
    shown(audited(limited, {waivers: [{rule: 'local-copies-by-age', account: '*', reason: 'x', until: '2027-06-30'}]}, [mine]));
    expect(group().querySelector('[data-action="unwaive"]')).toBeNull();
  });
});

describe('what an administrator has accepted', () => {
  const byAge = {rule: 'local-copies-by-age', account: '*@example.com', reason: 'The disks are small', until: '2027-06-30'};
  const bySize = {...byAge, rule: 'local-copies-by-size', reason: 'Pictures are not wanted'};
  const limited = snapshot({incomingServers: [incomingServer({autoSyncMaxAgeDays: 30, limitOfflineMessageSize: true})]});

  it('is folded in one row, with its weight, the reason and the last day', () => {
    shown(audited(limited, {waivers: [byAge, bySize]}));
    expect(group().open).toBe(false);
    expect(textOf(group().querySelector('summary h3')!)).toBe('2 points accepted as they are');
    expect(textOf(group())).toContain('Nothing was put right here: your administrator, or you, accepted it until the day given; then these points count again.');
    expect([...group().querySelectorAll('li')].map(textOf)).toEqual([
      'To put right Thunderbird is set to keep only the last 30 days on this computer Jane Roe Until June 30, 2027. Reason: The disks are small',
      'To put right Thunderbird is set to keep no messages over 50 KB on this computer Jane Roe Until June 30, 2027. Reason: Pictures are not wanted',
    ]);
    expect(findings(group())).toEqual(['local-copies-by-age warning waived', 'local-copies-by-size warning waived']);
  });
  it('is said in French', () => {
    speak('fr');
    const page = shown(audited(limited, {waivers: [byAge, bySize]}));
    expect(page).toContain('Certains points ont été acceptés tels quels : ils figurent plus bas avec la raison.');
    expect(textOf(group().querySelector('summary h3')!)).toBe('2 points acceptés tels quels');
    expect(textOf(group().querySelector('li')!)).toBe(
      'À corriger Thunderbird est réglé pour ne conserver que les messages des 30 derniers jours sur cet ordinateur Jane Roe Jusqu’au 30 juin 2027. Raison : The disks are small',
    );
  });
  it('of one point is said of one', () => {
    shown(audited(limited, {waivers: [byAge]}));
    expect(textOf(group().querySelector('summary h3')!)).toBe('1 point accepted as it is');
    speak('fr');
    shown(audited(limited, {waivers: [byAge]}));
    expect(textOf(group().querySelector('summary h3')!)).toBe('1 point accepté tel quel');
  });
  it('has no way out, and counts nowhere', () => {
    const page = shown(audited(limited, {waivers: [byAge, bySize]}));
    expect(group().querySelector('button, a, ol')).toBeNull();
    expect(document.querySelectorAll('.finding, .verdict button, .row .go button').length).toBe(0);
    expect(page).toContain('Nothing to put right in what was checked');
    expect(page).toContain('Some points were accepted as they are: they are listed below with the reason.');
    expect(document.querySelector<HTMLElement>('[data-account]')!.dataset['level']).toBe('waived');
    expect(cells().map(([level]) => level)).toEqual(['waived', 'fine', 'waived']);
    expect(document.querySelector<HTMLElement>('[data-account] .cell')!.dataset['question']).toBe('Where is my mail? Accepted. ');
  });
  it('is not noted where nothing is accepted, nor under what has to be corrected', () => {
    expect(shown(audited(snapshot(), {waivers: [byAge]}))).not.toContain('Some points were accepted');
    expect(shown(audited(limited, {waivers: [byAge]}))).not.toContain('Some points were accepted');
  });
  it('stands after what has to be put right, advice and what was not checked', () => {
    const server = incomingServer({autoSyncMaxAgeDays: 30, limitOfflineMessageSize: true, authMethod: undefined, port: undefined, deleteModel: 'deleteImmediately'});
    shown(audited(snapshot({incomingServers: [server]}), {waivers: [byAge]}));
    expect([...document.querySelectorAll('#todo > .row')].map(row => row.id || row.querySelector('details')!.id))
      .toEqual(['cure-incomingServer-server1-local-copies-by-size', 'row-advice', 'row-unknown', 'row-waived']);
    expect(findings(document.querySelector('#row-unknown')!).join()).not.toContain('waived');
  });
  it('of no account stands there too, and in no account', () => {
    const old = snapshot({program: program({minimumTLS: '1.0'})});
    // A waiver names accounts or servers: only the user can accept what belongs to none.
    const [finding] = audited(old).report.findings;
    shown(audited(old, undefined, [{...finding!, reason: 'An old server', until: '2027-05-20', facts: factsOf(finding!)}]));
    expect(findings(group())).toEqual(['deprecated-tls warning waived']);
    expect(document.querySelector<HTMLElement>('[data-account]')!.dataset['level']).toBe('fine');
  });
  it('is shown of one of many accounts, which is not among those that could not be checked', () => {
    const numbers = Array.from({length: 31}, (_, i) => i + 1);
    draw(audited(snapshot({
      accounts: numbers.map(n => account({id: `account${n}`, name: `Account ${n}`})),
      incomingServers: numbers.map(n => incomingServer({key: `server${n}`, accountIds: [`account${n}`], ...n === 9 && {autoSyncMaxAgeDays: 30}})),
      outgoingServers: [outgoingServer({accountIds: numbers.map(n => `account${n}`)})],
      identities: numbers.map(n => identity({key: `id${n}`, accountIds: [`account${n}`]})),
    }), {waivers: [byAge]}));
    expect(findings(group())).toEqual(['local-copies-by-age warning waived']);
    expect(textOf(group().querySelector('li')!)).toContain('Account 9');
    // What is accepted stands before what is fine.
    const [first] = document.querySelectorAll<HTMLElement>('[data-account]');
    expect([first!.dataset['account'], first!.closest('.group')!.id]).toEqual(['account9', 'group-fine']);
    buildAll();
    expect(cells('account9').map(([level]) => level)).toEqual(['waived', 'fine', 'waived']);
  });
  it('runs nothing that a reason contains', () => {
    shown(audited(limited, {waivers: [{...byAge, reason: '<img src=x onerror=alert(1)>'}]}));
    expect(textOf(group())).toContain('Reason: <img src=x onerror=alert(1)>');
    expect(document.querySelector('#report img')).toBeNull();
  });
});

it('the reason for which a point is accepted is kept apart, and stands last', () => {
  const reason = '\u202EThe disks. Until 2099.';
  const waivers = [{rule: 'local-copies-by-age', account: '*@example.com', reason, until: '2027-06-30'}];
  const state = audited(snapshot({incomingServers: [incomingServer({autoSyncMaxAgeDays: 30})]}), {waivers});
  for (const [language, day] of [['en', 'June 30, 2027'], ['fr', '30 juin 2027']] as const) {
    speak(language);
    shown(state);
    const said = group().querySelector('li [data-part="reason"]')!;
    expect([...said.querySelectorAll('bdi')].map(({textContent}) => textContent)).toEqual([day, reason]);
    expect(said.lastChild).toBe(said.querySelector('bdi:last-of-type'));
  }
});

const note = () => textOf(document.querySelector('#row-checked .body > p:last-child')!);

describe('checks that an administrator has switched off', () => {
  it.each([
    [{'local-copies-off': 'off'}, '1 check is switched off by your administrator; it is named under “Set by your administrator”.', '1 vérification est désactivée par votre administrateur ; elle est nommée sous « Fixé par votre administrateur ».'],
    [
      {'local-copies-off': 'off', 'retired-server': 'off', 'local-copies-by-age': 'advice'}, '2 checks are switched off by your administrator; they are named under “Set by your administrator”.',
      '2 vérifications sont désactivées par votre administrateur ; elles sont nommées sous « Fixé par votre administrateur ».',
    ],
  ])('are counted, and named once, where it is told what is set: %j', (rules, en, fr) => {
    const page = shown(audited(snapshot(), {rules}));
    expect(note()).toBe(en);
    expect(page.split('Is Thunderbird set to keep a copy of messages on this computer?')).toHaveLength(2);
    expect(page.indexOf('Is Thunderbird set to keep a copy of messages on this computer?')).toBeGreaterThan(page.indexOf(en));
    speak('fr');
    shown(audited(snapshot(), {rules}));
    expect(note()).toBe(fr);
  });
  it('are not spoken of where there are none', () => {
    expect(shown(audited(snapshot(), {rules: {'local-copies-by-age': 'advice'}}))).not.toContain('switched off by');
  });
});

/** What is listed as passed: each rule by its sentence, with the accounts it is listed for. */
function listedAsPassed(): Record<string, string> {
  const list = document.querySelector('#row-checked details[data-key="passed"]')!;
  unfold(list);
  return Object.fromEntries([...list.querySelectorAll('li')].map(item => ['text', 'accounts'].map(part => item.querySelector(`[data-part="${part}"]`)!.textContent)));
}

/** Two accounts that send with these. */
function two(outgoingServers: OutgoingServer[], differences: Partial<Snapshot> = {}): Audited {
  return audited(snapshot({
    accounts: [account({name: 'One'}), account({id: 'account2', name: 'Two'})],
    incomingServers: [incomingServer(), incomingServer({key: 'server2', accountIds: ['account2'], hostname: 'imap.example.org'})],
    identities: [identity(), identity({key: 'id2', accountIds: ['account2'], outgoingServerKey: 'smtp2'})], outgoingServers, ...differences,
  }));
}

describe('what passed', () => {
  const sentence = 'The mail you send is encrypted on the way';
  const open = {socketType: 'plain', port: 587} as const;

  it('keeps each name apart from what stands around it', () => {
    shown(audited(snapshot({accounts: [account({name: 'One \u202E\u2069'}), account({id: 'account2', name: 'Two'})],
      incomingServers: [incomingServer(), incomingServer({key: 'server2', accountIds: ['account2'], hostname: 'imap.example.org'})]})));
    const list = document.querySelector('#row-checked details[data-key="passed"]')!;
    unfold(list);
    const names = [...list.querySelectorAll('[data-part="accounts"]')].find(node => node.textContent.includes('Two'))!;
    expect([...names.childNodes].map(node => [node.nodeName, node.textContent])).toEqual([['BDI', 'One \u202E\u2069'], ['#text', ' and '], ['BDI', 'Two']]);
  });
  it('is listed with the accounts it passed for', () => {
    shown(two([outgoingServer(), outgoingServer({key: 'smtp2', accountIds: ['account2']})]));
    expect(listedAsPassed()[sentence]).toBe('One and Two');
  });
  it.each([
    ['failed on another server', [outgoingServer(), outgoingServer({key: 'smtp2', accountIds: ['account1'], ...open}), outgoingServer({key: 'smtp3', accountIds: ['account2']})]],
    ['failed on the one it does not share', [outgoingServer({accountIds: ['account1', 'account2']}), outgoingServer({key: 'smtp2', accountIds: ['account1'], ...open})]],
    ['was not read of another', [outgoingServer(), outgoingServer({key: 'smtp2', accountIds: ['account1'], socketType: undefined}), outgoingServer({key: 'smtp3', accountIds: ['account2']})]],
  ])('is not listed for an account where it %s, and is for the other', (_name, servers) => {
    shown(two(servers));
    expect(listedAsPassed()[sentence]).toBe('Two');
  });
  it('is not listed at all where every account failed once', () => {
    shown(two([outgoingServer({accountIds: ['account1', 'account2']}), outgoingServer({key: 'smtp2', accountIds: ['account1', 'account2'], ...open})]));
    expect(listedAsPassed()).not.toHaveProperty(sentence);
  });
  it('of no account is listed without one, unless it failed there too', () => {
    const unused = 'The outgoing server that is not in use is set to encrypt';
    const servers = [outgoingServer({accountIds: ['account1', 'account2']}), outgoingServer({key: 'smtp3', accountIds: []}), outgoingServer({key: 'smtp4', accountIds: []})];
    const identities = [identity({accountIds: ['account1', 'account2']})];
    shown(two(servers, {identities}));
    expect(listedAsPassed()[unused]).toBe('');
    shown(two([...servers, outgoingServer({key: 'smtp5', accountIds: [], ...open})], {identities}));
    expect(listedAsPassed()).not.toHaveProperty(unused);
  });
});

describe('what no setting changes', () => {
  const profilePath = '/home/jroe/OneDrive/Profile';
  const inCloud = {incomingServers: [incomingServer({localPath: `${profilePath}/ImapMail`})], program: program({profilePath})};
  it.each([
    ['backup-outdated', {program: program({lastBackup: '2026-01-01'})}], ['profile-in-cloud-folder', inCloud],
  ])('%s has steps, and no place to go to', (rule, differences) => {
    for (const isPrivileged of [true, false]) {
      world.isPrivileged = isPrivileged;
      shown(audited(snapshot(differences)));
      const item = document.querySelector(`#todo details[data-rule="${rule}"]`)!;
      expect(item.querySelectorAll('[data-part="steps"] li').length).toBeGreaterThan(2);
      expect(item.querySelector('[data-action="open-setting"], [data-part="path"], [data-part="failure"]')).toBeNull();
    }
  });
  it('others of Thunderbird as a whole have one', () => {
    shown(audited(snapshot({program: program({minimumTLS: '1.0'})})));
    expect(document.querySelector<HTMLElement>('#todo [data-action="open-setting"]')!.dataset['pane']).toBe('general');
    world.isPrivileged = false;
    shown(audited(snapshot({program: program({minimumTLS: '1.0'})})));
    expect(document.querySelector('#todo [data-part="path"]')!.textContent).toMatch(/^Where: /);
  });
});

describe('the way out of a connection that is not encrypted', () => {
  const last = 'Once the connection is encrypted, change your password: the old one may have been read.';
  const again = 'Close Thunderbird and open it again: until then it may go on using the old connection.';
  const asks = /^Ask whoever looks after this server whether it offers SSL\/TLS or STARTTLS\./;
  it.each([['as it is', 'passwordCleartext'], ['disguised', 'passwordEncrypted']] as const)('on the local network asks first, and ends with the password, which goes %s', (_name, authMethod) => {
    const steps = stepsOf({hostname: 'nas.local', socketType: 'plain', port: 143, authMethod});
    expect(steps).toEqual([expect.stringMatching(asks), again, 'Fetch your mail. If it no longer arrives, put back what was there.', last]);
  });
  it('on the local network tells how to encrypt where nothing else of the step does', () => {
    const rules = {'incoming-plaintext-local-network': 'off'};
    const steps = stepsOf({hostname: 'nas.local', socketType: 'plain', port: 143}, {rules});
    expect(steps[0]).toMatch(asks);
    expect(steps.at(-1)).toMatch(/change your password/);
  });
  it('does so for sending', () => {
    shown(audited(snapshot({outgoingServers: [outgoingServer({hostname: 'nas.local', socketType: 'plain', port: 587})]})));
    const steps = [...document.querySelectorAll('details[data-rule="unprotected-password"] [data-part="steps"] li')].map(textOf);
    expect(steps).toEqual([
      expect.stringMatching(/^In the list of outgoing servers, select nas\.local/), expect.stringMatching(asks), 'Press OK: nothing is saved before.',
      again, expect.stringMatching(/^Send yourself a message\./), last,
    ]);
  });
  it('without a password has nothing to say of one', () => {
    expect(stepsOf({hostname: 'nas.local', socketType: 'plain', port: 143, authMethod: 'GSSAPI'})).toHaveLength(3);
  });
  it.each([
    ['beyond', {}, 'put 993 for IMAP', 'Once it works, change your password with your provider: the old one may have been read.'],
    ['beyond, disguised', {authMethod: 'passwordEncrypted'}, 'put 993 for IMAP', 'Once it works, change your password with your provider, above all if it is short or common.'],
    ['on the local network', {hostname: 'nas.local'}, 'which port goes with this connection', last],
  ])('ends with the password where the port is to be changed too: %s', (_name, server, port, expected) => {
    const steps = stepsOf({socketType: 'plain', port: 993, ...server});
    expect(findings().map(finding => finding.split(' ')[0])).toContain('incoming-port-mismatch');
    expect(steps.at(-1)).toBe(expected);
    expect(steps.filter(step => /change your password/.test(step))).toHaveLength(1);
    expect(steps.filter(step => step.includes(port))).toHaveLength(1);
  });
});

describe('the way out of a name that cannot be used', () => {
  const dead = {hostname: 'server1.invalid'};

  it('is to ask for the name; what is here already, and the restart, are said before anything is changed', () => {
    expect(stepsOf(dead)).toEqual([
      expect.stringMatching(/^Ask your provider for the name/), expect.stringMatching(/make a backup first/), expect.stringMatching(/^Have your password at hand: Thunderbird restarts/),
      'In Server Name, put that name and nothing else: no blank, no port, no https.', expect.stringMatching(/^Leave the field.*Press Restart\.$/), expect.stringMatching(/^Fetch your mail/),
    ]);
    expect(whys()[0]).toMatch(/^server1\.invalid stands where the name of a server should be\. No server has a name that ends in \.invalid\./);
  });
  it('names what was meant, where that can be told', () => {
    shown(audited(snapshot({accounts: [account({name: 'anne on imap.example.org'})], incomingServers: [incomingServer(dead)]})));
    const steps = unusable('[data-part="steps"] li');
    expect(steps[0]).toBe('What was meant is probably imap.example.org. If you are not sure, ask your provider.');
    expect(steps[3]).toBe('In Server Name, put imap.example.org and nothing else: no blank, no port, no https.');
  });
  it('for sending is in the list of outgoing servers', () => {
    expect(outgoingSteps({hostname: 'smtp.example.com:465'})).toEqual([
      'What was meant is probably smtp.example.com. If you are not sure, ask your provider.', expect.stringMatching(/^Have your password at hand: .* forgets the one saved for sending/),
      expect.stringMatching(/^In the list of outgoing servers, select this one and press Edit/), expect.stringMatching(/^In Server Name, put smtp\.example\.com/), expect.stringMatching(/^Press OK/), expect.stringMatching(/^Send yourself/),
    ]);
    expect(outgoingSteps({hostname: ''})[0]).toBe('Ask your provider for the name of the server for outgoing mail.');
    expect(whys()[0]).toBe('No name of a server is set. Thunderbird connects to nothing, whatever else is set.');
    outgoingSteps({hostname: 'someone@smtp.example.com'});
    expect(whys()[0]).toMatch(/looks like an address/);
  });
  it('of a port is another port, and a port is written without a comma', () => {
    expect(stepsOf({port: 70_000})).toEqual([expect.stringMatching(/^Under Port, put 993 for IMAP/), expect.stringMatching(/^Close Thunderbird/), expect.stringMatching(/^Fetch your mail/)]);
    expect(unusable('summary')[0]).toContain('No connection can be made: there is no port 70000');
    expect(outgoingSteps({port: 70_000})[1]).toMatch(/^Under Port, put 465 if Connection security says SSL\/TLS/);
    expect(unusable('summary')[0]).toContain('There is no port 70000: what you send goes to another one');
    expect(whys()[0]).toMatch(/connects to port 4464 in its place/);
  });
});

it.each([
  ['en', /MozBackup.* has not been maintained for years/], ['fr', /MozBackup.* n’est plus maintenu depuis des années/],
])('says of backups that MozBackup is a thing of the past: %s', (language, words) => {
  speak(language);
  shown(audited(snapshot()));
  const explanation = document.getElementById('explain-backup')!;
  expect(explanation.querySelector('p:last-of-type')!.textContent).toMatch(words);
});

it.each([
  ['en', [/If you hesitate, choose IMAP/, /Use both, with IMAP/, /Outlook is two things/, /993 for IMAP, 995 for POP, and 465 for SMTP/]],
  ['fr', [/Si vous hésitez, choisissez IMAP/, /Utilisez les deux, avec IMAP/, /Outlook désigne deux choses/, /993 pour IMAP, 995 pour POP et 465 pour SMTP/]],
] as const)('answers what guides are asked: which to choose, webmail or program, what the words mean: %s', (language, answers) => {
  speak(language);
  shown(audited(snapshot()));
  const told = ['choice', 'webmail', 'words'].map(name => document.getElementById(`explain-${name}`)!.textContent).join(' ');
  for (const answer of answers) expect(told).toMatch(answer);
});

const whys = () => [...document.querySelectorAll('[data-rule] [data-part="why"]')].map(({textContent}) => textContent);

/** The steps out of what is wrong with a server. */
function stepsOf(server: object, managed?: object, thunderbird = '153.7.0'): string[] {
  shown(audited(snapshot({thunderbird, incomingServers: [incomingServer(server)]}), managed));
  return [...document.querySelectorAll('details.finding [data-part="steps"] li')].map(textOf);
}

/** The steps out of a name that cannot be used, or a port, of an outgoing server. */
function outgoingSteps(server: object): string[] {
  shown(audited(snapshot({outgoingServers: [outgoingServer(server)]})));
  return unusable('[data-part="steps"] li');
}

/** What is said somewhere in the finding about a name that cannot be used. */
function unusable(selector: string): string[] {
  return [...document.querySelectorAll(`details[data-rule="unusable-server-name"] ${selector}`)].map(textOf);
}

/** The steps out of one of the two findings that are about what POP leaves. */
function wayOut(taken: Snapshot, managed?: object): string {
  shown(audited(taken, managed));
  return textOf(document.querySelector('[data-rule="mailbox-read-twice"], [data-rule="pop-deletion-mirrored"]')!.querySelector('[data-part="steps"]')!);
}

it('Local Folders have a row without a drawing and without servers', () => {
  const local = localFolders({key: 'server2', accountIds: ['account2'], retainBy: 'age', daysToKeepHdrs: 30});
  shown(audited(snapshot({accounts: [account(), account({id: 'account2', type: 'local', name: 'Local Folders'})], incomingServers: [incomingServer(), local]})));
  const rows = ['account1', 'account2'].map(id => document.querySelector(`[data-account="${id}"]`)!);
  expect(rows.map(row => ['.drawing', '.settings'].map(part => row.querySelector(part) !== null))).toEqual([[true, true], [false, false]]);
});

const backupBox = () => textOf(document.getElementById('row-backup')!);

/** With so much in an Inbox that is copied whole, and a Trash that is not. */
function holding(bytes: number, ...more: IncomingServer[]): Snapshot {
  return snapshot({incomingServers: [incomingServer({folders: [folder('inbox', {bytes}), folder('trash', {bytes: 9e9, isOffline: false})]}), ...more]});
}

describe('a backup', () => {
  const local = localFolders({key: 'server9', accountIds: ['account9'], folders: [folder('other', {bytes: 1.5 * 1024 ** 3, isOffline: false})]});

  it('is by Thunderbird’s own export up to two gigabytes', () => {
    shown(audited(holding(1024 ** 3)));
    expect(backupBox()).not.toContain('GB');
  });
  it('is by hand above', () => {
    const state = audited(holding(1.9 * 1024 ** 3, local));
    shown(state);
    expect(backupBox()).toContain('takes about 3.4 GB. Above 2 GB Thunderbird itself advises against its export');
    speak('fr');
    shown(state);
    expect(backupBox()).toContain('occupe environ 3,4 Go. Au-delà de 2 Go,');
  });
  it.each([{offlineDownload: false, folders: [folder('inbox', {bytes: 9 * 1024 ** 3, isOffline: false})]}, {offlineDownload: undefined}, {autoSyncMaxAgeDays: 30}, {limitOfflineMessageSize: true}])('counts no copy that is not whole: %o', server => {
    const [whole, ...others] = holding(9 * 1024 ** 3, local).incomingServers;
    shown(audited(snapshot({incomingServers: [{...whole!, ...server}, ...others]})));
    expect(backupBox()).not.toContain('GB');
  });
  it('counts none whose folders were not read', () => {
    shown(audited(snapshot({incomingServers: [incomingServer({folders: undefined}), local]})));
    expect(backupBox()).not.toContain('GB');
  });
});

describe('where an administrator limits how long POP leaves messages', () => {
  const twice = snapshot({
    accounts: [account(), account({id: 'account2', type: 'pop3'})],
    incomingServers: [incomingServer(), popServer({key: 'server2', accountIds: ['account2'], numDaysToLeaveOnServer: 30})],
    identities: [identity(), identity({key: 'id2', accountIds: ['account2'], accountTypes: ['pop3'], sentFolder: 'server'})],
  });
  it('nobody is told to lift the limit', () => {
    expect(wayOut(twice)).toContain('clear For at most');
    expect(wayOut(twice, {pop: {maxDays: 60}})).not.toContain('For at most');
    expect(wayOut(twice, {pop: {maxDays: 60}})).toContain('Your organisation says how long POP may leave messages on the server.');
  });
  it('and is left alone where what is deleted here is to stay there', () => {
    const emptied = snapshot({accounts: [account({type: 'pop3'})], incomingServers: [popServer({deleteMailLeftOnServer: true, emptyTrashOnExit: true})]});
    expect(wayOut(emptied)).toContain('From then on, only For at most takes messages off the server.');
    expect(wayOut(emptied, {pop: {maxDays: 60}})).toContain('Leave For at most as your organisation wants it.');
  });
});

function gmail(differences: object = {}): Audited {
  return audited(snapshot({
    accounts: [account({type: 'pop3'})], incomingServers: [popServer({hostname: 'pop.gmail.com', leaveMessagesOnServer: false, ...differences})],
  }));
}

describe('what POP takes away', () => {
  const said = 'With Gmail, a setting on its web page decides what leaves its server, whatever is set here; nothing here can see that one.';

  it('is up to a setting on the web with Gmail: in the answer, beside the reason, and before any step', () => {
    shown(gmail());
    const finding = document.querySelector('[data-rule="pop-removes-from-server"]')!;
    expect(textOf(finding.querySelector('[data-part="why"]')!)).toMatch(new RegExp(`${said}$`));
    expect(textOf(finding.querySelector('li')!)).toMatch(/^With Gmail, look first at its settings on the web, under POP/);
    expect(document.querySelector('#account-account1')!.textContent!.split(said)).toHaveLength(2);
  });
  it.each([['of another provider', gmail({hostname: 'pop.example.org'})], ['of what else is wrong with Gmail', gmail({leaveMessagesOnServer: true, biffMinutes: 1, doBiff: true})]])('is not %s', (name, state) => {
    shown(state);
    const texts = [...document.querySelectorAll('.finding')].map(textOf).join(' ');
    expect(texts).not.toBe('');
    expect(texts).not.toContain('With Gmail');
    expect(document.querySelector('#account-account1')!.textContent!.includes(said), name).toBe(name.endsWith('Gmail'));
  });
  it('is told in the explanation with the steps out of it, in their order', () => {
    shown(audited(snapshot()));
    const steps = [...document.querySelectorAll('#explain-pop ol li')].map(textOf);
    expect(steps).toHaveLength(moveToIMAP.length);
    expect(steps[0]).toMatch(/^In the POP account, under Server Settings: tick Leave messages on server, and clear For at most/);
    expect(steps.at(-1)).toMatch(/^Last of all/);
    expect(document.querySelectorAll('#explain-imap ol')).toHaveLength(0);
  });
});

describe('where an administrator wants copies', () => {
  const en = 'Your administrator wants mail to be kept on this computer.';
  const fr = 'Votre administrateur souhaite que le courrier soit conservé sur cet ordinateur.';
  const limits = {
    'local-copies-off': {offlineDownload: false}, 'local-copies-by-age': {autoSyncMaxAgeDays: 30}, 'local-copies-by-size': {limitOfflineMessageSize: true},
  };
  it.each(Object.entries(limits))('%s says so', (rule, server) => {
    const state = audited(snapshot({incomingServers: [incomingServer(server)]}), {copies: 'required'});
    shown(state);
    expect(findings()).toEqual([`${rule} warning fail`]);
    expect(whys()[0]).toMatch(new RegExp(`\\. ${en}$`));
    speak('fr');
    shown(state);
    expect(whys()[0]).toMatch(new RegExp(`\\. ${fr}$`));
  });
  it.each(['153.7.0', '140.3.0'])('the way out of none ends with the administrator, in Thunderbird %s', thunderbird => {
    const required = stepsOf(limits['local-copies-off'], {copies: 'required'}, thunderbird);
    const usual = stepsOf(limits['local-copies-off'], undefined, thunderbird);
    expect(required.slice(0, -1)).toEqual(usual.slice(0, -1));
    expect(required).toHaveLength(3);
    expect(required.at(-1)).toBe('If several people use this computer, or its disk is nearly full, ask your administrator first.');
    expect(usual.at(-1)).toMatch(/, it can be right to leave this as it is\.$/);
    speak('fr');
    expect(stepsOf(limits['local-copies-off'], {copies: 'required'}, thunderbird).at(-1))
      .toBe('Si plusieurs personnes utilisent cet ordinateur, ou si son disque est presque plein, demandez d’abord à votre administrateur.');
  });
  it.each(['local-copies-by-age', 'local-copies-by-size'] as const)('the way out of %s is the usual one', rule => {
    const steps = stepsOf(limits[rule], {copies: 'required'});
    expect(steps.length).toBeGreaterThan(0);
    expect(steps).toEqual(stepsOf(limits[rule]));
  });
  it('no other finding says so', () => {
    shown(audited(snapshot({incomingServers: [incomingServer({socketType: 'plain'})]}), {copies: 'required'}));
    expect(findings().length).toBeGreaterThan(0);
    expect(whys().join(' ')).not.toContain(en);
  });
  it('and only there', () => {
    shown(audited(snapshot({incomingServers: [incomingServer({offlineDownload: false})]})));
    expect(whys()).toHaveLength(1);
    expect(whys()[0]).not.toContain(en);
  });
});

it('where no copies are wanted, the account says whose wish that is, and is fine', () => {
  const state = audited(snapshot({incomingServers: [incomingServer({offlineDownload: false})]}), {copies: 'forbidden'});
  shown(state);
  expect(textOf(document.querySelector('#account-account1 .facts')!)).toContain('Your administrator wants none of it to stay here.');
  expect(cells()[0]).toEqual(['fine', 'Server only']);
  expect(findings()).toEqual([]);
  speak('fr');
  shown(state);
  expect(textOf(document.querySelector('#account-account1 .facts')!)).toContain('Votre administrateur souhaite que rien n’en reste ici.');
});

const line = () => document.getElementById('organisation')!;

/** The parts of the line, each with where it leads. */
function parts(organisation: object, more: object = {}): (string | null)[][] {
  shown(audited(snapshot(), {organisation, ...more}));
  return [...line().children].map(child => [child.textContent, child.getAttribute('href')]);
}

describe('at the top, whoever has set this up', () => {
  const all = {name: 'Académie', helpUrl: 'https://help.example.org/mail?x=1', email: 'aide@example.org', phone: '+33 3 81-00.00.00'};
  const links = [['aide@example.org', 'mailto:aide@example.org'], ['+33 3 81-00.00.00', 'tel:+33381000000']];
  const reports = {reports: {url: 'https://reports.example.com/'}};

  it('is named, with every way to help', () => {
    expect(parts(all, reports)).toEqual([
      ['Set up by Académie', null], ['Help', all.helpUrl], ...links, ['Reports are sent', '#row-managed'],
    ]);
    speak('fr');
    expect(parts(all, reports)).toEqual([
      ['Mis en place par Académie', null], ['Aide', all.helpUrl], ...links, ['Des rapports sont envoyés', '#row-managed'],
    ]);
  });
  it('without a name is an organisation', () => {
    const {name: _, ...others} = all;
    expect(parts(others).slice(0, 2)).toEqual([['Set up by your organisation', null], ['Help', all.helpUrl]]);
    speak('fr');
    expect(parts(others).slice(0, 2)).toEqual([['Mis en place par votre organisation', null], ['Aide', all.helpUrl]]);
  });
  it.each([
    ['a name', {name: 'Académie'}, [['Set up by Académie', null]]],
    ['an address', {email: 'aide@example.org'}, [['Set up by your organisation', null], links[0]]],
    ['a number', {phone: all.phone}, [['Set up by your organisation', null], links[1]]],
  ])('is told by %s alone', (_name, organisation, expected) => {
    expect(parts(organisation)).toEqual(expected);
  });
  it.each([['a server', {url: 'https://reports.example.com/'}], ['a folder', {folder: '/srv/reports'}]])('is told that reports go to %s', (_name, settings) => {
    expect(parts({}, {reports: settings})).toEqual([
      ['Set up by your organisation', null], ['Reports are sent', '#row-managed'],
    ]);
  });
  it.each([
    ['+33 (0)3 81 00 00 00', 'tel:+33381000000'], ['+33(0)381000000', 'tel:+33381000000'],
    ['03 81 00 00 00', 'tel:0381000000'], ['+39 (06) 1234', 'tel:+39061234'],
  ])('is called without the zero that only a country has: %s', (phone, dialled) => {
    expect(parts({phone})).toEqual([['Set up by your organisation', null], [phone, dialled]]);
  });
  it.each([['a server', {url: 'https://reports.example.com/'}], ['a folder', {folder: '/srv/reports'}]])('is not told, in the edition without the experiment, where reports to %s are asked for', (_name, settings) => {
    world.isPrivileged = false;
    expect(parts({}, {reports: settings})).toEqual([]);
    expect(parts({name: 'Académie'}, {reports: settings})).toEqual([['Set up by Académie', null]]);
  });
  it('is nobody where nothing is set, or nothing of theirs', () => {
    shown(audited(snapshot()));
    expect(line().childNodes.length).toBe(0);
    expect(parts({}, {copies: 'required', reports: {label: 'Room 7'}})).toEqual([]);
  });
  it('goes when it is no longer set', () => {
    parts(all, reports);
    expect(parts({})).toEqual([]);
  });
  it('is led to without a word to where it leads', () => {
    parts(all, reports);
    const outside = [...line().querySelectorAll<HTMLAnchorElement>('a:not([href^="#"])')];
    expect(outside.map(({target, rel}) => [target, rel])).toEqual(outside.map(() => ['_blank', 'noopener']));
    expect(outside).toHaveLength(3);
  });
  it('is text, and kept apart', () => {
    parts({name: '<img src=x onerror=alert(1)>\u202E'});
    expect(line().querySelector('bdi')!.textContent).toBe('<img src=x onerror=alert(1)>\u202E');
    expect(line().querySelector('img')).toBeNull();
  });
});

describe('that the page is not in the reader’s language', () => {
  it.each([['en', 'pt-BR'], ['en', 'de'], ['en', 'ja']])('is said where we speak %s, and Thunderbird %s', (ours, theirs) => {
    speak(ours, theirs);
    expect(shown(audited(snapshot()))).toContain('This page is not yet available in your language, so it is in English. The names of Thunderbird’s settings are those');
    world.isPrivileged = false;
    expect(shown(audited(snapshot()))).toContain('in English, and so are the names of Thunderbird’s settings');
  });
  it.each([['en', 'en-US'], ['en', 'en-GB'], ['fr', 'fr'], ['fr', 'fr-CA']])('is not said where we speak %s, and Thunderbird %s', (ours, theirs) => {
    speak(ours, theirs);
    expect(shown(audited(snapshot()))).not.toMatch(/not yet available|n’existe pas encore/);
  });
  it('is not said in any language that _locales has: the code lists none', () => {
    speak('en', 'de-AT');
    messenger.i18n.getMessage = key => key === 'language' ? 'de' : getMessageIn('en')(key);
    expect(shown(audited(snapshot()))).not.toContain('not yet available');
  });
});

const ownWords = () => document.querySelector('.own-words [data-part="text"]')?.textContent;

function say(text: Record<string, string>): string | undefined {
  shown(audited(snapshot(), {organisation: {text}}));
  return ownWords();
}

describe('what the organisation has to say', () => {
  const all = {en: 'Come to room 12.', fr: 'Venez en salle 12.', de: 'Kommen Sie in Raum 12.', 'pt-BR': 'Venha à sala 12.'};
  it.each([
    ['en', 'en-US', all.en], ['en', 'en-GB', all.en], ['fr', 'fr', all.fr], ['fr', 'fr-CA', all.fr], ['en', 'de', all.de], ['en', 'pt-BR', all['pt-BR']], ['en', 'ja', all.en],
  ])('is said in the reader’s language where there is one: ours %s, Thunderbird’s %s', (ours, theirs, expected) => {
    speak(ours, theirs);
    expect(say(all)).toBe(expected);
  });
  it.each([
    ['pt-BR', 'Venha à sala 12 (pt).'], ['pt-PT', 'Venha à sala 12 (pt).'], ['pt', 'Venha à sala 12 (pt).'], ['de-AT', all.de], ['zh-Hant-TW', '12 (zh)'],
    ['ptx', all.en],
  ])('is said in the language where the country has none: %s', (theirs, expected) => {
    speak('en', theirs);
    expect(say({en: all.en, de: all.de, pt: 'Venha à sala 12 (pt).', zh: '12 (zh)'})).toBe(expected);
  });
  it('is said in the language before it is said in ours', () => {
    speak('fr', 'fr-CA');
    expect(say({en: all.en, fr: all.fr, 'fr-CH': 'Venez donc.'})).toBe(all.fr);
    speak('en', 'pt-BR');
    expect(say({en: all.en, pt: 'pt', 'pt-BR': 'pt-BR'})).toBe('pt-BR');
  });
  it('is said in English where theirs is missing', () => {
    speak('fr');
    expect(say({en: all.en, de: all.de})).toBe(all.en);
  });
  it('is said of a country before it is said of a language', () => {
    speak('en', 'en-GB');
    expect(say({en: all.en, 'en-GB': 'Do come to room 12.'})).toBe('Do come to room 12.');
  });
  it('is not said where there is nothing', () => {
    expect(say({})).toBeUndefined();
    expect(shown(audited(snapshot())) && ownWords()).toBeUndefined();
  });
  it('is text, line by line, in the head of the page', () => {
    expect(say({en: 'In doubt,\n<b>change</b> nothing.'})).toBe('In doubt,\n<b>change</b> nothing.');
    expect(document.querySelector('.own-words b')).toBeNull();
    // Its beginning stands on one line until it is unfolded.
    expect(document.querySelector('#organisation .own-words > summary')!.textContent).toBe('In doubt,\n<b>change</b> nothing.');
    shown(audited(snapshot(), {organisation: {name: 'Académie', text: all}}));
    expect([...line().children].map(child => child.textContent).at(0)).toBe('Set up by Académie');
    expect(line().lastElementChild!.className).toBe('own-words');
  });
});
