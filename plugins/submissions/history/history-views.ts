import { z } from 'zod';
import { knownLanguages, languageName } from '#plugins/problems';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { counted, PagerFields } from '#src/http/list/list-schemas.ts';
import { page, type PageMeta } from '#src/http/reply.ts';
import { emptyForm } from '#src/http/route.ts';
import { view } from '#src/views.ts';
import { verdictKind } from '../verdict/kinds.ts';
import { reviewStatuses, statuses, statusOf, verdicts } from '../verdicts.ts';
import { verdictOf } from './asked-status.ts';
import { submissionList, type ListedSubmission, type SubmissionQuery } from './submission-list.ts';

export const Listed = z.object({
  id: z.uuid(),
  problemId: z.uuid(),
  problemTitle: z.string(),
  userId: z.uuid(),
  userName: z.string(),
  language: z.string(),
  languageName: z.string(),
  status: z.enum(statuses),
  verdict: z.enum(verdicts),
  reviewStatus: z.enum(reviewStatuses).nullable(),
  /** Whether a review of it can be read. */
  hasFeedback: z.boolean(),
  kind: z.string(),
  points: z.number(),
  maxPoints: z.number(),
  passedTests: z.int(),
  totalTests: z.int(),
  timeMs: z.number().nullable(),
  memoryKb: z.number().nullable(),
  acceptedAt: z.iso.datetime(),
});

export const historyView = view(
  'submissions/history',
  PagerFields.extend({
    submissions: z.array(Listed),
    /** Of one problem. */
    problem: z.object({ title: z.string(), page: z.string(), solve: z.string().nullable() }).nullable(),
    /** Whose they are, where they are somebody else's; everybody's, where several people's. */
    userName: z.string().nullable(),
    isEverybodys: z.boolean(),
    isNarrowed: z.boolean(),
    isComparable: z.boolean(),
    path: z.string(),
    form: FormFields,
    languages: z.array(z.object({ value: z.string(), label: z.string() })),
  }),
);

export const listed = (row: ListedSubmission): z.output<typeof Listed> => ({
  ...row,
  languageName: languageName(row.language),
  status: statusOf(row.verdict, row.reviewStatus),
  hasFeedback: row.reviewStatus === 'COMPLETE',
  kind: verdictKind(row),
  acceptedAt: new Date(row.acceptedAt).toISOString(),
});

export interface Shown {
  readonly path: string;
  readonly query: SubmissionQuery;
  readonly found: { readonly rows: readonly ListedSubmission[]; readonly meta: PageMeta };
  readonly problem?: { readonly title: string; readonly page: string; readonly solve: string | null };
  readonly userName?: string | null;
  readonly isEverybodys?: boolean;
}

export function historyPage({ path, query, found, problem, userName = null, isEverybodys = false }: Shown) {
  const { rows, meta } = found;
  const { status, language } = query;
  return page(
    historyView,
    {
      submissions: rows.map(listed),
      problem: problem ?? null,
      userName,
      isEverybodys,
      isNarrowed: status !== undefined || language !== undefined,
      isComparable: rows.length > 1,
      path,
      form: formFields(emptyForm, { status: verdictOf(status), language }),
      languages: [...knownLanguages],
      meta: counted(meta),
      links: submissionList.links(path, query, meta),
    },
    { meta },
  );
}
