// @vitest-environment happy-dom
import {beforeEach, describe, expect, it, vi} from 'vitest';
import {managed, policyErrors} from '../../src/page/managed.ts';
import {translate} from '../../src/page/words.ts';
import {closed, unmanaged} from '../../src/policy.ts';
import {getMessageIn} from '../helpers/locales.ts';
import {snapshot} from '../helpers/make.ts';
import {audited, loadPage} from './fixture.ts';
import {readPolicy} from '../../src/read-policy.ts';

const world = vi.hoisted(() => ({isPrivileged: true}));
const messenger = {i18n: {getMessage: (_key: string): string => ''}};
vi.stubGlobal('messenger', messenger);
vi.mock('../../src/privileged.ts', () => ({can: new Proxy({}, {get: () => world.isPrivileged})}));

function speak(language: string): void {
  messenger.i18n.getMessage = getMessageIn(language);
  loadPage();
  for (const template of document.querySelectorAll('template')) translate(template.content);
}

beforeEach(() => {
  world.isPrivileged = true;
  speak('en');
});

/** As it is read: without isolates, and with one kind of space. */
function plain(node: Node): string {
  return node.textContent!.replaceAll(/[\u2068\u2069]/g, '').replaceAll(/\s+/g, ' ');
}

// Mistakes

function errorBox(settings: unknown): HTMLElement | undefined {
  return policyErrors(readPolicy(settings))[0] as HTMLElement | undefined;
}

function errorItems(settings: unknown): string[] {
  return [...errorBox(settings)?.querySelectorAll('li') ?? []].map(plain);
}

const inFixes = ['Because of this, nothing may be put right by a button.', 'Pour cette raison, rien ne peut être corrigé par un bouton.'] as const;
const inPage = [
  'Because of this, the report cannot be copied, saved or printed here. Nothing can be set aside either, and what you had set aside counts again.', 'Pour cette raison, le rapport ne peut être ni copié, ni enregistré, ni imprimé ici. Rien ne peut non plus être mis de côté, et ce que vous aviez mis de côté compte de nouveau.',
] as const;
const inPublished = ['Because of this, nobody is asked for published settings.', 'Pour cette raison, personne n’est interrogé sur les paramètres publiés.'] as const;
const inReports = ['Because of this, no report is sent.', 'Pour cette raison, aucun rapport n’est envoyé.'] as const;

