/** What network.js gives the rest of the add-on, as network.schema.json declares it; test/experiment.test.ts keeps them in agreement. */
export interface MailNetwork {
  /**
   * Asks one place for the settings published for a mail domain, by https and without a word about who asks: a redirect is
   * not followed. Resolves to the address and the text, '' where there is none; to `null` where there is no such place.
   * Rejects where nobody answers within ten seconds, and where the administrator's policy does not allow it.
   */
  fetchPublished(domain: string, place: PublishingPlace): Promise<{url: string; xml: string} | null>;
  /**
   * Sends lines (newline-delimited JSON) to `reports.url` of the administrator's policy, and nowhere else: a redirect is
   * not followed. Resolves to the HTTP status; rejects where there is no such address, no whole answer within a minute, or one of more than 200,000 bytes.
   */
  postReport(lines: string): Promise<number>;
  /**
   * Writes a report as `mail-account-audit-<profile>.json` into `reports.folder` of the administrator's policy: whole, or
   * not at all, and readable for its owner only. Rejects where there is no such folder, where anything but a plain file is in the way, and after a minute.
   */
  writeReport(profile: string, report: string): Promise<void>;
  /** The name of this computer, where `reports.label` of the administrator's policy asks for it; '' otherwise. */
  computerName(): Promise<string>;
  /** Whether policies.json has settings for this add-on that Thunderbird took for invalid at its start, and so for none. */
  isPolicyDropped(): Promise<boolean>;
}

/** The organisation's own address, `autoconfig.` and the domain, the domain itself, and the public list that Thunderbird uses. */
export type PublishingPlace = 'organisation' | 'subdomain' | 'wellKnown' | 'database';
