import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { bwrapArguments } from '../../judge0/local/sandbox/bwrap-arguments.ts';
import { idleJudge, leftOvers, settled } from './left-overs.ts';
import { startLocalJudge, type StartedJudge } from './start-local-judge.ts';
import { cpp, outputOf, python, submit } from './submit.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'assay-judge-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const slots = 2;
const start = () => startLocalJudge({ folder, slots });

it('answers after a SIGKILL in a hundred executions what it had taken, and leaves nothing of its former life [F2-22] [REQ-02]', async () => {
  const first = await start();
  const tokens = (await Promise.all([0, 1, 2, 3, 4].map((batch) => createBatch(first, batch)))).flat();
  expect(tokens).toHaveLength(100);
  for (let finished = 0; finished < 10; finished = (await answers(first, tokens)).filter(isFinished).length)
    await new Promise((resolve) => setTimeout(resolve, 50));
  await first.end('SIGKILL');

  // Boxes end with it, before anybody cleans up.
  for (let tries = 0; tries < 50 && leftOvers(first).processes > 0; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  expect(leftOvers(first)).toMatchObject({ processes: 0, zombies: 0, mounts: 0, files: 0 });

  const second = await start();
  try {
    for (let tries = 0; tries < 600; tries += 1) {
      if ((await answers(second, tokens)).every(isFinished)) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const all = await answers(second, tokens);
    expect(all.map((each) => [each?.status_id, each?.stdout])).toEqual(
      tokens.map((_, index) => [3, Buffer.from(`${index}\n`).toString('base64') + '\n']),
    );
    expect(await settled(second, slots)).toEqual(idleJudge(slots));
  } finally {
    await second.end('SIGKILL');
  }
}, 120_000);

it('ends launchers that were just being born when their judge was killed [F2-22]', async () => {
  const mark = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  // Held where a launcher's child stands before it has asked to die with its parent.
  const held = bwrapArguments([], false, mark).filter((word) => word !== '--die-with-parent');
  held.splice(1, 0, '--block-fd', '4');
  const launcher = spawn('/usr/bin/bwrap', held, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], env: {} });
  for (let tries = 0; tries < 500 && launchers(mark).length < 2; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  launcher.kill('SIGKILL');
  await once(launcher, 'exit');
  const unborn = launchers(mark);
  expect(unborn).not.toEqual([]);
  const judge = await start();
  expect(launchers(mark).filter((pid) => unborn.includes(pid))).toEqual([]);
  await judge.end('SIGKILL');
  for (const pipe of launcher.stdio) pipe?.destroy();
}, 120_000);

it('keeps compiled programs over a restart, and does not take what was half written [F2-22]', async () => {
  const source = '#include <cstdio>\nint main(){puts("kept");}';
  const first = await start();
  expect(outputOf(await submit(first, { language_id: cpp, source_code: source }))).toBe('kept\n');
  await first.end('SIGKILL');
  const second = await start();
  try {
    expect(outputOf(await submit(second, { language_id: cpp, source_code: source }))).toBe('kept\n');
  } finally {
    await second.end('SIGKILL');
  }
}, 120_000);

it('finds a judge that runs already in its folder, and starts none beside it [REQ-02]', async () => {
  const first = await start();
  try {
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(outputOf(await submit(first, { language_id: python, source_code: 'print(1)' }))).toBe('1\n');
  } finally {
    await first.end('SIGKILL');
  }
  expect(readFileSync(path.join(folder, 'judge.json'), 'utf8')).toContain('"born"');
}, 120_000);

const launchers = (mark: string) =>
  readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(mark);
    } catch {
      return false;
    }
  });

async function createBatch(judge: StartedJudge, batch: number): Promise<string[]> {
  const submissions = Array.from({ length: 20 }, (_, index) => ({
    language_id: python,
    source_code: `import time\ntime.sleep(0.05)\nprint(${batch * 20 + index})`,
  }));
  const response = await fetch(`${judge.url}/submissions/batch`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ submissions }),
  });
  return ((await response.json()) as { token: string }[]).map(({ token }) => token);
}

type Read = { status_id: number; stdout: string | null } | null;

async function answers(judge: StartedJudge, tokens: readonly string[]): Promise<Read[]> {
  const parts = Array.from({ length: 5 }, (_, index) => tokens.slice(index * 20, index * 20 + 20));
  const read = parts.map(async (part) => {
    const query = `tokens=${part.join(',')}&base64_encoded=true&fields=status_id,stdout`;
    const response = await fetch(`${judge.url}/submissions/batch?${query}`);
    return ((await response.json()) as { submissions: Read[] }).submissions;
  });
  return (await Promise.all(read)).flat();
}

const isFinished = (read: Read) => read !== null && read.status_id > 2;
