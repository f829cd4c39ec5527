/**
 * Thunderbird's own labels, and where it keeps each. The running Thunderbird tells them in its own language and
 * version; where it cannot be asked, `_locales` has them as `label_<id>`. test/labels.test.ts checks those against the
 * language packs of every supported version.
 *
 * `.dtd` and `.properties` are under chrome://messenger/locale/, `.ftl` under localization/<lang>/messenger/, or from localization/<lang>/
 * on where it begins with security/.
 */
export interface LabelSource {
  file: string;
  /** An entity, a property, or a Fluent id, with `.attribute` where it is one. */
  key: string;
}

/** By the first version it is shown in. A label with one source is in the same place, and reads the same, in all of them. */
type Sources = {140: LabelSource} | {153: LabelSource} | {140: LabelSource; 153: LabelSource};

const at = (file: string, key: string): {140: LabelSource} => ({140: {file, key}});
const serverPage = (key: string) => at('am-server-top.dtd', `${key}.label`);
const syncPage = (key: string) => at('am-offline.dtd', `${key}.label`);
const general = (key: string) => at('messenger.properties', key);
const folderProperties = (key: string) => at('folderProps.dtd', `${key}.label`);
const preferences = (key: string) => at('preferences/preferences.ftl', key);
const retention = (key: string, older: string) => ({...syncPage(older), 153: {file: 'retention.ftl', key: `${key}.label`}});
const tree = (key: string) => at('prefs.properties', `prefPanel-${key}`);

