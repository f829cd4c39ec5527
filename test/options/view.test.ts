// @vitest-environment happy-dom
import {beforeEach, expect, it, vi} from 'vitest';
import type {Audited} from '../../src/options/answers.ts';
import {show} from '../../src/options/view.ts';
import {translate} from '../../src/options/words.ts';
import {getMessageIn} from '../helpers/locales.ts';
import {account, identity, incomingServer, outgoingServer, snapshot} from '../helpers/make.ts';
import {audited, loadPage} from './fixture.ts';

const {messenger} = vi.hoisted(() => ({messenger: {i18n: {getMessage: (_key: string): string => '', getUILanguage: () => 'en-US'}}}));
vi.mock('../../src/browser.ts', () => ({messenger}));
messenger.i18n.getMessage = getMessageIn('en');

const plain = incomingServer({socketType: 'plain', port: 143, autoSyncMaxAgeDays: 30});

beforeEach(() => {
  loadPage();
  translate(document);
  for (const template of document.querySelectorAll('template')) translate(template.content);
});

function shown(state: Audited, changed: string[] = []): string {
  show(state, new Set(changed));
  return document.getElementById('report')!.textContent.replace(/\s+/g, ' ');
}

function findings(root: ParentNode = document): string[] {
  return [...root.querySelectorAll<HTMLElement>('[data-rule]')].map(({dataset}) => `${dataset['rule']} ${dataset['severity']} ${dataset['outcome']}`);
}

it('says that nothing is to be corrected, and no more', () => {
  const page = shown(audited(snapshot()));
  expect(page).toContain('Nothing to correct in what was checked.');
  expect(findings()).toEqual([]);
  expect(document.querySelectorAll('[data-account]').length).toBe(1);
});

it('says so where there is no account', () => {
  expect(shown(audited(snapshot({accounts: [], incomingServers: [], outgoingServers: [], identities: []})))).toContain('There is no mail account yet.');
});

it('shows what one change cures as one thing to do, the worst unfolded', () => {
  shown(audited(snapshot({incomingServers: [plain]})));
  expect(findings()).toEqual(['incoming-plaintext critical fail', 'unprotected-password critical fail', 'local-copies-by-age warning fail']);
  const items = [...document.querySelectorAll<HTMLDetailsElement>('details[data-rule]')];
  expect(items.map(({open}) => open)).toEqual([true, false]);
  expect(items[0]!.querySelectorAll('[data-action="open-setting"]').length).toBe(1);
  const steps = [...items[0]!.querySelectorAll('li')].map(li => li.textContent);
  expect(new Set(steps).size).toBe(steps.length);
  expect(steps.at(-1)).toContain('change your password');
});

it('leads to the account, and for sending to the server', () => {
  shown(audited(snapshot({incomingServers: [plain], outgoingServers: [outgoingServer({socketType: 'plain'})]})));
  const places = [...document.querySelectorAll<HTMLElement>('[data-action="open-setting"]')].map(({dataset}) => ({...dataset}));
  expect(places).toContainEqual({action: 'open-setting', pane: 'server', accountId: 'account1'});
  expect(places).toContainEqual({action: 'open-setting', pane: 'outgoing', outgoingServerKey: 'smtp1'});
});

it('a locked setting has no steps and no button, and says whom to ask', () => {
  const state = audited(snapshot({incomingServers: [{...plain, autoSyncMaxAgeDays: -1, locked: ['socketType']}]}), {organisation: {name: 'Académie', helpUrl: 'https://help.example.org/'}});
  const page = shown(state);
  expect(page).toContain('Ask Académie');
  expect(document.querySelector('[data-action="open-setting"]')).toBeNull();
  expect(document.querySelector<HTMLAnchorElement>('#organisation a')!.href).toBe('https://help.example.org/');
  expect(document.querySelector<HTMLAnchorElement>('[data-action="learn-more"]')!.href).toBe('https://help.example.org/');
});

it('names what is wrong in the administrator’s settings', () => {
  expect(shown(audited(snapshot(), {rules: {nope: 'off'}}))).toContain('rules.nope: there is no such check');
});

it('what was not read is not checked, never fine', () => {
  shown(audited(snapshot({incomingServers: [incomingServer({socketType: undefined})]})));
  expect(findings().every(finding => finding.endsWith('unknown'))).toBe(true);
  expect(document.querySelector('.unknown')!.textContent).toContain('Account Settings');
  expect(document.querySelector('[data-account] .answers')!.textContent).toContain('Not checked');
});

it('an account that could not be read is a card with one line', () => {
  const broken = account({id: 'account2', name: 'Broken', error: 'it failed'});
  const servers = [incomingServer(), incomingServer({key: 'server2', accountIds: ['account2'], type: 'unknown'})];
  expect(shown(audited(snapshot({accounts: [account(), broken], incomingServers: servers})))).toContain('Could not be read: ⁨Broken⁩');
  expect(document.querySelector('[data-account="account2"]')!.textContent).toContain('it failed');
});

it('runs nothing that a name contains', () => {
  const page = shown(audited(snapshot({accounts: [account({name: '<img src=x onerror=alert(1)>'})]})));
  expect(page).toContain('<img src=x onerror=alert(1)>');
  expect(document.querySelector('#report img')).toBeNull();
});

it('keeps focus and what is unfolded when something changes, and says what changed', () => {
  shown(audited(snapshot({incomingServers: [plain]})));
  const settings = document.querySelector<HTMLDetailsElement>('details.settings')!;
  const summary = settings.querySelector('summary')!;
  settings.open = true;
  summary.focus();
  shown(audited(snapshot({incomingServers: [incomingServer()]})), ['account1']);
  expect(document.querySelector('details.settings')).toBe(settings);
  expect(settings.open).toBe(true);
  expect(settings.textContent).toContain('SSL/TLS');
  expect(document.activeElement).toBe(summary);
  expect(document.querySelector('[data-account]')!.textContent).toContain('Changed just now');
});

it('brings the focus to the card when what had it was put right', () => {
  shown(audited(snapshot({incomingServers: [plain]})));
  document.querySelector<HTMLElement>('[data-rule="incoming-plaintext"] summary')!.focus();
  shown(audited(snapshot({incomingServers: [{...plain, port: 993, socketType: 'SSL'}]})));
  expect(document.activeElement).toBe(document.querySelector('[data-account] summary'));
});

it('with many accounts gives an overview and folds those without problems', () => {
  const numbers = [1, 2, 3, 4, 5, 6];
  shown(audited(snapshot({
    accounts: numbers.map(n => account({id: `account${n}`, name: `Account ${n}`})),
    incomingServers: numbers.map(n => incomingServer({key: `server${n}`, accountIds: [`account${n}`], ...n === 4 && {socketType: 'plain', port: 143}})),
    outgoingServers: [outgoingServer({accountIds: numbers.map(n => `account${n}`)})],
    identities: numbers.map(n => identity({key: `id${n}`, accountIds: [`account${n}`]})),
  })));
  expect(document.querySelectorAll('tbody tr').length).toBe(6);
  const cards = [...document.querySelectorAll<HTMLElement>('[data-account]')];
  expect(cards.map(card => card.dataset['account'])[0]).toBe('account4');
  expect(cards.map(card => card.querySelector('details')!.open)).toEqual([true, false, false, false, false, false]);
});
