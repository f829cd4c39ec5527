/**
 * What every rule promises. A rule's own file says which subjects pass, fail, do not apply or cannot be judged; the rest
 * is checked here, for each of them, through the real `audit()`.
 */
import {describe, expect, it, vi} from 'vitest';
import {complete} from '../../scripts/languages.js';
import {audit} from '../../src/audit.ts';
import {eventsOf, toLines} from '../../src/events.ts';
import type {Expectations} from '../../src/facts/expected-servers.ts';
import {labelIds} from '../../src/explain/labels.ts';
import type {AnyRule, Severity} from '../../src/rule.ts';
import {type Account, type AccountType, type OutgoingServer, type Program, type Snapshot} from '../../src/snapshot.ts';
import {placeholdersOf} from '../../src/explain/translation.ts';
import {type Parsed, faultsOf} from './cloud-events.ts';
import {localeNames, locales, messagePrefix, stepKey} from './locales.ts';
import {account, identity, incomingServer, jane, localFolders, outgoingServer, program, snapshot} from './make.ts';
import type {Finding, Report} from '../../src/report.ts';
import {type SubjectName, type Subjects, reportedAs, subjectsOf} from '../../src/subjects.ts';

type Subject = Subjects[SubjectName];

/** A subject alone stands in an otherwise healthy profile; a snapshot must hold its subject. */
export type Given = Subject | {subject: Subject; snapshot: Snapshot};

/** A server in a profile whose account has these addresses, the first one its default; `undefined` was not read. */
export function usedBy<T extends Subject>(emails: (string | undefined)[], subject: T): {subject: T; snapshot: Snapshot} {
  const outgoingServerKey = 'isDefault' in subject ? subject.key : 'smtp1';
  const identities = emails.map((email, i) => identity({key: `id${i + 1}`, email, outgoingServerKey}));
  return {subject, snapshot: {...around(subject), identities}};
}

/** A subject in a Thunderbird that differs from the healthy one. */
export function within<T extends Subject>(differences: Partial<Program>, subject: T): {subject: T; snapshot: Snapshot} {
  return {subject, snapshot: {...around(subject), program: program(differences)}};
}

interface Failure {
  given: Given;
  data: Finding['data'];
  /** Where it differs from the rule's own. */
  severity?: Severity;
}

interface Cases {
  pass?: Given[];
  fail?: Failure[];
  notApplicable?: Given[];
  /** What cannot be decided for another reason than a field that `needs` names. */
  unknown?: Given[];
  /** What the administrator asks for, in all of these cases: another policy is another table. */
  policy?: Partial<Expectations>;
}

/** A rule with the policy of its table. */
interface Judged {
  rule: AnyRule;
  policy: Partial<Expectations>;
}

/** Every table of a rule: together they have to show it pass and fail. By rule, for files share this module. */
const tables = new Map<AnyRule, Cases[]>();

type Verdict = Pick<Finding, 'severity' | 'data'> & {outcome: Finding['outcome']} | {outcome: 'pass' | 'notApplicable'};

