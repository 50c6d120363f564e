import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { counted, PagerFields, SortField } from '#src/http/list/list-schemas.ts';
import { page } from '#src/http/reply.ts';
import { emptyForm } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { LmsFields, lmsFields } from '../lms/lms-columns.ts';
import { gradebookList, listGradebook, type GradebookQuery } from './gradebook-list.ts';
import { selectAssignments, type GradedAssignment } from './select-assignments.ts';
import { selectMeans } from './select-means.ts';
import { selectCells, type Cell } from './select-cells.ts';
import type { TaughtCourse } from './select-taught-course.ts';

const ShownCell = z.object({
  points: z.number().nullable(),
  maximum: z.number(),
  latePercent: z.number(),
  isOverridden: z.boolean(),
  isAdjusted: z.boolean(),
  lms: LmsFields,
});

export const gradebookView = view(
  'grading/gradebook',
  PagerFields.extend({
    courseId: z.uuid(),
    title: z.string().nullable(),
    assignments: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        points: z.number(),
        dueAt: z.iso.datetime().nullable(),
        mean: z.number().nullable(),
        drift: z.int(),
      }),
    ),
    /** Of all assignments: which are shown, from 1. */
    part: z.object({
      first: z.int(),
      last: z.int(),
      all: z.int(),
      older: z.string().nullable(),
      newer: z.string().nullable(),
    }),
    drift: z.int(),
    worth: z.number(),
    rows: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        total: z.number().nullable(),
        cells: z.array(z.object({ assignmentId: z.uuid(), cell: ShownCell.nullable() })),
      }),
    ),
    sorts: z.object({ name: SortField, total: SortField }),
    form: FormFields,
    isNarrowed: z.boolean(),
  }),
);

/** Of a long course as many as fit beside each other. */
const mostColumns = 8;

export const gradebookPath = (courseId: string) => `/courses/${courseId}/grades`;

/** Students by assignments, ours beside the LMS's; in five statements. */
export async function gradebookPage(scope: Scope, { id: courseId, title }: TaughtCourse, query: GradebookQuery) {
  const all = await selectAssignments(scope, courseId);
  const first = Math.min(query.from ?? Math.max(1, all.length - mostColumns + 1), Math.max(1, all.length));
  const shown = all.slice(first - 1, first - 1 + mostColumns);
  const { rows, meta } = await listGradebook(scope, query, courseId);
  const means = await selectMeans(
    scope,
    courseId,
    shown.map(({ id }) => id),
  );
  const cells = await selectCells(
    scope,
    shown,
    rows.map(({ id }) => id),
  );
  const byPlace = new Map(cells.map((cell) => [`${cell.userId} ${cell.assignmentId}`, cell]));
  const path = gradebookPath(courseId);
  const data = {
    courseId,
    title,
    assignments: shown.map((one) => columnFields(one, means.get(one.id) ?? null)),
    part: partOf(all.length, first, path, query),
    drift: all.reduce((sum, { drift }) => sum + drift, 0),
    worth: all.reduce((sum, { points }) => sum + points, 0),
    rows: rows.map((row) => ({
      ...row,
      cells: shown.map(({ id }) => ({ assignmentId: id, cell: cellFields(byPlace.get(`${row.id} ${id}`)) })),
    })),
    sorts: gradebookList.sorts(path, query),
    form: formFields(emptyForm, { q: query.q }),
    isNarrowed: query.q !== undefined,
    meta: counted(meta),
    links: gradebookList.links(path, query, meta),
  };
  return page(gradebookView, data, { meta });
}

const columnFields = ({ id, title, points, dueAt, drift }: GradedAssignment, mean: number | null) => ({
  id,
  title,
  points,
  dueAt: dueAt && new Date(dueAt).toISOString(),
  mean,
  drift,
});

const cellFields = (cell: Cell | undefined) => (cell ? { ...cell, lms: lmsFields(cell) } : null);

function partOf(all: number, first: number, path: string, { q, page: at = 1 }: GradebookQuery) {
  const to = (from: number) =>
    `${path}?${new URLSearchParams({ ...(q ? { q } : {}), page: String(at), from: String(from) }).toString()}`;
  const last = Math.min(all, first - 1 + mostColumns);
  return {
    first,
    last,
    all,
    older: first > 1 ? to(Math.max(1, first - mostColumns)) : null,
    newer: last < all ? to(Math.min(first + mostColumns, all)) : null,
  };
}
