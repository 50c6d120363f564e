import { z } from 'zod';
import { selectSubmission, submissionPath, type SubmissionRow } from '#plugins/submissions';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page, redirect } from '#src/http/reply.ts';
import { emptyForm, get, idOf, post, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { ratingPath } from '../../paths.ts';
import { RatingForm, rateReview } from './rate-review.ts';
import { selectRated, type RatedReview } from './select-rated.ts';

const Rating = z.object({
  submissionId: z.uuid(),
  problemTitle: z.string(),
  /** Whether there is a review, and the reader is whom it was written for. */
  mayRate: z.boolean(),
  isRated: z.boolean(),
  satisfaction: z.int().nullable(),
  form: FormFields,
  stars: z.array(z.string()),
  suggestions: z.array(z.object({ field: z.string(), file: z.string(), from: z.int(), to: z.int(), count: z.int() })),
});

/** As a part of the panel, and as a page for whoever has no script. */
const ratingView = view('ai-reviews/quality/rating', Rating);
const ratingPageView = view('ai-reviews/quality/rate', Rating);

const params = z.object({ id: idOf('submission') });
const allow = (scope: Scope, { id }: z.output<typeof params>) => selectSubmission(scope, id);

/** What the person for whom a review was written thinks of it [H3-01, H3-10]. */
export const ratingRoutes = [
  get(ratingPath(':id'), {
    summary: 'What somebody thinks of the review of their submission',
    answer: ratingPageView,
    params,
    allow,
    async handle(scope, { row, visit }) {
      const shown = visit.representation === 'page' ? ratingPageView : ratingView;
      return draw(shown, { ...row, rated: await selectRated(scope, row.id) }, emptyForm);
    },
  }),

  post(ratingPath(':id'), {
    summary: 'Rates the review of your own submission, anew as often as you like',
    answer: ratingView,
    params,
    body: RatingForm,
    allow: async (scope, asked) => {
      const row = await allow(scope, asked);
      const rated = row?.isOwn && (await selectRated(scope, row.id));
      return rated ? { ...row, rated } : null;
    },
    async handle(scope, { body, row, visit }) {
      await rateReview(scope, row.rated, body);
      if (visit.representation === 'page') return redirect(submissionPath(row.id), { said: 'ai-reviews.rating.said' });
      return draw(ratingView, { ...row, rated: await selectRated(scope, row.id) }, emptyForm);
    },
    again: async (_scope, { row, visit }, form) =>
      draw(visit.representation === 'page' ? ratingPageView : ratingView, row, form),
  }),
];

type Rated = SubmissionRow & { readonly rated: RatedReview | null };

function draw(shown: typeof ratingView, { id, problemTitle, isOwn, rated }: Rated, form: FormState) {
  const standing = rated?.rating ?? null;
  return page(
    shown,
    {
      submissionId: id,
      problemTitle,
      mayRate: isOwn && rated !== null,
      isRated: standing !== null,
      satisfaction: standing?.satisfaction ?? null,
      form: formFields(form, standing ? fieldsOf(standing) : {}),
      stars: ['1', '2', '3', '4', '5'],
      suggestions: (rated?.suggestions ?? []).map(({ file, lineStart: from, lineEnd: to }, index) => {
        return { field: `helpful.${index}`, file, from, to, count: to - from + 1 };
      }),
    },
    { title: problemTitle },
  );
}

const fieldsOf = ({ helpful, ...standing }: NonNullable<RatedReview['rating']>) => ({
  ...standing,
  ...Object.fromEntries(
    helpful.flatMap((helps, index) => (helps === null ? [] : [[`helpful.${index}`, helps ? 'yes' : 'no']])),
  ),
});