/** By the problem: settings that have it, and the sentence in English and French. */
const mistakes: Record<string, [object, string, string]> = {
  address: [{organisation: {email: 'x'}}, 'organisation.email: must be a mail address', 'organisation.email : doit être une adresse e-mail'],
  boolean: [{page: {export: 'x'}}, 'page.export: must be true or false', 'page.export : doit être true ou false'],
  choice: [{copies: 'x'}, 'copies: must be one of required, forbidden', 'copies : doit avoir l’une de ces valeurs : required, forbidden'],
  date: [
    {servers: {'example.org': {date: '2026-02-31'}}},
    'servers.example.org.date: must be a day, such as 2027-06-30', 'servers.example.org.date : doit être un jour, comme 2027-06-30',
  ],
  folder: [{reports: {folder: 'x'}}, 'reports.folder: must be the whole path of a folder', 'reports.folder : doit être le chemin complet d’un dossier'],
  header: [
    {reports: {authorization: 'a\nb'}},
    'reports.authorization: must be the value of an Authorization header, on one line',
    'reports.authorization : doit être la valeur d’un en-tête Authorization, sur une ligne',
  ],
  host: [
    {servers: {'a b': {}}}, 'servers.a b: must be the name of a mail domain or a server', 'servers.a b : doit être le nom d’un domaine de messagerie ou d’un serveur',
  ],
  language: [
    {organisation: {text: {English: 'x'}}},
    'organisation.text.English: must be named by a language, such as fr', 'organisation.text.English : doit porter le nom d’une langue, comme fr',
  ],
  line: [{organisation: {name: 'Lycée\nAmpère'}}, 'organisation.name: must be on one line', 'organisation.name : doit tenir sur une ligne'],
  list: [{waivers: 1}, 'waivers: must be a list in brackets', 'waivers : doit être une liste entre crochets'],
  long: [{reports: {label: 'x'.repeat(101)}}, 'reports.label: is too long', 'reports.label : est trop long'],
  many: [{waivers: Array(501).fill(null)}, 'waivers: more than 500 entries', 'waivers : plus de 500 entrées'],
  missing: [
    {waivers: [{rule: 'local-copies-off', account: '*', until: '2027-06-30'}]}, 'waivers.0.reason: is missing', 'waivers.0.reason : est absent',
  ],
  number: [{audit: {everyHours: 0}}, 'audit.everyHours: must be a whole number (1–168)', 'audit.everyHours : doit être un nombre entier (1–168)'],
  object: [{pop: 1}, 'pop: must be a group of settings in braces', 'pop : doit être un groupe de réglages entre accolades'],
  phone: [{organisation: {phone: 'x'}}, 'organisation.phone: must be a telephone number', 'organisation.phone : doit être un numéro de téléphone'],
  reportUrl: [
    {reports: {url: 'http://example.org'}},
    'reports.url: must be an address that begins with https://, without a password in it (http:// only to this computer itself)',
    'reports.url : doit être une adresse commençant par https://, sans mot de passe (http:// seulement vers cet ordinateur)',
  ],
  rule: [{rules: {nope: 'off'}}, 'rules.nope: there is no such check', 'rules.nope : cette vérification n’existe pas'],
  secureUrl: [
    {published: {url: 'http://example.org'}},
    'published.url: must be an address that begins with https://, without a password in it',
    'published.url : doit être une adresse commençant par https://, sans mot de passe',
  ],
  text: [{organisation: {name: ' '}}, 'organisation.name: must be a text, not an empty one', 'organisation.name : doit être un texte non vide'],
  unknown: [{colour: 'red'}, 'colour: there is no such setting', 'colour : ce réglage n’existe pas'],
  url: [
    {organisation: {helpUrl: 'x'}},
    'organisation.helpUrl: must be an address that begins with https:// or http://', 'organisation.helpUrl : doit être une adresse commençant par https:// ou http://',
  ],
};

describe('a mistake in the settings', () => {
  it.each(Object.entries(mistakes))('is a sentence, with where it is and what is expected: %s', (problem, [settings, en, fr]) => {
    expect(readPolicy(settings).errors.map(error => error.problem)).toEqual([problem]);
    expect(errorItems(settings)[0]).toBe(en);
    speak('fr');
    expect(errorItems(settings)[0]).toBe(fr);
  });
  it('stands in a box that says what became of it', () => {
    expect(plain(errorBox({colour: 'red'})!)).toContain('Your administrator’s settings have an error');
    expect(plain(errorBox({colour: 'red'})!)).toContain('What is listed here was left out; everything else applies.');
    speak('fr');
    expect(plain(errorBox({colour: 'red'})!)).toContain('Les réglages de votre administrateur contiennent une erreur');
    expect(plain(errorBox({colour: 'red'})!)).toContain('Ce qui figure ici a été ignoré ; tout le reste s’applique.');
  });
  it('that is not there has no box', () => {
    expect(policyErrors(unmanaged())).toEqual([]);
    expect(errorBox({organisation: {name: 'Lycée'}, page: {export: false}})).toBeUndefined();
  });
});

function unknown(count: number): object {
  return Object.fromEntries(Array.from({length: count}, (_, i) => [`s${i}`, 1]));
}

