import {Script, createContext} from 'node:vm';

/** Milliseconds for what takes a few: no machine is so busy, and what grows with the square of its input takes longer. */
const LIMIT = 20_000;

const context = createContext({work: undefined as unknown});
const script = new Script('work()');

/** Runs it, and breaks it off where it does not end: a test's own limit comes too late, when JavaScript has ended. */
export function inTime<T>(work: () => T): T {
  context['work'] = work;
  return script.runInContext(context, {timeout: LIMIT});
}
