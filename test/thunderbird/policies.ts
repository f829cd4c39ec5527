/** A Thunderbird as an administrator hands it out, with a policies.json and an AutoConfig file of its own. */
import {copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Prefs} from './profile.ts';

/** The content of a policies.json. */
export interface PoliciesFile {
  policies: Record<string, unknown>;
}

export interface ManagedApplication {
  /** The application folder to start. */
  path: string;
  /** Replaces policies.json; Thunderbird reads it when it starts. */
  setPolicies(file: PoliciesFile): void;
  /** Replaces the AutoConfig file (support.mozilla.org/kb/customizing-firefox-using-autoconfig); its first line is never read. */
  setAutoConfig(text: string): void;
  remove(): void;
}

/** Read before the application's own file, on every Linux. */
const computerWide = '/etc/thunderbird/policies/policies.json';

/** Links to an application, with policies of its own: nothing is written outside a temporary folder. */
export function managedApplication(application: string): ManagedApplication {
  if (existsSync(computerWide)) throw new Error(`${computerWide} would win over the policies of this test: move it away`);
  const path = mkdtempSync(join(tmpdir(), 'managed-thunderbird-'));
  for (const name of readdirSync(application)) place(join(application, name), join(path, name));
  rmSync(join(path, 'distribution'), {force: true});
  mkdirSync(join(path, 'distribution'));
  return {
    path,
    setPolicies: file => writeFileSync(join(path, 'distribution/policies.json'), JSON.stringify(file)),
    setAutoConfig(text) {
      ownFolder(application, path, 'defaults');
      ownFolder(application, path, 'defaults/pref');
      writeFileSync(join(path, 'defaults/pref/autoconfig.js'), 'pref("general.config.filename", "managed.cfg");\npref("general.config.obscure_value", 0);\n');
      writeFileSync(join(path, 'managed.cfg'), text);
    },
    remove: () => rmSync(path, {recursive: true, force: true}),
  };
}

/** An AutoConfig file that sets defaults and locks others. */
export function autoConfigOf(presets: Prefs, locked: Prefs): string {
  return ['// The first line is never read.', ...calls('defaultPref', presets), ...calls('lockPref', locked), ''].join('\n');
}

function calls(name: string, prefs: Prefs): string[] {
  return Object.entries(prefs).map(pref => `${name}(${pref.map(part => JSON.stringify(part)).join(', ')});`);
}

/** Makes a folder of the copy one that can be written to: what it holds are links. */
function ownFolder(application: string, copy: string, folder: string): void {
  rmSync(join(copy, folder), {recursive: true, force: true});
  mkdirSync(join(copy, folder));
  for (const name of readdirSync(join(application, folder))) place(join(application, folder, name), join(copy, folder, name));
}

// Thunderbird looks for everything else beside its program, wherever a link to the program points.
function place(original: string, copy: string): void {
  if (/\/thunderbird(-bin)?$/.test(original)) copyFileSync(original, copy);
  else symlinkSync(original, copy);
}
