// @ts-check
/**
 * npm run update: makes all files that are made from others, or from the Thunderbirds of this machine. With a folder, a checkout of
 * github.com/thunderbird/autoconfig, the list of providers too: npm run update -- FOLDER.
 */
import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {labelFiles} from './labels.js';
import {policyFiles} from './policy-files.js';
import {providerFiles} from './providers.js';
import {rulesDocument} from './rules-doc.js';

const root = join(import.meta.dirname, '..');

/** @param {Record<string, string>} files the text of each by its path */
function write(files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), {recursive: true});
    writeFileSync(join(root, path), text);
    console.log(path);
  }
}

const [folder] = process.argv.slice(2);
if (folder) write(providerFiles(folder));
// The documents quote labels.
write(await labelFiles());
write({'docs/rules.md': await rulesDocument()});
const {files, missing} = await policyFiles();
write(files);
for (const sentence of missing) console.error(`No French in scripts/policy-files.json: ${sentence}`);
process.exitCode = missing.length > 0 ? 1 : 0;
