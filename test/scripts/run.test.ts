import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from '#src/machine/process-start.ts';
import { npm, outcome, removeProjects, ScratchProject } from './scratch-project.ts';

let project: ScratchProject;
const installations = () => project.read('npm.log').split('\n').filter(Boolean);

beforeEach(() => {
  project = new ScratchProject();
  project.write('hello.mjs', `console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 3;`);
});

afterAll(removeProjects);

describe('run.mjs', () => {
  it('installs, says so, runs the file with its arguments and ends with its exit code', async () => {
    const { code, output, steps } = await project.run(['hello.mjs', 'a b', '--c']);
    expect({ code, output }).toEqual({ code: 3, output: '["a b","--c"]\n' });
    expect(steps).toBe('· installing packages (npm ci); the first time takes about half a minute\n');
    expect(installations()).toEqual([expect.stringMatching(/ ci --ignore-scripts --include=dev --include=optional /)]);
  });

  it('installs again only when package-lock.json has changed or node_modules is gone', async () => {
    await project.run(['hello.mjs']);
    expect((await project.run(['hello.mjs'])).steps).toBe('');
    expect(installations()).toHaveLength(1);
    project.write('package-lock.json', '{ "changed": true }');
    await project.run(['hello.mjs']);
    expect(installations()).toHaveLength(2);
  });

  it('installs once when two start at once, the second waiting for the first', async () => {
    project.write('npm.cjs', npm({ ms: 300 }));
    const both = await Promise.all([project.run(['hello.mjs']), project.run(['hello.mjs'])]);
    expect(both.map(({ code }) => code)).toEqual([3, 3]);
    expect(installations()).toHaveLength(1);
    expect(
      both.filter(({ steps }) => steps === '· waiting for another start, which is installing already\n'),
    ).toHaveLength(1);
  });

  it('is not kept waiting by an installation that was killed, and stops its npm', async () => {
    project.write('npm.cjs', npm({ ms: 60_000 }));
    const killed = project.start(['hello.mjs']);
    const pid = Number((await project.waitFor('npm.log')).split(' ')[0]);
    killed.kill('SIGKILL');
    project.write('npm.cjs', npm({}));
    expect((await project.run(['hello.mjs'])).code).toBe(3);
    while (isRunning(pid)) await sleep(5);
  });

  it('takes a failed installation for none, and closes a test run all the same', async () => {
    project.write('npm.cjs', npm({ code: 9 }));
    expect(await project.run(['hello.mjs'])).toMatchObject({ code: 9, output: '' });
    const tests = await project.run(['scripts/test.mjs']);
    expect(tests).toMatchObject({ code: 9, output: '0 passed, 1 failed\n' });
    expect(tests.steps).toContain('npm ci ended with exit code 9');
    expect(installations()).toHaveLength(2);
  });
});

describe('run.mjs as a parent', () => {
  const waiting = `
    import fs from 'node:fs';
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => fs.appendFileSync('signals.log', signal + '\\n'));
    fs.writeFileSync('pid.log', String(process.pid));
    setInterval(() => {
      if (fs.existsSync('end.log') || !fs.existsSync('pid.log')) process.exit(7);
    }, 5);`;

  beforeEach(() => project.write('waiting.mjs', waiting));

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'passes %s on once and waits for the program to end',
    async (signal) => {
      const child = project.start(['waiting.mjs']);
      const ended = outcome(child);
      await project.waitFor('pid.log');
      child.kill(signal);
      await project.waitFor('signals.log');
      child.kill(signal);
      await sleep(50);
      project.write('end.log', 'now');
      expect((await ended).code).toBe(7);
      expect(project.read('signals.log')).toBe(`${signal}\n`);
    },
  );

  it('answers the death of the program by a signal with 128 and its number', async () => {
    project.write('dying.mjs', `process.kill(process.pid, 'SIGKILL');`);
    expect((await project.run(['dying.mjs'])).code).toBe(137);
  });

  it('takes the program with it when it is killed', async () => {
    const child = project.start(['waiting.mjs']);
    await project.waitFor('pid.log');
    child.kill('SIGKILL');
    // Once or more: the kernel tells for each thread of the parent that ends.
    expect(await project.waitFor('signals.log')).toMatch(/^(SIGTERM\n)+$/);
    project.write('end.log', 'now');
  });

  it('ends the program when the npm that started it is killed', async () => {
    const command = [process.execPath, `${project.root}/scripts/run.mjs`, 'waiting.mjs'];
    const env = { ...process.env, npm_lifecycle_event: 'start', npm_execpath: `${project.root}/npm.cjs` };
    const standIn = spawn('sh', ['-c', '"$0" "$@" & wait', ...command], { cwd: project.root, env, stdio: 'ignore' });
    await project.waitFor('pid.log');
    standIn.kill('SIGKILL');
    await once(standIn, 'exit');
    expect(await project.waitFor('signals.log')).toBe('SIGTERM\n');
    project.write('end.log', 'now');
  });
});
