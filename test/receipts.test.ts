import {describe, expect, it} from 'vitest';
import {audit} from '../src/audit.ts';
import type {Policy} from '../src/policy.ts';
import {type Ledger, type Receipt, emptyLedger, ledgerAfter} from '../src/receipts.ts';
import {rules} from '../src/rules/index.ts';
import type {Folder, Snapshot} from '../src/snapshot.ts';
import {type SetAside, factsOf} from '../src/waivers.ts';
import {
  account, folder, identity, incomingServer, jane, outgoingServer, popServer, popSnapshot, profilePath, program, snapshot,
} from './helpers/make.ts';

const START = Date.parse('2026-11-21T08:00:00.000Z');
const later = (minutes: number) => new Date(START + minutes * 60_000).toISOString();

interface Step {
  taken: Snapshot;
  policy?: Partial<Policy> & {setAside?: SetAside[]};
}

/** Notes one reading after the other, ten minutes apart, each after the ledger was stored and read; each is noted twice, by page and background. */
function after(...steps: (Snapshot | Step)[]): Ledger {
  return steps.map(step => 'taken' in step ? step : {taken: step}).reduce((ledger, {taken, policy}, i) => {
    const reading = {...taken, takenAt: later(i * 10)};
    const report = audit(reading, rules, {rules: {}, ...policy});
    const once = ledgerAfter(JSON.parse(JSON.stringify(ledger)), report, reading);
    expect(ledgerAfter(once, report, reading)).toBe(once);
    return once;
  }, emptyLedger());
}

const named = (entries: {rule: string}[]) => entries.map(({rule}) => rule).toSorted();
const told = (ledger: Ledger) => ({open: named(ledger.open), receipts: named(ledger.receipts)});
const receiptOf = ({receipts}: Ledger, rule: string): Receipt => receipts.find(receipt => receipt.rule === rule)!;
const changesOf = (ledger: Ledger, rule: string) => receiptOf(ledger, rule).changes.toSorted((a, b) => a.field.localeCompare(b.field));

const incoming = (differences: Parameters<typeof incomingServer>[0]) => snapshot({incomingServers: [incomingServer(differences)]});
const right = snapshot();
const limited = incoming({autoSyncMaxAgeDays: 30});
const plain = incoming({socketType: 'plain', port: 143});

describe('what was put right', () => {
  it('is a receipt: what it was, what was and is, and since when', () => {
    const ledger = after(limited, right);
    expect(ledger).toEqual({
      open: [],
      receipts: [{
        rule: 'local-copies-by-age', subject: 'incomingServer', subjectId: 'server1', severity: 'warning', data: {days: 30},
        changes: [{field: 'autoSyncMaxAgeDays', from: 30, to: -1}], at: later(10),
      }],
      at: later(10),
    });
  });
  it('is one for each finding, with all that the step that cures them may have changed', () => {
    const ledger = after(plain, right);
    expect(told(ledger)).toEqual({open: [], receipts: ['incoming-plaintext', 'unprotected-password']});
    for (const rule of ['incoming-plaintext', 'unprotected-password']) {
      expect(changesOf(ledger, rule)).toEqual([{field: 'port', from: 143, to: 993}, {field: 'socketType', from: 'plain', to: 'SSL'}]);
    }
  });
  it('is told by what was last seen to fail', () => {
    expect(changesOf(after(limited, incoming({autoSyncMaxAgeDays: 7}), right), 'local-copies-by-age')).toEqual([{field: 'autoSyncMaxAgeDays', from: 7, to: -1}]);
  });
  it('stays as it is, whatever is read then', () => {
    expect(after(limited, right, right, incoming({autoSyncMaxAgeDays: 0})).receipts).toEqual(after(limited, right).receipts);
  });
  it('may be something of Thunderbird itself, of an identity or of an outgoing server', () => {
    const wrong = snapshot({program: program({startsOffline: true}), identities: [identity({keepsSentCopies: false})], outgoingServers: [outgoingServer({port: 25, socketType: 'STARTTLS'})]});
    expect(told(after(wrong, right)).receipts).toEqual(expect.arrayContaining(['offline-mode', 'outgoing-relay-port', 'sent-copy-off']));
  });
  it('is no more one where it fails again, until that is put right again', () => {
    const again = incoming({autoSyncMaxAgeDays: 60});
    expect(told(after(limited, right, again))).toEqual({open: ['local-copies-by-age'], receipts: []});
    expect(receiptOf(after(limited, right, again, right), 'local-copies-by-age')).toMatchObject({changes: [{from: 60, to: -1}], at: later(30)});
  });
});

