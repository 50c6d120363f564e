import { z } from 'zod';
import { nothing, page, redirect } from '#src/http/reply.ts';
import { del, idOf, post, put } from '#src/http/route.ts';
import { versionField } from '#src/http/stale-save/versioned.ts';
import { allowEditing } from '../allow-problem.ts';
import { ProblemContent } from '../content/problem-content.ts';
import { problemPath, problemsPath } from '../paths.ts';
import { removeProblem } from './remove-problem.ts';
import { restoreProblem } from './restore-problem.ts';
import { saveDraft } from './save-draft.ts';
import { savedOf, savedView } from './saved-view.ts';

const ById = z.object({ id: idOf('problem') });

/** Parts of a problem, of which those that are absent stay; without defaults, which would take away what is there. */
const Changes = z.object(
  Object.fromEntries(
    Object.entries(ProblemContent.shape).map(([name, field]) => [
      name,
      ('unwrap' in field ? (field.unwrap() as z.ZodType) : (field as z.ZodType)).optional(),
    ]),
  ),
) as unknown as z.ZodType<Partial<ProblemContent>>;

/** What is done with a whole problem. */
export const changeRoutes = [
  put(`${problemsPath}/:id`, {
    summary: 'Changes parts of the draft; what is absent stays',
    answer: savedView,
    params: ById,
    maxBytes: 20_000_000,
    body: z.object({ version: versionField }).and(Changes),
    allow: allowEditing,
    async handle(scope, { row, body: { version, ...changes } }) {
      const change = (content: ProblemContent) => ({ ...content, ...changes });
      return page(savedView, savedOf(await saveDraft(scope, { problemId: row.id, version, change })));
    },
  }),

  del(`${problemsPath}/:id`, {
    summary: 'Takes a problem away: for good, or out of the catalogue where there are submissions',
    params: ById,
    allow: allowEditing,
    async handle(scope, { row }) {
      await removeProblem(scope, row.id);
      return nothing;
    },
  }),

  post(`${problemsPath}/:id/removal`, {
    summary: 'The same, by the form of a page',
    params: ById,
    body: z.object({}),
    allow: allowEditing,
    async handle(scope, { row }) {
      const isGone = await removeProblem(scope, row.id);
      return isGone
        ? redirect(problemsPath, { said: 'problems.removal.gone' })
        : redirect(problemPath(row.id), { said: 'problems.removal.kept' });
    },
  }),

  post(`${problemsPath}/:id/restoration`, {
    summary: 'Brings a problem back that was taken out of the catalogue',
    params: ById,
    body: z.object({}),
    allow: allowEditing,
    async handle(scope, { row }) {
      await restoreProblem(scope, row.id);
      return redirect(problemPath(row.id), { said: 'problems.removal.restored' });
    },
  }),
];
