import type { Scope } from '#src/scope/scope.ts';
import type { ProblemRow } from '../allow-problem.ts';
import type { Difficulty } from '../content/difficulty.ts';
import { topicsOfProblem, type TopicName } from '../topics/select-topics.ts';

/** How far who asks is, and how everybody fares. */
export interface Standing {
  readonly attempts: number;
  readonly firstAttemptedAt: string | null;
  readonly solvedAt: string | null;
  readonly completedAt: string | null;
  readonly bestSubmissionId: string | null;
  readonly hintsOpened: number;
  readonly submissions: number;
  readonly accepted: number;
  readonly topics: readonly TopicName[];
}

const standing = `
  select coalesce(pp.attempts, 0) as attempts, pp.first_attempted_at as "firstAttemptedAt", pp.solved_at as "solvedAt",
    pp.completed_at as "completedAt", pp.best_submission_id as "bestSubmissionId",
    coalesce(pp.hints_opened, 0) as "hintsOpened", coalesce(pc.submissions, 0) as submissions, coalesce(pc.accepted, 0) as accepted,
    ${topicsOfProblem} as topics
  from problem p left join problem_count pc on pc.problem_id = p.id
    left join problem_progress pp on pp.problem_id = p.id and pp.user_id = ?
  where p.organization_id = ? and p.id = ?`;

export async function selectStanding({ em, organization }: Scope, problemId: string, userId: string) {
  const [row] = await em.execute<Standing[]>(standing, [userId, organization.id, problemId]);
  return row!;
}

export interface Related {
  readonly id: string;
  readonly title: string;
  readonly difficulty: Difficulty;
}

const related = `
  select id, title, difficulty from problem
  where organization_id = ? and id <> ? and visibility = 'public' and published_at is not null and removed_at is null
    and (tags && ?::text[] or category = ? or id in (
      select other.problem_id from problem_topic own join problem_topic other using (organization_id, topic_id) where own.problem_id = ?))
  order by cardinality(array(select unnest(tags) intersect select unnest(?::text[]))) desc, lower(title) limit 5`;

/** Others that everybody sees, with the same tags, of the same category or topic; the nearest first. */
export const selectRelated = ({ em, organization }: Scope, { id, tags, category }: ProblemRow) =>
  em.execute<Related[]>(related, [organization.id, id, literal(tags), category, id, literal(tags)]);

/** As PostgreSQL writes an array. */
const literal = (texts: readonly string[]) => `{${texts.map((text) => JSON.stringify(text)).join(',')}}`;