const only = (use: Folder['use'], differences: Partial<Folder>) => incoming({folders: [folder('inbox'), folder(use, differences)]});

describe('only that it changed is told', () => {
  it.each<[string, Snapshot, Snapshot, string]>([
    ['folder-retention', only('other', {retainBy: 'age'}), only('other', {}), 'folders'],
    ['filter-forwards-or-deletes', incoming({filters: [{deletes: true, forwardsTo: []}]}), right, 'filters'],
    ['outgoing-blind-copy-elsewhere', snapshot({identities: [identity({bccList: [`${jane.username}@example.net`]})]}), right, 'bccList'],
    ['mail-outside-profile', incoming({localPath: `/mnt/${jane.username}`}), right, 'localPath'],
    ['profile-in-cloud-folder', snapshot({program: program({profilePath: `/home/${jane.username}/Dropbox/x`})}), right, 'profilePath'],
    ['missing-outgoing-server', snapshot({identities: [identity({outgoingServerKey: ''})]}), right, 'outgoingServerKey'],
    ['quota-nearly-full', incoming({quota: [{name: 'STORAGE', used: 99, limit: 100}]}), incoming({quota: [{name: 'STORAGE', used: 9, limit: 100}]}), 'quota'],
    ['insecure-account-setup', snapshot({program: program({weakenedSetup: ['mailnews.auto_config.x']})}), right, 'weakenedSetup'],
    ['unusable-server-name', incoming({hostname: `${jane.email}`}), right, 'hostname'],
  ])('%s', (rule, wrong, now, field) => {
    const open = after(wrong);
    const ledger = after(wrong, now);
    expect(open.open.map(entry => entry.rule)).toContain(rule);
    expect(receiptOf(ledger, rule).changes).toEqual([{field}]);
    for (const word of [...Object.values(jane), profilePath, 'jane', 'Roe']) expect(JSON.stringify([open, ledger])).not.toContain(word);
  });
});

const covering = (rule: string): SetAside => {
  const finding = audit(limited, rules, {rules: {}}).findings.find(found => found.rule === rule)!;
  return {rule, subject: finding.subject, subjectId: finding.subjectId, facts: factsOf(finding), reason: '', until: '2027-01-01'};
};

describe('goes without a receipt', () => {
  const nothing = {open: [], receipts: []};

  it.each<[string, Step]>([
    ['where its rule was switched off', {taken: right, policy: {rules: {'local-copies-by-age': 'off'}}}],
    ['where the user set it aside', {taken: limited, policy: {setAside: [covering('local-copies-by-age')]}}],
    ['where an administrator accepted it', {taken: limited, policy: {waivers: [{rule: 'local-copies-by-age', account: '*', reason: '', until: '2027-01-01'}]}}],
    ['where the account is gone', {taken: snapshot({accounts: [], incomingServers: [], outgoingServers: [], identities: []})}],
    ['where its server is another one', {taken: incoming({key: 'server2'})}],
    ['where its rule no longer applies', {taken: right, policy: {copies: 'forbidden'}}],
  ])('%s', (_why, step) => {
    const ledger = after(limited, step);
    expect({open: named(ledger.open).filter(rule => rule === 'local-copies-by-age'), receipts: ledger.receipts}).toEqual(nothing);
  });
  it('where it is judged otherwise, and nothing of it changed', () => {
    const kept = popSnapshot({incomingServers: [popServer({numDaysToLeaveOnServer: 7})]});
    expect(told(after(kept)).open).toContain('pop-short-retention');
    expect(told(after(kept, {taken: kept, policy: {pop: {minDays: 5}}}))).toEqual(nothing);
  });
  it('and so does a receipt, where its account is gone, its rule switched off, or no longer applies', () => {
    for (const step of [
      {taken: snapshot({accounts: [], incomingServers: [], outgoingServers: [], identities: []})}, {taken: right, policy: {rules: {'local-copies-by-age': 'off' as const}}},
      {taken: right, policy: {copies: 'forbidden' as const}},
    ]) expect(after(limited, right, step).receipts).toEqual([]);
  });
});

