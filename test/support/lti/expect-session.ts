import { expect } from '@jest/globals';
import { hashToken } from '#src/keys/tokens.ts';
import type { Answer } from './launch-client.ts';
import type { Row, Rows } from './rows.ts';

/** What a launch left behind. */
export interface Admitted {
  readonly answer: Answer;
  /** For later requests in the same browser. */
  readonly token: string;
  readonly session: Row;
  readonly user: Row;
  /** With `contextId`; null where the launch named no context. */
  readonly membership: Row | null;
}

/**
 * One session more, whose cookie came with a redirect to a path of ours or with a page; none more where the browser had one of
 * the same person already (`isRenewed`), which then goes on under a new token.
 */
export async function expectSession(
  rows: Rows,
  attempt: () => Promise<Answer>,
  { isRenewed = false } = {},
): Promise<Admitted> {
  const before = await rows.sessions();
  const answer = await attempt();
  const token = sessionOf(answer);
  if (token === null) throw new Error(`no session came: ${answer.status} ${answer.reason} ${answer.page}`);
  expect(answer.status === 303 ? answer.location : '/').toMatch(/^\/(?!\/)/);
  expect(await rows.sessions()).toBe(before + (isRenewed ? 0 : 1));
  const session = await one(rows, 'select * from session where token_hash = $1', [hashToken(token)]);
  const user = await one(rows, 'select * from "user" where id = $1', [session.user_id]);
  const [membership = null] = await rows.rows(
    `select m.*, c.context_id as "contextId" from lti_membership m join lti_context c on c.id = m.context_id
     where m.user_id = $1 order by m.created_at desc limit 1`,
    [user.id],
  );
  return { answer, token, session, user, membership };
}

/** The session that an answer sets as a cookie, or null. */
export function sessionOf({ setCookies }: Answer): string | null {
  const cookie = setCookies.find((each) => each.startsWith('__Host-assay=as_'));
  return cookie ? /=(as_[^;]+)/.exec(cookie)![1]! : null;
}

async function one(rows: Rows, statement: string, values: readonly unknown[]) {
  const found = await rows.rows(statement, values);
  expect(found).toHaveLength(1);
  return found[0]!;
}
