/** Whatever tells somebody to run a command of ours names one that is there. */
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';

const {scripts} = JSON.parse(readFileSync('package.json', 'utf8'));
const folders = ['docs', 'scripts', 'src', 'test'].flatMap(folder => readdirSync(folder, {recursive: true, encoding: 'utf8'}).map(name => join(folder, name)));
const texts = ['README.md', 'CONTRIBUTING.md', '_locales/en/messages.json', ...folders.filter(name => /\.(ts|js|md|json|xml|admx)$/.test(name))];

it('every command that is told is there', () => {
  const told = texts.flatMap(file => [...readFileSync(file, 'utf8').matchAll(/npm run ([a-z]+([:-][a-z]+)*)/g)].map(([, name]) => ({file, name: name!})));
  expect(told.length).toBeGreaterThan(20);
  expect(told.filter(({name}) => !Object.hasOwn(scripts, name))).toEqual([]);
});
