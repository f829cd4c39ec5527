/** A copy of the project whose languages a test may change, and what can be run in it. */
import {execFile} from 'node:child_process';
import {cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify, stripVTControlCharacters} from 'node:util';

const root = join(import.meta.dirname, '../..');

/** @returns its folder, which whoever asks removes */
export function copyProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'project-'));
  for (const part of ['_locales', 'docs', 'scripts', 'src', 'test', 'LICENSE', 'manifest.json', 'package.json', 'tsconfig.json', 'vite.config.ts']) {
    cpSync(join(root, part), join(folder, part), {recursive: true});
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** The messages of a language, as text by key. */
export function messagesIn(folder: string, locale: string): Record<string, string> {
  const file: Record<string, {message: string}> = JSON.parse(readFileSync(join(folder, '_locales', locale, 'messages.json'), 'utf8'));
  return Object.fromEntries(Object.entries(file).map(([key, {message}]) => [key, message]));
}

export function writeMessages(folder: string, locale: string, messages: Record<string, string>): void {
  mkdirSync(join(folder, '_locales', locale), {recursive: true});
  const file = Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, {message}]));
  writeFileSync(join(folder, '_locales', locale, 'messages.json'), JSON.stringify(file));
}

/** Runs a script of the project in its copy. @returns what it said and, where it failed, a code that is not 0 */
export async function runIn(folder: string, ...script: string[]): Promise<{code: number; said: string}> {
  // The copy's own: what this run of the tests was told does not hold there.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|MAIL_ACCOUNT_AUDIT_|NODE_ENV|TEST$|DEV$|PROD$|MODE$)/.test(name)));
  try {
    const {stdout, stderr} = await promisify(execFile)(process.execPath, script, {cwd: folder, env, maxBuffer: 2 ** 26});
    return {code: 0, said: stripVTControlCharacters(stdout + stderr)};
  } catch (error) {
    const {code, stdout, stderr} = error as {code: number; stdout: string; stderr: string};
    return {code, said: stripVTControlCharacters(stdout + stderr)};
  }
}
