import type {AnyRule} from '../rule.ts';
import {accountNeverChecked} from './account-never-checked.ts';
import {automaticSyncOff} from './automatic-sync-off.ts';
import {backupOutdated} from './backup-outdated.ts';
import {certificateException} from './certificate-exception.ts';
import {deprecatedTls} from './deprecated-tls.ts';
import {encryptedPasswordWithoutTls} from './encrypted-password-without-tls.ts';
import {exchangePlaintext} from './exchange-plaintext.ts';
import {filterForwardsOrDeletes} from './filter-forwards-or-deletes.ts';
import {folderRetention} from './folder-retention.ts';
import {foldersWithoutLocalCopy} from './folders-without-local-copy.ts';
import {immediateDeletion} from './immediate-deletion.ts';
import {incomingOptionalStarttls} from './incoming-optional-starttls.ts';
import {incomingPlaintextLocalNetwork} from './incoming-plaintext-local-network.ts';
import {incomingPlaintext} from './incoming-plaintext.ts';
import {incomingPortMismatch} from './incoming-port-mismatch.ts';
import {incomingStarttls} from './incoming-starttls.ts';
import {insecureAccountSetup} from './insecure-account-setup.ts';
import {insecureAuthMethod} from './insecure-auth-method.ts';
import {ipAddressHost} from './ip-address-host.ts';
import {junkDeletedByAge} from './junk-deleted-by-age.ts';
import {junkMovedElsewhere} from './junk-moved-elsewhere.ts';
import {localCopiesByAge} from './local-copies-by-age.ts';
import {localCopiesBySize} from './local-copies-by-size.ts';
import {localCopiesForbidden} from './local-copies-forbidden.ts';
import {localCopiesOff} from './local-copies-off.ts';
import {lockedInsecureSetting} from './locked-insecure-setting.ts';
import {loginNameNotAsExpected} from './login-name-not-as-expected.ts';
import {mailInCloudFolder} from './mail-in-cloud-folder.ts';
import {mailOnNetworkShare} from './mail-on-network-share.ts';
import {mailOutsideProfile} from './mail-outside-profile.ts';
import {mailboxNeedsCompacting} from './mailbox-needs-compacting.ts';
import {mailboxReadTwice} from './mailbox-read-twice.ts';
import {missingOutgoingServer} from './missing-outgoing-server.ts';
import {missingPrimaryPassword} from './missing-primary-password.ts';
import {offlineMode} from './offline-mode.ts';
import {outgoingBlindCopyElsewhere} from './outgoing-blind-copy-elsewhere.ts';
import {outgoingForeignProvider} from './outgoing-foreign-provider.ts';
import {outgoingOptionalStarttls} from './outgoing-optional-starttls.ts';
import {outgoingPlaintextLocalNetwork} from './outgoing-plaintext-local-network.ts';
import {outgoingPlaintext} from './outgoing-plaintext.ts';
import {outgoingPortMismatch} from './outgoing-port-mismatch.ts';
import {outgoingRelayPort} from './outgoing-relay-port.ts';
import {outgoingStarttls} from './outgoing-starttls.ts';
import {outgoingUnauthenticated} from './outgoing-unauthenticated.ts';
import {outgoingUnusedPlaintext} from './outgoing-unused-plaintext.ts';
import {passwordWhereOauth2IsRequired} from './password-where-oauth2-is-required.ts';
import {popDeletionMirrored} from './pop-deletion-mirrored.ts';
import {popFrequentCheck} from './pop-frequent-check.ts';
import {popHeadersOnly} from './pop-headers-only.ts';
import {popKeepsForever} from './pop-keeps-forever.ts';
import {popLongRetention} from './pop-long-retention.ts';
import {popRemovesFromServer} from './pop-removes-from-server.ts';
import {popSentOnlyHere} from './pop-sent-only-here.ts';
import {popShortRetention} from './pop-short-retention.ts';
import {popTruncated} from './pop-truncated.ts';
import {popWhereImapIsPreferred} from './pop-where-imap-is-preferred.ts';
import {profileInCloudFolder} from './profile-in-cloud-folder.ts';
import {quotaNearlyFull} from './quota-nearly-full.ts';
import {replyToElsewhere} from './reply-to-elsewhere.ts';
import {retentionDeletesLocalCopies} from './retention-deletes-local-copies.ts';
import {retentionDeletesOnServer} from './retention-deletes-on-server.ts';
import {retiredServer} from './retired-server.ts';
import {sentCopyElsewhere} from './sent-copy-elsewhere.ts';
import {sentCopyOff} from './sent-copy-off.ts';
import {serverNotAsExpected} from './server-not-as-expected.ts';
import {thunderbirdUnsupported} from './thunderbird-unsupported.ts';
import {trashEmptiedOnExit} from './trash-emptied-on-exit.ts';
import {unprotectedPassword} from './unprotected-password.ts';
import {unsentMessages} from './unsent-messages.ts';
import {unusableServerName} from './unusable-server-name.ts';

/** Every rule, in alphabetical order. */
export const rules: readonly AnyRule[] = [
  accountNeverChecked,
  automaticSyncOff,
  backupOutdated,
  certificateException,
  deprecatedTls,
  encryptedPasswordWithoutTls,
  exchangePlaintext,
  filterForwardsOrDeletes,
  folderRetention,
  foldersWithoutLocalCopy,
  immediateDeletion,
  incomingOptionalStarttls,
  incomingPlaintext,
  incomingPlaintextLocalNetwork,
  incomingPortMismatch,
  incomingStarttls,
  insecureAccountSetup,
  insecureAuthMethod,
  ipAddressHost,
  junkDeletedByAge,
  junkMovedElsewhere,
  localCopiesByAge,
  localCopiesBySize,
  localCopiesForbidden,
  localCopiesOff,
  lockedInsecureSetting,
  loginNameNotAsExpected,
  mailInCloudFolder,
  mailOnNetworkShare,
  mailOutsideProfile,
  mailboxNeedsCompacting,
  mailboxReadTwice,
  missingOutgoingServer,
  missingPrimaryPassword,
  offlineMode,
  outgoingBlindCopyElsewhere,
  outgoingForeignProvider,
  outgoingOptionalStarttls,
  outgoingPlaintext,
  outgoingPlaintextLocalNetwork,
  outgoingPortMismatch,
  outgoingRelayPort,
  outgoingStarttls,
  outgoingUnauthenticated,
  outgoingUnusedPlaintext,
  passwordWhereOauth2IsRequired,
  popDeletionMirrored,
  popFrequentCheck,
  popHeadersOnly,
  popKeepsForever,
  popLongRetention,
  popRemovesFromServer,
  popSentOnlyHere,
  popShortRetention,
  popTruncated,
  popWhereImapIsPreferred,
  profileInCloudFolder,
  quotaNearlyFull,
  replyToElsewhere,
  retentionDeletesLocalCopies,
  retentionDeletesOnServer,
  retiredServer,
  sentCopyElsewhere,
  sentCopyOff,
  serverNotAsExpected,
  thunderbirdUnsupported,
  trashEmptiedOnExit,
  unprotectedPassword,
  unsentMessages,
  unusableServerName,
];

const byId = new Map(rules.map(rule => [rule.id, rule]));

/** The rule of a finding or verdict. */
export function ruleOf({rule}: {rule: string}): AnyRule {
  return byId.get(rule)!;
}
