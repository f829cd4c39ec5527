import {exchangePlaintext} from './exchange-plaintext.ts';
import {incomingOptionalStarttls} from './incoming-optional-starttls.ts';
import {incomingPlaintext} from './incoming-plaintext.ts';
import {incomingPlaintextLocalNetwork} from './incoming-plaintext-local-network.ts';
import {incomingPortMismatch} from './incoming-port-mismatch.ts';
import {incomingStarttls} from './incoming-starttls.ts';
import {localCopiesByAge} from './local-copies-by-age.ts';
import {localCopiesBySize} from './local-copies-by-size.ts';
import {localCopiesForbidden} from './local-copies-forbidden.ts';
import {localCopiesOff} from './local-copies-off.ts';
import {loginNameNotAsExpected} from './login-name-not-as-expected.ts';
import {missingOutgoingServer} from './missing-outgoing-server.ts';
import {outgoingOptionalStarttls} from './outgoing-optional-starttls.ts';
import {outgoingPlaintext} from './outgoing-plaintext.ts';
import {outgoingPlaintextLocalNetwork} from './outgoing-plaintext-local-network.ts';
import {outgoingPortMismatch} from './outgoing-port-mismatch.ts';
import {outgoingRelayPort} from './outgoing-relay-port.ts';
import {outgoingStarttls} from './outgoing-starttls.ts';
import {popKeepsForever} from './pop-keeps-forever.ts';
import {popLongRetention} from './pop-long-retention.ts';
import {popRemovesFromServer} from './pop-removes-from-server.ts';
import {popSentOnlyHere} from './pop-sent-only-here.ts';
import {popShortRetention} from './pop-short-retention.ts';
import {popWhereImapIsPreferred} from './pop-where-imap-is-preferred.ts';
import {retiredServer} from './retired-server.ts';
import {serverNotAsExpected} from './server-not-as-expected.ts';
import {unprotectedPassword} from './unprotected-password.ts';
import type {AnyRule} from '../rule.ts';

/** Every rule, in alphabetical order. */
export const rules: readonly AnyRule[] = [
  exchangePlaintext,
  incomingOptionalStarttls,
  incomingPlaintext,
  incomingPlaintextLocalNetwork,
  incomingPortMismatch,
  incomingStarttls,
  localCopiesByAge,
  localCopiesBySize,
  localCopiesForbidden,
  localCopiesOff,
  loginNameNotAsExpected,
  missingOutgoingServer,
  outgoingOptionalStarttls,
  outgoingPlaintext,
  outgoingPlaintextLocalNetwork,
  outgoingPortMismatch,
  outgoingRelayPort,
  outgoingStarttls,
  popKeepsForever,
  popLongRetention,
  popRemovesFromServer,
  popSentOnlyHere,
  popShortRetention,
  popWhereImapIsPreferred,
  retiredServer,
  serverNotAsExpected,
  unprotectedPassword,
];

const byId = new Map(rules.map(rule => [rule.id, rule]));

/** The rule of a finding or verdict. */
export function ruleOf({rule}: {rule: string}): AnyRule {
  return byId.get(rule)!;
}
