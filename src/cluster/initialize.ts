import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ClusterError } from './cluster-error.ts';
import { isInitialized, passwordFile } from './password.ts';
import { commandOf, type Place } from './place.ts';
import { stopPostmaster } from './stop-postmaster.ts';

// UTF-8 that sorts and folds case the same on every machine.
const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];

/**
 * Makes the data folder of a new cluster, with a random password for the superuser in a 0600 file. It appears whole or
 * not at all; what an interrupted attempt left is removed.
 */
export async function initialize(place: Place, options: { sync: boolean }): Promise<void> {
  refuseForeignData(place.data);
  // Data that lies elsewhere outlives its folder, and so does the server on it.
  await stopPostmaster(place.data, 'immediate');
  removeDrafts(place.data);
  const draft = `${place.data}.new-${process.pid}`;
  const password = `${draft}.password`;
  try {
    make(place, () => mkdirSync(draft, { mode: 0o700 }), draft);
    make(place, () => writeFileSync(password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 }), password);
    await runInitdb(place, draft, password, options.sync);
    renameSync(password, passwordFile(draft));
    rmSync(place.data, { recursive: true, force: true });
    renameSync(draft, place.data);
  } finally {
    removeDrafts(place.data);
  }
}

function refuseForeignData(data: string) {
  if (isInitialized(data) || !existsSync(path.join(data, 'global/pg_control'))) return;
  throw new ClusterError(`${data} is a PostgreSQL that was not made here (its password is unknown): move it away.`);
}

/** The name of the data folder with `.new-` behind it: of us, who hold the lock, or of nobody alive. */
function removeDrafts(data: string) {
  const drafts = readdirSync(path.dirname(data)).filter((name) => name.startsWith(`${path.basename(data)}.new-`));
  for (const name of drafts) rmSync(path.join(path.dirname(data), name), { recursive: true, force: true });
}

function make({ account }: Place, create: () => void, file: string) {
  create();
  if (account) chownSync(file, account.uid, account.gid);
}

function runInitdb(place: Place, draft: string, password: string, sync: boolean) {
  const flags = [
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    `--pwfile=${password}`,
    ...locale,
    ...(sync ? [] : ['--no-sync']),
  ];
  const command = commandOf(place, path.join(place.binaries(), 'bin/initdb'), ['-D', draft, ...flags]);
  const child = spawn(command.file, command.args, { ...command.options, stdio: ['ignore', 'ignore', 'pipe'] });
  return new Promise<void>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (part: Buffer) => (said = (said + part.toString()).slice(-4000)));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else
        reject(
          new ClusterError(
            `initdb could not make a PostgreSQL in ${place.data} (${signal ?? `exit code ${code}`}): ${said.trim()}`,
          ),
        );
    });
  });
}
