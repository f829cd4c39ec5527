/** The layout keeps what it promises: who may know whom, no circle, and nothing too long to be read at once. */
import {readFileSync, readdirSync} from 'node:fs';
import {dirname, join} from 'node:path';
import ts from 'typescript';
import {describe, expect, it} from 'vitest';

const root = join(import.meta.dirname, '..');
const files = readdirSync(join(root, 'src'), {recursive: true, encoding: 'utf8'}).map(file => join('src', file)).filter(file => /\.(ts|js|css|html)$/.test(file));
const modules = files.filter(file => /\.(ts|js)$/.test(file));
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

/** What each module imports of ours, types included. */
const imports = new Map(modules.map(file => [file, ts.preProcessFile(textOf(file)).importedFiles.map(({fileName}) => join(dirname(file), fileName)).filter(to => modules.includes(to))]));

/** What judges: it knows neither what is said of it nor who shows it. */
const judging = ['audit', 'cures', 'days', 'group', 'grouped', 'legible', 'memo', 'move-to-imap', 'policy', 'policy-schema', 'receipts', 'report', 'resembles', 'rule', 'snapshot', 'subjects', 'waivers'];

const isIn = (folder: string) => (file: string) => file.startsWith(`src/${folder}/`);
const flatFile = (name: string) => `src/${name}.ts`;

interface May {
  folders: string[];
  flat: string[];
}

/** What is in a folder may import from these folders, and of what lies flat in src from these files. */
const mayImport: Record<string, May> = {
  facts: {folders: ['facts'], flat: ['days', 'memo', 'snapshot', 'subjects']},
  rules: {folders: ['facts', 'rules'], flat: ['days', 'memo', 'move-to-imap', 'rule', 'snapshot', 'subjects']},
  explain: {folders: ['facts', 'rules', 'explain', 'experiment'], flat: judging},
  prefs: {folders: ['prefs'], flat: []},
  experiment: {folders: ['experiment'], flat: ['snapshot']},
};

function wrongImports(importing: string[], {folders, flat}: May): string[] {
  const isAllowed = (to: string) => folders.some(name => isIn(name)(to)) || flat.map(flatFile).includes(to);
  return importing.flatMap(from => imports.get(from)!.filter(to => !isAllowed(to)).map(to => `${from} imports ${to}`));
}

describe('imports', () => {
  it.each(Object.entries(mayImport))('of src/%s go down', (folder, may) => {
    expect(modules.filter(isIn(folder)).length).toBeGreaterThan(1);
    expect(wrongImports(modules.filter(isIn(folder)), may)).toEqual([]);
  });
  it('of what judges lead to nothing that is said or drawn', () => {
    expect(wrongImports(judging.map(flatFile), {folders: ['facts', 'rules'], flat: judging})).toEqual([]);
  });
  it('of src/page come from nobody but the page', () => {
    expect(modules.filter(file => !isIn('page')(file) && imports.get(file)!.some(isIn('page')))).toEqual([]);
  });
  it('never lead back', () => {
    const done = new Set<string>();
    const circleFrom = (file: string, path: readonly string[]): string[] | undefined => {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
      if (done.has(file)) return undefined;
      for (const to of imports.get(file)!) {
        const circle = circleFrom(to, [...path, file]);
        if (circle) return circle;
      }
      done.add(file);
      return undefined;
    };
    expect(modules.map(file => circleFrom(file, [])).filter(Boolean)).toEqual([]);
  });
});

it('no file is longer than 300 lines', () => {
  expect(files.filter(file => textOf(file).trimEnd().split('\n').length > 300)).toEqual([]);
});

it('functions are short: half of them have at most four lines, nine of ten at most twelve', () => {
  const lengths = modules.flatMap(functionLengths).sort((a, b) => a - b);
  expect(lengths.length).toBeGreaterThan(500);
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(4);
  expect(lengths[Math.floor(lengths.length * 0.9)]).toBeLessThanOrEqual(12);
});

/** The lines of each function that has a name or a block. */
function functionLengths(file: string): number[] {
  const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true);
  const lengths: number[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isGetAccessor(node) || ts.isArrowFunction(node) && ts.isBlock(node.body)) {
      const lineOf = (position: number) => source.getLineAndCharacterOfPosition(position).line;
      lengths.push(lineOf(node.getEnd()) - lineOf(node.getStart()) + 1);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return lengths;
}
