// @ts-check
/**
 * For npm run update -- FOLDER: takes the facts of Thunderbird's public list of providers out of a checkout of github.com/thunderbird/autoconfig.
 * test/facts/provider-list.json has all of them, for the tests; and src/facts/provider-list.json, what the rules ask of them (src/facts/provider-list.ts).
 */
import {execFileSync} from 'node:child_process';
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {Window} from 'happy-dom';

/**
 * @typedef {{type: string, hostname: string, port: number, socketType: string, authMethods: string[], username: string}} Server
 * @typedef {{file: string, domains: string[], servers: Server[]}} Provider
 * @typedef {{source: string, commit: string, date: string, licence: string}} Origin
 * @typedef {Origin & {providers: Provider[]}} ProviderList
 * @typedef {Origin & {servers: Record<string, string>, withoutLogin: string}} Shipped
 */

const DOMAIN = '%EMAILDOMAIN%';
/** Exchange has an address instead of a port, and no rule asks which is published. */
const protocols = ['imap', 'pop3', 'smtp'];
const methods = new Map([['password-cleartext', 'passwordCleartext'], ['password-encrypted', 'passwordEncrypted'], ['OAuth2', 'OAuth2'], ['none', 'none']]);
/** SSL/TLS, and no encryption, each on its own port (RFC 8314, 7; RFC 6409). */
const usual = new Set(['imap 993 SSL', 'pop3 995 SSL', 'smtp 465 SSL']);
const unencrypted = new Set(['imap 143 plain', 'pop3 110 plain', 'smtp 587 plain']);

/** @param {string} folder @returns {ProviderList} */
export function readProviders(folder) {
  const names = readdirSync(join(folder, 'ispdb')).filter(name => name.endsWith('.xml')).sort();
  return {...originOf(folder), providers: names.map(name => providerOf(name, readFileSync(join(folder, 'ispdb', name), 'utf8')))};
}

/** @param {string} folder @returns {Origin} */
function originOf(folder) {
  if (!readFileSync(join(folder, 'LICENSE'), 'utf8').startsWith('Mozilla Public License Version 2.0')) throw new Error('The list has another licence than the one we know');
  const [commit = '', date = ''] = execFileSync('git', ['-C', folder, 'log', '-1', '--format=%H %cs'], {encoding: 'utf8'}).trim().split(' ');
  return {source: 'https://github.com/thunderbird/autoconfig', commit, date, licence: 'MPL-2.0'};
}

/** @param {string} file @param {string} xml @returns {Provider} */
function providerOf(file, xml) {
  const document = new (new Window().DOMParser)().parseFromString(xml, 'application/xml');
  const [provider, ...others] = document.querySelectorAll('emailProvider');
  if (!provider || others.length) throw new Error(`${file}: expected one provider`);
  const children = /** @type {any[]} */ ([...provider.children]);
  return {
    file,
    domains: children.filter(({tagName}) => tagName === 'domain').map(node => node.textContent.trim()),
    servers: children.filter(node => protocols.includes(node.getAttribute('type'))).map(node => serverOf(node, file)),
  };
}

/** @param {any} node @param {string} file @returns {Server} */
function serverOf(node, file) {
  const texts = (/** @type {string} */ name) => /** @type {any[]} */ ([...node.children]).filter(child => child.tagName === name).map(child => child.textContent.trim());
  const one = (/** @type {string} */ name) => {
    const [text, ...others] = texts(name);
    if (!text || others.length) throw new Error(`${file}: expected one ${name}`);
    return text;
  };
  const socketType = one('socketType');
  if (!['SSL', 'STARTTLS', 'plain'].includes(socketType)) throw new Error(`${file}: unknown socket type ${socketType}`);
  const authMethods = texts('authentication').map(text => methods.get(text) ?? unknown(file, text));
  return {type: node.getAttribute('type'), hostname: one('hostname'), port: Number(one('port')), socketType, authMethods, username: texts('username')[0] ?? ''};
}

/** @param {string} file @param {string} text @returns {never} */
function unknown(file, text) {
  throw new Error(`${file}: unknown method ${text}`);
}

/**
 * The hosts of each way in that a rule would question, by protocol, port and socket type; and of hosts that have STARTTLS, the usual way too,
 * which tells that STARTTLS is not all they have.
 * @param {ProviderList} list
 * @returns {Shipped}
 */
export function shippedOf({providers, ...origin}) {
  const all = providers.flatMap(({domains, servers}) => servers.flatMap(server => namesOf(server, domains).map(hostname => ({...server, hostname}))));
  const withSTARTTLS = new Set(all.filter(({socketType}) => socketType === 'STARTTLS').map(({type, hostname}) => `${type} ${hostname}`));
  const isAsked = (/** @type {Server} */ server) =>
    usual.has(wayOf(server)) ? withSTARTTLS.has(`${server.type} ${server.hostname}`) : !unencrypted.has(wayOf(server));
  const asked = all.filter(isAsked);
  const ways = [...new Set(asked.map(wayOf))].sort();
  const withoutLogin = all.filter(({type, authMethods}) => type === 'smtp' && authMethods.includes('none'));
  return {...origin, servers: Object.fromEntries(ways.map(way => [way, hosts(asked.filter(server => wayOf(server) === way))])), withoutLogin: hosts(withoutLogin)};
}

/** @param {Server} server */
function wayOf({type, port, socketType}) {
  return `${type} ${port} ${socketType}`;
}

/** A host that is named after the domain of the address is one for each. @param {Server} server @param {string[]} domains */
export function namesOf({hostname}, domains) {
  return hostname.includes(DOMAIN) ? domains.map(domain => hostname.replaceAll(DOMAIN, domain)) : [hostname];
}

/** @param {Server[]} servers */
function hosts(servers) {
  return [...new Set(servers.map(({hostname}) => hostname.toLowerCase()))].sort().join(' ');
}

/** A line for each server, so that what changed can be read. @param {ProviderList} list */
export function textOf({providers, ...origin}) {
  const entries = providers.map(({file, domains, servers}) =>
    `{"file": ${JSON.stringify(file)}, "domains": ${JSON.stringify(domains)}, "servers": [\n${servers.map(server => `  ${JSON.stringify(server)}`).join(',\n')}\n]}`);
  return `${JSON.stringify(origin).slice(0, -1)}, "providers": [\n${entries.join(',\n')}\n]}\n`;
}

/** @param {string} folder @returns {Record<string, string>} the text of each file by its path */
export function providerFiles(folder) {
  const list = readProviders(folder);
  return {'test/facts/provider-list.json': textOf(list), 'src/facts/provider-list.json': `${JSON.stringify(shippedOf(list), null, 2)}\n`};
}
