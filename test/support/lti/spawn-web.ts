import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export interface SpawnedWeb {
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts `web-process.ts` and waits until it answers. */
export async function spawnWeb(databaseUrl: string): Promise<SpawnedWeb> {
  const file = path.join(import.meta.dirname, 'web-process.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
    env: { ...process.env, DATABASE_URL: databaseUrl, TEST_LOG_LEVEL: 'fatal' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { address: `http://127.0.0.1:${await portOf(child)}`, stop: () => stop(child) };
}

async function portOf(child: ChildProcess) {
  let errors = '';
  child.stderr!.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const said = once(child.stdout!, 'data') as Promise<[Buffer]>;
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the web process ended before it answered: ${errors}`);
  });
  const [port] = await Promise.race([said, ended]);
  ended.catch(() => undefined);
  return Number(String(port));
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
