// @ts-check
// Thunderbird's preference files (prefs.js, user.js): reading, writing, and what of somebody's file a throwaway
// profile may have. Reads as modules/libpref/parser/src/lib.rs does, but stops at the first error, where
// Thunderbird would skip it: half a file would be audited as if it were the whole.

/** @typedef {string | number | boolean} PrefValue */

/**
 * @param {string | Uint8Array} file a preference file's text, or its bytes in UTF-8
 * @returns {Map<string, PrefValue>} the last value of each preference, in the order of the file
 * @throws {Error} a syntax error, with its line and what was expected; or a file that is not text
 */
export function parsePrefs(file) {
  return parseWithLines(file).prefs;
}

/**
 * @param {string | Uint8Array} file as `parsePrefs()` takes it
 * @returns {{prefs: Map<string, PrefValue>, lineOf: (name: string) => number}} and on which line the last value of a preference begins
 * @throws {Error} as `parsePrefs()` does
 */
export function parseWithLines(file) {
  const text = typeof file === 'string' ? file.replace(/^\uFEFF/, '') : decode(file);
  if (text.includes('\0')) throw new Error('not a text file: it holds NUL characters');
  const reader = new Reader(text);
  /** @type {Map<string, PrefValue>} */
  const prefs = new Map();
  /** @type {Map<string, number>} */
  const places = new Map();
  while (!reader.atEnd()) {
    const place = reader.place;
    const [name, value] = readPref(reader);
    prefs.set(name, value);
    places.set(name, place);
  }
  return {prefs, lineOf: name => lineAt(text, places.get(name) ?? 0)};
}

/** @param {string} text @param {number} place @returns {number} from 1 */
function lineAt(text, place) {
  return text.slice(0, place).split(/\r\n|\r|\n/).length;
}

/**
 * @param {Record<string, PrefValue>} prefs
 * @returns {string} the text of a prefs.js or user.js; `parsePrefs()` gives the same back
 */
export function formatPrefs(prefs) {
  return Object.entries(prefs).map(([name, value]) => `user_pref(${literal(name)}, ${literal(value)});\n`).join('');
}

// Not JSON: of its escapes, Thunderbird knows no \t, \b or \f.
/** @param {PrefValue} value */
function literal(value) {
  if (typeof value !== 'string') return String(value);
  return `"${value.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r')}"`;
}

/** @param {Uint8Array} bytes */
function decode(bytes) {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    throw new Error('not a text file: it is not UTF-8');
  }
}

/**
 * `user_pref("name", value);` or one of the forms of default files, which are accepted with their attributes.
 * @param {Reader} reader
 * @returns {[string, PrefValue]}
 */
function readPref(reader) {
  reader.expect(/(?:user_|sticky_)?pref(?![A-Za-z_])/y, 'user_pref');
  reader.expect(/\(/y, '( after user_pref');
  const name = readString(reader);
  if (name === undefined) throw reader.error('a name in quotes');
  reader.expect(/,/y, ', after the name');
  const value = readValue(reader);
  while (reader.take(/,/y)) reader.expect(/(?:sticky|locked)(?![A-Za-z_])/y, 'sticky or locked');
  reader.expect(/\)/y, ') after the value');
  reader.expect(/;/y, '; after )');
  return [name, value];
}

/** @param {Reader} reader @returns {PrefValue} */
function readValue(reader) {
  const text = readString(reader);
  if (text !== undefined) return text;
  const word = reader.take(/(?:true|false)(?![A-Za-z_])/y);
  if (word) return word === 'true';
  return readInteger(reader);
}

/** @param {Reader} reader */
function readInteger(reader) {
  const sign = reader.take(/[+-]/y);
  const digits = reader.take(/[0-9]+(?![A-Za-z_])/y);
  if (!digits) throw reader.error('a value: text in quotes, an integer, true or false');
  const value = Number(`${sign ?? ''}${digits}`);
  if (value !== (value | 0)) throw reader.error('an integer of 32 bits');
  // -0 is 0.
  return value | 0;
}

