/**
 * What is made from the administrator's settings for others to read: the JSON Schema, the templates for Group Policy, and
 * the examples in docs/admin.md. Each describes the settings that there are, and what Thunderbird makes of it is taken.
 */
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Ajv2020} from 'ajv/dist/2020.js';
import {Window} from 'happy-dom';
import {describe, expect, it} from 'vitest';
import {exampleText, policyFiles} from '../scripts/policy-files.js';
import texts from '../scripts/policy-files.json' with {type: 'json'};
import {fullEdition} from '../src/editions.ts';
import {readPolicy} from '../src/read-policy.ts';

const root = join(import.meta.dirname, '..');
const {id: ID} = fullEdition;
const POLICIES = 'SOFTWARE\\Policies\\Mozilla\\Thunderbird';
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');
const guide = textOf('docs/admin.md');

type Json = Record<string, any>;

const {files, missing} = await policyFiles();
const schema: Json = JSON.parse(files['docs/policy.schema.json']!);
const validate = new Ajv2020({strict: true, strictRequired: false, allErrors: true, formats: {date: /^\d{4}-\d\d-\d\d$/}}).compile(schema);

/** Blocks of code of a language; inside a list they are indented. */
function blocks(language: string): string[] {
  const matches = guide.matchAll(new RegExp(`^( *)\`\`\`${language}\\n([^]*?)^\\1\`\`\`$`, 'gm'));
  return [...matches].map(([, indent = '', code = '']) => code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''));
}

/** Everything that installs an add-on, wherever in a policy it stands. */
function installations(part: unknown): Json[] {
  if (typeof part !== 'object' || part === null) return [];
  const found = Object.values(part).flatMap(installations);
  return 'install_url' in part ? [part, ...found] : found;
}

/** What a policy holds at a key such as `organisation.name`. */
function at(value: unknown, key: string): unknown {
  return key.split('.').reduce<any>((part, name) => part?.[name], value);
}

/** Settings that hold one value. */
function settingsWith(key: string, value: unknown): Json {
  return key.split('.').reduceRight<any>((part, name) => ({[name]: part}), value);
}

/** The settings there are, by the name mistakes have: groups have their own entries, the rest has none. */
const keys = Object.entries<Json>(schema['properties']).flatMap(([name, part]) =>
  part['properties'] ? Object.keys(part['properties']).map(entry => `${name}.${entry}`) : [name]);

// ---- XML ---------------------------------------------------------------------------------------

/** A document that is well-formed; happy-dom lets entities and attributes pass that are not. */
function parse(xml: string): Element {
  expect(xml.replaceAll(/&(amp|lt|gt|quot);/g, '')).not.toContain('&');
  for (const [tag] of xml.matchAll(/<\w[^>]*>/g)) {
    const names = [...tag.matchAll(/\s([\w:]+)=/g)].map(([, name]) => name);
    expect(names, tag).toEqual([...new Set(names)]);
  }
  const {documentElement} = new (new Window().DOMParser)().parseFromString(xml, 'application/xml');
  expect(documentElement.querySelector('parsererror')?.textContent).toBeUndefined();
  return documentElement as unknown as Element;
}

const all = (element: Element, selector: string) => [...element.querySelectorAll(selector)];
const attribute = (element: Element, name: string) => element.getAttribute(name) ?? '';
const names = (elements: Element[], name: string) => elements.map(element => attribute(element, name));

const admx = parse(files['docs/windows/mail-account-audit.admx']!);
const languages = ['en-US', 'fr-FR'];
const adml = Object.fromEntries(languages.map(language => [language, parse(files[`docs/windows/${language}/mail-account-audit.adml`]!)]));

