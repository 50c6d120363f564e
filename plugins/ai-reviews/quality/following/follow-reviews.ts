import { z } from 'zod';
import type { SourceFile } from '#plugins/problems';
import { defineJob, type Job } from '#src/jobs/job.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { Suggestion } from '../../content/review-content.ts';
import { compareSuggestion, type SuggestionOutcome } from './compare-suggestion.ts';

const Data = z.object({ submissionId: z.uuid() });

/** What became of the suggestions for the submission before this one [H1-32]. */
export const followReviews: Job<z.output<typeof Data>> = defineJob({
  name: 'ai-reviews.followReviews',
  data: Data,
  patient: true,
  work: 'steps',
  run: (scope, { submissionId }) => followUp(scope, submissionId),
});

/** After each judging: has it followed up where there is something to follow, which is seldom. In the open transaction. */
export async function followWhereReviewed(scope: Scope, submissionId: string): Promise<void> {
  const { em, organization } = scope;
  const found = await em.execute<unknown[]>(`select r.id ${reviewedBefore}`, [organization.id, submissionId]);
  if (found.length > 0) await scope.enqueue(followReviews, { submissionId });
}

interface Reviewed {
  readonly id: string;
  readonly suggestions: readonly Suggestion[];
  readonly minutes: number;
  readonly language: string;
  readonly earlier: readonly SourceFile[];
  readonly later: readonly SourceFile[];
}

/** Of the submission before it, by the same person for the same problem, the review that was there when this one came. */
const reviewedBefore = `
  from submission n
    join lateral (select * from submission s
      where s.organization_id = n.organization_id and s.user_id = n.user_id and s.problem_id = n.problem_id and s.accepted_at < n.accepted_at
      order by s.accepted_at desc limit 1) s on s.language = n.language
    join ai_review r on r.submission_id = s.id and r.state = 'COMPLETE' and r.finished_at <= n.accepted_at
  where n.organization_id = ? and n.id = ? and jsonb_array_length(r.content -> 'suggestions') > 0
    and not exists (select from ai_review_follow_up f where f.review_id = r.id)`;

const query = `
  select r.id, r.content -> 'suggestions' as suggestions, s.language, s.files as earlier, n.files as later,
    (extract(epoch from n.accepted_at - r.finished_at) / 60)::float8 as minutes
  ${reviewedBefore}`;

const insert = `
  insert into ai_review_follow_up (id, organization_id, review_id, next_id, outcomes, implemented, changed, compared, minutes)
    values (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?) on conflict (review_id) do nothing`;

/** Compares, and keeps what it finds, once for each review. Opens its own transactions; none while programs are compared. */
export async function followUp(scope: Scope, submissionId: string): Promise<void> {
  const [reviewed] = await scope.transaction(
    ({ em, organization }) => em.execute<Reviewed[]>(query, [organization.id, submissionId]),
    { readOnly: true },
  );
  if (!reviewed) return;
  const found: SuggestionOutcome[] = [];
  for (const suggestion of reviewed.suggestions) found.push(await outcomeOf(reviewed, suggestion));
  const count = (...wanted: readonly SuggestionOutcome[]) => found.filter((one) => wanted.includes(one)).length;
  const implemented = count('implemented');
  const minutes = implemented > 0 ? reviewed.minutes : null;
  const figures = [implemented, count('changed'), found.length - count('unknown'), minutes];
  await scope.transaction(({ em, organization }) =>
    em.execute(insert, [
      crypto.randomUUID(),
      organization.id,
      reviewed.id,
      submissionId,
      JSON.stringify(found),
      ...figures,
    ]),
  );
}

async function outcomeOf({ language, earlier, later }: Reviewed, suggestion: Suggestion): Promise<SuggestionOutcome> {
  const contentOf = (files: readonly SourceFile[]) => files.find(({ path }) => path === suggestion.file)?.content;
  const [before, after] = [contentOf(earlier), contentOf(later)];
  if (before === undefined || after === undefined) return 'unknown';
  return compareSuggestion({ language, earlier: before, later: after }, suggestion);
}
