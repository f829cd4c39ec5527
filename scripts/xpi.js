// @ts-check
/**
 * npm run xpi [-- --without-experiment]: builds the add-on and packs it as dist/mail-account-audit-<version>[-without-experiment].xpi.
 *
 * The same sources give the same bytes: entries are sorted by name and carry one fixed time.
 */
import {mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {join, relative} from 'node:path';
import {parseArgs} from 'node:util';

const root = join(import.meta.dirname, '..');

/**
 * @param {{withoutExperiment?: boolean, outDir?: string}} [options]
 * @returns {Promise<string>} the path of the file written
 */
export async function packXpi({withoutExperiment = false, outDir = join(root, 'dist')} = {}) {
  const edition = withoutExperiment ? 'without-experiment' : 'with-experiment';
  const folder = join(root, 'build', edition);
  await buildEdition(edition, folder);
  const {version} = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const name = `mail-account-audit-${version}${withoutExperiment ? '-without-experiment' : ''}.xpi`;
  mkdirSync(outDir, {recursive: true});
  const file = join(outDir, name);
  writeFileSync(file, await zip(folder));
  return file;
}

/** @param {string} edition @param {string} folder */
async function buildEdition(edition, folder) {
  const {build} = await import('vite');
  rmSync(folder, {recursive: true, force: true});
  process.env['MAIL_ACCOUNT_AUDIT_EDITION'] = edition;
  await build({root, logLevel: 'warn'});
}

/** @param {string} folder @returns {Promise<Uint8Array>} */
async function zip(folder) {
  const {zipSync} = await import('fflate');
  const files = readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
  // A zip entry's time has no zone: a fixed local time gives the same bytes everywhere.
  const mtime = new Date(2020, 0, 1);
  return zipSync(Object.fromEntries(files.map(file => [file, readFileSync(join(folder, file))])), {mtime, level: 9, os: 3});
}

if (process.argv[1] === import.meta.filename) {
  const {values} = parseArgs({options: {'without-experiment': {type: 'boolean', default: false}}});
  console.log(relative(process.cwd(), await packXpi({withoutExperiment: values['without-experiment']})));
}
