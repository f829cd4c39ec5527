// @ts-check
/* Thunderbird's numbers and the words of src/snapshot.ts for them, both ways. What stands for a number outside a table is up to who reads it. */

/** @import {AuthMethod, DeleteModel, Program, Retention, SocketType} from "../../snapshot.ts" */

/**
 * @template {string} W
 * @param {Readonly<Record<number, W>>} words by their number
 */
function table(words) {
  const numbers = new Map(Object.entries(words).map(([number, word]) => [word, Number(number)]));
  return {
    words,
    /** @type {(number: number | undefined) => W | undefined} */
    wordOf: number => (number === undefined ? undefined : words[number]),
    /** @type {(word: W) => number | undefined} */
    numberOf: word => numbers.get(word),
  };
}

/** nsMsgSocketType. 1 has gone from the IDLs; profiles still have it. */
export const SOCKET_TYPES = table(/** @type {Record<number, SocketType>} */ ({ 0: "plain", 1: "optionalSTARTTLS", 2: "STARTTLS", 3: "SSL" }));

/** nsMsgAuthMethod. Its constants cannot be enumerated before each was used. */
export const AUTH_METHODS = table(/** @type {Record<number, AuthMethod>} */ ({
  1: "none", 2: "old", 3: "passwordCleartext", 4: "passwordEncrypted", 5: "GSSAPI", 6: "NTLM", 7: "External", 8: "secure", 9: "anything", 10: "OAuth2",
}));

/** nsIMsgRetentionSettings. */
export const RETENTION = table(/** @type {Record<number, Retention>} */ ({ 1: "all", 2: "age", 3: "count" }));

/** nsMsgImapDeleteModels. */
export const IMAP_DELETE_MODELS = table(/** @type {Record<number, DeleteModel>} */ ({ 0: "markDeleted", 1: "moveToTrash", 2: "deleteImmediately" }));

/** Thunderbird 153, am-server.xhtml. */
export const EXCHANGE_DELETE_MODELS = table(/** @type {Record<number, DeleteModel>} */ ({ 0: "deleteImmediately", 1: "moveToTrash" }));

/** security.tls.version.min, where 0 was SSL 3.0, which Thunderbird has no more. */
export const TLS_VERSIONS = table(/** @type {Record<number, NonNullable<Program["minimumTLS"]>>} */ ({ 1: "1.0", 2: "1.1", 3: "1.2", 4: "1.3" }));

/**
 * Every client asks only whether the value is 2 or 3, and connects without TLS for any other.
 *
 * @param {number | undefined} value
 */
export function socketTypeName(value) {
  return value === undefined ? undefined : SOCKET_TYPES.wordOf(value) ?? "plain";
}

/**
 * A value outside the enumeration lets IMAP try any method (nsImapProtocol::InitPrefAuthMethods); POP and SMTP then try none.
 *
 * @param {number | undefined} value
 * @param {boolean} isImap
 */
export function authMethodName(value, isImap) {
  return value === undefined ? undefined : AUTH_METHODS.wordOf(value) ?? (isImap ? "anything" : "none");
}
