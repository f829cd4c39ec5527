/** The messages as they stand in `_locales`. */
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import type {Messages} from '../../src/explain/translation.ts';

const folder = join(import.meta.dirname, '../../_locales');

/** Every language there is, by its folder. */
export const locales: Record<string, Messages> = Object.fromEntries(
  readdirSync(folder).map(name => [name, JSON.parse(readFileSync(join(folder, name, 'messages.json'), 'utf8'))]));

export const localeNames = Object.keys(locales);

/** What `messenger.i18n.getMessage` answers in a language: '' for what does not exist. */
export function getMessageIn(locale: string): (key: string) => string {
  return key => locales[locale]![key]?.message ?? '';
}

/** The message of a step. */
export function stepKey(id: string): string {
  return `step_${id.replaceAll('-', '_')}`;
}

/** How the messages of a rule begin: a message key has no hyphen. */
export function messagePrefix(ruleId: string): string {
  return ruleId.replaceAll('-', '_');
}
