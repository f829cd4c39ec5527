// @ts-check
// Thunderbird's preference files (prefs.js, user.js): writing them, what is said of what Thunderbird skips of one, and what of somebody's
// file a throwaway profile may have. src/prefs reads them.

/** @typedef {import('../src/prefs/preference-file.ts').PreferenceValue} PrefValue */
/** @typedef {import('../src/prefs/preference-file.ts').PreferenceFile} PreferenceFile */
/** @typedef {import('../src/prefs/preference-file.ts').Skipped} Skipped */
/** @typedef {import('../src/prefs/preference-file.ts').SkipReason} SkipReason */

/**
 * @param {Record<string, PrefValue>} prefs
 * @returns {string} the text of a prefs.js or user.js; `readPreferences()` gives the same back
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

/** @type {Record<SkipReason, string>} */
const REASONS = {
  statement: 'expected user_pref',
  opening: 'expected ( after user_pref',
  name: 'expected a name in quotes',
  comma: 'expected , after the name',
  value: 'expected a value: text in quotes, an integer, true or false',
  closing: 'expected ) after the value',
  semicolon: 'expected ; after )',
  'other-type': 'expected a value of the type that the default has',
  'letter-in-number': 'expected a value: an integer holds no letters',
  'number-too-large': 'expected an integer of 32 bits',
  'open-text': 'expected the end of the text that begins here',
  'open-comment': 'expected the end of the comment that begins here',
  'unknown-escape': 'expected text with only the escapes \\" \\\' \\\\ \\n \\r \\xHH \\uHHHH',
  'lone-surrogate': 'expected \\uHHHH surrogates in pairs',
  'NUL-escape': 'expected text without NUL characters',
  NUL: 'a NUL character ends the file',
};

/** How much of what is skipped is quoted. */
const QUOTED = 80;

/**
 * @param {Skipped} skipped
 * @returns {string} what Thunderbird skips there, and why; may hold what no terminal should get
 */
export function sayingOf({line, lastLine, text, reason}) {
  const lines = line === lastLine ? `line ${line}` : `lines ${line} to ${lastLine}`;
  return `${lines}: Thunderbird skips ${text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text} (${REASONS[reason]})`;
}

/**
 * @param {PreferenceFile} file
 * @returns {string | undefined} why there is nothing to audit in it: nothing is a preference, or none is about mail
 */
export function whyNothingToAudit({preferences, skipped}) {
  if ([...preferences.keys()].some(name => name.startsWith('mail.'))) return undefined;
  const what = preferences.size ? 'no preference in it is about mail (mail.…)' : 'there is no preference in it';
  const [first, ...others] = skipped;
  if (!first) return what;
  return `${what}; ${sayingOf(first)}${others.length ? `, and so on ${others.length} times` : ''}`;
}

// ---- What a throwaway profile may have ---------------------------------------------------------

/** Only what describes accounts, and what is audited of Thunderbird as a whole. Everything else could run, load, open or contact something. */
const ACCOUNTS = new RegExp([
  /^mail\.(?:account|accountmanager|server|smtpserver|outgoingserver|identity)\./,
  /^mail\.smtpservers$/, /^mail\.smtp\.defaultserver$/,
  /^experimental\.mail\.ews\.enabled$/, /^mail\.graph\.enabled$/,
  /^security\.tls\.version\.(?:min|enable-deprecated)$/, /^mail\.(?:prompt_)?purge_threshh?old(?:_mb)?$/,
  // How far Thunderbird's own changes of old profiles have come: without it none of them is made (MailMigrator.sys.mjs).
  /^mail\.ui-rdf\.version$/,
  /^mailnews\.(?:auto_config_url|mx_service_url|auto_config\.guess\.requireGoodCert)$/,
].map(({source}) => source).join('|'));

/** Names of files and folders on the computer: without them Thunderbird makes its own, in its own profile. */
const FILES = /\.(?:directory|newsrc\.file|mail\.newsrc_root|sig_file)(?:-rel)?$/;

/** What makes Thunderbird connect by itself, or ask whether it may, at its start. It starts offline anyway: this is for the day somebody goes online. */
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
  for (const name of checksOf(prefs)) copy[name] = false;
  for (const {name, substitute} of unloadableHosts(prefs)) copy[name] = substitute;
  return copy;
}

/** @param {Map<string, PrefValue>} prefs @returns {string[]} what has each server asked for mail */
function checksOf(prefs) {
  return [...new Set(['default', ...serverKeys(prefs)])].flatMap(key => [`mail.server.${key}.check_new_mail`, `mail.server.${key}.login_at_startup`]);
}

/**
 * What the safety of a throwaway profile changes although it is audited. Once Thunderbird has started, offline, these values do nothing by themselves:
 * they can be set before anything is read, so that what is read is the file's.
 * @param {Map<string, PrefValue>} prefs
 * @returns {Record<string, PrefValue | null>} as the file has them; null where it has none, or none of the type
 */
export function valuesToPutBack(prefs) {
  const checks = [...checksOf(prefs), ...[...prefs.keys()].filter(name => ACCOUNTS.test(name) && CONNECTING.test(name))];
  const valueOf = (/** @type {string} */ name, /** @type {'boolean' | 'number'} */ type) => {
    const value = prefs.get(name);
    return typeof value === type ? value ?? null : null;
  };
  return {...Object.fromEntries(checks.map(name => [name, valueOf(name, 'boolean')])), [STARTUP_STATE]: valueOf(STARTUP_STATE, 'number')};
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

const STARTUP_STATE = 'offline.startup_state';

/**
 * Thunderbird starts offline, without asking, and stays so.
 * @type {Record<string, PrefValue>}
 */
export const OFFLINE = {
  'network.manage-offline-status': false,
  'network.online': false,
  'offline.autoDetect': false,
  // kAlwaysOffline of OfflineStartup.sys.mjs
  [STARTUP_STATE]: 3,
  'mailnews.playback_offline': false,
};

/** Fields of the snapshot that are the throwaway profile's own, whoever's preferences it has. */
const OWN_STATE = ['isOffline', 'hasConnected'];
/** Fields that preferences alone do not tell: of passwords, certificates, places and folders. */
const NOT_IN_PREFS = ['hasPrimaryPassword', 'savedLogins', 'profilePath', 'localPath', 'folders', 'filters', 'unsentMessages', 'quota', 'hasCertificateException'];

/**
 * The command line's own builds of the add-on, and what each takes for not read: of the example accounts, and of a copy of somebody's preferences.
 * @type {Record<'examples' | 'copy', {name: string, fields: string[]}>}
 */
export const NOT_READ = {
  examples: {name: 'for-examples', fields: OWN_STATE},
  copy: {name: 'for-copies', fields: [...OWN_STATE, ...NOT_IN_PREFS]},
};

/**
 * @param {Map<string, PrefValue>} prefs
 * @returns {string[]} the ids of the accounts the file names; Thunderbird adds Local Folders of its own
 */
export function accountIds(prefs) {
  const ids = prefs.get('mail.accountmanager.accounts') ?? '';
  return String(ids).split(',').map(id => id.trim()).filter(Boolean);
}
