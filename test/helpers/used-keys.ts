/** Which messages the sources name: written out, in the HTML, or built from a template whose parts have a finite type. */
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import ts from 'typescript';

export interface Built {
  /** As it stands in the source. */
  text: string;
  /** Every key it can make; undefined where a part can be any text. */
  keys: string[] | undefined;
  /** What matches every key it can make. */
  pattern: RegExp;
}

const root = join(import.meta.dirname, '../..');
const sources = readdirSync(join(root, 'src'), {recursive: true, encoding: 'utf8'}).map(name => join(root, 'src', name));

/** Every string of src/**\/*.ts, whatever it is for. */
export const strings = new Set<string>();
/** Every template of src/**\/*.ts. */
export const templates: Built[] = [];
/** The keys named in HTML, by `data-i18n` and its kin, and in the manifest. */
export const marked = new Set<string>();

collectMarked();
collectWritten();

function collectMarked(): void {
  for (const file of sources.filter(name => name.endsWith('.html'))) {
    for (const [, key] of readFileSync(file, 'utf8').matchAll(/\bdata-i18n(?:-[\w-]+)?="(\w+)"/g)) marked.add(key!);
  }
  for (const [, key] of readFileSync(join(root, 'manifest.json'), 'utf8').matchAll(/__MSG_(\w+)__/g)) marked.add(key!);
}

function collectWritten(): void {
  const {config} = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const {options} = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const files = sources.filter(name => name.endsWith('.ts'));
  const program = ts.createProgram(files, options);
  const checker = program.getTypeChecker();
  for (const file of files) visit(program.getSourceFile(file)!, checker);
}

function visit(node: ts.Node, checker: ts.TypeChecker): void {
  if (ts.isStringLiteralLike(node)) strings.add(node.text);
  if (ts.isTemplateExpression(node)) templates.push(built(node, checker));
  ts.forEachChild(node, child => visit(child, checker));
}

function built(node: ts.TemplateExpression, checker: ts.TypeChecker): Built {
  const parts = node.templateSpans.map(span => valuesOf(checker.getTypeAtLocation(span.expression)));
  const ends = node.templateSpans.map(span => span.literal.text);
  const pattern = parts.map((values, i) => `(?:${values?.join('|') ?? '\\w+'})${ends[i]}`).join('');
  return {text: node.getText(), pattern: new RegExp(`^${node.head.text}${pattern}$`), keys: combined(node.head.text, parts, ends)};
}

/** The texts a type allows, if they can be listed. */
function valuesOf(type: ts.Type): string[] | undefined {
  const members = type.isUnion() ? type.types : [type];
  return members.every(member => member.isStringLiteral()) ? members.map(member => (member as ts.StringLiteralType).value) : undefined;
}

function combined(head: string, parts: (string[] | undefined)[], ends: string[]): string[] | undefined {
  let keys: string[] = [head];
  for (const [i, values] of parts.entries()) {
    if (!values) return undefined;
    keys = keys.flatMap(key => values.map(value => key + value + ends[i]));
  }
  return keys;
}