describe('more mistakes than anybody reads', () => {
  it('are listed up to fifty', () => {
    expect(errorItems(unknown(50))).toHaveLength(50);
    expect(errorItems(unknown(50)).at(-1)).toBe('s49: there is no such setting');
  });
  it.each([[51, 'and 1 more', 'et 1 de plus'], [499, 'and 449 more', 'et 449 de plus']])('and counted beyond, of %i', (count, en, fr) => {
    expect(errorItems(unknown(count))).toHaveLength(51);
    expect(errorItems(unknown(count)).at(-1)).toBe(en);
    speak('fr');
    expect(errorItems(unknown(count)).at(-1)).toBe(fr);
  });
  it('in thousands are counted as the reader writes a number', () => {
    const policy = {...unmanaged(), errors: Array.from({length: 1250}, () => ({key: 'x', problem: 'unknown', expected: ''}))};
    const last = () => plain((policyErrors(policy)[0] as HTMLElement).querySelector('li:last-child')!);
    expect(last()).toBe('and 1,200 more');
    speak('fr');
    expect(last()).toBe('et 1 200 de plus');
  });
  it('still say what is closed because of one that is not listed', () => {
    expect(errorItems({...unknown(60), reports: {url: 1}}).at(-1)).toBe(inReports[0]);
  });
});

describe('the name of a setting', () => {
  it('that is as long as it may be is whole', () => {
    expect(errorItems({['a'.repeat(120)]: 1})).toEqual([`${'a'.repeat(120)}: there is no such setting`]);
  });
  it('of 10,000 letters is shortened', () => {
    expect(errorItems({['a'.repeat(10_000)]: 1})).toEqual([`${'a'.repeat(120)}…: there is no such setting`]);
    expect(errorItems({page: {['a'.repeat(10_000)]: 1}})[0]).toBe(`page.${'a'.repeat(115)}…: there is no such setting`);
  });
  it.each([
    ['at the cut', 119, 119], ['before it', 118, 120],
  ])('is never shortened within a letter: one of two units %s', (_name, before, kept) => {
    const key = `${'a'.repeat(before)}\u{1F600}${'b'.repeat(50)}`;
    expect(errorItems({[key]: 1})).toEqual([`${key.slice(0, kept)}…: there is no such setting`]);
  });
  it.each([
    '<img src=x onerror=alert(1)>', '</li></ul><script>alert(1)</script>', '<a href="javascript:alert(1)">x</a>', '&lt;b&gt;', '{expected}', '{key}', '{userName}',
    '\u202Egnp.exe', '\u2066\u2067x\u2069', '\u05D0\u05D1', '__proto__', 'constructor',
  ])('is text, never elements, and apart from the direction of the sentence: %j', key => {
    for (const section of ['page', 'rules', 'servers']) {
      const box = errorBox({[section]: {[key]: 1}})!;
      const [item] = box.querySelectorAll('li');
      expect(item!.querySelector('bdi')!.textContent).toBe(`${section}.${key}`);
      expect(item!.children).toHaveLength(1);
      expect(new Set([...box.querySelectorAll('*')].map(({nodeName}) => nodeName))).toEqual(new Set(['H4', 'UL', 'LI', 'BDI', 'P']));
    }
  });
  it('is kept apart too where the values are ours', () => {
    expect(errorBox({copies: 'x'})!.querySelector('li')!.innerHTML).toBe('<bdi>copies</bdi>: must be one of <bdi>required, forbidden</bdi>');
  });
});

