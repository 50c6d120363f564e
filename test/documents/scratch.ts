import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { databases, root } from '../support/app.ts';

/** A folder outside the checkout, so that nothing in it finds our node_modules by climbing up. */
export const scratchFolder = (name: string) => mkdtempSync(path.join(os.tmpdir(), `assay-${name}-`));

export const removeFolder = (folder: string) => rmSync(folder, { recursive: true, force: true });

/** What git has, or would take: the files of the tree as they are now, without what is ignored. */
export const filesOfTree = () =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((file) => file && existsSync(path.join(root, file)));

export function copyFiles(files: readonly string[], folder: string) {
  for (const file of files) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    cpSync(path.join(root, file), path.join(folder, file));
  }
}

interface Running {
  readonly child: ChildProcess;
  /** Everything it has said so far, on both streams. */
  said(): string;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

const running = new Set<ChildProcess>();

/** Starts a program with an environment of its own: of ours it gets only where programs and the home folder are. */
export function begin(words: readonly string[], cwd: string, environment: Record<string, string> = {}): Running {
  const [file = '', ...args] = words[0] === 'node' ? [process.execPath, ...words.slice(1)] : words;
  const { PATH = '', HOME = '/' } = process.env;
  const child = spawn(file, args, { cwd, env: { PATH, HOME, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  const parts: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => parts.push(part.toString()));
  running.add(child);
  const ended = once(child, 'close').then(() => {
    running.delete(child);
    return child.exitCode ?? child.signalCode;
  });
  return { child, said: () => parts.join(''), ended };
}

/** Runs a program to its end. Throws with what it said when it fails. */
export async function run(words: readonly string[], cwd: string, environment: Record<string, string> = {}) {
  const { said, ended } = begin(words, cwd, environment);
  const code = await ended;
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}:\n${said()}`);
  return said();
}

/** What a failed test left running. */
export function endAll() {
  for (const child of running) child.kill('SIGKILL');
}

export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

/** A new database of the tests' cluster without any table, and a superuser's connection to it. */
export async function emptyDatabase(name: string) {
  const { superuserUrl } = databases();
  const url = new URL(superuserUrl);
  await ask(superuserUrl, `drop database if exists "${name}" with (force)`);
  await ask(superuserUrl, `create database "${name}"`);
  url.pathname = `/${name}`;
  return url.href;
}

export async function ask<Row extends object>(url: string, ...statements: string[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: Row[] = [];
    for (const statement of statements) rows = (await client.query<Row>(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}