/** An element's attributes, and its children in their order, as in Microsoft's PolicyDefinitionFiles.xsd; `?` may be absent. */
const grammar: Record<string, [attributes: string, children: string]> = {
  policyDefinitions: ['xmlns revision schemaVersion', 'policyNamespaces resources supportedOn categories policies'],
  policyNamespaces: ['', 'target'],
  target: ['prefix namespace', ''],
  supportedOn: ['ref?', 'definitions?'],
  definitions: ['', 'definition'],
  definition: ['name displayName', ''],
  categories: ['', 'category'],
  category: ['name displayName explainText', 'parentCategory?'],
  parentCategory: ['ref', ''],
  policies: ['', 'policy'],
  policy: ['name class displayName explainText key valueName? presentation?', 'parentCategory supportedOn enabledValue? disabledValue? elements?'],
  enabledValue: ['', 'decimal'],
  disabledValue: ['', 'decimal'],
  elements: ['', 'text? multiText? decimal? enum?'],
  text: ['id valueName required maxLength', ''],
  multiText: ['id valueName required maxLength', ''],
  decimal: ['value? id? valueName? required? minValue? maxValue?', ''],
  enum: ['id valueName required', 'item'],
  item: ['displayName', 'value'],
  value: ['', 'string'],
  policyDefinitionResources: ['xmlns revision schemaVersion', 'displayName description resources'],
  displayName: ['', ''],
  description: ['', ''],
  resources: ['minRequiredRevision?', 'stringTable? presentationTable?'],
  stringTable: ['', 'string'],
  string: ['id?', ''],
  presentationTable: ['', 'presentation'],
  presentation: ['id', 'textBox? multiTextBox? decimalTextBox? dropdownList?'],
  textBox: ['refId', 'label'],
  label: ['', ''],
  multiTextBox: ['refId defaultHeight', ''],
  decimalTextBox: ['refId defaultValue', ''],
  dropdownList: ['refId noSort', ''],
};

/** Whether words are those of a pattern such as `a b? c`, in this order; each may be repeated. */
function follows(words: string[], pattern: string): boolean {
  const parts = pattern.split(' ').filter(Boolean).map(part => part.endsWith('?') ? `(${part.slice(0, -1)} )*` : `(${part} )+`);
  return new RegExp(`^${parts.join('')}$`).test(words.map(word => `${word} `).join(''));
}

function misfits(element: Element): string[] {
  const [attributes, children] = grammar[element.tagName] ?? ['unknown element', ''];
  const order = attributes.replaceAll('?', '').split(' ');
  const own = [...element.attributes].map(({name}) => name).sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const fits = follows(own, attributes) && follows([...element.children].map(({tagName}) => tagName), children);
  return [...fits ? [] : [element.outerHTML.slice(0, 200)], ...[...element.children].flatMap(misfits)];
}

// ---- The registry, and what Thunderbird makes of it --------------------------------------------

interface Entry {
  /** Below `HKEY_LOCAL_MACHINE`. */
  key: string;
  name: string;
  type: 'REG_SZ' | 'REG_DWORD' | 'REG_MULTI_SZ';
  data: string | number | string[];
}

/** mozilla-central's toolkit/components/enterprisepolicies/WindowsGPOParser.sys.mjs, as it does it: a key is an object, or a list where its first name is 1. */
function fromRegistry(entries: Entry[], key = POLICIES): Json | unknown[] {
  const values = entries.filter(entry => entry.key === key);
  const children = [...new Set(entries.filter(entry => entry.key.startsWith(`${key}\\`)).map(entry => entry.key.slice(key.length + 1).split('\\')[0]!))].sort();
  if (values[0]?.name === '1') return values.map(fromEntry);
  const parts = children.map(name => [name, fromRegistry(entries, `${key}\\${name}`)]);
  if (children[0] === '1') return parts.map(([, part]) => part);
  return Object.fromEntries([...values.map(entry => [entry.name, fromEntry(entry)]).filter(([, value]) => value !== undefined), ...parts]);
}

/** Lines are read as JSON, and left out when they are none. */
function fromEntry({type, data}: Entry): unknown {
  if (type !== 'REG_MULTI_SZ') return data;
  try {
    return JSON.parse((data as string[]).join('\n'));
  } catch {
    return undefined;
  }
}

const managed = (policies: unknown): Json => (policies as Json)['3rdparty'].Extensions[ID];

/** What Windows writes when a policy is enabled with a value, or enabled or disabled without. */
function written(policy: Element, value: string | number | boolean): Entry {
  const element = policy.querySelector('elements')?.firstElementChild ?? policy;
  const entry = {key: attribute(policy, 'key'), name: attribute(element, 'valueName')};
  switch (element.tagName) {
    case 'policy': return {...entry, type: 'REG_DWORD', data: Number(attribute(policy.querySelector(`${value ? 'enabled' : 'disabled'}Value > decimal`)!, 'value'))};
    case 'decimal': return {...entry, type: 'REG_DWORD', data: Number(value)};
    case 'multiText': return {...entry, type: 'REG_MULTI_SZ', data: String(value).split('\n')};
    default: return {...entry, type: 'REG_SZ', data: String(value)};
  }
}

