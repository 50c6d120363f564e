import type { TestStatus } from '#plugins/problems';
import type { Scope } from '#src/scope/scope.ts';
import { lineItemOf } from '../line-item-of.ts';

/** One test of a problem: its place from 1, and its name where students see it too. */
export interface ClassTest {
  readonly id: string;
  readonly number: number;
  readonly name: string | null;
}

export interface ClassProblem {
  readonly problemId: string;
  readonly title: string;
  readonly points: number;
  readonly position: number;
  readonly tests: readonly ClassTest[];
}

/** What a class works on, and where the LMS hears of it. */
export interface ClassWork {
  readonly problems: readonly ClassProblem[];
  /** Null where the LMS keeps no column. */
  readonly lineItemId: string | null;
  readonly reconciledAt: string | null;
  /** Of the course, by which the class can be narrowed. */
  readonly groups: readonly ClassGroup[];
}

export interface ClassGroup {
  readonly value: string;
  readonly label: string;
}

export type TestsOfStudent = Readonly<Record<string, TestStatus>>;

interface Row extends Omit<ClassProblem, 'tests'> {
  readonly tests: readonly { readonly id: string; readonly name: string | null }[];
  readonly lineItemId: string | null;
  readonly reconciledAt: string | null;
  readonly groups: readonly ClassGroup[];
}

const mostGroups = 2_000;

const query = `
  select ap.problem_id as "problemId", p.title, ap.points::float8 as points, ap.position, v.shown -> 'tests' as tests,
    i.id as "lineItemId", i.reconciled_at as "reconciledAt", sets.groups
  from assignment a join course c on c.id = a.course_id join assignment_problem ap on ap.assignment_id = a.id
    join problem p on p.id = ap.problem_id join problem_version v on v.id = ap.version_id
    left join lateral ${lineItemOf} i on true
    cross join lateral (
      select coalesce(json_agg(json_build_object('value', g.id, 'label', g.set_name || ': ' || g.name)
        order by g.set_name = a.group_set desc nulls last, g.set_name, g.name), '[]') as groups
      from (select * from course_group where course_id = a.course_id limit ${mostGroups}) g) sets
  where a.organization_id = ? and a.id = ? order by ap.position`;

/** In one statement; the caller has allowed the reader. */
export async function selectClass({ em, organization }: Scope, assignmentId: string): Promise<ClassWork> {
  const rows = await em.execute<Row[]>(query, [organization.id, assignmentId]);
  const problems = rows.map(({ problemId, title, points, position, tests }) => ({
    problemId,
    title,
    points,
    position,
    tests: tests.map(({ id, name }, index) => ({ id, name, number: index + 1 })),
  }));
  const { lineItemId = null, reconciledAt = null, groups = [] } = rows[0] ?? {};
  return { problems, lineItemId, reconciledAt, groups };
}
