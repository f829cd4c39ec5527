import {readFileSync} from 'node:fs';
import {describe, expect, it, vi} from 'vitest';
import schema from '../docs/policy.schema.json' with {type: 'json'};
import {complete} from '../scripts/languages.js';
import {audit} from '../src/audit.ts';
import {copyKeys, labelIds} from '../src/explain/labels.ts';
import {moveToIMAP} from '../src/move-to-imap.ts';
import {unmanaged} from '../src/policy.ts';
import {managedSettings} from '../src/policy-schema.ts';
import {rules} from '../src/rules/index.ts';
import type {IncomingServer, OutgoingServer} from '../src/snapshot.ts';
import {answersOf, drawingOf} from '../src/explain/answers.ts';
import {formsOf, isTranslated, keysOfMessages, lackingIn, placeholdersOf, withoutForm} from '../src/explain/translation.ts';
import {getMessageIn, localeNames, locales, messagePrefix, stepKey} from './helpers/locales.ts';
import {account, exchangeOutgoingServer, exchangeServer, folder, incomingServer, localFolders, outgoingServer, popServer, snapshot} from './helpers/make.ts';
import {type Built, marked, strings, templates} from './helpers/used-keys.ts';

const messenger = {i18n: {getMessage: (_key: string): string => ''}};
vi.stubGlobal('messenger', messenger);
messenger.i18n.getMessage = getMessageIn('en');

declare const COMPLETE_LANGUAGES: readonly string[];
const en = locales['en']!;
const keys = Object.keys(en);
const isLabel = (key: string) => key.startsWith('label_');

/** The keys of the messages a test finds at fault. */
function offending(locale: string, isWrong: (message: string) => boolean): string[] {
  return Object.entries(locales[locale]!).filter(([, {message}]) => isWrong(message)).map(([key]) => key);
}

/** Those of our own sentences; Thunderbird's labels are as they are. */
function offendingSentences(locale: string, wrong: RegExp): string[] {
  return offending(locale, message => wrong.test(message)).filter(key => !isLabel(key));
}

describe.each(complete)('_locales/%s', locale => {
  it('has every message of English, in each form in which the language counts', () => {
    expect(lackingIn(locale, locales[locale]!, en), 'Add these messages, or let them quote what English quotes').toEqual([]);
  });
  it('is known to be complete where the page asks: no English is read for it', () => {
    expect(COMPLETE_LANGUAGES).toContain(locale);
  });
});

