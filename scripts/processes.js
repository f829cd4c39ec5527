// @ts-check
// Programs that we start and that end with us: Thunderbird, and the servers of tests.

import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {createServer} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {'SIGKILL' | 'SIGTERM'} Signal SIGKILL ends it at once; SIGTERM lets it end the processes it has started itself */

/** @type {Map<ChildProcess, Signal>} */
const children = new Map();
process.once('exit', () => { for (const [child, signal] of children) child.kill(signal); });

/**
 * Where the kernel can, it ends the program with us even if we are killed ourselves.
 * @param {string[]} command @param {import('node:child_process').SpawnOptions} options @param {Signal} [signal] that ends it
 */
export function spawnWithUs(command, options, signal = 'SIGKILL') {
  const [program = '', ...args] = existsSync('/usr/bin/setpriv')
    ? ['/usr/bin/setpriv', '--pdeathsig', signal.slice('SIG'.length), ...command] : command;
  const child = spawn(program, args, options);
  children.set(child, signal);
  child.once('error', () => children.delete(child)).once('exit', () => children.delete(child));
  return child;
}

/** @param {ChildProcess} child */
export function isRunning(child) {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

/** Resolves once it has ended. @param {ChildProcess} child */
export async function ended(child) {
  if (isRunning(child)) await new Promise(resolve => child.once('exit', resolve));
}

/** @param {ChildProcess} child @param {Signal} [signal] */
export async function end(child, signal = 'SIGKILL') {
  if (!isRunning(child)) return;
  const exit = ended(child);
  child.kill(signal);
  await exit;
}

/**
 * Asks a server until it answers as it should.
 * @param {() => Promise<boolean>} ask @param {ChildProcess} child @param {number} limit milliseconds
 */
export async function answers(ask, child, limit) {
  const deadline = Date.now() + limit;
  while (Date.now() < deadline) {
    if (!isRunning(child)) throw new Error(`it ended with ${child.exitCode ?? child.signalCode ?? 'no process'}`);
    if (await ask() && isRunning(child)) return;
    await sleep(50);
  }
  throw new Error(`no answer within ${limit} ms`);
}

/** Two ports nobody listens on: for servers that cannot say which one the system gave them. @returns {Promise<number[]>} */
export async function freePorts() {
  const servers = [createServer(), createServer()];
  await Promise.all(servers.map(server => new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(undefined)))));
  const ports = servers.map(server => /** @type {import('node:net').AddressInfo} */ (server.address()).port);
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
  return ports;
}
