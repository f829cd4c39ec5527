import {expect, it, vi} from 'vitest';
import {plain, text} from '../../src/explain/messages.ts';
import {putRight} from '../../src/explain/receipt.ts';
import {leftToDo} from '../../src/explain/steps.ts';
import {emptyLedger, ledgerAfter} from '../../src/receipts.ts';
import {rules} from '../../src/rules/index.ts';
import type {Snapshot} from '../../src/snapshot.ts';
import {labelOf} from '../../src/explain/fields.ts';
import {getMessageIn} from '../helpers/locales.ts';
import {
  besideIMAP, exchangeServer, exchangeSnapshot, identity, incomingServer, outgoingServer, popServer, popSnapshot, program, snapshot,
} from '../helpers/make.ts';
import {audited} from '../page/fixture.ts';

const messenger = {i18n: {getMessage: (_key: string): string => ''}};
vi.stubGlobal('messenger', messenger);
messenger.i18n.getMessage = getMessageIn('en');

/** What is said when these have been read one after the other, an hour apart. */
function said(...readings: Snapshot[]) {
  const taken = readings.map((reading, i) => audited({...reading, takenAt: `2026-11-21T${10 + i}:00:00.000Z`}));
  const {receipts} = taken.reduce((ledger, {report, snapshot: read}) => ledgerAfter(ledger, report, read), emptyLedger());
  return putRight(receipts, taken.at(-1)!).map(({cure, title, was, changes, readAgain, steps}) => ({
    rules: cure.map(({rule}) => rule), accountIds: cure[0].accountIds, title: text(title.key, title.data), was: text(was.key, was.data),
    changes: changes.map(({label, from, to}) => [label, from, to]), readAgain: text(readAgain.key, readAgain.data), steps: steps.map(plain),
  }));
}

const incoming = (differences: Parameters<typeof incomingServer>[0]) => snapshot({incomingServers: [incomingServer(differences)]});
const pop = (differences: Parameters<typeof popServer>[0]) => popSnapshot({incomingServers: [popServer(differences)]});
const right = snapshot();
const plaintext = incoming({socketType: 'plain', port: 143});

it('says what was, what is, when it was read, and what is left to do: once for all that one change cured', () => {
  expect(said(plaintext, right)).toEqual([{
    rules: ['unprotected-password', 'incoming-plaintext'],
    accountIds: ['account1'],
    title: 'Your password does not travel in clear',
    was: 'Your password travels unprotected',
    changes: [['Connection security', 'None', 'SSL/TLS'], ['Port', '143', '993']],
    readAgain: expect.stringMatching(/^Read again on November 21, 2026 at /),
    steps: [
      'Close Thunderbird and open it again: until then it may go on using the old connection.',
      expect.stringMatching(/^Fetch your mail\./), expect.stringMatching(/^Once it works, change your password/),
    ],
  }]);
});

it('what was put right in two steps is one, from the first to the last', () => {
  const [only, ...others] = said(plaintext, incoming({socketType: 'STARTTLS', port: 143}), right);
  expect(others).toEqual([]);
  expect(only!.rules).toEqual(['unprotected-password', 'incoming-plaintext', 'incoming-starttls']);
  expect(only!.changes).toEqual([['Connection security', 'None', 'SSL/TLS'], ['Port', '143', '993']]);
  expect(only!.readAgain).toBe(said(right, incoming({autoSyncMaxAgeDays: 30}), right)[0]!.readAgain);
});

it('the newest comes first, and each of another server or step stands for itself', () => {
  const both = snapshot({incomingServers: [incomingServer({autoSyncMaxAgeDays: 30})], outgoingServers: [outgoingServer({socketType: 'plain', port: 587})]});
  const sending = snapshot({incomingServers: [incomingServer({autoSyncMaxAgeDays: 30})]});
  expect(said(both, sending, right).map(({rules: found}) => found)).toEqual([['local-copies-by-age'], ['unprotected-password', 'outgoing-plaintext']]);
});

it('nothing is said of what is gone or no longer judged', () => {
  const ledger = [plaintext, right].map(reading => audited(reading)).reduce((before, {report, snapshot: read}) => ledgerAfter(before, report, read), emptyLedger());
  expect(putRight(ledger.receipts, audited(right))).toHaveLength(1);
  expect(putRight(ledger.receipts, audited(incoming({key: 'server2'})))).toEqual([]);
  const off = audited(right, {rules: {'incoming-plaintext': 'off', 'unprotected-password': 'off'}});
  expect(putRight(ledger.receipts, off)).toEqual([]);
  expect(putRight([{...ledger.receipts[0]!, rule: 'of a version to come'}], audited(right))).toEqual([]);
});

