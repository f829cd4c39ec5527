/** Each rule from real preferences: failing, passing and not applicable, in every supported Thunderbird. */
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {Thunderbird} from '../../scripts/thunderbird.js';
import {rules} from '../../src/rules/index.ts';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {openPage, reportOf, startAudited} from './audited.ts';
import {type AccountSpec, profile} from './profile.ts';
import type {Report} from '../../src/report.ts';

type Expected = 'critical' | 'warning' | 'advice' | 'pass' | 'unknown' | 'notApplicable';

/** An account, and what a rule says of it or of what it sends with; `before153` where that differs. */
const cases: [rule: string, expected: Expected, account: AccountSpec, before153?: Expected | undefined][] = [
  ...connectionCases('incoming', 'imap.tim.it', (socketType, port, hostname) => ({type: 'imap', server: {socketType, port, ...(hostname && {hostname})}}), 143, 993),
  ...connectionCases('incoming', 'pop.tim.it', (socketType, port, hostname) => ({type: 'pop3', server: {socketType, port, ...(hostname && {hostname})}}), 110, 995),
  ...connectionCases('outgoing', 'smtp.office365.com', (socketType, port, hostname) => ({type: 'imap', smtp: {try_ssl: socketType, port, ...(hostname && {hostname})}}), 587, 465),

  ['incoming-port-mismatch', 'warning', {type: 'imap', server: {socketType: 3, port: 143}}],
  ['incoming-port-mismatch', 'warning', {type: 'pop3', server: {socketType: 3, port: 110}}],
  ['incoming-port-mismatch', 'warning', {type: 'imap', server: {socketType: 2, port: 993}}],
  ['incoming-port-mismatch', 'warning', {type: 'pop3', server: {socketType: 0, port: 995}}],
  ['incoming-port-mismatch', 'warning', {type: 'imap', server: {socketType: 3, port: 995}}],
  ['incoming-port-mismatch', 'warning', {type: 'pop3', server: {socketType: 3, port: 993}}],
  ['incoming-port-mismatch', 'pass', {type: 'pop3', server: {socketType: 3, port: 993, hostname: 'pop3s.pec.aruba.it'}}],
  ['incoming-port-mismatch', 'pass', {type: 'imap', server: {socketType: 3, port: 1993}}],
  ['incoming-port-mismatch', 'notApplicable', {type: 'imap', server: {socketType: 0, port: 993, hostname: '127.0.0.1'}}],
  ['outgoing-port-mismatch', 'warning', {type: 'imap', smtp: {try_ssl: 2, port: 465}}],
  ['outgoing-port-mismatch', 'warning', {type: 'imap', smtp: {try_ssl: 3, port: 587}}],
  ['outgoing-port-mismatch', 'warning', {type: 'imap', smtp: {try_ssl: 3, port: 993}}],
  ['outgoing-port-mismatch', 'pass', {type: 'imap', smtp: {try_ssl: 3, port: 587, hostname: 'mobile.charter.net'}}],
  ['outgoing-port-mismatch', 'pass', {type: 'imap', smtp: {try_ssl: 3, port: 0}}],
  ['outgoing-port-mismatch', 'pass', {type: 'imap', smtp: {try_ssl: 2, port: 0}}],
  ['outgoing-port-mismatch', 'notApplicable', {type: 'imap', smtp: {try_ssl: 3, port: 587, hostname: 'localhost'}}],
  ['outgoing-relay-port', 'warning', {type: 'imap', smtp: {try_ssl: 2, port: 25}}],
  ['outgoing-relay-port', 'pass', {type: 'imap'}],
  ['outgoing-relay-port', 'notApplicable', {type: 'imap', smtp: {port: 25, hostname: '::1'}}],

  ['unprotected-password', 'critical', {type: 'imap', server: {socketType: 0, port: 143, authMethod: 3}}],
  ['unprotected-password', 'critical', {type: 'pop3', server: {socketType: 1, port: 110}}],
  ['unprotected-password', 'pass', {type: 'pop3', server: {socketType: 0, port: 110, authMethod: 2}}],
  ['unprotected-password', 'critical', {type: 'imap', server: {socketType: 0, port: 143, authMethod: 9}}],
  ['unprotected-password', 'critical', {type: 'imap', server: {socketType: 0, port: 143, authMethod: 10}}],
  ['unprotected-password', 'warning', {type: 'imap', server: {socketType: 0, port: 143, hostname: 'mail.local'}}],
  ['unprotected-password', 'pass', {type: 'imap', server: {socketType: 0, port: 143, authMethod: 4}}],
  ['unprotected-password', 'critical', {type: 'imap', smtp: {try_ssl: 0, port: 587, authMethod: 3}}],
  ['unprotected-password', 'critical', {type: 'imap', smtp: {try_ssl: 0, port: 587, authMethod: 8}}],
  ['unprotected-password', 'pass', {type: 'imap', smtp: {try_ssl: 0, port: 587, authMethod: 1}}],
  // Without an identity, for one with none of its own would send with the default server.
  ['unprotected-password', 'notApplicable', {type: 'ews', identity: null}],

  ['exchange-plaintext', 'critical', {type: 'ews', server: {ews_url: 'http://exchange.example.org/EWS/Exchange.asmx'}}],
  ['exchange-plaintext', 'pass', {type: 'ews'}],
  ['exchange-plaintext', 'notApplicable', {type: 'imap'}],
  ['exchange-plaintext', 'notApplicable', {type: 'ews', server: {ews_url: 'http://localhost/EWS/Exchange.asmx'}}],

  ['missing-outgoing-server', 'warning', {type: 'imap', smtp: null, identity: {smtpServer: 'smtp999'}}],
  ['missing-outgoing-server', 'pass', {type: 'imap'}],
  ['missing-outgoing-server', 'notApplicable', {type: 'imap', smtp: null, identity: null}],

  ...([['imap', undefined], ['ews', 'notApplicable']] as const).flatMap(([type, before153]): typeof cases => [
    ['local-copies-off', 'warning', {type, server: {offline_download: false}}, before153],
    ['local-copies-off', 'pass', {type}, before153],
    ['local-copies-by-age', 'warning', {type, server: {autosync_max_age_days: 30}}, before153],
    ['local-copies-by-age', 'pass', {type}, before153],
    ['local-copies-by-age', 'notApplicable', {type, server: {autosync_max_age_days: 30, offline_download: false}}],
    ['local-copies-by-size', 'warning', {type, server: {limit_offline_message_size: true, max_size: 50}}, before153],
    ['local-copies-by-size', 'pass', {type, server: {max_size: 50}}, before153],
    ['local-copies-by-size', 'notApplicable', {type, server: {limit_offline_message_size: true, offline_download: false}}],
  ]),
  ['local-copies-off', 'notApplicable', {type: 'pop3'}],

  ['pop-removes-from-server', 'warning', {type: 'pop3', server: {leave_on_server: false}}],
  ['pop-removes-from-server', 'pass', {type: 'pop3'}],
  ['pop-removes-from-server', 'notApplicable', {type: 'imap'}],
  ['pop-keeps-forever', 'advice', {type: 'pop3', server: {delete_by_age_from_server: false}}],
  ['pop-keeps-forever', 'advice', {type: 'pop3', server: {num_days_to_leave_on_server: 0}}],
  ['pop-keeps-forever', 'pass', {type: 'pop3', server: {delete_by_age_from_server: false, delete_mail_left_on_server: true}}],
  ['pop-keeps-forever', 'notApplicable', {type: 'pop3', server: {leave_on_server: false}}],
  ['pop-short-retention', 'advice', {type: 'pop3', server: {num_days_to_leave_on_server: 7}}],
  ['pop-short-retention', 'pass', {type: 'pop3'}],
  ['pop-short-retention', 'notApplicable', {type: 'pop3', server: {leave_on_server: false}}],
  // What three academies published.
  ['server-not-as-expected', 'advice', {type: 'imap', server: {hostname: 'imap.ac-besancon.example'}, identity: {useremail: 'jdupont@ac-besancon.fr'}}],
  ['server-not-as-expected', 'pass', {type: 'imap', server: {hostname: 'imap.ac-besancon.fr', userName: 'jdupont'}, identity: {useremail: 'jdupont@ac-besancon.fr'}}],
  ['server-not-as-expected', 'notApplicable', {type: 'imap'}],
  ['login-name-not-as-expected', 'advice', {type: 'pop3', server: {hostname: 'pop.ac-besancon.fr', userName: 'j@ac-besancon.fr'}, identity: {useremail: 'j@ac-besancon.fr'}}],
  ['login-name-not-as-expected', 'pass', {type: 'pop3', server: {hostname: 'pop.ac-besancon.fr', userName: 'jdupont'}, identity: {useremail: 'j@ac-besancon.fr'}}],
  ['login-name-not-as-expected', 'notApplicable', {type: 'pop3'}],
  ['pop-sent-only-here', 'advice', {type: 'pop3'}],
  ['pop-sent-only-here', 'advice', {type: 'pop3', identity: {fcc_folder: 'mailbox://nobody@Local%20Folders/Sent'}}],
  ['pop-sent-only-here', 'advice', {type: 'pop3', identity: {fcc_folder: 'imap://nobody@gone.example.org/Sent'}}],
  // Account 1 is an IMAP account.
  ['pop-sent-only-here', 'pass', {type: 'pop3', identity: {fcc_folder: 'imap://user1@imap1.example.org/Sent'}}],
  ['pop-sent-only-here', 'notApplicable', {type: 'pop3', identity: {fcc: false}}],
  ['pop-sent-only-here', 'notApplicable', {type: 'imap'}],
  ['ip-address-host', 'advice', {type: 'imap', server: {hostname: '203.0.113.7'}}],
  ['ip-address-host', 'advice', {type: 'imap', smtp: {hostname: '2001:db8::1'}}],
  ['ip-address-host', 'pass', {type: 'imap'}],
  ['ip-address-host', 'notApplicable', {type: 'ews', identity: null}],
  // Thunderbird puts server<n>.invalid in the place of the first three.
  ['unusable-server-name', 'warning', {type: 'imap', server: {hostname: 'imap example.org'}}],
  ['unusable-server-name', 'warning', {type: 'imap', server: {hostname: '2001:db8::1'}}],
  ['unusable-server-name', 'warning', {type: 'pop3', server: {hostname: 'user@pop.example.org'}}],
  ['unusable-server-name', 'warning', {type: 'imap', smtp: {hostname: 'smtp.example.org:465'}}],
  ['unusable-server-name', 'warning', {type: 'imap', smtp: {hostname: ''}}],
  ['unusable-server-name', 'pass', {type: 'pop3', server: {hostname: 'pop.example.org.'}}],
  ['unusable-server-name', 'notApplicable', {type: 'ews', identity: null}],
  ['incoming-plaintext', 'notApplicable', {type: 'imap', server: {hostname: 'imap.example.org/', socketType: 0, port: 143}}],
  ['encrypted-password-without-tls', 'warning', {type: 'imap', server: {socketType: 0, port: 143, authMethod: 4}}],
  ['encrypted-password-without-tls', 'warning', {type: 'pop3', server: {socketType: 0, port: 110, authMethod: 8}}],
  ['encrypted-password-without-tls', 'warning', {type: 'imap', smtp: {try_ssl: 0, port: 587, authMethod: 4}}],
  ['encrypted-password-without-tls', 'advice', {type: 'imap', server: {socketType: 0, port: 143, authMethod: 4, hostname: 'nas.local'}}],
  ['encrypted-password-without-tls', 'pass', {type: 'imap', server: {authMethod: 4}}],
  ['encrypted-password-without-tls', 'notApplicable', {type: 'ews', identity: null}],
  ...[2, 8, 9].flatMap((authMethod): typeof cases => [
    ['insecure-auth-method', 'warning', {type: 'imap', server: {authMethod}}], ['insecure-auth-method', 'warning', {type: 'pop3', server: {authMethod}}],
  ]),
  ['insecure-auth-method', 'warning', {type: 'imap', smtp: {authMethod: 8}}],
  ['insecure-auth-method', 'pass', {type: 'imap', server: {authMethod: 4}}],
  ['insecure-auth-method', 'notApplicable', {type: 'imap', server: {socketType: 0, port: 143, authMethod: 9}, smtp: {try_ssl: 0, port: 587}}],
  ['password-where-oauth2-is-required', 'warning', {type: 'imap', server: {hostname: 'outlook.office365.com'}}],
  ['password-where-oauth2-is-required', 'warning', {type: 'imap', smtp: {hostname: 'smtp-mail.outlook.com', try_ssl: 2, port: 587}}],
  ['password-where-oauth2-is-required', 'pass', {type: 'imap', server: {hostname: 'outlook.office365.com', authMethod: 10}}],
  ['password-where-oauth2-is-required', 'pass', {type: 'imap', server: {hostname: 'imap.gmail.com'}, smtp: {hostname: 'smtp.office365.com', try_ssl: 2, port: 587}}],
  ['password-where-oauth2-is-required', 'notApplicable', {type: 'ews', identity: null}],
  ...[1, 2, 7, 9].map((authMethod): typeof cases[number] => ['outgoing-unauthenticated', 'warning', {type: 'imap', smtp: {authMethod}}]),
  ['outgoing-unauthenticated', 'pass', {type: 'imap'}],
  ['outgoing-unauthenticated', 'notApplicable', {type: 'imap', smtp: {authMethod: 1, hostname: '192.168.1.9'}}],
  ['outgoing-foreign-provider', 'advice', {type: 'imap', smtp: {hostname: 'smtp.orange.fr'}, identity: {useremail: 'a@gmail.com'}}],
  ['outgoing-foreign-provider', 'pass', {type: 'imap', smtp: {hostname: 'smtp.orange.fr'}, identity: {useremail: 'a@wanadoo.fr'}}],
  ['outgoing-foreign-provider', 'notApplicable', {type: 'imap', smtp: {hostname: 'smtp.gmail.com'}}],

  ['automatic-sync-off', 'warning', {type: 'imap', server: {autosync_offline_stores: false}}],
  ['automatic-sync-off', 'pass', {type: 'imap'}],
  ['automatic-sync-off', 'notApplicable', {type: 'imap', server: {autosync_offline_stores: false, offline_download: false}}],
  // Before 153 Exchange has no such settings.
  ['automatic-sync-off', 'warning', {type: 'ews', server: {autosync_offline_stores: false}}, 'notApplicable'],
  // Nothing was seen of it.
  ['folders-without-local-copy', 'unknown', {type: 'ews'}, 'notApplicable'],
  ['folders-without-local-copy', 'unknown', {type: 'imap'}],
  ['immediate-deletion', 'advice', {type: 'ews', server: {delete_model: 0}}, 'notApplicable'],
  ['immediate-deletion', 'pass', {type: 'ews', server: {delete_model: 1}}, 'notApplicable'],
  ['pop-deletion-mirrored', 'advice', {type: 'pop3', server: {delete_mail_left_on_server: true, empty_trash_on_exit: true}}],
  // Account 1 is user1's IMAP account, in the same domain: mailbox-read-twice says it.
  ['pop-deletion-mirrored', 'notApplicable', {type: 'pop3', server: {delete_mail_left_on_server: true, userName: 'user1'}, identity: {useremail: 'user1@example.org'}}],
  ['pop-deletion-mirrored', 'pass', {type: 'pop3', server: {delete_mail_left_on_server: true}}],
  ['pop-deletion-mirrored', 'notApplicable', {type: 'pop3', server: {leave_on_server: false, empty_trash_on_exit: true}}],
  ['mailbox-read-twice', 'warning', {type: 'pop3', server: {hostname: 'pop.example.org', userName: 'user1'}}],
  ['mailbox-read-twice', 'pass', {type: 'pop3', server: {hostname: 'pop2.example.org', userName: 'user1', delete_by_age_from_server: false, delete_mail_left_on_server: false}}],
  ['mailbox-read-twice', 'notApplicable', {type: 'pop3'}],
  ['pop-headers-only', 'warning', {type: 'pop3', server: {headers_only: true}}],
  ['pop-headers-only', 'pass', {type: 'pop3'}],
  ['pop-headers-only', 'notApplicable', {type: 'imap'}],
  ['pop-truncated', 'warning', {type: 'pop3', server: {limit_offline_message_size: true, max_size: 50}}],
  ['pop-truncated', 'pass', {type: 'pop3', server: {max_size: 50}}],
  ['pop-truncated', 'notApplicable', {type: 'imap', server: {limit_offline_message_size: true}}],
  ['pop-frequent-check', 'advice', {type: 'pop3', server: {check_new_mail: true, check_time: 4}}],
  ['pop-frequent-check', 'pass', {type: 'pop3', server: {check_new_mail: true, check_time: 5}}],
  ['pop-frequent-check', 'notApplicable', {type: 'imap', server: {check_new_mail: true, check_time: 1}}],
  ...(['imap', 'pop3', 'ews'] as const).flatMap((type): typeof cases => [
    ['account-never-checked', 'advice', {type, server: {check_new_mail: false}}],
    ['account-never-checked', 'advice', {type, server: {check_time: 0}}],
    ['account-never-checked', 'pass', {type}],
  ]),
  ['account-never-checked', 'advice', {type: 'pop3', server: {download_on_biff: false}}],
  // Account 1 is user1's IMAP account, in the same domain.
  ['account-never-checked', 'notApplicable', {type: 'pop3', server: {check_new_mail: false, userName: 'user1'}, identity: {useremail: 'user1@example.org'}}],
  ['account-never-checked', 'notApplicable', {type: 'rss'}],

  ...(['imap', 'ews'] as const).flatMap((type): typeof cases => [
    ['retention-deletes-on-server', 'critical', {type, server: {retainBy: 2, daysToKeepHdrs: 30}}],
    ['retention-deletes-on-server', 'critical', {type, server: {retainBy: 3, numHdrsToKeep: 2000}}],
    ['retention-deletes-on-server', 'pass', {type}],
  ]),
  ['retention-deletes-on-server', 'critical', {type: 'pop3', server: {retainBy: 2, daysToKeepHdrs: 30, delete_mail_left_on_server: true}}],
  ['retention-deletes-on-server', 'notApplicable', {type: 'pop3', server: {retainBy: 2, daysToKeepHdrs: 30}}],
  ['retention-deletes-local-copies', 'critical', {type: 'pop3', server: {retainBy: 2, daysToKeepHdrs: 30}}],
  ['retention-deletes-local-copies', 'critical', {type: 'none', server: {retainBy: 3, numHdrsToKeep: 100}}],
  ['retention-deletes-local-copies', 'pass', {type: 'pop3'}],
  ['retention-deletes-local-copies', 'pass', {type: 'none'}],
  ['retention-deletes-local-copies', 'notApplicable', {type: 'imap', server: {retainBy: 2, daysToKeepHdrs: 30}}],
  ...(['imap', 'pop3', 'ews', 'none'] as const).map((type): typeof cases[number] => ['trash-emptied-on-exit', 'advice', {type, server: {empty_trash_on_exit: true}}]),
  ['trash-emptied-on-exit', 'pass', {type: 'imap'}],
  ['trash-emptied-on-exit', 'notApplicable', {type: 'rss'}],
  ...(['imap', 'pop3', 'ews', 'none'] as const).flatMap((type): typeof cases => [
    ['junk-deleted-by-age', 'warning', {type, server: {purgeSpam: true, purgeSpamInterval: 30}}],
    ['junk-deleted-by-age', 'pass', {type, server: {purgeSpam: true, spamLevel: 0}}],
  ]),
  ['junk-deleted-by-age', 'notApplicable', {type: 'nntp', server: {purgeSpam: true}}],
  // Account 1 is user1's IMAP account.
  ...(['imap', 'ews'] as const).flatMap((type): typeof cases => [
    ['junk-moved-elsewhere', 'advice', {type, server: {moveOnSpam: true, spamActionTargetAccount: 'imap://user1@imap1.example.org'}}],
    ['junk-moved-elsewhere', 'advice', {type, server: {moveOnSpam: true, moveTargetMode: 1, spamActionTargetFolder: 'imap://user1@imap1.example.org/Rubbish'}}],
    ['junk-moved-elsewhere', 'pass', {type, server: {moveOnSpam: true, spamActionTargetAccount: 'imap://user1@gone.example.org'}}],
    ['junk-moved-elsewhere', 'notApplicable', {type, server: {spamActionTargetAccount: 'imap://user1@imap1.example.org'}}],
  ]),
  ['immediate-deletion', 'advice', {type: 'imap', server: {delete_model: 2}}],
  ['immediate-deletion', 'pass', {type: 'imap', server: {delete_model: 0}}],
  ['immediate-deletion', 'notApplicable', {type: 'pop3'}],
  ['sent-copy-elsewhere', 'advice', {type: 'imap', identity: {fcc_folder: 'mailbox://nobody@Local%20Folders/Sent'}}],
  ['sent-copy-elsewhere', 'advice', {type: 'imap', identity: {fcc_folder: 'imap://user1@imap1.example.org/Sent'}}],
  ['sent-copy-elsewhere', 'pass', {type: 'imap'}],
  ['sent-copy-elsewhere', 'notApplicable', {type: 'pop3'}],
  ['sent-copy-off', 'advice', {type: 'imap', identity: {fcc: false}}],
  ['sent-copy-off', 'advice', {type: 'pop3', identity: {fcc: false}}],
  ['sent-copy-off', 'pass', {type: 'imap'}],
  ['sent-copy-off', 'pass', {type: 'imap', identity: {useremail: 'Me@example.org', fcc: false, doBcc: true, doBccList: 'boss@example.org, mE@example.org'}}],
  ['sent-copy-off', 'pass', {type: 'imap', identity: {useremail: 'me@example.org', fcc: false, doCc: true, doCcList: 'Me <me@example.org>'}}],
  // Of before Thunderbird 3.
  ['sent-copy-off', 'pass', {type: 'imap', identity: {fcc: false, bcc_self: true}}],
  ['sent-copy-off', 'advice', {type: 'imap', identity: {fcc: false, bcc_self: true, doBcc: false}}],
  ['sent-copy-off', 'advice', {type: 'imap', identity: {useremail: 'me@example.org', fcc: false, doBcc: false, doBccList: 'me@example.org'}}],
  ['sent-copy-off', 'advice', {type: 'imap', identity: {useremail: 'me@example.org', fcc: false, doBcc: true, doBccList: 'someone@example.org'}}],
  ['sent-copy-off', 'notApplicable', {type: 'imap', smtp: {hostname: 'smtp.gmail.com'}, identity: {fcc: false}}],
  // The other accounts are of example.org.
  ['outgoing-blind-copy-elsewhere', 'warning', {type: 'imap', identity: {doBcc: true, doBccList: 'Someone <a@example.net>'}}],
  ['outgoing-blind-copy-elsewhere', 'unknown', {type: 'imap', identity: {doBcc: true, doBccList: 'Friends'}}],
  ['outgoing-blind-copy-elsewhere', 'pass', {type: 'pop3', identity: {doBcc: true, doBccList: 'archive@example.org'}}],
  ['outgoing-blind-copy-elsewhere', 'pass', {type: 'imap', identity: {doBcc: false, doBccList: 'a@example.net'}}],
  ['outgoing-blind-copy-elsewhere', 'notApplicable', {type: 'imap', identity: null}],
  ['reply-to-elsewhere', 'advice', {type: 'imap', identity: {reply_to: 'Club <club@example.net>'}}],
  ['reply-to-elsewhere', 'pass', {type: 'imap', identity: {reply_to: 'office@example.org'}}],
  ['reply-to-elsewhere', 'notApplicable', {type: 'imap', identity: null}],
  ['mail-outside-profile', 'advice', {type: 'pop3', server: {directory: '/tmp/elsewhere/Mail'}}],
  ['mail-outside-profile', 'pass', {type: 'pop3'}],
  ['mail-outside-profile', 'notApplicable', {type: 'pop3', server: {directory: '/tmp/elsewhere/deferred', deferred_to_account: 'account1'}}],
  ['mail-in-cloud-folder', 'warning', {type: 'pop3', server: {directory: '/tmp/Dropbox/Mail'}}],
  ['mail-in-cloud-folder', 'pass', {type: 'pop3', server: {directory: '/tmp/Dropbox stuff/Mail'}}],
  ['mail-in-cloud-folder', 'notApplicable', {type: 'pop3'}],
  ['mail-on-network-share', 'advice', {type: 'pop3', server: {directory: '/tmp/gvfs/smb-share:server=nas,share=mail/Mail'}}],
  ['mail-on-network-share', 'pass', {type: 'pop3', server: {directory: '/tmp/share/Mail'}}],
  ['mail-on-network-share', 'notApplicable', {type: 'pop3'}],
];