describe('what is closed by a mistake', () => {
  it.each([
    ['fixes', {forbid: ['nope']}, inFixes], ['page', {export: 'x'}, inPage], ['published', {allowed: 'x'}, inPublished], ['reports', {label: ''}, inReports],
  ] as const)('in %s is said last', (section, settings, [en, fr]) => {
    expect(errorItems({[section]: settings}).slice(1)).toEqual([en]);
    speak('fr');
    expect(errorItems({[section]: settings}).slice(1)).toEqual([fr]);
  });
  it('is said once for each, however many mistakes there are', () => {
    const settings = {reports: {url: 1, folder: 1}, page: {export: 'x', hide: 'x'}, colour: 'red'};
    expect(errorItems(settings).slice(5)).toEqual([inPage[0], inReports[0]]);
  });
  it('is nothing where the mistake allows nothing', () => {
    expect(errorItems({organisation: {name: ''}, colours: {}, pop: {minDays: 0}})).toHaveLength(3);
  });
  it.each([
    ['reports.folder', inReports], ['page.export', inPage], ['pages', inPage], ['fixes.', inFixes], ['published.url.x', inPublished], ['Publised', inPublished],
  ])('is what a section nobody knows may be meant for: %s', (key, closes) => {
    expect(errorItems({[key]: 'x'})).toEqual([`${key}: there is no such setting`, closes[0]]);
    // Also where the section itself stands there too, before it or after it.
    for (const settings of [{[key]: 'x', reports: {url: 'https://reports.example.org/'}}, {reports: {url: 'https://reports.example.org/'}, [key]: 'x'}]) expect(errorItems(settings)).toContain(closes[0]);
  });
  it('is nothing where a section allows the least without a mistake', () => {
    const least = {fixes: {allow: []}, page: {export: false, exportNames: false, hide: false}, published: {allowed: false}, reports: {}};
    expect(errorItems({...least, colour: 'red'})).toEqual(['colour: there is no such setting']);
  });
  it.each([['a text', 'x'], ['a list', []], ['a number', 1]])('is everything where the settings are %s', (_name, settings) => {
    expect(errorItems(settings)).toEqual([
      'All the settings: must be a group of settings in braces', inFixes[0], inPage[0], inPublished[0], inReports[0],
    ]);
    speak('fr');
    expect(errorItems(settings)).toEqual([
      'L’ensemble des réglages : doit être un groupe de réglages entre accolades', inFixes[1], inPage[1], inPublished[1], inReports[1],
    ]);
  });
  it('is everything where there are too many settings', () => {
    expect(errorItems(unknown(501))[0]).toBe('All the settings: more than 500 entries');
  });
});

function unread(failure: string): HTMLElement {
  return policyErrors({...unmanaged(), ...closed, failure})[0] as HTMLElement;
}

describe('settings that could not be read', () => {
  it('are said to be so, and why', () => {
    expect(plain(unread('Error: no access').querySelector('li')!)).toBe('They could not be read: Error: no access');
    speak('fr');
    expect(plain(unread('Error: no access').querySelector('li')!)).toBe('Ils n’ont pas pu être lus : Error: no access');
  });
  it('close all that can be, and nothing else of them applies', () => {
    expect([...unread('x').querySelectorAll('li')].slice(1).map(plain)).toEqual([inFixes[0], inPage[0], inPublished[0], inReports[0]]);
    expect(plain(unread('x').querySelector('p')!)).toBe('None of it applies now. Show this to your administrator.');
    expect(unread('x').textContent).not.toContain('everything else applies');
    speak('fr');
    expect([...unread('x').querySelectorAll('li')].slice(1).map(plain)).toEqual([inFixes[1], inPage[1], inPublished[1], inReports[1]]);
    expect(plain(unread('x').querySelector('p')!)).toBe('Rien n’en est appliqué pour le moment. Montrez ceci à votre administrateur.');
  });
  it('are not listed as set', () => {
    expect(managed({...audited(snapshot()), policy: {...unmanaged(), ...closed, failure: 'x'}})).toEqual([]);
  });
  it('run nothing that the error contains', () => {
    expect(unread('<img src=x onerror=alert(1)>').querySelector('img')).toBeNull();
    expect(unread('<img src=x onerror=alert(1)>').querySelector('li bdi')!.textContent).toBe('<img src=x onerror=alert(1)>');
  });
  it('are said to be so where the error says nothing', () => {
    expect(plain(unread('').querySelector('li')!)).toBe('They could not be read: ');
    expect(plain(unread('').querySelector('p')!)).toBe('None of it applies now. Show this to your administrator.');
  });
});

// What is set

