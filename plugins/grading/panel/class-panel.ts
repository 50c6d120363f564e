import { z } from 'zod';
import { assignmentPanel, isStaff } from '#plugins/assignments';
import { view } from '#src/views.ts';
import { countClass, ClassCounts } from '../students/count-class.ts';

/** How a class stands, on the page of the assignment for those who teach it. */
export const classPanel = assignmentPanel({
  name: 'class',
  view: view('grading/class-panel', ClassCounts.extend({ assignmentId: z.uuid() })),
  load: async (scope, row) => (isStaff(row) ? { ...(await countClass(scope, row)), assignmentId: row.id } : null),
});
