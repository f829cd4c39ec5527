import {isOverNetwork, isWithoutTLS} from '../facts/connection.ts';
import {all} from '../facts/unknown.ts';
import {rule} from '../rule.ts';
import {type IncomingServer, type OutgoingServer, type Program, isExchange} from '../snapshot.ts';

type Subject = IncomingServer | OutgoingServer | Program;

/** An administrator has locked the setting that decides on encryption, and locked it where mail travels without it or with TLS older than 1.2. */
export const lockedInsecureSetting = rule({
  id: 'locked-insecure-setting',
  subjects: ['incomingServer', 'outgoingServer', 'thunderbird'],
  severity: 'warning',
  harm: 'mailExposed',
  questions: ['who'],
  topic: 'encryption',
  pane: 'server',
  cure: 'connection',
  // The way out is to ask the administrator, which no lock prevents.
  steps: {otherwise: ['report-locked-setting', 'change-nothing-meanwhile']},
  setting: 'locked',
  since: '0.1.0',
  reference: {name: 'RFC 8314', url: 'https://www.rfc-editor.org/rfc/rfc8314'},
  appliesTo: subject => all(isDecisionLocked(subject), leavesComputer(subject), isInsecure(subject) === undefined ? undefined : true),
  needs: [],
  check(subject) {
    if (isInsecure(subject)) return {data: {preference: preferenceOf(subject)}};
  },
});

/** Whether the one field is locked that decides. */
function isDecisionLocked(subject: Subject): boolean {
  return subject.locked.includes('minimumTLS' in subject ? 'minimumTLS' : isExchange(subject.type) ? 'exchangeScheme' : 'socketType');
}

function leavesComputer(subject: Subject): boolean | undefined {
  return 'minimumTLS' in subject || isOverNetwork(subject);
}

function isInsecure(subject: Subject): boolean | undefined {
  if ('minimumTLS' in subject) return subject.minimumTLS && ['1.0', '1.1'].includes(subject.minimumTLS);
  if (isExchange(subject.type)) return subject.exchangeScheme === undefined ? undefined : subject.exchangeScheme !== 'https';
  return subject.socketType && isWithoutTLS(subject);
}

/** As the administrator knows it. */
function preferenceOf(subject: Subject): string {
  // Either of them may decide.
  if ('minimumTLS' in subject) return 'security.tls.version.min / security.tls.version.enable-deprecated';
  const isOutgoing = 'isDefault' in subject;
  if (isExchange(subject.type)) return `mail.${isOutgoing ? 'outgoingserver' : 'server'}.${subject.key}.ews_url`;
  return isOutgoing ? `mail.smtpserver.${subject.key}.try_ssl` : `mail.server.${subject.key}.socketType`;
}
