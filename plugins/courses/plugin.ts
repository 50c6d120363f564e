import { navItem, you } from '#src/http/nav-item.ts';
import { definePlugin } from '#src/plugin.ts';
import { courseRoutes } from './course-routes.ts';
import { coursesPath } from './course-views.ts';
import { Course } from './course.entity.ts';
import { coursesPanel } from './courses-panel.ts';
import { Enrollment } from './enrollment.entity.ts';
import { launches } from './launches.ts';

const ownPlace = navItem({
  heading: you,
  label: 'courses.nav.courses',
  path: coursesPath,
  icon: 'book',
  isFor: ({ kind }) => kind === 'user',
});

export default definePlugin({
  name: 'courses',
  requires: ['lti', 'organizations'],
  entities: [Course, Enrollment],
  routes: courseRoutes,
  contributes: [...launches, coursesPanel, ownPlace],
});
