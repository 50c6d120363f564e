import { sql, type RawQueryFragment } from '@mikro-orm/core';
import { z } from 'zod';
import { defineList } from '#src/http/list/define-list.ts';
import { filterBy, type ListQuery } from '#src/http/list/list-spec.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { ReviewStatus, Verdict } from '../verdicts.ts';
import { AskedStatus, isOfStatus } from './asked-status.ts';

export interface ListedSubmission {
  readonly id: string;
  readonly problemId: string;
  readonly problemTitle: string;
  readonly userId: string;
  readonly userName: string;
  readonly language: string;
  readonly verdict: Verdict;
  readonly reviewStatus: ReviewStatus | null;
  readonly points: number;
  readonly maxPoints: number;
  readonly passedTests: number;
  readonly totalTests: number;
  readonly timeMs: number | null;
  readonly memoryKb: number | null;
  readonly acceptedAt: string;
}

/** Submissions, the newest first, by page or by cursor. Of a person or a problem there may be very many, so they are not counted. */
export const submissionList = defineList({
  id: 's.id',
  sorts: { accepted_at: { column: 's.accepted_at', type: 'timestamptz' } },
  defaultSort: 'accepted_at',
  defaultOrder: 'desc',
  isCounted: false,
  filters: {
    problem: filterBy(z.uuid(), (id) => sql`s.problem_id = ${id}`),
    status: filterBy(AskedStatus, isOfStatus),
    language: filterBy(z.string().max(50), (language) => sql`s.language = ${language}`),
  },
});
export type SubmissionQuery = Parameters<typeof submissionList.links>[1] & ListQuery;

/** Whose, and of which problem; one of them at least. */
export interface Narrowed {
  readonly userId?: string | undefined;
  readonly problemId?: string | undefined;
}

/** In one statement. Who may see them is asked before. */
export const listSubmissions = (scope: Scope, query: SubmissionQuery, narrowed: Narrowed) =>
  submissionList.read<ListedSubmission>(scope, query, {
    select: `s.id, s.problem_id as "problemId", p.title as "problemTitle", s.user_id as "userId", u.name as "userName", s.language,
      s.status as verdict, s.review_status as "reviewStatus", s.points::float8 as points, s.max_points::float8 as "maxPoints",
      s.passed_tests as "passedTests", s.total_tests as "totalTests", s.time_ms as "timeMs", s.memory_kb as "memoryKb",
      s.accepted_at as "acceptedAt"`,
    from: 'submission s join problem p on p.id = s.problem_id join "user" u on u.id = s.user_id',
    where: whereOf(scope, narrowed),
  });

function whereOf({ organization }: Scope, { userId, problemId }: Narrowed): RawQueryFragment {
  const inside = sql`s.organization_id = ${organization.id}`;
  if (userId && problemId) return sql`${inside} and s.user_id = ${userId} and s.problem_id = ${problemId}`;
  if (userId) return sql`${inside} and s.user_id = ${userId}`;
  return sql`${inside} and s.problem_id = ${problemId}`;
}