function list(settings: unknown): HTMLElement | undefined {
  const policy = readPolicy(settings);
  expect(policy.errors).toEqual([]);
  return managed(audited(snapshot(), settings))[0] as HTMLElement | undefined;
}

/** A sentence, and the lines of the list under it where there is one. */
type Said = string | string[];

function sentences(settings: unknown): Said[] {
  return [...list(settings)?.children ?? []].map(said);
}

function said(item: Element): Said {
  const under = item.querySelector(':scope > ul');
  if (!under) return plain(item);
  expect(item.lastChild).toBe(under);
  expect(under.querySelector('ul')).toBeNull();
  return [[...item.childNodes].slice(0, -1).map(plain).join(''), ...[...under.children].map(plain)];
}

/** The items of the list within the list. */
function waiversOf(set: object): Element[] {
  return [...list(set)!.querySelectorAll('li li')];
}

const archive = {rule: 'pop-removes-from-server', account: '*@example.org', reason: 'The archive has it', until: '2027-06-30'};
const disks = {rule: 'local-copies-by-size', account: 'imap.example.com', reason: 'The disks are small', until: '2027-08-31'};

const settings: [string, object, Said[], Said[]][] = [
  [
    'the servers of one domain', {servers: {'example.org': {imap: [{hostname: 'imap.example.org'}]}}},
    ['Expected settings are given for example.org.'], ['Des paramètres attendus sont indiqués pour example.org.'],
  ],
  [
    'the servers of three', {servers: Object.fromEntries(['a.org', 'b.org', 'c.org'].map(name => [name, {imap: [{hostname: name}]}]))},
    ['Expected settings are given for a.org, b.org, and c.org.'], ['Des paramètres attendus sont indiqués pour a.org, b.org et c.org.'],
  ],
  [
    'one day on the server', {pop: {minDays: 1, maxDays: 1}},
    ['POP should leave messages on the server for at least 1 day.', 'POP should leave messages on the server for at most 1 day.'],
    ['POP doit laisser les messages sur le serveur pendant au moins 1 jour.', 'POP doit laisser les messages sur le serveur pendant au plus 1 jour.'],
  ],
  [
    'many days on the server', {pop: {minDays: 14, maxDays: 3650}},
    ['POP should leave messages on the server for at least 14 days.', 'POP should leave messages on the server for at most 3,650 days.'],
    ['POP doit laisser les messages sur le serveur pendant au moins 14 jours.', 'POP doit laisser les messages sur le serveur pendant au plus 3 650 jours.'],
  ],
  ['copies that have to be', {copies: 'required'}, ['Mail has to be kept on this computer.'], ['Le courrier doit être conservé sur cet ordinateur.']],
  ['copies that must not be', {copies: 'forbidden'}, ['No mail should stay on this computer.'], ['Aucun courrier ne doit rester sur cet ordinateur.']],
  [
    'a rule that is off', {rules: {'local-copies-off': 'off'}},
    [['These checks are not made:', 'Is Thunderbird set to keep a copy of messages on this computer?']], [['Ces vérifications ne sont pas faites :', 'Thunderbird est-il réglé pour garder une copie des messages sur cet ordinateur ?']],
  ],
  [
    'rules with a weight, and one that is off', {rules: {'local-copies-off': 'off', 'unprotected-password': 'warning', 'pop-sent-only-here': 'critical', 'retired-server': 'advice'}},
    [
      ['These checks are not made:', 'Is Thunderbird set to keep a copy of messages on this computer?'],
      [
        'These checks count differently here:', 'Are your sent messages set to be kept anywhere else than on this computer? (Urgent)',
        'Is a server in use going out of service? (Advice)', 'Is your password protected on the way? (To put right)',
      ],
    ],
    [
      ['Ces vérifications ne sont pas faites :', 'Thunderbird est-il réglé pour garder une copie des messages sur cet ordinateur ?'],
      [
        'Ces vérifications comptent autrement ici :', 'Thunderbird est-il réglé pour conserver vos messages envoyés ailleurs que sur cet ordinateur ? (Urgent)',
        'Un serveur utilisé va-t-il être arrêté ? (Conseil)', 'Votre mot de passe est-il protégé en chemin ? (À corriger)',
      ],
    ],
  ],
  [
    'one waiver', {waivers: [archive]},
    [['1 exception is agreed:', '*@example.org, until June 30, 2027 (The archive has it): Is Thunderbird set to leave a copy of new messages on the server?']],
    [['1 exception est accordée :', '*@example.org, jusqu’au 30 juin 2027 (The archive has it) : Thunderbird est-il réglé pour laisser une copie des nouveaux messages sur le serveur ?']],
  ],
  [
    'fixes for all, and for some', {fixes: {allow: ['*'], forbid: ['server-not-as-expected', 'retired-server'], automatic: ['local-copies-off']}},
    [
      ['May be put right by a button, once this add-on has one:', 'everything'],
      ['May not be put right by a button:', 'Are the servers set as expected?', 'Is a server in use going out of service?'],
      ['To be put right without asking, once this add-on can:', 'Is Thunderbird set to keep a copy of messages on this computer?'],
    ],
    [
      ['Pourra être corrigé par un bouton, dès que ce module en aura un :', 'tout'],
      ['Ne doit pas être corrigé par un bouton :', 'Les serveurs sont-ils réglés comme attendu ?', 'Un serveur utilisé va-t-il être arrêté ?'],
      ['Sera corrigé sans rien demander, dès que ce module le pourra :', 'Thunderbird est-il réglé pour garder une copie des messages sur cet ordinateur ?'],
    ],
  ],
  [
    'no fix at all', {fixes: {allow: []}},
    [['May be put right by a button, once this add-on has one:', 'nothing']], [['Pourra être corrigé par un bouton, dès que ce module en aura un :', 'rien']],
  ],
  [
    'no fix at all, and nothing where nothing is forbidden or automatic', {fixes: {allow: [], forbid: [], automatic: []}},
    [['May be put right by a button, once this add-on has one:', 'nothing']], [['Pourra être corrigé par un bouton, dès que ce module en aura un :', 'rien']],
  ],
  ['a forbidden fix of everything', {fixes: {forbid: ['*']}}, [['May not be put right by a button:', 'everything']], [['Ne doit pas être corrigé par un bouton :', 'tout']]],
  [
    'an audit every hour', {audit: {everyHours: 1}},
    ['While Thunderbird runs, the accounts are audited at least every hour.'],
    ['Tant que Thunderbird est ouvert, les comptes sont vérifiés au moins toutes les heures.'],
  ],
  [
    'an audit every two', {audit: {everyHours: 2}},
    ['While Thunderbird runs, the accounts are audited at least every 2 hours.'],
    ['Tant que Thunderbird est ouvert, les comptes sont vérifiés au moins toutes les 2 heures.'],
  ],
  [
    'a backup every day', {backup: {maxDays: 1}},
    ['A backup should be no older than 1 day. This page cannot see backups: it goes by what you tell it.'],
    ['Une sauvegarde ne doit pas avoir plus de 1 jour. Cette page ne voit pas les sauvegardes : elle se fie à ce que vous indiquez.'],
  ],
  [
    'a backup every month', {backup: {maxDays: 30}},
    ['A backup should be no older than 30 days. This page cannot see backups: it goes by what you tell it.'],
    ['Une sauvegarde ne doit pas avoir plus de 30 jours. Cette page ne voit pas les sauvegardes : elle se fie à ce que vous indiquez.'],
  ],
  [
    'where published settings are, and when they are asked for', {published: {url: 'https://example.org/{domain}.xml', automatic: true, allowed: true}},
    [
      'What mail providers publish is asked for at https://example.org/{domain}.xml first.',
      'Each time it opens, this page asks what your mail providers publish, and compares.',
    ],
    [
      'Ce que publient les fournisseurs de messagerie est d’abord demandé à l’adresse https://example.org/{domain}.xml.',
      'À chaque ouverture, cette page demande ce que publient vos fournisseurs de messagerie, et compare.',
    ],
  ],
  [
    'that nobody is asked, which wins over the rest', {published: {url: 'https://example.org/', automatic: true, allowed: false}},
    ['This page may not ask what mail providers publish.'], ['Cette page n’est pas autorisée à demander ce que publient les fournisseurs de messagerie.'],
  ],
  [
    'what users may not do, of which no export wins over one without names', {page: {export: false, exportNames: false, hide: false}},
    ['The report cannot be copied, saved or printed here.', 'You cannot set anything aside.'],
    ['Le rapport ne peut être ni copié, ni enregistré, ni imprimé ici.', 'Vous ne pouvez mettre aucun point de côté.'],
  ],
  [
    'an export without names', {page: {exportNames: false}},
    ['What you save or copy holds no names or addresses of accounts.'], ['Ce que vous enregistrez ou copiez ne contient ni noms ni adresses des comptes.'],
  ],
];

