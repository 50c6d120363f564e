import type { Scope } from '#src/scope/scope.ts';
import { lineItemOf } from '../line-item-of.ts';

/** A column of a gradebook. */
export interface GradedAssignment {
  readonly id: string;
  readonly title: string;
  readonly points: number;
  readonly dueAt: string | null;
  readonly lineItemId: string | null;
  /** Grades that somebody changed in the LMS. */
  readonly drift: number;
}

const query = `
  select a.id, a.title, a.due_at as "dueAt", i.id as "lineItemId",
    (select sum(points)::float8 from assignment_problem where assignment_id = a.id) as points,
    (select count(*)::int from lti_score s where s.organization_id = a.organization_id and s.line_item_id = i.id
      and s.state = 'changed') as drift
  from assignment a join course c on c.id = a.course_id left join lateral ${lineItemOf} i on true
  where a.organization_id = ? and a.course_id = ? order by a.due_at nulls last, a.created_at, a.id`;

/** Of a course, by when they are due. One statement. */
export const selectAssignments = ({ em, organization }: Scope, courseId: string): Promise<GradedAssignment[]> =>
  em.execute<GradedAssignment[]>(query, [organization.id, courseId]);
