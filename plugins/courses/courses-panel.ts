import { z } from 'zod';
import { homePanel } from '#plugins/organizations';
import { view } from '#src/views.ts';
import { courseList, listCourses } from './course-list.ts';
import { coursesPath, Listed } from './course-views.ts';

const shown = 5;

/** The first courses of somebody, and where there are none, how they come. */
export const coursesPanel = homePanel({
  name: 'courses',
  view: view('courses/panel', z.object({ courses: z.array(Listed), more: z.string().nullable() })),
  async load(scope) {
    if (scope.actor.kind !== 'user') return null;
    const { rows, meta } = await listCourses(scope, courseList.query.parse({ limit: shown }), scope.actor.id);
    return { courses: [...rows], more: (meta.total ?? 0) > shown ? coursesPath : null };
  },
});
