/** A few large mail providers: who an address and a server belong to. Own domains are not here: who hosts them, no name tells. */
import {type Identity, type IncomingServer, type OutgoingServer, type Snapshot} from '../snapshot.ts';
import {partsOf} from '../subjects.ts';
import {domainOf} from './expected-servers.ts';
import {normal} from './hosts.ts';
import known from './known-servers.json' with {type: 'json'};

interface Provider {
  name: string;
  /** Whose addresses are its customers', exactly. */
  domains: string[];
  /** Its servers are these or below. */
  hosts: string[];
  /** It files what is sent through its server by itself. */
  filesSent?: true;
}

const words = (names: string) => names.split(' ');

/** Mozilla's ISPDB (thunderbird/autoconfig c6ad7965, 2026-03-12), read 2026-11-21: of each entry the domains that are its own, the commonest of many. */
const listed: Provider[] = [
  // Nodemailer's notes on the Gmail submission server, "Gmail sending", read 2026-11-21: it files a copy unless one is there already.
  {name: 'Gmail', domains: words('gmail.com googlemail.com'), hosts: words('gmail.com googlemail.com'), filesSent: true},
  {
    name: 'Microsoft',
    domains: words(
      'hotmail.com hotmail.be hotmail.ca hotmail.co.uk hotmail.de hotmail.es hotmail.fr hotmail.it hotmail.nl hotmail.se live.at live.be live.ca '
      + 'live.co.uk live.com live.de live.fr live.it live.nl live.se msn.com outlook.at outlook.be outlook.com outlook.de outlook.es outlook.fr '
      + 'outlook.ie outlook.it outlook.pt windowslive.com',
    ),
    hosts: words('hotmail.com live.com office365.com outlook.com'),
    // Exchange Team Blog, "Changes coming to the SMTP Authenticated Submission client protocol", 2018-04-20, read 2026-11-21.
    filesSent: true,
  },
  // One company.
  {
    name: 'Yahoo and AOL',
    domains: words(
      'yahoo.com yahoo.ca yahoo.co.in yahoo.co.uk yahoo.com.ar yahoo.com.au yahoo.com.br yahoo.com.mx yahoo.de yahoo.es yahoo.fr yahoo.it yahoo.se '
      + 'myyahoo.com rocketmail.com ymail.com aim.com aol.co.uk aol.com aol.de aol.es aol.fr aol.it aol.se',
    ),
    hosts: words('aol.com yahoo.com'),
  },
  {name: 'iCloud', domains: words('icloud.com mac.com me.com'), hosts: words('icloud.com mac.com me.com')},
  {name: 'Free', domains: ['free.fr'], hosts: ['free.fr']},
  {name: 'Orange', domains: words('orange.fr wanadoo.fr'), hosts: words('orange.fr wanadoo.fr')},
  {name: 'La Poste', domains: ['laposte.net'], hosts: ['laposte.net']},
  {name: 'SFR', domains: words('sfr.fr neuf.fr club-internet.fr'), hosts: words('sfr.fr neuf.fr club-internet.fr')},
  {
    name: 'GMX',
    domains: words('gmx.at gmx.ch gmx.co.uk gmx.com gmx.de gmx.es gmx.eu gmx.fr gmx.it gmx.net gmx.org gmx.us'),
    hosts: words('gmx.com gmx.net'),
  },
];

const academies = Object.keys(known).map((domain): Provider => ({name: domain, domains: [domain], hosts: [domain]}));

export const providers: readonly Provider[] = [...listed, ...academies];

const byDomain = new Map(providers.flatMap(provider => provider.domains.map(domain => [domain, provider])));
const byHost = new Map(providers.flatMap(provider => provider.hosts.map(host => [host, provider])));

/** Undefined for an address of a domain that is not here. */
export function providerOfAddress(email: string): Provider | undefined {
  return byDomain.get(domainOf(email.trim()));
}

/** Anybody can have an address there: two of the same domain say nothing of each other. */
export function isOpenToAll(email: string): boolean {
  const provider = providerOfAddress(email);
  return provider !== undefined && !academies.includes(provider);
}

export function providerOfHost(hostname: string): Provider | undefined {
  let name = normal(hostname);
  for (;;) {
    const provider = byHost.get(name);
    const dot = name.indexOf('.');
    if (provider || dot < 0) return provider;
    name = name.slice(dot + 1);
  }
}

/** With Gmail, a setting of its web page decides what becomes of a message that POP fetched or deleted (support.google.com/mail/answer/7104828). */
export function isGmailsPOP({type, hostname}: IncomingServer): boolean {
  return type === 'pop3' && hostname !== undefined && providerOfHost(hostname)?.name === 'Gmail';
}

/** What an identity sends with; undefined where that was not read. */
export function senderOf({outgoingServerKey, accountIds}: Pick<Identity, 'outgoingServerKey' | 'accountIds'>, snapshot: Snapshot): OutgoingServer | undefined {
  if (outgoingServerKey === undefined) return undefined;
  // Among those of its account, not of all: with 1,000 accounts that is a million questions.
  return partsOf({id: accountIds[0] ?? ''}, snapshot)?.outgoing.find(({key}) => key === outgoingServerKey);
}

/**
 * Whether who sends an identity's mail files it too. Exchange would, but Thunderbird asks it not to (MessageDisposition SendOnly,
 * in the EWS client's send_message); what it asks of Graph was not read.
 */
export function filesSentMail(identity: Identity, snapshot: Snapshot): boolean | undefined {
  const {type, hostname} = senderOf(identity, snapshot) ?? {};
  if (type === 'ews') return false;
  return type === 'smtp' && hostname !== undefined ? providerOfHost(hostname)?.filesSent ?? false : undefined;
}
