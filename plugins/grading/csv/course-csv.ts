import type { Scope } from '#src/scope/scope.ts';
import { selectAssignments, type GradedAssignment } from '../gradebook/select-assignments.ts';
import { isStudent } from '../students/student-columns.ts';
import { inPages } from './in-pages.ts';

interface Row {
  readonly key: string;
  readonly name: string;
  readonly email: string | null;
  /** By assignment. */
  readonly points: Readonly<Record<string, number | null>>;
}

const pageSize = 200;

const query = `
  select e.user_id as key, u.name, u.email, coalesce(g.points, '{}') as points
  from enrollment e join "user" u on u.id = e.user_id
    left join lateral (select jsonb_object_agg(g.assignment_id, g.points) as points
      from grade g join assignment a on a.id = g.assignment_id
      where g.organization_id = e.organization_id and g.user_id = e.user_id and a.course_id = e.course_id) g on true
  where e.organization_id = ? and e.course_id = ? and ${isStudent} and (?::uuid is null or e.user_id > ?::uuid)
  order by e.user_id limit ${pageSize}`;

/** One line for each student of a course, with a column for each assignment; each page in a transaction of its own. */
export async function* courseCsv(scope: Scope, courseId: string) {
  const assignments = await scope.transaction((inside) => selectAssignments(inside, courseId), { readOnly: true });
  yield ['id', 'name', 'email', ...assignments.map(columnName), 'total'];
  const rows = inPages((after) =>
    scope.transaction(({ em, organization }) => em.execute<Row[]>(query, [organization.id, courseId, after, after]), {
      readOnly: true,
    }),
  );
  for await (const { key, name, email, points } of rows) {
    const given = assignments.map(({ id }) => points[id] ?? null);
    yield [key, name, email, ...given, total(given)];
  }
}

const columnName = ({ title, points }: GradedAssignment) => `${title} (${points})`;

function total(given: readonly (number | null)[]) {
  const counted = given.filter((points) => points !== null);
  return counted.length === 0 ? null : Math.round(counted.reduce((sum, points) => sum + points, 0) * 10_000) / 10_000;
}
