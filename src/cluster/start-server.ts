import { spawn } from 'node:child_process';
import { closeSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answers } from './answers.ts';
import { ClusterError } from './cluster-error.ts';
import { freePort } from '../machine/free-port.ts';
import { commandOf, type Place } from './place.ts';
import { findPostmaster, pidFile } from './postmaster.ts';
import { isRunning } from '../machine/process-start.ts';
import { lastLines, logFile, openLog } from './server-log.ts';

export type ServerSettings = Readonly<Record<string, string>>;

// After a crash the server first replays its log, which can take a while.
const patienceMs = 120_000;
const attempts = 20;

// Somebody took the port between our look and the server's; the last processes of a killed server are still going.
const passing = /Address already in use|pre-existing shared memory block/;

/** Starts the server on the place's data and returns its port. Throws ClusterError with the last lines of its log. */
export async function startServer(place: Place, directory: string, settings: ServerSettings): Promise<number> {
  // The caller has seen that no server runs on this data: the number in there may be anybody's, and would stop ours.
  rmSync(pidFile(place.data), { force: true });
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const pid = launch(place, directory, { ...settings, port: `${port}` });
    if (await becomesReady(place.data, pid, port)) return port;
    if (attempt === attempts || !passing.test(lastLines(directory))) throw didNotStart(directory);
    await sleep(250);
  }
}

/** In a session of its own: the terminal's Ctrl-C is for the application, which then stops the server in good order. */
function launch(place: Place, directory: string, settings: ServerSettings) {
  const fixed = { listen_addresses: '127.0.0.1', unix_socket_directories: '', timezone: 'UTC', log_checkpoints: 'off' };
  const flags = Object.entries({ ...fixed, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = commandOf(place, path.join(place.binaries(), 'bin/postgres'), ['-D', place.data, ...flags]);
  const log = openLog(directory);
  const child = spawn(command.file, command.args, { ...command.options, stdio: ['ignore', log, log], detached: true });
  closeSync(log);
  child.once('error', () => {});
  child.unref();
  if (!child.pid) throw new ClusterError(`PostgreSQL (${command.file}) cannot be run.`);
  return child.pid;
}

async function becomesReady(data: string, pid: number, port: number) {
  const deadline = Date.now() + patienceMs;
  while (isRunning(pid)) {
    if (findPostmaster(data)?.status === 'ready' && (await answers(data, port))) return true;
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return false;
}

function didNotStart(directory: string) {
  return new ClusterError(
    `PostgreSQL did not start. The last lines of ${logFile(directory)}:\n${lastLines(directory)}`,
  );
}
