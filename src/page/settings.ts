/** Servers and settings of an account, as Thunderbird words them. */
import type {Finding} from '../audit.ts';
import {isWithoutTLS} from '../facts/connection.ts';
import type {LabelId} from '../explain/labels.ts';
import {legibleHost} from '../explain/legible.ts';
import {type Data, label, language, text} from '../explain/messages.ts';
import {
  type Account, type AuthMethod, type Identity, type IncomingServer, type OutgoingServer, type Snapshot, type SocketType,
  isExchange, partsOf,
} from '../snapshot.ts';
import {keepsCopies, mirrorsAsSet} from '../facts/kept-mail.ts';
import {clone, fill} from './dom.ts';

export interface Setting {
  field: string;
  label: string;
  value: string;
  isLocked: boolean;
}

export interface SettingGroup {
  title: string;
  settings: Setting[];
}

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
  'autoSyncOfflineStores', 'buildDate', 'copiesItself', 'deferGetNewMail', 'deferredToAccount', 'email', 'folders', 'hasCertificateException', 'hasConnected', 'lastBackup', 'minimumTLS', 'profilePath', 'savedLogins', 'spamLevel',
  'version', 'weakenedSetup',
] as const;

const securityLabels: Record<SocketType, LabelId> = {
  plain: 'securityNone', optionalSTARTTLS: 'securityOptionalSTARTTLS', STARTTLS: 'securitySTARTTLS', SSL: 'securitySSL',
};

const authLabels: Record<Exclude<AuthMethod, 'passwordCleartext'>, LabelId> = {
  none: 'authNone', old: 'authOld', passwordEncrypted: 'authEncrypted', GSSAPI: 'authKerberos', NTLM: 'authNTLM',
  External: 'authExternal', secure: 'authAnySecure', anything: 'authAny', OAuth2: 'authOAuth2',
};

/** The name of a field, in Thunderbird's own words where it has some. */
export function fieldLabel(field: string): string {
  const id = fieldLabels[field];
  if (id) return label(id);
  const own = ownWords.find(name => name === field);
  return own ? text(`page_field_${own}`) : field;
}

/** The facts of a finding as messages quote them: fields and values in Thunderbird's words, days in the reader's. */
export function quoted(data: Finding['data']): Data {
  const {expected, login, source, date, port, used} = data;
  return {
    ...data,
    ...Object.fromEntries(['hostname', 'meant', 'successor'].flatMap(name => typeof data[name] === 'string' ? [[name, legibleHost(data[name])]] : [])),
    // Numbers that are no quantity: nobody writes 70,000.
    ...port !== undefined && {port: String(port)},
    ...used !== undefined && {used: String(used)},
    ...Array.isArray(expected) && {expected: expected.map(fact => expectedFact(fact, expected))},
    ...login !== undefined && {login: text(`page_login_${login}`)},
    ...typeof source === 'string' && {source: sourceText(source, date)},
    ...typeof date === 'string' && date && {date: dayText(date)},
  };
}

function sourceText(source: string, date: unknown): string {
  if (!source) return text('page_expected_administrator');
  return date ? text('page_expected_source', {source, date: dayText(String(date))}) : source;
}

/** A day (ISO 8601) in the reader's format. */
export function dayText(day: string): string {
  return new Intl.DateTimeFormat(language(), {dateStyle: 'long', timeZone: 'UTC'}).format(new Date(`${day}T00:00:00Z`));
}

/** `field=value`, as server-not-as-expected tells it. */
function expectedFact(fact: string, all: string[]): string {
  const [field = '', value = ''] = fact.split('=');
  const words: Record<string, LabelId> = {...securityLabels, ...authLabels, passwordCleartext: all.includes('socketType=plain') ? 'authInsecurely' : 'authNormal'};
  const word = field === 'socketType' || field === 'authMethod' ? words[value] : undefined;
  return text('page_expected_fact', {label: fieldLabel(field), value: word ? label(word) : field === 'hostname' ? legibleHost(value) : value});
}

/** None of Local Folders, which connect to nothing. */
export function settingsOf(account: Account, snapshot: Snapshot): SettingGroup[] {
  if (account.type === 'local') return [];
  const {incoming, outgoing, identities} = partsOf(account, snapshot);
  return [
    group('page_settings_incoming', [serverType(incoming), ...connection(incoming)]),
    ...mirrorsAsSet(incoming, snapshot) ? [group('page_settings_copies', copies(incoming))] : [],
    ...incoming.type === 'pop3' ? [group('page_settings_pop', leftOnServer(incoming))] : [],
    ...sending(outgoing),
    group('page_sent_copies', identities.map(sent)),
  ].filter(({settings}) => settings.length);
}

/** The groups as they stand on a card. */
export function settingsList(groups: SettingGroup[]): Node[] {
  return groups.map(({title, settings}) => fill(clone('setting-group'), {title, settings: settings.map(settingRow)}));
}

