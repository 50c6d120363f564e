import { z } from 'zod';
import { readStatement } from '#plugins/problems';
import { notFound } from '#src/errors.ts';
import { page, redirect } from '#src/http/reply.ts';
import { post, put, type Route } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { mostBytes } from '../source-input.ts';
import type { PlaceOfWork, WorkPlaces } from '../workspace/place-of-work.ts';
import { conflictPage } from './conflict-page.ts';
import { DraftInput, draftedFiles } from './drafted-files.ts';
import { saveDraft } from './save-draft.ts';
import { startAgain } from './start-again.ts';

const savedView = view('submissions/drafts/saved', z.object({ saves: z.int(), savedAt: z.iso.datetime().nullable() }));

const Language = z.string().max(50);

/** What somebody types is kept by problem and language, theirs alone; these are the addresses for it at a kind of places. */
export const draftRoutes = <Shape extends z.ZodRawShape, Place extends PlaceOfWork>(
  places: WorkPlaces<Shape, Place>,
): readonly Route[] => [savingRoute(places), switchingRoute(places), restartRoute(places)];

interface InLanguage {
  readonly language: string;
}

/** The names of a place and a language behind it. */
const inLanguage = <Shape extends z.ZodRawShape, Place extends PlaceOfWork>({
  params,
  allow,
}: WorkPlaces<Shape, Place>) => ({
  params: z.object({ ...params, language: Language }) as z.ZodType as z.ZodType<InLanguage>,
  allow: (scope: Scope, given: InLanguage) => allow(scope, given as never),
});

const savingRoute = <Shape extends z.ZodRawShape, Place extends PlaceOfWork>(places: WorkPlaces<Shape, Place>) =>
  put(`${places.path}/drafts/:language`, {
    ...inLanguage(places),
    summary: 'Keeps what was typed; refused with both texts where another page saved in the meantime',
    answer: savedView,
    body: DraftInput,
    maxBytes: mostBytes,
    async handle(scope, { row, params: { language }, body }) {
      await languageOf(scope, row.versionId, language);
      const files = draftedFiles(body.files);
      return page(savedView, await saveDraft(scope, { ...row, language, files, saves: body.draftVersion }));
    },
    again: async (_scope, _input, form) => conflictPage(form),
  });

const switchingRoute = <Shape extends z.ZodRawShape, Place extends PlaceOfWork>(places: WorkPlaces<Shape, Place>) =>
  post(`${places.path}/drafts`, {
    summary: 'Keeps what was typed in one language and goes on in another, by the form of the workspace',
    params: z.object(places.params),
    body: DraftInput.extend({ drawnIn: Language, language: Language }),
    maxBytes: mostBytes,
    allow: places.allow,
    async handle(scope, { row, body }) {
      await languageOf(scope, row.versionId, body.drawnIn);
      const files = draftedFiles(body.files);
      await saveDraft(scope, { ...row, language: body.drawnIn, files, saves: body.draftVersion });
      return redirect(`${row.solve}?language=${encodeURIComponent(body.language)}`);
    },
  });

const restartRoute = <Shape extends z.ZodRawShape, Place extends PlaceOfWork>(places: WorkPlaces<Shape, Place>) =>
  post(`${places.path}/drafts/:language/restart`, {
    ...inLanguage(places),
    summary: 'Puts the given code in the place of what was typed',
    async handle(scope, { row, params: { language } }) {
      const { starter } = await languageOf(scope, row.versionId, language);
      await startAgain(scope, { ...row, language }, starter);
      const said = 'submissions.draft.restarted';
      return redirect(`${row.solve}?language=${encodeURIComponent(language)}`, { said });
    },
  });

async function languageOf(scope: Scope, versionId: string, id: string) {
  const { languages } = await readStatement(scope, versionId);
  const found = languages.find((one) => one.id === id);
  if (!found) throw notFound('language');
  return found;
}
