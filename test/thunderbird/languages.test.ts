/** A language that has some of the messages, in a Thunderbird of that language: what it lacks is English, and nothing waits for it. */
import {readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {Page, Thunderbird} from '../../scripts/thunderbird.js';
import {copyProject, messagesIn, runIn, writeMessages} from '../helpers/project-copy.ts';
import {inEachThunderbird, inThunderbird140} from '../helpers/thunderbirds.ts';
import {button, openPage, startAudited, unfoldAll, xpi} from './audited.ts';
import {profile} from './profile.ts';

type Messages = Record<string, string>;

const bad = profile([{type: 'imap', server: {socketType: 0, port: 143, autosync_max_age_days: 30}}]);
const english = messagesIn('.', 'en');
const french = messagesIn('.', 'fr');
/** Every second one, and of the number on the button one form of two. */
const half: Messages = {
  ...Object.fromEntries(Object.entries(french).filter(([key], i) => i % 2 && !key.startsWith('badge_attention'))), language: 'fr', badge_attention_other: french['badge_attention_other']!,
};
const five: Messages = {
  language: 'de', page_checked: 'Was geprüft wurde', page_accounts: 'Ihre Konten', page_more: 'Mehr', page_level_critical: 'Kritisch', page_audit_again: 'Erneut prüfen',
};

/** What the page itself says, whatever the accounts are. */
const [withoutTemplates] = readFileSync('src/page/options.html', 'utf8').split('<template');
const shown = [...withoutTemplates!.matchAll(/data-i18n="(\w+)"/g)].map(([, key]) => key!);

let folder: string;
let partial: string;

beforeAll(async () => {
  folder = copyProject();
  writeMessages(folder, 'fr', half);
  writeMessages(folder, 'de', five);
  const {code, said} = await runIn(folder, 'scripts/xpi.js');
  expect(code, said).toBe(0);
  partial = join(folder, 'dist', xpi.split('/').pop()!);
});
afterAll(() => rmSync(folder, {recursive: true}));

async function expectBoth(opened: Page, own: Messages): Promise<void> {
  expect(await opened.evaluate(() => document.documentElement.lang)).toBe(own['language']);
  await unfoldAll(opened);
  const text = await opened.evaluate(() => document.body.textContent!);
  const [theirs, ours] = [shown.filter(key => key in own), shown.filter(key => !(key in own))];
  expect(theirs.length).toBeGreaterThan(2);
  expect(ours.length).toBeGreaterThan(2);
  expect(theirs.filter(key => !text.includes(own[key]!))).toEqual([]);
  expect(ours.filter(key => !text.includes(english[key]!))).toEqual([]);
  // A key would be a message that was found nowhere.
  expect(text).not.toMatch(/\b(page|badge|label)_\w|\w_(title|why|how)\b|undefined|\{\w+\}/);
  expect(text).not.toContain(english['page_language_note']);
}

inEachThunderbird(({application}) => {
  let thunderbird: Thunderbird;
  afterAll(() => thunderbird?.stop());

  it('of half of the French messages, the page shows all, and the button counts in English', async () => {
    thunderbird = await startAudited({application, locale: 'fr', prefs: bad}, partial);
    await expectBoth(await openPage(thunderbird), half);
    await expect.poll(async () => (await button(thunderbird)).title).toMatch(new RegExp(`^${english['badge_attention_other']!.replace('{count}', '\\d')}$`));
  });
});

inThunderbird140(({application}) => {
  let thunderbird: Thunderbird;
  afterAll(() => thunderbird?.stop());

  it('of five German messages, the page shows all five', async () => {
    thunderbird = await startAudited({application, locale: 'de', prefs: bad}, partial);
    await expectBoth(await openPage(thunderbird), five);
  });
});
