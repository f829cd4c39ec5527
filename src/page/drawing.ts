/** The drawing of where an account's mail lives. Its templates hold every shape; the facts choose among them. */
import type {Answer, Drawing} from '../explain/answers.ts';
import type {Stack} from '../explain/copies.ts';
import {text} from '../explain/messages.ts';
import type {Wire} from '../explain/wires.ts';
import {clone, fill} from './dom.ts';
import {say} from './words.ts';

export function draw(drawing: Drawing, answers: Answer[]): HTMLElement {
  const {mirrors, server, here, incoming, outgoing, outgoingHost} = drawing;
  const figure = fill(clone('drawing'), {
    server: serverName(drawing),
    'server-stack': stack(server.stack),
    'server-text': say(server.key, server.data),
    'here-stack': stack(here.stack),
    'here-text': say(here.key, here.data),
    incoming: wire(incoming, 'incoming', mirrors ? 'arrow-both' : 'arrow-here'),
    outgoing: wire(outgoing, 'outgoing', 'arrow-there', outgoingHost),
  });
  figure.querySelector('[role="img"]')!.setAttribute('aria-label', inWords(answers));
  return figure;
}

/** A long name breaks after its dots and hyphens first. */
function serverName({incoming, hostname}: Drawing): (string | Node)[] {
  if (incoming === 'inside') return [text('page_drawing_program')];
  return (hostname ?? text('page_drawing_server')).split(/(?<=[.-])/).flatMap(part => [part, document.createElement('wbr')]);
}

/** The drawing says what the first two answers say. */
function inWords(answers: Answer[]): string {
  const [where, who] = answers.map(({sentences}) => sentences.map(({key, data}) => text(key, data)).join(' '));
  return text('page_drawing_text', {where: where!, who: who!});
}

function stack(kind: Stack): HTMLElement {
  const node = clone('stack');
  node.dataset['stack'] = kind;
  return node;
}

function wire(kind: Wire, use: 'incoming' | 'outgoing', arrow: string, host?: string): HTMLElement {
  const node = fill(clone('wire'), {
    arrow: clone(arrow),
    lock: kind === 'encrypted' ? clone('lock-closed') : kind === 'open' || kind === 'network' ? clone('lock-open') : undefined,
    text: say(host ? 'page_wire_named' : 'page_wire', {use: text(`page_wire_${use}`), state: text(`page_wire_${kind}`), ...host && {host}}),
  });
  node.dataset['wire'] = kind;
  return node;
}