/** What the four rules on connection security say, for servers on the Internet, on the local network and on this computer. */
function connectionCases(
  side: 'incoming' | 'outgoing', onlySTARTTLS: string, make: (socketType: number, port: number, hostname?: string) => AccountSpec, plain: number, tls: number,
): typeof cases {
  return [
    [`${side}-plaintext`, 'critical', make(0, plain)],
    [`${side}-plaintext`, 'pass', make(3, tls)],
    [`${side}-plaintext`, 'notApplicable', make(0, plain, '127.0.0.1')],
    [`${side}-plaintext`, 'notApplicable', make(0, plain, '192.168.1.9')],
    [`${side}-plaintext-local-network`, 'warning', make(0, plain, '10.1.2.3')],
    [`${side}-plaintext-local-network`, 'warning', make(0, plain, 'mail.lan')],
    [`${side}-plaintext-local-network`, 'pass', make(3, tls, 'nas.local')],
    [`${side}-plaintext-local-network`, 'notApplicable', make(0, plain)],
    [`${side}-optional-starttls`, 'critical', make(1, plain)],
    [`${side}-optional-starttls`, 'warning', make(1, plain, 'mailserver')],
    [`${side}-optional-starttls`, 'pass', make(2, plain)],
    [`${side}-optional-starttls`, 'notApplicable', make(1, plain, 'localhost')],
    [`${side}-starttls`, 'advice', make(2, plain)],
    [`${side}-starttls`, 'pass', make(3, tls)],
    [`${side}-starttls`, 'notApplicable', make(2, plain, onlySTARTTLS)],
  ];
}

