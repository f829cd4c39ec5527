/** Messages as nodes: Thunderbird's labels bold, values apart from the writing direction around them. */
import {type Data, type Piece, lines, pieces} from '../explain/messages.ts';
import type {Sentence} from '../explain/sentence.ts';
import {clone} from './dom.ts';

/** What can be put into an element. */
export type Said = (string | Node)[];

/** A message as what can be put into an element. */
export function say(key: string, data: Data = {}): Said {
  return pieces(key, data).map(toNode);
}

/** A message that is a list, each line in an element of its own. */
export function sayLines(key: string, data: Data, tag: 'li' | 'p'): HTMLElement[] {
  return lines(key, data).map(line => element(tag, line.map(toNode)));
}

/** Sentences, one after the other. */
export function sayAll(sentences: readonly Sentence[]): Said {
  return sentences.flatMap(({key, data}, i) => [i ? ' ' : '', ...say(key, data)]);
}

export function element(tag: string, content: (string | Node)[]): HTMLElement {
  const node = document.createElement(tag);
  node.append(...content);
  return node;
}

/** A link that leads out of the page. */
export function outside(href: string, content: (string | Node)[]): HTMLElement {
  const link = clone('outside') as HTMLAnchorElement;
  link.href = href;
  link.append(...content);
  return link;
}

export function toNode(piece: Piece): string | Node {
  if (typeof piece === 'string') return piece;
  return 'label' in piece ? element('b', [piece.label]) : element('bdi', [piece.value]);
}

/** Names in a row, each an element apart from the writing direction of the others. */
export function inARow(names: readonly string[]): Said {
  return names.flatMap((name, i) => [i ? ', ' : '', element('bdi', [name])]);
}

/** Names in a row, each kept apart from the writing direction of the others (U+2068 and U+2069). */
export function isolated(names: readonly string[]): string[] {
  return names.map(name => `\u2068${name}\u2069`);
}

/** Gives the elements of the page that name a message its text. */
export function translate(root: ParentNode): void {
  for (const node of root.querySelectorAll<HTMLElement>('[data-i18n]')) {
    node.replaceChildren(...say(node.dataset['i18n']!));
    delete node.dataset['i18n'];
  }
}