export function testRule(rule: AnyRule, cases: Cases): void {
  const {pass = [], fail = [], notApplicable = [], unknown = [], policy = {}} = cases;
  const judged: Judged = {rule, policy};
  const mine = tables.get(rule) ?? [];
  tables.set(rule, mine);
  mine.push(cases);
  describe(`${rule.id}, ${cases.policy ? `where the policy is ${JSON.stringify(policy)}` : 'without a policy'}`, () => {
    const given = [...pass, ...fail.map(failure => failure.given)];
    const all = [...given, ...notApplicable, ...unknown];

    it('has a case that passes and one that fails', () => {
      expect(mine.flatMap(table => table.pass ?? []).length, 'Add a case to `pass`').toBeGreaterThan(0);
      expect(mine.flatMap(table => table.fail ?? []).length, 'Add a case to `fail`').toBeGreaterThan(0);
    });
    it('has a case', () => {
      expect(all.length, 'Add a case to this table, or remove it').toBeGreaterThan(0);
    });
    it('has no case twice', () => {
      expect(all.map(nameOf).filter((name, i, names) => names.indexOf(name) !== i), 'Remove these cases').toEqual([]);
    });

    it.each(named(pass))('passes: $name', ({value}) => expect(judge(judged, value)).toEqual({outcome: 'pass'}));
    it.each(fail.map(failure => ({...failure, name: nameOf(failure.given)})))('fails: $name', ({given: value, data, severity}) => {
      expect(judge(judged, value)).toEqual({outcome: 'fail', severity: severity ?? rule.severity, data});
    });
    it.each(named(notApplicable))('is not applicable: $name', ({value}) => {
      expect(judge(judged, value)).toEqual({outcome: 'notApplicable'});
    });
    it.each(named(unknown))('is unknown: $name', ({value}) => expect(judge(judged, value).outcome).toBe('unknown'));

    it.each(rule.needs)('is unknown when %s was not read', field => {
      for (const value of given) expectUnknown(judged, without(value, field), field);
    });
    it('never passes what fails, when a field of it was not read', () => {
      for (const failure of fail) expectNeverFine(judged, failure.given);
    });
    it('never breaks', () => {
      // The audit would call it unknown.
      const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
      for (const value of all) judge(judged, value);
      const {calls} = logged.mock;
      logged.mockRestore();
      expect(calls).toEqual([]);
    });
    it('changes nothing it is given', () => {
      for (const value of all) expectUntouched(judged, value);
    });
    it('tells no user name and no address', () => {
      for (const value of all) expectNoNames(judged, value);
    });
    it('is handed over in lines that conform, without a name', () => {
      for (const {given: value} of fail) expectHandedOver(judged, value);
    });
    testMessages(rule, fail);
    testSteps(rule, fail);
  });
}

/** Each list of steps is taken in some case of the table, and quotes what is known there. */
function testSteps(rule: AnyRule, fail: Failure[]): void {
  describe.each(localeNames)('steps in %s', locale => {
    it.each(Object.entries(rule.steps))('%s: quote data or labels only', (words, ids) => {
      const shown = fail.filter(failure => variantsIn(words, rule).every(variant => isOf(variant, failure)));
      for (const key of ids.map(stepKey)) {
        const message = locales[locale]![key];
        if (complete.includes(locale)) expect(message, `Add "${key}" to _locales/${locale}/messages.json`).toBeDefined();
        for (const name of message ? placeholdersOf(message) : []) expectFilled(rule, shown, key, name);
      }
    });
  });
}

function variantsIn(words: string, {variants = []}: AnyRule): string[] {
  return words.split(' ').filter(word => variants.includes(word));
}

function isOf(variant: string, {data}: Failure): boolean {
  return data['reason'] === variant || variant in data;
}

function testMessages(rule: AnyRule, fail: Failure[]): void {
  const prefix = messagePrefix(rule.id);
  const all = Object.keys(locales['en']!);
  const mine = (locale: string) => Object.entries(locales[locale]!).filter(([key]) => new RegExp(`^${prefix}_(title|why|passed|question)(_|$)`).test(key));
  describe.each(complete)('messages in %s', locale => {
    const messages = locales[locale]!;

    it.each(['title', 'why', 'passed', 'question'])('has _%s', part => {
      const key = `${prefix}_${part}`;
      const exists = key in messages || `${key}_one` in messages && `${key}_other` in messages;
      expect(exists, `Add "${key}" to _locales/${locale}/messages.json (or "${key}_one" and "${key}_other" if it counts)`).toBe(true);
    });
  });
  describe.each(localeNames.filter(locale => mine(locale).length))('messages in %s', locale => {
    it.each(mine(locale))('%s quotes data or labels only', (key, message) => {
      const shown = fail.filter(failure => isShownFor(failure, key, rule, all));
      for (const name of placeholdersOf(message)) expectFilled(rule, shown, key, name);
    });
  });
}

/** A message of a variant is for what fits it; any other for what fits no variant that this part of the rule has a message for. */
function isShownFor(failure: Failure, key: string, {id, variants = []}: AnyRule, keys: string[]): boolean {
  const [, part, ...ends] = key.slice(messagePrefix(id).length).split('_');
  const own = variants.filter(variant => ends.includes(variant));
  if (own.length) return own.every(variant => isOf(variant, failure));
  return !variants.some(variant => isOf(variant, failure) && keys.some(other => other.startsWith(`${messagePrefix(id)}_${part}_${variant}`)));
}

