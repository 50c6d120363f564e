import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { exportJWK, generateKeyPair } from 'jose';
import type { LaunchPlan, SeenLaunches } from './lti/launch-client.ts';
import { measureKeys } from './lti/measure-keys.ts';
import { measureRegistration } from './lti/measure-registration.ts';
import { measureRoundTrips } from './lti/measure-round-trips.ts';
import { processorSeconds } from './lti/processor-time.ts';
import { openLtijs, openOurs, type BenchPlatform, type RunningTool } from './lti/tools.ts';
import { quantile, type Report } from './report.ts';
import { analyze, withScratch, type Scratch } from './scratch.ts';

/** Login, launch and first page, beside ltijs on the same PostgreSQL, each tool in a process of its own and alone at work. */
export default async function ltiBench(report: Report) {
  const platform = await openPlatform();
  await withScratch(async (scratch) => {
    await measureRoundTrips(scratch, report);
    const ours = await openOurs(scratch, platform);
    const theirs = await openLtijs(scratch, platform);
    try {
      await measureLaunches({ ours, theirs }, { scratch, platform }, report);
      await measureKeys(ours.origin, report);
    } finally {
      await ours.stop();
      await theirs.stop();
    }
    await measureRegistration(scratch, report);
  });
  platform.close();
}

interface Both {
  readonly ours: RunningTool;
  readonly theirs: RunningTool;
}

interface Around {
  readonly scratch: Scratch;
  readonly platform: BenchPlatform;
}

async function measureLaunches({ ours, theirs }: Both, { scratch, platform }: Around, report: Report) {
  // So many that nobody meets their own limit of launches, however fast the machine.
  const fast = { people: 200, connections: 20, seconds: 6, rate: null };
  for (const tool of [ours, theirs]) {
    await load(tool, platform, { ...fast, seconds: 4 });
    await analyze(scratch, tool.database);
  }
  const seen = { ours: [] as Measured[], theirs: [] as Measured[] };
  // In turns: what slows the machine for a while slows both.
  for (let turn = 0; turn < 3; turn += 1) {
    seen.ours.push(await load(ours, platform, fast));
    seen.theirs.push(await load(theirs, platform, fast));
  }
  const [mine, peers] = [summed(seen.ours), summed(seen.theirs)];
  const { name } = theirs;
  const line = (metric: string, unit: string, of: (one: Summed) => number) =>
    report({ metric, value: of(mine), unit, goal: null, peer: { name, value: of(peers) } });
  line('launches at 20 connections', 'launches/s', ({ perSecond }) => perSecond);
  line('processor time of the tool and its back ends', 'ms/launch', ({ processorMs }) => processorMs);
  report({
    metric: 'launches, share of the peer',
    value: mine.perSecond / peers.perSecond,
    unit: '×',
    goal: { atLeast: 1.5 },
    peer: { name, value: 1 },
  });
  report({
    metric: 'processor time, share of the peer',
    value: mine.processorMs / peers.processorMs,
    unit: '×',
    goal: { atMost: 0.5 },
    peer: { name, value: 1 },
  });
  report({ metric: 'launches that failed', value: mine.failures, unit: 'launches', goal: { atMost: 0 } });
  const calm = { ...fast, rate: 30, seconds: 10 };
  const [steady, peer] = [await load(ours, platform, calm), await load(theirs, platform, calm)];
  report({
    metric: 'launch at 30/s, p99',
    value: quantile(steady.times, 0.99),
    unit: 'ms',
    goal: { atMost: 150 },
    peer: { name, value: quantile(peer.times, 0.99) },
  });
}

interface Measured extends SeenLaunches {
  readonly seconds: number;
  readonly processor: number;
}
type Summed = ReturnType<typeof summed>;

function summed(parts: readonly Measured[]) {
  const total = (of: (one: Measured) => number) => parts.reduce((sum, one) => sum + of(one), 0);
  const launches = total(({ times }) => times.length);
  return {
    perSecond: launches / total(({ seconds }) => seconds),
    processorMs: (total(({ processor }) => processor) * 1_000) / launches,
    failures: total(({ failed }) => failed),
  };
}

type Plan = Pick<LaunchPlan, 'people' | 'connections' | 'seconds' | 'rate'>;

async function load(tool: RunningTool, platform: BenchPlatform, plan: Plan): Promise<Measured> {
  const { issuer, clientId, privateJwk } = platform;
  const whole: LaunchPlan = { ...plan, origin: tool.origin, ...tool.paths, issuer, clientId, privateJwk };
  const before = processorSeconds(tool.pid, tool.database);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      path.join(import.meta.dirname, 'lti/launch-client.ts'),
      JSON.stringify(whole),
    ],
    { maxBuffer: 50_000_000 },
  );
  const seen = JSON.parse(stdout) as SeenLaunches;
  for (const failure of seen.failures) process.stderr.write(`${tool.name}: ${failure}\n`);
  return { ...seen, seconds: plan.seconds, processor: processorSeconds(tool.pid, tool.database) - before };
}

/** The platform's key set; it signs in the client's process. */
async function openPlatform() {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const kid = 'bench';
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }] });
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(keys),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const privateJwk = { ...(await exportJWK(privateKey)), kid };
  return { issuer, clientId: 'bench', jwksUri: `${issuer}/jwks`, privateJwk, close: () => void server.close() };
}