describe('what is set is said', () => {
  it.each(settings)('%s', (_name, set, en, fr) => {
    expect(sentences(set)).toEqual(en);
    speak('fr');
    expect(sentences(set)).toEqual(fr);
  });
  it('all of it at once, in this order', () => {
    const all = {
      page: {hide: false}, published: {automatic: true}, backup: {maxDays: 1}, audit: {everyHours: 1}, fixes: {allow: []}, waivers: [archive],
      rules: {'local-copies-off': 'off'}, copies: 'required', pop: {minDays: 1}, servers: {'example.org': {login: 'address'}},
    };
    expect(sentences(all).map(sentence => [sentence].flat()[0]!.split(' ').slice(0, 2).join(' '))).toEqual([
      'Expected settings', 'POP should', 'Mail has', 'These checks', '1 exception', 'May be', 'While Thunderbird', 'A backup', 'Each time', 'You cannot',
    ]);
  });
  it('nothing where nothing is set', () => {
    expect(managed(audited(snapshot()))).toEqual([]);
    expect(list({})).toBeUndefined();
  });
  it('nothing where what is set restricts nobody, or is said elsewhere', () => {
    expect(list({
      organisation: {name: 'Lycée', text: {en: 'Hello'}}, reports: {url: 'https://example.org/'}, servers: {}, pop: {}, rules: {}, waivers: [],
      fixes: {forbid: [], automatic: []}, audit: {}, backup: {}, published: {automatic: false, allowed: true}, page: {export: true, exportNames: true, hide: true},
    })).toBeUndefined();
  });
});

