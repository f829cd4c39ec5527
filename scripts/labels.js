// @ts-check
/**
 * For npm run update: asks each Thunderbird of this machine for its labels, in each of our languages, for the copies in `_locales`. They are shown
 * where a page cannot ask its own Thunderbird. What no Thunderbird here tells stays as it is.
 */
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {runnerImport} from 'vite';
import {complete} from './languages.js';
import {applications, startThunderbird} from './thunderbird.js';
import {packXpi} from './xpi.js';

/** @typedef {typeof import('../src/explain/labels.ts')} Labels */
/** @typedef {Record<string, {message: string, description?: string}>} Messages */
/** @typedef {import('../src/explain/labels.ts').LabelId} LabelId */
/** @typedef {Record<string, string>} Told labels by id */
/** @typedef {Record<string, Record<string, Told>>} ToldBy by `140` or `153`, then by language */

const LOCALES = join(import.meta.dirname, '../_locales');

/** Every label is in `_locales` once, or once for each version where it differs in some language: all languages have the same keys. */
const LINES = /** @type {const} */ ([140, 153]);

/**
 * The messages of every language with the labels as they were told.
 * @param {Record<string, Messages>} locales
 * @param {ToldBy} told
 * @param {Pick<Labels, 'copyKeys' | 'labelIds' | 'labels'>} known
 * @returns {Record<string, Messages>}
 */
export function withCopies(locales, told, known) {
  const {labelIds, labels} = known;
  const others = Object.entries(locales).map(([locale, messages]) =>
    /** @type {const} */ ([locale, Object.entries(messages).filter(([key]) => !key.startsWith('label_'))]));
  const copies = labelIds.flatMap(id => copiesOf(id, locales, told, labels[id], known));
  return Object.fromEntries(others.map(([locale, entries]) => {
    const mine = copies.flatMap(({key, byLocale, source}) => byLocale[locale] === undefined ? [] : [/** @type {const} */ ([key, {
      message: byLocale[locale],
      ...locale === 'en' && {description: `Thunderbird's own label (${source.file}, ${source.key}), as npm run update copies it.`},
    }])]);
    return [locale, Object.fromEntries([...entries, ...mine].sort(([a], [b]) => a < b ? -1 : 1))];
  }));
}

/**
 * @param {LabelId} id
 * @param {Record<string, Messages>} locales
 * @param {ToldBy} told
 * @param {{140?: import('../src/experiment/settings.d.ts').LabelSource, 153?: import('../src/experiment/settings.d.ts').LabelSource}} sources
 * @param {Pick<Labels, 'copyKeys'>} known
 */
function copiesOf(id, locales, told, sources, known) {
  const found = LINES.filter(line => line === 153 || sources[line]).map(line => {
    const source = sources[line] ?? sources[140];
    if (!source) throw new Error(`${id} has no source`);
    const byLocale = Object.fromEntries(Object.entries(locales).map(([locale, messages]) => [locale, copyOf(id, line, locale, messages, told, known)]));
    return {key: `label_${id}_${line}`, byLocale, source};
  });
  const [oldest, newest = oldest] = found;
  const isSame = JSON.stringify(oldest?.byLocale) === JSON.stringify(newest?.byLocale);
  return isSame && newest ? [{...newest, key: `label_${id}`}] : found;
}

/**
 * As it was told; else as it was copied before. Only a language that is complete has to have it.
 * @param {LabelId} id
 * @param {140 | 153} line
 * @param {string} locale
 * @param {Messages} messages
 * @param {ToldBy} told
 * @param {Pick<Labels, 'copyKeys'>} known
 */
function copyOf(id, line, locale, messages, told, {copyKeys}) {
  const text = told[line]?.[locale]?.[id] ?? copyKeys(id, String(line)).map(key => messages[key]?.message).find(Boolean);
  if (!text && complete.includes(locale)) throw new Error(`Thunderbird ${line} has no label ${id} in ${locale}: see src/explain/labels.ts`);
  return text;
}

/** @returns {Record<string, Messages>} */
function readLocales() {
  return Object.fromEntries(readdirSync(LOCALES).map(name => [name, JSON.parse(readFileSync(join(LOCALES, name, 'messages.json'), 'utf8'))]));
}

/**
 * What a Thunderbird tells the page of its labels.
 * @param {string} application
 * @param {string} locale
 * @param {string} xpi
 * @returns {Promise<Told | undefined>} undefined where it has no such language pack
 */
async function ask(application, locale, xpi) {
  const language = locale === 'en' ? 'en-US' : locale.replaceAll('_', '-');
  if (locale !== 'en' && !existsSync(join(application, `extensions/langpack-${language}@thunderbird.mozilla.org.xpi`))) return undefined;
  const thunderbird = await startThunderbird({application, locale: language});
  try {
    await thunderbird.pressButton(await thunderbird.install(xpi));
    const page = await thunderbird.page('/page/options.html');
    const {told} = await page.waitFor(async () => (await /** @type {any} */ (globalThis).messenger.storage.local.get('labels')).labels);
    return told;
  } finally {
    await thunderbird.stop();
  }
}

/**
 * How many were told, and which were not though they should be there: those have moved, and src/explain/labels.ts is to follow.
 * @param {Told} told
 * @param {Labels} known
 * @param {140 | 153} line
 */
function summary(told, {labelIds, labels}, line) {
  const missing = labelIds.filter(id => !told[id] && (line in labels[id] || 140 in labels[id]));
  return `${Object.keys(told).length} labels${missing.length ? `; not found, so the copies stay: ${missing.join(', ')}` : ''}`;
}

/** @returns {Promise<Record<string, string>>} the text of each file of messages, by its path; none where there is no Thunderbird */
export async function labelFiles() {
  if (!applications().length) {
    console.log('No Thunderbird here: the copies of its labels stay as they are');
    return {};
  }
  const {module} = /** @type {{module: Labels}} */ (await runnerImport(join(import.meta.dirname, '../src/explain/labels.ts')));
  const locales = readLocales();
  const xpi = await packXpi();
  /** @type {ToldBy} */
  const told = {};
  for (const {version, path} of applications()) {
    for (const locale of Object.keys(locales)) {
      const mine = await ask(path, locale, xpi);
      console.log(`Thunderbird ${version}, ${locale}: ${mine ? summary(mine, module, module.lineOf(version)) : 'no language pack, its copies stay as they are'}`);
      if (mine) (told[module.lineOf(version)] ??= {})[locale] = mine;
    }
  }
  return Object.fromEntries(Object.entries(withCopies(locales, told, module)).map(([locale, messages]) =>
    [`_locales/${locale}/messages.json`, `${JSON.stringify(messages, null, 2)}\n`]));
}
