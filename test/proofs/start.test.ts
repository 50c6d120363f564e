import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isRunning } from '#src/cluster/process-start.ts';
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
  output(): string;
  readonly ended: Promise<unknown>;
}

function start(port: number): Started {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/main.ts', 'start'], {
    cwd: tree.folder,
    env: { PATH: process.env.PATH, PORT: String(port), LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, port, output: () => output, ended: once(child, 'exit') };
}

const ready = (started: Started) =>
  eventually(
    async () =>
      started.output().includes('Assay is ready.') ||
      (started.child.exitCode !== null && Promise.reject(new Error(started.output()))),
    40,
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
    const started = start(await freePort());
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
    const server = postmaster();
    started.child.kill('SIGTERM');
    expect(await started.ended).toEqual([0, null]);
    expect(isRunning(server)).toBe(false);
  }, 60_000);

  it('takes over after kill -9 what was left, and Ctrl-C then stops it', async () => {
    const first = start(await freePort());
    await ready(first);
    const server = postmaster();
    first.child.kill('SIGKILL');
    await first.ended;
    expect(isRunning(server)).toBe(true);
    const second = start(first.port);
    await ready(second);
    expect(postmaster()).toBe(server);
    second.child.kill('SIGINT');
    expect(await second.ended).toEqual([0, null]);
    expect(isRunning(server)).toBe(false);
  }, 60_000);

  it('two at once share one PostgreSQL, and the first to stop leaves it to the other', async () => {
    const [one, two] = [start(await freePort()), start(await freePort())];
    await Promise.all([ready(one), ready(two)]);
    const server = postmaster();
    one.child.kill('SIGTERM');
    await one.ended;
    expect(isRunning(server)).toBe(true);
    expect((await fetch(`http://localhost:${two.port}/readyz`)).status).toBe(200);
    two.child.kill('SIGTERM');
    await two.ended;
    expect(isRunning(server)).toBe(false);
  }, 60_000);

  it('names port and variable when the port is taken, and leaves nothing running', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const started = start(port);
    expect(await started.ended).toEqual([1, null]);
    expect(started.output()).toContain(`Port ${port} is taken`);
    expect(started.output()).toContain('PORT=');
    taken.close();
  }, 30_000);
});