/** Account 1 serves others as a healthy IMAP account; the cases follow. */
const accounts: AccountSpec[] = [{type: 'imap'}, ...cases.map(([, , account]) => account)];

function outcomeOf(report: Report, rule: string, accountId: string): string {
  const mine = (verdict: {rule: string; accountIds: string[]}) => verdict.rule === rule && verdict.accountIds.includes(accountId);
  const finding = report.findings.find(mine);
  if (finding) return finding.outcome === 'fail' ? finding.severity : finding.outcome;
  return report.passed.some(mine) ? 'pass' : 'notApplicable';
}

it('has a failing, a passing and a not applicable case for each rule', () => {
  // These say something only where an administrator does: policy.test.ts has them.
  const managed = ['local-copies-forbidden', 'pop-long-retention', 'pop-where-imap-is-preferred', 'retired-server'];
  // No preference of an account decides these: states.test.ts has them, mail-servers.test.ts the first, outbox.test.ts and filters.test.ts the last two.
  const states = [
    'quota-nearly-full', 'certificate-exception', 'deprecated-tls', 'folder-retention', 'folders-without-local-copy', 'insecure-account-setup',
    'locked-insecure-setting', 'mailbox-needs-compacting', 'missing-primary-password', 'offline-mode', 'outgoing-unused-plaintext',
    'profile-in-cloud-folder', 'thunderbird-unsupported', 'backup-outdated', 'unsent-messages', 'filter-forwards-or-deletes',
  ];
  for (const {id} of rules.filter(rule => ![...managed, ...states].includes(rule.id))) {
    const expected = cases.filter(([rule]) => rule === id).map(([, outcome]) => outcome);
    expect(expected, id).toEqual(expect.arrayContaining(['pass', 'notApplicable']));
    expect(expected.some(outcome => ['critical', 'warning', 'advice'].includes(outcome)), id).toBe(true);
  }
});

