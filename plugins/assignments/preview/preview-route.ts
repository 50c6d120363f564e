import { z } from 'zod';
import { page } from '#src/http/reply.ts';
import { get, idOf } from '#src/http/route.ts';
import { view } from '#src/views.ts';
import { assignmentPage } from '../page/assignment-page.ts';
import { assignmentView } from '../page/assignment-view.ts';
import { assignmentsPath } from '../paths.ts';
import { selectTaughtAssignment } from '../select-assignment.ts';

const previewView = view('assignments/preview', assignmentView.schema);

/** The page of an assignment for those who teach, as a learner has it who has handed in nothing. */
export const previewRoute = get(`${assignmentsPath}/:id/preview`, {
  summary: 'An assignment as its learners see it',
  answer: previewView,
  params: z.object({ id: idOf('assignment') }),
  query: z.object({
    problem: z.uuid().optional(),
    begun: z.boolean().default(false).describe('As if the clock of the time limit had just been started'),
  }),
  allow: (scope, { id }) => selectTaughtAssignment(scope, id),
  async handle(scope, { row, query }) {
    const { problem, begun } = query;
    const starts = begun ? [scope.now()] : [];
    const learner = { ...row, role: 'learner', startedAt: starts[0] ?? null, starts } as const;
    const shown = await assignmentPage(scope, learner, { problem, isPreview: true });
    if (shown.kind !== 'view') return shown;
    return page(previewView, shown.data as z.output<typeof assignmentView.schema>, { title: row.title });
  },
});