/** @param {Reader} reader @returns {string | undefined} undefined when what follows is not text */
function readString(reader) {
  const quoted = reader.take(/"[^"\\]*(?:\\[^][^"\\]*)*"|'[^'\\]*(?:\\[^][^'\\]*)*'/y);
  if (quoted !== undefined) return withoutEscapes(quoted.slice(1, -1), reader);
  if (reader.take(/["']/y)) throw reader.error('the end of the text that begins here');
  return undefined;
}

/** A run of plain characters, or one escape: \xHH, a pair of \uHHHH surrogates, \uHHHH, or another. */
const PIECE = new RegExp([
  /[^\\]+/, /\\x([0-9A-Fa-f]{2})/,
  /\\u([Dd][89ABab][0-9A-Fa-f]{2})\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})/, /\\u(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})/,
  /\\([^])/,
].map(({source}) => source).join('|'), 'g');

/** @type {Record<string, string>} */
const ESCAPES = {n: '\n', r: '\r', '"': '"', "'": "'", '\\': '\\'};

// \xHH is a byte, not a character: two of them may make one, so the text is put together as bytes.
/**
 * @param {string} text
 * @param {Reader} reader for the error
 */
function withoutEscapes(text, reader) {
  if (!text.includes('\\')) return text;
  return Buffer.concat([...text.matchAll(PIECE)].map(match => pieceBytes(match, reader))).toString('utf8');
}

/**
 * @param {RegExpMatchArray} match of `PIECE`
 * @param {Reader} reader
 */
function pieceBytes([piece, byte, high, low, unit, other], reader) {
  if (byte === '00' || unit === '0000') throw reader.error('text without NUL characters');
  if (byte) return Buffer.from(byte, 'hex');
  if (high && low) return Buffer.from(String.fromCharCode(parseInt(high, 16), parseInt(low, 16)));
  if (unit) return Buffer.from(String.fromCharCode(parseInt(unit, 16)));
  if (!other) return Buffer.from(piece);
  const character = ESCAPES[other];
  if (!character) throw reader.error('text with only the escapes \\" \\\' \\\\ \\n \\r \\xHH \\uHHHH (surrogates in pairs)');
  return Buffer.from(character);
}

/** Where we are in the text. Blanks and comments may lie before anything that is read. */
class Reader {
  #text;
  #at = 0;
  /** Where the thing read last begins: what errors point at. */
  #start = 0;

  /** @param {string} text */
  constructor(text) {
    this.#text = text;
  }

  /** Where what comes next begins, after `atEnd()`. */
  get place() {
    return this.#at;
  }

  atEnd() {
    this.#skipBlanks();
    return this.#at === this.#text.length;
  }

  /** @param {RegExp} pattern sticky @returns {string | undefined} what it matches here, if it does */
  take(pattern) {
    this.#skipBlanks();
    return this.#match(pattern);
  }

  /**
   * @param {RegExp} pattern sticky
   * @param {string} what for the error
   */
  expect(pattern, what) {
    if (this.take(pattern) === undefined) throw this.error(what);
  }

  /** @param {string} expected */
  error(expected) {
    return new Error(`line ${lineAt(this.#text, this.#start)}: expected ${expected}`);
  }

  // One by one: a pattern that repeats would overflow on a file of a million comments.
  #skipBlanks() {
    while (this.#match(/[\t\n\v\f\r ]+|#[^\r\n]*|\/\/[^\r\n]*|\/\*[^]*?\*\//y) !== undefined);
    if (this.#text.startsWith('/*', this.#at)) throw this.error('the end of the comment that begins here');
  }

  /** @param {RegExp} pattern sticky */
  #match(pattern) {
    pattern.lastIndex = this.#start = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }
}

// ---- What a throwaway profile may have ---------------------------------------------------------

/** Only what describes accounts, and what is audited of Thunderbird as a whole. Everything else could run, load, open or contact something. */
const ACCOUNTS = new RegExp([
  /^mail\.(?:account|accountmanager|server|smtpserver|outgoingserver|identity)\./,
  /^mail\.smtpservers$/, /^mail\.smtp\.defaultserver$/,
  /^experimental\.mail\.ews\.enabled$/, /^mail\.graph\.enabled$/,
  /^security\.tls\.version\.(?:min|enable-deprecated)$/, /^mail\.(?:prompt_)?purge_threshold(?:_mb)?$/,
  /^mailnews\.(?:auto_config_url|mx_service_url|auto_config\.guess\.requireGoodCert)$/,
].map(({source}) => source).join('|'));

/** Names of files and folders on the computer: without them Thunderbird makes its own, in its own profile. */
const FILES = /\.(?:directory|newsrc\.file|mail\.newsrc_root|sig_file)(?:-rel)?$/;

/** What makes Thunderbird connect by itself. It starts offline anyway: this is for the day somebody goes online. */
const CONNECTING = /\.(?:login_at_startup|check_new_mail|download_on_biff|use_idle|check_all_folders_for_new)$/;

/** What is loaded when it is used: signatures and cards with remote parts, address books, filter definitions. */
const LOADING =
  /\.(?:htmlSigText|attach_vcard|escapedVCard|directoryServer|whiteListAbURI|useServerFilter|serverFilterName)$/;

/** The two kinds of message store. The preference names an XPCOM component, and could name any. */
const STORES = ['@mozilla.org/msgstore/berkeleystore;1', '@mozilla.org/msgstore/maildirstore;1'];

/**
 * An absolute path, one relative to a folder Thunderbird knows, as `[ProfD]Mail`, or a URL of a file: `mailbox:///home`
 * is one too. `[Gmail]/Sent Mail` is a folder on the server.
 */
const PATH = new RegExp([
  /[/\\~]/, /[a-z]:[/\\]/, /\[(?:[A-Z]\w*D|Home|Desk)\]/,
  /(?:file|jar|resource|chrome|data|javascript|blob|moz-[a-z-]+):/, /[a-z-]+:\/(?!\/[^/])/,
].map(({source}) => `^\\s*${source}`).join('|'), 'i');
/** A way out of the folder the rest of the value is in. */
const PARENT = /(?:^|[/\\])\.\.(?:[/\\]|$)/;

/**
 * What of somebody's preferences a throwaway profile may have: every setting that is audited, and nothing that names
 * a file, a folder or a program on this computer, or makes Thunderbird connect. Start it with `OFFLINE` as well. A name that no Thunderbird
 * could load is replaced, as Thunderbird itself replaces others that it cannot use.
 * @param {Map<string, PrefValue>} prefs
 * @returns {Record<string, PrefValue>} a server that is named is never asked for mail
 */
export function auditCopy(prefs) {
  const copy = Object.fromEntries([...prefs].filter(([name, value]) => isHarmless(name, value)));
  for (const server of new Set(['default', ...serverKeys(prefs)])) {
    copy[`mail.server.${server}.check_new_mail`] = false;
    copy[`mail.server.${server}.login_at_startup`] = false;
  }
  for (const {name, substitute} of unloadableHosts(prefs)) copy[name] = substitute;
  return copy;
}

/** @typedef {{name: string, hostname: string, fate: 'crash' | 'unloaded', substitute: string}} UnloadableHost */

/**
 * The incoming servers that accounts use under names which Thunderbird 140 and 153 do not survive, or do not load: measured, each alone.
 * @param {Map<string, PrefValue>} prefs
 * @returns {UnloadableHost[]} by the preference, with what Thunderbird does and what it would put there instead
 */
export function unloadableHosts(prefs) {
  const keys = new Set(accountIds(prefs).map(id => prefs.get(`mail.account.${id}.server`)));
  return [...keys].flatMap(key => {
    const name = `mail.server.${key}.hostname`;
    const hostname = prefs.get(name);
    const fate = typeof hostname === 'string' ? fateOf(hostname, prefs.get(`mail.server.${key}.type`)) : undefined;
    return fate ? [{name, hostname: String(hostname), fate, substitute: `${key}.invalid`}] : [];
  });
}

/**
 * With one colon the servers written in C++ call themselves without end when they look for the host in the name; with more of them it is
 * serverN.invalid at once. Those written in JavaScript fail with any.
 * @param {string} hostname
 * @param {PrefValue | undefined} type
 * @returns {UnloadableHost['fate'] | undefined}
 */
function fateOf(hostname, type) {
  const isScript = type === 'pop3' || type === 'nntp';
  if (!isScript && type !== 'imap' && type !== 'none' && type !== 'rss') return undefined;
  if (hostname === '') return 'unloaded';
  const colons = hostname.split(':').length - 1;
  if (isScript) return colons ? 'unloaded' : undefined;
  return colons === 1 ? 'crash' : undefined;
}

/**
 * @param {string} name
 * @param {PrefValue} value
 */
function isHarmless(name, value) {
  if (!ACCOUNTS.test(name) || FILES.test(name) || CONNECTING.test(name) || LOADING.test(name)) return false;
  if (typeof value !== 'string') return true;
  if (name.endsWith('.storeContractID')) return STORES.includes(value);
  return !PATH.test(value) && !PARENT.test(value) && !PARENT.test(percentDecoded(value));
}

// As Thunderbird does with the path of a folder's URI; unlike decodeURIComponent(), it takes a lone % as it is.
/** @param {string} value */
function percentDecoded(value) {
  return value.replace(/%([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(parseInt(code, 16)));
}

/** @param {Map<string, PrefValue>} prefs @returns {string[]} every server's key, also one no account uses */
function serverKeys(prefs) {
  return [...prefs].flatMap(([name, value]) => {
    if (/^mail\.account\.[^.]+\.server$/.test(name)) return [String(value)];
    return /^mail\.server\.([^.]+)\./.exec(name)?.[1] ?? [];
  });
}

/**
 * Thunderbird starts offline, without asking, and stays so.
 * @type {Record<string, PrefValue>}
 */
export const OFFLINE = {
  'network.manage-offline-status': false,
  'network.online': false,
  'offline.autoDetect': false,
  // kAlwaysOffline of OfflineStartup.sys.mjs
  'offline.startup_state': 3,
  'mailnews.playback_offline': false,
};

/** Fields of the snapshot that are the throwaway profile's own, whoever's preferences it has. */
const OWN_STATE = ['startsOffline', 'isOffline', 'hasConnected'];
/** Fields that preferences alone do not tell: of passwords, certificates, places and folders; and of what the copy leaves out. */
const NOT_IN_PREFS = [
  'hasPrimaryPassword', 'savedLogins', 'profilePath', 'localPath', 'folders', 'quota', 'hasCertificateException', 'doBiff',
];

/** Names the fields that the experiment has to take for not read. @param {boolean} isCopy of somebody's preferences @returns {Record<string, PrefValue>} */
export function unrealFields(isCopy) {
  return {'extensions.mail-account-audit.unreal': [...OWN_STATE, ...isCopy ? NOT_IN_PREFS : []].join()};
}

/**
 * @param {Map<string, PrefValue>} prefs
 * @returns {string[]} the ids of the accounts the file names; Thunderbird adds Local Folders of its own
 */
export function accountIds(prefs) {
  const ids = prefs.get('mail.accountmanager.accounts') ?? '';
  return String(ids).split(',').map(id => id.trim()).filter(Boolean);
}
