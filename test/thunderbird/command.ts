/** `npm start` as people run it. */
import {execFile} from 'node:child_process';
import {join} from 'node:path';

export const root = join(import.meta.dirname, '../..');

export interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

/** Without a display, wherever the tests run. */
export function start(...args: string[]): Promise<Run> {
  const env = {...process.env, DISPLAY: '', WAYLAND_DISPLAY: ''};
  return new Promise(resolve => {
    const child = execFile(process.execPath, ['scripts/start.js', ...args], {cwd: root, env, maxBuffer: 1e8},
      (_, stdout, stderr) => resolve({code: child.exitCode ?? -1, stdout, stderr}));
  });
}
