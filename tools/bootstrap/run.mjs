import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { root } from './root.mjs';

/** The program runs under the right Node, and so does whatever it starts. */
function environment(node, extra = {}) {
  const path = [dirname(node), join(root, 'node_modules/.bin'), process.env.PATH ?? ''].join(delimiter);
  return { ...process.env, PATH: path, ...extra };
}

/**
 * Runs a program in the foreground until it ends and answers its exit code. Signals are handed on; the channel tells
 * the program when we are gone, so that killing the outer command does not leave it behind.
 */
export function runInFront(node, args, extra = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, { cwd: root, env: environment(node, extra), stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
    const hand = (signal) => () => child.kill(signal);
    // A terminal sends Ctrl-C to the program as well; the program takes two of the same signal for one.
    const hands = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => [signal, hand(signal)]);
    for (const [signal, listener] of hands) process.on(signal, listener);
    child.on('error', reject);
    child.on('exit', (status, signal) => {
      for (const [name, listener] of hands) process.off(name, listener);
      resolve(status ?? (signal ? 128 + 15 : 1));
    });
  });
}

/** Runs a program quietly and answers its exit and what it said. */
export function runToEnd(node, args, extra = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, { cwd: root, env: environment(node, extra), stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    const keep = (chunk) => (text = (text + chunk).slice(-200_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (status) => resolve({ status: status ?? 1, text }));
  });
}
