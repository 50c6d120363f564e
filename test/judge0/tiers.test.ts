import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { startLocalJudge } from './start-local-judge.ts';
import { cpp, outputOf, python, submit } from './submit.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'assay-judge-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const info = async (url: string) => (await (await fetch(`${url}/config_info`)).json()) as Record<string, string>;

describe('without cgroups', () => {
  it('limits each process for itself, and says so [F2-08] [F2-28]', async () => {
    const judge = await startLocalJudge({ withoutCgroups: true, slots: 1 });
    try {
      expect(judge.tier).toBe('per-process');
      expect(await info(judge.url)).toMatchObject({ sandbox_tier: 'per-process' });
      expect((await info(judge.url)).sandbox_sentence).toContain('for each process');
      const run = (source: string, more = {}) =>
        submit(judge, { language_id: python, source_code: source, cpu_time_limit: 1, wall_time_limit: 3, ...more });
      const fine = await run('print(sum(range(3000000)))');
      expect(outputOf(fine)).toBe('4499998500000\n');
      expect(Number(fine.time)).toBeGreaterThan(0.02);
      expect(await run('x=bytearray(300<<20)')).toMatchObject({ status: { id: 11 }, exit_code: 1 });
      expect(await run('while True: pass')).toMatchObject({ status: { id: 5 } });
      expect((await run('import os\nwhile True:\n  try: os.fork()\n  except OSError: pass')).status.id).toBe(5);
      expect(await run('import os\nif os.fork()==0:\n  os.setsid()\n  while True: pass\nprint("end")')).toMatchObject({
        stdout: 'end\n',
      });
      const compiled = await submit(judge, {
        language_id: cpp,
        source_code: '#include <cstdio>\nint main(){puts("ok");}',
      });
      expect(outputOf(compiled)).toBe('ok\n');
    } finally {
      await judge.end('SIGTERM');
    }
  }, 120_000);
});

describe('where no box can be made', () => {
  it('refuses, and names what is missing and the command that brings it [F2-06]', async () => {
    const start = startLocalJudge({ folder, bwrap: path.join(folder, 'nowhere') });
    await expect(start).rejects.toThrow(/bubblewrap is missing.*apt-get install --no-install-recommends bubblewrap/);
    const broken = startLocalJudge({ folder, bwrap: '/bin/false' });
    await expect(broken).rejects.toThrow(/no box can be made/);
  });

  it('runs programs as they are only when told so, and says it with every look at its settings [F2-06]', async () => {
    chmodSync(folder, 0o711);
    const judge = await startLocalJudge({ folder, bwrap: '/bin/false', unsafe: true, slots: 1 });
    try {
      expect(judge.tier).toBe('unsafe');
      expect((await info(judge.url)).sandbox_sentence).toContain('NONE');
      expect(
        outputOf(await submit(judge, { language_id: python, source_code: 'print(open("/etc/passwd").read()[:4])' })),
      ).toBe('root\n');
      const left = 'import os,time\nif os.fork()==0:\n  time.sleep(60)\nprint("end")';
      expect(await submit(judge, { language_id: python, source_code: left })).toMatchObject({ stdout: 'end\n' });
    } finally {
      await judge.end('SIGKILL');
    }
  }, 60_000);
});

describe('as an ordinary user', () => {
  it('runs boxes as that user, with no right of root and none of the others [F2-06]', async () => {
    const uid = process.getuid?.() === 0 ? 60_777 : (process.getuid?.() ?? 0);
    const own = mkdtempSync(path.join(os.tmpdir(), 'assay-judge-'));
    chownSync(own, uid, process.getuid?.() === 0 ? uid : (process.getgid?.() ?? 0));
    const judge = await startLocalJudge({ folder: own, slots: 1 }, uid);
    try {
      expect(['full', 'per-process']).toContain(judge.tier);
      const judged = await submit(judge, {
        language_id: python,
        source_code: `import os\nprint(os.getuid(), os.path.exists("${own}"), os.path.exists("/etc/passwd"), open("/proc/self/status").read().count("CapEff:\\t0000000000000000"))`,
      });
      expect(outputOf(judged)).toBe('1000 False False 1\n');
    } finally {
      await judge.end('SIGTERM');
    }
  }, 60_000);
});
