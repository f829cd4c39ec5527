/**
 * Both editions in one Thunderbird: the store edition leaves the accounts to the full one, which sees more. It asks whether that is there; the
 * full one says yes, to it alone. Nothing else passes between them.
 */
import {fullEdition, storeEdition} from './editions.ts';
import {openPage} from './open-pages.ts';
import {can} from './privileged.ts';
import {isTrueWithin} from './within.ts';

/** `there`: say that you are. `open`: show your page. */
type Request = 'there' | 'open';

/** How long a full edition that hangs keeps the store edition waiting. */
const ANSWER_MS = 5000;

/** The full edition's part. The background calls it at the top level: it is woken to answer. */
export function answerStoreEdition(): void {
  if (can.read) messenger.runtime.onMessageExternal.addListener(answer);
}

function answer(request: Request, {id}: messenger.runtime.MessageSender): Promise<boolean> | undefined {
  if (id !== storeEdition.id) return undefined;
  const done = request === 'open' ? openPage() : Promise.resolve();
  return done.then(() => true);
}

/** Whether this is the store edition, and the full one is at work in the same Thunderbird. */
export async function isFullEditionHere(): Promise<boolean> {
  return !can.read && ask('there');
}

/** @returns whether it did */
export function openFullEdition(): Promise<boolean> {
  return ask('open');
}

/** Where there is no full edition Thunderbird says so at once. */
function ask(request: Request): Promise<boolean> {
  return isTrueWithin(ANSWER_MS, messenger.runtime.sendMessage(fullEdition.id, request));
}