describe('what was not read', () => {
  const unread = incoming({autoSyncMaxAgeDays: undefined, offlineDownload: undefined});
  /** As the accounts API tells them where the experiment fails. */
  const untold = snapshot({accounts: [account()], incomingServers: [{...incomingServer({hostname: undefined, autoSyncMaxAgeDays: undefined, offlineDownload: undefined}), key: ''}]});

  it.each([['a field', unread], ['a whole server', untold]])('leaves it as it was last seen: %s', (_what, gap) => {
    expect(told(after(limited, gap)).open).toContain('local-copies-by-age');
    expect(changesOf(after(limited, gap, right), 'local-copies-by-age')).toEqual([{field: 'autoSyncMaxAgeDays', from: 30, to: -1}]);
    expect(told(after(limited, right, gap)).receipts).toEqual(['local-copies-by-age']);
    expect(told(after(limited, gap, limited))).toEqual({open: ['local-copies-by-age'], receipts: []});
  });
  it('says nothing of a change', () => {
    const unknown = incoming({socketType: 'plain', port: undefined});
    expect(told(after(unknown)).open).toContain('incoming-plaintext');
    expect(changesOf(after(unknown, right), 'incoming-plaintext')).toEqual([{field: 'socketType', from: 'plain', to: 'SSL'}]);
  });
  it('says nothing of a change, also where it was read before', () => {
    expect(changesOf(after(plain, incoming({port: undefined})), 'incoming-plaintext')).toEqual([{field: 'socketType', from: 'plain', to: 'SSL'}]);
  });
  it('keeps nothing of a rule that did not run', () => {
    expect(after(limited, {taken: untold, policy: {rules: {'local-copies-by-age': 'off'}}}).open.map(({rule}) => rule)).not.toContain('local-copies-by-age');
  });
  it('has no key, and is nobody’s', () => {
    const open = audit(limited, rules, {rules: {}});
    const findings = open.findings.map(finding => ({...finding, subjectId: ''}));
    expect(ledgerAfter(emptyLedger(), {...open, findings}, limited)).toEqual(emptyLedger());
  });
});

const note = (ledger: Ledger, taken: Snapshot, takenAt: string) => ledgerAfter(ledger, audit({...taken, takenAt}, rules, {rules: {}}), {...taken, takenAt});

it('what was read before the last change, and is noted after it, is too late; after a clock was put back it is not', () => {
  const ledger = after(limited, right);
  const shortly = new Date(Date.parse(ledger.at) - 3000).toISOString();
  expect(note(ledger, limited, shortly)).toBe(ledger);
  expect(told(note(ledger, limited, later(-600)))).toEqual({open: ['local-copies-by-age'], receipts: []});
});

const failing = (bytes: number) => incoming({folders: [folder('inbox', {bytes, retainBy: 'age'})]});

it('nothing new is the same object, also where sizes have grown', () => {
  const ledger = after(failing(1000));
  expect(told(ledger).open).toContain('folder-retention');
  expect(note(ledger, failing(2000), later(60))).toBe(ledger);
});

const many = (days: number) => snapshot({
  accounts: Array.from({length: 60}, (_, i) => account({id: `account${i}`})),
  incomingServers: Array.from({length: 60}, (_, i) => incomingServer({key: `server${i}`, accountIds: [`account${i}`], autoSyncMaxAgeDays: days})), identities: [], outgoingServers: [],
});

it('what another version told and this one does not is no longer told', () => {
  const ledger = after(snapshot({identities: [identity({outgoingServerKey: ''})]}));
  const [entry] = ledger.open.filter(({rule}) => rule === 'missing-outgoing-server');
  const older = {...ledger, open: [{...entry!, values: {outgoingServerKey: ''}, digests: {}}]};
  expect(receiptOf(note(older, right, later(60)), 'missing-outgoing-server').changes).toEqual([{field: 'outgoingServerKey'}]);
});

it('the newest fifty are kept', () => {
  const offline = {...many(30), program: program({startsOffline: true})};
  expect(told(after(offline, many(30))).receipts).toEqual(['offline-mode']);
  const ledger = after(offline, many(30), many(-1));
  expect(ledger.receipts.length).toBe(50);
  expect(new Set(ledger.receipts.map(({at}) => at))).toEqual(new Set([later(20)]));
});

it('a rule that this version does not have is forgotten', () => {
  const ledger = after(limited, right);
  const strange = {...ledger, open: [{...after(limited).open[0]!, rule: 'gone'}], receipts: [{...ledger.receipts[0]!, rule: 'gone'}]};
  expect(note(strange, right, later(60))).toMatchObject({open: [], receipts: []});
});
