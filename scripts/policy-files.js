// @ts-check
/**
 * For npm run update: docs/policy.schema.json and docs/windows/, the templates for Group Policy, from
 * src/policy-schema.ts. scripts/policy-files.json holds what only the templates have: titles, examples and the French.
 */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {toJsonSchema} from '@valibot/to-json-schema';
import {runnerImport} from 'vite';
import {spoken} from './spoken.js';

/** @typedef {Record<string, any>} JsonSchema */
/** @typedef {{group: string, name: string, schema: JsonSchema}} Setting one of the administrator's; `group` is empty where it belongs to none */
/** @typedef {Record<'name' | 'supported' | 'about' | 'number' | 'yesNo' | 'line' | 'lines' | 'example' | 'ownWeight', string>} Words */
/** @typedef {{words: Words, titles: Record<string, string>, values: Record<string, string>, sentences?: Record<string, string>}} Texts */
/** @typedef {{id: string, severity: string}} Rule */

const root = join(import.meta.dirname, '..');
const {id: ID} = await load('src/editions.ts', 'fullEdition');
const ROOT_KEY = `SOFTWARE\\Policies\\Mozilla\\Thunderbird\\3rdparty\\Extensions\\${ID}`;
const CATEGORY = 'MailAccountAudit';
const NAMESPACE = 'http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions';
/** As long as Thunderbird's own templates let a JSON text be. */
const MAX_JSON = 16384;

/**
 * What a check written in code comes to as JSON Schema, by its message.
 * @type {Record<string, JsonSchema>}
 */
const patterns = {
  url: {pattern: '^[Hh][Tt][Tt][Pp][Ss]?:'},
  reportUrl: {pattern: '^https://[^/?#@]+([/?#]|$)|^http://(localhost|127(\\.\\d+){3}|\\[::1\\])(:\\d+)?([/?#]|$)'},
  secureUrl: {pattern: '^https://[^/?#@]+([/?#]|$)'},
  // The format says it already.
  date: {},
};

/**
 * @returns {Promise<{files: Record<string, string>, missing: string[]}>} the text of each file by its path, and the
 *   English sentences that have no French
 */
export async function policyFiles() {
  const rules = await load('src/rules/index.ts', 'rules');
  const texts = JSON.parse(readText('scripts/policy-files.json'));
  const schema = schemaOf(await load('src/policy-schema.ts', 'managedSettings'), rules, texts.en.words);
  const french = {...texts.fr, sentences: {...texts.fr.sentences, ...rulesInFrench(rules, texts)}};
  return {
    files: {
      'docs/policy.schema.json': JSON.stringify(schema, null, 2) + '\n',
      'docs/windows/mail-account-audit.admx': admx(schema),
      'docs/windows/en-US/mail-account-audit.adml': adml(schema, texts.en, texts.examples),
      'docs/windows/fr-FR/mail-account-audit.adml': adml(schema, french, texts.examples),
    },
    missing: described(schema).filter(sentence => !french.sentences[sentence]),
  };
}

/** @param {string} file @param {string} name @returns {Promise<any>} what a module of the add-on exports */
async function load(file, name) {
  const {module} = await runnerImport(join(root, file));
  return /** @type {any} */ (module)[name];
}

/** @param {string} file */
function readText(file) {
  return readFileSync(join(root, file), 'utf8');
}

// ---- The schema --------------------------------------------------------------------------------

/** @param {any} settings @param {Rule[]} rules @param {Words} words @returns {JsonSchema} */
function schemaOf(settings, rules, words) {
  const {type, properties, additionalProperties} = /** @type {JsonSchema} */ (toJsonSchema(settings, {
    typeMode: 'output', ignoreActions: ['trim', 'to_lower_case'], overrideAction,
  }));
  for (const rule of rules) properties.rules.properties[rule.id].description = ruleSentence(rule, 'en', words);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://mail-account-audit/policy.schema.json',
    title: 'Mail Account Audit: what an administrator may set',
    description: `The value of 3rdparty.Extensions["${ID}"] in Thunderbird's policies. Out of a registry or a property list, 0 and 1 are taken for false and true, and JSON text for the group or the list that it describes.`,
    type, additionalProperties, properties,
  };
}

/** @param {{valibotAction: any, jsonSchema: any}} context @returns {any} */
function overrideAction({valibotAction: {type, message}, jsonSchema}) {
  // Hosts are read whatever their case.
  if (message === 'host') return {...jsonSchema, pattern: jsonSchema.pattern.replaceAll('a-z', 'A-Za-z')};
  // Without a pattern of ours the conversion fails, and says at which check.
  return type === 'check' && patterns[message] && {...jsonSchema, ...patterns[message]};
}

/** @param {Rule} rule @param {string} locale @param {Words} words @param {Record<string, string>} [values] how weights are called; as in the settings unless given */
function ruleSentence({id, severity}, locale, {ownWeight}, values = {}) {
  const title = ruleTitle(id, locale);
  return `${title && `${title}. `}${ownWeight}${values[severity] ?? severity}.`;
}

