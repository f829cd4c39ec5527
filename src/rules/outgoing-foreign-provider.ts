import {type Expectations, domainOf} from '../facts/expected-servers.ts';
import {normal} from '../facts/hosts.ts';
import {providerOfAddress, providerOfHost, senderOf} from '../facts/providers.ts';
import {all, not} from '../facts/unknown.ts';
import {rule} from '../rule.ts';
import {type Identity, type Snapshot, isExchange} from '../snapshot.ts';

/** The address is of one provider known by name, and what is written with it is sent through a server of another. */
export const outgoingForeignProvider = rule({
  id: 'outgoing-foreign-provider',
  subjects: ['identity'],
  severity: 'advice',
  harm: 'other',
  questions: [],
  topic: 'sending',
  pane: 'account',
  steps: {otherwise: ['leave-if-provider-sends', 'choose-own-outgoing-server', 'add-own-outgoing-server', 'send-or-choose-former-server']},
  setting: 'outgoingServerKey',
  since: '0.1.0',
  reference: {name: 'RFC 7208', url: 'https://www.rfc-editor.org/rfc/rfc7208'},
  // An own domain may be sent through any provider: only two that are known can differ.
  appliesTo: (identity, snapshot) => all(isOfKnownProvider(identity), hasServer(identity), isSentThroughKnownProvider(identity, snapshot)),
  needs: ['email', 'outgoingServerKey'],
  check(identity, snapshot, expectations) {
    const hostname = hostOf(identity, snapshot)!;
    if (providerOfAddress(identity.email) === providerOfHost(hostname) || isExpectedFor(identity.email, hostname, expectations)) return;
    return {data: {hostname}};
  },
});

function isOfKnownProvider({email}: Identity): boolean | undefined {
  return email === undefined ? undefined : providerOfAddress(email) !== undefined;
}

/** That it has none, missing-outgoing-server says. */
function hasServer({outgoingServerKey}: Identity): boolean | undefined {
  return outgoingServerKey === undefined ? undefined : outgoingServerKey !== '';
}

/** Exchange sends from the mailbox it belongs to, whatever address was a login. */
function isSentThroughKnownProvider(identity: Identity, snapshot: Snapshot): boolean | undefined {
  const type = senderOf(identity, snapshot)?.type ?? 'unknown';
  const hostname = hostOf(identity, snapshot);
  return all(
    not(isExchange(type)),
    type === 'unknown' || hostname === undefined ? undefined : providerOfHost(hostname) !== undefined,
  );
}

function hostOf(identity: Identity, snapshot: Snapshot): string | undefined {
  return senderOf(identity, snapshot)?.hostname;
}

/** An organisation may tell its people to send through their own provider. */
function isExpectedFor(email: string, hostname: string, {servers, publishedServers = {}}: Expectations): boolean {
  const domain = domainOf(email.trim());
  return [servers, publishedServers].some(entries => Object.hasOwn(entries, domain)
    && entries[domain]!.smtp?.some(server => server.hostname !== undefined && normal(server.hostname) === normal(hostname)));
}