/** The setting that a policy sets. */
function keyOf(policy: Element): string {
  const [, group] = attribute(policy, 'key').split(`\\${ID}`);
  const element = policy.querySelector('[valueName]') ?? policy;
  return [...group!.split('\\').filter(Boolean), attribute(element, 'valueName')].join('.');
}

const examples: Json = texts.examples;

/** Values that a policy can be given, each with what the setting then is. */
function samples(policy: Element): [value: string | number | boolean, meant: unknown][] {
  const element = policy.querySelector('elements')?.firstElementChild ?? policy;
  const example = examples[keyOf(policy)];
  switch (element.tagName) {
    case 'policy': return [[true, true], [false, false]];
    case 'decimal': return [Number(attribute(element, 'minValue')), Number(attribute(element, 'maxValue'))].map(value => [value, value]);
    case 'enum': return all(element, 'string').map(({textContent}) => [textContent, textContent]);
    default: return [[exampleText(element.tagName === 'multiText' ? 'lines' : 'text', example), example]];
  }
}

const policies = all(admx, 'policy');

describe('the files', () => {
  it.each(Object.keys(files))('%s is what npm run update writes', path => {
    expect(existsSync(join(root, path)) && textOf(path), 'npm run update').toBe(files[path]);
  });
});

describe('the schema', () => {
  it('describes every property', () => {
    const undescribed = (part: Json, path: string): string[] => Object.entries<Json>(part['properties'] ?? {})
      .flatMap(([name, entry]) => entry['description'] ? [] : [`${path}${name}`])
      .concat(Object.entries<any>(part).flatMap(([name, entry]) => typeof entry === 'object' ? undescribed(entry, `${path}${name}.`) : []));
    expect(undescribed(schema, '')).toEqual([]);
  });
  it('has one sentence for every rule', () => {
    for (const [id, {description}] of Object.entries<Json>(schema['properties'].rules.properties)) {
      expect(description, id).toMatch(/^.+\. Its own weight: (advice|warning|critical)\.$/);
    }
  });
  it('accepts every example, and so does the add-on', () => {
    for (const [key, value] of Object.entries(examples)) {
      expect([key, validate(settingsWith(key, value)), validate.errors]).toEqual([key, true, null]);
      expect(readPolicy(settingsWith(key, value)).errors).toEqual([]);
    }
  });

  const refused: [string, unknown][] = [
    ['organisaton', {}], ['organisation.names', 'Rectorat'], ['servers', {'example.org': {imaps: []}}],
    ['servers', {'example.org': {imap: [{host: 'imap.example.org'}]}}], ['servers', {'example org': {}}], ['servers', {'example.org': {date: 'today'}}],
    ['pop.minDays', 0], ['pop.minDays', 1.5], ['pop.minDays', 3651], ['copies', 'some'], ['rules.incoming-plaintxt', 'off'], ['rules.incoming-plaintext', 'of'],
    ['waivers', [{rule: 'incoming-plaintext', account: '*', reason: 'A printer.'}]], ['fixes.allow', ['all']], ['fixes.automatic', ['incoming-plaintext']],
    ['audit.everyHours', 169], ['backup.maxDays', '30'], ['organisation.name', ''], ['organisation.name', 'x'.repeat(2001)],
    ['organisation.helpUrl', 'javascript:alert(1)'], ['organisation.email', 'help'], ['organisation.text', {English: 'Ask us.'}],
    ['reports.folder', 'reports'], ['reports.url', 'http://reports.example.org/'], ['reports.url', 'https://user:word@reports.example.org/'],
    ['reports.url', 'http://localhost.example.org/'], ['reports.authorization', 'Basic\nYTpi'], ['page.export', 'no'],
  ];
  it.each(refused)('refuses %s (%#), and so does the add-on', (key, value) => {
    expect(validate(settingsWith(key, value))).toBe(false);
    expect(readPolicy(settingsWith(key, value)).errors).not.toEqual([]);
  });
  it.each(['https://reports.example.org/in?a=b@c', 'http://127.0.0.1:8080/', 'http://localhost', 'http://[::1]/in'])('takes %s for reports, and so does the add-on', url => {
    expect(validate({reports: {url}})).toBe(true);
    expect(readPolicy({reports: {url}}).errors).toEqual([]);
  });
  it('takes a host in capitals, and so does the add-on', () => {
    const settings = {servers: {'Example.ORG': {imap: [{hostname: 'IMAP.example.org'}]}}};
    expect([validate(settings), readPolicy(settings).errors]).toEqual([true, []]);
  });
});

