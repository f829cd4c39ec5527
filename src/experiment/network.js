// @ts-check
/*
 * Asks for the settings that mail providers publish, and hands reports over where an administrator's policy says, and nowhere else: what decides is read
 * from Thunderbird here, never taken from the caller.
 */

/** @import {MailNetwork} from "./network.js" */

import { LIMITS } from "./network/asking.js";
import { SECTIONS, isPolicyDropped, managedGroup } from "./network/policy.js";
import { fetchPublished } from "./network/published.js";
import { postReport, writeReport } from "./network/reports.js";

export class MailNetworkAPI extends ExtensionAPI {
  /** For tests: limits may be set, sections are compared. */
  static LIMITS = LIMITS;
  static SECTIONS = SECTIONS;

  /** @returns {{ mailNetwork: MailNetwork }} */
  getAPI() {
    const { id } = this.extension;
    return {
      mailNetwork: {
        fetchPublished: async (domain, place) => fetchPublished(domain, place, await managedGroup(id, "published")),
        postReport: async lines => postReport(lines, await managedGroup(id, "reports")),
        writeReport: async (profile, report) => writeReport(profile, report, await managedGroup(id, "reports")),
        computerName: async () => ((await managedGroup(id, "reports")).label?.includes("{computer}") ? Services.dns.myHostName : ""),
        isPolicyDropped: () => isPolicyDropped(id),
      },
    };
  }
}
