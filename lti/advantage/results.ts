import { z } from 'zod';
import type { Scope } from '#src/scope/scope.ts';
import { readPages } from './read-pages.ts';
import { below } from './line-item-address.ts';
import { withParameters } from './with-parameters.ts';
import { gradeScopes, gradeTypes } from './grade-names.ts';

/** One result (AGS 3.3): what the LMS has, on its own scale, which is 1 where it does not say. */
const Result = z.object({
  userId: z.union([z.string().min(1), z.number()]).transform(String),
  resultScore: z.number().nullish().catch(null),
  resultMaximum: z.number().positive().nullish().catch(null),
  comment: z.string().nullish().catch(null),
});

export interface PlatformResult {
  readonly score: number | null;
  readonly maximum: number;
  readonly comment: string | null;
}

export interface ResultsQuestion {
  readonly registrationId: string;
  /** Of the line item. */
  readonly url: string;
  /** The platform's id of a user, for only their result. */
  readonly userId?: string;
}

export interface Results {
  /** By the platform's user id; who has none may be missing (AGS 3.3.4). */
  readonly of: ReadonlyMap<string, PlatformResult>;
  /** False where reading broke off: who is missing may have one. */
  readonly isComplete: boolean;
  readonly words: string | null;
}

/** Reads what the LMS has in a line item, over all pages. Throws LmsRefused. */
export async function readResults(scope: Scope, { registrationId, url, userId }: ResultsQuestion): Promise<Results> {
  const { pages, incomplete, refusal } = await readPages(scope, registrationId, {
    url: withParameters(below(url, 'results'), userId === undefined ? {} : { user_id: userId }),
    scopes: [gradeScopes.readResult],
    accept: gradeTypes.results,
  });
  const of = new Map<string, PlatformResult>();
  for (const value of pages.flatMap((page) => z.array(z.unknown()).catch([]).parse(page))) {
    const result = Result.safeParse(value).data;
    if (!result) continue;
    const { resultScore: score = null, resultMaximum, comment = null } = result;
    of.set(result.userId, { score, maximum: resultMaximum ?? 1, comment });
  }
  return { of, isComplete: incomplete === null, words: refusal?.words ?? incomplete };
}
