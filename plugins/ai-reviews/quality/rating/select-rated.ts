import { prepared } from '#src/database/prepared.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { Suggestion } from '../../content/review-content.ts';

/** The review of a submission that is there, with what its owner thinks of it. */
export interface RatedReview {
  readonly id: string;
  readonly suggestions: readonly Pick<Suggestion, 'file' | 'lineStart' | 'lineEnd'>[];
  readonly rating: {
    readonly satisfaction: number;
    readonly relevance: number | null;
    readonly educationalValue: number | null;
    readonly clarity: number | null;
    readonly helpful: readonly (boolean | null)[];
    readonly comment: string | null;
  } | null;
}

const query = `
  select r.id, r.content -> 'suggestions' as suggestions,
    case when t.id is not null then jsonb_build_object('satisfaction', t.satisfaction, 'relevance', t.relevance,
      'educationalValue', t.educational_value, 'clarity', t.clarity, 'helpful', t.helpful, 'comment', t.comment) end as rating
  from ai_review r left join ai_review_rating t on t.review_id = r.id and t.user_id = r.user_id
  where r.organization_id = $1 and r.submission_id = $2 and r.state = 'COMPLETE'`;

/** Null as long as there is none. The caller has allowed its reader the submission. */
export async function selectRated({ em, organization }: Scope, submissionId: string): Promise<RatedReview | null> {
  const [row] = await prepared<RatedReview>(em, query, [organization.id, submissionId]);
  return row ?? null;
}
