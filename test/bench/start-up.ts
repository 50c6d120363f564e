import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Report } from './report.ts';
import { root } from './scratch.ts';

/** `npm start` as a person sees it: in a fresh clone, and again when everything is there. */
export async function measureStarts(report: Report) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'assay-clone-'));
  try {
    execFileSync('git', ['clone', '--quiet', '--no-hardlinks', root, folder]);
    const fresh = await secondsToReady(folder);
    const again = await secondsToReady(folder);
    report({ metric: 'npm start in a fresh clone, until ready', value: fresh, unit: 's', goal: { atMost: 120 } });
    report({
      metric: 'npm start with everything installed, until ready',
      value: again,
      unit: 's',
      goal: { atMost: 5 },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function secondsToReady(folder: string) {
  const started = performance.now();
  const port = 20_000 + (process.pid % 10_000);
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env: { ...process.env, PORT: String(port), PRACTICE_LMS_PORT: String(port + 10_000) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
    if (printed.includes('Assay is ready.')) resolve();
  });
  child.once('exit', () => reject(new Error(`npm start ended early: ${printed.slice(-500)}`)));
  await promise;
  const seconds = (performance.now() - started) / 1000;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await ended;
  return seconds;
}
