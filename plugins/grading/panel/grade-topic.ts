import { z } from 'zod';
import { selectAssignment, type AssignmentRow } from '#plugins/assignments';
import { defineTopic, liveTopic } from '#src/http/live/topic.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { gradeFields, GradeFields } from './grade-fields.ts';
import { selectGrade } from './select-grade.ts';

const gradeView = view('grading/grade', GradeFields);

/** Somebody's own grade, while they look at the page of an assignment. */
export const gradeTopic = defineTopic({
  name: 'grading.grade',
  params: z.object({ assignmentId: z.uuid(), userId: z.uuid() }),
  target: ({ assignmentId }) => `grade-${assignmentId}`,
  async allow(scope, { assignmentId, userId }) {
    const row = await selectAssignment(scope, assignmentId);
    return row?.userId === userId ? row : null;
  },
  draw: async (scope, row) => ({ view: gradeView, data: await readGrade(scope, row) }),
});

export const liveGrades = liveTopic(gradeTopic);

export const readGrade = async (scope: Scope, assignment: AssignmentRow): Promise<GradeFields> =>
  gradeFields(await selectGrade(scope, { assignmentId: assignment.id, userId: assignment.userId }), assignment, {
    isForStaff: false,
  });
