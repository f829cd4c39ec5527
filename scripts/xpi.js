// @ts-check
/**
 * npm run xpi [-- --without-experiment]: builds the add-on and packs it as dist/mail-account-audit-<version>[-without-experiment].xpi.
 *
 * The same sources give the same bytes: entries are sorted by name and carry one fixed time.
 */
import {mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';
import {parseArgs} from 'node:util';

const root = join(import.meta.dirname, '..');

/**
 * @param {{withoutExperiment?: boolean, outDir?: string, page?: string, notRead?: {name: string, fields: string[]}}} [options] page: a module to build
 *   beside the others, as page.js; notRead: fields that this build, which is nobody's to install, takes for not read, and its name
 * @returns {Promise<string>} the path of the file written; nothing else in its folder is touched
 */
export async function packXpi({withoutExperiment = false, outDir = join(root, 'dist'), page, notRead} = {}) {
  // A folder of its own: two builds at once must not take each other's files away.
  const folder = mkdtempSync(join(tmpdir(), 'mail-account-audit-'));
  try {
    await buildEdition({withoutExperiment, outDir: folder, page, fields: notRead?.fields ?? []});
    const {version} = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    const file = join(outDir, `mail-account-audit-${[version, ...withoutExperiment ? ['without-experiment'] : [], ...notRead ? [notRead.name] : []].join('-')}.xpi`);
    mkdirSync(outDir, {recursive: true});
    writeFileSync(`${file}.${process.pid}`, await zip(folder));
    renameSync(`${file}.${process.pid}`, file);
    return file;
  } finally {
    rmSync(folder, {recursive: true});
  }
}

/** @param {{withoutExperiment: boolean, outDir: string, page: string | undefined, fields: string[]}} edition */
async function buildEdition({withoutExperiment, outDir, page, fields}) {
  const {build} = await import('vite');
  process.env['MAIL_ACCOUNT_AUDIT_EDITION'] = withoutExperiment ? 'without-experiment' : 'with-experiment';
  process.env['MAIL_ACCOUNT_AUDIT_NOT_READ'] = fields.join();
  await build({root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: {outDir, emptyOutDir: true, ...page && {rolldownOptions: {input: {page}}}}});
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
