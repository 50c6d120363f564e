import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { commandOf, findPlace } from '#src/cluster/place.ts';
import { stopPostmaster } from '#src/cluster/stop-postmaster.ts';
import { childrenOf, endProcess } from './processes.ts';

/** Ends every process of the server with SIGKILL, as a machine that fails does, and starts it again on the same port. */
export async function crashPostgres(directory: string, superuserUrl: string, downMs: number) {
  const { pid, command } = runningServer(directory);
  const children = childrenOf(pid);
  process.kill(pid, 'SIGKILL');
  for (const child of children) endProcess(child);
  // Their shared memory is free when the last of them is gone.
  await sleep(Math.max(300, downMs));
  start(command);
  await answering(superuserUrl);
}

/** Stops the server of a cluster at once, as a crash does, and starts it again with the same arguments on the same port. */
export async function restartPostgres(directory: string, superuserUrl: string, downMs: number) {
  const { command } = runningServer(directory);
  await stopPostmaster(findPlace(directory).data, 'immediate');
  await sleep(downMs);
  start(command);
  await answering(superuserUrl);
}

function runningServer(directory: string) {
  const place = findPlace(directory);
  const [pid] = readFileSync(path.join(place.data, 'postmaster.pid'), 'utf8').split('\n');
  const [program, ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
  return { pid: Number(pid), command: commandOf(place, program!, args) };
}

const start = ({ file, args, options }: ReturnType<typeof commandOf>) =>
  spawn(file, args, { ...options, stdio: 'ignore', detached: true }).unref();

async function answering(url: string) {
  for (let tries = 0; tries < 600; tries += 1) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    const connected = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    if (connected) return;
    await sleep(50);
  }
  throw new Error('PostgreSQL did not come back');
}
