/**
 * Servers known to offer STARTTLS and no implicit TLS: advising SSL/TLS there would cut people off.
 * Short on purpose; each line has who says so above it, and when that was read.
 */
const hosts = [
  // Microsoft: "POP, IMAP, and SMTP settings for Outlook.com"; Mozilla's ISPDB, hotmail.com.xml, 2026-03-12.
  {hostname: 'smtp-mail.outlook.com', read: '2026-11-21'},
  // Microsoft: "How to set up a multifunction device or application to send email"; ISPDB, office365.com.xml, 2026-03-12.
  {hostname: 'smtp.office365.com', read: '2026-11-21'},
  // Apple: "iCloud Mail server settings for other email client apps"; ISPDB, me.com.xml, 2026-03-12.
  {hostname: 'smtp.mail.me.com', read: '2026-11-21'},
];

/** Whether the host is known to offer STARTTLS only. */
export function offersOnlySTARTTLS(hostname: string | undefined): boolean | undefined {
  if (hostname === undefined) return undefined;
  const name = hostname.toLowerCase().replace(/\.$/, '');
  return hosts.some(host => host.hostname === name);
}
