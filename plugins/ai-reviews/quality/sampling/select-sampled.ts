import { isTaughtWork } from '#plugins/assignments';
import type { SourceFile } from '#plugins/problems';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';
import type { ReviewContent } from '../../content/review-content.ts';
import { isKeeper } from './is-keeper.ts';

/** A sampled review with the work that it is about. */
export interface SampledRow {
  readonly id: string;
  readonly content: ReviewContent;
  readonly submissionId: string;
  readonly problemId: string;
  readonly problemTitle: string;
  readonly language: string;
  readonly files: readonly SourceFile[];
  readonly passedTests: number;
  readonly totalTests: number;
  /** Those that are left, this one among them. */
  readonly left: number;
}

const query = `
  select r.id, r.content, s.id as "submissionId", p.id as "problemId",
    p.title as "problemTitle", s.language, s.files, s.passed_tests as "passedTests", s.total_tests as "totalTests",
    count(*) over ()::int as left
  from sampled_review d join ai_review r on r.id = d.review_id join submission s on s.id = r.submission_id join problem p on p.id = s.problem_id
  where d.organization_id = ? and r.content is not null and (?::uuid is null or r.id = ?::uuid) and s.user_id <> ?::uuid
    and (?::boolean or ${isTaughtWork})
    and not exists (select from ai_review_assessment a where a.review_id = r.id and a.reviewer_id = ?::uuid)
  order by d.created_at desc, md5(r.id::text) limit 1`;

/** The next review of the samples that the actor may read and has not assessed yet, or the one with this id. One statement. */
export async function selectSampled(scope: Scope, reviewId: string | null = null): Promise<SampledRow | null> {
  const user = signedInUser(scope);
  const values = [scope.organization.id, reviewId, reviewId, user, isKeeper(scope), user, user, user];
  const [row] = await scope.em.execute<SampledRow[]>(query, values);
  return row ?? null;
}
