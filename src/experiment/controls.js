// @ts-check
/* Which control of Account Settings, or of Thunderbird's own settings, changes a field of the snapshot. */

/**
 * Ids of controls by the field they change, the first that can be used first: the next ones are what it depends on, or what it is in another
 * version or with another protocol. Each is on one page alone. What no control changes is not here.
 */
const CONTROLS = new Map(Object.entries({
  // am-server.xhtml, and SmtpServerEdit.xhtml for an outgoing server; the name of the host is written otherwise in 140. Local Folders' one page has two of these.
  hostname: ["server.hostname", "server.hostName", "smtp.hostname"],
  port: ["server.port", "smtp.port"],
  username: ["server.username", "smtpUsername"],
  socketType: ["server.socketType", "smtp.socketType"],
  authMethod: ["server.authMethod", "smtp.authMethod"],
  doBiff: ["server.doBiff"],
  biffMinutes: ["server.biffMinutes", "server.doBiff"],
  headersOnly: ["pop3.headersOnly"],
  leaveMessagesOnServer: ["pop3.leaveMessagesOnServer"],
  deleteByAgeFromServer: ["pop3.deleteByAgeFromServer", "pop3.leaveMessagesOnServer"],
  numDaysToLeaveOnServer: ["pop3.numDaysToLeaveOnServer", "pop3.deleteByAgeFromServer", "pop3.leaveMessagesOnServer"],
  deleteMailLeftOnServer: ["pop3.deleteMailLeftOnServer", "pop3.leaveMessagesOnServer"],
  deleteModel: ["imap.deleteModel", "ews.deleteModel"],
  // Its address is behind this button, which 140 does not have.
  exchangeScheme: ["server.ewsAdvancedButton"],
  emptyTrashOnExit: ["server.emptyTrashOnExit"],
  localPath: ["browseForLocalFolder"],
  // am-offline.xhtml; `folders` is in the general pane too. In 153 the account's own retention is a dialog.
  offlineDownload: ["offline.folders"],
  folders: ["selectImapFoldersButton", "offlineCompactFolder"],
  autoSyncMaxAgeDays: ["autosyncSelect"],
  limitOfflineMessageSize: ["autosyncNotDownload", "offline.notDownload"],
  retainBy: ["retentionPolicyButton", "retention.keepMsg"],
  // am-copies.xhtml; what takes room on the server is archived.
  keepsSentCopies: ["identity.doFcc"],
  sentFolder: ["doFcc", "identity.doFcc"],
  bccList: ["identity.doBccList", "identity.doBcc"],
  quota: ["messageArchives", "identity.archiveEnabled"],
  // am-junk.xhtml
  junkServerKey: ["server.moveTargetMode", "server.moveOnSpam"],
  purgeSpam: ["server.purgeSpam", "server.moveOnSpam"],
  // am-main.xhtml
  outgoingServerKey: ["identity.smtpServerKey"],
  replyTo: ["identity.replyTo"],
  // preferences.xhtml: what has no control of its own there is in the config editor.
  startsOffline: ["offlineSettingsButton"],
  autoSyncOfflineStores: ["configEditor"],
  minimumTLS: ["configEditor"],
  weakenedSetup: ["configEditor"],
  hasPrimaryPassword: ["useMasterPassword"],
  hasCertificateException: ["manageCertificatesButton"],
}));

/** @param {string} [setting] a field of the snapshot @returns {string[]} none where no control changes it */
export function controlsOf(setting) {
  return CONTROLS.get(setting ?? "") ?? [];
}

/** @param {Document} document @param {string[]} ids @returns {HTMLElement[]} those that are shown, disabled or not */
export function shownControls(document, ids) {
  const controls = ids.map(id => document.getElementById(id));
  return controls.filter(control => control !== null).filter(control => control.checkVisibility({ visibilityProperty: true }));
}

/**
 * Brings a setting into view and gives the focus to its control: where that is disabled, to what it depends on, and to `otherwise` where that is too.
 *
 * @param {HTMLElement[]} controls as shownControls() has them
 * @param {HTMLElement} [otherwise]
 */
export function focusControl(controls, otherwise) {
  controls[0]?.scrollIntoView({ block: "center" });
  const control = controls.find(candidate => !(/** @type {any} */ (candidate).disabled)) ?? otherwise;
  // As if by the keyboard: the ring shows where it is.
  control?.focus(/** @type {FocusOptions} */ ({ preventScroll: true, focusVisible: true }));
}
