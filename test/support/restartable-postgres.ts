import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { commandOf, findPlace } from '#src/cluster/place.ts';
import { stopPostmaster } from '#src/cluster/stop-postmaster.ts';

/** Stops the server of a cluster at once, as a crash does, and starts it again with the same arguments on the same port. */
export async function restartPostgres(directory: string, superuserUrl: string, downMs: number) {
  const place = findPlace(directory);
  const [pid] = readFileSync(path.join(place.data, 'postmaster.pid'), 'utf8').split('\n');
  const [program, ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
  await stopPostmaster(place.data, 'immediate');
  await sleep(downMs);
  const command = commandOf(place, program!, args);
  spawn(command.file, command.args, { ...command.options, stdio: 'ignore', detached: true }).unref();
  await answering(superuserUrl);
}

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
