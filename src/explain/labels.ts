/**
 * Thunderbird's own labels, and where it keeps each. The running Thunderbird tells them in its own language and version (read-labels.ts);
 * where it cannot be asked, `_locales` has copies, which `npm run update` makes.
 */
import type {LabelSource} from '../experiment/settings.d.ts';

/** By the first version that keeps it there. */
type Sources = {140: LabelSource} | {153: LabelSource} | {140: LabelSource; 153: LabelSource};

const at = (file: string, key: string): {140: LabelSource} => ({140: {file, key}});
const serverPage = (key: string) => at('am-server-top.dtd', `${key}.label`);
const syncPage = (key: string) => at('am-offline.dtd', `${key}.label`);
const general = (key: string) => at('messenger.properties', key);
const folderProperties = (key: string) => at('folderProps.dtd', `${key}.label`);
const preferences = (key: string) => at('messenger/preferences/preferences.ftl', key);
const retention = (key: string, older: string) => ({...syncPage(older), 153: {file: 'messenger/retention.ftl', key: `${key}.label`}});
const junkPage = (key: string) => at('am-junk.dtd', `${key}.label`);
const spamPage = (key: string) => ({file: 'messenger/preferences/am-spam.ftl', key: `${key}.label`});
const tree = (key: string) => at('prefs.properties', `prefPanel-${key}`);