function expectFilled(rule: AnyRule, fail: Failure[], key: string, name: string): void {
  if ((labelIds as string[]).includes(name)) return;
  // What passed and what was not checked has no data to quote.
  expect(key, `{${name}} of ${key} is no label of src/explain/labels.ts`).not.toMatch(/_(passed|question)$/);
  for (const {given, data} of fail) {
    expect(Object.keys(data), `{${name}} of ${key} is no label of src/explain/labels.ts: add it to the data of ${rule.id} for ${nameOf(given)}`)
      .toContain(name);
  }
}

function expectUnknown(judged: Judged, given: Given, field: string): void {
  const verdict = judge(judged, given);
  expect(verdict.outcome, `What was not read is not fine: let appliesTo of ${judged.rule.id} answer undefined for ${nameOf(given)}`).toBe('unknown');
  expect('data' in verdict && verdict.data['notRead'], `${field} has to be named for ${nameOf(given)}`).toContain(field);
}

/** Whether `needs` names the field or not. What identifies a subject is always read; an undefined quota was not asked for. */
function expectNeverFine(judged: Judged, given: Given): void {
  const always = ['key', 'id', 'type', 'accountIds', 'accountTypes', 'locked', 'quota'];
  const subject = 'subject' in given ? given.subject : given;
  for (const field of Object.keys(subject).filter(name => !always.includes(name))) {
    const {outcome} = judge(judged, without(given, field));
    expect(['fail', 'unknown'], `Not read is not fine: add ${field} to the needs of ${judged.rule.id} (for ${nameOf(given)})`).toContain(outcome);
  }
}

function expectNoNames(judged: Judged, given: Given): void {
  const told = JSON.stringify(judge(judged, given));
  for (const word of privateWords) {
    expect(told, `Take the field that holds it out of the data of ${judged.rule.id} for ${nameOf(given)}`).not.toContain(word);
  }
}

function expectHandedOver(judged: Judged, given: Given): void {
  const lines = toLines(eventsOf(reportOf(judged, given), '1', {profile: '2', label: '', addon: '0'}));
  const events: Parsed[] = lines.split('\n').slice(0, -1).map(line => JSON.parse(line));
  expect(events.flatMap(faultsOf), `The line of ${judged.rule.id} for ${nameOf(given)} is not CloudEvents: its data are to be short texts, whole numbers, yes or no`).toEqual([]);
  expect(events.filter(({outcome}) => outcome === 'fail').length, nameOf(given)).toBeGreaterThan(0);
  for (const word of privateWords) expect(lines, `Take the field that holds it out of the data of ${judged.rule.id} for ${nameOf(given)}`).not.toContain(word);
}

/** Judged as it is, not frozen: a rule that catches its own error must not get away with it. */
function expectUntouched({rule, policy}: Judged, given: Given): void {
  const before = {snapshot: placed(given).snapshot, policy: {rules: {}, ...policy}};
  const after = structuredClone(before);
  audit(after.snapshot, [rule], after.policy);
  expect(after, `${rule.id} must not write to what it is given, here ${nameOf(given)}`).toEqual(before);
}

const privateWords = [...Object.values(jane), 'jane', 'Roe'];

function reportOf({rule, policy}: Judged, given: Given): Report {
  return audit(deepFreeze(structuredClone(placed(given).snapshot)), [rule], deepFreeze(structuredClone({rules: {}, ...policy})));
}

function judge(judged: Judged, given: Given): Verdict {
  const {kind, id} = placed(given);
  expect(judged.rule.subjects, `This case is of a kind ${judged.rule.id} does not judge`).toContain(kind);
  const report = reportOf(judged, given);
  const isMine = (verdict: {subject: string; subjectId: string}) => verdict.subject === reportedAs(kind) && verdict.subjectId === id;
  const finding = report.findings.find(isMine);
  if (finding) return {outcome: finding.outcome, severity: finding.severity, data: finding.data};
  return {outcome: report.passed.some(isMine) ? 'pass' : 'notApplicable'};
}

