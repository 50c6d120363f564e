import type { SourceFile } from '#plugins/problems';
import { similarity, type Fingerprint } from '#plugins/code-analysis';
import type { Scope } from '#src/scope/scope.ts';
import type { ReviewContent } from '../content/review-content.ts';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';
import { readRules } from '../organization/read-rules.ts';
import { daysKept } from './forget-programs.ts';
import { outcomeOf } from './outcome-of.ts';
import type { ProgramPrint } from './print-of.ts';

/** What a model wrote of another program, or of an earlier one of the same person. */
export interface Earlier {
  readonly userId: string;
  readonly content: ReviewContent;
  readonly files: readonly SourceFile[];
}

/** So many are tried, since of some too little remains. */
const mostTried = 3;
/** The newest are compared. */
const mostCompared = 500;

const sameTests = `
  p.organization_id = ? and p.version_id = ? and p.language = ? and p.locale = ? and p.outcome = ?
    and p.created_at > now() - interval '${daysKept} days'`;

const reviews = `
  from reviewed_program p
    join ai_review r on r.id = p.review_id and r.state = 'COMPLETE'
    join submission s on s.id = r.submission_id
  where ${sameTests}`;

/** Asked row by row: as a join, PostgreSQL expects one program and reads all reviews for each of hundreds. */
const isComplete = `(select r.state from ai_review r where r.id = p.review_id) = 'COMPLETE'`;

const taken = 'r.user_id as "userId", r.content, s.files';

/**
 * Reviews of the same program, but for layout, comments and names, with the same test results: first the person's own, then the
 * newest. Only of the same version of the problem, of the organization, and in the person's language. One transaction of its own.
 */
export const findSame = (scope: Scope, work: ReviewedWork, { exactKey }: ProgramPrint): Promise<Earlier[]> =>
  reading(scope, ({ em }) =>
    em.execute<Earlier[]>(
      `select ${taken} ${reviews} and p.exact_key = ? order by r.user_id = ? desc, p.created_at desc limit ${mostTried}`,
      [...about(scope, work), exactKey, work.userId],
    ),
  );

/** The same of programs that are similar by at least `floor`, 0 to 1; the most similar first [H1-11]. */
export const findSimilar = (scope: Scope, work: ReviewedWork, { fingerprint }: ProgramPrint, floor: number) =>
  reading(scope, async ({ em }) => {
    const all = await em.execute<{ id: string; fingerprint: Fingerprint }[]>(
      `select p.review_id as id, p.fingerprint from reviewed_program p where ${sameTests} and ${isComplete}
        order by p.created_at desc limit ${mostCompared}`,
      about(scope, work),
    );
    const near = all
      .map(({ id, fingerprint: other }) => ({ id, likeness: similarity(fingerprint, other) }))
      .filter(({ likeness }) => likeness >= floor)
      .toSorted((one, other) => other.likeness - one.likeness)
      .slice(0, mostTried)
      .map(({ id }) => id);
    if (near.length === 0) return [];
    return em.execute<Earlier[]>(
      `select ${taken} ${reviews} and r.id = any(?::uuid[]) order by array_position(?::uuid[], r.id)`,
      [...about(scope, work), `{${near.join(',')}}`, `{${near.join(',')}}`],
    );
  });

/** Who does not want a model to review does not want what it wrote before. */
const reading = (scope: Scope, read: (scope: Scope) => Promise<Earlier[]>) =>
  scope.transaction(async (inside) => ((await readRules(inside)).usesModel ? read(inside) : []), { readOnly: true });

const about = ({ organization }: Scope, work: ReviewedWork) => [
  organization.id,
  work.versionId,
  work.language,
  work.locale,
  outcomeOf(work),
];
