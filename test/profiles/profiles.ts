/**
 * Whole profiles that a help desk would recognise, and what a good engineer would say of each: these findings and no other.
 * Each is made of healthy parts (test/helpers/make.ts) with what differs, so that it shows what it is about.
 */
import type {AccountType, Identity, IncomingServer, OutgoingServer, Program, Snapshot} from '../../src/snapshot.ts';
import {account, exchangeOutgoingServer, exchangeServer, folder, identity, incomingServer, localFolders, outgoingServer, popServer, program, snapshot} from '../helpers/make.ts';

export interface Profile {
  /** Whose it is, in a sentence. */
  who: string;
  snapshot: Snapshot;
  /** `rule, subject key, severity`, in any order. */
  expected: string[];
}

/** One account with its server, what it sends with and one identity. */
interface Mailbox {
  type?: 'imap' | 'pop3' | 'ews';
  address: string;
  incoming?: Partial<IncomingServer>;
  /** By its place among `servers`; the first by default. */
  sendsWith?: number;
  identity?: Partial<Identity>;
}

function made(mailboxes: Mailbox[], servers: Partial<OutgoingServer>[], more: {program?: Partial<Program>; local?: Partial<IncomingServer>} = {}): Snapshot {
  const typeOf = ({type = 'imap'}: Mailbox): AccountType => type;
  const make = {imap: incomingServer, pop3: popServer, ews: exchangeServer};
  const usersOf = (n: number) => mailboxes.flatMap(({sendsWith = 0}, i) => sendsWith === n ? [`account${i + 1}`] : []);
  return snapshot({
    accounts: [
      ...mailboxes.map((mailbox, i) => account({id: `account${i + 1}`, type: typeOf(mailbox), name: mailbox.address})),
      account({id: 'account99', type: 'local', name: 'Local Folders'}),
    ],
    incomingServers: [
      ...mailboxes.map(({type = 'imap', address, incoming}, i) => {
        const base = make[type]({key: `server${i + 1}`, accountIds: [`account${i + 1}`], username: address});
        // Its host decides where it is.
        return {...base, ...incoming, ...incoming?.hostname && {location: incomingServer({hostname: incoming.hostname}).location}};
      }),
      localFolders({key: 'server99', accountIds: ['account99'], ...more.local}),
    ],
    outgoingServers: servers.map((server, i) => {
      const makeServer = server.type === 'ews' ? exchangeOutgoingServer : outgoingServer;
      return makeServer({key: `smtp${i + 1}`, accountIds: usersOf(i), isDefault: i === 0, ...server});
    }),
    identities: mailboxes.map((mailbox, i) => identity({
      key: `id${i + 1}`, accountIds: [`account${i + 1}`], accountTypes: [typeOf(mailbox)], email: mailbox.address,
      outgoingServerKey: `smtp${(mailbox.sendsWith ?? 0) + 1}`, sentFolder: mailbox.type === 'pop3' ? 'thisComputer' : 'server', ...mailbox.identity,
    })),
    program: program(more.program),
  });
}

const gmail = {hostname: 'imap.gmail.com', authMethod: 'OAuth2'} as const;
const gmailOut = {hostname: 'smtp.gmail.com', authMethod: 'OAuth2'} as const;

