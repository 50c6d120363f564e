import { z } from 'zod';
import type { Scope } from '#src/scope/scope.ts';
import type { ClassProblem } from './select-class.ts';
import { isStudent } from './student-columns.ts';

const HardTest = z.object({
  number: z.int(),
  name: z.string().nullable(),
  /** Who passed it, of those whose program was judged. */
  percent: z.number(),
});

const Tenth = z.object({
  /** Of the points: 0, 10 to 100. */
  percent: z.int(),
  students: z.int(),
  /** Of its bar, by the highest of 100; and where it stands. */
  height: z.number(),
  top: z.number(),
  left: z.int(),
  middle: z.int(),
});

/** How the points of a class are spread, and which tests fail most. */
export const ClassFigures = z.object({
  /** Empty while nobody has points. Drawn by the page itself: it is drawn anew with every change, which the usual charts are too slow for. */
  points: z.array(Tenth),
  hardest: z.array(HardTest),
});
export type ClassFigures = z.output<typeof ClassFigures>;

/** One row for each tenth of the points, and one for each test. */
const query = `
  select 'points' as kind, least(10, floor(g.points / nullif(g.maximum, 0) * 10))::int::text as key, count(*)::int as n, 0 as passed
  from grade g join assignment a on a.id = g.assignment_id join enrollment e on e.course_id = a.course_id and e.user_id = g.user_id
  where a.organization_id = ? and a.id = ? and g.points is not null and ${isStudent} group by 2
  union all
  select 'test', t.key, count(*)::int, count(*) filter (where t.value = 'passed')::int
  from work_progress p join assignment a on a.id = p.assignment_id
    join enrollment e on e.course_id = a.course_id and e.user_id = p.user_id, jsonb_each_text(p.tests) t
  where a.organization_id = ? and a.id = ? and p.problem_id = ? and ${isStudent} group by 2`;

interface Row {
  readonly kind: 'points' | 'test';
  readonly key: string | null;
  readonly n: number;
  readonly passed: number;
}

const mostHard = 5;

/** Of one problem, in one statement. */
export async function selectFigures(
  { em, organization }: Scope,
  assignmentId: string,
  problem: ClassProblem,
): Promise<ClassFigures> {
  const of = [organization.id, assignmentId];
  const rows = await em.execute<Row[]>(query, [...of, ...of, problem.problemId]);
  const byTenth = new Map(rows.filter(({ kind }) => kind === 'points').map(({ key, n }) => [Number(key), n]));
  const byTest = new Map(rows.filter(({ kind }) => kind === 'test').map((row) => [row.key, row]));
  const hardest = problem.tests
    .flatMap(({ id, number, name }) => {
      const row = byTest.get(id);
      return row ? [{ number, name, percent: Math.round((row.passed / row.n) * 100) }] : [];
    })
    .filter(({ percent }) => percent < 100)
    .toSorted((a, b) => a.percent - b.percent)
    .slice(0, mostHard);
  return { points: byTenth.size === 0 ? [] : spread(byTenth), hardest };
}

const barWidth = 30;

function spread(byTenth: ReadonlyMap<number, number>) {
  const most = Math.max(...byTenth.values());
  return Array.from({ length: 11 }, (_, tenth) => {
    const students = byTenth.get(tenth) ?? 0;
    const height = Math.round((students / most) * 1_000) / 10;
    const left = tenth * barWidth;
    return { percent: tenth * 10, students, height, top: 120 - height, left, middle: left + 12 };
  });
}
