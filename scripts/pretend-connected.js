// @ts-check
// Accounts that look as if they had been used, where there is no server for them.

/**
 * Runs in Thunderbird: what an account looks like once it has connected. It travels alone, as text: it can use nothing of this file.
 * test/thunderbird/mail-servers.test.ts has the real thing.
 */
export function pretendConnected() {
  const {Ci, MailServices} = /** @type {any} */ (globalThis);
  const {Inbox, Offline} = Ci.nsMsgFolderFlags;
  for (const server of MailServices.accounts.allServers) {
    const {type, rootFolder} = server;
    const inbox = rootFolder.getFolderWithFlags(Inbox);
    if (type === 'imap') inbox.QueryInterface(Ci.nsIMsgImapMailFolder).hierarchyDelimiter = '/';
    if (type === 'ews' && !inbox) rootFolder.addSubfolder('Inbox').setFlag(Inbox | Offline);
    if (type !== 'pop3') continue;
    const handled = server.localPath;
    handled.append('popstate.dat');
    if (!handled.exists()) handled.create(Ci.nsIFile.NORMAL_FILE_TYPE, 0o600);
  }
}
