import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page } from '#src/http/reply.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import type { AssignmentRow } from '../select-assignment.ts';
import { StaffHead, staffHead } from '../staff/staff-head.ts';
import { selectExtensions, selectGroups, selectLearners } from './select-extensions.ts';

const instant = z.iso.datetime().nullable();

export const extensionsView = view(
  'assignments/extensions',
  StaffHead.extend({
    /** IANA name: on its clocks the dates of the form are. */
    timeZone: z.string(),
    /** What everybody has: only of that more can be given. */
    has: z.object({ dueAt: instant, attempts: z.int().nullable(), minutes: z.int().nullable() }),
    form: FormFields,
    learners: z.array(z.object({ value: z.uuid(), label: z.string() })),
    groups: z.array(z.object({ value: z.uuid(), label: z.string() })),
    extensions: z.array(
      z.object({
        id: z.uuid(),
        whom: z.string(),
        dueAt: instant,
        lateUntil: instant,
        extraAttempts: z.int(),
        extraMinutes: z.int(),
        reason: z.string(),
        givenBy: z.string().nullable(),
        givenAt: z.iso.datetime(),
        takenBackAt: instant,
        takenBackBy: z.string().nullable(),
      }),
    ),
  }),
);

/** Who has more time or attempts, why, and the form to give some. */
export async function extensionsPage(scope: Scope, row: AssignmentRow, form: FormState = emptyForm) {
  const given = await selectExtensions(scope, row.id);
  const data = {
    ...staffHead(scope, row, 'extensions'),
    timeZone: row.courseTimeZone,
    has: { dueAt: row.dueAt?.toISOString() ?? null, attempts: row.attempts, minutes: row.minutes },
    form: formFields(form),
    learners: await selectLearners(scope, row.courseId),
    groups: await selectGroups(scope, row.courseId),
    extensions: given.map(({ dueAt, lateUntil, givenAt, takenBackAt, ...rest }) => ({
      ...rest,
      dueAt: text(dueAt),
      lateUntil: text(lateUntil),
      givenAt: new Date(givenAt).toISOString(),
      takenBackAt: text(takenBackAt),
    })),
  };
  return page(extensionsView, data);
}

const text = (at: string | null) => at && new Date(at).toISOString();
