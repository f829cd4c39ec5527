/** The verdict: one number, what is most urgent, and one button. */
import type {AccountAnswers} from '../explain/answers.ts';
import type {Audited} from '../explain/audited.ts';
import {titleOf} from '../explain/finding.ts';
import {text} from '../explain/messages.ts';
import {type Row, owners} from '../explain/todo.ts';
import {verdictOf} from '../explain/verdict.ts';
import {can} from '../privileged.ts';
import {clone, fill} from './dom.ts';
import {goButton} from './finding.ts';
import {described, rowId} from './todo.ts';
import {type Said, element, say} from './words.ts';

export function verdictBox(audited: Audited, accounts: readonly AccountAnswers[]): HTMLElement {
  const {level, sentence, first, notes} = verdictOf(audited, accounts);
  const node = fill(clone('verdict-box'), {
    level: level && clone(`level-${level}`),
    sentence: say(sentence.key, sentence.data),
    first: first && mostUrgent(first, audited),
    notes: [...notes.map(note => element('p', say(note.key, note.data))), ...level === 'unknown' && !can.read ? [element('p', say('page_verdict_unread_help'))] : []],
    go: first ? [button(first, audited)] : level === undefined && can.open ? [clone('set-up')] : undefined,
  });
  node.dataset['level'] = level ?? 'none';
  return node;
}

function mostUrgent([cure]: Row, {snapshot}: Audited): Said {
  const {key, data} = titleOf(cure[0]);
  const names = owners(cure, snapshot);
  return names.length ? say('page_most_urgent_of', {title: text(key, data), names}) : say('page_most_urgent', {title: text(key, data)});
}

/** The one that stands out: of the same problem in several places, the first. */
function button(row: Row, audited: Audited): HTMLElement {
  const [cure] = row;
  const node = goButton(cure, audited);
  // A line of a row of several may not be built yet.
  node.dataset['row'] = rowId(row);
  node.classList.add('primary');
  const {key, data} = titleOf(cure[0]);
  return described(node, text(key, data));
}
