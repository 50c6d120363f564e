import { z } from 'zod';
import { view } from '#src/views.ts';
import { homePanel } from './home-panel.ts';

/** Where nothing has come from a course yet: how that happens. */
export const coursesPanel = homePanel({
  name: 'courses',
  view: view('organizations/home/courses-panel', z.object({})),
  load: async () => ({}),
});
