// @ts-check
/* What is kept of old messages, by an account or by a folder of its own. */

import { attempt } from "../thunderbird.js";
import { RETENTION } from "./words.js";

/** @param {{ readonly retentionSettings: nsIMsgRetentionSettings }} owner a server or a folder */
export function retentionOf(owner) {
  const retention = attempt("retentionSettings", () => owner.retentionSettings);
  return {
    retainBy: attempt("retainByPreference", () => RETENTION.wordOf(retention?.retainByPreference)),
    daysToKeepHdrs: attempt("daysToKeepHdrs", () => retention?.daysToKeepHdrs),
    numHeadersToKeep: attempt("numHeadersToKeep", () => retention?.numHeadersToKeep),
  };
}