/** What is said to be set where some of it is a mistake. */
function saidBeside(mistaken: object): Said[] {
  const state = audited(snapshot(), mistaken);
  expect(state.policy.errors.length).toBeGreaterThan(0);
  return [...(managed(state)[0] as HTMLElement | undefined)?.children ?? []].map(said);
}

describe('what a mistake has closed was set by nobody', () => {
  const closing = {
    fixes: {allow: ['*'], forbid: ['nope']}, page: {export: 'x', exportNames: false, hide: false}, published: {allowed: false, url: 1}, reports: {url: 1},
  };
  it.each(Object.entries(closing))('in %s', (section, mistaken) => {
    expect(saidBeside({[section]: mistaken})).toEqual([]);
    expect(saidBeside({[section]: mistaken, copies: 'required'})).toEqual(['Mail has to be kept on this computer.']);
  });
  it('and the other sections are said', () => {
    expect(saidBeside({page: closing.page, published: {allowed: false}, fixes: {forbid: ['*']}})).toEqual([
      ['May not be put right by a button:', 'everything'], 'This page may not ask what mail providers publish.',
    ]);
  });
  it('where all the settings are one', () => {
    expect(managed(audited(snapshot(), 'x'))).toEqual([]);
  });
  it('but the rest of a section that cannot be closed is said', () => {
    expect(saidBeside({pop: {minDays: 1, maxDays: 'x'}})).toEqual(['POP should leave messages on the server for at least 1 day.']);
  });
});

