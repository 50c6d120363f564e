import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

export interface Load {
  readonly origin: string;
  readonly path: string;
  readonly authorizations: readonly string[];
  readonly connections: number;
  readonly seconds: number;
  readonly rate: number | null;
}

export interface Seen {
  /** Milliseconds of each good answer. */
  readonly times: readonly number[];
  readonly failures: number;
  readonly seconds: number;
}

/** Runs `load-client.ts` in a process of its own, so that the client's work is not the server's. */
export async function load(plan: Load): Promise<Seen> {
  const client = path.join(import.meta.dirname, 'load-client.ts');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', client, JSON.stringify(plan)],
    { maxBuffer: 100_000_000 },
  );
  return JSON.parse(stdout) as Seen;
}
