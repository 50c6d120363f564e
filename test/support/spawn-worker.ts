import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export interface SpawnedWorker {
  readonly child: ChildProcess;
  /** What it wrote to standard error. */
  errors(): string;
}

/** Starts `worker-process.ts` and waits until it works. */
export const spawnWorker = (databaseUrl: string): Promise<SpawnedWorker> =>
  spawnProcess('worker-process.ts', { DATABASE_URL: databaseUrl });

/** Starts `web-process.ts` and waits until it answers. */
export const spawnWeb = (databaseUrl: string, port: number): Promise<SpawnedWorker> =>
  spawnProcess('web-process.ts', { DATABASE_URL: databaseUrl, PORT: String(port) });

async function spawnProcess(name: string, environment: Record<string, string>): Promise<SpawnedWorker> {
  const file = path.join(import.meta.dirname, name);
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
    env: { ...process.env, ...environment, TEST_LOG_LEVEL: 'fatal' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const working = once(child.stdout, 'data');
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${name} ended before it worked: ${errors}`);
  });
  await Promise.race([working, ended]);
  ended.catch(() => undefined);
  return { child, errors: () => errors };
}