describe('the templates', () => {
  it('have the form Windows wants', () => {
    expect([admx, ...Object.values(adml)].flatMap(misfits)).toEqual([]);
    for (const document of [admx, ...Object.values(adml)]) {
      expect(attribute(document, 'xmlns')).toBe('http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions');
      expect(attribute(document, 'revision')).toMatch(/^\d{1,4}\.\d{1,5}$/);
      expect(attribute(document, 'schemaVersion')).toBe('1.0');
    }
  });
  it('go together: the strings are those of this version', () => {
    const revisions = Object.values(adml).map(document => attribute(document, 'revision'));
    expect(revisions).toEqual(languages.map(() => attribute(admx.querySelector('resources')!, 'minRequiredRevision')));
  });
  it('name everything once, in letters that Windows takes', () => {
    for (const kind of ['category', 'policy', 'definition']) expect(names(all(admx, kind), 'name')).toEqual([...new Set(names(all(admx, kind), 'name'))]);
    const ids = names(all(admx, 'elements > *'), 'id');
    expect(ids).toEqual([...new Set(ids)]);
    for (const name of [...names(all(admx, '[name]'), 'name'), ...ids]) expect(name).toMatch(/^[A-Za-z]\w*$/);
  });
  it('refer to what there is', () => {
    const categories = names(all(admx, 'category'), 'name');
    for (const ref of names(all(admx, 'parentCategory'), 'ref')) expect(categories).toContain(ref);
    for (const ref of names(all(admx, 'policy > supportedOn'), 'ref')) expect(names(all(admx, 'definition'), 'name')).toContain(ref);
    for (const category of all(admx, 'category').slice(1)) expect(attribute(category.querySelector('parentCategory')!, 'ref')).toBe(categories[0]);
  });
  it.each(languages)('have every string in %s, and no other', language => {
    const used = files['docs/windows/mail-account-audit.admx']!.matchAll(/\$\(string\.(\w+)\)/g);
    const ids = names(all(adml[language]!, 'string'), 'id');
    expect(ids.toSorted()).toEqual([...new Set([...used].map(([, id]) => id))].sort());
    for (const string of all(adml[language]!, 'string')) expect(string.textContent.trim(), attribute(string, 'id')).not.toBe('');
  });
  it.each(languages)('have a box for every element in %s', language => {
    const boxes: Record<string, string> = {text: 'textBox', multiText: 'multiTextBox', decimal: 'decimalTextBox', enum: 'dropdownList'};
    const wanted = policies.filter(policy => policy.querySelector('elements')).map(policy => {
      const element = policy.querySelector('elements')!.firstElementChild!;
      return [attribute(policy, 'presentation'), boxes[element.tagName], attribute(element, 'id')];
    });
    const found = all(adml[language]!, 'presentation').map(presentation => {
      const box = presentation.firstElementChild!;
      return [`$(presentation.${attribute(presentation, 'id')})`, box.tagName, attribute(box, 'refId')];
    });
    expect(found).toEqual(wanted);
  });
  it('have a policy for every setting, and no other', () => {
    expect(policies.map(keyOf)).toEqual(keys);
    for (const policy of policies) {
      expect(attribute(policy, 'class')).toBe('Both');
      expect(attribute(policy, 'key').startsWith(`${POLICIES}\\3rdparty\\Extensions\\${ID}`)).toBe(true);
    }
  });
  it.each(policies.map(policy => [keyOf(policy), policy] as const))('set %s, and Thunderbird hands over what is meant', (key, policy) => {
    expect(samples(policy).length).toBeGreaterThan(0);
    for (const [value, meant] of samples(policy)) {
      const result = readPolicy(managed(fromRegistry([written(policy, value)])));
      expect([result.errors, at(result, key)]).toEqual([[], meant]);
    }
  });
  it('have the limits that the add-on has', () => {
    for (const text of all(admx, '[maxLength]')) expect(attribute(text, 'maxLength'), attribute(text, 'id')).toMatch(/^\d+$/);
    for (const decimal of all(admx, 'elements > decimal')) {
      const policy = decimal.parentElement!.parentElement!;
      const beyond = [Number(attribute(decimal, 'minValue')) - 1, Number(attribute(decimal, 'maxValue')) + 1];
      for (const value of beyond) expect(readPolicy(managed(fromRegistry([written(policy, value)]))).errors.map(error => error.key)).toEqual([keyOf(policy)]);
    }
  });
  it('leave what Windows leaves behind, an empty key, without meaning', () => {
    const left = [...new Set(names(policies, 'key'))].map(key => key.split(`\\${ID}`)[1]!.slice(1)).filter(Boolean);
    const {errors, fixes} = readPolicy(Object.fromEntries(left.map(group => [group, {}])));
    expect([left.includes('fixes'), errors, fixes]).toEqual([true, [], {}]);
  });
  it('say what happens to text that is not JSON: as one text it is named, of lines Thunderbird leaves nothing', () => {
    const entry = {key: `${POLICIES}\\3rdparty\\Extensions\\${ID}`, name: 'servers'};
    const asText = fromRegistry([{...entry, type: 'REG_SZ', data: '{"example.org": '}]);
    expect(readPolicy(managed(asText)).errors.map(({key}) => key)).toEqual(['servers']);
    expect(managed(fromRegistry([{...entry, type: 'REG_MULTI_SZ', data: ['{', '"example.org": ']}]))).toEqual({});
  });
});

