import { z } from 'zod';
import { page, redirect } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { versionField } from '#src/http/stale-save/versioned.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { policies } from '../assignment.entity.ts';
import { assignmentPath, assignmentsPath } from '../paths.ts';
import { selectTaughtAssignment, type AssignmentRow } from '../select-assignment.ts';
import { StaffHead, staffHead } from '../staff/staff-head.ts';
import { moveToVersion } from './move-to-version.ts';
import { selectPinned } from './select-pinned.ts';

const versionsView = view(
  'assignments/versions',
  StaffHead.extend({
    version: z.int(),
    policy: z.enum(policies),
    form: FormFields,
    problems: z.array(
      z.object({
        problemId: z.uuid(),
        title: z.string(),
        number: z.int(),
        newestId: z.uuid(),
        newestNumber: z.int(),
        newestAt: z.iso.datetime(),
        isNewest: z.boolean(),
        tried: z.int(),
        solved: z.int(),
        judged: z.int(),
        names: z.array(z.string()),
        /** How many who tried are not among the names. */
        more: z.int(),
      }),
    ),
  }),
);

const params = z.object({ id: idOf('assignment') });
const allow = (scope: Scope, { id }: z.output<typeof params>) => selectTaughtAssignment(scope, id);
const path = `${assignmentsPath}/:id/versions`;

async function versionsPage(scope: Scope, row: AssignmentRow, form: FormState = emptyForm) {
  const pinned = await selectPinned(scope, row.id);
  const problems = pinned.map(({ newestAt, names, ...rest }) => ({
    ...rest,
    newestAt: new Date(newestAt).toISOString(),
    isNewest: rest.number === rest.newestNumber,
    names: [...names],
    more: rest.tried - names.length,
  }));
  const { version, policy } = row;
  return page(versionsView, {
    ...staffHead(scope, row, 'versions'),
    version,
    policy,
    form: formFields(form),
    problems,
  });
}

/** In which versions the problems of an assignment are solved. */
export const versionRoutes = [
  get(path, {
    summary: 'The version of each problem of an assignment, and whom moving to a newer one concerns',
    answer: versionsView,
    params,
    allow,
    handle: async (scope, { row }) => versionsPage(scope, row),
  }),

  post(path, {
    summary: 'Moves a problem of an assignment to another version; what was handed in keeps its own',
    params,
    body: z.object({ version: versionField, problemId: z.uuid(), versionId: z.uuid() }),
    allow,
    async handle(scope, { row, body }) {
      await moveToVersion(scope, { ...body, assignmentId: row.id });
      return redirect(`${assignmentPath(row.id)}/versions`, { said: 'assignments.version.said' });
    },
    again: async (scope, { row }, form) => versionsPage(scope, row, form),
  }),
];
