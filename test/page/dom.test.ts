// @vitest-environment happy-dom
import {beforeEach, expect, it} from 'vitest';
import {buildNow, clone, fill, keep, later, unfold} from '../../src/page/dom.ts';

const html = (text: string): Node[] => {
  const template = document.createElement('template');
  template.innerHTML = text;
  return [...template.content.childNodes];
};
const parent = () => document.querySelector('main')!;

function folded(text: string): HTMLElement {
  const details = clone('t');
  later(details, 'body', () => [document.createTextNode(text)]);
  return details;
}

beforeEach(() => {
  document.body.innerHTML = '<main></main><template id="t"><details><summary data-part="a"></summary><p data-part="body"></p></details></template>';
});

it('fill takes text as text, and removes a part without content', () => {
  const node = fill(clone('t'), {a: '<img src=x onerror=alert(1)>', body: undefined});
  expect(node.querySelector('img')).toBeNull();
  expect(node.textContent).toBe('<img src=x onerror=alert(1)>');
  expect(node.querySelector('p')).toBeNull();
});

it('fill names a part that is not there', () => {
  expect(() => fill(clone('t'), {nothing: 'x'})).toThrow('nothing');
});

it('keep leaves what is the same in place, unfolded and with the focus', () => {
  keep(parent(), html('<details data-key="a"><summary>A</summary></details><button data-key="b">B</button>'));
  const [details, button] = parent().children as unknown as [HTMLDetailsElement, HTMLButtonElement];
  details.open = true;
  button.focus();
  keep(parent(), html('<p data-key="new">new</p><details data-key="a" class="x"><summary>A2</summary></details><button data-key="b">B2</button>'));
  expect([...parent().children].slice(1)).toEqual([details, button]);
  expect(details.open).toBe(true);
  expect(details.className).toBe('x');
  expect(details.textContent).toBe('A2');
  expect(document.activeElement).toBe(button);
});

it('keep leaves folded what the reader folded, and unfolded what the reader unfolded, whatever comes', () => {
  keep(parent(), html('<details data-key="a" open><summary>A</summary></details><details data-key="b"><summary>B</summary></details>'));
  const [a, b] = parent().children as unknown as [HTMLDetailsElement, HTMLDetailsElement];
  a.open = false;
  b.open = true;
  keep(parent(), html('<details data-key="a" open><summary>A2</summary></details><details data-key="b"><summary>B2</summary></details>'));
  expect([a.open, b.open, parent().textContent]).toEqual([false, true, 'A2B2']);
});

it('keep builds nothing in what is folded', () => {
  keep(parent(), [folded('first')]);
  keep(parent(), [folded('second')]);
  expect(parent().textContent).toBe('');
});

it('keep puts in order and removes', () => {
  keep(parent(), html('<p data-key="a">a</p><p data-key="b">b</p><p data-key="c">c</p>'));
  const [a, , c] = parent().children;
  keep(parent(), html('<p data-key="c">c</p><p data-key="a">a</p>'));
  expect([...parent().children]).toEqual([c, a]);
});

it('keep removes an attribute that is gone', () => {
  keep(parent(), html('<p data-key="a" class="x" title="y"></p>'));
  keep(parent(), html('<p data-key="a" title="z"></p>'));
  expect(parent().innerHTML).toBe('<p data-key="a" title="z"></p>');
});

it('later builds when unfolded, and again when it is unfolded and something changed', () => {
  keep(parent(), [folded('first')]);
  const details = parent().querySelector('details')!;
  expect(details.textContent).toBe('');
  unfold(details);
  expect(details.textContent).toBe('first');
  keep(parent(), [folded('second')]);
  expect(details.textContent).toBe('second');
  details.open = false;
  keep(parent(), [folded('third')]);
  buildNow(details);
  expect(details.textContent).toBe('third');
});