/** What the page says where the rule fails; numbers are left open. @param {string} id @param {string} locale */
function ruleTitle(id, locale) {
  const messages = JSON.parse(readText(`_locales/${locale}/messages.json`));
  const key = `${id.replaceAll('-', '_')}_title`;
  const {message = ''} = messages[key] ?? messages[`${key}_other`] ?? {};
  return spoken(message, messages);
}

/** @param {Rule[]} rules @param {{en: Texts, fr: Texts}} texts @returns {Record<string, string>} */
function rulesInFrench(rules, {en, fr}) {
  const withTitle = rules.filter(({id}) => ruleTitle(id, 'en') && ruleTitle(id, 'fr'));
  return Object.fromEntries(withTitle.map(rule =>
    [ruleSentence(rule, 'en', en.words), ruleSentence(rule, 'fr', fr.words, fr.values)]));
}

/** The sentences that the templates show. @param {JsonSchema} schema @returns {string[]} */
function described({properties}) {
  const groups = Object.values(properties).map(({description}) => description);
  return [...groups, ...settingsOf({properties}).map(({schema}) => schema['description'])];
}

// ---- The settings, one by one ------------------------------------------------------------------

/** @param {JsonSchema} schema @returns {Setting[]} */
export function settingsOf({properties}) {
  return Object.entries(properties).flatMap(([group, schema]) => schema.properties
    ? Object.entries(schema.properties).map(([name, part]) => ({group, name, schema: part}))
    : [{group: '', name: group, schema}]);
}

/** @param {Setting} setting @returns {string} as mistakes name it, such as `organisation.name` */
export function keyOf({group, name}) {
  return group ? `${group}.${name}` : name;
}

/** Letters, digits and _ are what a template may have in a name. @param {Setting} setting @returns {string} */
export function idOf(setting) {
  return keyOf(setting).replaceAll(/\W/g, '_');
}

/**
 * What has parts is JSON text. Lists of rules too: in the place of a list that is no longer set, Windows may leave an
 * empty key, which would mean a list without entries.
 * @param {Setting} setting @returns {'choice' | 'yesNo' | 'number' | 'text' | 'line' | 'lines'}
 */
function kindOf({schema}) {
  if (schema['enum']) return 'choice';
  if (schema['type'] === 'boolean') return 'yesNo';
  if (schema['type'] === 'integer') return 'number';
  if (schema['type'] === 'string') return 'text';
  return schema['items']?.type === 'string' ? 'line' : 'lines';
}

/** @param {string} text */
function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A template's strings go with those of its own version only. */
function revision() {
  return JSON.parse(readText('package.json')).version.split('.').slice(0, 2).join('.');
}

// ---- ADMX: which setting goes where in the registry --------------------------------------------

/** @param {JsonSchema} schema */
function admx(schema) {
  const groups = Object.keys(schema['properties']).filter(name => schema['properties'][name].properties);
  return `<?xml version="1.0" encoding="utf-8"?>
<!-- Made by npm run update: change src/policy-schema.ts, or scripts/policy-files.js. -->
<policyDefinitions xmlns="${NAMESPACE}" revision="${revision()}" schemaVersion="1.0">
  <policyNamespaces>
    <target prefix="mailaccountaudit" namespace="MailAudit.Policies.MailAccountAudit"/>
  </policyNamespaces>
  <resources minRequiredRevision="${revision()}"/>
  <supportedOn>
    <definitions>
      <definition name="supported" displayName="$(string.supported)"/>
    </definitions>
  </supportedOn>
  <categories>
    <category name="${CATEGORY}" displayName="$(string.${CATEGORY})" explainText="$(string.${CATEGORY}_explain)"/>
${groups.map(categoryXml).join('\n')}
  </categories>
  <policies>
${settingsOf(schema).map(policyXml).join('\n')}
  </policies>
</policyDefinitions>
`;
}

/** @param {string} name */
function categoryXml(name) {
  return `    <category name="${name}" displayName="$(string.${name})" explainText="$(string.${name}_explain)">
      <parentCategory ref="${CATEGORY}"/>
    </category>`;
}

/** @param {Setting} setting */
function policyXml(setting) {
  const id = idOf(setting);
  const key = setting.group ? `${ROOT_KEY}\\${setting.group}` : ROOT_KEY;
  const own = kindOf(setting) === 'yesNo' ? `valueName="${setting.name}"` : `presentation="$(presentation.${id})"`;
  return `    <policy name="${id}" class="Both" displayName="$(string.${id})" explainText="$(string.${id}_explain)" key="${key}" ${own}>
      <parentCategory ref="${setting.group || CATEGORY}"/>
      <supportedOn ref="supported"/>
${kindOf(setting) === 'yesNo' ? yesNoXml() : `      <elements>\n${elementXml(setting)}\n      </elements>`}
    </policy>`;
}

function yesNoXml() {
  return `      <enabledValue>
        <decimal value="1"/>
      </enabledValue>
      <disabledValue>
        <decimal value="0"/>
      </disabledValue>`;
}

