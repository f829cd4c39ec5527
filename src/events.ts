import type {Finding, Report} from './report.ts';
/**
 * A report as it goes to an administrator: lines of CloudEvents 1.0 (JSON format), one for the report and one for each
 * finding, flat, so that each is a row of a table as it stands. Without names and addresses, as the report is.
 */

/** Where a report comes from. */
export interface Origin {
  /** A random UUID, one for each Thunderbird profile, made when the first report goes. */
  profile: string;
  /** What the administrator calls the computer; '' where no label is asked for. */
  label: string;
  /** Our version. */
  addon: string;
}

interface CloudEvent extends Origin {
  specversion: '1.0';
  /** The report's id and a number: the same however often it is sent. */
  id: string;
  /** `urn:uuid:` and the profile. */
  source: string;
  type: `mail-account-audit.${'report' | 'finding'}`;
  /** When the audit was made: RFC 3339, UTC, whole seconds. */
  time: string;
  /** The report it belongs to, a UUID. */
  report: string;
}

/** How a report came out, in numbers. */
export interface ReportEvent extends CloudEvent {
  thunderbird: string;
  /** Accounts that are judged; those that could not be read. */
  accounts: number;
  unreadable: number;
  /** Findings that fail, by severity; those not checked, and those waived. */
  critical: number;
  warning: number;
  advice: number;
  unknown: number;
  waived: number;
  passed: number;
}

export interface FindingEvent extends CloudEvent {
  rule: string;
  outcome: Finding['outcome'];
  severity: Finding['severity'];
  /** What was judged: `incomingServer` and its key, such as `server1`. */
  kind: Finding['subject'];
  key: string;
  /** The type of the first account it belongs to; '' for none. */
  accounttype: string;
  /** The server, where the finding names one; '' otherwise. */
  hostname: string;
  /** Of a waiver: its last day (ISO 8601) and why; '' otherwise. */
  until: string;
  reason: string;
}

/** @param id a UUID of the report's own */
export function eventsOf(report: Report, id: string, origin: Origin): (ReportEvent | FindingEvent)[] {
  const event = <T extends 'report' | 'finding'>(type: T, i: number) => ({
    specversion: '1.0' as const, id: `${id}-${i}`, source: `urn:uuid:${origin.profile}`, type: `mail-account-audit.${type}` as const,
    time: report.takenAt.replace(/\.\d+Z$/, 'Z'), report: id, ...origin,
  });
  return [
    {...event('report', 0), ...numbersOf(report)},
    ...report.findings.map((finding, i) => ({...event('finding', i + 1), ...columnsOf(finding, report)})),
  ];
}

/** What no text of a CloudEvent may hold (its type system, String), and what some readers take for the end of a line. */
const forbidden = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u2028\u2029]/gu;

/** Newline-delimited JSON. */
export function toLines(events: readonly object[]): string {
  return events.map(event => `${JSON.stringify(event, clean)}\n`).join('');
}

function clean(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replace(forbidden, ' ') : value;
}

function numbersOf({thunderbird, accounts, findings, passed}: Report) {
  const count = (isCounted: (finding: Finding) => boolean) => findings.filter(isCounted).length;
  const failed = (severity: Finding['severity']) => count(finding => finding.outcome === 'fail' && finding.severity === severity);
  return {
    thunderbird,
    accounts: accounts.filter(({judged}) => judged).length,
    unreadable: accounts.filter(({readable}) => !readable).length,
    critical: failed('critical'),
    warning: failed('warning'),
    advice: failed('advice'),
    unknown: count(({outcome}) => outcome === 'unknown'),
    waived: count(({outcome}) => outcome === 'waived'),
    passed: passed.length,
  };
}

function columnsOf({rule, outcome, severity, subject, subjectId, accountIds, data, waiver}: Finding, report: Report) {
  return {
    rule, outcome, severity, kind: subject, key: subjectId,
    accounttype: report.accounts.find(({id}) => id === accountIds[0])?.type ?? '',
    hostname: typeof data['hostname'] === 'string' ? data['hostname'] : '',
    until: waiver?.until ?? '',
    reason: waiver?.reason ?? '',
  };
}
