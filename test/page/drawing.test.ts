// @vitest-environment happy-dom
/** The drawing of where mail lives: what its lines promise at a glance. */
import {beforeEach, describe, expect, it, vi} from 'vitest';
import {answersOf, drawingOf} from '../../src/explain/answers.ts';
import {clone} from '../../src/page/dom.ts';
import {draw} from '../../src/page/drawing.ts';
import {getMessageIn} from '../helpers/locales.ts';
import {snapshot} from '../helpers/make.ts';
import {audited, loadPage} from './fixture.ts';
import type {Wire} from '../../src/explain/wires.ts';

const messenger = {i18n: {getMessage: (_key: string): string => ''}};
vi.stubGlobal('messenger', messenger);
messenger.i18n.getMessage = getMessageIn('en');

beforeEach(loadPage);

const healthy = snapshot();
const [account] = healthy.accounts;
const answers = answersOf(account!, audited(healthy));

/** The two lines, receiving and sending. */
function wires(incoming: Wire, outgoing: Wire): HTMLElement[] {
  return [...draw({...drawingOf(account!, healthy), incoming, outgoing}, answers).querySelectorAll<HTMLElement>('.wire')];
}

/** The template of the lock a line has, if it has one. */
function lockOf(wire: HTMLElement): string | undefined {
  const lock = wire.querySelector('.lock');
  return lock ? ['lock-closed', 'lock-open'].find(id => clone(id).outerHTML === lock.outerHTML) : undefined;
}

describe('a lock', () => {
  // The compiler asks for every kind of line there is.
  const locks: Record<Wire, [lock: string | undefined, words: string]> = {
    encrypted: ['lock-closed', 'encrypted'], open: ['lock-open', 'unprotected'], network: ['lock-open', 'unprotected'],
    // What was not checked is neither safe nor unsafe, and what stays inside has nothing to lock.
      unread: [undefined, 'not read'], unchecked: [undefined, 'encrypted, not fully checked'], nowhere: [undefined, 'no connection'],
      // It may be out of date: the line is neither open nor certainly closed.
      exception: [undefined, 'encrypted, exception stored'], inside: [undefined, 'inside this computer'], none: [undefined, 'no server'],
  };
  it.each(Object.entries(locks) as [Wire, [string | undefined, string]][])('of a line that is %s: %j', (wire, [lock, words]) => {
    const other = wire === 'encrypted' ? 'open' : 'encrypted';
    const [receiving, sending] = [wires(wire, other)[0]!, wires(other, wire)[1]!];
    expect([receiving, sending].map(lockOf)).toEqual([lock, lock]);
    expect([receiving, sending].map(({textContent}) => textContent.trim())).toEqual([`receiving: ${words}`, `sending through smtp.example.com: ${words}`]);
    // Styles go by this.
    expect([receiving, sending].map(({dataset}) => dataset['wire'])).toEqual([wire, wire]);
  });
});
