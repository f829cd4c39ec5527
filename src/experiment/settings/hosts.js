// @ts-check
/* The host a server is at, and what else is asked by it. */

import { attempt } from "../thunderbird.js";

/** Types of servers that are an address of the web. */
export const EXCHANGE = ["ews", "graph"];

/**
 * Not the attribute, which is the same but for what `hasDeadlyName` says.
 *
 * @param {nsIMsgIncomingServer} server
 */
export function hostnameOf(server) {
  return server.getStringValue("hostname");
}

/**
 * Whether it is not to be asked for anything that holds its host: with one colon in the name, the getter of the host calls itself until
 * Thunderbird is gone (nsMsgIncomingServer::GetHostname, 140 and 153). A preference that has just been set may be so.
 *
 * @param {nsIMsgIncomingServer} server
 */
export function hasDeadlyName(server) {
  return hostnameOf(server).split(":").length == 2;
}

/**
 * As other settings name its folders; undefined where it cannot be asked.
 *
 * @param {nsIMsgIncomingServer} server
 */
export function uriOf(server) {
  return attempt("serverURI", () => (hasDeadlyName(server) ? undefined : server.serverURI));
}

/**
 * A function from a host and a port to whether an exception for a certificate is stored for them.
 *
 * @returns {(hostname: string | undefined, port: number | undefined) => boolean | undefined}
 */
export function certificateExceptions() {
  const service = Cc["@mozilla.org/security/certoverride;1"].getService(Ci.nsICertOverrideService);
  const hosts = attempt("certificate exceptions", () => new Set(service.getOverrides().map(({ asciiHost, port }) => `${asciiHost}:${port}`)));
  return (hostname, port) => (hosts && hostname !== undefined && port !== undefined ? hosts.has(`${asciiHostOf(hostname)}:${port}`) : undefined);
}

/**
 * As the service keeps it, which takes no other (nsCertOverrideService::RememberValidityOverride): names with other letters as punycode.
 *
 * @param {string} hostname
 */
function asciiHostOf(hostname) {
  const isPlain = !/[\u0080-\uffff]/.test(hostname);
  return (isPlain ? undefined : attempt("hostname", () => Services.io.newURI(`https://${hostname}`).asciiHost)) ?? hostname.toLowerCase();
}

/**
 * An Exchange server is its address; of that only the scheme and the host are told, for the rest may hold a name. Any other address than of
 * the web has no host (about:blank), or is one of Thunderbird's own: while imap://a@b@c/d stands as the address of a server, newURI() of it
 * does not end, and takes all memory (measured, 153).
 *
 * @param {() => string} getAddress
 */
export function addressOf(getAddress) {
  const address = attempt("ews_url", getAddress) ?? "";
  const uri = /^\s*https?:/i.test(address) && attempt("ews_url", () => Services.io.newURI(address));
  if (!uri) {
    return {};
  }
  return {
    exchangeScheme: uri.scheme,
    hostname: attempt("host of ews_url", () => uri.host),
    port: attempt("port of ews_url", () => (uri.port > 0 ? uri.port : uri.scheme == "https" ? 443 : 80)),
  };
}
