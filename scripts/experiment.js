// @ts-check
/**
 * Joins the modules of an ability into the one classic script that Thunderbird loads for it. A bundler would do, but drops what is said beside the code
 * and writes the code anew: what has every right in Thunderbird is shipped as it is written, but for the words import and export.
 */
import {readFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';

const IMPORT = /^import \{ [\w, ]+ \} from "(\.{1,2}\/[\w./-]+)";\n+/gm;
const DECLARED = /^(?:export )?(?:async )?(?:const|let|class|function) (\w+)/gm;

/**
 * @param {string} root the project's folder
 * @param {string} entry its module, below root, whose one export is the class of its API
 * @param {string} name of that API: the global that Thunderbird looks for
 * @returns {string} the script. Its modules cannot see those of another ability, which shares the sandbox (ext-common's SchemaAPIManager)
 * @throws where modules import each other in a circle, write import or export otherwise, or two of them name something alike
 */
export function joinedScript(root, entry, name) {
  const modules = modulesOf(join(root, entry));
  const sources = modules.map(file => {
    const source = readFileSync(file, 'utf8').replace(/^\/\/ @ts-check\n/, '').replaceAll(IMPORT, '');
    return `// ${relative(root, file).replaceAll('\\', '/')}\n${source.replaceAll(/^export (?=(?:async )?(?:const|class|function) )/gm, '')}`;
  });
  const script = sources.join('\n');
  if (/^\s*(?:import|export)\b/m.test(script)) throw new Error(`${entry}: there is an import or export of a form that scripts/experiment.js does not join`);
  const names = [...script.matchAll(DECLARED)].map(match => match[1]);
  const twice = names.find((declared, i) => names.indexOf(declared) !== i);
  if (twice) throw new Error(`${entry}: two of its modules declare ${twice}`);
  const [, exported] = /^export class (\w+)/m.exec(readFileSync(join(root, entry), 'utf8')) ?? [];
  return `"use strict";\n\nvar ${name} = (() => {\n\n${script}\nreturn ${exported};\n\n})();\n`;
}

/** A module and all it imports, each after what it imports. @param {string} entry @returns {string[]} */
function modulesOf(entry) {
  /** @type {string[]} */
  const ordered = [];
  /** @param {string} file @param {string[]} importers */
  const visit = (file, importers) => {
    if (importers.includes(file)) throw new Error(`Modules import each other: ${[...importers, file].join(', ')}`);
    if (ordered.includes(file)) return;
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) visit(join(dirname(file), path), [...importers, file]);
    ordered.push(file);
  };
  visit(entry, []);
  return ordered;
}
