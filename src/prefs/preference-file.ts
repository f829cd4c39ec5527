/**
 * Thunderbird's preference files (prefs.js, user.js): what it has of one afterwards, and what of it is skipped, as modules/libpref/parser/src/lib.rs
 * and Preferences.cpp do. After an error they go on behind the next semicolon, so that an error may take the next statement with it.
 */
import {type Malformed, type Token, Tokens} from './tokens.ts';

export type PreferenceValue = string | number | boolean;

export interface Preference {
  /** Text as Thunderbird shows it: what is not UTF-8 in the file is U+FFFD, by byte or by what was begun. Numbers are integers of 32 bits. */
  value: PreferenceValue;
  /** `user_pref` sets the user's value; `pref` and `sticky_pref` a default, which counts where the user has none. */
  kind: 'user' | 'default';
  /** Where the statement begins, from 1. */
  line: number;
}

/** Why something was skipped: what was expected, what is wrong with a value, or that Thunderbird stops reading at a NUL character. */
export type SkipReason = 'statement' | 'opening' | 'name' | 'comma' | 'value' | 'closing' | 'semicolon' | 'other-type' | 'NUL' | Malformed;

export interface Skipped {
  /** The first line and the last, from 1. */
  line: number;
  lastLine: number;
  /** What stands there, from the statement's beginning. */
  text: string;
  reason: SkipReason;
}

export interface PreferenceFile {
  /** By name. */
  preferences: Map<string, Preference>;
  skipped: Skipped[];
}

interface Statement {
  name: string;
  value: PreferenceValue;
  kind: Preference['kind'];
}

const MAX_INTEGER = 2 ** 31 - 1;

/**
 * @param file bytes, or text where somebody has decoded them
 * @returns never throws: of what is no preference file, nothing is read and everything skipped
 */
export function readPreferences(file: Uint8Array | string): PreferenceFile {
  const bytes = withoutMark(typeof file === 'string' ? new TextEncoder().encode(file) : file);
  const tokens = new Tokens(bytes);
  const lines = new Lines(bytes);
  const kept = new Kept();
  const skipped: Skipped[] = [];
  const skip = (from: number, to: number, reason: SkipReason) => {
    const text = decoded(bytes.subarray(from, to)).trimEnd();
    const line = lines.at(from);
    skipped.push({line, lastLine: line + (text.match(/\r\n|\r|\n/g)?.length ?? 0), text, reason});
  };
  for (let token = tokens.next(); token.is !== 'end';) {
    const {start} = tokens;
    const reading = new Reading(tokens, token);
    const statement = reading.statement();
    token = reading.recover();
    const reason = typeof statement === 'string' ? statement : kept.add(statement, lines.at(start));
    if (reason) skip(start, tokens.at, reason);
    if (token.is !== 'end') token = tokens.next();
  }
  if (tokens.at < bytes.length) skip(tokens.at, bytes.length, 'NUL');
  return {preferences: kept.preferences(), skipped};
}

/** The values alone, by name. */
export function valuesIn({preferences}: PreferenceFile): Map<string, PreferenceValue> {
  return new Map([...preferences].map(([name, {value}]) => [name, value]));
}

/** One statement: `user_pref("name", value);`. */
class Reading {
  #tokens: Tokens;
  #token: Token;

  constructor(tokens: Tokens, first: Token) {
    this.#tokens = tokens;
    this.#token = first;
  }

  statement(): Statement | SkipReason {
    const word = wordOf(this.#token);
    if (word !== 'user_pref' && word !== 'pref' && word !== 'sticky_pref') return this.#because('statement');
    if (signOf(this.#next()) !== '(') return this.#because('opening');
    const name = this.#next();
    if (name.is !== 'text') return this.#because('name');
    if (signOf(this.#next()) !== ',') return this.#because('comma');
    const value = this.#value();
    if (value === undefined) return this.#because('value');
    if (signOf(this.#next()) !== ')') return this.#because('closing');
    if (signOf(this.#next()) !== ';') return this.#because('semicolon');
    return {name: decoded(name.bytes), value, kind: word === 'user_pref' ? 'user' : 'default'};
  }

  /** @returns the semicolon behind what was read or cannot be used, or the end */
  recover(): Token {
    while (signOf(this.#token) !== ';' && this.#token.is !== 'end') this.#next();
    return this.#token;
  }

  #value(): PreferenceValue | undefined {
    const token = this.#next();
    if (token.is === 'text') return decoded(token.bytes);
    const word = wordOf(token);
    if (word === 'true' || word === 'false') return word === 'true';
    const sign = signOf(token);
    return this.#integer(sign === '+' || sign === '-' ? this.#next() : token, sign === '-');
  }

  #integer(token: Token, isNegative: boolean): number | undefined {
    if (token.is !== 'number') return undefined;
    if (token.value > MAX_INTEGER + Number(isNegative)) this.#token = {is: 'malformed', reason: 'number-too-large'};
    else return isNegative ? 0 - token.value : token.value;
    return undefined;
  }

  #next(): Token {
    this.#token = this.#tokens.next();
    return this.#token;
  }

  /** What is wrong with the token itself, or else that something different was expected. */
  #because(expected: SkipReason): SkipReason {
    return this.#token.is === 'malformed' && this.#token.reason ? this.#token.reason : expected;
  }
}

/** What Thunderbird has of the file. A value of another type than the default's is no value, nor is such a default. */
class Kept {
  #users = new Map<string, Preference>();
  #defaults = new Map<string, Preference>();

  add({name, value, kind}: Statement, line: number): SkipReason | undefined {
    const before = this.#defaults.get(name) ?? (kind === 'default' ? this.#users.get(name) : undefined);
    if (before && typeof before.value !== typeof value) return 'other-type';
    (kind === 'user' ? this.#users : this.#defaults).set(name, {value, kind, line});
    return undefined;
  }

  preferences(): Map<string, Preference> {
    return new Map([...this.#defaults, ...this.#users]);
  }
}

/** Counts lines as far as somebody asks, who asks from the first to the last. */
class Lines {
  #bytes: Uint8Array;
  #at = 0;
  #line = 1;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  at(place: number): number {
    for (; this.#at < place; this.#at++) {
      const byte = this.#bytes[this.#at];
      if (byte === 0x0a || byte === 0x0d && this.#bytes[this.#at + 1] !== 0x0a) this.#line++;
    }
    return this.#line;
  }
}

function wordOf(token: Token): string | undefined {
  return token.is === 'word' ? token.text : undefined;
}

function signOf(token: Token): string | undefined {
  return token.is === 'sign' ? token.text : undefined;
}

/** Thunderbird skips one byte order mark. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

const decoder = new TextDecoder('utf-8', {ignoreBOM: true});

function decoded(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