export const labels = {
  accountSettings: at('messenger.dtd', 'accountManagerCmd2.label'),
  serverSettings: tree('server'),
  copiesAndFolders: tree('copies'),
  synchronization: tree('synchronization'),
  outgoingPane: {...tree('smtp'), 153: {file: 'accountManager.ftl', key: 'outgoing-server-section-name'}},
  outgoingServer: {...at('am-main.dtd', 'smtpName.label'), 153: {file: 'accountSettings.ftl', key: 'outgoing-server-name'}},
  typeIMAP: general('serverType-imap'),
  typePOP: general('serverType-pop3'),
  typeExchange: general('serverType-ews'),
  serverType: serverPage('serverType'),
  serverName: serverPage('serverName'),
  portLabel: serverPage('port'),
  userName: serverPage('userName'),
  connectionSecurity: serverPage('connectionSecurity'),
  securityNone: serverPage('connectionSecurityType-0'),
  securityOptionalSTARTTLS: general('smtpServer-ConnectionSecurityType-1'),
  securitySTARTTLS: serverPage('connectionSecurityType-2'),
  securitySSL: serverPage('connectionSecurityType-3'),
  authMethod: serverPage('authMethod'),
  authNone: general('authNo'),
  authOld: general('authOld'),
  authInsecurely: general('authPasswordCleartextInsecurely'),
  authNormal: general('authPasswordCleartextViaSSL'),
  authEncrypted: general('authPasswordEncrypted'),
  authKerberos: general('authKerberos'),
  authNTLM: general('authNTLM'),
  authExternal: general('authExternal'),
  authAnySecure: general('authAnySecure'),
  authAny: general('authAny'),
  authOAuth2: general('authOAuth2'),
  advanced: serverPage('advancedButton'),
  exchangeUrl: {153: {file: 'accountSettings.ftl', key: 'ews-url-label.value'}},
  leaveOnServer: serverPage('leaveOnServer'),
  forAtMost: serverPage('deleteByAgeFromServer'),
  daysLabel: serverPage('daysEnd'),
  untilIDelete: serverPage('deleteOnServer2'),
  keepAllFolders: syncPage('allFoldersOffline2'),
  allAges: syncPage('allAutosync'),
  mostRecent: syncPage('ageAutosyncBefore'),
  largerThan: syncPage('autosyncNotDownload'),
  placeCopy: at('am-copies.dtd', 'fccMailFolder.label'),
  addServer: at('am-advanced.dtd', 'smtpListAdd.label'),
  removeServer: at('am-advanced.dtd', 'smtpListDelete.label'),
  editServer: at('am-advanced.dtd', 'smtpListEdit.label'),
  manageIdentities: at('am-main.dtd', 'manageIdentities.label'),
  settings: at('messenger.ftl', 'appmenu-settings.label'),
  toolsMenu: at('appmenu.ftl', 'appmenu-tools-panel.label'),
  exportProfile: at('appmenu.ftl', 'appmenu-tools-export.label'),
  generalPane: preferences('pane-general-title'),
  privacyPane: preferences('pane-privacy-title'),
  configEditor: preferences('config-editor-button.label'),
  primaryPassword: preferences('primary-password-label.label'),
  manageCertificates: preferences('certificate-button.label'),
  deleteCertificate: at('security/certificates/certManager.ftl', 'certmgr-delete.label'),
  certificateServers: at('security/certificates/certManager.ftl', 'certmgr-tab-servers.label'),
  offlineSettings: preferences('offline-settings-button.label'),
  startupState: at('preferences/offline.ftl', 'offline-preference-startup-label'),
  alwaysOnline: at('preferences/offline.ftl', 'status-radio-always-online.label'),
  rememberState: at('preferences/offline.ftl', 'status-radio-remember.label'),
  compactAutomatically: preferences('offline-compact-folder.label'),
  compactFolders: {...at('messenger.dtd', 'folderContextCompact.label'), 153: {file: 'about3Pane.ftl', key: 'folder-pane-context-compact-all.label'}},
  headersOnly: serverPage('headersOnly'),
  checkEvery: serverPage('biffStart'),
  minutesLabel: serverPage('biffEnd'),
  whenIDelete: serverPage('deleteMessagePrefix'),
  moveToFolder: serverPage('modelMoveToTrash'),
  markDeleted: serverPage('modelMarkDeleted'),
  removeImmediately: serverPage('modelDeleteImmediately'),
  emptyTrashOnExit: serverPage('emptyTrashOnExit'),
  localDirectory: serverPage('localPath1'),
  diskSpace: tree('diskspace'),
  popLargerThan: syncPage('offlineNotDownload'),
  chooseFolders: syncPage('offlineImapAdvancedOffline'),
  retentionPolicy: {153: {file: 'retention.ftl', key: 'retention-button.label'}},
  retainAll: retention('retention-retain-all', 'retentionKeepAll'),
  retainByAge: retention('retention-retain-by-age', 'retentionKeepMsg'),
  retainByCount: retention('retention-retain-by-num-headers', 'retentionKeepRecent'),
  folderProperties: at('messenger.dtd', 'folderContextProperties2.label'),
  folderRetention: {...folderProperties('retention'), 153: {file: 'retention.ftl', key: 'retention-tab.label'}},
  folderUsesAccount: {...folderProperties('retentionUseAccount'), 153: {file: 'retention.ftl', key: 'retention-use-default.label'}},
  folderSynchronization: folderProperties('folderSynchronizationTab'),
  folderOffline: at('folderProps.dtd', 'offlineFolder.check.label'),
  sentFolderOn: at('am-copies.dtd', 'sentFolderOn.label'),
  archivesFolderOn: at('am-copies.dtd', 'archivesFolderOn.label'),
  localFolders: general('localFolders'),
} satisfies Record<string, Sources>;

export type LabelId = keyof typeof labels;

export const labelIds = Object.keys(labels) as LabelId[];

/** Every place a label may be in, the newest version's first: only the running version's exists. */
export function sourcesOf(id: LabelId): LabelSource[] {
  const sources: {140?: LabelSource; 153?: LabelSource} = labels[id];
  return [sources[153], sources[140]].filter(source => source !== undefined);
}

/** The `_locales` key of a label for a version: a label that differs between versions has one message for each. */
export function labelKey(id: LabelId, thunderbird: string): string {
  const sources: {140?: LabelSource; 153?: LabelSource} = labels[id];
  if (!sources[140] || !sources[153]) return `label_${id}`;
  return `label_${id}_${Number.parseInt(thunderbird) >= 153 ? 153 : 140}`;
}
