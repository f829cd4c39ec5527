// @ts-check
/** For npm run update: docs/rules.md, every rule with its condition, its way out and where it comes from, out of the rules and their messages. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {runnerImport} from 'vite';
import {spoken} from './spoken.js';

/** @typedef {import('../src/rule.ts').AnyRule} AnyRule */
/** @typedef {Record<string, {message: string}>} Messages */

const root = join(import.meta.dirname, '..');

/** The documents this add-on began with, and what of them each rule embodies. */
const documents = {
  'the Aix-Marseille guide': [
    'incoming-starttls', 'outgoing-plaintext', 'outgoing-starttls', 'pop-removes-from-server', 'pop-keeps-forever', 'pop-sent-only-here',
    'mailbox-read-twice', 'server-not-as-expected', 'login-name-not-as-expected', 'quota-nearly-full', 'backup-outdated',
  ],
  'the GD07 leaflet': ['pop-removes-from-server', 'pop-short-retention', 'pop-deletion-mirrored', 'outgoing-foreign-provider', 'backup-outdated'],
  'the Lyon guide': [
    'outgoing-plaintext', 'outgoing-starttls', 'pop-short-retention', 'pop-sent-only-here', 'sent-copy-elsewhere', 'server-not-as-expected',
    'login-name-not-as-expected', 'quota-nearly-full',
  ],
  'the Besançon guide': [
    'incoming-plaintext', 'unprotected-password', 'local-copies-off', 'local-copies-by-age', 'local-copies-by-size', 'folders-without-local-copy',
    'server-not-as-expected', 'backup-outdated',
  ],
  'the Optilog page': ['pop-where-imap-is-preferred', 'pop-frequent-check', 'quota-nearly-full'],
};

const kinds = {
  account: 'an account', incomingServer: 'an incoming server', outgoingServer: 'an outgoing server', identity: 'an identity',
  thunderbird: 'Thunderbird as a whole', localFolders: 'Local Folders', unusedOutgoingServer: 'an outgoing server that nobody sends with',
};
const questions = {where: 'Where is my mail?', who: 'Who can read it on the way?', tomorrow: 'Will I still have it tomorrow?'};

/** @returns {Promise<string>} the text of docs/rules.md */
export async function rulesDocument() {
  const {module} = await runnerImport(join(root, 'src/rules/index.ts'));
  const {rules} = /** @type {{rules: readonly AnyRule[]}} */ (module);
  /** @type {Messages} */
  const messages = JSON.parse(read('_locales/en/messages.json'));
  const unknown = Object.values(documents).flat().filter(id => !rules.some(rule => rule.id === id));
  if (unknown.length) throw new Error(`scripts/rules-doc.js names rules that are gone: ${unknown.join(', ')}`);
  return [
    '# The rules\n',
    `Written by \`npm run update\` from src/rules and _locales/en. ${rules.length} rules, in alphabetical order; the anchor of each is its id. A rule fails for what its`,
    'condition says; it passes where the condition is not met; it is not applicable to what it is not about; and where something it depends on was not read it is *not',
    'checked*, never fine. An administrator can change a rule’s weight or switch it off ([admin.md](admin.md)).\n',
    '| Rule | Weight | What is wrong |\n|---|---|---|',
    ...rules.map(rule => `| [${rule.id}](#${rule.id}) | ${rule.severity} | ${titleOf(rule, messages)} |`),
    '',
    ...rules.map(rule => section(rule, messages)),
  ].join('\n');
}

/** @param {AnyRule} rule @param {Messages} messages */
function section(rule, messages) {
  const say = (/** @type {string} */ part) => spoken(messageOf(rule, part, messages), messages, label => `**${label}**`);
  const from = Object.entries(documents).filter(([, ids]) => ids.includes(rule.id)).map(([name]) => name);
  return [
    `## ${rule.id}\n`,
    `**${titleOf(rule, messages)}** (${rule.severity})\n`,
    `- Condition: ${conditionOf(rule)}`,
    `- Judges: ${rule.subjects.map(kind => kinds[kind]).join(', ')}${rule.questions.length ? `; colours *${rule.questions.map(name => questions[name]).join('* and *')}*` : ''}`,
    `- Why: ${say('why')}`,
    ...Object.entries(rule.steps).flatMap(([words, ids]) => [`- Way out${whereOf(words)}:`, ...ids.map((id, i) => `  ${i + 1}. ${stepOf(id, messages)}`)]),
    `- Reference: [${rule.reference.name}](${rule.reference.url})${from.length ? `; ${from.join(', ')}` : ''}`,
    `- Since: ${rule.since}`,
    '',
  ].join('\n');
}

/** Where a list of steps is for something that is so, what. @param {string} words */
function whereOf(words) {
  return words === 'otherwise' ? '' : ` (*${words}*)`;
}

/** @param {string} id @param {Messages} messages */
function stepOf(id, messages) {
  const message = messages[`step_${id.replaceAll('-', '_')}`];
  if (!message) throw new Error(`There is no message for the step ${id}`);
  return spoken(message.message, messages, label => `**${label}**`);
}

/** The doc comment of the rule. @param {AnyRule} rule */
function conditionOf(rule) {
  const comment = /\/\*\*((?:(?!\*\/)[^])*)\*\/\s*export const \w+ = rule\(/.exec(read(`src/rules/${rule.id}.ts`))?.[1];
  if (!comment) throw new Error(`src/rules/${rule.id}.ts has no comment over its rule that says when it fails`);
  return comment.replaceAll(/^\s*\* ?/gm, '').replaceAll(/\s+/g, ' ').trim();
}

/** @param {AnyRule} rule @param {Messages} messages */
function titleOf(rule, messages) {
  return spoken(messageOf(rule, 'title', messages), messages);
}

/** The first form of a message that exists. @param {AnyRule} rule @param {string} part @param {Messages} messages */
function messageOf({id}, part, messages) {
  const key = `${id.replaceAll('-', '_')}_${part}`;
  const found = [key, `${key}_other`, `${key}_incomingServer`, `${key}_outgoingServer`].find(candidate => candidate in messages)
    ?? Object.keys(messages).find(candidate => candidate.startsWith(`${key}_`));
  if (!found) throw new Error(`There is no message ${key}`);
  return /** @type {{message: string}} */ (messages[found]).message;
}

/** @param {string} file */
function read(file) {
  return readFileSync(join(root, file), 'utf8');
}
