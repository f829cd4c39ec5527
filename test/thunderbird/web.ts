/**
 * The web as Thunderbird sees it in a test: every https connection goes through a proxy of ours and ends here, whatever
 * host it is for, so that nothing leaves this computer and nothing that is asked for goes unseen.
 */
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {type IncomingHttpHeaders, type ServerResponse, createServer} from 'node:http';
import {createServer as createSecureServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Thunderbird} from '../../scripts/thunderbird.js';
import {makeAuthority} from '../helpers/certificates.ts';
import type {Prefs} from './profile.ts';

export interface Request {
  /** Without `https://`. */
  address: string;
  method: string;
  headers: IncomingHttpHeaders;
  /** Whatever else came, as text. */
  body: string;
}

export interface Web {
  /** What Thunderbird needs to go through it. */
  prefs: Prefs;
  /** Every host that was connected to, and every request made there, since the last `forget()`. */
  hosts: string[];
  requests: Request[];
  /** By address, such as `example.org/a.xml`; what is not there is a 404. */
  pages: Map<string, string | ((response: ServerResponse) => unknown)>;
  /** Hosts that cannot be reached; `*` for all. */
  down: Set<string>;
  forget(): void;
  /** Makes a running Thunderbird take its certificate for good. */
  trust(thunderbird: Thunderbird): Promise<void>;
  close(): void;
}

export async function openWeb(...hosts: string[]): Promise<Web> {
  const folder = mkdtempSync(join(tmpdir(), 'web-'));
  const {base64, serverCertificate, serverKey} = makeAuthority(folder, hosts);
  const web: Omit<Web, 'prefs' | 'close'> = {
    hosts: [], requests: [], pages: new Map(), down: new Set(),
    forget() {
      for (const part of [this.pages, this.down]) part.clear();
      this.hosts.length = this.requests.length = 0;
    },
    trust: thunderbird => thunderbird.chrome(certificate => {
      (globalThis as any).Cc['@mozilla.org/security/x509certdb;1'].getService((globalThis as any).Ci.nsIX509CertDB).addCertFromBase64(certificate, 'C,,');
    }, base64),
  };
  const secure = createSecureServer({key: readFileSync(serverKey), cert: readFileSync(serverCertificate)}, async (request, response) => {
    const address = `${request.headers.host}${request.url}`;
    const body = (await request.toArray()).join('');
    web.requests.push({address, method: request.method!, headers: request.headers, body});
    // A connection each, so that each is seen.
    response.setHeader('Connection', 'close');
    const page = web.pages.get(address);
    if (typeof page === 'function') return void page(response);
    response.writeHead(page === undefined ? 404 : 200, {'Content-Type': 'text/xml', 'Set-Cookie': 'who=user1; Secure; Path=/'}).end(page ?? 'Not found');
  });
  const proxy = createServer().on('connect', ({url = ''}, socket) => {
    const [host = ''] = url.split(':');
    web.hosts.push(host);
    socket.on('error', () => {});
    if (web.down.has(host) || web.down.has('*')) return socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    socket.write('HTTP/1.1 200 Connected\r\n\r\n');
    return secure.emit('connection', socket);
  });
  await new Promise<void>(resolve => {
    proxy.listen(0, '127.0.0.1', resolve);
  });
  const {port} = proxy.address() as AddressInfo;
  return Object.assign(web, {
    prefs: {'network.proxy.type': 1, 'network.proxy.ssl': '127.0.0.1', 'network.proxy.ssl_port': port},
    close() {
      secure.closeAllConnections();
      proxy.closeAllConnections();
      proxy.close();
      rmSync(folder, {recursive: true});
    },
  });
}
