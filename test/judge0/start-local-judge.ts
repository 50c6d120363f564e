import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { environment, nodeWords } from '../../judge0/local/process-words.ts';

export interface StartedJudge {
  readonly url: string;
  readonly token: string | null;
  readonly tier: string;
  readonly pid: number;
  readonly folder: string;
  /** SIGKILL leaves the folder, so that a next one can be started in it. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** The local judge as a process of its own, as the application starts it; without a token unless the settings name one. */
export async function startLocalJudge(
  settings: Readonly<Record<string, unknown>> = {},
  uid = process.getuid?.(),
): Promise<StartedJudge> {
  const folder = (settings.folder as string | undefined) ?? mkdtempSync(path.join(os.tmpdir(), 'assay-judge-'));
  const main = path.join(import.meta.dirname, '../../judge0/local/main.ts');
  const child = spawn(process.execPath, [...nodeWords, main], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: environment,
    ...(uid === process.getuid?.() ? {} : { uid, gid: uid }),
  });
  const log: string[] = [];
  child.stderr.on('data', (bytes: Buffer) => log.push(bytes.toString()));
  // Other tests keep the machine busy, and limits of time must not be met because of that.
  child.stdin.end(JSON.stringify({ tokens: [], weight: 2000, ...settings, folder }));
  const lines = createInterface({ input: child.stdout });
  const [line] = (await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => [''])])) as [string];
  const { port, token, tier, error } = JSON.parse(line || '{"error":"it ended"}') as Record<string, string>;
  if (error) throw new Error(`${error}\n${log.join('')}`);
  return {
    url: `http://127.0.0.1:${port}`,
    token: token ?? null,
    tier: tier ?? '',
    pid: child.pid!,
    folder,
    async end(signal) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
      if (signal === 'SIGTERM') rmSync(folder, { recursive: true, force: true });
    },
  };
}
