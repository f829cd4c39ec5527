/**
 * The words and signs of a preference file, byte by byte as Thunderbird takes them (modules/libpref/parser/src/lib.rs): also where it goes on
 * after what it cannot use.
 */

/** Why something is no word and no sign; those that only stand in a wrong place, as an unknown word, have no reason of their own. */
export type Malformed = 'open-comment' | 'open-text' | 'unknown-escape' | 'lone-surrogate' | 'NUL-escape' | 'letter-in-number' | 'number-too-large';

export type Token =
  /** One of `( ) , ; + -`. */
  | {is: 'sign'; text: string}
  | {is: 'word'; text: string}
  /** Without its sign; at most 2^32 - 1. */
  | {is: 'number'; value: number}
  /** What stands between quotes, escapes resolved: bytes, of which nobody knows whether they are UTF-8. */
  | {is: 'text'; bytes: Uint8Array}
  | {is: 'malformed'; reason?: Malformed}
  /** The end of the file, or a NUL character: to Thunderbird the same. */
  | {is: 'end'};

const END = 0;
const [NEWLINE, RETURN, DOUBLE, HASH, SINGLE, STAR, SLASH, ZERO, BACKSLASH] = [...'\n\r"#\'*/0\\'].map(code) as [number, number, number, number, number, number, number, number, number];
const SIGNS = new Set([...'(),;+-'].map(code));
const BLANKS = new Set([...'\t\n\v\f\r '].map(code));
const ESCAPED = new Map<number, number>([[code('n'), NEWLINE], [code('r'), RETURN], ...[DOUBLE, SINGLE, BACKSLASH].map(same => [same, same] as const)]);
/** More than any word that means something. */
const LONGEST_WORD = 20;
const MAX_NUMBER = 2 ** 32 - 1;

export class Tokens {
  #bytes: Uint8Array;
  #at = 0;
  #start = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Where the token taken last begins. */
  get start(): number {
    return this.#start;
  }

  /** Where what was not taken yet begins. */
  get at(): number {
    return Math.min(this.#at, this.#bytes.length);
  }

  next(): Token {
    for (;;) {
      this.#start = this.#at;
      const byte = this.#take();
      if (BLANKS.has(byte)) continue;
      if (byte === HASH) this.#skipLine();
      else if (byte === SLASH) {
        const malformed = this.#skipComment();
        if (malformed) return malformed;
      } else return this.#token(byte);
    }
  }

  #token(byte: number): Token {
    if (byte === END) return {is: 'end'};
    if (SIGNS.has(byte)) return {is: 'sign', text: String.fromCharCode(byte)};
    if (byte === DOUBLE || byte === SINGLE) return this.#text(byte);
    if (isDigit(byte)) return this.#number(byte);
    return isLetter(byte) ? this.#word() : {is: 'malformed'};
  }

  #word(): Token {
    while (isLetter(this.#peek())) this.#at++;
    return {is: 'word', text: String.fromCharCode(...this.#bytes.subarray(this.#start, Math.min(this.#at, this.#start + LONGEST_WORD)))};
  }

  #number(first: number): Token {
    let value = first - ZERO;
    while (isDigit(this.#peek())) value = value * 10 + this.#take() - ZERO;
    if (isLetter(this.#peek())) return {is: 'malformed', reason: 'letter-in-number'};
    return value > MAX_NUMBER ? {is: 'malformed', reason: 'number-too-large'} : {is: 'number', value};
  }

  /** Goes on to the closing quote whatever is wrong before it. The first fault is the one that is told. */
  #text(quote: number): Token {
    const bytes: number[] = [];
    let reason: Malformed | undefined;
    for (let byte = this.#take(); byte !== quote; byte = this.#take()) {
      if (byte === END) return {is: 'malformed', reason: reason ?? 'open-text'};
      if (byte !== BACKSLASH) {
        bytes.push(byte);
        continue;
      }
      const escaped = this.#escape();
      if (typeof escaped === 'string') reason ??= escaped;
      else bytes.push(...escaped);
    }
    return reason ? {is: 'malformed', reason} : {is: 'text', bytes: Uint8Array.from(bytes)};
  }

  /** What follows a backslash: \xHH is a byte, not a character; \uHHHH is UTF-16, and surrogates come in pairs. */
  #escape(): Iterable<number> | Malformed {
    const byte = this.#take();
    if (byte === code('x')) return whole(this.#hex(2), value => [value]);
    if (byte !== code('u')) return ESCAPED.has(byte) ? [ESCAPED.get(byte)!] : 'unknown-escape';
    const unit = this.#hex(4);
    const half = unit === undefined ? undefined : unit & 0xfc00;
    if (half === 0xdc00) return 'lone-surrogate';
    return half === 0xd800 ? this.#pair(unit!) : whole(unit, utf8);
  }

  #pair(high: number): Iterable<number> | Malformed {
    // A backslash that begins something else is gone all the same.
    const low = this.#skip(BACKSLASH) && this.#skip(code('u')) ? this.#hex(4) : undefined;
    return low !== undefined && (low & 0xfc00) === 0xdc00 ? utf8(high, low) : 'lone-surrogate';
  }

  #hex(digits: number): number | undefined {
    let value = 0;
    for (let i = 0; i < digits; i++) {
      const digit = Number.parseInt(String.fromCharCode(this.#peek()), 16);
      if (Number.isNaN(digit)) return undefined;
      value = value * 16 + digit;
      this.#at++;
    }
    return value;
  }

  // A NUL ends a line as well, and what follows is read.
  #skipLine(): void {
    for (let byte = this.#take(); byte !== NEWLINE && byte !== RETURN && byte !== END;) byte = this.#take();
  }

  /** After a slash. */
  #skipComment(): Token | undefined {
    const byte = this.#take();
    if (byte === SLASH) return void this.#skipLine();
    if (byte !== STAR) return {is: 'malformed'};
    for (let next = this.#take(); next !== STAR || !this.#skip(SLASH); next = this.#take()) {
      if (next === END) return {is: 'malformed', reason: 'open-comment'};
    }
    return undefined;
  }

  #peek(): number {
    return this.#bytes[this.#at] ?? END;
  }

  #take(): number {
    return this.#bytes[this.#at++] ?? END;
  }

  #skip(byte: number): boolean {
    const isThere = this.#peek() === byte;
    if (isThere) this.#at++;
    return isThere;
  }
}

function code(character: string): number {
  return character.charCodeAt(0);
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte < ZERO + 10;
}

function isLetter(byte: number): boolean {
  return byte === code('_') || (byte | 0x20) >= code('a') && (byte | 0x20) <= code('z');
}

function whole(value: number | undefined, bytesOf: (value: number) => Iterable<number>): Iterable<number> | Malformed {
  if (value === undefined) return 'unknown-escape';
  return value ? bytesOf(value) : 'NUL-escape';
}

function utf8(...units: number[]): Uint8Array {
  return new TextEncoder().encode(String.fromCharCode(...units));
}
