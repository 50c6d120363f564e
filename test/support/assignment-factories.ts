import type { Scope } from '#src/scope/scope.ts';
import { Assignment, type Policy } from '../../plugins/assignments/assignment.entity.ts';
import { makeAssignment } from '../../plugins/assignments/make-assignment.ts';
import type { Windows } from '#plugins/assignments';
import { aCourse, aLink, type CourseFields } from './course-factories.ts';
import { aProblem } from './problem-factories.ts';

interface Fields extends CourseFields, Partial<Windows> {
  readonly attempts?: number;
  readonly minutes?: number;
  readonly groupSet?: string;
  readonly policy?: Policy;
  readonly gradeRelease?: 'auto' | 'manual';
  /** By default a course of its own, with these people. */
  readonly courseId?: string;
  /** Of its problem; by default a sample and a hidden one. */
  readonly tests?: NonNullable<NonNullable<Parameters<typeof aProblem>[1]>['tests']>;
}

/** An assignment of one problem, behind a link of its course, as its first launch leaves it. */
export async function anAssignment(scope: Scope, { text, people = [], courseId, tests, ...rules }: Fields) {
  const course = courseId ?? (await aCourse(scope, { text, people }));
  const problem = await aProblem(scope, { title: text, ...(tests ? { tests } : {}) });
  const link = await aLink(scope, course, text);
  return scope.transaction(async (inside) => {
    const problems = [{ problemId: problem.id, points: 100 }];
    const form = { courseId: course, problems, resourceLinkId: link, title: text };
    const { id } = (await makeAssignment(inside, form))!;
    if (Object.keys(rules).length > 0) await inside.em.nativeUpdate(Assignment, { id }, rules);
    return { id, courseId: course, linkId: link, problemId: problem.id, versionId: problem.versionId };
  });
}

/** The id of the course in which an assignment stands. */
export const courseOf = (scope: Scope, assignmentId: string): Promise<string> =>
  scope.transaction(async ({ em }) => {
    const [row] = await em.execute<{ id: string }[]>('select course_id as id from assignment where id = ?', [
      assignmentId,
    ]);
    return row!.id;
  });
