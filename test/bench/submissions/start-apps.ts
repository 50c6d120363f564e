import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Scratch } from '../scratch.ts';

const file = path.join(import.meta.dirname, 'app-process.ts');

/** One process that answers and one that works, as in production, with these settings. */
export async function startApps({ appUrl, directory }: Scratch, settings: Readonly<Record<string, string>> = {}) {
  const start = async (role: 'serve' | 'work') => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, role], {
      env: { ...process.env, DATABASE_URL: appUrl, DATA_FOLDER: directory, BENCH_SETTINGS: JSON.stringify(settings) },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    const [said] = (await once(child.stdout!, 'data')) as [Buffer];
    return { child, port: Number(said.toString()) };
  };
  const [serving, working] = [await start('serve'), await start('work')];
  const apps = [serving, working];
  return {
    address: `http://127.0.0.1:${serving.port}`,
    /** What the judge has taken since this was asked the last time, in milliseconds. */
    async judgeMs() {
      const told = once(working.child, 'message') as Promise<[number]>;
      working.child.send('judge');
      return (await told)[0];
    },
    async stop() {
      const ends = apps.map(({ child }) => once(child, 'exit'));
      for (const { child } of apps) child.kill('SIGTERM');
      await Promise.all(ends);
    },
  };
}
