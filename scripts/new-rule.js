// @ts-check
/**
 * npm run new-rule <id>: begins a rule. Makes its file, its test, its messages, its cases in real Thunderbirds and its line in the list, and
 * nothing else; `npm test` then says what is still to be written.
 */
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {complete} from './languages.js';

/** Of a rule's messages, each with what it is for. @type {Record<string, string>} */
const parts = {
  title: 'Title of the finding', why: 'Why it matters to the reader', passed: 'What is so when nothing was found',
  question: 'What the rule asks, where it could not be checked',
};

/** @param {string} id */
function nameOf(id) {
  return id.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

/** @param {string} id @param {string} version */
function ruleFile(id, version) {
  return `import {rule} from '../rule.ts';

/** What is wrong, as one sentence that says exactly when: docs/rules.md quotes it. */
export const ${nameOf(id)} = rule({
  id: '${id}',
  subjects: ['incomingServer'],
  severity: 'advice',
  harm: '',
  questions: ['tomorrow'],
  topic: 'imap',
  pane: 'server',
  steps: {otherwise: []},
  setting: 'hostname',
  since: '${version}',
  reference: {name: '', url: ''},
  appliesTo: () => true,
  needs: ['hostname'],
  check({hostname}) {
    if (hostname === '') return {data: {hostname}};
  },
});
`;
}

/** @param {string} id */
function testFile(id) {
  return `import {${nameOf(id)}} from '../../src/rules/${id}.ts';
import {incomingServer} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

testRule(${nameOf(id)}, {
  pass: [incomingServer()],
  fail: [],
  notApplicable: [],
});
`;
}

/** @param {string} list @param {string} id */
function listed(list, id) {
  const lines = list.split('\n');
  const last = (/** @type {RegExp} */ pattern) => lines.findLastIndex(line => pattern.test(line));
  const insert = (/** @type {string} */ line, /** @type {RegExp} */ pattern) => {
    const after = lines.findIndex(other => pattern.test(other) && other > line);
    lines.splice(after < 0 ? last(pattern) + 1 : after, 0, line);
  };
  insert(`import {${nameOf(id)}} from './${id}.ts';`, /^import \{\w+\} from '\.\/[^.]/);
  insert(`  ${nameOf(id)},`, /^ {2}\w+,$/);
  return lines.join('\n');
}

/** The same account in each: the test says that it cannot be all three. @param {string} test @param {string} id */
function withCases(test, id) {
  const end = test.indexOf('\n];\n', test.indexOf('\nconst cases: '));
  const cases = ['advice', 'pass', 'notApplicable'].map(expected => `\n  ['${id}', '${expected}', {type: 'imap'}],`);
  return test.slice(0, end) + cases.join('') + test.slice(end);
}

/** @param {string} json @param {string} id @param {boolean} isDescribed */
function withMessages(json, id, isDescribed) {
  const messages = JSON.parse(json);
  for (const [part, purpose] of Object.entries(parts)) {
    messages[`${id.replaceAll('-', '_')}_${part}`] = {message: '', ...isDescribed && {description: `${purpose}: ${id}.`}};
  }
  const sorted = Object.fromEntries(Object.entries(messages).sort(([a], [b]) => a < b ? -1 : 1));
  return JSON.stringify(sorted, null, 2) + '\n';
}

/**
 * @param {string} id
 * @param {string} root of the project
 * @returns {string[]} the files made or changed, from the root
 */
export function newRule(id, root) {
  if (!/^[a-z]+(-[a-z\d]+)+$/.test(id)) throw new Error(`“${id}” is no id for a rule: write a noun in its failing state, in small letters, such as outgoing-plaintext`);
  if (existsSync(join(root, `src/rules/${id}.ts`))) throw new Error(`There is a rule ${id} already: src/rules/${id}.ts`);
  const read = (/** @type {string} */ file) => readFileSync(join(root, file), 'utf8');
  const locales = complete.map(language => `_locales/${language}/messages.json`);
  const files = new Map([
    [`src/rules/${id}.ts`, ruleFile(id, JSON.parse(read('package.json')).version)],
    [`test/rules/${id}.test.ts`, testFile(id)],
    ['test/thunderbird/rules.test.ts', withCases(read('test/thunderbird/rules.test.ts'), id)],
    ['src/rules/index.ts', listed(read('src/rules/index.ts'), id)],
    ...locales.map(file => /** @type {const} */ ([file, withMessages(read(file), id, file.includes('/en/'))])),
  ]);
  for (const [file, text] of files) writeFileSync(join(root, file), text);
  return [...files.keys()];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    console.log(newRule(process.argv[2] ?? '', join(import.meta.dirname, '..')).join('\n'));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
