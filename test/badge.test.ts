/** The toolbar button: what its tooltip promises. */
import {beforeEach, expect, it, vi} from 'vitest';
import {audit} from '../src/audit.ts';
import {showBadge} from '../src/badge.ts';
import {verdictOf} from '../src/explain/verdict.ts';
import {snapshotOf} from '../src/read.ts';
import {rules} from '../src/rules/index.ts';
import type {Snapshot} from '../src/snapshot.ts';
import {account, incomingServer, localFolders, notReadOutgoingServer, popServer, snapshot} from './helpers/make.ts';
import {getMessageIn} from './helpers/locales.ts';
import {audited} from './page/fixture.ts';
import {type Report, isChecked} from '../src/report.ts';
import {answersByAccount} from '../src/explain/answers.ts';

const shown = {title: '', text: ''};
const messenger = {
  i18n: {getMessage: (_key: string): string => ''},
  action: {
    setBadgeText: async ({text}: {text: string}) => { shown.text = text; }, setTitle: async ({title}: {title: string}) => { shown.title = title; },
    setBadgeBackgroundColor: async () => {},
  },
};
vi.stubGlobal('messenger', messenger);

beforeEach(() => { messenger.i18n.getMessage = getMessageIn('en'); });

async function titleOf(report: Report, taken: Snapshot): Promise<string> {
  await showBadge(report, taken);
  expect(shown.text).toBe('');
  return shown.title.replace('Mail Account Audit: ', '');
}

const listed = [{id: 'account1', type: 'imap', name: 'Mail', identities: []}, {id: 'account2', type: 'none', name: 'Local Folders', identities: []}];
const elsewhere = {version: '153.7.0', buildDate: '2026-11-10', lastBackup: '2026-11-01'};
const local = localFolders({key: 'server2', accountIds: ['account2']});
const unreadable = snapshot({
  accounts: [account({type: 'unknown', error: 'it has no server'}), account({id: 'account2', type: 'local'})],
  incomingServers: [incomingServer({type: 'unknown'}), local], outgoingServers: [notReadOutgoingServer()],
});
const nothing = 'the settings of your accounts could not be checked from here. Click to see what you can do.';

it.each<[string, Snapshot, boolean, string]>([
  ['all of it is fine', snapshot(), true, 'nothing to put right in what was checked.'],
  ['some was not read', snapshot({incomingServers: [incomingServer({port: undefined})]}), true, 'nothing to put right in what was checked, but not everything could be checked.'],
  // POP has no rule that asks it.
  ['nothing was seen yet', snapshot({accounts: [account({type: 'pop3'})], incomingServers: [popServer({hasConnected: false})]}), true, 'nothing to put right in what was checked, but not everything could be checked.'],
  // What the accounts API alone tells, without the experiment.
  ['nothing was read', snapshotOf(listed, undefined, elsewhere, new Date('2026-11-21T09:00:00Z')), false, nothing],
  // Local Folders pass, and the updates of Thunderbird: that says nothing of an account.
  ['no account could be read', unreadable, false, nothing],
  ['there is no account', snapshot({accounts: [], incomingServers: [], outgoingServers: [], identities: []}), false, 'no mail account was found.'],
])('says what was checked, and no more, where %s', async (_name, taken, checked, title) => {
  const report = audit(taken, rules, {rules: {}});
  expect([isChecked(report), await titleOf(report, taken)]).toEqual([checked, title]);
  // The page says the same.
  const whole = audited(taken);
  const {sentence, notes} = verdictOf(whole, answersByAccount(whole));
  expect(sentence.key === 'page_verdict_unread').toBe(title === nothing);
  expect(notes.some(({key}) => key === 'page_incomplete')).toBe(title.endsWith('but not everything could be checked.'));
});
