import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { z } from 'zod';

export const isRoot = process.getuid?.() === 0;
export const nobody = 65534;

const Said = z.object({
  port: z.number().default(0),
  superuserUrl: z.string().default(''),
  steps: z.array(z.string()).default([]),
  error: z.string().optional(),
});

/** A process that holds a cluster, and what it said: where the cluster is, or why it has none. */
export interface Held extends z.output<typeof Said> {
  readonly process: ChildProcess;
  /** Lets go in good order and waits for the process to end. */
  release(): Promise<void>;
  /** kill -9 of the process and its whole group. */
  kill(): Promise<void>;
}

/** Starts a process of its own that opens the cluster of a folder; `through` is a command to run it with. */
export function startHolder(directory: string, settings: readonly string[] = [], through: readonly string[] = []) {
  const program = path.join(import.meta.dirname, 'cluster-holder.ts');
  const [file = '', ...args] = [...through, process.execPath, program, directory, ...settings];
  return spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
}

export async function holdCluster(
  directory: string,
  settings: readonly string[] = [],
  through: readonly string[] = [],
) {
  return untilHeld(startHolder(directory, settings, through));
}

async function untilHeld(child: ReturnType<typeof startHolder>): Promise<Held> {
  const ended = once(child, 'exit');
  for await (const line of createInterface(child.stdout)) {
    return {
      ...Said.parse(JSON.parse(line)),
      process: child,
      release: async () => {
        child.stdin.end();
        await ended;
      },
      kill: async () => {
        process.kill(-(child.pid ?? 0), 'SIGKILL');
        await ended;
      },
    };
  }
  throw new Error('The holder ended without a word');
}

/** A command that runs what follows as an ordinary user, from root. */
export const asNobody = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];

// Through a shell, as setpriv itself can still enter everywhere.
/** Not in a checkout that root alone can enter, where no ordinary user comes either. */
export const nobodyCanEnter =
  isRoot && spawnSync('setpriv', [...asNobody.slice(1), 'sh', '-c', '"$0" -v', process.execPath]).status === 0;

const folders: string[] = [];

/** A scratch folder that other users can enter; `removeFolders` deletes it. */
export function scratchFolder({ owner, mode = 0o755 }: { owner?: number; mode?: number } = {}) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'assay-cluster-'));
  chmodSync(folder, mode);
  if (owner !== undefined) chownSync(folder, owner, owner);
  folders.push(folder);
  return folder;
}

export function removeFolders() {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export async function ask<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

export const postmasterPid = (data: string) =>
  Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
