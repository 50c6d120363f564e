import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isRunning } from '#src/machine/process-start.ts';
import { eventually } from '../support/app.ts';
import { scratchTree } from '../support/scratch-tree.ts';

let tree: ReturnType<typeof scratchTree>;
beforeAll(() => {
  tree = scratchTree();
  chmodSync(tree.folder, 0o755);
});
afterAll(() => tree.remove());

interface Started {
  readonly child: ChildProcess;
  readonly port: number;
  readonly lmsPort: number;
  output(): string;
  readonly ended: Promise<unknown>;
}

async function start(port: number, ofLms?: number): Promise<Started> {
  const lmsPort = ofLms ?? (await freePort());
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/main.ts', 'start'], {
    cwd: tree.folder,
    env: { PATH: process.env.PATH, PORT: String(port), PRACTICE_LMS_PORT: String(lmsPort), LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, port, lmsPort, output: () => output, ended: once(child, 'exit') };
}

/** However busy the machine is: the first start fills the demo. */
const startSeconds = 150;

const ready = (started: Started) =>
  eventually(
    async () =>
      started.output().includes('Assay is ready.') ||
      (started.child.exitCode !== null && Promise.reject(new Error(started.output()))),
    startSeconds,
  );
const postmaster = () =>
  Number(readFileSync(path.join(tree.folder, '.data/postgres/postmaster.pid'), 'utf8').split('\n')[0]);

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

describe('npm start', () => {
  it('says each slow step, and last the addresses and the demo sign-ins; health answers [T1-01]', async () => {
    const started = await start(await freePort());
    await ready(started);
    expect(started.output()).toMatch(
      /starting PostgreSQL[\s\S]*migrating the database[\s\S]*job queues[\s\S]*starting the application[\s\S]*Assay is ready/,
    );
    expect(started.output()).toMatch(/student@demo\.example {2}\S+/);
    const address = `http://localhost:${started.port}`;
    expect(await (await fetch(`${address}/healthz`)).text()).toBe('ok\n');
    const readiness = await fetch(`${address}/readyz`);
    expect(readiness.status).toBe(200);
    expect(await readiness.json()).toMatchObject({ ready: true, reasons: [] });
    expect(started.output()).toContain(`practice LMS  http://127.0.0.1:${started.lmsPort}\n`);
    expect(await (await fetch(`http://127.0.0.1:${started.lmsPort}/`)).text()).toContain('Tessa Teacher');
    const server = postmaster();
    started.child.kill('SIGTERM');
    expect(await started.ended).toEqual([0, null]);
    expect(isRunning(server)).toBe(false);
  }, 400_000);

  it('takes over after kill -9 what was left, and Ctrl-C then stops it', async () => {
    const first = await start(await freePort());
    await ready(first);
    const server = postmaster();
    first.child.kill('SIGKILL');
    await first.ended;
    expect(isRunning(server)).toBe(true);
    const second = await start(first.port);
    await ready(second);
    expect(postmaster()).toBe(server);
    second.child.kill('SIGINT');
    expect(await second.ended).toEqual([0, null]);
    expect(isRunning(server)).toBe(false);
  }, 400_000);

  it('two at once share one PostgreSQL, and the first to stop leaves it to the other', async () => {
    const one = await start(await freePort());
    const two = await start(await freePort());
    await Promise.all([ready(one), ready(two)]);
    const server = postmaster();
    one.child.kill('SIGTERM');
    await one.ended;
    expect(isRunning(server)).toBe(true);
    expect((await fetch(`http://localhost:${two.port}/readyz`)).status).toBe(200);
    two.child.kill('SIGTERM');
    await two.ended;
    expect(isRunning(server)).toBe(false);
  }, 400_000);

  it.each([
    ['PORT', (taken: number) => start(taken)],
    ['PRACTICE_LMS_PORT', async (taken: number) => start(await freePort(), taken)],
  ])(
    'names port and variable when %s is taken, and leaves nothing running',
    async (variable, startAt) => {
      const taken = createServer().listen(0, '127.0.0.1');
      await once(taken, 'listening');
      const { port } = taken.address() as AddressInfo;
      const started = await startAt(port);
      expect(await started.ended).toEqual([1, null]);
      expect(started.output()).toContain(`Port ${port} is taken`);
      expect(started.output()).toContain(` ${variable}=`);
      taken.close();
    },
    120_000,
  );
});
