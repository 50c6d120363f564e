import { z } from 'zod';
import { coursePanel } from '#plugins/courses';
import { view } from '#src/views.ts';
import { gradebookPath } from '../gradebook/gradebook-page.ts';

/** From a course to its grades, for those who teach it. */
export const courseGrades = coursePanel({
  name: 'grades',
  view: view('grading/course-panel', z.object({ path: z.string() })),
  load: async (_scope, { id, role }) =>
    role === 'instructor' || role === 'teachingAssistant' ? { path: gradebookPath(id) } : null,
});
