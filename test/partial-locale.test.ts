/** A language may have some of the messages: all else works as before, and the form of what it has is looked at. */
import {readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {strFromU8, unzipSync} from 'fflate';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {newRule} from '../scripts/new-rule.js';
import {copyProject, messagesIn, runIn, writeMessages} from './helpers/project-copy.ts';

/** The tests that look at languages. */
const tests = ['locales', 'explain/messages', 'explain/labels', 'rules', 'explain/answers', 'rules/outgoing-plaintext', 'rules/local-copies-by-age'].map(name => `test/${name}.test.ts`);

const german = {
  language: 'de',
  badge_fine: 'Mail Account Audit: Im Geprüften ist nichts zu berichtigen.',
  page_checked: 'Was geprüft wurde',
  page_waived_summary_one: '{count} Punkt so angenommen',
  page_waived_summary_other: '{count} Punkte so angenommen',
};

let folder: string;

beforeAll(() => {
  folder = copyProject();
});
afterAll(() => rmSync(folder, {recursive: true}));

async function test(messages: Record<string, string>): Promise<{code: number; failed: string[]; said: string}> {
  writeMessages(folder, 'de', messages);
  const {code, said} = await runIn(folder, 'node_modules/vitest/vitest.mjs', 'run', ...tests);
  return {code, said, failed: [...said.matchAll(/^ +× (.*?) \d+ms$/gm)].map(match => match[1]!)};
}

describe('a language of five messages', () => {
  it('passes the tests, and is shipped without being taken for complete', async () => {
    const {code, said} = await test(german);
    expect(code, said).toBe(0);
    const {version} = JSON.parse(readFileSync('package.json', 'utf8'));
    const entries = unzipSync(readFileSync(join(folder, `dist/mail-account-audit-${version}.xpi`)));
    expect(Object.keys(entries)).toContain('_locales/de/messages.json');
    expect(strFromU8(entries['audit.js']!)).toContain('["en", "fr"].includes(');
  });
  it('that is wrong in form is found, in each way', async () => {
    const {failed} = await test({
      ...german, language: 'fr', unknown_key: 'x', page_checked: ' "Geprüft" $1 {', page_loading: '', outgoing_plaintext_title: '{nothing}', badge_attention_one: '{count} Punkt',
    });
    expect(new Set(failed)).toEqual(new Set([
      'has no key that English has not, but for its own forms', 'names its language, as its folder does', 'says something in every message',
      'has no $, to which Thunderbird gives a meaning of its own', 'leaves no brace open', 'quotes what English quotes', 'has no space that begins, ends or doubles',
      'has curly apostrophes and quotation marks: ’ “ ” or « »', 'counts in every form its language has, or not at all', 'outgoing_plaintext_title quotes data or labels only',
    ]));
  });
  it('stays as it is where a rule is begun', () => {
    writeMessages(folder, 'de', german);
    newRule('mailbox-in-the-moon', folder);
    expect(messagesIn(folder, 'de')).toEqual(german);
  });
});
