import {type Expectations, choicesFor, expectedOf, identitiesOf} from '../facts/expected-servers.ts';
import {flawOf, isPort, portForSMTP} from '../facts/hosts.ts';
import {rule} from '../rule.ts';
import {type AnyServer, type Snapshot, isExchange} from '../snapshot.ts';

type NamedServer = AnyServer & {hostname: string};

/**
 * The name or the port of the server cannot be used: it is empty, ends in .invalid, has a character that no name has, such as a blank, a colon or a
 * slash, or the port is none. No connection is made, or with SMTP one to another port.
 */
export const unusableServerName = rule({
  id: 'unusable-server-name',
  subjects: ['incomingServer', 'outgoingServer'],
  severity: 'warning',
  harm: 'other',
  questions: ['where', 'who', 'tomorrow'],
  outgoingQuestions: ['who'],
  topic: 'expected',
  pane: 'server',
  variants: ['used', 'address', 'empty', 'invalid', 'port', 'meant'],
  steps: {
    'meant outgoingServer': [
      'confirm-meant-name', 'know-sending-password-is-forgotten', 'edit-this-outgoing-server', 'put-meant-name', 'press-ok', 'send-or-ask-for-settings',
    ],
    'port outgoingServer': ['edit-outgoing-server', 'choose-port-for-sending', 'press-ok', 'restart-thunderbird', 'send-or-ask-for-port'],
    'meant pop3': ['confirm-meant-name', 'know-restart-follows', 'put-meant-name', 'press-restart', 'receive-or-ask-for-settings'],
    meant: ['confirm-meant-name', 'know-copies-may-go', 'know-restart-follows', 'put-meant-name', 'press-restart', 'receive-or-ask-for-settings'],
    port: ['choose-port', 'restart-thunderbird', 'receive-or-ask-for-port'],
    outgoingServer: [
      'ask-for-outgoing-name', 'know-sending-password-is-forgotten', 'edit-this-outgoing-server', 'put-name-alone', 'press-ok', 'send-or-ask-for-settings',
    ],
    pop3: ['ask-for-incoming-name', 'know-restart-follows', 'put-name-alone', 'press-restart', 'receive-or-ask-for-settings'],
    otherwise: ['ask-for-incoming-name', 'know-copies-may-go', 'know-restart-follows', 'put-name-alone', 'press-restart', 'receive-or-ask-for-settings'],
  },
  setting: 'hostname',
  since: '0.1.0',
  reference: {name: 'RFC 6761, 6.4', url: 'https://www.rfc-editor.org/rfc/rfc6761#section-6.4'},
  article: 'manual-account-configuration',
  // The address of an Exchange server is no name: Thunderbird refuses one that it cannot use.
  appliesTo: ({type}) => type === 'unknown' ? undefined : !isExchange(type),
  needs: ['hostname', 'port'],
  check(server, snapshot, expectations) {
    const {hostname, port} = server;
    const flaw = flawOf(hostname);
    if (flaw) {
      const meant = meantBy(server, snapshot, expectations);
      // An address is a person's.
      const isQuotable = flaw === 'invalid' || flaw === 'name' && !isNameOfUser(hostname, server, snapshot);
      return {data: {reason: isQuotable || flaw === 'empty' ? flaw : 'address', ...isQuotable && {hostname}, ...meant !== undefined && {meant}}};
    }
    if (isPort(port)) return;
    const used = 'isDefault' in server ? portForSMTP(port) : 0;
    return {data: {reason: 'port', hostname, port, ...isPort(used) && {used}}};
  },
});

/** The name that was meant, where there is little doubt: what is expected, what is left without a blank or a port, or what the account is called. */
function meantBy(server: NamedServer, snapshot: Snapshot, expectations: Expectations): string | undefined {
  const candidates = [expectedHost(server, snapshot, expectations), withoutMore(server.hostname), ...'isDefault' in server ? [] : wordsOfName(server, snapshot).filter(isForMail)];
  return candidates.find(name => name !== undefined && looksLikeFullName(name) && !isNameOfUser(name, server, snapshot));
}

function expectedHost(server: NamedServer, snapshot: Snapshot, expectations: Expectations): string | undefined {
  const expected = expectedOf(server, snapshot, expectations);
  const hosts = new Set(expected ? choicesFor(server, expected.entry).map(({hostname}) => hostname) : []);
  return hosts.size === 1 ? [...hosts][0] : undefined;
}

/** A name without the blanks around it, the scheme before it, and the port and path after it. */
function withoutMore(hostname: string): string | undefined {
  return /^\s*(?:[a-z][a-z\d+.-]*:\/\/)?([^\s:/@?#]+)(?::\d*)?(?:[/?#]\S*)?\s*$/i.exec(hostname)?.[1];
}

function wordsOfName({accountIds}: NamedServer, {accounts}: Snapshot): string[] {
  return accounts.filter(({id}) => accountIds.includes(id)).flatMap(({name = ''}) => name.split(/[\s()<>,;]+/));
}

/** A person may be called jane.roe, and nobody imap.example.org. */
function isForMail(word: string): boolean {
  return /^(?:imap|pop|pop3|mail|smtp|mx)\d*[.-][^@]+\.[^.@]+$/i.test(word);
}

function looksLikeFullName(name: string): boolean {
  return flawOf(name) === undefined && /\.[a-z][a-z\d-]+\.?$/i.test(name);
}

/** The user name, or what is before the @ of an address of this account. */
function isNameOfUser(name: string, server: NamedServer, snapshot: Snapshot): boolean {
  const names = [server.username, ...identitiesOf(server, snapshot).map(({email}) => email)].flatMap(known => known ? [known, known.split('@')[0]!] : []);
  return names.some(known => known.trim().toLowerCase() === name.trim().toLowerCase());
}
