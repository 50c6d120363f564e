import { prepared } from '#src/database/prepared.ts';
import type { Scope } from '#src/scope/scope.ts';
import { mostAttempts } from './problem-count.entity.ts';

export interface CountedVerdict {
  readonly problemId: string;
  readonly userId: string;
  readonly accepted: boolean;
  /** Points by the points that could be had, 0 to 1. */
  readonly score?: number;
  /** Whose verdict it is, where it can be somebody's best. */
  readonly submissionId?: string;
  /** What was counted of the same work when it was judged before: it is counted once, as it is judged now. */
  readonly before?: CountedBefore | null;
}

export interface CountedBefore {
  readonly accepted: boolean;
  readonly score: number;
  /** Where it is accepted no more: when the person solved the problem by other work; null for never. */
  readonly solvedOtherwiseAt: string | null;
  /** The best of the person's work as it is judged by now. */
  readonly best?: { readonly submissionId: string; readonly score: number } | null;
}

/**
 * Remembers a final verdict for the figures of the problem [G-16] and the progress of the person: attempts, the best, and when it
 * was completed, which stays [E-09]. In the caller's transaction.
 */
export async function countVerdict(scope: Scope, verdict: CountedVerdict): Promise<void> {
  const { em, organization } = scope;
  const { problemId, userId, accepted, before, submissionId } = verdict;
  const score = verdict.score ?? (accepted ? 1 : 0);
  const best = before?.best ?? (submissionId ? { submissionId, score } : null);
  await prepared(em, query, [
    organization.id,
    problemId,
    userId,
    String(before ? 0 : 1),
    String(Number(accepted) - Number(before?.accepted ?? false)),
    String(score - (before?.score ?? 0)),
    String(accepted),
    String(Boolean(before?.accepted) && !accepted),
    before?.solvedOtherwiseAt ?? null,
    best?.submissionId ?? null,
    best && String(best.score),
    String(Boolean(before?.best)),
  ]);
}

const isBetter = `$12::boolean or excluded.best_score > coalesce(problem_progress.best_score, -1)`;

/** Which place of the figures somebody stands at with so many attempts; 0 for none. */
const placeOf = (progress: string) => `least(coalesce(${progress}.attempts, 0), ${mostAttempts})`;
const solverPlaceOf = (progress: string) =>
  `case when ${progress}.solved_at is null then 0 else ${placeOf(progress)} end`;
const secondsOf = (progress: string) =>
  `coalesce(extract(epoch from ${progress}.solved_at - ${progress}.first_attempted_at)::float8, 0)`;
/** One more at the place where somebody stands now, one less where they stood. */
const moved = (place: (progress: string) => string) => `array(
    select (place = ${place('progress')})::int - (place = ${place('before')})::int from generate_series(1, ${mostAttempts}) place order by place)`;
const added = (figures: string) => `array(
    select held + given from unnest(problem_count.${figures}, excluded.${figures}) with ordinality both_of (held, given, place) order by place)`;

/** The progress that was is read, and locked, before it is written: `progress` selects from it. */
const query = `
  with before as (
    select attempts, first_attempted_at, solved_at from problem_progress
    where organization_id = $1 and problem_id = $2 and user_id = $3 for update),
  progress as (
    insert into problem_progress (id, organization_id, problem_id, user_id, attempts, first_attempted_at, solved_at, completed_at,
      hints_opened, best_submission_id, best_score)
    select gen_random_uuid(), $1, $2, $3, $4::int, now(), case when $7::boolean then now() end, case when $7::boolean then now() end, 0,
      $10::uuid, $11::float8
    from (values (0)) one left join before on true
    on conflict (problem_id, user_id) do update set attempts = problem_progress.attempts + excluded.attempts,
      first_attempted_at = coalesce(problem_progress.first_attempted_at, excluded.first_attempted_at),
      solved_at = case when $8::boolean then $9::timestamptz else coalesce(problem_progress.solved_at, excluded.solved_at) end,
      completed_at = coalesce(problem_progress.completed_at, excluded.completed_at),
      best_submission_id = case when ${isBetter} then excluded.best_submission_id else problem_progress.best_submission_id end,
      best_score = case when ${isBetter} then excluded.best_score else problem_progress.best_score end
    returning attempts, first_attempted_at, solved_at)
  insert into problem_count (id, organization_id, problem_id, submissions, accepted, scores, people, solvers, solving_seconds)
  select gen_random_uuid(), $1, $2, $4::int, $5::int, $6::float8, ${moved(placeOf)}, ${moved(solverPlaceOf)},
    ${secondsOf('progress')} - ${secondsOf('before')}
  from progress left join before on true
  on conflict (problem_id) do update set submissions = problem_count.submissions + excluded.submissions,
    accepted = problem_count.accepted + excluded.accepted, scores = problem_count.scores + excluded.scores,
    people = ${added('people')}, solvers = ${added('solvers')},
    solving_seconds = problem_count.solving_seconds + excluded.solving_seconds`;
