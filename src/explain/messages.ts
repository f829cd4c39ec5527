/**
 * Every sentence, from `_locales`: in the reader's language, and in English what that does not have. A message quotes data as `{hostname}` and
 * Thunderbird's labels as `{portLabel}`; one that counts has a form for each plural category of its language (`<key>_one`, `<key>_other`), and counts
 * the first number that its `_other` quotes, whatever else is in the data.
 */
import {derived} from '../memo.ts';
import {type LabelId, type Labels, copyKeys, withoutColon} from './labels.ts';
import {type Messages, placeholdersOf, translatedOf} from './translation.ts';

/** The languages in which `_locales` has every message, as the build found: their readers wait for no English. */
declare const COMPLETE_LANGUAGES: readonly string[];

export type Data = Record<string, string | number | string[]>;

/** A stretch of a message: plain text, a value to keep apart from the writing direction around it, or one of Thunderbird's labels. */
export type Piece = string | {value: string} | {label: string};

/** A language and its messages; '' where it has none. */
interface Language {
  tag: string;
  messageOf(key: string): string;
}

/** Until the messages are read the platform is asked, which logs an error for each one that does not exist. */
const platform: Language = {
  get tag() { return messenger.i18n.getMessage('language') || 'en'; },
  messageOf: key => messenger.i18n.getMessage(key),
};

let labels: Labels = {thunderbird: '', told: {}};
/** The reader's, and then English where that has not everything. */
let languages: readonly Language[] = [platform];

/** Reads every message, once: which forms of one exist is found by looking, and a page looks 30,000 times. */
export async function loadMessages(): Promise<void> {
  const tag = language();
  const [own, english] = await Promise.all([readMessages(tag), COMPLETE_LANGUAGES.includes(tag) ? undefined : readMessages('en')]);
  const read = [own && loaded(tag, english ? translatedOf(tag, own, english) : own), english && loaded('en', english)].filter(found => found !== undefined);
  if (read.length) languages = read;
}

/** A page in another language, or in the platform's words, is better than none. */
async function readMessages(tag: string): Promise<Messages | undefined> {
  try {
    const response = await fetch(messenger.runtime.getURL(`_locales/${tag.replaceAll('-', '_')}/messages.json`));
    return await response.json() as Messages;
  } catch (error) {
    console.error(`The messages in ${tag} were not read:`, error);
    return undefined;
  }
}

function loaded(tag: string, messages: Messages): Language {
  return {tag, messageOf: key => messages[key]?.message ?? ''};
}

/** Says whose labels the messages quote, before anything is shown: they are part of the templates. */
export function useLabels(read: Labels): void {
  labels = read;
}

/** A label as it stands in the reader's Thunderbird, without the colon that ends it. */
export function label(id: LabelId): string {
  return withoutColon(labels.told[id] ?? copyOf(id));
}

function copyOf(id: LabelId): string {
  return copyKeys(id, labels.thunderbird).map(messageOf).find(Boolean) ?? '';
}

/** The language of our own messages, which is not Thunderbird's where we have no translation. */
export function language(): string {
  return languages[0]!.tag;
}

/** Whether a message exists. */
export function has(key: string): boolean {
  return messageOf(key) !== '';
}

/** A message as plain text. */
export function text(key: string, data: Data = {}): string {
  return plain(pieces(key, data));
}

/** Pieces as plain text: what is bold on a page stands in quotation marks. */
export function plain(all: readonly Piece[]): string {
  return all.map(piece => typeof piece === 'string' ? piece : 'value' in piece ? piece.value : messageOf('page_quoted').replace('{label}', () => piece.label)).join('');
}

/** A message, its values and labels told apart. */
export function pieces(key: string, data: Data = {}): Piece[] {
  return lines(key, data).flat();
}

/** The lines of a message that is a list, such as what is good about IMAP. */
export function lines(key: string, data: Data = {}): Piece[][] {
  const {template, tag} = find(key, data);
  return parsed(template).map(line =>
    line.flatMap((part, i) => i % 2 ? filled(part, data, tag) : part).map(withoutSecondStop).filter(piece => piece !== ''));
}

/** A label such as “Edit…” ends its sentence by itself. */
function withoutSecondStop(piece: Piece, i: number, line: Piece[]): Piece {
  const before = line[i - 1];
  const isEnded = typeof before === 'object' && 'label' in before && before.label.endsWith('…');
  return isEnded && typeof piece === 'string' ? piece.replace(/^\./, '') : piece;
}

/** The lines of a template, every second part of which is the name of a placeholder. */
const parsed = derived((template: string): string[][] => template.split('\n').map(line => line.split(/\{(\w+)\}/)));

/** The first of the keys that has a message, or the first of all. */
export function firstKey(...keys: string[]): string {
  return findKey(...keys) ?? keys[0]!;
}

/** The first of the keys that has a message, if one has. */
export function findKey(...keys: string[]): string | undefined {
  return keys.find(key => has(key) || has(`${key}_other`));
}

/** Numbers and lists are written as in the language of the sentence they stand in. */
function filled(name: string, data: Data, tag: string): Piece | Piece[] {
  const value = data[name];
  if (value === undefined) return name in data ? '' : {label: label(name as LabelId)};
  if (Array.isArray(value)) return listPieces(value, tag);
  return typeof value === 'number' ? value.toLocaleString(tag) : {value};
}

/** Values in a row, as the language joins them. */
export function listPieces(values: readonly string[], tag = language()): Piece[] {
  return new Intl.ListFormat(tag).formatToParts(values).map(({type, value}) => type === 'element' ? {value} : value);
}

/** A message as it is written in the first language that has it. Where none has, its key stands on the page: the tests find every key, and a page is no place to stop. */
function find(key: string, data: Data): {template: string; tag: string} {
  for (const {tag, messageOf: own} of languages) {
    const template = own(key) || inForm(key, data, tag, own);
    if (template) return {template, tag};
  }
  console.error(`There is no message ${key}`);
  return {template: key, tag: language()};
}

function inForm(key: string, data: Data, tag: string, own: Language['messageOf']): string {
  const other = own(`${key}_other`);
  const count = placeholdersOf({message: other}).map(name => data[name]).find(value => typeof value === 'number');
  return count !== undefined && own(`${key}_${pluralRules(tag).select(count)}`) || other;
}

const pluralRules = derived((tag: string) => new Intl.PluralRules(tag));

/** In the first language that has it; '' where none has. */
function messageOf(key: string): string {
  for (const {messageOf: own} of languages) {
    const message = own(key);
    if (message) return message;
  }
  return '';
}
