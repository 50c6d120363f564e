import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page } from '#src/http/reply.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { assignmentPath } from '../paths.ts';
import type { AssignmentRow } from '../select-assignment.ts';
import { selectProblems } from '../select-problems.ts';
import { StaffHead, staffHead } from '../staff/staff-head.ts';
import { listChoosable, type ChoosableQuery } from './choosable-list.ts';
import { ChoosableFields, choosableFields } from './choosable-view.ts';

export const problemsView = view(
  'assignments/problems',
  StaffHead.extend({
    ...ChoosableFields.shape,
    version: z.int(),
    form: FormFields,
    problems: z.array(
      z.object({ id: z.uuid(), title: z.string(), prefix: z.string(), isFirst: z.boolean(), isLast: z.boolean() }),
    ),
    points: z.number(),
  }),
);

export const problemsPath = (id: string) => `${assignmentPath(id)}/problems`;

/** What is to be solved, for how many points and in which order, and the search for more. */
export async function problemsPage(
  scope: Scope,
  row: AssignmentRow,
  query: ChoosableQuery,
  form: FormState = emptyForm,
) {
  const problems = await selectProblems(scope, row.id);
  const { rows, meta } = await listChoosable(scope, query, row.userId);
  const standing = problems.map(({ points }, index) => [`problems.${index}.points`, points] as const);
  const data = {
    ...staffHead(scope, row, 'problems'),
    ...(await choosableFields(scope, {
      path: problemsPath(row.id),
      query,
      rows,
      meta,
      chosen: problems.map((one) => one.problemId),
    })),
    version: row.version,
    form: formFields(form, Object.fromEntries(standing)),
    problems: problems.map(({ problemId, title }, index) => ({
      id: problemId,
      title,
      prefix: `problems.${index}`,
      isFirst: index === 0,
      isLast: index === problems.length - 1,
    })),
    points: problems.reduce((sum, { points }) => sum + points, 0),
  };
  return page(problemsView, data);
}