describe('the edition without the experiment', () => {
  beforeEach(() => { world.isPrivileged = false; });
  it.each([
    ['where they are', {url: 'https://example.org/', automatic: true}], ['that nobody is asked', {allowed: false}],
  ])('asks nobody, and says nothing of published settings: %s', (_name, published) => {
    expect(list({published})).toBeUndefined();
  });
  it('says everything else', () => {
    expect(sentences({published: {automatic: true}, copies: 'required', page: {hide: false}})).toEqual([
      'Mail has to be kept on this computer.', 'You cannot set anything aside.',
    ]);
  });
});

describe('waivers', () => {
  it('are listed, each with its account, its last day and its reason', () => {
    const both = {waivers: [archive, disks]};
    expect(sentences(both)[0]![0]).toBe('2 exceptions are agreed:');
    expect(waiversOf(both).map(plain)).toEqual([
      '*@example.org, until June 30, 2027 (The archive has it): Is Thunderbird set to leave a copy of new messages on the server?',
      'imap.example.com, until August 31, 2027 (The disks are small): Is Thunderbird set to keep large messages on this computer too?',
    ]);
    speak('fr');
    expect(sentences(both)[0]![0]).toBe('2 exceptions sont accordées :');
    expect(waiversOf(both).map(plain)[1]).toBe('imap.example.com, jusqu’au 31 août 2027 (The disks are small) : Thunderbird est-il réglé pour conserver aussi les gros messages sur cet ordinateur ?');
  });
  it('that are over are not listed, nor counted; on the last day they are', () => {
    const {takenAt} = snapshot();
    expect(takenAt).toMatch(/^2026-11-21T/);
    const [over, last] = [{...disks, until: '2026-11-20'}, {...disks, until: '2026-11-21'}];
    expect(sentences({waivers: [over, archive]})).toEqual(sentences({waivers: [archive]}));
    expect(sentences({waivers: [over, last, archive]})[0]![0]).toBe('2 exceptions are agreed:');
    expect(waiversOf({waivers: [over, last]}).map(plain)).toEqual([
      'imap.example.com, until November 21, 2026 (The disks are small): Is Thunderbird set to keep large messages on this computer too?',
    ]);
  });
  it('that are all over are not spoken of', () => {
    expect(list({waivers: [{...archive, until: '2026-11-20'}]})).toBeUndefined();
  });
  it('have their day wherever the reader is', () => {
    vi.stubEnv('TZ', 'America/Los_Angeles');
    expect(waiversOf({waivers: [archive]}).map(plain)[0]).toContain('June 30');
    vi.unstubAllEnvs();
  });
  it('run nothing that a reason or an account contains, and keep it apart', () => {
    const [item] = waiversOf({waivers: [{...archive, account: '\u202Egro.elpmaxe@*', reason: '<img src=x onerror=alert(1)>'}]});
    expect([...item!.children].map(({nodeName, textContent}) => [nodeName, textContent]).slice(0, 3)).toEqual([
      ['BDI', '\u202Egro.elpmaxe@*'], ['BDI', 'June 30, 2027'], ['BDI', '<img src=x onerror=alert(1)>'],
    ]);
  });
});

it('the names of domains are kept apart from each other', () => {
  expect(list({servers: {'a.org': {}, 'b.org': {}}})!.textContent).toContain('a.org and b.org');
});

it('an address with anything in it is text', () => {
  const node = list({published: {url: 'https://example.org/<img src=x onerror=alert(1)>'}})!;
  expect(node.querySelector('bdi')!.textContent).toBe('https://example.org/<img src=x onerror=alert(1)>');
  expect(node.querySelector('img')).toBeNull();
});
