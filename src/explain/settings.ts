/** Servers and settings of an account, as Thunderbird words them. */
import {isWithoutTLS} from '../facts/connection.ts';
import {keepsCopies, mirrorsAsSet} from '../facts/kept-mail.ts';
import {type Account, type Identity, type IncomingServer, type OutgoingServer, type Snapshot, isExchange} from '../snapshot.ts';
import {partsOf} from '../subjects.ts';
import {labelOf, valueOf} from './fields.ts';
import {label, text} from './messages.ts';

export interface Setting {
  field: string;
  label: string;
  value: string;
  isLocked: boolean;
}

export interface SettingGroup {
  title: string;
  settings: Setting[];
  /** Of an outgoing server, which several accounts may share. */
  serverKey?: string;
}

/** None of Local Folders, which connect to nothing. */
export function settingsOf(account: Account, snapshot: Snapshot): SettingGroup[] {
  if (account.type === 'local') return [];
  const {incoming, outgoing, identities} = partsOf(account, snapshot);
  return [
    group('page_settings_incoming', [setting(incoming, 'type', incoming.type === 'unknown' ? undefined : incoming.type), ...connection(incoming)]),
    ...mirrorsAsSet(incoming, snapshot) ? [group('page_settings_copies', copies(incoming))] : [],
    ...incoming.type === 'pop3' ? [group('page_settings_pop', leftOnServer(incoming))] : [],
    ...sending(outgoing),
    group('page_sent_copies', identities.map(sent)),
  ].filter(({settings}) => settings.length);
}

function group(key: string, settings: Setting[]): SettingGroup {
  return {title: text(key), settings};
}

/** One that holds settings: what it locks is marked. */
type Holder = {locked: string[]};

function setting({locked}: Holder, field: string, value: string | number | boolean | undefined, isEncrypted?: boolean): Setting {
  return {field, label: labelOf(field), value: value === undefined ? text('page_value_unread') : valueOf(field, value, isEncrypted), isLocked: locked.includes(field)};
}

function connection(server: IncomingServer | OutgoingServer): Setting[] {
  const {hostname, port, username, exchangeScheme, socketType, authMethod} = server;
  const host = setting(server, 'hostname', hostname);
  const user = setting(server, 'username', username === '' ? text('page_value_nothing') : username);
  if (isExchange(server.type)) return [host, user, setting(server, 'exchangeScheme', exchangeScheme)];
  return [
    host, setting(server, 'port', port === undefined ? undefined : String(port)), user, setting(server, 'socketType', socketType), setting(server, 'authMethod', authMethod, !isWithoutTLS(server)),
  ];
}

function copies(server: IncomingServer): Setting[] {
  const {offlineDownload, autoSyncMaxAgeDays, limitOfflineMessageSize, maxMessageSize} = server;
  const kept = setting(server, 'offlineDownload', offlineDownload);
  if (keepsCopies(server) === false) return [kept];
  return [kept, howFarBack(server, autoSyncMaxAgeDays), limited(server, 'limitOfflineMessageSize', limitOfflineMessageSize, 'maxMessageSize', maxMessageSize)];
}

/** Whether there is a limit, and which where there is. */
function limited(server: IncomingServer, field: string, isLimited: boolean | undefined, limitField: string, limit: number | undefined): Setting {
  const whether = setting(server, field, isLimited);
  return isLimited && limit !== undefined ? {...whether, value: valueOf(limitField, limit)} : whether;
}

/** Thunderbird has two choices to tick here, each with a name of its own. */
function howFarBack(server: IncomingServer, days: number | undefined): Setting {
  if (days === undefined || days > 0) return setting(server, 'autoSyncMaxAgeDays', days);
  return {...setting(server, 'autoSyncMaxAgeDays', true), label: label('allAges')};
}

function leftOnServer(server: IncomingServer): Setting[] {
  const {leaveMessagesOnServer, deleteByAgeFromServer, numDaysToLeaveOnServer, deleteMailLeftOnServer} = server;
  const left = setting(server, 'leaveMessagesOnServer', leaveMessagesOnServer);
  if (leaveMessagesOnServer === false) return [left];
  return [
    left, limited(server, 'deleteByAgeFromServer', deleteByAgeFromServer, 'numDaysToLeaveOnServer', numDaysToLeaveOnServer),
    setting(server, 'deleteMailLeftOnServer', deleteMailLeftOnServer),
  ];
}

function sending(servers: OutgoingServer[]): SettingGroup[] {
  if (!servers.length) return [group('page_settings_outgoing', [setting({locked: []}, 'outgoingServerKey', text('page_settings_none'))])];
  return servers.map(server => ({...group('page_settings_outgoing', [...connection(server), ...server.isDefault ? [isDefault()] : []]), serverKey: server.key}));
}

function isDefault(): Setting {
  return {field: 'isDefault', label: label('outgoingServer'), value: text('page_settings_default'), isLocked: false};
}

function sent(identity: Identity): Setting {
  const shown = setting(identity, 'sentFolder', identity.sentFolder);
  return identity.keepsSentCopies === false ? {...shown, value: text('page_value_sent_off')} : shown;
}
