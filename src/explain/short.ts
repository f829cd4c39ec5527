/** The three answers in a few words each, as a row of a table has room for: from the facts, as the long ones are. */
import {type Account, type Snapshot, isJudged} from '../snapshot.ts';
import {receiverOf} from '../facts/kept-mail.ts';
import {partsOf} from '../subjects.ts';
import {type Copies, copiesOf, isComplete} from './copies.ts';
import type {Level} from './levels.ts';
import {firstKey, text} from './messages.ts';
import {reachOf} from './answers.ts';
import {type Sentence, sentence} from './sentence.ts';
import {type Wire, wireOf, worstWire} from './wires.ts';

/** What sounds good: where something is to be put right all the same, the list says what. */
const good = /_(mirror_all|mirror_existing|encrypted|twice)$/;

/** Where the mail is, who can read it on the way, and whether it will be there tomorrow; `levels` of the long answers. */
export function shortAnswers(account: Account, snapshot: Snapshot, levels: readonly Level[]): Sentence[] {
  return facts(account, snapshot).map((fact, i) => isWrong(levels[i]) && good.test(fact.key) ? sentence('page_short_see') : fact);
}

function isWrong(level: Level | undefined): boolean {
  return level === 'critical' || level === 'warning';
}

function facts(account: Account, snapshot: Snapshot): [Sentence, Sentence, Sentence] {
  const unread = sentence('page_short_unread');
  if (account.error !== undefined) return [unread, unread, unread];
  const {incoming, outgoing} = partsOf(account, snapshot);
  if (!isJudged(account)) {
    const reach = reachOf(incoming);
    return [sentence(`page_short_where_${reach}`), sentence(`page_short_who_${reach}`), sentence('page_short_tomorrow_local')];
  }
  const copies = copiesOf(incoming, snapshot);
  return [where(copies), who(wireOf(incoming), worstWire(outgoing.map(wireOf))), tomorrow(copies, receiverOf(incoming, snapshot) !== undefined)];
}

function where({name, part, data}: Copies): Sentence {
  return sentence(firstKey(`page_short_where_${part ? `pop_${part}` : name}`, 'page_short_unread'), data);
}

/** Of two that differ the worse is told, with what it is for. */
function who(incoming: Wire, outgoing: Wire): Sentence {
  const told = worstWire([incoming, outgoing]);
  const state = sentence(`page_short_who_${told}`);
  if (incoming === outgoing || outgoing === 'none') return state;
  return sentence('page_short_who_differ', {use: text(`page_wire_${told === incoming ? 'incoming' : 'outgoing'}`), state: text(state.key)});
}

function tomorrow(copies: Copies, isKept: boolean): Sentence {
  const {name, data} = copies;
  if (isKept && isComplete(copies) && !name.startsWith('pop_age')) return sentence('page_short_tomorrow_twice');
  return sentence(firstKey(`page_short_tomorrow_${name}`, `page_short_tomorrow_${name.startsWith('mirror') ? 'mirror' : 'pop'}`), data);
}
