import { z } from 'zod';
import { coursePanel } from '#plugins/courses';
import { signedInUser } from '#src/sessions/signed-in-user.ts';
import { view } from '#src/views.ts';
import { rulesOf, type RulesRow } from './rules/rules.ts';
import { rulesColumns, rulesJoin } from './rules/rules-sql.ts';
import { isStaff } from './select-assignment.ts';

const shown = 200;

/** Without those whose link may never have come to be. Before it opens, learners see neither its name nor that there is something. */
const query = `
  select a.id, a.title, p.points, p.problems, a.is_optional as "isOptional", ${rulesColumns}
  from assignment a join enrollment e on e.course_id = a.course_id ${rulesJoin}
    cross join lateral (
      select coalesce(sum(points), 0)::float8 as points, count(*)::int as problems
      from assignment_problem where assignment_id = a.id) p
  where a.organization_id = ? and a.course_id = ? and e.user_id = ? and not a.is_awaiting_link
    and (?::boolean or a.release_at is null or a.release_at <= ?)
  order by "dueAt" nulls last, lower(a.title), a.id limit ${shown}`;

const instant = z.iso.datetime().nullable();

const Listed = z.object({
  id: z.uuid(),
  title: z.string(),
  /** Null once it is open. */
  opensAt: instant,
  /** For the reader, with what was given to them. */
  dueAt: instant,
  lateUntil: instant,
  minutes: z.int().nullable(),
  isOptional: z.boolean(),
  points: z.number(),
  problems: z.int(),
});

type Selected = RulesRow & Pick<z.output<typeof Listed>, 'id' | 'title' | 'isOptional' | 'points' | 'problems'>;

/** What there is to solve in a course, by when it is due for the reader. One statement. */
export const courseAssignments = coursePanel({
  name: 'assignments',
  view: view('assignments/course-panel', z.object({ assignments: z.array(Listed) })),
  async load(scope, course) {
    const now = scope.now();
    const values = [scope.organization.id, course.id, signedInUser(scope), isStaff(course), now];
    const rows = await scope.em.execute<Selected[]>(query, values);
    return rows.length === 0 ? null : { assignments: rows.map((row) => listed(row, now)) };
  },
});

function listed({ id, title, isOptional, points, problems, ...row }: Selected, now: Date) {
  const { releaseAt, dueAt, lateUntil, minutes } = rulesOf(row);
  return {
    id,
    title,
    isOptional,
    points,
    problems,
    minutes,
    opensAt: releaseAt && releaseAt > now ? releaseAt.toISOString() : null,
    dueAt: dueAt?.toISOString() ?? null,
    lateUntil: lateUntil?.toISOString() ?? null,
  };
}
