import type { Scope } from '#src/scope/scope.ts';

/** More time or attempts for somebody, as those who teach see it. */
export interface ExtensionRow {
  readonly id: string;
  readonly whom: string;
  readonly dueAt: string | null;
  readonly lateUntil: string | null;
  readonly extraAttempts: number;
  readonly extraMinutes: number;
  readonly reason: string;
  readonly givenBy: string | null;
  readonly givenAt: string;
  readonly takenBackAt: string | null;
  readonly takenBackBy: string | null;
}

const query = `
  select x.id, coalesce(u.name, cg.set_name || ': ' || cg.name) as whom, x.due_at as "dueAt", x.late_until as "lateUntil", x.extra_attempts as "extraAttempts",
    x.extra_minutes as "extraMinutes", x.reason, g.name as "givenBy", x.created_at as "givenAt",
    x.taken_back_at as "takenBackAt", t.name as "takenBackBy"
  from assignment_extension x left join "user" u on u.id = x.user_id
    left join course_group cg on cg.id = x.group_id left join "user" g on g.id = x.given_by_id
    left join "user" t on t.id = x.taken_back_by_id
  where x.organization_id = ? and x.assignment_id = ? order by x.created_at desc, x.id limit 1000`;

/** All that were ever given for an assignment, the newest first. */
export const selectExtensions = ({ em, organization }: Scope, assignmentId: string): Promise<ExtensionRow[]> =>
  em.execute<ExtensionRow[]>(query, [organization.id, assignmentId]);

const learners = `
  select u.id as value, u.name as label from enrollment e join "user" u on u.id = e.user_id
  where e.organization_id = ? and e.course_id = ? and e.role = 'learner' and e.left_at is null
  order by lower(u.name), u.id limit 2000`;

/** To whom something can be given, for a form. */
export const selectLearners = ({ em, organization }: Scope, courseId: string) =>
  em.execute<{ value: string; label: string }[]>(learners, [organization.id, courseId]);

const groups = `
  select id as value, set_name || ': ' || name as label from course_group
  where organization_id = ? and course_id = ? order by set_name, name limit 2000`;

/** The groups of the course, for the same form. */
export const selectGroups = ({ em, organization }: Scope, courseId: string) =>
  em.execute<{ value: string; label: string }[]>(groups, [organization.id, courseId]);