/** @param {Setting} setting */
function elementXml(setting) {
  const {schema} = setting;
  const start = `id="${idOf(setting)}" valueName="${setting.name}" required="true"`;
  switch (kindOf(setting)) {
    case 'choice': return `        <enum ${start}>\n${schema['enum'].map(itemXml).join('\n')}\n        </enum>`;
    case 'number': return `        <decimal ${start} minValue="${schema['minimum']}" maxValue="${schema['maximum']}"/>`;
    case 'text': return `        <text ${start} maxLength="${schema['maxLength']}"/>`;
    case 'line': return `        <text ${start} maxLength="${MAX_JSON}"/>`;
    default: return `        <multiText ${start} maxLength="${MAX_JSON}"/>`;
  }
}

/** @param {string} value */
function itemXml(value) {
  return `          <item displayName="$(string.value_${value})">
            <value>
              <string>${value}</string>
            </value>
          </item>`;
}

// ---- ADML: what people read --------------------------------------------------------------------

/** @param {JsonSchema} schema @param {Texts} texts @param {Record<string, any>} examples */
function adml(schema, texts, examples) {
  const settings = settingsOf(schema);
  const strings = {
    ...categoryStrings(schema, texts),
    ...Object.fromEntries(settings.flatMap(setting => settingStrings(setting, texts, examples))),
    ...Object.fromEntries(valuesOf(settings).map(value => [`value_${value}`, texts.values[value] ?? value])),
  };
  return `<?xml version="1.0" encoding="utf-8"?>
<!-- Made by npm run update: change src/policy-schema.ts, or scripts/policy-files.js. -->
<policyDefinitionResources xmlns="${NAMESPACE}" revision="${revision()}" schemaVersion="1.0">
  <displayName>${escape(texts.words.name)}</displayName>
  <description>${escape(texts.words.about)}</description>
  <resources>
    <stringTable>
${Object.entries(strings).map(([id, text]) => `      <string id="${id}">${escape(text)}</string>`).join('\n')}
    </stringTable>
    <presentationTable>
${settings.filter(setting => kindOf(setting) !== 'yesNo').map(setting => presentationXml(setting, texts)).join('\n')}
    </presentationTable>
  </resources>
</policyDefinitionResources>
`;
}

/** @param {JsonSchema} schema @param {Texts} texts @returns {Record<string, string>} */
function categoryStrings({properties}, texts) {
  const {name: ours, supported, about} = texts.words;
  const groups = Object.keys(properties).filter(name => properties[name].properties);
  return Object.fromEntries([
    ['supported', supported],
    [CATEGORY, ours],
    [`${CATEGORY}_explain`, about],
    ...groups.flatMap(name => [[name, texts.titles[name] ?? name], [`${name}_explain`, translated(properties[name].description, texts)]]),
  ]);
}

/** @param {Setting} setting @param {Texts} texts @param {Record<string, any>} examples @returns {[string, string][]} */
function settingStrings(setting, texts, examples) {
  return [[idOf(setting), titleOf(setting, texts)], [`${idOf(setting)}_explain`, explain(setting, texts, examples[keyOf(setting)])]];
}

/** With the name that a mistake has on the page. @param {Setting} setting @param {Texts} texts */
function titleOf(setting, {titles}) {
  const title = titles[keyOf(setting)];
  return title ? `${title} (${keyOf(setting)})` : setting.name;
}

/** @param {Setting} setting @param {Texts} texts @param {any} example */
function explain(setting, texts, example) {
  const {words} = texts;
  const kind = kindOf(setting);
  const limits = words.number.replace('{min}', setting.schema['minimum']).replace('{max}', setting.schema['maximum']);
  const note = kind === 'number' ? limits : kind === 'choice' || kind === 'text' ? '' : words[kind];
  return [translated(setting.schema['description'], texts), note, example && `${words.example}\n${exampleText(kind, example)}`]
    .filter(Boolean).join('\n\n');
}

/** An example as it is to be entered. @param {string} kind @param {any} example */
export function exampleText(kind, example) {
  if (kind === 'lines') return JSON.stringify(example, null, 2);
  return typeof example === 'string' ? example : JSON.stringify(example);
}

/** @param {string} sentence @param {Texts} texts */
function translated(sentence, {sentences}) {
  return sentences?.[sentence] ?? sentence;
}

/** @param {Setting[]} settings @returns {string[]} */
function valuesOf(settings) {
  return [...new Set(settings.flatMap(({schema}) => schema['enum'] ?? []))];
}

/** @param {Setting} setting @param {Texts} texts */
function presentationXml(setting, texts) {
  return `      <presentation id="${idOf(setting)}">\n        ${boxXml(setting, escape(titleOf(setting, texts)))}\n      </presentation>`;
}

/** @param {Setting} setting @param {string} label */
function boxXml(setting, label) {
  const refId = `refId="${idOf(setting)}"`;
  switch (kindOf(setting)) {
    case 'choice': return `<dropdownList ${refId} noSort="true">${label}</dropdownList>`;
    case 'number': return `<decimalTextBox ${refId} defaultValue="${setting.schema['minimum']}">${label}</decimalTextBox>`;
    case 'lines': return `<multiTextBox ${refId} defaultHeight="12"/>`;
    default: return `<textBox ${refId}>\n          <label>${label}</label>\n        </textBox>`;
  }
}