export const profiles: Profile[] = [
  {
    who: 'A teacher, set up by the old guide of the academy: nothing encrypted, thirty days kept',
    snapshot: made(
      [{
        address: 'p.wolf@ac-besancon.fr',
        incoming: {hostname: 'imap.ac-besancon.fr', username: 'pwolf', socketType: 'plain', port: 143, autoSyncMaxAgeDays: 30, limitOfflineMessageSize: true},
      }],
      [{hostname: 'smtp.ac-besancon.fr', username: 'pwolf', socketType: 'plain', port: 587}],
    ),
    expected: [
      'incoming-plaintext server1 critical', 'unprotected-password server1 critical', 'local-copies-by-age server1 warning', 'local-copies-by-size server1 warning',
      'outgoing-plaintext smtp1 critical', 'unprotected-password smtp1 critical',
    ],
  },
  {
    who: 'A teacher who followed the guide of Aix-Marseille twice: POP at home, IMAP beside it',
    snapshot: made(
      [
        {address: 'j.roux@ac-aix-marseille.fr', incoming: {hostname: 'imap.ac-aix-marseille.fr', username: 'jroux'}},
        {type: 'pop3', address: 'j.roux@ac-aix-marseille.fr', incoming: {hostname: 'pop.ac-aix-marseille.fr', username: 'jroux', deleteMailLeftOnServer: true}},
      ],
      [{hostname: 'smtp.ac-aix-marseille.fr', username: 'jroux'}],
    ),
    expected: ['mailbox-read-twice server2 warning', 'pop-deletion-mirrored server2 advice', 'pop-sent-only-here id2 advice'],
  },
  {
    who: 'The treasurer of an association: Gmail as Thunderbird sets it up',
    snapshot: made([{address: 'tresorier.asso@gmail.com', incoming: gmail, identity: {keepsSentCopies: false}}], [gmailOut]),
    expected: [],
  },
  {
    who: 'A freelancer: an own domain hosted by Google, and a private Gmail',
    snapshot: made(
      [{address: 'ana@studio-ana.fr', incoming: gmail, identity: {keepsSentCopies: false}}, {address: 'ana.private@gmail.com', incoming: gmail, identity: {keepsSentCopies: false}}],
      [gmailOut],
    ),
    expected: [],
  },
  {
    who: 'A secretariat that shares one mailbox, its app password in clear text over TLS, and folders that were left out',
    snapshot: made(
      [{
        address: 'secretariat@example.org',
        incoming: {hostname: 'mail.example.org', folders: [folder('inbox'), folder('sent', {isOffline: false}), folder('trash', {isOffline: false}), folder('other', {isOffline: false})], deleteModel: 'deleteImmediately'},
      }],
      [{hostname: 'mail.example.org'}],
    ),
    expected: ['folders-without-local-copy server1 warning', 'immediate-deletion server1 advice'],
  },
  {
    who: 'Proton Bridge: a program on this computer with a certificate of its own',
    snapshot: made(
      [{address: 'eva@proton.me', incoming: {hostname: '127.0.0.1', port: 1143, socketType: 'STARTTLS', hasCertificateException: true}}],
      [{hostname: '127.0.0.1', port: 1025, socketType: 'STARTTLS', hasCertificateException: true}],
    ),
    expected: [],
  },
  {
    who: 'Old POP only: everything is fetched and nothing left, the trash emptied, sent by the Internet provider without a login',
    snapshot: made(
      [{type: 'pop3', address: 'marc@free.fr', incoming: {hostname: 'pop.free.fr', leaveMessagesOnServer: false, emptyTrashOnExit: true, socketType: 'plain', port: 110}}],
      [{hostname: 'smtp.orange.fr', socketType: 'plain', port: 25, authMethod: 'none'}],
    ),
    expected: [
      'incoming-plaintext server1 critical', 'unprotected-password server1 critical', 'pop-removes-from-server server1 warning', 'trash-emptied-on-exit server1 advice',
      'outgoing-plaintext smtp1 critical', 'outgoing-relay-port smtp1 warning', 'outgoing-unauthenticated smtp1 warning', 'outgoing-foreign-provider id1 advice',
      'pop-sent-only-here id1 advice',
    ],
  },
  {
    who: 'Global Inbox: two POP accounts that deliver into Local Folders, where old mail is deleted',
    snapshot: made(
      [
        {type: 'pop3', address: 'un@example.org', incoming: {hostname: 'pop.example.org', deferredToAccount: 'account99', retainBy: 'age', daysToKeepHdrs: 30}},
        {type: 'pop3', address: 'deux@example.net', incoming: {hostname: 'pop.example.net', deferredToAccount: 'account99', emptyTrashOnExit: true}},
      ],
      [{hostname: 'smtp.example.org'}],
      {local: {retainBy: 'age', daysToKeepHdrs: 365}},
    ),
    expected: ['retention-deletes-local-copies server99 critical', 'pop-sent-only-here id1 advice', 'pop-sent-only-here id2 advice'],
  },
  {
    who: 'A small office on Exchange, as Thunderbird sets it up',
    snapshot: made([{type: 'ews', address: 'office@example.com', identity: {sentFolder: 'account'}}], [{type: 'ews'}]),
    expected: [],
  },
  {
    who: 'Thirty-two accounts of a club, one of which lets Thunderbird delete after a fortnight, on the server too',
    snapshot: made(
      Array.from({length: 32}, (_, i): Mailbox => ({address: `u${i}@example.org`, incoming: {hostname: 'imap.example.org', ...i === 20 && {retainBy: 'age', daysToKeepHdrs: 14}}})),
      [{hostname: 'smtp.example.org'}],
    ),
    expected: ['retention-deletes-on-server server21 critical'],
  },
  {
    who: 'Migrated since Thunderbird 38: STARTTLS if available, old login methods, servers that nobody uses, old TLS allowed, a mailbox outside the profile',
    snapshot: made(
      [{
        type: 'pop3', address: 'vieux@example.org',
        incoming: {hostname: 'pop.example.org', socketType: 'optionalSTARTTLS', port: 110, localPath: '/home/jroe/Courrier', biffMinutes: 1, deleteByAgeFromServer: false},
      }],
      [{hostname: 'smtp.example.org', authMethod: 'anything'}, {hostname: 'smtp.old-provider.example', socketType: 'plain', port: 25}],
      {program: {minimumTLS: '1.0', hasPrimaryPassword: false}},
    ),
    expected: [
      'incoming-optional-starttls server1 critical', 'unprotected-password server1 critical', 'mail-outside-profile server1 advice', 'pop-frequent-check server1 advice',
      'pop-keeps-forever server1 advice', 'pop-sent-only-here id1 advice', 'outgoing-unauthenticated smtp1 warning', 'outgoing-unused-plaintext smtp2 advice',
      'deprecated-tls thunderbird warning', 'missing-primary-password thunderbird advice',
    ],
  },
  {
    who: 'A laptop whose documents are synchronised: the profile in OneDrive, the mailbox nearly full, the last backup two years old',
    snapshot: made(
      [{address: 'lea@example.org', incoming: {
        hostname: 'imap.example.org', quota: [{name: 'STORAGE', used: 970, limit: 1000}], localPath: String.raw`C:\Users\lea\OneDrive\Thunderbird\Profiles\p\ImapMail\imap.example.org`,
      }}],
      [{hostname: 'smtp.example.org'}],
      {
        local: {localPath: String.raw`C:\Users\lea\OneDrive\Thunderbird\Profiles\p\Mail\Local Folders`},
        program: {profilePath: String.raw`C:\Users\lea\OneDrive\Thunderbird\Profiles\p`, lastBackup: '2024-11-01'},
      },
    ),
    expected: ['quota-nearly-full server1 critical', 'profile-in-cloud-folder thunderbird warning', 'backup-outdated thunderbird advice'],
  },
];
