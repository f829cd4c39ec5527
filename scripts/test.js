// @ts-check
/**
 * npm test: set-up, type check, lint, unit tests and tests in real Thunderbirds. Its last line is `N passed, N failed`,
 * where the type check and the lint count as one each; the exit code is 1 when anything failed.
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

/** @returns {{passed: number, failed: number}} a file that broke before its first test counts as one failure */
function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'mail-account-audit-'));
  const results = join(folder, 'results.json');
  const succeeded = succeeds('vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`);
  try {
    const {numPassedTests, numFailedTests, testResults} = JSON.parse(readFileSync(results, 'utf8'));
    const broken = testResults.filter((/** @type {any} */ file) => file.status === 'failed' && !file.assertionResults.length);
    const failed = numFailedTests + broken.length;
    return {passed: numPassedTests, failed: failed || Number(!succeeded)};
  } catch {
    return {passed: 0, failed: 1};
  } finally {
    rmSync(folder, {recursive: true});
  }
}

await setUp({thunderbird140: true, clickHouse: true, dovecot: true});
const checks = [succeeds('tsc'), succeeds('oxlint', '--deny-warnings')];
const tests = runTests();
const passed = tests.passed + checks.filter(Boolean).length;
const failed = tests.failed + checks.filter(ok => !ok).length;
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
