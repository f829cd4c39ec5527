/** What was put right, in the place of what was to be done: until the reader hides it. */
import type {Audited} from '../explain/audited.ts';
import {anchorOf} from '../explain/finding.ts';
import {text} from '../explain/messages.ts';
import {type PutRight, type ToldChange, putRight} from '../explain/receipt.ts';
import type {Ledger} from '../receipts.ts';
import {clone, fill} from './dom.ts';
import {type Placed, described, whoseLine} from './todo.ts';
import {element, say, toNode} from './words.ts';

export function receiptRows({receipts}: Ledger, audited: Audited): Placed[] {
  return putRight(receipts, audited).map(told => ({lead: told.cure[0], node: receiptRow(told, audited)}));
}

function receiptRow({cure, title, was, changes, readAgain, steps}: PutRight, audited: Audited): HTMLElement {
  const left = steps.length ? [' · ', ...say('page_receipt_steps', {count: steps.length})] : [];
  const node = fill(clone('receipt'), {
    level: clone('level-done'), title: say(title.key, title.data), whose: [...say('page_receipt_done'), ' · ', ...whoseLine([cure], audited), ...left],
    was: say('page_receipt_was', {title: text(was.key, was.data)}),
    changes: changes.map(changeItem), read: say(readAgain.key, readAgain.data),
    left: steps.length ? [fill(clone('receipt-left'), {steps: steps.map(line => element('li', line.map(toNode)))})] : undefined,
  });
  node.dataset['key'] = `receipt-${anchorOf(cure)}`;
  node.dataset['receipt'] = cure[0].rule;
  const hide = described(node.querySelector('button')!, text(title.key, title.data));
  hide.dataset['receipts'] = JSON.stringify(cure.map(({rule, subject, subjectId}) => ({rule, subject, subjectId})));
  return node;
}

function changeItem({label, from, to}: ToldChange): HTMLElement {
  return fill(clone('change'), {label, from: from === undefined ? undefined : [element('bdi', [from]), ' → '], to});
}
