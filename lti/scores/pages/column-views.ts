import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { counted, PagerFields } from '#src/http/list/list-schemas.ts';
import type { ListPage } from '#src/http/list/read-list.ts';
import { livePath, topicAddress } from '#src/http/live/topic.ts';
import { page } from '#src/http/reply.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import { view } from '#src/views.ts';
import { profileOf } from '../../platforms/profile.ts';
import { scoreStates } from '../../score.entity.ts';
import { gradeScopes } from '../../advantage/grade-names.ts';
import { canReadResults } from '../can-read-results.ts';
import { columnProgress, Progress, StateCounts } from './column-counts.ts';
import {
  columnList,
  scoreList,
  type ColumnQuery,
  type ListedColumn,
  type ListedScore,
  type ScoreQuery,
} from './column-list.ts';
import { columnsPath } from './places.ts';
import type { ColumnRow, StateCounts as Counts } from './select-column.ts';

const Column = StateCounts.extend({
  id: z.uuid(),
  label: z.string().nullable(),
  contextId: z.uuid().nullable(),
  courseTitle: z.string().nullable(),
  isGone: z.boolean(),
  reconciledAt: z.iso.datetime().nullable(),
});

export const columnListView = view(
  'lti/scores/columns',
  PagerFields.extend({
    columns: z.array(Column),
    /** Of one course: its title and where a test score is sent from. */
    contextId: z.uuid().nullable(),
    courseTitle: z.string().nullable(),
  }),
);

export const Score = z.object({
  id: z.uuid(),
  name: z.string(),
  state: z.enum(scoreStates),
  scoreGiven: z.number().nullable(),
  scoreMaximum: z.number().nullable(),
  sentAt: z.iso.datetime().nullable(),
  resultScore: z.number().nullable(),
  resultMaximum: z.number().nullable(),
  resultReadAt: z.iso.datetime().nullable(),
  /** Why it did not arrive: a code, and what the LMS said. */
  reason: z.string().nullable(),
  words: z.string().nullable(),
  tryAfter: z.iso.datetime().nullable(),
});

export const columnView = view(
  'lti/scores/column',
  PagerFields.extend({
    ...Progress.shape,
    id: z.uuid(),
    label: z.string().nullable(),
    contextId: z.uuid().nullable(),
    courseTitle: z.string().nullable(),
    /** What the product is called; null for one that we do not know. */
    lms: z.string().nullable(),
    scoreMaximum: z.number().nullable(),
    isGone: z.boolean(),
    /** Whether the LMS lets us send scores, and read what it has. */
    canSend: z.boolean(),
    canCompare: z.boolean(),
    reconciledAt: z.iso.datetime().nullable(),
    problem: z.string().nullable(),
    scores: z.array(Score),
    states: z.array(z.enum(scoreStates)),
    isNarrowed: z.boolean(),
    live: z.string(),
    form: FormFields,
  }),
);

export function columnListPage(query: ColumnQuery, { rows, meta }: ListPage<ListedColumn>) {
  const contextId = query.context ?? null;
  const data = {
    columns: rows.map((row) => ({ ...row, reconciledAt: instant(row.reconciledAt) })),
    contextId,
    courseTitle: contextId === null ? null : (rows[0]?.courseTitle ?? null),
    meta: counted(meta),
    links: columnList.links(columnsPath, query, meta),
  };
  return page(columnListView, data, { meta });
}

export function columnPage(
  row: ColumnRow,
  counts: Counts,
  query: ScoreQuery,
  { rows, meta }: ListPage<ListedScore>,
  form: FormState = emptyForm,
) {
  const data = {
    ...row,
    counts,
    lms: lmsName(row.family),
    canSend: row.scopes.includes(gradeScopes.score) && row.url !== null,
    canCompare: canReadResults(row),
    reconciledAt: instant(row.reconciledAt),
    scores: rows.map(drawnScore),
    states: [...scoreStates],
    isNarrowed: query.state !== undefined,
    live: livePath([topicAddress(columnProgress, { lineItemId: row.id })]),
    form: formFields(form, { state: query.state }),
    meta: counted(meta),
    links: scoreList.links(`${columnsPath}/${row.id}`, query, meta),
  };
  return page(columnView, data, { meta });
}

export const drawnScore = (row: ListedScore) => ({
  ...row,
  sentAt: instant(row.sentAt),
  resultReadAt: instant(row.resultReadAt),
  tryAfter: instant(row.tryAfter),
});

export const lmsName = (family: string | null) => {
  const { family: known, name } = profileOf(family);
  return known === 'other' ? null : name;
};

export const instant = (at: string | Date | null) => at && new Date(at).toISOString();
