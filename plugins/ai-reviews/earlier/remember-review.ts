import type { Scope } from '#src/scope/scope.ts';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';
import { outcomeOf } from './outcome-of.ts';
import type { ProgramPrint } from './print-of.ts';

/** Has what a model wrote found again for programs like this one. In the open transaction. */
export async function rememberReview({ em, organization }: Scope, work: ReviewedWork, print: ProgramPrint) {
  const { reviewId, versionId, language, locale } = work;
  await em.execute(
    `insert into reviewed_program (id, organization_id, review_id, version_id, language, locale, outcome, exact_key, fingerprint)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?::int[]) on conflict (review_id) do nothing`,
    [
      crypto.randomUUID(),
      organization.id,
      reviewId,
      versionId,
      language,
      locale,
      outcomeOf(work),
      print.exactKey,
      `{${print.fingerprint.join(',')}}`,
    ],
  );
}
