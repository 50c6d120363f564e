import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { json } from '../../support/web.ts';

interface Work {
  readonly address: string;
  readonly authorization: string;
  readonly problemId: string;
  readonly code: string;
}

const patienceMs = 180_000;

/** Hands work in as a patient program does: with a key, and again until it was taken. Returns the submission's id. */
export async function handIn({ address, authorization, problemId, code }: Work): Promise<string> {
  const key = randomUUID();
  const end = Date.now() + patienceMs;
  let last = 'nothing';
  while (Date.now() < end) {
    try {
      const response = await fetch(`${address}/api/v1/problems/${problemId}/submissions`, {
        method: 'POST',
        headers: { ...json, authorization, 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify({ language: 'python', code }),
        signal: AbortSignal.timeout(15_000),
      });
      const text = await response.text();
      if (response.status === 202) return (JSON.parse(text) as { data: { id: string } }).data.id;
      last = `${response.status} ${text}`;
    } catch (error) {
      last = String(error);
    }
    await sleep(250);
  }
  throw new Error(`it was not taken within ${patienceMs / 1000} s: ${last}`);
}