describe('the words in the templates', () => {
  const explained = keys.filter(key => !key.startsWith('rules.'));
  const titled = [...new Set(explained.flatMap(key => [key.split('.')[0]!, key]))].sort();

  it('are there in French', () => {
    expect(missing, 'scripts/policy-files.json has no French for these').toEqual([]);
  });
  it('have no French for what is no longer said', () => {
    const said = JSON.stringify(schema);
    expect(Object.keys(texts.fr.sentences).filter(sentence => !said.includes(JSON.stringify(sentence)))).toEqual([]);
  });
  it.each(['en', 'fr'] as const)('have a title for every setting in %s', language => {
    expect(Object.keys(texts[language].titles).sort()).toEqual([...titled, ...Object.keys(schema['properties']).includes('rules') ? ['rules'] : []].sort());
  });
  it('have an example for every text', () => {
    const entered = policies.filter(policy => policy.querySelector('text, multiText')).map(keyOf);
    expect(Object.keys(examples).sort()).toEqual(entered.sort());
  });
  it.each(['en', 'fr'] as const)('name every value in %s', language => {
    expect(Object.keys(texts[language].values).sort()).toEqual([...new Set(all(admx, 'item string').map(({textContent}) => textContent))].sort());
  });
  it('are typeset as French is', () => {
    const {words, titles, values, sentences} = texts.fr;
    for (const text of [words, titles, values, sentences].flatMap(part => Object.values<string>(part))) {
      expect(text.replace('about:policies', '')).not.toMatch(/[^\u202F][;:?!»]|«[^\u202F]|['"]/u);
    }
  });
});

// ---- The examples in docs/admin.md -------------------------------------------------------------

/** A .reg file of texts and numbers. */
function fromReg(text: string): Entry[] {
  const [start, ...lines] = text.split('\n').filter(Boolean);
  expect(start).toBe('Windows Registry Editor Version 5.00');
  let key = '';
  return lines.flatMap(line => {
    const [, path] = /^\[HKEY_LOCAL_MACHINE\\(.*)\]$/.exec(line) ?? [];
    if (path) key = path;
    return path ? [] : [regEntry(key, line)];
  });
}

function regEntry(key: string, line: string): Entry {
  const [, name = '', number, text] = /^"([^"\\]+)"=(?:dword:([0-9a-f]{8})|("(?:[^"\\]|\\["\\])*"))$/.exec(line) ?? [];
  expect(name, line).not.toBe('');
  // Quotes and backslashes are escaped as in JSON.
  return number ? {key, name, type: 'REG_DWORD', data: Number.parseInt(number, 16)} : {key, name, type: 'REG_SZ', data: JSON.parse(text!)};
}

/** A property list as Thunderbird's nsMacPreferencesReader reads it: true and false become 1 and 0. */
function fromPlist(element: Element): unknown {
  const {children, tagName, textContent} = element;
  switch (tagName) {
    case 'dict': return Object.fromEntries([...children].flatMap((child, i) => i % 2 ? [[children[i - 1]!.textContent, fromPlist(child)]] : []));
    case 'array': return [...children].map(fromPlist);
    case 'string': return textContent;
    case 'integer': return Number(textContent);
    case 'true': return 1;
    case 'false': return 0;
    default: throw new Error(`a property list has no ${tagName}`);
  }
}

