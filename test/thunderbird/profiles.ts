/**
 * Whole profiles that a help desk would recognise, and what a good engineer would say of each: these findings and no other.
 * Each is made of healthy accounts (profile.ts) with what differs, so that it shows what it is about.
 */
import {type AccountSpec, type Prefs, profile} from './profile.ts';

export interface Profile {
  /** Whose it is, in a sentence. */
  who: string;
  prefs: Prefs;
  /** Runs in Thunderbird, given a certificate in base64: what no preference says. */
  prepare?: (certificate: string) => unknown;
  /** Folders the profile is in. */
  folders?: string[];
  /** The day of the last backup that was told (ISO 8601). */
  lastBackup?: string;
  /** `rule, subject key, severity`, in any order. */
  expected: string[];
}

const gmail = {hostname: 'imap.gmail.com', authMethod: 10};
const gmailOut = {hostname: 'smtp.gmail.com', authMethod: 10};
/** Thunderbird's own folders on this computer. */
const localFolders = {type: 'none', server: {hostname: 'Local Folders', userName: 'nobody', name: 'Local Folders'}} as const;

/** Sends with the server of the first account. */
function shares(address: string, more: Prefs = {}): Pick<AccountSpec, 'smtp' | 'identity'> {
  return {smtp: null, identity: {useremail: address, smtpServer: 'smtp1', ...more}};
}

// ---- What runs in Thunderbird: each travels alone, as text ----

/** Leaves Sent and a folder of one's own without copies here. */
function leaveFoldersOut(): void {
  const {Ci, MailServices} = globalThis as any;
  const root = MailServices.accounts.getIncomingServer('server1').rootFolder;
  for (const name of ['Sent', 'Parents']) {
    const folder = root.addSubfolder(name);
    folder.clearFlag(Ci.nsMsgFolderFlags.Offline);
    if (name === 'Sent') folder.setFlag(Ci.nsMsgFolderFlags.SentMail);
  }
}

/** Accepts the certificate of a program on this computer. */
function acceptBridge(certificate: string): void {
  const {Cc, Ci} = globalThis as any;
  const x509 = Cc['@mozilla.org/security/x509certdb;1'].getService(Ci.nsIX509CertDB).constructX509FromBase64(certificate);
  const overrides = Cc['@mozilla.org/security/certoverride;1'].getService(Ci.nsICertOverrideService);
  for (const port of [1143, 1025]) overrides.rememberValidityOverride('127.0.0.1', port, {}, x509, false);
}

async function savePassword(): Promise<void> {
  const {Ci, Components, Services} = globalThis as any;
  const Login = Components.Constructor('@mozilla.org/login-manager/loginInfo;1', Ci.nsILoginInfo, 'init');
  await Services.logins.addLoginAsync(new Login('mailbox://pop.example.org', null, 'mailbox://pop.example.org', 'vieux', 'secret', '', ''));
}

