/**
 * The settings that a provider publishes, as what is expected of its accounts. They come in Mozilla's format
 * (clientConfig 1.1), from anybody: the file is read strictly, one server that is doubtful is left out, and what is left
 * passes the same checks as an administrator's entry.
 */
import type {ExpectedServers} from './facts/expected-servers.ts';
import {isFullName} from './facts/hosts.ts';
import {ownerOfPort} from './facts/provider-list.ts';
import {readPolicy} from './read-policy.ts';

const protocols = ['imap', 'pop3', 'smtp'] as const;
type Protocol = typeof protocols[number];

interface PublishedServer {
  type: Protocol;
  choices: object[];
  usernames: string[];
}

/** Characters: many times what a provider needs to say. */
const MAX_LENGTH = 200_000;

/** What `authentication` may say, in our words. Without one of these the method is not compared. */
const methods = new Map([
  ['password-cleartext', 'passwordCleartext'], ['plain', 'passwordCleartext'], ['password-encrypted', 'passwordEncrypted'],
  ['secure', 'passwordEncrypted'], ['OAuth2', 'OAuth2'], ['GSSAPI', 'GSSAPI'], ['NTLM', 'NTLM'], ['TLS-client-cert', 'External'],
]);
/** Who sends from the right network may need no password; who fetches always does. */
const sendingMethods = new Map([...methods, ['none', 'none'], ['client-IP-address', 'none']]);

/**
 * Reads a configuration file for a mail domain.
 *
 * @param source the host it is from, as the reader is told it
 * @param date the day it was asked for (ISO 8601)
 * @returns undefined where it says nothing of the domain that could be used
 */
export function parsePublished(xml: string, domain: string, source: string, date: string): ExpectedServers | undefined {
  const provider = providerOf(xml, domain, source);
  const servers = provider ? protocols.flatMap(type => serversOf(provider, type, domain)) : [];
  if (!servers.length) return;
  const choices = Object.fromEntries(protocols.map(type => [type, servers.filter(server => server.type === type).flatMap(server => server.choices)]));
  const login = loginOf(servers.flatMap(({usernames}) => usernames), domain);
  return validated({...choices, ...login && {login}, source, date}, domain);
}

/** The provider of the file that is meant for the domain. */
function providerOf(xml: string, domain: string, source: string): Element | undefined {
  // No such file needs a document type, and what one declares could make a small text a very long one.
  if (xml.length > MAX_LENGTH || /<!(DOCTYPE|ENTITY)/i.test(xml)) return;
  const root = new DOMParser().parseFromString(xml, 'application/xml').documentElement;
  if (root?.nodeName !== 'clientConfig') return;
  const providers = children(root, 'emailProvider');
  const named = providers.find(provider => children(provider, 'domain').some(node => textOf(node, domain)?.toLowerCase() === domain));
  // A host inside the domain speaks for it whatever the file names: who hosts many domains has one file for all of them.
  // Any other host, such as a public list or an organisation's, has to name it.
  const isInside = source === domain || source.endsWith(`.${domain}`);
  return named ?? (isInside && providers.length === 1 ? providers[0] : undefined);
}

/** The servers of a kind of which something can be expected. */
function serversOf(provider: Element, type: Protocol, domain: string): PublishedServer[] {
  const nodes = children(provider, type === 'smtp' ? 'outgoingServer' : 'incomingServer').filter(node => node.getAttribute('type') === type);
  return nodes.map(node => ({
    type, choices: choicesOf(node, type, domain), usernames: children(node, 'username').map(name => textOf(name, domain) ?? ''),
  })).filter(({choices}) => choices.length);
}

/** A server, once for each method: it is as right with any of them. */
function choicesOf(server: Element, type: Protocol, domain: string): object[] {
  const [hostname, port = '', socketType = ''] = ['hostname', 'port', 'socketType'].map(name => only(server, name, domain));
  if (!hostname || !isFullName(hostname)) return [];
  // What is published without encryption is never recommended.
  if (!/^\d{1,5}$/.test(port) || socketType !== 'SSL' && socketType !== 'STARTTLS') return [];
  const choice = {hostname, port: Number(port), socketType} as const;
  if (ownerOfPort({type, ...choice})) return [];
  if (!validated({[type]: [choice]}, domain)) return [];
  const choices = methodsOf(server, type, domain).map(authMethod => ({...choice, authMethod}));
  return choices.length ? choices : [choice];
}

function methodsOf(server: Element, type: Protocol, domain: string): string[] {
  const known = type === 'smtp' ? sendingMethods : methods;
  return [...new Set(children(server, 'authentication').flatMap(node => known.get(textOf(node, domain) ?? '') ?? []))];
}

/** What the user name looks like, where all servers that name one agree. */
function loginOf(usernames: string[], domain: string): string | undefined {
  const shapes = new Map([['%EMAILADDRESS%', 'address'], [`%EMAILLOCALPART%@${domain}`, 'address'], ['%EMAILLOCALPART%', 'localPart']]);
  const logins = new Set(usernames.map(name => shapes.get(name)));
  return logins.size === 1 ? [...logins][0] : undefined;
}

function validated(entry: object, domain: string): ExpectedServers | undefined {
  const {servers, errors} = readPolicy({servers: {[domain]: entry}});
  return errors.length ? undefined : servers[domain];
}

// Reading XML: children only, so that neither depth nor what else is in the file matters.

function children(node: Element, name: string): Element[] {
  return [...node.children].filter(child => child.nodeName === name);
}

/** The text of the one child of a name: two would contradict each other. */
function only(node: Element, name: string, domain: string): string | undefined {
  const found = children(node, name);
  return found.length === 1 ? textOf(found[0]!, domain) : undefined;
}

function textOf(node: Element, domain: string): string | undefined {
  return node.children.length ? undefined : node.textContent.trim().replaceAll('%EMAILDOMAIN%', domain);
}