/** Settings as Intune takes them: an address made of the categories and the policy's name, and a value. */
function fromIntune(text: string): Entry[] {
  return text.trim().split('\n\n').map(setting => {
    const [address = '', ...value] = setting.split('\n');
    const policy = policies.find(candidate => addressOf(candidate) === address);
    expect(policy, address).toBeDefined();
    const content = parse(`<value>${value.join('')}</value>`);
    const data = content.querySelector('data');
    expect(data ? attribute(data, 'id') : undefined).toBe(policy!.querySelector('elements')?.firstElementChild?.id);
    return written(policy!, data ? attribute(data, 'value') : content.querySelector('enabled') !== null);
  });
}

function addressOf(policy: Element): string {
  const [top] = names(all(admx, 'category'), 'name');
  const category = attribute(policy.querySelector('parentCategory')!, 'ref');
  const path = category === top ? top : `${top}~${category}`;
  return `./Device/Vendor/MSFT/Policy/Config/MailAccountAudit~Policy~${path}/${attribute(policy, 'name')}`;
}

function only<T>(values: T[]): T {
  expect(values).toHaveLength(1);
  return values[0]!;
}

describe('docs/admin.md', () => {
  const complete = blocks('json').map(block => JSON.parse(block).policies?.['3rdparty']?.Extensions[ID]).filter(Boolean);
  const school = complete.find(({organisation, reports}) => organisation?.name === 'Lycée Jean-Moulin' && reports);

  /** Settings that came another way hold what the school's do. */
  function expectSchool(settings: Json): void {
    const {errors, ...policy} = readPolicy(settings);
    expect(errors).toEqual([]);
    for (const name of Object.keys(settings)) expect(at(readPolicy(school), name)).toMatchObject(at(policy, name) as object);
    expect(Object.keys(settings).length).toBeGreaterThan(3);
  }

  it('has examples of settings, and the schema and the add-on accept them', () => {
    expect(complete.length).toBeGreaterThan(0);
    for (const settings of complete) {
      expect([validate(settings), validate.errors]).toEqual([true, null]);
      expect(readPolicy(settings).errors).toEqual([]);
    }
  });
  it('has a registry that means the settings of the school', () => {
    const policy = fromRegistry(fromReg(only(blocks('reg')))) as Json;
    const {errors, ...result} = readPolicy(managed(policy));
    const {errors: none, ...meant} = readPolicy({...school, reports: {...school.reports, folder: result.reports.folder}});
    expect([errors, none, result]).toEqual([[], [], meant]);
    expect(result.reports.folder).toMatch(/^[A-Z]:\\/);
    expect(JSON.parse(policy['ExtensionSettings'])[ID].installation_mode).toBe('force_installed');
  });
  it('lets no add-on be updated from the add-on site, where nobody keeps our ids for us', () => {
    const plist = fromPlist(parse(only(blocks('xml').filter(block => block.includes('<plist')))).firstElementChild!);
    const registry = fromRegistry(fromReg(only(blocks('reg')))) as Json;
    const found = installations([...blocks('json').map(block => JSON.parse(block)), JSON.parse(registry['ExtensionSettings']), plist]);
    expect(found).toHaveLength(guide.match(/install_url/g)!.length);
    expect(found.filter(entry => !entry['updates_disabled'] && !entry['update_url'])).toEqual([]);
  });
  it('has values for Intune that mean the same', () => {
    expectSchool(managed(fromRegistry(fromIntune(only(blocks('oma-uri'))))));
  });
  it('has a profile for macOS that means the same', () => {
    const document = parse(only(blocks('xml').filter(block => block.includes('<plist'))));
    expect([document.tagName, document.children.length]).toEqual(['plist', 1]);
    const {PayloadContent: [payload]} = fromPlist(document.firstElementChild!) as Json;
    expect(payload).toMatchObject({PayloadType: 'org.mozilla.thunderbird', EnterprisePoliciesEnabled: 1});
    expect(payload.ExtensionSettings[ID].installation_mode).toBe('force_installed');
    expectSchool(managed(payload));
  });
});
