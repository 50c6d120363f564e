import type { CourseRole } from '#lti';
import { prepared } from '#src/database/prepared.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { GradeRelease } from './assignment.entity.ts';
import { rulesOf, type Rules, type RulesRow } from './rules/rules.ts';
import { rulesColumns, rulesJoin } from './rules/rules-sql.ts';

/** An assignment of a course in which the actor is, with its rules as they are for the actor. */
export interface AssignmentRow extends Rules {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** Markdown. */
  readonly instructions: string | null;
  readonly courseId: string;
  readonly courseTitle: string | null;
  /** IANA name: in it the dates are set. */
  readonly courseTimeZone: string;
  /** Null outside the courses of the platform. */
  readonly contextId: string | null;
  readonly isOptional: boolean;
  /** The set of the course's groups that hand in together; null where everybody works alone. */
  readonly groupSet: string | null;
  readonly gradeRelease: GradeRelease;
  readonly gradesReleasedAt: Date | null;
  /** Of the actor. */
  readonly userId: string;
  readonly role: CourseRole;
  readonly isTestUser: boolean;
}

type Selected = Omit<AssignmentRow, keyof Rules | 'gradesReleasedAt'> &
  RulesRow & { readonly gradesReleasedAt: string | null };

const query = `
  select a.id, a.version, a.title, a.instructions, ${rulesColumns}, a.is_optional as "isOptional", a.group_set as "groupSet",
    a.grade_release as "gradeRelease", a.grades_released_at as "gradesReleasedAt", c.id as "courseId",
    coalesce(c.title, c.label) as "courseTitle", c.time_zone as "courseTimeZone", c.lti_context_id as "contextId",
    e.user_id as "userId", e.role, e.is_test_user as "isTestUser"
  from assignment a join course c on c.id = a.course_id join enrollment e on e.course_id = c.id ${rulesJoin}
  where a.organization_id = $1 and a.id = $2 and e.user_id = $3 and e.left_at is null`;

/** Null for everybody who is not in its course now. One statement. */
export async function selectAssignment({ em, organization, actor }: Scope, id: string): Promise<AssignmentRow | null> {
  if (actor.kind !== 'user') return null;
  const [row] = await prepared<Selected>(em, query, [organization.id, id, actor.id]);
  if (!row) return null;
  const { gradesReleasedAt } = row;
  return { ...row, ...rulesOf(row), gradesReleasedAt: gradesReleasedAt === null ? null : new Date(gradesReleasedAt) };
}

/** The same for those who teach in its course; null for everybody else. */
export async function selectTaughtAssignment(scope: Scope, id: string): Promise<AssignmentRow | null> {
  const row = await selectAssignment(scope, id);
  return row && isStaff(row) ? row : null;
}

export const isStaff = ({ role }: Pick<AssignmentRow, 'role'>) => role === 'instructor' || role === 'teachingAssistant';
