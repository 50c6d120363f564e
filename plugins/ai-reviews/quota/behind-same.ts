import { createHash } from 'node:crypto';
import type { Scope } from '#src/scope/scope.ts';
import { outcomeOf } from '../earlier/outcome-of.ts';
import { printOf } from '../earlier/print-of.ts';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';
import { takesEarlier, type Outcome } from '../ladder/reviewer.ts';

export type Behind = Extract<Outcome, { kind: 'behind' }>;

/** Twice as long each time, in all about as long as an answer may take; who has waited so often asks itself. */
const pausesSeconds = [1, 2, 4, 8, 15, 15, 15] as const;
/** An asker that says nothing for so long is gone with its process. */
const longestSeconds = 120;
/** Who looked for an earlier review longer ago has found it. */
const justNowSeconds = 10;

/** The same for reviews of which one would say what a model said of the other; null where that is not known. Outside of transactions. */
export async function askingKeyOf(scope: Scope, work: ReviewedWork): Promise<string | null> {
  const print = takesEarlier(work) ? await printOf(scope, work) : null;
  if (!print) return null;
  const { versionId, language, locale } = work;
  const same = [versionId, language, locale, outcomeOf(work), print.exactKey];
  return createHash('sha256').update(JSON.stringify(same)).digest('hex');
}

const query = `
  select exists (
    select from ai_review where organization_id = ? and asking_key = ? and id <> ?
      and (state = 'WRITING' and asked_model_at > now() - interval '${longestSeconds} seconds'
        or state = 'COMPLETE' and tier = 'model' and finished_at > now() - interval '${justNowSeconds} seconds')) as "isAsked"`;

/**
 * Whether the model is asked about the same program for another review, or answered just now.
 * In the open transaction, one at a time in each organization.
 */
export async function behindSame(
  { em, organization }: Scope,
  { reviewId, waits }: ReviewedWork,
  askingKey: string | null,
): Promise<Behind | null> {
  const afterSeconds = pausesSeconds[waits];
  if (askingKey === null || afterSeconds === undefined) return null;
  const [row] = await em.execute<{ isAsked: boolean }[]>(query, [organization.id, askingKey, reviewId]);
  return row!.isAsked ? { kind: 'behind', afterSeconds } : null;
}
