// @ts-check
// An application folder of one's own: nothing is written into the installed one.

import {cpSync, mkdirSync, readdirSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';

/** What is not linked: the program looks for its files beside its real self; in defaults AutoConfig is switched on, in distribution lie policies. */
const COPIED = ['thunderbird-bin', 'thunderbird', 'defaults', 'distribution'];

/** A copy of an application, mostly links. @param {string} application @param {string} copy folder to be made */
export function linkApplication(application, copy) {
  mkdirSync(copy, {recursive: true});
  for (const entry of readdirSync(application)) {
    if (COPIED.includes(entry)) cpSync(join(application, entry), join(copy, entry), {recursive: true, dereference: true});
    else symlinkSync(join(application, entry), join(copy, entry));
  }
}
