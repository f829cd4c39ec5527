/**
 * Servers known to refuse every password, one made for an application included: only OAuth2 logs in.
 * Short on purpose, because a wrong line tells people to change what works; each has who says so above it, and when that was read.
 *
 * Not here: Gmail, Yahoo, AOL and iCloud, where a password made for an application still works. Nor smtp.office365.com: Microsoft lets
 * passwords send until the end of December 2026, and lets organisations allow them again after that (message MC786329 of 2026-01-27).
 */
import {normal} from './hosts.ts';

const hosts = [
  // Microsoft: "Deprecation of Basic authentication in Exchange Online"; for Outlook.com since 2024-09-16: "Modern authentication methods now
  // needed to continue syncing Outlook email in non-Microsoft email apps".
  {hostname: 'outlook.office365.com', read: '2026-11-21'},
  // Microsoft, on Outlook.com, as above.
  {hostname: 'imap-mail.outlook.com', read: '2026-11-21'},
  {hostname: 'pop-mail.outlook.com', read: '2026-11-21'},
  {hostname: 'smtp-mail.outlook.com', read: '2026-11-21'},
];

/** Whether the host is known to accept OAuth2 only. */
export function acceptsOnlyOAuth2(hostname: string): boolean {
  return hosts.some(host => host.hostname === normal(hostname));
}
