/** Certificates for servers on this computer, from an authority made for a test and trusted by nobody else. */
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

export interface Authority {
  /** PEM. */
  certificate: string;
  /** What `nsIX509CertDB.addCertFromBase64` takes. */
  base64: string;
  /** The files of a certificate for these names, in PEM. */
  serverCertificate: string;
  serverKey: string;
}

/** Makes both in a folder. */
export function makeAuthority(folder: string, hosts: string[]): Authority {
  const path = (name: string) => join(folder, name);
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=Test authority', '-keyout', path('ca.key'), '-out', path('ca.crt'));
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${hosts[0]}`, '-keyout', path('server.key'), '-out', path('server.csr'));
  writeFileSync(path('extensions'), `subjectAltName=${hosts.map(host => `DNS:${host}`).join()}\nextendedKeyUsage=serverAuth\n`);
  openssl('x509', '-req', '-in', path('server.csr'), '-CA', path('ca.crt'), '-CAkey', path('ca.key'), '-CAcreateserial', '-days', '2',
    '-extfile', path('extensions'), '-out', path('server.crt'));
  const certificate = readFileSync(path('ca.crt'), 'utf8');
  return {
    certificate, base64: certificate.replace(/-----[^-]+-----|\s/g, ''), serverCertificate: path('server.crt'), serverKey: path('server.key'),
  };
}

function openssl(...args: string[]): void {
  execFileSync('openssl', args, {stdio: 'pipe'});
}