it('expects one thing of an account', () => {
  const keys = cases.map(([rule, , account]) => `${rule}: ${JSON.stringify(account)}`);
  const contradicted = cases.filter(([, expected], i) => cases[keys.indexOf(keys[i]!)]![1] !== expected).map(([rule]) => rule);
  expect([...new Set(contradicted)], 'Write into `cases` here which preferences make the rule fail, pass and not apply; if none do, remove its cases, '
    + 'test it beside the rules of `managed` or `states` above, and name it there').toEqual([]);
});

inEachThunderbird(({version, application}) => {
  let thunderbird: Thunderbird;
  let report: Report;

  beforeAll(async () => {
    thunderbird = await startAudited({application, prefs: profile(accounts)});
    report = await reportOf(await openPage(thunderbird));
  });
  afterAll(() => thunderbird?.stop());

  it.each(cases.map(([rule, now, account, before153 = now], i) =>
    ({rule, expected: version === '140' ? before153 : now, account, accountId: `account${i + 2}`})))(
    '$rule: $expected for $account', ({rule, expected, accountId}) => {
      expect(outcomeOf(report, rule, accountId)).toBe(expected);
    });

  it('the profile is in no synchronised folder', () => {
    expect(report.passed.map(({rule}) => rule)).toContain('profile-in-cloud-folder');
  });

  it('finds no more than one of the rules on connection security for a server', () => {
    const families = /^(incoming|outgoing)-(plaintext|plaintext-local-network|optional-starttls|starttls)$/;
    const servers = report.findings.filter(finding => families.test(finding.rule)).map(finding => finding.subjectId);
    expect(new Set(servers).size).toBe(servers.length);
    expect(servers.length).toBeGreaterThan(20);
  });
});
