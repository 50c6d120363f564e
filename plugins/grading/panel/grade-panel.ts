import { z } from 'zod';
import { assignmentPanel, isStaff } from '#plugins/assignments';
import { livePath, topicAddress } from '#src/http/live/topic.ts';
import { view } from '#src/views.ts';
import { GradeFields } from './grade-fields.ts';
import { gradeTopic, readGrade } from './grade-topic.ts';

/** A student's grade on the page of the assignment. */
export const gradePanel = assignmentPanel({
  name: 'grade',
  view: view('grading/grade-panel', GradeFields.extend({ assignmentId: z.uuid(), live: z.string() })),
  async load(scope, row) {
    if (isStaff(row)) return null;
    const address = topicAddress(gradeTopic, { assignmentId: row.id, userId: row.userId });
    return { ...(await readGrade(scope, row)), assignmentId: row.id, live: livePath([address]) };
  },
});
