/** What scripts/experiment.js makes of modules, and which it takes for a mistake. */
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createContext, runInContext} from 'node:vm';
import {afterAll, expect, it} from 'vitest';
import {joinedScript} from '../../scripts/experiment.js';

const home = mkdtempSync(join(tmpdir(), 'mail-account-audit-test-'));
afterAll(() => rmSync(home, {recursive: true}));

function joined(modules: Record<string, string>): string {
  const folder = mkdtempSync(join(home, 'modules-'));
  for (const [name, text] of Object.entries(modules)) writeFileSync(join(folder, name), text);
  return joinedScript(folder, 'entry.js', 'mailSomething');
}

const entry = 'import { one } from "./one.js";\nimport { two } from "./two.js";\n\nexport class API {\n  // Why.\n  told = [one, two];\n}\n';
const one = '// @ts-check\nimport { two } from "./two.js";\n\nexport const one = two + 1;\n';
const two = '/** Two. */\nexport const two = 2;\n';

it('runs each module once, after what it imports, and gives the class its name', () => {
  const context: Record<string, any> = createContext({});
  runInContext(joined({'entry.js': entry, 'one.js': one, 'two.js': two}), context);
  expect(Object.keys(context)).toEqual(['mailSomething']);
  expect(new context['mailSomething']().told).toEqual([3, 2]);
});
it('keeps what is said beside the code', () => {
  expect(joined({'entry.js': entry, 'one.js': one, 'two.js': two})).toContain('// two.js\n/** Two. */\nconst two = 2;\n\n// one.js\nconst one = two + 1;\n\n// entry.js\nclass API {\n  // Why.\n');
});
it.each<[string, Record<string, string>]>([
  ['import each other', {'entry.js': entry, 'one.js': one, 'two.js': `import { one } from "./one.js";\n\n${two}`}],
  ['declare two', {'entry.js': entry, 'one.js': `${one}function two() {}\n`, 'two.js': two}],
  ['a form that', {'entry.js': entry, 'one.js': one, 'two.js': `${two}export default two;\n`}],
  ['a form that', {'entry.js': entry, 'one.js': `import * as all from "./two.js";\n${one}`, 'two.js': two}],
  ['a form that', {'entry.js': entry, 'one.js': one, 'two.js': 'const two = 2;\nexport { two };\n'}],
])('throws where modules %s', (message, modules) => {
  expect(() => joined(modules)).toThrow(message);
});
