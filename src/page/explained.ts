/** POP and IMAP explained, with the reader's own accounts; which to choose, and the words that guides use. */
import {text} from '../explain/messages.ts';
import {moveToIMAP} from '../move-to-imap.ts';
import type {Topic} from '../rule.ts';
import {type Account, type Snapshot, isJudged} from '../snapshot.ts';
import {clone, fill} from './dom.ts';
import {nameOf} from '../explain/names.ts';
import {linkTo} from './account.ts';
import {stepPieces} from '../explain/steps.ts';
import {element, say, sayLines, toNode} from './words.ts';
import type {Audited} from '../explain/audited.ts';

export function explained({snapshot}: Audited): Node[] {
  const judged = snapshot.accounts.filter(isJudged);
  return [
    protocol('imap', judged.filter(({type}) => type !== 'pop3'), snapshot),
    protocol('pop', judged.filter(({type}) => type === 'pop3'), snapshot),
    ...(['choice', 'webmail', 'words', 'encryption', 'fetching', 'sending', 'deleting', 'backup', 'thunderbird', 'expected'] as const).map(topic),
  ];
}

function protocol(name: 'imap' | 'pop', accounts: Account[], snapshot: Snapshot): HTMLElement {
  const details = fill(clone('explained-protocol'), {
    title: text(`page_explain_${name}`),
    intro: say(`page_explain_${name}_intro`),
    yours: accounts.length ? [...say('page_explain_yours'), ' ', ...links(accounts, snapshot)] : say('page_explain_not_yours'),
    good: sayLines(`page_explain_${name}_good`, {}, 'li'),
    bad: sayLines(`page_explain_${name}_bad`, {}, 'li'),
    ...name === 'pop' ? move() : {move: undefined, steps: undefined},
  });
  details.id = `explain-${name}`;
  return details;
}

function move() {
  return {move: say('page_explain_pop_move'), steps: moveToIMAP.map(id => element('li', stepPieces(id).map(toNode)))};
}

/** What a rule sends its reader to, and what no rule is about. */
type Chapter = Exclude<Topic, 'imap' | 'pop'> | 'choice' | 'webmail' | 'words';

function topic(name: Chapter): HTMLElement {
  const details = fill(clone('explained-topic'), {
    title: text(`page_explain_${name}`),
    body: sayLines(`page_explain_${name}_text`, {}, 'p'),
  });
  details.id = `explain-${name}`;
  return details;
}

function links(accounts: Account[], snapshot: Snapshot): (string | Node)[] {
  return accounts.flatMap((account, i) => [i ? ', ' : '', linkTo(account, nameOf(account, snapshot))]);
}

