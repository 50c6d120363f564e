import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page } from '#src/http/reply.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import { localInstant } from '#src/parts/local-instant.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { Assignment, gradeReleases, policies } from '../assignment.entity.ts';
import type { AssignmentRow } from '../select-assignment.ts';
import { StaffHead, staffHead } from '../staff/staff-head.ts';
import { windowDates } from './course-dates.ts';
import { selectGroupSets } from './select-group-sets.ts';

export const settingsView = view(
  'assignments/settings',
  StaffHead.extend({
    /** IANA name: on its clocks the dates are. */
    timeZone: z.string(),
    /** The dates as the reader's clocks show them, where those show another time. */
    ownClocks: z.array(z.object({ field: z.enum(windowDates), at: z.iso.datetime() })),
    version: z.int(),
    form: FormFields,
    policies: z.array(z.enum(policies)),
    gradeReleases: z.array(z.enum(gradeReleases)),
    groupSets: z.array(z.object({ value: z.string(), label: z.string() })),
    /** No link of an LMS gives it its title. */
    isNamedHere: z.boolean(),
    /** It came along with a copy of a course, and nobody has looked over its dates. */
    isCopied: z.boolean(),
    /** The LMS does not have the grades yet. */
    isHeldBack: z.boolean(),
    /** Of a save that came too late: what stands there now, by field. */
    standing: z.array(z.object({ field: z.string(), text: z.string() })),
  }),
);

/** The form with an assignment's dates and rules, as they are for everybody. */
export async function settingsPage(scope: Scope, row: AssignmentRow, form: FormState = emptyForm) {
  const standing = await scope.em.findOneOrFail(Assignment, row.id);
  const { courseTimeZone: timeZone } = row;
  const data = {
    ...staffHead(scope, row, 'settings'),
    timeZone,
    ownClocks: ownClocks(scope.timeZone, timeZone, standing),
    version: form.stale?.version ?? standing.version,
    form: formFields(form, standingValues(standing, timeZone)),
    policies: [...policies],
    gradeReleases: [...gradeReleases],
    groupSets: (await selectGroupSets(scope, row.courseId)).map((name) => ({ value: name, label: name })),
    isNamedHere: standing.ltiResourceLink === null,
    isCopied: standing.copiedAt !== null,
    isHeldBack: standing.gradeRelease === 'manual' && standing.gradesReleasedAt === null,
    standing: Object.entries(form.stale?.standing ?? {}).map(([field, value]) => ({
      field,
      text: textOf(value, timeZone),
    })),
  };
  return page(settingsView, data);
}

function standingValues(standing: Assignment, timeZone: string) {
  const { title, instructions, latePercentPerDay, attempts, minutes, policy, gradeRelease, isOptional, groupSet } =
    standing;
  const dates = windowDates.map((field) => [field, localOf(standing[field], timeZone)] as const);
  return {
    ...Object.fromEntries(dates),
    title,
    instructions,
    latePercentPerDay,
    attempts,
    minutes,
    policy,
    gradeRelease,
    isOptional,
    groupSet,
  };
}

const localOf = (date: Date | null | undefined, timeZone: string) => date && localInstant(date.toISOString(), timeZone);

const ownClocks = (own: string, course: string, standing: Assignment) =>
  windowDates.flatMap((field) => {
    const at = standing[field];
    return at && localOf(at, own) !== localOf(at, course) ? [{ field, at: at.toISOString() }] : [];
  });

const textOf = (value: unknown, timeZone: string) =>
  value instanceof Date
    ? localOf(value, timeZone)!.replace('T', ' ')
    : String((value as string | number | null) ?? '–');
