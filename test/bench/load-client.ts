import { Pool } from 'undici';

interface Plan {
  readonly origin: string;
  readonly path: string;
  readonly authorizations: readonly string[];
  readonly connections: number;
  readonly seconds: number;
  /** Requests a second; null: as many as go. */
  readonly rate: number | null;
}

/** Asks as the plan in its first argument says, in a process of its own, and prints what it saw as one JSON object. */
const plan = JSON.parse(process.argv[2] ?? '{}') as Plan;
const pool = new Pool(plan.origin, { connections: plan.connections, pipelining: 1 });
const times: number[] = [];
let failures = 0;
let asked = 0;

async function ask() {
  const authorization = plan.authorizations[asked++ % plan.authorizations.length]!;
  const started = performance.now();
  const { statusCode, body } = await pool.request({
    path: plan.path,
    method: 'GET',
    headers: { authorization, accept: 'text/html' },
  });
  await body.dump();
  if (statusCode === 200) times.push(performance.now() - started);
  else failures += 1;
}

async function asFastAsPossible(until: number) {
  while (performance.now() < until) await ask();
}

/** At a fixed rate, whether or not the last answer has come: a slow answer does not slow the arrivals. */
async function atRate(rate: number, until: number) {
  const open: Promise<void>[] = [];
  const started = performance.now();
  for (let sent = 0; performance.now() < until; sent += 1) {
    const due = started + (sent * 1000) / rate;
    if (due > performance.now()) await new Promise((done) => setTimeout(done, due - performance.now()));
    open.push(ask());
  }
  await Promise.all(open);
}

const until = performance.now() + plan.seconds * 1000;
if (plan.rate) await atRate(plan.rate, until);
else await Promise.all(Array.from({ length: plan.connections }, () => asFastAsPossible(until)));
process.stdout.write(
  JSON.stringify({ times: times.map((ms) => Math.round(ms * 100) / 100), failures, seconds: plan.seconds }),
);
await pool.close();
