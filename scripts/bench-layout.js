// @ts-check
// How long the page is, and how many words it has, with everything folded as it opens: what a reader has to take in.

import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {linkApplication} from './linked-application.js';
import {pretendConnected} from './pretend-connected.js';
import {seedAccounts} from './seed-accounts.js';
import {startThunderbird} from './thunderbird.js';

/** CSS pixels: a tab beside the spaces toolbar on a screen of 1,366. */
const WIDE = 1321;
const NARROW = 360;

/** @typedef {Record<string, string | number | boolean>} Prefs */

/**
 * @typedef {object} State
 * @property {string} name
 * @property {Prefs} prefs
 * @property {object} [policy] what the administrator has set
 * @property {{width: number, name: string, wanted: string}[]} widths
 */

/** @typedef {'open' | 'recent' | 'starttls' | 'pop' | 'fine'} Kind of account, by what is to be said of it: two have something to put right, two advice, the last nothing */

/** @type {Record<Kind, Prefs>} below mail.server.<key> */
const kinds = {
  open: {type: 'imap', socketType: 0, port: 143},
  recent: {type: 'imap', socketType: 3, port: 993, autosync_max_age_days: 30},
  starttls: {type: 'imap', socketType: 2, port: 143},
  pop: {type: 'pop3', socketType: 3, port: 995, leave_on_server: true, delete_by_age_from_server: false, delete_mail_left_on_server: true, download_on_biff: true},
  fine: {type: 'imap', socketType: 3, port: 993},
};

/** @type {State[]} */
const states = [
  {name: 'seeds', prefs: seedAccounts(), widths: [
    {width: WIDE, name: '5 accounts of the seeds', wanted: '1,400 px, 300 words'}, {width: NARROW, name: `the same, ${NARROW} px wide`, wanted: '2,400 px'},
  ]},
  {name: 'healthy', prefs: accounts(['fine']), widths: [{width: WIDE, name: '1 account, nothing wrong', wanted: '900 px, 190 words'}]},
  {name: 'many', prefs: accounts(mixed(32)), widths: [{width: WIDE, name: '32 accounts', wanted: '1,500 px, 350 words'}]},
  {name: 'managed', prefs: accounts(['open', 'recent', 'fine']), policy: {
    organisation: {
      name: 'Lycée Jean-Moulin', email: 'assistance@lycee.example.net', phone: '01 02 03 04 05', helpUrl: 'https://intranet.example.net/aide',
      text: {fr: 'Pour toute question, adressez-vous au CDI, salle 12, pendant les récréations.'},
    },
    copies: 'requierd',
  }, widths: [{width: WIDE, name: 'managed, 3 accounts, a mistake', wanted: '1,300 px'}]},
];

/** Of sixteen, one sends its password unprotected and one keeps only what is recent; four have advice; the others nothing. @param {number} count @returns {Kind[]} */
function mixed(count) {
  return Array.from({length: count}, (_, i) => /** @type {Kind[]} */ (['open', 'recent', 'starttls', 'pop', 'starttls', 'pop'])[i % 16] ?? 'fine');
}

/** @param {Kind[]} wanted @returns {Prefs} */
function accounts(wanted) {
  return Object.assign({
    'mail.accountmanager.accounts': wanted.map((_, i) => `account${i + 1}`).join(),
    'mail.smtpservers': wanted.map((_, i) => `smtp${i + 1}`).join(),
    // Thunderbird is set to look for mail, and has not looked before all is measured.
    'mail.server.default.check_time': 600,
  }, ...wanted.map((kind, i) => account(kind, i + 1)));
}

/** @param {Kind} kind @param {number} n @returns {Prefs} */
function account(kind, n) {
  const server = {hostname: `imap${n}.example.org`, userName: `user${n}`, name: `user${n}@example.org`, ...kinds[kind]};
  return {
    [`mail.account.account${n}.server`]: `server${n}`,
    [`mail.account.account${n}.identities`]: `id${n}`,
    [`mail.identity.id${n}.useremail`]: `user${n}@example.org`,
    [`mail.identity.id${n}.smtpServer`]: `smtp${n}`,
    ...Object.fromEntries(Object.entries(server).map(([name, value]) => [`mail.server.server${n}.${name}`, value])),
    [`mail.smtpserver.smtp${n}.hostname`]: `smtp${n}.example.org`,
    [`mail.smtpserver.smtp${n}.username`]: `user${n}`,
    [`mail.smtpserver.smtp${n}.port`]: 465,
    [`mail.smtpserver.smtp${n}.try_ssl`]: 3,
  };
}

/**
 * @param {string} application @param {string} xpi @param {string} folder for what it makes
 * @returns {Promise<{name: string, wanted: string, height: number, words: number}[]>} height in CSS pixels
 */
export async function measureLayouts(application, xpi, folder) {
  const measured = [];
  for (const state of states) {
    const own = state.policy ? await managed(application, join(folder, state.name), xpi, state.policy) : application;
    measured.push(...await measureState(state, own, xpi));
  }
  return measured;
}

/** @param {string} application @param {string} copy @param {string} xpi @param {object} policy @returns {Promise<string>} */
async function managed(application, copy, xpi, policy) {
  const {strFromU8, unzipSync} = await import('fflate');
  const {id} = JSON.parse(strFromU8(/** @type {Uint8Array} */ (unzipSync(readFileSync(xpi))['manifest.json']))).browser_specific_settings.gecko;
  linkApplication(application, copy);
  mkdirSync(join(copy, 'distribution'), {recursive: true});
  writeFileSync(join(copy, 'distribution/policies.json'), JSON.stringify({policies: {'3rdparty': {Extensions: {[id]: policy}}}}));
  return copy;
}

/** @param {State} state @param {string} application @param {string} xpi */
async function measureState({prefs, policy, widths}, application, xpi) {
  const thunderbird = await startThunderbird({application, prefs, locale: 'fr'});
  try {
    await thunderbird.chrome(pretendConnected);
    await thunderbird.pressButton(await thunderbird.install(xpi));
    const page = await thunderbird.page('/page/options.html');
    await page.waitFor(() => document.querySelector('main')?.dataset['state'] === 'ready');
    if (policy && !await page.evaluate(() => document.getElementById('organisation')?.textContent)) throw new Error('The page does not know what the administrator has set');
    const measured = [];
    for (const {width, ...named} of widths) {
      await page.setWidth(width);
      measured.push({...named, ...await page.evaluate(measure)});
    }
    return measured;
  } finally {
    await thunderbird.stop();
  }
}

/** Runs in the page. A page shorter than its tab is as long as what is on it. */
function measure() {
  return {height: Math.ceil(document.body.getBoundingClientRect().bottom + scrollY), words: document.body.innerText.split(/\s+/).filter(Boolean).length};
}