export const profiles: Profile[] = [
  {
    who: 'A teacher, set up by the old guide of the academy: nothing encrypted, thirty days kept',
    prefs: profile([{
      type: 'imap',
      server: {
        hostname: 'imap.ac-besancon.fr', userName: 'pwolf', socketType: 0, port: 143, autosync_max_age_days: 30, limit_offline_message_size: true, max_size: 50,
      },
      smtp: {hostname: 'smtp.ac-besancon.fr', username: 'pwolf', try_ssl: 0, port: 587},
      identity: {useremail: 'p.wolf@ac-besancon.fr'},
    }]),
    expected: [
      'incoming-plaintext server1 critical', 'unprotected-password server1 critical', 'local-copies-by-age server1 warning', 'local-copies-by-size server1 warning',
      'outgoing-plaintext smtp1 critical', 'unprotected-password smtp1 critical',
    ],
  },
  {
    who: 'A teacher who followed the guide of Aix-Marseille twice: POP at home, IMAP beside it',
    prefs: profile([
      {
        type: 'imap', server: {hostname: 'imap.ac-aix-marseille.fr', userName: 'jroux'}, smtp: {hostname: 'smtp.ac-aix-marseille.fr', username: 'jroux'},
        identity: {useremail: 'j.roux@ac-aix-marseille.fr'},
      },
      {
        type: 'pop3', server: {hostname: 'pop.ac-aix-marseille.fr', userName: 'jroux', delete_mail_left_on_server: true},
        ...shares('j.roux@ac-aix-marseille.fr'),
      },
    ]),
    expected: ['mailbox-read-twice server2 warning', 'pop-sent-only-here id2 advice'],
  },
  {
    who: 'The treasurer of an association: Gmail as Thunderbird sets it up',
    prefs: profile([{type: 'imap', server: gmail, smtp: gmailOut, identity: {useremail: 'tresorier.asso@gmail.com', fcc: false}}]),
    expected: [],
  },
  {
    who: 'A freelancer: an own domain hosted by Google, and a private Gmail',
    prefs: profile([
      {type: 'imap', server: gmail, smtp: gmailOut, identity: {useremail: 'ana@studio-ana.fr', fcc: false}},
      {type: 'imap', server: {...gmail, userName: 'ana.private@gmail.com'}, ...shares('ana.private@gmail.com', {fcc: false})},
    ]),
    expected: [],
  },
  {
    who: 'A secretariat that shares one mailbox, with folders that were left out, and deletes at once',
    prefs: profile([{
      type: 'imap', server: {hostname: 'mail.example.org', delete_model: 2}, smtp: {hostname: 'mail.example.org'}, identity: {useremail: 'secretariat@example.org'},
    }]),
    prepare: leaveFoldersOut,
    expected: ['folders-without-local-copy server1 warning', 'immediate-deletion server1 advice'],
  },
  {
    who: 'Proton Bridge: a program on this computer with a certificate of its own',
    prefs: profile([{
      type: 'imap', server: {hostname: '127.0.0.1', port: 1143, socketType: 2}, smtp: {hostname: '127.0.0.1', port: 1025, try_ssl: 2},
      identity: {useremail: 'eva@proton.me'},
    }]),
    prepare: acceptBridge,
    expected: [],
  },
  {
    who: 'Old POP only: everything is fetched and nothing left, the trash emptied, sent by the Internet provider without a login',
    prefs: profile([{
      type: 'pop3', server: {hostname: 'pop.free.fr', leave_on_server: false, empty_trash_on_exit: true, socketType: 0, port: 110},
      smtp: {hostname: 'smtp.orange.fr', try_ssl: 0, port: 25, authMethod: 1}, identity: {useremail: 'marc@free.fr'},
    }]),
    expected: [
      'incoming-plaintext server1 critical', 'unprotected-password server1 critical', 'pop-removes-from-server server1 warning', 'trash-emptied-on-exit server1 advice',
      'outgoing-plaintext smtp1 critical', 'outgoing-relay-port smtp1 warning', 'outgoing-unauthenticated smtp1 warning', 'outgoing-foreign-provider id1 advice',
      'pop-sent-only-here id1 advice',
    ],
  },
  {
    who: 'Global Inbox: two POP accounts that deliver into Local Folders, where old mail is deleted',
    prefs: {
      ...profile([
        {
          type: 'pop3', server: {hostname: 'pop.example.org', deferred_to_account: 'account3', retainBy: 2, daysToKeepHdrs: 30},
          smtp: {hostname: 'smtp.example.org'}, identity: {useremail: 'un@example.org'},
        },
        {
          type: 'pop3', server: {hostname: 'pop.example.net', deferred_to_account: 'account3', empty_trash_on_exit: true}, ...shares('deux@example.net'),
        },
        {...localFolders, server: {...localFolders.server, retainBy: 2, daysToKeepHdrs: 365}},
      ]),
      'mail.accountmanager.localfoldersserver': 'server3',
    },
    expected: ['retention-deletes-local-copies server3 critical', 'pop-sent-only-here id1 advice', 'pop-sent-only-here id2 advice'],
  },
  {
    who: 'A small office on Exchange, as Thunderbird sets it up',
    prefs: {
      ...profile([{type: 'ews', identity: {useremail: 'office@example.com', smtpServer: 'ews1'}}]),
      'mail.smtpservers': 'ews1', 'mail.smtpserver.ews1.type': 'ews', 'mail.outgoingserver.ews1.ews_url': 'https://exchange.example.org/EWS/Exchange.asmx',
    },
    expected: [],
  },
  {
    who: 'Thirty-two accounts of a club, one of which lets Thunderbird delete after a fortnight, on the server too',
    prefs: profile(Array.from({length: 32}, (_, i): AccountSpec => ({
      type: 'imap', server: {hostname: 'imap.example.org', ...i === 20 && {retainBy: 2, daysToKeepHdrs: 14}},
      ...i ? shares(`u${i}@example.org`) : {smtp: {hostname: 'smtp.example.org'}, identity: {useremail: 'u0@example.org'}},
    }))),
    expected: ['retention-deletes-on-server server21 critical'],
  },
  {
    who: 'Migrated since Thunderbird 38: STARTTLS if available, old login methods, servers that nobody uses, old TLS allowed, a mailbox outside the profile',
    prefs: {
      ...profile([{
        type: 'pop3',
        server: {
          hostname: 'pop.example.org', socketType: 1, port: 110, directory: '/tmp/Courrier', check_new_mail: true, check_time: 1, delete_by_age_from_server: false,
        },
        smtp: {hostname: 'smtp.example.org', authMethod: 9}, identity: {useremail: 'vieux@example.org'},
      }]),
      'mail.smtpservers': 'smtp1,smtp2', 'mail.smtpserver.smtp2.hostname': 'smtp.old-provider.example', 'mail.smtpserver.smtp2.try_ssl': 0, 'mail.smtpserver.smtp2.port': 25,
      'security.tls.version.min': 1,
    },
    prepare: savePassword,
    expected: [
      'incoming-optional-starttls server1 critical', 'unprotected-password server1 critical', 'mail-outside-profile server1 advice', 'pop-frequent-check server1 advice',
      'pop-keeps-forever server1 advice', 'pop-sent-only-here id1 advice', 'outgoing-unauthenticated smtp1 warning', 'outgoing-unused-plaintext smtp2 advice',
      'deprecated-tls thunderbird warning', 'missing-primary-password thunderbird advice',
    ],
  },
  {
    who: 'A laptop whose documents are synchronised: the profile in OneDrive, the last backup two years old',
    prefs: profile([{type: 'imap', server: {hostname: 'imap.example.org'}, smtp: {hostname: 'smtp.example.org'}, identity: {useremail: 'lea@example.org'}}]),
    folders: ['OneDrive', 'Thunderbird'],
    lastBackup: '2024-11-01',
    expected: ['profile-in-cloud-folder thunderbird warning', 'backup-outdated thunderbird advice'],
  },
];