/** Where the subject stands in the snapshot. One that belongs to no judged account would be "not applicable" whatever the rule says. */
function placed(given: Given): {kind: SubjectName; id: string; snapshot: Snapshot} {
  const {subject, snapshot: whole} = 'subject' in given ? given : {subject: given, snapshot: around(given)};
  const kind = kindOf(subject);
  expect(subjectsOf(whole)[kind], 'The snapshot of this case must hold its subject, in a judged account').toContainEqual(subject);
  return {kind, id: 'key' in subject ? subject.key : subject.id, snapshot: whole};
}

function kindOf(subject: Subject): SubjectName {
  if ('accountTypes' in subject) return 'identity';
  if ('minimumTLS' in subject) return 'thunderbird';
  if ('isDefault' in subject) return subject.accountIds.length ? 'outgoingServer' : 'unusedOutgoingServer';
  if (!('offlineDownload' in subject)) return 'account';
  return subject.type === 'local' ? 'localFolders' : 'incomingServer';
}

/** A healthy profile with this subject in the place of its own. */
function around(subject: Subject): Snapshot {
  const accounts = accountsOf(subject);
  const kind = kindOf(subject);
  if (kind === 'account') return snapshot({accounts});
  if (kind === 'thunderbird') return snapshot({program: subject as Program});
  if (kind === 'unusedOutgoingServer') return snapshot({outgoingServers: [outgoingServer(), subject as OutgoingServer]});
  const list = {incomingServer: 'incomingServers', localFolders: 'incomingServers', outgoingServer: 'outgoingServers', identity: 'identities'}[kind];
  return snapshot({accounts, [list]: [subject]});
}

function accountsOf(subject: Subject): Account[] {
  if (!('accountIds' in subject)) return [subject];
  return subject.accountIds.map((id, i) => account({id, type: typeOfAccount(subject, i)}));
}

function typeOfAccount(subject: Exclude<Subject, Account>, i: number): AccountType {
  if ('accountTypes' in subject) return subject.accountTypes[i]!;
  return 'isDefault' in subject || 'minimumTLS' in subject ? 'imap' : subject.type;
}

function without(given: Given, field: string): Given {
  if (!('subject' in given)) return {...given, [field]: undefined};
  const subject = {...given.subject, [field]: undefined};
  const replace = <T>(list: T[]) => list.map(entry => entry === given.subject ? subject as T : entry);
  const {accounts, incomingServers, outgoingServers, identities, program: whole} = given.snapshot;
  return {
    subject,
    snapshot: {
      ...given.snapshot, accounts: replace(accounts), incomingServers: replace(incomingServers),
      outgoingServers: replace(outgoingServers), identities: replace(identities), program: replace([whole])[0]!,
    },
  };
}

function named(list: Given[]): {name: string; value: Given}[] {
  return list.map(value => ({name: nameOf(value), value}));
}

/** What differs from the healthy subject of its kind. */
function nameOf(given: Given): string {
  const subject = 'subject' in given ? given.subject : given;
  const healthy: Record<string, unknown> = {
    account: account(), incomingServer: incomingServer(), outgoingServer: outgoingServer(), identity: identity(), thunderbird: program(),
    localFolders: localFolders(), unusedOutgoingServer: outgoingServer(),
  }[kindOf(subject)] as never;
  const different = Object.entries(subject).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(healthy[key]));
  const values = different.map(([key, value]) => `${key} ${value === undefined ? 'not read' : JSON.stringify(value)}`);
  return [kindOf(subject), ...values].join(', ') + ('subject' in given ? `, ${nameOfProfile(given.snapshot)}` : '');
}

/** Profiles differ in what accounts are called, in who uses the server, and in when they were read. */
function nameOfProfile({accounts, identities, takenAt}: Snapshot): string {
  const users = identities.map(({email, accountIds}) => `${email ?? 'an address that was not read'} of ${accountIds.join(' and ')}`);
  const called = accounts.map(({name = 'what was not read'}) => JSON.stringify(name)).join(' and ');
  return `among ${accounts.length} accounts, called ${called}, for ${users.join(', ') || 'nobody'}, at ${takenAt}`;
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
