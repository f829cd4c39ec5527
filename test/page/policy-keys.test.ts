// @vitest-environment happy-dom
/** Whatever an administrator can set is shown to whoever it is set for, and named in docs/admin.md. The keys are the schema's. */
import {readFileSync} from 'node:fs';
import {beforeAll, describe, expect, it, vi} from 'vitest';
import {show, showMore} from '../../src/page/view.ts';
import {reports} from '../../src/page/reports.ts';
import {translate} from '../../src/page/words.ts';
import {emptyLedger} from '../../src/receipts.ts';
import {getMessageIn} from '../helpers/locales.ts';
import {snapshot} from '../helpers/make.ts';
import schema from '../../docs/policy.schema.json' with {type: 'json'};
import texts from '../../scripts/policy-files.json' with {type: 'json'};
import {audited, loadPage} from './fixture.ts';

vi.stubGlobal('messenger', {
  i18n: {getMessage: getMessageIn('en'), getUILanguage: () => 'en'}, runtime: {getManifest: () => ({version: '0.1.0'})},
  // Whose report it is has been decided: nothing differs but what is set.
  storage: {local: {get: async () => ({delivery: {profile: '0b0e5f0a-6a3c-4d3e-9d0e-6f1f7b2c9a11'}}), set: async () => {}}},
});
vi.mock('../../src/privileged.ts', () => ({can: new Proxy({}, {get: () => true}), computerName: async () => 'pc-17'}));

interface Part {
  type?: string;
  enum?: string[];
  minimum?: number;
  properties?: Record<string, Part>;
}

const examples: Record<string, unknown> = texts.examples;
const sections = Object.entries(schema.properties as unknown as Record<string, Part>);
const keys = sections.flatMap(([name, part]): [key: string, part: Part][] =>
  part.properties ? Object.entries(part.properties).map(([entry, each]) => [`${name}.${entry}`, each]) : [[name, part]]);

/** What it may be set to: an example, or each of the words. */
function valuesOf(key: string, part: Part): unknown[] {
  if (key in examples) return [examples[key]];
  return part.enum ?? (part.type === 'boolean' ? [true, false] : [part.minimum! + 1]);
}

/** What is said only of what is set beside it. */
const beside: Record<string, object> = {reports: {url: 'https://reports.example.org/', folder: '/var/lib/reports'}};
/** What opens the receiver's door is nobody's to read: the page shows the same with it and without. */
const secrets = ['reports.authorization'];

/** As JSON has it: undefined is not there. */
function settings(key: string, value?: unknown): object {
  const [section = '', name] = key.split('.');
  return JSON.parse(JSON.stringify({[section]: name === undefined ? value : {...beside[section], [name]: value}}));
}

async function shownWith(managed: object): Promise<string> {
  const all = audited(snapshot(), managed);
  expect(all.policy.errors).toEqual([]);
  show(all, new Set(), emptyLedger());
  showMore(all, {isAsking: false, answers: undefined}, await reports(all));
  const links = [...document.querySelectorAll('#organisation a')].map(link => link.getAttribute('href'));
  // Not in its findings: what an administrator sets may change those without saying so.
  const told = ['row-managed', 'organisation', 'notices'].map(id => document.getElementById(id)?.textContent ?? '');
  return [...told, ...links].join('\n');
}

beforeAll(() => {
  loadPage();
  for (const template of document.querySelectorAll('template')) translate(template.content);
});

describe('on the page', () => {
  it('nothing differs where nothing more is set', async () => {
    for (const [key] of keys) expect(await shownWith(settings(key))).toBe(await shownWith(settings(key)));
  });
  it.each(keys)('%s is shown', async (key, part) => {
    const without = await shownWith(settings(key));
    const shown = await Promise.all(valuesOf(key, part).map(value => shownWith(settings(key, value))));
    expect(shown.some(text => text !== without), `Nothing on the page tells a reader that ${key} is set: a message page_managed_${key.replace('.', '_')} does (src/page/managed.ts)`).toBe(!secrets.includes(key));
  });
});

describe('docs/admin.md', () => {
  const document = readFileSync('docs/admin.md', 'utf8');
  const rows = new Map([...document.matchAll(/^\| `(\w+)` \| (.*) \|$/gm)].map(([, name, text]) => [name!, text!]));

  /** What is said of a section: its row, and what that leads to. */
  function said(name: string): string {
    const row = rows.get(name) ?? '';
    const [, anchor] = /\[below\]\(#([\w-]+)\)/.exec(row) ?? [];
    const chapter = document.split(/^##+ /m).find(text => text.split('\n')[0]!.toLowerCase().replaceAll(' ', '-') === anchor) ?? '';
    return row + chapter;
  }

  it.each(sections)('has a row for %s', name => {
    expect(rows.has(name), `Add a row for \`${name}\` to the table in docs/admin.md`).toBe(true);
  });
  it('has a row for nothing else', () => {
    expect([...rows.keys()]).toEqual(sections.map(([name]) => name));
  });
  it.each(keys.filter(([key]) => key.includes('.') && !key.startsWith('rules.')))('names %s', key => {
    const [section = '', name] = key.split('.');
    expect(said(section), `Name \`${name}\` in docs/admin.md where it tells of \`${section}\``).toMatch(new RegExp(`\`(${section}\\.)?${name}(: \\w+)?\``));
  });
});
