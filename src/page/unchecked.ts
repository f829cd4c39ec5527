/** What the list has beside things to do: what was accepted as it is, and what could not be checked. */
import {type Cure, acceptedCuresOf} from '../cures.ts';
import type {Audited} from '../explain/audited.ts';
import {keyOf, nameOfFinding, titleOf, waivedReason, whatWasNotRead} from '../explain/finding.ts';
import {text} from '../explain/messages.ts';
import {nameOf} from '../explain/names.ts';
import {pathTo, placeOf} from '../explain/places.ts';
import {owners} from '../explain/todo.ts';
import {groupsOf} from '../grouped.ts';
import {can} from '../privileged.ts';
import type {Finding} from '../report.ts';
import type {Account} from '../snapshot.ts';
import {clone, fill} from './dom.ts';
import {mark, pathLine} from './finding.ts';
import {element, inARow, say, sayAll} from './words.ts';

/** What was accepted as it is: named with the reason and the last day, without a way out. */
export function waivedBody(findings: readonly Finding[], audited: Audited): Node {
  return fill(clone('waived'), {items: acceptedCuresOf(findings).map(cure => waivedItem(cure, audited))});
}

function waivedItem(cure: Cure, audited: Audited): HTMLElement {
  // The findings of one cure may have been set aside on different days: each reason is said once.
  const reasons = new Map(cure.map(finding => waivedReason(finding, audited)).map(reason => [JSON.stringify(reason), reason]));
  return fill(clone('waived-item'), {
    titles: cure.map(finding => waivedTitle(finding, cure, audited)), reason: sayAll([...reasons.values()]),
    undo: cure[0].waiver!.by === 'user' ? undoButton(cure) : undefined,
  });
}

function waivedTitle(finding: Finding, cure: Cure, {snapshot}: Audited): HTMLElement {
  const {key, data} = titleOf(finding);
  return fill(mark(clone('waived-title'), finding), {
    level: clone(`level-${finding.severity}`), title: say(key, data), whose: inARow(owners(cure, snapshot)),
  });
}

function undoButton(cure: Cure): HTMLElement {
  const button = clone('unwaive');
  button.dataset['findings'] = JSON.stringify(cure.map(nameOfFinding));
  return button;
}

/** A question that has no answer, until its row is unfolded. */
export function unknownStub(finding: Finding): HTMLElement {
  return mark(element('p', [text(keyOf(finding, 'question'))]), finding);
}

/** What could not be checked, account by account, by where to look it up. */
export function unknownBody(findings: readonly Finding[], audited: Audited): Node[] {
  const groups = groupsOf(findings, ({accountIds: [first = '']}) => first);
  const accounts = audited.snapshot.accounts.filter(({id}) => groups.has(id));
  return [
    ...can.read ? [] : [element('p', say('page_edition_text'))],
    fill(clone('unknown'), {groups: [
      ...placesOf(groups.get('') ?? [], undefined, audited), ...accounts.map(account => accountGroup(groups.get(account.id)!, account, audited)),
    ]}),
  ];
}

function accountGroup(findings: readonly Finding[], account: Account, audited: Audited): HTMLElement {
  const node = fill(clone('unknown-account'), {account: nameOf(account, audited.snapshot), places: placesOf(findings, account, audited)});
  node.dataset['key'] = account.id;
  return node;
}

function placesOf(findings: readonly Finding[], account: Account | undefined, {snapshot}: Audited): HTMLElement[] {
  const pathOf = (finding: Finding) => {
    const place = placeOf(finding, account);
    return place ? JSON.stringify(pathTo(place, account, snapshot)) : '';
  };
  return [...groupsOf(findings, pathOf)].map(([path, group]) => fill(clone('unknown-place'), {
    path: path ? pathLine(JSON.parse(path)) : undefined,
    items: group.map(finding => fill(mark(clone('unknown-item'), finding), {question: whatWasNotRead(finding)})),
  }));
}
