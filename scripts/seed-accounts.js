// @ts-check
// The accounts our five source documents tell their readers to make: what `npm start` shows.

/** nsMsgSocketType, as the preferences store it. */
const PLAIN = 0;
const STARTTLS = 2;
const SSL = 3;
/** One file a folder, Thunderbird's own choice. Without it Account Settings fails before it saves what is changed there (am-server.js, onSave). */
const STORE = '@mozilla.org/msgstore/berkeleystore;1';
/** nsMsgAuthMethod.passwordCleartext: « Mot de passe normal », or « transmission non sécurisée » without TLS. */
const PASSWORD = 3;

/** @typedef {Record<string, string | number | boolean>} Prefs */

/**
 * @returns {Prefs} the preferences of a profile with Aix-Marseille's, Lyon's and Besançon's accounts
 */
export function seedAccounts() {
  return {
    ...incoming(1, 'imap', 'imap.ac-aix-marseille.fr', 993, SSL, 'jroux'),
    ...identity(1, 'Jeanne Roux', 'jeanne.roux@ac-aix-marseille.fr', 1),
    ...incoming(2, 'pop3', 'pop.ac-aix-marseille.fr', 995, SSL, 'jroux'),
    ...keptOnServer(2, 14),
    ...identity(2, 'Jeanne Roux', 'jeanne.roux@ac-aix-marseille.fr', 1),
    ...incoming(3, 'imap', 'mail.ac-lyon.fr', 993, SSL, 'dmartin'),
    ...identity(3, 'David Martin', 'david.martin@ac-lyon.fr', 2),
    ...incoming(4, 'pop3', 'mail.ac-lyon.fr', 995, SSL, 'dmartin'),
    ...keptOnServer(4, 60),
    ...identity(4, 'David Martin', 'david.martin@ac-lyon.fr', 2),
    ...incoming(5, 'imap', 'imap.ac-besancon.fr', 143, PLAIN, 'pwolf'),
    'mail.server.server5.autosync_max_age_days': 30,
    'mail.server.server5.limit_offline_message_size': true,
    'mail.server.server5.max_size': 50,
    ...identity(5, 'Pierre Wolf', 'p.wolf@ac-besancon.fr', 3),
    ...localFolders(6),
    ...outgoing(1, 'smtp.ac-aix-marseille.fr', 465, SSL, 'jroux'),
    ...outgoing(2, 'smtps.ac-lyon.fr', 587, STARTTLS, 'dmartin'),
    ...outgoing(3, 'smtp.ac-besancon.fr', 587, PLAIN, 'pwolf'),
    'mail.smtpservers': 'smtp1,smtp2,smtp3',
    'mail.smtp.defaultserver': 'smtp1',
    'mail.accountmanager.accounts': 'account1,account2,account3,account4,account5,account6',
    'mail.accountmanager.defaultaccount': 'account1',
    'mail.accountmanager.localfoldersserver': 'server6',
  };
}

/**
 * @param {number} number of the account, its server and its identity
 * @param {'imap' | 'pop3'} type
 * @param {string} hostname
 * @param {number} port
 * @param {number} socketType
 * @param {string} username
 * @returns {Prefs}
 */
function incoming(number, type, hostname, port, socketType, username) {
  const server = `mail.server.server${number}`;
  return {
    [`mail.account.account${number}.server`]: `server${number}`,
    [`mail.account.account${number}.identities`]: `id${number}`,
    [`${server}.type`]: type,
    [`${server}.hostname`]: hostname,
    [`${server}.port`]: port,
    [`${server}.socketType`]: socketType,
    [`${server}.authMethod`]: PASSWORD,
    [`${server}.userName`]: username,
    [`${server}.storeContractID`]: STORE,
  };
}

/**
 * POP as the documents advise: the server keeps a copy for some days, or until it is deleted here.
 * @param {number} number
 * @param {number} days
 * @returns {Prefs}
 */
function keptOnServer(number, days) {
  const server = `mail.server.server${number}`;
  return {
    [`${server}.download_on_biff`]: true,
    [`${server}.leave_on_server`]: true,
    [`${server}.delete_by_age_from_server`]: true,
    [`${server}.num_days_to_leave_on_server`]: days,
    [`${server}.delete_mail_left_on_server`]: true,
  };
}

/**
 * @param {number} number
 * @param {string} fullName
 * @param {string} email also the account's name
 * @param {number} outgoingServer
 * @returns {Prefs}
 */
function identity(number, fullName, email, outgoingServer) {
  return {
    [`mail.server.server${number}.name`]: email,
    [`mail.identity.id${number}.fullName`]: fullName,
    [`mail.identity.id${number}.useremail`]: email,
    [`mail.identity.id${number}.smtpServer`]: `smtp${outgoingServer}`,
    [`mail.identity.id${number}.valid`]: true,
  };
}

/** @param {number} number @returns {Prefs} */
function localFolders(number) {
  return {
    [`mail.account.account${number}.server`]: `server${number}`,
    [`mail.server.server${number}.type`]: 'none',
    [`mail.server.server${number}.hostname`]: 'Local Folders',
    [`mail.server.server${number}.userName`]: 'nobody',
    [`mail.server.server${number}.name`]: 'Local Folders',
    [`mail.server.server${number}.storeContractID`]: STORE,
  };
}

/**
 * @param {number} number
 * @param {string} hostname
 * @param {number} port
 * @param {number} socketType
 * @param {string} username
 * @returns {Prefs}
 */
function outgoing(number, hostname, port, socketType, username) {
  const server = `mail.smtpserver.smtp${number}`;
  return {
    [`${server}.type`]: 'smtp',
    [`${server}.hostname`]: hostname,
    [`${server}.port`]: port,
    [`${server}.try_ssl`]: socketType,
    [`${server}.authMethod`]: PASSWORD,
    [`${server}.username`]: username,
  };
}
