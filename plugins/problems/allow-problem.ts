import { prepared } from '#src/database/prepared.ts';
import type { Scope } from '#src/scope/scope.ts';
import { keepsProblems, writesProblems } from './authors.ts';
import { mayWriteProblems } from './problem-writers.ts';
import type { Difficulty } from './content/difficulty.ts';

/** A problem that the actor may see. */
export interface ProblemRow {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly difficulty: Difficulty;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly visibility: 'public' | 'private';
  readonly authorId: string | null;
  readonly authorName: string | null;
  readonly publishedAt: string | null;
  readonly removedAt: string | null;
  /** The version that is solved now; null for what was never published. */
  readonly versionId: string | null;
  readonly versionNumber: number | null;
  /** Whether the actor may change it. */
  readonly mayEdit: boolean;
}

const query = `
  select p.id, p.slug, p.title, p.difficulty, p.category, p.tags, p.visibility, p.author_id as "authorId", u.name as "authorName",
    p.published_at as "publishedAt", p.removed_at as "removedAt", v.id as "versionId", v.number as "versionNumber",
    ($3 = 'keeper' or ($3 = 'author' and p.author_id is not distinct from $4::uuid)) as "mayEdit"
  from problem p left join "user" u on u.id = p.author_id
    left join lateral (select id, number from problem_version where problem_id = p.id order by number desc limit 1) v on true
  where p.organization_id = $1 and p.id = $2
    and ((p.visibility = 'public' and p.published_at is not null and p.removed_at is null)
      or $3 = 'keeper' or p.author_id = $4::uuid)`;

/**
 * The problem, if the actor may see it: published for everybody in the organization, one's own, or anyone's for those who look
 * after the organization [D2-16]. Null otherwise. One statement, and another for who has written it without a role in the organization.
 */
export async function allowProblem(scope: Scope, id: string): Promise<ProblemRow | null> {
  const { em, organization, actor } = scope;
  if (actor.kind !== 'user') return null;
  const may = keepsProblems(actor) ? 'keeper' : writesProblems(actor) ? 'author' : 'reader';
  const [row] = await prepared<ProblemRow>(em, query, [organization.id, id, may, actor.id]);
  return row ? withOwn(scope, row) : null;
}

/** The same for those who may change it: its author, while they write problems, and who looks after the organization [D2-17]. */
export async function allowEditing(scope: Scope, { id }: { readonly id: string }): Promise<ProblemRow | null> {
  const row = await allowProblem(scope, id);
  return row?.mayEdit ? row : null;
}

/** Who writes for the courses that they teach has no role that says so. */
const withOwn = async (scope: Scope, row: ProblemRow): Promise<ProblemRow> =>
  row.mayEdit || scope.actor.kind !== 'user' || row.authorId !== scope.actor.id
    ? row
    : { ...row, mayEdit: await mayWriteProblems(scope) };
