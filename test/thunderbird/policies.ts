/** A Thunderbird as an administrator hands it out, with a policies.json of its own. */
import {copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** The content of a policies.json. */
export interface PoliciesFile {
  policies: Record<string, unknown>;
}

export interface ManagedApplication {
  /** The application folder to start. */
  path: string;
  /** Replaces policies.json; Thunderbird reads it when it starts. */
  setPolicies(file: PoliciesFile): void;
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
    remove: () => rmSync(path, {recursive: true, force: true}),
  };
}

// Thunderbird looks for everything else beside its program, wherever a link to the program points.
function place(original: string, copy: string): void {
  if (/\/thunderbird(-bin)?$/.test(original)) copyFileSync(original, copy);
  else symlinkSync(original, copy);
}
