// @vitest-environment happy-dom
/** Comparing with what providers publish: for whom, in which order, and what the box says of it. */
import {beforeEach, expect, it, vi} from 'vitest';
import {type PublishedAnswer, askFor, comparisonBox, domainsToAsk, publishedServers} from '../../src/page/compare.ts';
import {translate} from '../../src/page/words.ts';
import {audit} from '../../src/audit.ts';
import {rules} from '../../src/rules/index.ts';
import {getMessageIn} from '../helpers/locales.ts';
import {account, identity, incomingServer, outgoingServer, popServer, snapshot} from '../helpers/make.ts';
import {audited, loadPage} from './fixture.ts';
import type {Audited} from '../../src/explain/audited.ts';

const {messenger, privileged} = vi.hoisted(() => ({
  messenger: {i18n: {getMessage: (_key: string): string => '', getUILanguage: () => 'en-US'}},
  privileged: {can: {ask: true}, fetchPublished: (_domain: string, _place: string): Promise<unknown> => Promise.resolve(null)},
}));
vi.stubGlobal('messenger', messenger);
vi.mock('../../src/privileged.ts', () => privileged);
messenger.i18n.getMessage = getMessageIn('en');

beforeEach(() => {
  vi.spyOn(console, 'warn').mockReturnValue();
  loadPage();
  translate(document);
  for (const template of document.querySelectorAll('template')) translate(template.content);
});

/** One identity of the account for each address. */
const withAddresses = (...emails: (string | undefined)[]) => snapshot({identities: emails.map((email, i) => identity({key: `id${i + 1}`, email}))});

it.each<[string, (string | undefined)[], string[]]>([
  ['each domain once, in order', ['a@b.example', 'c@A.example', 'd@b.example'], ['a.example', 'b.example']],
  ['what follows the last @', ['"x@c.example"@a.example'], ['a.example']],
  ['nothing that was not read', [undefined, 'a@a.example'], ['a.example']],
  ['no name of a local network, and none without a dot', ['a@printer.local', 'a@localhost', 'a@intranet', 'a@sub.localhost', 'a@localhost.localdomain', 'a@10.0.0.1', 'a@127.1', 'a@2130706433', 'a@127.0x1', 'a@[10.0.0.1]', 'a@', '', 'a'], []],
  ['nothing that is no host', ['a@b_c.example', 'a@-.example', 'a@a.example/x', 'a@a.example:1', 'a@a..example', 'a@bücher.example', `a@${'a'.repeat(64)}.example`], []],
])('asks for %s', (_, emails, expected) => {
  expect(domainsToAsk(audited(withAddresses(...emails)))).toEqual(expected);
});

it('asks for no account whose server is not measured', () => {
  const exchange = snapshot({accounts: [account({type: 'ews'})], identities: [identity({accountTypes: ['ews']})]});
  expect(domainsToAsk(audited(exchange))).toEqual([]);
});

it('asks for no domain of which the administrator has said what is right, and for none where it is forbidden', () => {
  const whole = withAddresses('a@a.example', 'b@b.example');
  expect(domainsToAsk(audited(whole, {servers: {'a.example': {}}}))).toEqual(['b.example']);
  expect(domainsToAsk(audited(whole, {published: {allowed: false}}))).toEqual([]);
  expect(domainsToAsk(audited(whole, {published: {automatic: 'x'}}))).toEqual([]);
  expect(domainsToAsk(audited(whole, {published: {allowed: true}}))).toHaveLength(2);
});

const file = (port = 993) => `<clientConfig><emailProvider><domain>example.com</domain><incomingServer type="imap">
  <hostname>imap.example.com</hostname><port>${port}</port><socketType>SSL</socketType></incomingServer></emailProvider></clientConfig>`;

