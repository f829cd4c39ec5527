import {mkdtempSync, cpSync, mkdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {newRule} from '../scripts/new-rule.js';
import {rulesDocument} from '../scripts/rules-doc.js';
import {rules} from '../src/rules/index.ts';

describe('docs/rules.md', () => {
  const written = readFileSync('docs/rules.md', 'utf8');

  it('is what npm run update writes', async () => {
    expect(written, 'npm run update').toBe(await rulesDocument());
  });
  it('lists each rule with its weight', () => {
    expect([...written.matchAll(/^\| \[([\w-]+)\]\(#\1\) \| (\w+) \|/gm)].map(([, id, severity]) => [id, severity])).toEqual(rules.map(({id, severity}) => [id, severity]));
  });
  it('has an anchor for each rule, and for nothing else', () => {
    expect([...written.matchAll(/^## (.*)$/gm)].map(([, id]) => id)).toEqual(rules.map(({id}) => id));
  });
  it('says of each what it judges, when it fails, why, what to do, where it comes from and since when', () => {
    for (const section of written.split(/^## /m).slice(1)) {
      for (const part of ['- Condition: ', '- Judges: ', '- Why: ', '- Way out:\n  1. ', '- Reference: [', '- Since: ']) {
        expect(section, section.split('\n')[0]).toContain(part);
      }
      expect(section).not.toMatch(/[{}]|undefined/);
    }
  });
});

describe('npm run new-rule', () => {
  const folder = mkdtempSync(join(tmpdir(), 'new-rule-'));
  for (const part of ['src/rules', '_locales', 'test/rules', 'test/thunderbird']) cpSync(part, join(folder, part), {recursive: true});
  cpSync('package.json', join(folder, 'package.json'));
  mkdirSync(join(folder, 'docs'));
  afterAll(() => rmSync(folder, {recursive: true}));

  it('makes the rule, its test, its cases, its line and its messages, and nothing else', () => {
    expect(newRule('mailbox-in-the-moon', folder)).toEqual([
      'src/rules/mailbox-in-the-moon.ts', 'test/rules/mailbox-in-the-moon.test.ts', 'test/thunderbird/rules.test.ts', 'src/rules/index.ts', '_locales/en/messages.json', '_locales/fr/messages.json',
    ]);
    const [before, after] = ['.', folder].map(at => readFileSync(join(at, 'src/rules/index.ts'), 'utf8').split('\n'));
    expect(after!.filter(line => !before!.includes(line))).toEqual([
      "import {mailboxInTheMoon} from './mailbox-in-the-moon.ts';", '  mailboxInTheMoon,',
    ]);
    const [without, cases] = ['.', folder].map(at => readFileSync(join(at, 'test/thunderbird/rules.test.ts'), 'utf8'));
    const added = ['advice', 'pass', 'notApplicable'].map(expected => `  ['mailbox-in-the-moon', '${expected}', {type: 'imap'}],\n`).join('');
    expect(cases).toBe(without!.replace(/^\];\n\n\/\*\* What the four rules/m, `${added}$&`));
    expect(cases).not.toBe(without);
    const listed = after!.filter(line => /^ {2}\w+,$/.test(line));
    expect(listed.indexOf('  mailboxInTheMoon,')).toBe(listed.findIndex(line => line > '  mailboxInTheMoon,') - 1);
    const messages = JSON.parse(readFileSync(join(folder, '_locales/en/messages.json'), 'utf8'));
    expect(Object.keys(messages).filter(key => key.startsWith('mailbox_in_the_moon'))).toEqual(
      ['passed', 'question', 'title', 'why'].map(part => `mailbox_in_the_moon_${part}`));
    expect(Object.keys(messages)).toEqual(Object.keys(messages).toSorted());
  });
  it('leaves open what is at stake: neither the compiler nor the test of rules lets that be forgotten', () => {
    expect(readFileSync(join(folder, 'src/rules/mailbox-in-the-moon.ts'), 'utf8')).toContain("  harm: '',\n");
  });
  it('does not write over a rule', () => {
    expect(() => newRule('outgoing-plaintext', folder)).toThrow('There is a rule outgoing-plaintext already');
  });
  it.each(['', 'Outgoing', 'plaintext', 'no_underscore-here', '../x-y', 'a--b'])('refuses %j, and says what an id is', id => {
    expect(() => newRule(id, folder)).toThrow('a noun in its failing state');
  });
});
