/**
 * Every sentence, from `_locales`. A message quotes data as `{hostname}` and Thunderbird's labels as `{portLabel}`;
 * one that counts has a form for each plural category of its first number (`<key>_one`, `<key>_other`).
 */
import {type LabelId, type Labels, copyKeys, withoutColon} from './labels.ts';

export type Data = Record<string, string | number | string[]>;

/** A stretch of a message: plain text, a value to keep apart from the writing direction around it, or one of Thunderbird's labels. */
export type Piece = string | {value: string} | {label: string};

let labels: Labels = {thunderbird: '', told: {}};
let messages: Record<string, {message: string}> | undefined;
let pluralRules: Intl.PluralRules | undefined;

/** Reads every message, once: which forms of one exist is found by looking, and a page looks 30,000 times. */
export async function loadMessages(): Promise<void> {
  const response = await fetch(messenger.runtime.getURL(`_locales/${language()}/messages.json`));
  messages = await response.json();
  pluralRules = new Intl.PluralRules(language());
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
  return copyKeys(id, labels.thunderbird).map(raw).find(Boolean) ?? '';
}

/** The language of our own messages, which is not Thunderbird's where we have no translation. */
export function language(): string {
  return raw('language');
}

/** Whether a message exists. */
export function has(key: string): boolean {
  return raw(key) !== '';
}

/** A message as plain text. */
export function text(key: string, data: Data = {}): string {
  return plain(pieces(key, data));
}

/** Pieces as plain text: what is bold on a page stands in quotation marks. */
export function plain(all: readonly Piece[]): string {
  return all.map(piece => typeof piece === 'string' ? piece : 'value' in piece ? piece.value : raw('page_quoted').replace('{label}', () => piece.label)).join('');
}

/** A message, its values and labels told apart. */
export function pieces(key: string, data: Data = {}): Piece[] {
  return lines(key, data).flat();
}

/** The lines of a message that is a list, such as the steps of a way out. */
export function lines(key: string, data: Data = {}): Piece[][] {
  return parsed(template(key, data)).map(line =>
    line.map((part, i) => i % 2 ? fill(part, data) : part).map(withoutSecondStop).filter(piece => piece !== ''));
}

/** A label such as “Edit…” ends its sentence by itself. */
function withoutSecondStop(piece: Piece, i: number, line: Piece[]): Piece {
  const before = line[i - 1];
  const isEnded = typeof before === 'object' && 'label' in before && before.label.endsWith('…');
  return isEnded && typeof piece === 'string' ? piece.replace(/^\./, '') : piece;
}

const parsedTemplates = new Map<string, string[][]>();

/** The lines of a template, every second part of which is the name of a placeholder. */
function parsed(source: string): string[][] {
  let parts = parsedTemplates.get(source);
  if (!parts) {
    parts = source.split('\n').map(line => line.split(/\{(\w+)\}/));
    parsedTemplates.set(source, parts);
  }
  return parts;
}

/** The first of the keys that has a message. */
export function firstKey(...keys: string[]): string {
  return keys.find(key => has(key) || has(`${key}_other`)) ?? keys[0]!;
}

function fill(name: string, data: Data): Piece {
  const value = data[name];
  if (value === undefined) return name in data ? '' : {label: label(name as LabelId)};
  if (Array.isArray(value)) return new Intl.ListFormat(language()).format(value);
  return typeof value === 'number' ? value.toLocaleString(language()) : {value};
}

function template(key: string, data: Data): string {
  const found = raw(key) || inForm(key, Object.values(data).find(value => typeof value === 'number'));
  if (!found) throw new Error(`There is no message ${key}`);
  return found;
}

function inForm(key: string, count: number | undefined): string {
  if (count === undefined) return '';
  const form = (pluralRules ?? new Intl.PluralRules(language())).select(count);
  return raw(`${key}_${form}`) || raw(`${key}_other`);
}

/** Until the messages are loaded the platform is asked, which logs an error for each one that does not exist. */
function raw(key: string): string {
  return messages ? messages[key]?.message ?? '' : messenger.i18n.getMessage(key);
}
