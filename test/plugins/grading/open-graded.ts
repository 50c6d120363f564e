import type { Assignment } from '#plugins/assignments';
import { placeKind } from '#plugins/assignments';
import { submitSource } from '#plugins/submissions';
import { Assignment as Assignments } from '../../../plugins/assignments/assignment.entity.ts';
import { makeGrade } from '../../../plugins/grading/make-grade.ts';
import { scopeIn } from '../../support/app.ts';
import { claimNames as names } from '../../support/lti/claim-names.ts';
import { openGrades, type GradesOptions } from '../../support/lti/open-grades.ts';
import type { Launches } from '../../support/lti/open-launches.ts';
import { aProblem } from '../../support/problem-factories.ts';

export type Graded = Awaited<ReturnType<typeof openGraded>>;

/** A platform with a gradebook, an assignment behind a link of it, and a student who came there by launching it. */
export async function openGraded(tool: Launches, options: GradesOptions & { readonly hasColumn?: boolean } = {}) {
  const grades = await openGrades(tool, options);
  const { hasColumn = true } = options;
  const problem = await aProblem(grades.scope, { title: 'Two sum' });
  const endpoint = hasColumn ? grades.endpoint : { ...grades.endpoint, lineitem: undefined };
  const launch = (claims: object = {}) =>
    grades.launch({
      [names.custom]: { item: `assignments.${problem.id}` },
      [names.resourceLink]: { id: hasColumn ? 'link-1' : 'bare', title: 'Week 3' },
      [names.endpoint]: endpoint,
      ...claims,
    });
  const student = await launch();
  const [assignment] = await tool.rows.rows('select id from assignment where organization_id = $1', [
    grades.organizationId,
  ]);
  const assignmentId = assignment!.id as string;
  const inside = () => scopeIn(tool.app, grades.organizationId);
  return {
    grades,
    problem,
    assignmentId,
    student,
    launch,
    inside,
    /** Sets rules past the form, whatever the dates. */
    rule: async (rules: Partial<Assignment>) =>
      (await inside()).transaction(async ({ em }) => {
        await em.nativeUpdate(Assignments, { id: assignmentId }, rules);
      }),
    /** Hands something in, and judges it with so many of four points; without points it waits. */
    handIn: async (userId: string, points: number | null, acceptedAt = new Date()) => {
      const actor = { kind: 'user', id: userId, roles: new Set(['learner'] as const) } as const;
      const scope = await scopeIn(tool.app, grades.organizationId, actor);
      const place = { kind: placeKind, id: assignmentId };
      const form = { problemId: problem.id, language: 'python', code: 'print(3)', place };
      const { id } = await submitSource(scope, form);
      await judged(await inside(), id, { points, acceptedAt });
      return id;
    },
    /** As the job that hears of a verdict. */
    make: async (userId = student.userId) => makeGrade(await inside(), { assignmentId, userId }),
    gradeOf: async (userId = student.userId) =>
      (
        await tool.rows.rows('select * from grade where user_id = $1 and assignment_id = $2', [userId, assignmentId])
      )[0],
    scoreOf: async (userId = student.userId) =>
      (await tool.rows.rows('select * from lti_score where user_id = $1', [userId]))[0],
    close: () => grades.close(),
  };
}

const judged = (
  scope: Awaited<ReturnType<typeof scopeIn>>,
  id: string,
  { points, acceptedAt }: { readonly points: number | null; readonly acceptedAt: Date },
) =>
  scope.transaction(({ em }) =>
    em.execute(
      `update submission set status = ?, points = ?, max_points = 4, judged_at = now(), accepted_at = ? where id = ?`,
      [points === null ? 'PENDING' : points === 4 ? 'ACCEPTED' : 'FAILED', points ?? 0, acceptedAt, id],
    ),
  );
