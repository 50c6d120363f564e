import { z } from 'zod';
import { assignmentChanged, concernsAssignment, selectCountedPeople } from '#plugins/assignments';
import { submissionJudged } from '#plugins/submissions';
import { on } from '#src/events.ts';
import { defineJob, type Job } from '#src/jobs/job.ts';
import type { Scope } from '#src/scope/scope.ts';
import { makeGrade } from './make-grade.ts';
import { columnMade } from './telling/column-made.ts';

/** A verdict of an assignment's submission may change a grade. */
export const gradeJudged = on(submissionJudged, {
  name: 'grading.gradeJudged',
  wants: concernsAssignment,
  async run(scope, { submissionId }) {
    // In the order of their ids, so that two verdicts of one group never wait for each other.
    const people = await selectCountedPeople(scope, submissionId);
    for (const person of people.toSorted((a, b) => a.userId.localeCompare(b.userId))) await makeGrade(scope, person);
  },
});

/** Other rules may change every grade; the page says how many are still to be made. */
export const gradeAnew = on(assignmentChanged, {
  name: 'grading.gradeAnew',
  work: 'steps',
  run: (scope, { assignmentId }) => makeGrades(scope, { assignmentId, isRepeated: false }),
});

/** What waited for a column is told. */
export const tellWaiting = on(columnMade, {
  name: 'grading.tellWaiting',
  work: 'steps',
  run: (scope, { assignmentId }) => makeGrades(scope, { assignmentId, isRepeated: false }),
});

const Data = z.object({ assignmentId: z.uuid() });

/** Somebody wants the LMS told again of every grade of an assignment. */
export const tellAgainJob: Job<z.output<typeof Data>> = defineJob({
  name: 'grading.tellAgain',
  data: Data,
  work: 'steps',
  run: (scope, { assignmentId }) => makeGrades(scope, { assignmentId, isRepeated: true }),
});

interface Asked {
  readonly assignmentId: string;
  readonly isRepeated: boolean;
}

/** Each in a transaction of its own, so that nobody's new verdict waits for the whole class. */
async function makeGrades(scope: Scope, { assignmentId, isRepeated }: Asked) {
  const rows = await scope.transaction(
    ({ em, organization }) =>
      em.execute<{ userId: string }[]>(
        `select user_id as "userId" from grade where organization_id = ? and assignment_id = ? order by user_id`,
        [organization.id, assignmentId],
      ),
    { readOnly: true },
  );
  for (const { userId } of rows) await makeGrade(scope, { assignmentId, userId }, { isRepeated });
}
