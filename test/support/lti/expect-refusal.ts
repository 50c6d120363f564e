import { expect } from '@jest/globals';
import type { Answer } from './launch-client.ts';
import type { Rows } from './rows.ts';

export interface Refusal {
  readonly reason: string;
  /** The last check that passed, in the order of the Security Framework; null when none did. */
  readonly after?: string | null;
  /** Words of the record's detail. */
  readonly detail?: readonly string[];
  readonly status?: number;
}

/** No session, neither as a row nor as a cookie; a readable page with an id; and under that id a record that says why. */
export async function expectRefusal(rows: Rows, attempt: () => Promise<Answer>, expected: Refusal) {
  const before = await rows.sessions();
  const answer = await attempt();
  expect(brief(answer)).toEqual({ reason: expected.reason, status: expected.status ?? expect.any(Number) });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  if (expected.reason !== 'keys-unreachable') expect(answer.status).toBeLessThan(500);
  expectReadable(answer);
  expect(answer.setCookies.filter((cookie) => cookie.includes('=as_'))).toEqual([]);
  expect(await rows.sessions()).toBe(before);
  const record = await recordOf(rows, answer);
  expect(record).toMatchObject({ outcome: 'refused', reason: expected.reason });
  if (expected.after !== undefined) expect((record.passed as string[]).at(-1) ?? null).toBe(expected.after);
  for (const word of expected.detail ?? []) expect(record.detail).toContain(word);
  return { answer, record };
}

/** The record of an attempt, by the id on its page. */
export async function recordOf(rows: Rows, { reference, page }: Answer) {
  if (reference === null || !page.includes(`Reference: ${reference}`))
    throw new Error(`the page shows no reference id: ${page}`);
  const found = await rows.rows('select * from lti_launch_record where id = $1', [reference]);
  expect(found).toHaveLength(1);
  return found[0]!;
}

/** A page of ours for people: a title, a main part, and nothing of the inside. */
export function expectReadable({ page }: Answer) {
  expect(page).toMatch(/<title>[^<]+<\/title>[\s\S]*<main/);
  expect(page).not.toMatch(
    /\bat \S+\.ts:\d+|node_modules|\bundefined\b|\[object|syntax error at or near|lti\.\w+\.\w+/,
  );
}

const brief = ({ reason, status, page }: Answer) => (reason ? { reason, status } : { reason, status, page });
