/** What the editions say to each other, from either side. */
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {fullEdition, storeEdition} from '../src/editions.ts';
import {answerStoreEdition, isFullEditionHere, openFullEdition} from '../src/other-edition.ts';

type Listener = (request: unknown, sender: {id?: string}) => Promise<unknown> | undefined;

const {edition} = vi.hoisted(() => ({edition: {isPrivileged: false}}));
const listeners: Listener[] = [];
const messenger = {tabs: {query: async () => [], remove: async () => {}}, runtime: {
  getURL: (path: string) => `moz-extension://id/${path}`,
  sendMessage: vi.fn<(id: string, request: unknown) => Promise<unknown>>(),
  openOptionsPage: vi.fn(async () => {}),
  onMessageExternal: {addListener: (listener: Listener) => listeners.push(listener)},
}};
vi.stubGlobal('messenger', messenger);
vi.mock('../src/privileged.ts', () => ({can: new Proxy({}, {get: () => edition.isPrivileged})}));

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  listeners.length = 0;
});
afterEach(() => { vi.useRealTimers(); });

it.each<[string, () => Promise<unknown>, boolean]>([
  ['it says so', async () => true, true],
  ['there is none', async () => { throw new Error('Could not establish connection. Receiving end does not exist.'); }, false],
  ['what has its id says nothing', async () => undefined, false],
  ['what has its id says something else', async () => 'true', false],
])('the full edition is here or not: %s', async (_name, said, isHere) => {
  edition.isPrivileged = false;
  messenger.runtime.sendMessage.mockImplementation(said);
  expect(await isFullEditionHere()).toBe(isHere);
  expect(await openFullEdition()).toBe(isHere);
  expect(messenger.runtime.sendMessage.mock.calls).toEqual([[fullEdition.id, 'there'], [fullEdition.id, 'open']]);
});

it('a full edition that does not answer is waited for, but not for ever', async () => {
  edition.isPrivileged = false;
  messenger.runtime.sendMessage.mockReturnValue(new Promise(() => {}));
  const told = vi.fn();
  void isFullEditionHere().then(told);
  await vi.advanceTimersByTimeAsync(2000);
  expect(told).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(8000);
  expect(told).toHaveBeenCalledWith(false);
});

it('the full edition asks nobody', async () => {
  edition.isPrivileged = true;
  expect(await isFullEditionHere()).toBe(false);
  expect(messenger.runtime.sendMessage).not.toHaveBeenCalled();
});

it('the full edition answers the store edition alone', async () => {
  edition.isPrivileged = true;
  answerStoreEdition();
  const [answer] = listeners;
  expect(await answer!('there', {id: storeEdition.id})).toBe(true);
  expect(messenger.runtime.openOptionsPage).not.toHaveBeenCalled();
  expect(await answer!('open', {id: storeEdition.id})).toBe(true);
  expect(messenger.runtime.openOptionsPage).toHaveBeenCalledTimes(1);
  for (const sender of [{id: 'another@example.org'}, {}]) expect(answer!('open', sender)).toBe(undefined);
  expect(messenger.runtime.openOptionsPage).toHaveBeenCalledTimes(1);
});

it('the store edition answers nobody', () => {
  edition.isPrivileged = false;
  answerStoreEdition();
  expect(listeners).toEqual([]);
});
