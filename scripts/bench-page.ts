/** What `npm run bench` runs inside Thunderbird: the audit against the two bare reads it is made of, alternating. */
import {audit} from '../src/audit.ts';
import {readManaged} from '../src/managed.ts';
import {read} from '../src/read.ts';
import {rules} from '../src/rules/index.ts';

const bare = () => Promise.all([messenger.accounts.list(false), messenger.mailSettings!.read()]);
const whole = async () => {
  const [snapshot, policy] = await Promise.all([read(), readManaged()]);
  return audit(snapshot, rules, policy);
};

/** Milliseconds. */
async function time(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

async function timePair(i: number): Promise<[number, number]> {
  if (i % 2) return [await time(bare), await time(whole)];
  const second = await time(whole);
  return [await time(bare), second];
}

const pairs = [];
for (let i = -3; i < Number(document.documentElement.dataset['runs']); i++) {
  const pair = await timePair(i);
  if (i >= 0) pairs.push(pair);
}
document.documentElement.dataset['pairs'] = JSON.stringify(pairs);
