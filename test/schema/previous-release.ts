import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { git, migrationPaths } from '../architecture/migration-history.ts';

/** The code that runs while a new schema arrives. `commit` is null for the work tree itself, where git knows nothing older. */
export interface PreviousCode {
  readonly commit: string | null;
  readonly folder: string;
  remove(): void;
}

/** Takes the code of the commit before the last one that touched a migration into a folder of its own. */
export function previousCode(root: string): PreviousCode {
  const commit = previousCommit(root);
  if (!commit) return { commit, folder: root, remove: () => undefined };
  const folder = mkdtempSync(path.join(os.tmpdir(), 'assay-previous-'));
  const archive = execFileSync('git', ['-C', root, 'archive', '--format=tar', commit], { maxBuffer: 256 << 20 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  return { commit, folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The commit to take; null where there is none that can run. */
export const previousCommit = (root: string) => candidates(root).find((commit) => canRun(root, commit)) ?? null;

/** Newest first where a migration is not committed yet, since then all that is committed is older than it. */
function candidates(root: string): string[] {
  const migrations = ['--', ...migrationPaths.map((folder) => `:(glob)${folder}/*.sql`)];
  const named = ['HEAD'];
  const last = git(root, ['log', '-1', '--format=%H', ...migrations])?.trim();
  if (last && !git(root, ['status', '--porcelain', ...migrations])) named.unshift(`${last}^`, last);
  return named.flatMap((name) => git(root, ['rev-parse', '--verify', '--quiet', name])?.trim() ?? []);
}

/** It has a `serve`, and today's packages are those that it needs. */
function canRun(root: string, commit: string) {
  const description = git(root, ['show', `${commit}:package.json`]);
  if (description === null || git(root, ['cat-file', '-e', `${commit}:src/main.ts`]) === null) return false;
  const { dependencies = {} } = JSON.parse(description) as { dependencies?: Record<string, string> };
  return Object.keys(dependencies).every((name) => existsSync(path.join(root, 'node_modules', name)));
}

/** Milliseconds after which a process that is not ready will not be. */
const patience = 60_000;

export interface Run {
  /** Status and body of the last answer of /readyz; null when there was none. */
  readonly ready: { readonly status: number; readonly body: string } | null;
  readonly exitCode: number | null;
  readonly output: string;
}

/**
 * Runs `serve` of that code as production does, until /readyz has given an answer that is enough, and
 * ends it by SIGTERM.
 */
export async function runServe(
  folder: string,
  urls: { readonly appUrl: string; readonly ownerUrl: string },
  isEnough: (status: number) => boolean = isReady,
): Promise<Run> {
  const port = await freePort();
  const files = mkdtempSync(path.join(os.tmpdir(), 'assay-previous-files-'));
  const child = spawn(process.execPath, [path.join(folder, 'src/main.ts'), 'serve'], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...productionLike(port, files, urls) },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = once(child, 'exit') as Promise<[number | null]>;
  try {
    const ready = await untilAnswered(port, isEnough, () => child.exitCode !== null);
    // What never got ready does not have to show how it drains.
    child.kill(ready?.status === 200 ? 'SIGTERM' : 'SIGKILL');
    const [exitCode] = await exited;
    return { ready, exitCode, output };
  } finally {
    child.kill('SIGKILL');
    rmSync(files, { recursive: true, force: true });
  }
}

const productionLike = (port: number, files: string, { appUrl, ownerUrl }: { appUrl: string; ownerUrl: string }) => ({
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  PORT: String(port),
  PUBLIC_URL: 'https://assay.example',
  DATABASE_URL: appUrl,
  DATABASE_OWNER_URL: ownerUrl,
  SECRET_KEY: 'a-secret-of-the-previous-release-long-enough',
  SMTP_URL: 'smtp://127.0.0.1:9',
  MAIL_FROM: 'assay@assay.example',
  FILES_URL: pathToFileURL(files).href,
  TRUST_PROXY: 'none',
});

const isReady = (status: number) => status === 200;

async function untilAnswered(port: number, isEnough: (status: number) => boolean, isOver: () => boolean) {
  const end = Date.now() + patience;
  let last: Run['ready'] = null;
  while (!isOver() && Date.now() < end) {
    last = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(5000) }).then(
      async (answer) => ({ status: answer.status, body: await answer.text() }),
      () => last,
    );
    if (last && isEnough(last.status)) return last;
    await new Promise((done) => setTimeout(done, 50));
  }
  return last;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** What is wrong with a run of the code of `commit` on today's schema, and what to do; null when all is well. */
export function wrongWithRun(commit: string | null, { ready, exitCode, output }: Run): string | null {
  const code = commit ? `The code of ${commit}` : 'The code of this work tree';
  const happened =
    ready?.status !== 200
      ? `is not ready (${ready ? `/readyz says ${ready.status}: ${ready.body.trim()}` : 'it never answered'})`
      : exitCode !== 0
        ? `does not end with 0 at SIGTERM but with ${exitCode}`
        : null;
  return (
    happened &&
    `${code}, which still runs while the new one is rolled out, ${happened} on the schema that today's migrations make. Let the migration only add, and let what is gone go a release later. It said:\n${output.trim()}`
  );
}
