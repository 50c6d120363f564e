import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';

const setpriv = '/usr/bin/setpriv';
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a command to its end and resolves to its exit code (128 + n when signal n ended it, 127 when it cannot be
 * started). SIGINT, SIGTERM and SIGHUP are passed on, each once; a command whose parent is killed gets SIGTERM.
 */
export function runToEnd(command, args, options = {}) {
  // A killed parent can pass nothing on; the kernel tells the child instead, so that nobody is left holding the port.
  const [file, ...rest] = existsSync(setpriv) ? [setpriv, '--pdeathsig', 'TERM', command, ...args] : [command, ...args];
  const child = spawn(file, rest, { stdio: ['ignore', 2, 2], ...options });
  const passOn = signals.map((signal) => [signal, () => child.kill(signal)]);
  for (const [signal, listener] of passOn) process.once(signal, listener);
  // The terminal signals the whole group: a second Ctrl-C reaches the child by itself, and must not end us before it.
  for (const signal of signals) process.on(signal, ignore);
  return new Promise((resolve) => {
    const finish = (code) => {
      for (const [signal, listener] of passOn) process.off(signal, listener).off(signal, ignore);
      resolve(code);
    };
    child.once('error', () => finish(127));
    child.once('exit', (code, signal) => finish(code ?? 128 + os.constants.signals[signal]));
  });
}

function ignore() {}
