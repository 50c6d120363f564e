import { placeKind } from '#plugins/assignments';
import type { Verdict } from '#plugins/submissions';
import type { Scope } from '#src/scope/scope.ts';
import type { Graded } from '../lock-grade.ts';
import type { ProgressStatus } from '../progress/work-progress.entity.ts';

/** How far somebody is with one problem of an assignment. */
export interface ProblemWork {
  readonly problemId: string;
  readonly title: string;
  readonly status: ProgressStatus;
  readonly attempts: number;
  readonly firstAttemptedAt: string | null;
  readonly completedAt: string | null;
  readonly bestSubmissionId: string | null;
  /** The newest first. */
  readonly submissions: readonly ListedWork[];
}

export interface ListedWork {
  readonly id: string;
  readonly acceptedAt: string;
  readonly verdict: Verdict;
  readonly points: number;
  readonly maxPoints: number;
}

const mostListed = 50;

const query = `
  select ap.problem_id as "problemId", p.title, coalesce(w.status, 'NOT_STARTED') as status, coalesce(w.attempts, 0) as attempts,
    w.first_attempted_at as "firstAttemptedAt", w.completed_at as "completedAt", w.best_submission_id as "bestSubmissionId",
    coalesce(s.listed, '[]') as submissions
  from assignment_problem ap join problem p on p.id = ap.problem_id
    left join work_progress w on w.assignment_id = ap.assignment_id and w.problem_id = ap.problem_id and w.user_id = ?
    left join lateral (
      select jsonb_agg(jsonb_build_object('id', l.id, 'acceptedAt', l.accepted_at, 'verdict', l.status,
        'points', l.points::float8, 'maxPoints', l.max_points::float8) order by l.accepted_at desc, l.id desc) as listed
      from (
        select id, accepted_at, status, points, max_points from submission
        where organization_id = ap.organization_id and user_id = ? and problem_id = ap.problem_id
          and place_id = ap.assignment_id and place_kind = '${placeKind}'
        union all
        select m.id, m.accepted_at, m.status, m.points, m.max_points from shared_work h join submission m on m.id = h.submission_id
        where h.assignment_id = ap.assignment_id and h.user_id = ? and m.problem_id = ap.problem_id
        order by accepted_at desc, id desc limit ${mostListed}) l) s on true
  where ap.organization_id = ? and ap.assignment_id = ? order by ap.position`;

/** Problem by problem, with the newest 50 submissions of each. One statement. */
export const selectWork = ({ em, organization }: Scope, { assignmentId, userId }: Graded): Promise<ProblemWork[]> =>
  em.execute<ProblemWork[]>(query, [userId, userId, userId, organization.id, assignmentId]);
