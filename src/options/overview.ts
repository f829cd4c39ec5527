/** With more than a few accounts: one row each, which leads to the card. */
import {text} from '../messages.ts';
import type {Judged} from './answers.ts';
import {clone, fill} from './dom.ts';
import {nameOf, typeName} from './names.ts';
import {element} from './words.ts';

export function overviewOf(accounts: Judged[]): HTMLElement {
  return fill(clone('overview'), {rows: accounts.map(row)});
}

function row({account, level: overall, answers}: Judged): HTMLElement {
  const [where, who, tomorrow] = answers.map(({level}) => clone(`level-${level}`));
  const link = element('a', [element('bdi', [nameOf(account)])]) as HTMLAnchorElement;
  link.href = `#card-${account.id}`;
  // An account may need attention for what none of the three answers is about.
  const level = clone(`level-${overall}`);
  level.classList.add('wordless');
  return fill(clone('overview-row'), {
    account: [level, link], type: text(`page_type_${typeName(account.type)}`), where: where!, who: who!, tomorrow: tomorrow!,
  });
}
