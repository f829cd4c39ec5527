/** Accounts as preferences, healthy but for what a case is about. Account n has server<n>, id<n> and, if it sends, smtp<n>. */
export type Prefs = Record<string, string | number | boolean>;

export interface AccountSpec {
  type: 'imap' | 'pop3' | 'ews' | 'none' | 'rss' | 'nntp' | 'im';
  /** Below mail.server.<key>. */
  server?: Prefs;
  /** Below mail.smtpserver.<key>; null for an account without an outgoing server of its own. */
  smtp?: Prefs | null;
  /** Below mail.identity.<key>; null for an account without an identity. */
  identity?: Prefs | null;
}

const healthy: Record<string, Prefs> = {
  imap: {socketType: 3, port: 993},
  pop3: {socketType: 3, port: 995, leave_on_server: true, delete_by_age_from_server: true, num_days_to_leave_on_server: 14, download_on_biff: true},
  ews: {ews_url: 'https://exchange.example.org/EWS/Exchange.asmx'},
};

/** The preferences of a profile that holds these accounts, in this order. */
export function profile(accounts: AccountSpec[]): Prefs {
  const numbers = accounts.map((_, i) => i + 1);
  const senders = numbers.filter(n => sends(accounts[n - 1]!));
  return Object.assign(
    {
      'mail.accountmanager.accounts': numbers.map(n => `account${n}`).join(),
      'mail.smtpservers': senders.map(n => `smtp${n}`).join(),
      // Thunderbird 140 has Exchange behind this.
      'experimental.mail.ews.enabled': true,
      // Thunderbird is set to look for mail, and has not looked before a test is over.
      'mail.server.default.check_time': 600,
    },
    ...accounts.map((spec, i) => account(spec, i + 1)),
  ) as Prefs;
}

function sends(spec: AccountSpec): boolean {
  return spec.smtp !== null && ['imap', 'pop3'].includes(spec.type);
}

function account(spec: AccountSpec, n: number): Prefs {
  const server = {type: spec.type, hostname: `${spec.type}${n}.example.org`, userName: `user${n}`, name: `Account ${n}`,
    ...healthy[spec.type], ...spec.server};
  const hasIdentity = spec.identity !== null && ['imap', 'pop3', 'ews', 'nntp'].includes(spec.type);
  const identity = {useremail: `user${n}@example.org`, ...(sends(spec) && {smtpServer: `smtp${n}`}), ...spec.identity};
  const smtp = {hostname: `smtp${n}.example.org`, try_ssl: 3, port: 465, username: `user${n}`, ...spec.smtp};
  return {
    [`mail.account.account${n}.server`]: `server${n}`,
    ...(hasIdentity && {[`mail.account.account${n}.identities`]: `id${n}`, ...below(`mail.identity.id${n}`, identity)}),
    ...below(`mail.server.server${n}`, server),
    ...(sends(spec) && below(`mail.smtpserver.smtp${n}`, smtp)),
  };
}

function below(branch: string, prefs: object): Prefs {
  return Object.fromEntries(Object.entries(prefs).map(([name, value]) => [`${branch}.${name}`, value]));
}