it.each<[string, Record<string, string | null | Error>, string[], unknown]>([
  ['the first that has a file', {organisation: null, subdomain: file()}, ['organisation', 'subdomain'], 'subdomain.example.net'],
  ['the organisation, and nobody else', {organisation: file()}, ['organisation'], 'organisation.example.net'],
  ['the next, where one cannot be reached', {organisation: null, subdomain: new Error(), wellKnown: file()}, ['organisation', 'subdomain', 'wellKnown'], 'wellKnown.example.net'],
  ['the next, where one has something else', {organisation: '<html/>', subdomain: '', wellKnown: 'x', database: file()}, ['organisation', 'subdomain', 'wellKnown', 'database'], 'database.example.net'],
  ['nobody who has one', {organisation: null, subdomain: new Error(), wellKnown: '', database: ''}, ['organisation', 'subdomain', 'wellKnown', 'database'], 'none'],
  ['nobody who can be reached', {organisation: null, subdomain: new Error(), wellKnown: new Error(), database: new Error()}, ['organisation', 'subdomain', 'wellKnown', 'database'], 'failed'],
  ['nobody who is there', {organisation: null, subdomain: null, wellKnown: null, database: null}, ['organisation', 'subdomain', 'wellKnown', 'database'], 'failed'],
])('finds %s', async (_, told, expectedPlaces, expected) => {
  const asked: string[] = [];
  privileged.fetchPublished = async (domain, place) => {
    asked.push(place);
    const xml = told[place]!;
    if (xml instanceof Error) throw xml;
    return xml === null ? null : {url: `https://${place.toLowerCase()}.example.net/${domain}`, xml};
  };
  const answer = (await askFor(['example.com'], '2026-11-21'))['example.com']!;
  expect(asked).toEqual(expectedPlaces);
  expect(typeof answer === 'string' ? answer : answer.source).toBe(typeof expected === 'string' ? expected.replace(/^\w+/, word => word.toLowerCase()) : expected);
});

const published: PublishedAnswer = {imap: [{port: 993}], smtp: [{port: 465}], source: 'autoconfig.example.com', date: '2026-11-21'};

/** The box after these answers, on the audit that they lead to. */
function boxOf(state: Audited, answers: Record<string, PublishedAnswer> | undefined, isAsking = false): HTMLElement {
  const comparison = {answers, isAsking};
  const report = audit(state.snapshot, rules, {...state.policy, publishedServers: publishedServers(comparison)});
  return comparisonBox({...state, report}, comparison)[0] as HTMLElement;
}

const textOf = (node: Element | null) => node!.textContent.replaceAll(/\s+/g, ' ').trim();

it.each<[string, Audited, PublishedAnswer, string]>([
  ['nothing differs', audited(snapshot()), published, 'Nothing to put rightexample.com: what was compared is set as autoconfig.example.com publishes.'],
  ['one server differs', audited(snapshot({incomingServers: [incomingServer({port: 1993})]})), published, 'Adviceexample.com: 1 server is set otherwise'],
  [
    'two servers differ', audited(snapshot({incomingServers: [incomingServer({port: 1993})], outgoingServers: [outgoingServer({port: 1465})]})), published,
    'Adviceexample.com: 2 servers are set otherwise',
  ],
  ['one of two differs in two ways', audited(snapshot({incomingServers: [incomingServer({port: 1993})]})), {...published, login: 'address', smtp: []}, 'Adviceexample.com: 2 servers'],
  [
    'nothing is compared', audited(snapshot({accounts: [account({type: 'pop3'})], incomingServers: [popServer()]})), {imap: [{port: 993}], source: 'x.example'},
    'Not checkedexample.com: x.example publishes settings, but',
  ],
  ['what was compared was not read', audited(snapshot({incomingServers: [incomingServer({port: undefined})]})), {imap: [{port: 993}], source: 'x.example'}, 'Not checkedexample.com:'],
  ['nothing is found', audited(snapshot()), 'none', 'Not checkedexample.com: no published settings'],
  ['nobody is reached', audited(snapshot()), 'failed', 'Not checkedexample.com: nobody could be asked'],
])('says where %s', (_, state, answer, expected) => {
  const box = boxOf(state, {'example.com': answer});
  expect(textOf(box.querySelector('[role="status"]'))).toContain(expected);
  expect(textOf(box.querySelector('button'))).toBe('Compare again');
});

it('offers it before, and says while it asks that it does', () => {
  const before = boxOf(audited(snapshot()), undefined);
  expect([textOf(before.querySelector('button')), textOf(before.querySelector('[role="status"]')), before.getAttribute('aria-busy')]).toEqual(['Compare', '', 'false']);
  expect(textOf(before)).toContain('only what follows the @ is sent: example.com.');
  expect(textOf(before)).not.toContain('jane');
  const asking = boxOf(audited(snapshot()), undefined, true);
  expect([textOf(asking.querySelector('[role="status"]')), asking.getAttribute('aria-busy'), asking.querySelector('button')!.getAttribute('aria-disabled')])
    .toEqual(['Asking for the published settings…', 'true', 'true']);
});

it('names the address of the organisation as it was written', () => {
  const box = boxOf(audited(snapshot(), {published: {url: 'https://autoconfig.{domain}/{domain}.xml'}}), undefined);
  expect(textOf(box)).toContain('Your organisation is asked first, at https://autoconfig.{domain}/{domain}.xml.');
});

it('says nothing where there is nobody to ask for', () => {
  expect(comparisonBox(audited(withAddresses('')), {answers: undefined, isAsking: false})).toEqual([]);
});