describe.each(localeNames)('_locales/%s', locale => {
  const messages = locales[locale]!;
  const tag = locale.replaceAll('_', '-');

  it('has no key that English has not, but for its own forms', () => {
    const known = new Set(keysOfMessages(tag, en).flat());
    expect(Object.keys(messages).filter(key => !known.has(key)), 'Remove these').toEqual([]);
  });
  it('names its language, as its folder does', () => {
    expect(messages['language']?.message).toBe(tag);
    expect(Intl.getCanonicalLocales(tag)).toEqual([tag]);
  });
  it('has no key that differs from another only by case: Thunderbird does not tell them apart', () => {
    const lower = Object.keys(messages).map(key => key.toLowerCase());
    expect(lower.filter((key, i) => lower.indexOf(key) !== i)).toEqual([]);
  });
  it('says something in every message', () => {
    expect(offending(locale, message => message.trim() === '')).toEqual([]);
  });
  it('has no $, to which Thunderbird gives a meaning of its own', () => {
    expect(offending(locale, message => message.includes('$'))).toEqual([]);
  });
  it('leaves no brace open', () => {
    expect(offending(locale, message => /[{}]/.test(message.replaceAll(/\{\w+\}/g, '')))).toEqual([]);
  });
  it('quotes what English quotes', () => {
    expect(Object.keys(messages).filter(key => !isTranslated(key, messages, en))).toEqual([]);
  });
  it('has no space that begins, ends or doubles', () => {
    expect(offendingSentences(locale, /^\s|\s$|[ \u00A0]{2}|\n\s/)).toEqual([]);
  });
  it('has curly apostrophes and quotation marks: ’ “ ” or « »', () => {
    expect(offendingSentences(locale, /['"]/)).toEqual([]);
  });
  it('counts in every form its language has, or not at all', () => {
    const begun = keysOfMessages(tag, en).filter(forms => forms.some(key => key in messages));
    expect(begun.flat().filter(key => !(key in messages)), `In this language a message has ${formsOf(tag).join(', ')}`).toEqual([]);
  });
  it('quotes what it counts in the form for most numbers: the page goes by that', () => {
    const most = Object.keys(messages).filter(key => key.endsWith('_other'));
    expect(most.filter(key => placeholdersOf(messages[key]!).every(name => (labelIds as string[]).includes(name)))).toEqual([]);
  });
});

it('the forms of a language are those that its numbers take', () => {
  expect(Object.fromEntries(['en', 'fr', 'pl', 'ja', 'cs', 'ar', 'lv'].map(tag => [tag, formsOf(tag).toSorted().join(' ')]))).toEqual({
    // French has "many" from a million on, Czech for fractions: both read as "other" does.
    en: 'one other', fr: 'one other', pl: 'few many one other', ja: 'other', cs: 'few one other', ar: 'few many one other two zero', lv: 'one other zero',
  });
});

describe.each(complete)('the name of the add-on in %s', locale => {
  const messageOf = getMessageIn(locale);
  const name = messageOf('extension_name');

  it('begins what the button says, and what the other edition is called', () => {
    const said = keys.filter(key => key.startsWith('badge_') || key === 'extension_name_store').map(messageOf);
    expect(said.length).toBeGreaterThan(5);
    expect(said.filter(message => !message.startsWith(name))).toEqual([]);
  });
  it('is not that of another language', () => {
    const others = complete.filter(other => other !== locale).map(other => getMessageIn(other)('extension_name'));
    expect(offending(locale, message => others.some(other => message.includes(other)))).toEqual([]);
  });
});

describe('English', () => {
  it('has a description for every message, for translators', () => {
    expect(keys.filter(key => !en[key]?.description?.trim()), 'Add a description to these in _locales/en/messages.json').toEqual([]);
  });
});

describe('French typography', () => {
  // Two signs in a row share one space; :// is no punctuation.
  it('has U+00A0 or U+202F before : ; ? !', () => {
    expect(offendingSentences('fr', /(?<![\u00A0\u202F?!])[;?!]|(?<![\u00A0\u202F]):(?!\/\/)/)).toEqual([]);
  });
  it('has U+00A0 or U+202F inside « »', () => {
    expect(offendingSentences('fr', /«(?![\u00A0\u202F])|(?<![\u00A0\u202F])»/)).toEqual([]);
  });
  it('has « » and …, not their English forms', () => {
    expect(offendingSentences('fr', /[“”]|\.\.\./)).toEqual([]);
  });
});

// ---- How long sentences are, and what may stand before a vowel ----

/** Words are what stands between blanks and has a letter, a digit or a placeholder: `l’ordinateur`, `30` and `{hostname}` are one each, `:` and `«` none. */
function wordsIn(text: string): number {
  return text.split(/\s+/u).filter(word => /[\p{L}\p{N}]/u.test(word)).length;
}

/** A sentence ends with . ? ! … before a blank or the end, closing marks included, or with its line; neither : nor ; ends one. */
function sentencesOf(message: string): string[] {
  return message.split(/(?<=[.?!…][\s»”)]*)\s(?=[\p{L}\p{N}{«“])|\n/u);
}

const isTitle = (key: string) => rules.some(({id}) => key.startsWith(`${messagePrefix(id)}_title`));

describe.each(complete)('the length of sentences in %s', locale => {
  const messages = Object.entries(locales[locale]!).filter(([key]) => !isLabel(key));

  it('is 24 words at most in what a rule finds: it is the line that everybody reads', () => {
    const titles = messages.filter(([key]) => isTitle(key));
    expect(titles.length).toBeGreaterThan(rules.length);
    expect(titles.filter(([, {message}]) => wordsIn(message) > 24).map(([key]) => key)).toEqual([]);
  });
});

describe('French sentences', () => {
  it('have 32 words at most', () => {
    const sentences = Object.entries(locales['fr']!).filter(([key]) => !isLabel(key)).flatMap(([key, {message}]) => sentencesOf(message).map(sentence => [key, sentence] as const));
    expect(sentences.filter(([, sentence]) => wordsIn(sentence) > 32), 'Make two sentences of these').toEqual([]);
  });
  it('say “non vérifié” of what was not checked, and of nothing else', () => {
    const said = offending('fr', message => /non vérifiée?s?/i.test(message.replaceAll(/«\sNon vérifié\s»/g, '')));
    expect(said).toEqual(['page_level_unknown', 'page_short_who_shared']);
    expect(getMessageIn('fr')('page_verdict_unread_help')).toContain(getMessageIn('fr')('page_level_unknown'));
  });
});

it('sentences end where they end, and words are counted as they are read', () => {
  expect(sentencesOf('Cliquez sur « OK ». Attendez… Est-ce fait ? Oui : tout (vraiment.) {ok} suit.\nUn nom en .invalid, la version 1.2 ; fin')).toEqual([
    'Cliquez sur « OK ».', 'Attendez…', 'Est-ce fait ?', 'Oui : tout (vraiment.)', '{ok} suit.', 'Un nom en .invalid, la version 1.2 ; fin',
  ]);
  expect(wordsIn('{hostname} : l’un des 30 « jours » – 2 Go')).toBe(7);
});

describe('French elision', () => {
  /** What drops its vowel before another; -le and -la, after a verb, do not. Before huit, onze, oui, and h in haut, hors and their like, nothing is dropped. */
  const fault = /(?<![\p{L}-])(?:de|que|le|la|ne|se|je|me|te|jusque|lorsque|puisque|quoique) (?:[«“]\s?)?(?!(?:huit|onz|oui|haut|hors|hasard|yaourt))[aeiouyàâéèêëîïôùûœh]|(?<![\p{L}-])si ils?\b/iu;
  /** Data that is a number, or a day written with one. All other data may begin with a vowel: iCloud Drive, imap.example.fr, ownCloud. */
  const numbers = new Set(['count', 'total', 'more', 'different', 'days', 'minDays', 'maxDays', 'hours', 'minutes', 'kilobytes', 'megabytes', 'percent', 'port', 'used', 'minimumTLS', 'date', 'day', 'until', 'expected']);
  const labels = labelIds.flatMap(id => ['140', '153'].flatMap(version => copyKeys(id, version)).map(key => [id, getMessageIn('fr')(key)] as const)).filter(([, label]) => label);

  /** A message with labels that may stand in it, and with data that begins with a vowel or is a number. */
  function filledIn(message: string): string[] {
    const quoted = placeholdersOf({message});
    const spellings = Math.max(1, ...quoted.map(name => labels.filter(([id]) => id === name).length));
    return Array.from({length: spellings}, (_, i) => message.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
      const copies = labels.filter(([id]) => id === name);
      return copies.length ? copies[i % copies.length]![1] : numbers.has(name) ? '2' : 'imap.example.fr';
    }));
  }

  it.each([
    ['de iCloud', true], ['que Avast', true], ['de {hostname}', true], ['le {product}', true], ['dossier de « {account} »', true], ['Si il', true], ['de {inbox}', false], ['de {archivesFolder}', true],
    ['de hôtel', true], ['notez-le ici', false], ['dis-je encore', false], ['de {days} jours', false], ['hors de huit', false], ['monde entier', false], ['d’iCloud', false], ['à {hostname}', false],
  ])('is looked for: %s', (message, isFault) => {
    expect(filledIn(message).some(text => fault.test(text))).toBe(isFault);
  });
  it('is made before every vowel, also where data or a label begins with one', () => {
    expect(offending('fr', message => filledIn(message).some(text => fault.test(text))).filter(key => !isLabel(key)), 'Say it so that nothing is dropped: “le serveur {hostname}”').toEqual([]);
  });
});

// ---- What is used ----

/** Keys that begin like this are written for the page, the button and the Add-ons Manager, and nothing else is. */
const families = ['page_', 'badge_', 'extension_'];
const isOurs = (text: string) => families.some(family => text.startsWith(family) && text !== family);
const exists = (key: string) => key in en || `${key}_other` in en;
const ownTemplates = templates.filter(({pattern}) => isOurs(pattern.source.slice(1)));

const ruleKeys = new Set(rules.flatMap(({id}) => keys.filter(key => new RegExp(`^${messagePrefix(id)}_(title|why|passed|question)(_|$)`).test(key))));
const stepKeys = new Set([...rules.flatMap(({steps}) => Object.values(steps).flat()), ...moveToIMAP, 'look-at-gmail'].map(stepKey));
const labelKeys = new Set(labelIds.flatMap(id => ['140', '153'].flatMap(version => copyKeys(id, version))));

/** Types allow these; the code never makes them: a server that something comes from is there. */
const impossible = new Set(['page_who_both_none', 'page_who_incoming_none']);

function isUsed(key: string): boolean {
  const base = withoutForm(key);
  return strings.has(key) || strings.has(base) || marked.has(key) || ruleKeys.has(key) || stepKeys.has(key) || labelKeys.has(key)
    || ownTemplates.some(({pattern}) => pattern.test(base) || pattern.test(key));
}

describe('messages and sources', () => {
  it('every message is shown somewhere', () => {
    expect(keys.filter(key => !isUsed(key)), 'Remove these messages, or show them').toEqual([]);
  });
  it('every key that is written out has a message', () => {
    const written = [...strings].filter(text => isOurs(text) && /^\w*[^\W_]$/.test(text));
    expect(written.filter(key => !exists(key)), 'Add these messages').toEqual([]);
    expect(written.length).toBeGreaterThan(5);
  });
  it('every key in HTML and in the manifest has a message', () => {
    expect([...marked].filter(key => !(key in en)), 'Add these messages').toEqual([]);
    expect(marked).toContain('extension_name');
  });
  it('every key that is built has a message', () => {
    expect(ownTemplates.flatMap(missing), 'Add these messages, or narrow the type of what builds them').toEqual([]);
  });
  it('every label that Thunderbird is asked for is shown', () => {
    const quoted = new Set(Object.values(en).flatMap(placeholdersOf));
    expect(labelIds.filter(id => !quoted.has(id) && !strings.has(id)), 'Remove these from src/explain/labels.ts').toEqual([]);
  });
  it('no message quotes what is neither a label nor data', () => {
    expect(keys.filter(isLabel).filter(key => placeholdersOf(en[key]!).length)).toEqual([]);
  });
});

// ---- The keys of the answers: their last part is worked out from the facts, as a text of any kind ----

const maybe = [true, false, undefined];

const mirrors = (['imap', 'ews'] as const).flatMap(type => maybe.flatMap(offlineDownload => [30, -1, undefined].flatMap(autoSyncMaxAgeDays =>
  maybe.flatMap(limitOfflineMessageSize => [50, undefined].map(maxMessageSize =>
    incomingServer({type, offlineDownload, autoSyncMaxAgeDays, limitOfflineMessageSize, maxMessageSize}))))));
const pops = maybe.flatMap(leaveMessagesOnServer => maybe.flatMap(deleteByAgeFromServer => [14, 0, undefined].flatMap(numDaysToLeaveOnServer =>
  maybe.map(deleteMailLeftOnServer => popServer({leaveMessagesOnServer, deleteByAgeFromServer, numDaysToLeaveOnServer, deleteMailLeftOnServer})))));
const connections = (['SSL', 'plain', undefined] as const).flatMap(socketType =>
  ['imap.example.com', '10.0.0.1', 'localhost', 'server1.invalid', undefined].flatMap(hostname => maybe.map(hasCertificateException => incomingServer({socketType, hostname, hasCertificateException}))));
/** Folders left out, or not read, or not copied by themselves; what POP fetches in part, and delivers elsewhere. */
const special = [
  incomingServer({folders: [folder('inbox', {isOffline: false})]}), incomingServer({folders: undefined}), incomingServer({autoSyncOfflineStores: false}),
  ...[{hasConnected: false}, {folders: undefined}, {}, {folders: [folder('inbox'), folder('other', {isOffline: false})]}, {folders: [folder('inbox')]}]
    .map(more => incomingServer({offlineDownload: false, ...more})),
  incomingServer({folders: [folder('inbox'), folder('other', {isOffline: false})]}),
  incomingServer({offlineDownload: false, folders: [folder('inbox')], autoSyncMaxAgeDays: 30}), popServer({hasConnected: false}), popServer({hasConnected: undefined}),
  popServer({headersOnly: true}), popServer({limitOfflineMessageSize: true}), popServer({deferredToAccount: 'account1'}),
];
const senders = [
  [], [outgoingServer()], [outgoingServer({socketType: 'plain'})], [outgoingServer({socketType: 'plain', hostname: '10.0.0.1'})],
  [outgoingServer({hostname: 'localhost'})], [outgoingServer({hostname: ''})], [outgoingServer({hasCertificateException: true})], [outgoingServer({hasCertificateException: undefined})], [outgoingServer({socketType: undefined})], [exchangeOutgoingServer({exchangeScheme: 'http'})],
];

function keysOfAnswers(incoming: IncomingServer, outgoingServers: OutgoingServer[], thunderbird = '153.7.0'): string[] {
  const mine = account({type: incoming.type});
  const taken = snapshot({thunderbird, accounts: [mine], incomingServers: [incoming], outgoingServers});
  const report = audit(taken, rules, {rules: {}});
  const {server, here} = drawingOf(mine, taken);
  const answers = answersOf(mine, {snapshot: taken, report, policy: unmanaged(), setAside: []});
  return [server.key, here.key, ...answers.flatMap(({sentences, notes}) => [...sentences, ...notes].map(({key}) => key))];
}

function isAnswer(key: string): boolean {
  return /^page_(where|who|dies|fails|server|here)_/.test(key);
}

describe('the answers of an account', () => {
  const servers = [...mirrors, ...pops, ...connections, ...special, incomingServer({type: 'unknown', offlineDownload: undefined})];
  const made = new Set([
    ...servers.flatMap(incoming => senders.flatMap(outgoing => keysOfAnswers(incoming, outgoing))),
    ...keysOfAnswers(localFolders({accountIds: ['account1']}), []), ...['/home/jroe/Dropbox/Mail', undefined].flatMap(localPath => keysOfAnswers(localFolders({accountIds: ['account1'], localPath}), [])),
    ...keysOfAnswers(exchangeServer(), [], '140.12.0'),
  ]);

  it('have a message whatever the facts', () => {
    expect([...made].filter(key => !exists(key)), 'Add these messages').toEqual([]);
  });
  it('leave no message of theirs unused', () => {
    expect(keys.filter(isAnswer).map(withoutForm).filter(key => !made.has(key)), 'Remove these messages').toEqual([]);
  });
});

// ---- The keys of what is wrong with an administrator's settings: their last part is what a check of the schema says ----

/** What the checks in a part of a schema say when they fail. */
function saidBy(part: unknown, seen = new Set<unknown>()): string[] {
  if (typeof part !== 'object' || part === null || seen.has(part)) return [];
  seen.add(part);
  const {message} = part as {message?: unknown};
  // A function tells what should not be there from what should.
  const said = typeof message === 'function' ? ['never', ''].map(expected => message({expected})) : typeof message === 'string' ? [message] : [];
  return [...said, ...Object.values(part).flatMap(inner => saidBy(inner, seen))];
}

describe('the mistakes in an administrator\'s settings', () => {
  // What is said without a check is written out where it is.
  const written = ['policy-schema', 'read-policy', 'managed'].map(file => readFileSync(`src/${file}.ts`, 'utf8')).join('\n').matchAll(/\b(?:problem|message): '(\w+)/g);
  const problems = new Set([...saidBy(managedSettings).map(said => said.split(' ')[0]!), ...[...written].map(([, problem]) => problem!)]);

  it('have a message each', () => {
    expect([...problems]).toEqual(expect.arrayContaining(['object', 'unknown', 'missing', 'choice', 'number', 'reportUrl']));
    expect([...problems].filter(problem => !exists(`page_policy_${problem}`)), 'Add page_policy_ messages for these').toEqual([]);
  });
  it('leave no message unused', () => {
    const others = ownTemplates.filter(({text}) => !text.includes('page_policy_${problem}'));
    const isOther = (key: string) => strings.has(key) || marked.has(key) || others.some(({pattern}) => pattern.test(key));
    const unused = keys.filter(key => key.startsWith('page_policy_') && !isOther(key) && !problems.has(key.slice('page_policy_'.length)));
    expect(unused, 'Remove these messages').toEqual([]);
  });
});

describe('what an administrator set', () => {
  interface Part {type?: string; enum?: string[]; properties?: Record<string, Part>}
  const keysOf = (name: string, {type, enum: choices, properties}: Part): string[] => properties
    ? Object.entries(properties).flatMap(([key, part]) => keysOf(`${name}_${key}`, part))
    : [name, ...(type === 'boolean' ? ['true', 'false'] : choices ?? []).map(value => `${name}_${value}`)];
  const settings = new Set(keysOf('page_managed', schema as unknown as Part));

  it('leaves no message unused', () => {
    expect(settings).toContain('page_managed_page_hide_false');
    const unused = keys.filter(key => key.startsWith('page_managed_') && !strings.has(key) && !strings.has(withoutForm(key)) && !settings.has(key) && !settings.has(withoutForm(key)));
    expect(unused, 'Remove these messages').toEqual([]);
  });
});

/** Every key of a finite template must be there; of another, one at least. */
function missing({text, keys: made, pattern}: Built): string[] {
  if (made) return made.filter(key => !exists(key) && !impossible.has(key));
  return keys.some(key => pattern.test(key) || pattern.test(withoutForm(key))) ? [] : [text];
}
