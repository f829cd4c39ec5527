/** Who can read the mail of an account on the way: from the facts of its connections alone. */
import {isWithoutTLS} from '../facts/connection.ts';
import {type IncomingServer, type OutgoingServer, isExchange} from '../snapshot.ts';
import {type Sentence, sentence} from './sentence.ts';

/**
 * A connection between server and computer. `exception`: encrypted, and an exception is stored for one certificate that is not valid, which
 * the server may show or not; `unchecked`: encrypted, but whether there is such an exception was not read; `network`: open, on the local
 * network; `inside`: to a program of this computer; `nowhere`: to such a name or port there is no connection.
 */
export type Wire = 'encrypted' | 'exception' | 'unchecked' | 'open' | 'network' | 'inside' | 'unread' | 'nowhere' | 'none';

export function wireOf(server: IncomingServer | OutgoingServer): Wire {
  if (server.location === 'thisComputer') return 'inside';
  if (server.location === 'nowhere') return 'nowhere';
  const isClear = isExchange(server.type) ? differs(server.exchangeScheme, 'https') : isWithoutEncryption(server);
  if (isClear === undefined) return 'unread';
  if (!isClear) return server.hasCertificateException === undefined ? 'unchecked' : server.hasCertificateException ? 'exception' : 'encrypted';
  return server.location === 'localNetwork' ? 'network' : 'open';
}

function differs(value: string | undefined, wanted: string): boolean | undefined {
  return value === undefined ? undefined : value !== wanted;
}

function isWithoutEncryption(server: IncomingServer | OutgoingServer): boolean | undefined {
  return server.socketType === undefined ? undefined : isWithoutTLS(server);
}

/** An account may send by several servers: the worst is told. Without one, nothing is sent. */
export function worstWire(wires: Wire[]): Wire {
  const order: Wire[] = ['open', 'network', 'exception', 'unread', 'unchecked', 'nowhere', 'inside', 'encrypted'];
  return order.find(wire => wires.includes(wire)) ?? 'none';
}

export function whoCanRead({incoming, outgoing}: {incoming: Wire; outgoing: Wire}): Sentence[] {
  if (incoming === outgoing) return [sentence(`page_who_both_${incoming}`)];
  return [sentence(`page_who_incoming_${incoming}`), sentence(`page_who_outgoing_${outgoing}`)];
}

export function isEncrypted({incoming, outgoing}: {incoming: Wire; outgoing: Wire}): boolean {
  const isGood = (wire: Wire) => wire === 'encrypted' || wire === 'inside';
  return isGood(incoming) && (outgoing === 'none' || isGood(outgoing));
}
