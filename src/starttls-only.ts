/**
 * Servers known to offer STARTTLS and no implicit TLS: advising SSL/TLS there would cut people off.
 * Short on purpose; each line says who says so, and when it was read.
 */
const hosts: {hostname: string; source: string; read: string}[] = [];

/** Whether the host is known to offer STARTTLS only. */
export function offersOnlySTARTTLS(hostname: string | undefined): boolean | undefined {
  if (hostname === undefined) return undefined;
  const name = hostname.toLowerCase().replace(/\.$/, '');
  return hosts.some(host => host.hostname === name);
}
