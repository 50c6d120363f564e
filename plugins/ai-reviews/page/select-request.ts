import { selectSubmission, type SubmissionRow } from '#plugins/submissions';
import type { Scope } from '#src/scope/scope.ts';
import type { ReviewState } from '../ai-review.entity.ts';

export interface RequestedReview {
  readonly id: string;
  readonly state: ReviewState;
  readonly submission: SubmissionRow;
}

/** One review that was asked for, where the actor may see its submission; null for everybody else. */
export async function selectRequest(scope: Scope, id: string): Promise<RequestedReview | null> {
  const { em, organization } = scope;
  const [row] = await em.execute<{ state: ReviewState; submissionId: string }[]>(
    'select state, submission_id as "submissionId" from ai_review where organization_id = ? and id = ?',
    [organization.id, id],
  );
  const submission = row && (await selectSubmission(scope, row.submissionId));
  return submission ? { id, state: row.state, submission } : null;
}
