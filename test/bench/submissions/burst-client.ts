import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { solution } from './ten-sums.ts';

export interface BurstPlan {
  readonly origin: string;
  readonly problemId: string;
  readonly authorizations: readonly string[];
  /** Within which all hand in. */
  readonly seconds: number;
}

/** What the students saw. */
export interface SeenBurst {
  readonly students: readonly Student[];
  /** From the first that was handed in to the last verdict. */
  readonly tookSeconds: number;
}

/** How it went for one student; times in milliseconds. */
export interface Student {
  readonly status: number;
  readonly acceptedMs: number;
  /** From handing in to the verdict in the stream; null where none came. */
  readonly verdictMs: number | null;
  /** What the answer said: seconds until the verdict. */
  readonly estimate: number | null;
}

const plan = JSON.parse(process.argv[2] ?? '{}') as BurstPlan;
const dispatcher = new Agent({ connections: null, pipelining: 1, bodyTimeout: 0, headersTimeout: 0 });
const patienceMs = 1_800_000;

interface Taken {
  readonly id: string;
  readonly live: string;
  readonly queue: { readonly seconds: number | null } | null;
}

async function student(authorization: string, number: number): Promise<Student> {
  const headers = { authorization, accept: 'application/json', 'content-type': 'application/json' };
  const from = performance.now();
  const { statusCode, body } = await request(`${plan.origin}/api/v1/problems/${plan.problemId}/submissions`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ language: 'python', code: solution(number) }),
    dispatcher,
  });
  const { data } = (await body.json()) as { data: Taken };
  const acceptedMs = performance.now() - from;
  if (statusCode !== 202) return { status: statusCode, acceptedMs, verdictMs: null, estimate: null };
  const came = await untilVerdict(plan.origin + data.live, authorization, from + patienceMs);
  return {
    status: statusCode,
    acceptedMs,
    verdictMs: came ? performance.now() - from : null,
    estimate: data.queue?.seconds ?? null,
  };
}

/** Follows the stream, and comes back when it is sent away. */
async function untilVerdict(url: string, authorization: string, end: number): Promise<boolean> {
  while (performance.now() < end) {
    try {
      const { body } = await request(url, { headers: { authorization, accept: 'text/event-stream' }, dispatcher });
      let text = '';
      for await (const chunk of body) {
        text += String(chunk);
        if (text.includes('"isFinal":true')) {
          body.destroy();
          return true;
        }
        text = text.slice(text.lastIndexOf('\n\n') + 1);
      }
    } catch {
      // It is tried again.
    }
    await sleep(1_000);
  }
  return false;
}

// What this process does for the first time is not the application's: its first answers are not counted.
for (let turn = 0; turn < 20; turn += 1)
  await request(`${plan.origin}/healthz`, { dispatcher }).then(({ body }) => body.text());

const from = performance.now();
const waiting = plan.authorizations.map(async (authorization, number) => {
  await sleep((number * plan.seconds * 1_000) / plan.authorizations.length);
  return student(authorization, number);
});
const students = await Promise.all(waiting);
const tookSeconds = (performance.now() - from) / 1_000;
process.stdout.write(JSON.stringify({ students, tookSeconds } satisfies SeenBurst));
await dispatcher.destroy();
