import type { SubmissionRow } from '#plugins/submissions';
import { DomainError } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { FocusArea } from '../content/focus.ts';

const fresh = `state = 'WAITING', attempts = 0, tries = 0, failure = null, passed_over = null, started_at = null, finished_at = null`;

/** Has one that failed written once more. In the open transaction. */
export async function putBack({ em }: Scope, id: string): Promise<string> {
  await em.execute(`update ai_review set ${fresh} where id = ?`, [id]);
  return id;
}

interface Another {
  readonly focusAreas: readonly FocusArea[];
  readonly countsAsAgain: boolean;
}

/**
 * Makes the review that somebody asks for; the one that was asked for before keeps its words and figures, and counts until this
 * one is there. Of two who ask at once, as two tabs do, one finds that it is being written. In the open transaction.
 */
export async function wantAnother(
  { em }: Scope,
  { id, judgement, verdict }: SubmissionRow,
  { focusAreas, countsAsAgain }: Another,
): Promise<string> {
  await em.execute(aside, [id, judgement]);
  const [row] = await em.execute<{ id: string }[]>(insert, [
    crypto.randomUUID(),
    verdict,
    `{${focusAreas.join(',')}}`,
    countsAsAgain,
    id,
    judgement,
  ]);
  if (!row) throw new DomainError('conflict', 'ai-reviews.error.beingWritten');
  return row.id;
}

const aside = `
  update ai_review set judgement =
    (select least(min(o.judgement), 0) - 1 from ai_review o where o.submission_id = ai_review.submission_id)
  where submission_id = ? and judgement = ? and occasion = 'asked' and state in ('COMPLETE', 'SUPERSEDED')`;

const insert = `
  insert into ai_review (id, organization_id, submission_id, user_id, problem_id, course_id, judgement, verdict, occasion, focus, asked_again_at)
    select ?, organization_id, submission_id, user_id, problem_id, course_id, judgement, ?, 'asked', ?::text[], case when ?::boolean then now() end
      from ai_review where submission_id = ? and judgement = ? and occasion = 'judged'
  on conflict (submission_id, judgement, occasion) do update
    set ${fresh}, focus = excluded.focus, asked_again_at = excluded.asked_again_at
    where ai_review.state = 'FAILED' returning id`;
