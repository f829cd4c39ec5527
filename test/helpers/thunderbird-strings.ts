/** Thunderbird's own strings, from its archive (English) and its language packs. */
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {strFromU8, unzipSync} from 'fflate';
import {applications} from '../../scripts/thunderbird.js';
import type {LabelSource} from '../../src/labels.ts';

/** Gives the string of a source, or undefined where this version does not have it. */
export type Strings = (source: LabelSource) => string | undefined;

/** @param version the major version @param locale as in `_locales` */
export function stringsOf(version: string, locale: string): Strings {
  const application = applications().find(candidate => candidate.version === version);
  if (!application) throw new Error(`Thunderbird ${version} is missing: node scripts/setup.js --with-140`);
  const language = locale === 'en' ? 'en-US' : locale;
  const archive = locale === 'en' ? 'omni.ja' : `extensions/langpack-${locale}@thunderbird.mozilla.org.xpi`;
  const path = join(application.path, archive);
  if (!existsSync(path)) throw new Error(`${path} is missing: node scripts/setup.js --with-140`);
  const folders = {text: `chrome/${language}/locale/${language}/messenger/`, fluent: `localization/${language}/messenger/`, security: `localization/${language}/`};
  const entries = unzipSync(readFileSync(path), {filter: ({name}) => name.startsWith(folders.text) || name.startsWith(folders.security)});
  return ({file, key}) => {
    const folder = file.startsWith('security/') ? folders.security : file.endsWith('.ftl') ? folders.fluent : folders.text;
    const bytes = entries[folder + file];
    return bytes && readers[file.slice(file.lastIndexOf('.'))]!(strFromU8(bytes), key);
  };
}

const readers: Record<string, (text: string, key: string) => string | undefined> = {
  '.dtd': (text, key) => {
    const match = new RegExp(`<!ENTITY\\s+${literally(key)}\\s+(?:"([^"]*)"|'([^']*)')`).exec(text);
    return match ? decoded(match[1] ?? match[2]!) : undefined;
  },
  '.properties': (text, key) => new RegExp(`^${literally(key)}[ \\t]*=[ \\t]*(.*)$`, 'm').exec(text)?.[1]
    ?.replaceAll(/\\u([\da-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
  '.ftl': (text, key) => {
    const [id = '', attribute] = key.split('.');
    const entry = new RegExp(`^${literally(id)}[ ]*=[ ]*(.*(?:\\n[ ]+.*)*)`, 'm').exec(text)?.[1];
    if (attribute === undefined) return entry?.split('\n')[0];
    return entry && new RegExp(`^[ ]+\\.${literally(attribute)}[ ]*=[ ]*(.*)$`, 'm').exec(entry)?.[1];
  },
};

function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

function decoded(text: string): string {
  const characters: Record<string, string> = {amp: '&', quot: '"', apos: "'", lt: '<', gt: '>'};
  return text.replaceAll(/&(\w+);/g, (reference, name: string) => characters[name] ?? reference)
    .replaceAll(/&#x([\da-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
}
