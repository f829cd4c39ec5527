/** All that is done to the document: copy a template, put content in it, and let the page become what was built. */
export type Content = string | Node | readonly (string | Node)[];

const originals = new WeakMap<Element, HTMLElement>();

/** A copy of the one element a template holds, as it was when it was first copied. */
export function clone(templateId: string): HTMLElement {
  const template = document.getElementById(templateId) as HTMLTemplateElement;
  let original = originals.get(template);
  if (!original) {
    original = document.importNode(template.content.firstElementChild as HTMLElement, true);
    originals.set(template, original);
  }
  return original.cloneNode(true) as HTMLElement;
}

/** Puts content in the parts of a node, by their `data-part`; a part without content goes. */
export function fill<E extends Element>(node: E, parts: Record<string, Content | undefined>): E {
  // All are found first: what is put in has parts of its own, by the same names.
  const found = namedParts(node);
  for (const [name, content] of Object.entries(parts)) {
    const part = need(found, name);
    if (content === undefined) part.remove();
    else if (typeof content === 'string') part.textContent = content;
    else if (content instanceof Node) part.replaceChildren(content);
    else part.replaceChildren(...content);
  }
  return node;
}

/** The parts of a node by name; of those with one name, the first. */
function namedParts(node: Element): Map<string, Element> {
  const parts = new Map<string, Element>();
  const all = node.querySelectorAll('[data-part]');
  for (let i = all.length; i--;) parts.set(all[i]!.getAttribute('data-part')!, all[i]!);
  if (node.hasAttribute('data-part')) parts.set(node.getAttribute('data-part')!, node);
  return parts;
}

function need(parts: Map<string, Element>, name: string): Element {
  const part = parts.get(name);
  if (!part) throw new Error(`There is no part ${name} to fill`);
  return part;
}

/**
 * Gives a parent these children. What was there and is the same thing stays and only changes, so that nothing loses
 * focus, what is unfolded stays so, and the page does not jump.
 */
export function keep(parent: Element, nodes: readonly Node[]): void {
  if (!parent.hasChildNodes()) return parent.replaceChildren(...nodes);
  const old = [...parent.childNodes];
  const children = nodes.map(node => {
    const i = old.findIndex(candidate => isSame(candidate, node));
    return i < 0 ? node : become(old.splice(i, 1)[0]!, node);
  });
  for (const node of old) node.remove();
  children.forEach((node, i) => {
    if (parent.childNodes[i] !== node) parent.insertBefore(node, parent.childNodes[i] ?? null);
  });
}

const builders = new WeakMap<Element, () => readonly Node[]>();

/** Leaves a part empty until the `<details>` it is in is unfolded: most never are. */
export function later(node: Element, name: string, build: () => readonly Node[]): void {
  const part = need(namedParts(node), name);
  part.setAttribute('data-later', '');
  builders.set(part, build);
}

/** Builds what was left for later in a `<details>` that is unfolded. */
export function buildNow(details: Element): void {
  for (const part of details.querySelectorAll('[data-later]')) {
    if (part.closest('details') === details) keep(part, builders.get(part)!());
  }
}

/** Unfolds at once, with everything it is in. */
export function unfold(node: Element): void {
  for (let at = node.closest('details'); at; at = at.parentElement?.closest('details') ?? null) {
    buildNow(at);
    at.open = true;
  }
}

function isSame(a: Node, b: Node): boolean {
  return a.nodeName === b.nodeName && sameness(a) === sameness(b);
}

function sameness(node: Node): string | undefined {
  return node instanceof HTMLElement ? node.dataset['key'] ?? node.id : undefined;
}

function become(old: Node, node: Node): Node {
  if (!(old instanceof Element && node instanceof Element)) {
    if (old.nodeValue !== node.nodeValue) old.nodeValue = node.nodeValue;
    return old;
  }
  takeAttributes(old, node);
  const build = builders.get(node);
  if (build) builders.set(old, build);
  keep(old, build && old.closest('details')?.open ? build() : [...node.childNodes]);
  return old;
}

/** All but `open`: whether it is unfolded is the reader's. */
function takeAttributes(old: Element, node: Element): void {
  for (const name of old.getAttributeNames()) {
    if (name !== 'open' && !node.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const {name, value} of node.attributes) {
    if (name !== 'open' && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}
