/** With more than a few accounts: one row each, which leads to the card. */
import {text} from '../explain/messages.ts';
import type {Account, Snapshot} from '../snapshot.ts';
import {clone, fill} from './dom.ts';
import {nameOf, typeName} from '../explain/names.ts';
import {element} from './words.ts';
import type {AccountAnswers} from '../explain/answers.ts';

export function overviewOf(accounts: AccountAnswers[], snapshot: Snapshot): HTMLElement {
  return fill(clone('overview'), {rows: accounts.map(judged => row(judged, snapshot))});
}

/** The name of an account, which leads to its card. */
export function linkTo(account: Account, snapshot: Snapshot): HTMLElement {
  const link = element('a', [nameOf(account, snapshot)]) as HTMLAnchorElement;
  link.href = `#card-${account.id}`;
  // Set apart from the writing direction around it.
  link.dir = 'auto';
  return link;
}

function row({account, level: overall, answers}: AccountAnswers, snapshot: Snapshot): HTMLElement {
  // An account may need attention for what none of the three answers is about.
  const level = clone(`level-${overall}`);
  level.classList.add('wordless');
  const node = fill(clone('overview-row'), {account: [level, linkTo(account, snapshot)], type: text(`page_type_${typeName(account.type)}`)});
  const cells = node.querySelectorAll<HTMLElement>('td.level');
  answers.forEach((answer, i) => {
    cells[i]!.dataset['level'] = answer.level;
    cells[i]!.textContent = text(`page_level_${answer.level}`);
  });
  return node;
}