function settingRow(row: Setting): HTMLElement {
  const locked = row.isLocked ? text('page_value_locked') : undefined;
  return fill(clone('setting'), {label: row.label, value: row.value, locked});
}

function group(key: string, settings: Setting[]): SettingGroup {
  return {title: text(key), settings};
}

function setting(server: {locked: string[]}, field: string, value: string | undefined): Setting {
  return {field, label: fieldLabel(field), value: value ?? text('page_value_unread'), isLocked: server.locked.includes(field)};
}

function serverType(server: IncomingServer): Setting {
  const types: Partial<Record<IncomingServer['type'], LabelId>> = {imap: 'typeIMAP', pop3: 'typePOP', ews: 'typeExchange', graph: 'typeExchange'};
  const id = types[server.type];
  return setting(server, 'type', id && label(id));
}

function connection(server: IncomingServer | OutgoingServer): Setting[] {
  const {port, username, exchangeScheme, socketType} = server;
  const hostname = server.hostname && legibleHost(server.hostname);
  const user = setting(server, 'username', username === '' ? text('page_value_nothing') : username);
  if (isExchange(server.type)) return [setting(server, 'hostname', hostname), user, setting(server, 'exchangeScheme', exchangeScheme && `${exchangeScheme}://…`)];
  return [
    setting(server, 'hostname', hostname),
    setting(server, 'port', port === undefined ? undefined : String(port)),
    user,
    setting(server, 'socketType', socketType && label(securityLabels[socketType])),
    setting(server, 'authMethod', authentication(server)),
  ];
}

/** Thunderbird calls a clear password insecure only where the connection is not encrypted. */
function authentication(server: IncomingServer | OutgoingServer): string | undefined {
  const {authMethod} = server;
  if (authMethod === undefined) return undefined;
  if (authMethod !== 'passwordCleartext') return label(authLabels[authMethod]);
  return label(isWithoutTLS(server) ? 'authInsecurely' : 'authNormal');
}

function copies(server: IncomingServer): Setting[] {
  const {offlineDownload, autoSyncMaxAgeDays: days, limitOfflineMessageSize: limit, maxMessageSize: kilobytes} = server;
  const kept = setting(server, 'offlineDownload', yesNo(offlineDownload));
  if (keepsCopies(server) === false) return [kept];
  return [
    kept,
    howFarBack(server, days),
    setting(server, 'limitOfflineMessageSize', limit && kilobytes !== undefined ? text('page_value_kilobytes', {kilobytes}) : yesNo(limit)),
  ];
}

/** Thunderbird has two choices to tick here, each with a name of its own. */
function howFarBack(server: IncomingServer, days: number | undefined): Setting {
  if (days === undefined) return setting(server, 'autoSyncMaxAgeDays', undefined);
  if (days > 0) return setting(server, 'autoSyncMaxAgeDays', text('page_value_days', {days}));
  return {...setting(server, 'autoSyncMaxAgeDays', yesNo(true)), label: label('allAges')};
}

function leftOnServer(server: IncomingServer): Setting[] {
  const {leaveMessagesOnServer, deleteByAgeFromServer: byAge, numDaysToLeaveOnServer: days, deleteMailLeftOnServer} = server;
  const left = setting(server, 'leaveMessagesOnServer', yesNo(leaveMessagesOnServer));
  if (leaveMessagesOnServer === false) return [left];
  return [
    left,
    setting(server, 'deleteByAgeFromServer', byAge && days !== undefined ? text('page_value_days', {days}) : yesNo(byAge)),
    setting(server, 'deleteMailLeftOnServer', yesNo(deleteMailLeftOnServer)),
  ];
}

function sending(servers: OutgoingServer[]): SettingGroup[] {
  if (!servers.length) return [group('page_settings_outgoing', [setting({locked: []}, 'outgoingServerKey', text('page_settings_none'))])];
  return servers.map(server => group('page_settings_outgoing', [...connection(server), ...server.isDefault ? [isDefault()] : []]));
}

function isDefault(): Setting {
  return {field: 'isDefault', label: label('outgoingServer'), value: text('page_settings_default'), isLocked: false};
}

function sent(identity: Identity): Setting {
  return {...setting(identity, 'sentFolder', sentValue(identity)), isLocked: identity.locked.includes('sentFolder')};
}

function sentValue({keepsSentCopies, sentFolder}: Identity): string | undefined {
  if (keepsSentCopies === false) return text('page_value_sent_off');
  if (sentFolder === undefined) return undefined;
  return text({
    thisComputer: 'page_value_sent_here', server: 'page_value_sent_server', otherServer: 'page_value_sent_elsewhere', account: 'page_value_sent_account',
  }[sentFolder]);
}

function yesNo(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : text(value ? 'page_value_yes' : 'page_value_no');
}
