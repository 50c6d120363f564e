import type { SourceFile } from '#plugins/problems';
import { submissionJudged } from '#plugins/submissions';
import { on } from '#src/events.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { Suggestion } from '../../content/review-content.ts';
import { compareSuggestion, type SuggestionOutcome } from './compare-suggestion.ts';

/** After each judging: what became of the suggestions for the submission before it [H1-32]. */
export const followReviews = on(submissionJudged, {
  name: 'ai-reviews.followReviews',
  patient: true,
  work: 'steps',
  run: (scope, { submissionId }) => followUp(scope, submissionId),
});

interface Reviewed {
  readonly id: string;
  readonly suggestions: readonly Suggestion[];
  readonly minutes: number;
  readonly language: string;
  readonly earlier: readonly SourceFile[];
  readonly later: readonly SourceFile[];
}

/** Of the submission before it, by the same person for the same problem, the review that was there when this one came. */
const query = `
  select r.id, r.content -> 'suggestions' as suggestions, s.language, s.files as earlier, n.files as later,
    (extract(epoch from n.accepted_at - r.finished_at) / 60)::float8 as minutes
  from submission n
    join lateral (select * from submission s
      where s.organization_id = n.organization_id and s.user_id = n.user_id and s.problem_id = n.problem_id and s.accepted_at < n.accepted_at
      order by s.accepted_at desc limit 1) s on s.language = n.language
    join ai_review r on r.submission_id = s.id and r.state = 'COMPLETE' and r.finished_at <= n.accepted_at
  where n.organization_id = ? and n.id = ? and jsonb_array_length(r.content -> 'suggestions') > 0
    and not exists (select from ai_review_follow_up f where f.review_id = r.id)`;

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
