// @ts-check
/**
 * npm test: set-up, type check, lint, unit tests (also two years from now) and tests in real Thunderbirds. Its last line is
 * `N passed, N failed`, where the type check, the lint and the tests of then count as one each; the exit code is 1 when anything
 * failed. What was skipped is said before.
 */
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setUp} from './setup.js';

const bin = join(import.meta.dirname, '../node_modules/.bin');

/** @param {string} tool @param {string[]} args @returns {boolean} */
function succeeds(tool, ...args) {
  console.log(`\n> ${tool} ${args.join(' ')}`);
  return spawnSync(join(bin, tool), args, {stdio: ['ignore', 'inherit', 'inherit']}).status === 0;
}

/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} skipped what each skipped test is in, such as a Thunderbird that is not to be had
 */

/** @returns {Outcome} a file that broke before its first test counts as one failure */
function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'mail-account-audit-'));
  const results = join(folder, 'results.json');
  const succeeded = succeeds('vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`);
  try {
    const {numPassedTests, numFailedTests, testResults} = JSON.parse(readFileSync(results, 'utf8'));
    const broken = testResults.filter((/** @type {any} */ file) => file.status === 'failed' && !file.assertionResults.length);
    const failed = numFailedTests + broken.length;
    return {passed: numPassedTests, failed: failed || Number(!succeeded), skipped: skippedOf(testResults)};
  } catch {
    return {passed: 0, failed: 1, skipped: []};
  } finally {
    rmSync(folder, {recursive: true});
  }
}

/** @param {any[]} files @returns {string[]} */
function skippedOf(files) {
  return files.flatMap(file => file.assertionResults).filter(test => test.status === 'skipped').map(test => test.ancestorTitles[0] ?? test.title);
}

/** @param {string[]} skipped */
function sayWhatWasSkipped(skipped) {
  for (const where of new Set(skipped)) console.log(`Skipped: ${skipped.filter(other => other === where).length} tests (${where})`);
}

await setUp({thunderbird140: true, clickHouse: true, dovecot: true});
const checks = [succeeds('tsc'), succeeds('oxlint', '--deny-warnings'), succeeds('vitest', 'run', '--mode', 'later')];
const tests = runTests();
const passed = tests.passed + checks.filter(Boolean).length;
const failed = tests.failed + checks.filter(ok => !ok).length;
console.log();
sayWhatWasSkipped(tests.skipped);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
