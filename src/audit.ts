import type {Expectations} from './facts/expected-servers.ts';
import {allEscaped} from './legible.ts';
import type {Policy} from './policy.ts';
import {type Accepted, type Finding, type JudgedSubject, type Report, inOrderOfHarm} from './report.ts';
import type {AnyRule, Problem, Severity} from './rule.ts';
import {type Snapshot, isJudged} from './snapshot.ts';
import {type ReportedSubject, reportedAs, subjectsOf} from './subjects.ts';
import {type SetAside, setAsideOf, waiverOf} from './waivers.ts';

/** What of the administrator's settings decides verdicts, and what counts of all that the user has set aside. */
export type Judging = Pick<Policy, 'rules'> & Partial<Expectations & Pick<Policy, 'waivers'> & {setAside: readonly SetAside[]}>;

/** With what nobody said filled in. */
type Standard = Expectations & Pick<Policy, 'rules' | 'waivers'> & {setAside: readonly SetAside[]};

const noExpectations: Expectations = {servers: {}, pop: {}, copies: undefined, backup: {}};

/** Judges a snapshot: pure, so that the same snapshot always gives the same report. */
export function audit(snapshot: Snapshot, rules: readonly AnyRule[], judging: Judging): Report {
  // One object for the whole audit: what rules look up is remembered by it.
  const policy: Standard = {...noExpectations, waivers: [], setAside: [], ...judging};
  const active = rules.filter(rule => policy.rules[rule.id] !== 'off');
  const findings: Finding[] = [];
  const passed: JudgedSubject[] = [];
  const subjects = subjectsOf(snapshot);
  for (const rule of active) {
    for (const name of rule.subjects) {
      const kind = reportedAs(name);
      const asked: object[] = subjects[name];
      // By index, here and in isRead: facts/unknown.ts says why.
      for (let i = 0; i < asked.length; i++) judge(rule, kind, asked[i]!, snapshot, policy, findings, passed);
    }
  }
  return {
    schemaVersion: 1,
    thunderbird: snapshot.thunderbird,
    takenAt: snapshot.takenAt,
    accounts: snapshot.accounts.map(account => ({
      id: account.id, type: account.type, judged: isJudged(account), readable: account.error === undefined,
    })),
    findings: findings.sort(inOrderOfHarm(active)),
    passed,
    rules: active.map(rule => rule.id),
  };
}

function judge(
  rule: AnyRule, name: ReportedSubject, subject: object, snapshot: Snapshot, policy: Standard,
  findings: Finding[], passed: JudgedSubject[],
): void {
  const outcome = decide(rule, subject, snapshot, policy);
  if (outcome === 'notApplicable') return;
  const {key, id, accountIds} = subject as {key?: string; id?: string; accountIds?: string[]};
  const verdict: JudgedSubject = {rule: rule.id, subject: name, subjectId: key ?? id!, accountIds: accountIds ?? [id!]};
  if (outcome === 'pass') return void passed.push(verdict);
  const finding: Finding = Object.assign(verdict, {
    outcome: outcome.outcome, data: outcome.data, severity: severityOf(rule, policy, outcome.severity),
  });
  const waiver = finding.outcome === 'fail' ? acceptanceOf(rule, finding, snapshot, policy) : undefined;
  findings.push(waiver ? {...finding, outcome: 'waived', waiver} : finding);
}

function acceptanceOf({measured}: AnyRule, finding: Finding, snapshot: Snapshot, {waivers, setAside}: Standard): Accepted | undefined {
  const waiver = waiverOf(finding, snapshot, waivers);
  if (waiver) return waiver;
  const mine = setAsideOf(finding, measured, snapshot.takenAt, setAside);
  return mine && {by: 'user', reason: '', until: mine.until};
}

function severityOf(rule: AnyRule, policy: Standard, own: Severity | undefined): Severity {
  const set = policy.rules[rule.id];
  return set === undefined || set === 'off' ? own ?? rule.severity : set;
}

type Outcome = 'pass' | 'notApplicable' | Pick<Finding, 'outcome' | 'data'> & {severity?: Severity};

/** A rule that throws is one line of the report, never an empty page. */
function decide(rule: AnyRule, subject: object, snapshot: Snapshot, policy: Standard): Outcome {
  try {
    const applies = rule.appliesTo(subject as never, snapshot, policy);
    if (applies === false) return 'notApplicable';
    if (applies === undefined || !isRead(subject, rule.needs)) return {outcome: 'unknown', data: {notRead: rule.needs.filter(field => !isRead(subject, [field]))}};
    return fromProblem(rule, rule.check(subject as never, snapshot, policy));
  } catch (error) {
    console.error(`Rule ${rule.id} broke:`, error);
    return {outcome: 'unknown', data: {notRead: []}};
  }
}

function isRead(subject: object, fields: readonly string[]): boolean {
  for (let i = 0; i < fields.length; i++) {
    if ((subject as Record<string, unknown>)[fields[i]!] === undefined) return false;
  }
  return true;
}

function fromProblem({needs}: AnyRule, problem: Problem | undefined): Outcome {
  if (!problem) return 'pass';
  const {data = {}, severity} = problem;
  // What is no value of its field was not read.
  if (!Object.values(data).every(isQuotable)) return {outcome: 'unknown', data: {notRead: [...needs]}};
  // Reports are read too, in terminals and tables.
  const legible = allEscaped(data);
  return severity ? {outcome: 'fail', data: legible, severity} : {outcome: 'fail', data: legible};
}

function isQuotable(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(item => typeof item === 'string');
  return typeof value === 'string' || Number.isFinite(value);
}
