/** The one place for what fields and their values are called: in the words of the reader's Thunderbird where it has some. */
import {legibleHost} from '../legible.ts';
import type {AccountType, AuthMethod, DeleteModel, SentFolder, SocketType} from '../snapshot.ts';
import type {LabelId} from './labels.ts';
import {label, text} from './messages.ts';

const fieldLabels: Record<string, LabelId> = {
  type: 'serverType', hostname: 'serverName', port: 'portLabel', username: 'userName', socketType: 'connectionSecurity',
  authMethod: 'authMethod', exchangeScheme: 'exchangeUrl', offlineDownload: 'keepAllFolders', autoSyncMaxAgeDays: 'mostRecent',
  limitOfflineMessageSize: 'largerThan', maxMessageSize: 'largerThan', leaveMessagesOnServer: 'leaveOnServer',
  deleteByAgeFromServer: 'forAtMost', numDaysToLeaveOnServer: 'forAtMost', deleteMailLeftOnServer: 'untilIDelete',
  outgoingServerKey: 'outgoingServer', bccList: 'blindCopyTo', replyTo: 'replyTo', sentFolder: 'placeCopy', keepsSentCopies: 'placeCopy', headersOnly: 'headersOnly', loginAtStartUp: 'checkAtStartup', downloadOnBiff: 'downloadOnBiff', doBiff: 'checkEvery',
  biffMinutes: 'checkEvery', emptyTrashOnExit: 'emptyTrashOnExit', purgeSpam: 'deleteJunk', purgeSpamInterval: 'deleteJunk', moveOnSpam: 'moveJunk', junkServerKey: 'moveJunk', deleteModel: 'whenIDelete', retainBy: 'retainAll', daysToKeepHdrs: 'retainByAge',
  numHeadersToKeep: 'retainByCount', unsentMessages: 'outbox', filters: 'messageFilters', localPath: 'localDirectory', hasPrimaryPassword: 'primaryPassword', startsOffline: 'startupState',
  compactsAutomatically: 'compactAutomatically',
};

/** Fields that Thunderbird has no words for. */
const ownWords = [
  'autoSyncOfflineStores', 'buildDate', 'copiesItself', 'deferGetNewMail', 'deferredToAccount', 'email', 'folders', 'hasCertificateException', 'hasConnected', 'lastBackup', 'minimumTLS', 'profilePath', 'quota', 'savedLogins', 'spamLevel',
  'version', 'weakenedSetup',
] as const;

const securityLabels: Record<SocketType, LabelId> = {
  plain: 'securityNone', optionalSTARTTLS: 'securityOptionalSTARTTLS', STARTTLS: 'securitySTARTTLS', SSL: 'securitySSL',
};

const authLabels: Record<Exclude<AuthMethod, 'passwordCleartext'>, LabelId> = {
  none: 'authNone', old: 'authOld', passwordEncrypted: 'authEncrypted', GSSAPI: 'authKerberos', NTLM: 'authNTLM',
  External: 'authExternal', secure: 'authAnySecure', anything: 'authAny', OAuth2: 'authOAuth2',
};

const typeLabels: Partial<Record<AccountType, LabelId>> = {imap: 'typeIMAP', pop3: 'typePOP', ews: 'typeExchange', graph: 'typeExchange'};

const deleteLabels: Record<DeleteModel, LabelId> = {moveToTrash: 'moveToFolder', markDeleted: 'markDeleted', deleteImmediately: 'removeImmediately'};

/** The name of a field, in Thunderbird's own words where it has some. */
export function labelOf(field: string): string {
  const id = fieldLabels[field];
  if (id) return label(id);
  const own = ownWords.find(name => name === field);
  return own ? text(`page_field_${own}`) : field;
}

/** The sentence for a number, by what it counts. */
const units: Record<string, {key: string; unit: string}> = {
  autoSyncMaxAgeDays: {key: 'page_value_days', unit: 'days'}, numDaysToLeaveOnServer: {key: 'page_value_days', unit: 'days'},
  daysToKeepHdrs: {key: 'page_value_days', unit: 'days'}, purgeSpamInterval: {key: 'page_value_days', unit: 'days'},
  maxMessageSize: {key: 'page_value_kilobytes', unit: 'kilobytes'}, biffMinutes: {key: 'page_value_minutes', unit: 'minutes'},
};

const sentKeys: Record<SentFolder, string> = {
  thisComputer: 'page_value_sent_here', server: 'page_value_sent_server', otherServer: 'page_value_sent_elsewhere', account: 'page_value_sent_account',
};

/**
 * A value that was read. Thunderbird calls a clear password insecure where the connection is not encrypted.
 * @param value as the snapshot has it, or as text
 */
export function valueOf(field: string, value: string | number | boolean, isEncrypted = true): string {
  if (typeof value === 'boolean') return text(value ? 'page_value_yes' : 'page_value_no');
  // 0 or less is no limit, and a choice of its own.
  if (field === 'autoSyncMaxAgeDays' && Number(value) <= 0) return label('allAges');
  if (field === 'spamLevel') return valueOf('', value !== 0);
  if (field === 'retainBy') return valueOf('', value === 'all');
  const counted = typeof value === 'number' ? units[field] : undefined;
  if (counted) return text(counted.key, {[counted.unit]: value});
  if (field === 'hostname') return legibleHost(String(value));
  if (field === 'exchangeScheme') return `${value}://…`;
  if (field === 'sentFolder') return text(sentKeys[value as SentFolder]);
  const word = wordOf(field, String(value), isEncrypted);
  return word ? label(word) : String(value);
}

function wordOf(field: string, value: string, isEncrypted: boolean): LabelId | undefined {
  if (field === 'authMethod' && value === 'passwordCleartext') return isEncrypted ? 'authNormal' : 'authInsecurely';
  const words: Partial<Record<string, Partial<Record<string, LabelId>>>> = {socketType: securityLabels, authMethod: authLabels, type: typeLabels, deleteModel: deleteLabels};
  return words[field]?.[value];
}
