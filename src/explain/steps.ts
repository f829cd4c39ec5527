/**
 * What is to be done, step by step: sentences for the ids that the rules put in order. Pure, so that the page and the text for the
 * help desk say the same.
 */
import type {Cure} from '../cures.ts';
import {isGmailsPOP} from '../facts/providers.ts';
import type {Finding} from '../report.ts';
import type {Steps} from '../rule.ts';
import {ruleOf} from '../rules/index.ts';
import type {Snapshot} from '../snapshot.ts';
import type {Audited} from './audited.ts';
import {type Data, type Piece, pieces} from './messages.ts';
import {quoted} from './quoted.ts';

/** A password is changed once all else is done: what travels before that may be read. */
const isLast = (id: string) => id.startsWith('change-password');

/**
 * How the steps begin that are still to be done where the setting is right: seeing that it works, what went the wrong way until then, and what no
 * setting does. It is a step's own, whichever rule asks for it.
 */
export const leftToDo = [
  'ask-for-the-rest', 'ask-provider-for-missing', 'ask-which-account-to-keep', 'back-up-before-removing', 'back-up-what-is-here', 'change-password', 'choose-normal-password',
  'compact-automatically', 'compare-counts', 'compare-or-put-back', 'confirm-exception-again', 'copy-to-other-account', 'delete-nothing-in-old-place', 'empty-junk-yourself',
  'empty-trash-yourself', 'keep-backup-elsewhere', 'look-for-filters-on-server', 'move-good-messages-back', 'protect-messages-too', 'receive-', 'remove-account-last',
  'remove-neither-account', 'restart-', 'search-for-missing', 'send-or-', 'send-with-', 'stop-automatic-checks', 'try-', 'wait-', 'watch-room-on-server',
] as const;

/** Those of `stepsToTake` that are still to be done where what they are about was put right. */
export function stepsLeft(cure: Cure, audited: Audited): Piece[][] {
  const left = [...stepIds(cure, audited)].filter(([id]) => leftToDo.some(beginning => id.startsWith(beginning)));
  return left.map(([id, finding]) => stepPieces(id, quoted(finding.data)));
}

/** The steps of the worst finding, and those of the others that it does not have. */
export function stepsToTake(cure: Cure, audited: Audited): Piece[][] {
  return [...stepIds(cure, audited)].map(([id, finding]) => stepPieces(id, quoted(finding.data)));
}

/** A step as it is said. */
export function stepPieces(id: string, data: Data = {}): Piece[] {
  return pieces(`step_${id.replaceAll('-', '_')}`, data);
}

/** Each with the first finding that asks for it: its facts are quoted. */
function stepIds(cure: Cure, audited: Audited): Map<string, Finding> {
  const shared = wordsOf(cure, audited);
  const first = new Map<string, Finding>();
  for (const finding of cure) {
    const holds = new Set([...shared, finding.subject, ...variantsOf(finding)]);
    for (const id of stepsFor(ruleOf(finding).steps, holds)) if (!first.has(id)) first.set(id, finding);
  }
  const inOrder = [...first].sort(([a], [b]) => Number(isLast(a)) - Number(isLast(b)));
  return new Map([...gmailDecides(cure[0], audited.snapshot) ? [['look-at-gmail', cure[0]] as const] : [], ...inOrder]);
}

/** The first list all of whose words hold. */
function stepsFor(steps: Steps, holds: ReadonlySet<string>): readonly string[] {
  const fitting = Object.entries(steps).find(([words]) => words.split(' ').every(word => word === 'otherwise' || holds.has(word)));
  return fitting?.[1] ?? [];
}

/** Whether the rule is about what POP takes off the server, and that is Gmail's. */
export function gmailDecides(finding: Finding, {incomingServers}: Snapshot): boolean {
  return ruleOf(finding).isUpToGmail === true && incomingServers.some(server => server.key === finding.subjectId && isGmailsPOP(server));
}

/** What a rule's variants are chosen by: see `Rule.variants`. */
export function variantsOf(finding: Finding): readonly string[] {
  const {variants = []} = ruleOf(finding);
  return variants.filter(name => finding.data['reason'] === name || name in finding.data);
}

/** The way out differs on the local network, where an administrator wants copies or limits POP, in a Thunderbird that lacks a control, and by the kind of server. */
function wordsOf(cure: Cure, {snapshot, policy}: Audited): string[] {
  const holds: Record<string, boolean> = {
    local: isLocal(cure, snapshot),
    required: policy.copies === 'required',
    limited: policy.pop.maxDays !== undefined,
    older: Number.parseInt(snapshot.thunderbird) < 153,
  };
  return [...Object.keys(holds).filter(word => holds[word]), ...typesOf(cure, snapshot)];
}

function isLocal([{subjectId}]: Cure, {incomingServers, outgoingServers}: Snapshot): boolean {
  return [...incomingServers, ...outgoingServers].some(({key, location}) => key === subjectId && location === 'localNetwork');
}

function typesOf([{subjectId}]: Cure, {incomingServers}: Snapshot): string[] {
  return incomingServers.filter(({key}) => key === subjectId).map(({type}) => type);
}
