import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page } from '#src/http/reply.ts';
import type { FormState } from '#src/http/route.ts';
import { view } from '#src/views.ts';
import { ReviewFields } from '../../page/review-view.ts';
import { lineId, linedFiles, saidFields } from '../../page/written-fields.ts';
import { scales } from './review-assessment.entity.ts';
import type { SampledRow } from './select-sampled.ts';

const Sampled = z.object({
  id: z.uuid(),
  problemId: z.uuid(),
  problemTitle: z.string(),
  language: z.string(),
  files: z.array(
    z.object({ path: z.string(), lines: z.array(z.object({ id: z.string(), label: z.string(), text: z.string() })) }),
  ),
  passedTests: z.int(),
  totalTests: z.int(),
  /** What the review says, and nothing of who says it. */
  said: ReviewFields.shape.soFar.unwrap(),
});

export const sampleView = view(
  'ai-reviews/quality/sample',
  z.object({
    left: z.int(),
    sampled: Sampled.nullable(),
    form: FormFields,
    scales: z.array(z.enum(scales)),
    stars: z.array(z.string()),
  }),
);

/** The page on which one sampled review is assessed; with null it says that there is none left. */
export const samplePage = (row: SampledRow | null, form: FormState) =>
  page(sampleView, {
    left: row?.left ?? 0,
    sampled: row && sampledOf(row),
    form: formFields(form),
    scales: [...scales],
    stars: ['1', '2', '3', '4', '5'],
  });

function sampledOf({ files, left: _left, content, submissionId, ...row }: SampledRow) {
  const said = saidFields(content, submissionId);
  // The usual links lead to the page of the review, which says who wrote it.
  const suggestions = said.suggestions.map((one) => ({ ...one, href: `#${lineId(one.file, one.lineStart)}` }));
  return { ...row, files: linedFiles(files), said: { ...said, suggestions } };
}
