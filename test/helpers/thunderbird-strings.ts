/** Thunderbird's own strings, from its archive (English) and its language packs. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {strFromU8, unzipSync} from 'fflate';
import {applicationVersion} from '../../scripts/thunderbird.js';
import {type LabelId, type Labels, labelIds, labels, lineOf, withoutColon} from '../../src/explain/labels.ts';
import type {LabelSource} from '../../src/experiment/settings.d.ts';

/** Gives the string of a source, or undefined where this version does not have it. */
type Strings = (source: LabelSource) => string | undefined;

/** @param application its folder @param language as Thunderbird names it */
function stringsOf(application: string, language: string): Strings {
  const pack = join(application, `extensions/langpack-${language}@thunderbird.mozilla.org.xpi`);
  const folders = {text: `chrome/${language}/locale/${language}/`, fluent: `localization/${language}/`};
  const archive = readFileSync(language === 'en-US' ? join(application, 'omni.ja') : pack);
  const entries = unzipSync(archive, {filter: ({name}) => Object.values(folders).some(folder => name.startsWith(folder))});
  return ({file, key}) => {
    const path = file.endsWith('.ftl') || file.includes('/') ? file : `messenger/${file}`;
    const bytes = entries[(file.endsWith('.ftl') ? folders.fluent : folders.text) + path];
    return bytes && readers[file.slice(file.lastIndexOf('.'))]!(strFromU8(bytes), key);
  };
}

/** The labels a Thunderbird has in a language, each where its version has it: read without it, and without us. */
export function labelsOf(application: string, language: string): Labels['told'] {
  const own = stringsOf(application, language);
  // Fluent falls back to English.
  const english = stringsOf(application, 'en-US');
  const line = lineOf(applicationVersion(application));
  const textOf = (id: LabelId) => {
    const sources: {140?: LabelSource; 153?: LabelSource} = labels[id];
    const source = sources[line] ?? sources[140];
    return source && (own(source) ?? (source.file.endsWith('.ftl') ? english(source) : undefined))?.replaceAll(/\{\s*"([^"]*)"\s*\}/g, '$1').trim();
  };
  return Object.fromEntries(labelIds.flatMap(id => textOf(id) === undefined ? [] : [[id, textOf(id)!]]));
}

/** One of them as the page shows it. */
export function labelOf(id: LabelId, application: string, language: string): string {
  return withoutColon(labelsOf(application, language)[id]!);
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
