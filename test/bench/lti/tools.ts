import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { JWK } from 'jose';
import { ensureDatabase } from '#src/database/open-database.ts';
import { registerPlatform } from '#lti';
import { anInstallationScope } from '../../support/app.ts';
import { publicUrl } from '../../support/lti/tool-environment.ts';
import { aScratchScope, root, type Scratch } from '../scratch.ts';

/** A tool under load: where it is, and whose processor time is its own. */
export interface RunningTool {
  readonly name: string;
  readonly origin: string;
  readonly pid: number;
  readonly database: string;
  readonly paths: { readonly loginPath: string; readonly launchPath: string; readonly targetLinkUri: string };
  stop(): Promise<void>;
}

/** A platform of which the tools know addresses only. */
export interface KnownPlatform {
  readonly issuer: string;
  readonly clientId: string;
  readonly jwksUri: string;
}

export interface BenchPlatform extends KnownPlatform {
  readonly privateJwk: JWK;
}

const endpoints = ({ issuer, clientId, jwksUri }: KnownPlatform) => ({
  issuer,
  clientId,
  authorizationEndpoint: `${issuer}/auth`,
  tokenEndpoint: `${issuer}/token`,
  jwksUri,
});

/** The application in a process of its own, with the platform registered for an organization. */
export async function openOurs(scratch: Scratch, platform: KnownPlatform): Promise<RunningTool> {
  const app = await scratch.open({ works: false });
  const { organization } = await aScratchScope(app);
  await anInstallationScope(app).transaction((scope) =>
    registerPlatform(scope, { ...endpoints(platform), organizationId: organization.id, deploymentIds: ['1'] }),
  );
  await app.stop();
  const environment = {
    ...process.env,
    NODE_ENV: 'production',
    PUBLIC_URL: publicUrl,
    TRUST_PROXY: 'loopback',
    DATABASE_URL: scratch.appUrl,
    DATABASE_OWNER_URL: scratch.ownerUrl,
    SECRET_KEY: 'a-secret-of-the-benchmark-that-is-long-enough',
    FILES_URL: `file://${root}/.data/bench-files`,
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'Bench <bench@tool.example>',
    OUTBOUND_ALLOW: '127.0.0.1',
    LOG_LEVEL: 'error',
  };
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', path.join(root, 'test/bench/lti/tool-process.ts')],
    { env: environment, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const paths = { loginPath: '/lti/login', launchPath: '/lti/launch', targetLinkUri: `${publicUrl}/lti/launch` };
  return running('Assay', child, new URL(scratch.appUrl).pathname.slice(1), paths);
}

/** ltijs on a database of its own in the same PostgreSQL; installed when it is not there. */
export async function openLtijs(scratch: Scratch, platform: KnownPlatform): Promise<RunningTool> {
  const folder = installed();
  const database = await ensureDatabase(scratch.superuserUrl, 'ltijs');
  const child = spawn(
    process.execPath,
    [path.join(folder, 'server.mjs'), JSON.stringify({ database, ...endpoints(platform) })],
    { cwd: folder, env: { ...process.env, NODE_ENV: 'production' }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return running('ltijs 5.9.9', child, 'ltijs', {
    loginPath: '/login',
    launchPath: '/',
    targetLinkUri: `${publicUrl}/`,
  });
}

function installed() {
  const folder = path.join(root, '.data', 'bench-peers', 'ltijs');
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(root, 'test/bench/peers/ltijs'), folder, { recursive: true });
  if (!existsSync(path.join(folder, 'node_modules')))
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: folder,
      stdio: ['ignore', 2, 2],
    });
  return folder;
}

async function running(name: string, child: ChildProcess, database: string, paths: RunningTool['paths']) {
  const port = await portOf(child);
  return {
    name,
    origin: `http://127.0.0.1:${port}`,
    pid: child.pid!,
    database,
    paths,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** A line with a number alone; the peer says other things before it. */
async function portOf(child: ChildProcess): Promise<string> {
  let said = '';
  for await (const chunk of child.stdout!.iterator({ destroyOnReturn: false })) {
    said += String(chunk);
    const port = /^(\d+)$/m.exec(said)?.[1];
    if (port) return port;
  }
  throw new Error(`a tool ended before it listened: ${said}`);
}