export const labels = {
  ok: at('global/dialog.properties', 'button-accept'),
  restart: at('prefs.properties', 'localDirectoryRestart'),
  appMenu: at('messenger.dtd', 'appmenuButton.label'),
  accountSettings: at('messenger.dtd', 'accountManagerCmd2.label'),
  serverSettings: tree('server'),
  copiesAndFolders: tree('copies'),
  synchronization: tree('synchronization'),
  outgoingPane: {...tree('smtp'), 153: {file: 'messenger/accountManager.ftl', key: 'outgoing-server-section-name'}},
  outgoingServer: {...at('am-main.dtd', 'smtpName.label'), 153: {file: 'messenger/accountSettings.ftl', key: 'outgoing-server-name'}},
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
  exchangeUrl: {153: {file: 'messenger/accountSettings.ftl', key: 'ews-url-label.value'}},
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
  editIdentity: at('am-identities-list.dtd', 'identitiesListEdit.label'),
  manageIdentities: at('am-main.dtd', 'manageIdentities.label'),
  removeData: at('removeAccount.dtd', 'removeData.label'),
  settings: at('messenger/messenger.ftl', 'appmenu-settings.label'),
  toolsMenu: at('messenger/appmenu.ftl', 'appmenu-tools-panel.label'),
  exportProfile: at('messenger/appmenu.ftl', 'appmenu-tools-export.label'),
  addonsAndThemes: at('messenger/messenger.ftl', 'appmenu-addons-and-themes.label'),
  generalPane: preferences('pane-general-title'),
  privacyPane: preferences('pane-privacy-title'),
  configEditor: preferences('config-editor-button.label'),
  acceptRisk: at('toolkit/about/config.ftl', 'about-config-intro-warning-button'),
  primaryPassword: preferences('primary-password-label.label'),
  manageCertificates: preferences('certificate-button.label'),
  deleteCertificate: at('security/certificates/certManager.ftl', 'certmgr-delete.label'),
  certificateServers: at('security/certificates/certManager.ftl', 'certmgr-tab-servers.label'),
  offlineSettings: preferences('offline-settings-button.label'),
  startupState: at('messenger/preferences/offline.ftl', 'offline-preference-startup-label'),
  alwaysOnline: at('messenger/preferences/offline.ftl', 'status-radio-always-online.label'),
  rememberState: at('messenger/preferences/offline.ftl', 'status-radio-remember.label'),
  compactAutomatically: preferences('offline-compact-folder.label'),
  compactFolders: {...at('messenger.dtd', 'folderContextCompact.label'), 153: {file: 'messenger/about3Pane.ftl', key: 'folder-pane-context-compact-all.label'}},
  headersOnly: serverPage('headersOnly'),
  checkAtStartup: serverPage('loginAtStartup'),
  downloadOnBiff: serverPage('downloadOnBiff'),
  getMessages: at('messenger/unifiedToolbarItems.ftl', 'toolbar-get-messages-label'),
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
  retentionPolicy: {153: {file: 'messenger/retention.ftl', key: 'retention-button.label'}},
  retainAll: retention('retention-retain-all', 'retentionKeepAll'),
  retainByAge: retention('retention-retain-by-age', 'retentionKeepMsg'),
  retainByCount: retention('retention-retain-by-num-headers', 'retentionKeepRecent'),
  folderProperties: at('messenger.dtd', 'folderContextProperties2.label'),
  folderRetention: {...folderProperties('retention'), 153: {file: 'messenger/retention.ftl', key: 'retention-tab.label'}},
  folderUsesAccount: {...folderProperties('retentionUseAccount'), 153: {file: 'messenger/retention.ftl', key: 'retention-use-default.label'}},
  folderSynchronization: folderProperties('folderSynchronizationTab'),
  folderOffline: at('folderProps.dtd', 'offlineFolder.check.label'),
  sentFolderOn: at('am-copies.dtd', 'sentFolderOn.label'),
  archivesFolderOn: at('am-copies.dtd', 'archivesFolderOn.label'),
  localFolders: general('localFolders'),
  inbox: general('inboxFolderName'),
  sentFolder: general('sentFolderName'),
  archivesFolder: general('archivesFolderName'),
  copyTo: {...at('messenger.dtd', 'contextCopyMsgMenu.label'), 153: {file: 'messenger/messenger.ftl', key: 'menu-copy-to.label'}},
  trash: general('trashFolderName'),
  junk: {...general('junkFolderName'), 153: {file: 'messenger/messenger.ftl', key: 'folder-name-spam'}},
  outbox: general('outboxFolderName'),
  sendUnsent: at('messenger.dtd', 'folderContextSendUnsentMessages.label'),
  junkSettings: {...tree('junk'), 153: {file: 'messenger/accountManager.ftl', key: 'panel-settings-spam'}},
  moveJunk: {...junkPage('move'), 153: spamPage('move-spam-message-menuitem')},
  junkFolderOn: {...junkPage('junkFolderOn'), 153: spamPage('set-spam-folder-menuitem')},
  deleteJunk: {...junkPage('purge1'), 153: spamPage('automatic-spam-purge-checkbox')},
  blindCopyTo: at('am-copies.dtd', 'bccAddress.label'),
  replyTo: at('am-main.dtd', 'replyTo.label'),
  editFilter: {...at('FilterListDialog.dtd', 'editButton.label'), 153: {file: 'messenger/filterEditor.ftl', key: 'filter-edit-button.label'}},
  messageFilters: at('messenger/appmenu.ftl', 'appmenu-tools-message-filters.label'),
} satisfies Record<string, Sources>;

export type LabelId = keyof typeof labels;

export const labelIds = Object.keys(labels) as LabelId[];

/** Every place a label may be in, the newest version's first: only the running version's exists. */
export function sourcesOf(id: LabelId): LabelSource[] {
  const sources: {140?: LabelSource; 153?: LabelSource} = labels[id];
  return [sources[153], sources[140]].filter(source => source !== undefined);
}

/** What a Thunderbird told of its labels. */
export interface Labels {
  /** Its version, such as `153.7.0`. */
  thunderbird: string;
  /** Those it has, as they stand there. */
  told: Partial<Record<LabelId, string>>;
}

/** The keys in `_locales` that may hold the copy of a label: one for all versions, or one for those before 153 and another from then on. */
export function copyKeys(id: LabelId, thunderbird: string): string[] {
  return [`label_${id}`, `label_${id}_${lineOf(thunderbird)}`];
}

/** A label without the colon that leads to its field. */
export function withoutColon(label: string): string {
  return label.replace(/\s*:\s*$/, '').trim();
}

/** The oldest version whose interface it has. */
export function lineOf(thunderbird: string): 140 | 153 {
  return Number.parseInt(thunderbird) >= 153 ? 153 : 140;
}
