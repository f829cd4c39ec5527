/**
 * Profiles that people and scripts have published, with what must come out: test/cases/<name>.prefs, and the administrator's file beside it.
 * A profile is here because a person who knows mail would say this of it, and an audit once did not.
 */

/** The keys of servers and identities, by the rule that is about them. */
export type ByRule = Record<string, string[]>;

export interface Case {
  name: string;
  /** Whose it is, in a sentence. */
  who: string;
  /** What must be found, whatever else is. */
  found?: ByRule;
  /** What must not. */
  not?: ByRule;
  /** Servers of whose connection nothing bad may be said. */
  quiet?: string[];
}

/** What would be said of a bad connection. */
export const onConnections = [
  'incoming-plaintext', 'incoming-optional-starttls', 'unprotected-password', 'encrypted-password-without-tls', 'incoming-port-mismatch',
  'incoming-plaintext-local-network', 'outgoing-plaintext', 'outgoing-optional-starttls', 'outgoing-port-mismatch', 'outgoing-plaintext-local-network',
];

/** Of local-names: all but the shared addresses of an access provider (RFC 6598), which are beyond. */
const local = ['server1', 'server2', 'server3', 'server4', 'server5', 'server6', 'server7', 'server9', 'server10', 'server11'];

export const cases: Case[] = [
  {
    name: 'account-without-identity', who: 'An account without an identity, as imports from other programs leave it',
    found: {'incoming-plaintext': ['server2'], 'unprotected-password': ['server2']},
  },
  {
    name: 'big-providers-old-hosts', who: 'Old and numbered servers of Apple and Microsoft that are still in profiles',
    found: {'password-where-oauth2-is-required': ['server2', 'smtp2']},
    not: {'outgoing-starttls': ['smtp1'], 'outgoing-foreign-provider': ['id1', 'id2', 'id3'], 'password-where-oauth2-is-required': ['server5', 'server6']},
  },
  {
    name: 'catchall-identities', who: 'Identities with catch-all, an empty address and an empty outgoing server, which is the default',
    found: {'sent-copy-off': ['id3']},
    not: {'missing-outgoing-server': ['id1', 'id2', 'id3']},
  },
  {
    name: 'cc-duplicate-accounts', who: 'The same account twice in the list, two accounts of one server, two Local Folders, a default account that is gone',
    found: {'pop-sent-only-here': ['id4']},
    not: {'missing-outgoing-server': ['id5']},
    quiet: ['server4', 'server5'],
  },
  {
    name: 'deferred-missing-and-self', who: 'An account that delivers to one that is gone, one that delivers to itself, and a healthy one',
    quiet: ['server4', 'server5', 'server6'],
  },
  {
    name: 'edu-kerberos', who: 'A university: Kerberos, and nothing kept here',
    found: {'local-copies-off': ['server1'], 'outgoing-starttls': ['smtp1']},
    not: {'outgoing-plaintext': ['smtp1'], 'outgoing-unauthenticated': ['smtp1'], 'insecure-auth-method': ['server1']},
    quiet: ['server1'],
  },
  {
    name: 'ews-plain-socket', who: 'OAuth2 with an issuer of its own; online only, and an age limit left from before',
    found: {'local-copies-off': ['server1']},
    not: {'local-copies-by-age': ['server1']},
    quiet: ['server1', 'smtp1'],
  },
  {
    name: 'extreme-numbers', who: 'Numbers no page of Thunderbird lets in',
    found: {'pop-short-retention': ['server3'], 'local-copies-by-age': ['server1'], 'incoming-plaintext': ['server5']},
    not: {'local-copies-by-age': ['server2']},
    quiet: ['server1', 'smtp1', 'server2'],
  },
  {name: 'feeds-only', who: 'A distribution’s default: Local Folders and feeds, no mail'},
  {
    name: 'fr-cliss21-60-days', who: 'A French association host that recommends to keep 30 to 90 days here',
    found: {'local-copies-by-age': ['server1']},
    quiet: ['server1'],
  },
  {
    name: 'fr-host-8025', who: 'A French host: "25 ou 8025 sans sécurité"',
    found: {'outgoing-plaintext': ['smtp1'], 'unprotected-password': ['smtp1', 'server1'], 'incoming-plaintext': ['server1']},
    not: {'outgoing-relay-port': ['smtp1']},
  },
  {
    name: 'fr-providers', who: 'What Orange, SFR, Numericable, Alice, Free, La Poste, Bouygues, OVH, Gandi and Infomaniak publish; and the SMTP of one’s access provider',
    found: {'outgoing-foreign-provider': ['id9', 'id10', 'id11']},
    not: {'outgoing-foreign-provider': ['id1', 'id2', 'id3', 'id4', 'id5', 'id6', 'id7', 'id8', 'id12', 'id13', 'id14']},
    quiet: ['server1', 'server2', 'server3', 'server4', 'server5', 'server6', 'server7', 'server8', 'server9', 'server10', 'server11', 'server12', 'server13', 'server14'],
  },
  {
    name: 'hm-exchange', who: 'Exchange as home-manager writes it, once without https',
    found: {'exchange-plaintext': ['server3', 'ews_3']},
    not: {'exchange-plaintext': ['server1', 'server2', 'ews_1', 'ews_2']},
    quiet: ['server1', 'server2', 'server3', 'ews_1', 'ews_2'],
  },
  {
    name: 'hm-null', who: 'A file of home-manager, which writes null where nothing is set: Thunderbird skips that line',
    found: {'incoming-port-mismatch': ['server_aa'], 'outgoing-starttls': ['smtp_aa']},
    not: {'incoming-plaintext': ['server_aa'], 'outgoing-plaintext': ['smtp_aa']},
  },
  {
    name: 'host-apop-2525', who: 'A host’s wiki: 110 and 2525 unencrypted, CRAM-MD5 or APOP',
    found: {'incoming-plaintext': ['server1'], 'encrypted-password-without-tls': ['server1', 'smtp1'], 'outgoing-plaintext': ['smtp1']},
    not: {'unprotected-password': ['server1']},
  },
  {
    name: 'host-spellings', who: 'Host names as people and scripts write them',
    found: {'incoming-plaintext': ['server1', 'server2', 'server3', 'server4'], 'unusable-server-name': ['server5', 'server6', 'server7', 'server8', 'server11']},
    not: {'ip-address-host': ['server5', 'server6', 'server7', 'server8', 'server9', 'server10', 'server11']},
    quiet: ['server5', 'server6', 'server7', 'server8', 'server9', 'server10', 'server11'],
  },
  {
    name: 'host-with-port', who: 'A port in the name of a server: Thunderbird would not start',
    found: {'incoming-plaintext': ['server2'], 'unusable-server-name': ['server1']},
  },
  {
    name: 'invalid-host-ssl', who: 'What Thunderbird leaves of a server name with a blank, an @ or a slash',
    found: {'unusable-server-name': ['server1']},
  },
  {
    name: 'iphh-provider-says-remove', who: 'A provider that tells its customers to untick "leave messages on server"',
    found: {'pop-removes-from-server': ['server1'], 'pop-sent-only-here': ['id1']},
    quiet: ['server1'],
  },
  {
    name: 'leading-comma', who: 'A PowerShell script: ",account1", and isSecure alone',
    not: {'missing-outgoing-server': ['id1']},
    quiet: ['server1', 'smtp1'],
  },
  {name: 'lists-with-spaces', who: 'A user.js by hand: "account1, account2"'},
  {name: 'localfolders-at-sign', who: 'Further local folders whose host has an @ or blanks', quiet: ['server1', 'server2', 'server3']},
  {
    name: 'local-names', who: 'Servers of a small office, a school or a home: one label, .lan, fritz.box, home.arpa, .internal',
    found: {'incoming-plaintext-local-network': local}, not: {'incoming-plaintext': local},
  },
  {
    name: 'mac-tb2-smtp-auth_method', who: 'A Mac deployment script: isSecure and socketType, and the older auth_method',
    found: {'outgoing-plaintext': ['smtp2'], 'unprotected-password': ['smtp2'], 'outgoing-relay-port': ['smtp2']},
    quiet: ['server2'],
  },
  {
    name: 'mcd-defaultpref-issecure-noport', who: 'An AutoConfig file with socketType 0 and isSecure true',
    found: {'incoming-plaintext': ['server1', 'server2'], 'unprotected-password': ['server1', 'server2'], 'locked-insecure-setting': ['server2']},
  },
  {
    name: 'nl-hm-587-ssl', who: 'Port 587 with SSL/TLS, as a module of home-manager writes it',
    found: {'outgoing-port-mismatch': ['smtp1']},
    not: {'outgoing-plaintext': ['smtp1']},
  },
  {
    name: 'one-broken-line', who: 'A number of 13 digits, a fraction and a damaged line among the preferences: Thunderbird skips them',
    found: {'incoming-plaintext': ['server1'], 'outgoing-plaintext': ['smtp1']},
  },
  {
    name: 'policy-default-branch', who: 'A policies.json that locks the defaults of all servers, "to avoid STARTTLS"',
    found: {'incoming-port-mismatch': ['server2'], 'incoming-plaintext': ['server3'], 'unprotected-password': ['server3', 'smtp3'], 'outgoing-plaintext': ['smtp3'], 'outgoing-relay-port': ['smtp3']},
    not: {'incoming-plaintext': ['server1', 'server2'], 'incoming-port-mismatch': ['server1'], 'outgoing-plaintext': ['smtp1']},
  },
  {
    name: 'pop-imap-free', who: 'One mailbox of Free, by POP and by IMAP: mail vanishes from the telephone',
    found: {'mailbox-read-twice': ['server1'], 'incoming-plaintext': ['server1'], 'unprotected-password': ['server1'], 'outgoing-port-mismatch': ['smtp1']},
    quiet: ['server2'],
  },
  {
    name: 'proton-bridge-two', who: 'Proton Bridge: accounts without servers in the list, outgoing servers without settings',
    not: {'incoming-starttls': ['server3'], 'outgoing-starttls': ['smtp3'], 'missing-outgoing-server': ['id3']},
    quiet: ['server3', 'server4', 'smtp3', 'smtp4'],
  },
  {
    name: 'ps-bom-windows', who: 'A file of PowerShell’s Out-File, with a byte order mark',
    found: {'outgoing-plaintext': ['smtp1'], 'unprotected-password': ['smtp1'], 'outgoing-relay-port': ['smtp1']},
    not: {'pop-short-retention': ['server1'], 'pop-removes-from-server': ['server1']},
    quiet: ['server1'],
  },
  {
    name: 'ps-company-pop', who: 'A PowerShell script that writes a company’s prefs.js',
    found: {'incoming-plaintext': ['server1'], 'unprotected-password': ['server1'], 'pop-short-retention': ['server1'], 'outgoing-plaintext': ['smtp1'], 'outgoing-relay-port': ['smtp1'], 'outgoing-unauthenticated': ['smtp1'], 'pop-sent-only-here': ['id1']},
    not: {'unprotected-password': ['smtp1'], 'missing-outgoing-server': ['id1']},
  },
  {
    name: 'py-pop-110-ssl', who: 'A Python script: POP, port 110, socketType 3',
    found: {'incoming-port-mismatch': ['server1']},
    not: {'incoming-plaintext': ['server1']},
  },
  {
    name: 'se3-lcs-crlf', who: 'SambaEdu3, French schools: port 143 and socketType 1, lines that end in CRLF',
    found: {'incoming-optional-starttls': ['server2'], 'unprotected-password': ['server2', 'smtp2'], 'outgoing-optional-starttls': ['smtp2'], 'outgoing-relay-port': ['smtp2']},
  },
  {
    name: 'smtp-dangling', who: 'Identities whose outgoing server was removed',
    found: {'missing-outgoing-server': ['id2', 'id3']},
    not: {'missing-outgoing-server': ['id1', 'id4']},
  },
  {name: 'smtp-none-at-all', who: 'A profile without any outgoing server', found: {'missing-outgoing-server': ['id1']}},
  {name: 'syntax-zoo', who: 'The syntax Thunderbird accepts', not: {'missing-outgoing-server': ['id1']}, quiet: ['server1', 'smtp1']},
  {
    name: 'tb2-legacy', who: 'A profile of Thunderbird 2, of which Thunderbird itself makes what is used today when it opens it',
    found: {'outgoing-relay-port': ['smtp2'], 'outgoing-starttls': ['smtp2']},
    not: {'missing-outgoing-server': ['id3']},
    quiet: ['server2', 'server3', 'smtp2'],
  },
  {
    name: 'types-of-addons', who: 'Account types of old versions and add-ons, news, feeds and chat',
    quiet: ['server1', 'server5', 'server6', 'server7'],
  },
  {name: 'unified-folders', who: 'Every profile that once used unified folders', quiet: ['server1', 'server2', 'server3']},];