const beside = besideIMAP(popServer({username: 'x', hostname: 'imap.example.com', leaveMessagesOnServer: false}), {username: 'x'}).snapshot;

const asked = {...beside, incomingServers: beside.incomingServers.with(0, {...beside.incomingServers[0]!, leaveMessagesOnServer: true, deleteByAgeFromServer: false})};

it.each<[string, Snapshot, Snapshot, unknown[][], RegExp[]]>([
  ['a password that encryption makes safe', incoming({socketType: 'plain', port: 143, authMethod: 'passwordEncrypted'}), right,
    [['Connection security', 'None', 'SSL/TLS'], ['Authentication method', 'Encrypted password', 'Normal password'], ['Port', '143', '993']],
    [/^Close Thunderbird/, /^Fetch your mail/, /choose “Normal password”/, /change your password/]],
  ['a password in clear', plaintext, incoming({authMethod: 'OAuth2'}),
    [['Connection security', 'None', 'SSL/TLS'], ['Authentication method', 'Password, transmitted insecurely', 'OAuth2'], ['Port', '143', '993']],
    [/^Close Thunderbird/, /^Fetch your mail/, /change your password/]],
  ['an age', incoming({autoSyncMaxAgeDays: 30}), right, [['Synchronize the most recent', '30 days', 'Synchronize all messages locally regardless of age']], [/^Leave Thunderbird open/]],
  ['what a deletion does', incoming({deleteModel: 'deleteImmediately'}), right, [['When I delete a message', 'Remove it immediately', 'Move it to this folder']], []],
  ['a retention', pop({retainBy: 'age', daysToKeepHdrs: 30}), pop({daysToKeepHdrs: 30}), [['Don\'t delete any messages', 'no', 'yes']], [/^If you miss something/]],
  ['days', pop({numDaysToLeaveOnServer: 3}), pop({}), [['For at most', '3 days', '14 days']], []],
  ['minutes', pop({biffMinutes: 1}), pop({}), [['Check for new messages every', '1 minute', '10 minutes']], []],
  ['a size', pop({limitOfflineMessageSize: true, maxMessageSize: 50}), pop({maxMessageSize: 500}),
    [['Don\'t download messages larger than', 'yes', 'no'], ['Don\'t download messages larger than', '50\u00a0KB', '500\u00a0KB']], [/^Messages that came before/]],
  ['a folder for sent copies', snapshot({identities: [identity({sentFolder: 'thisComputer'})]}), right, [['Place a copy in', 'on this computer', 'on a server']], []],
  ['an address of Exchange', exchangeSnapshot({incomingServers: [exchangeServer({exchangeScheme: 'http'})]}), exchangeSnapshot(), [['Host URL', 'http://…', 'https://…']], []],
  ['a day', snapshot({program: program({lastBackup: '2020-01-01'})}), right, [['the last backup', 'January 1, 2020', 'November 1, 2026']], [/^Keep it on another disk/]],
  ['junk mail', incoming({purgeSpam: true}), incoming({spamLevel: 0}), [['junk mail controls', 'yes', 'no'], ['Automatically delete junk mail older than', 'yes', 'no']], [/^Empty “Junk”/]],
  ['more than one value', incoming({filters: [{deletes: true, forwardsTo: []}]}), right, [['Message Filters', undefined, 'changed']], [/^Your provider may filter/]],
  ['what may not be told', snapshot({identities: [identity({outgoingServerKey: ''})]}), right, [['Outgoing Server (SMTP)', undefined, 'changed']], []],
  ['the first of many steps', beside, asked, [['Leave messages on server', 'no', 'yes'], ['For at most', 'yes', 'no']],
    [/^Remove neither/, /^In the POP account/, /^Only now copy/, /^Compare/, /^Back up/, /^Last of all/]],
])('%s is said in Thunderbird’s words, and what is left to do', (_what, wrong, now, changes, steps) => {
  const [first] = said(wrong, now);
  expect(first!.changes).toEqual(changes);
  expect(first!.steps).toEqual(steps.map(step => expect.stringMatching(step)));
});

it('every field that can have changed has a name', () => {
  const fields = new Set(rules.flatMap(({needs, setting}) => [...needs, setting]).filter(field => field !== 'locked'));
  expect([...fields].filter(field => labelOf(field) === field)).toEqual([]);
});

it('each step that may be left is one', () => {
  const ids = [...new Set(rules.flatMap(({steps}) => Object.values(steps).flat()))];
  for (const beginning of leftToDo) expect(ids.filter(id => id.startsWith(beginning)), beginning).not.toEqual([]);
});
