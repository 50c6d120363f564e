import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page } from '#src/http/reply.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import { view } from '#src/views.ts';
import { courseRoles } from '../enrollment.entity.ts';
import { CourseHead, courseHead } from './people-views.ts';
import { instant, RosterFields, rosterFields } from './roster-view.ts';
import { mostOfAKind, type Difference } from './select-differences.ts';
import { mayRemove, type StaffedCourse } from './select-staffed-course.ts';

const Different = z.object({
  userId: z.uuid(),
  name: z.string(),
  role: z.enum(courseRoles),
  formerRole: z.enum(courseRoles).nullable(),
  formerName: z.string().nullable(),
  missingSince: z.iso.datetime().nullable(),
});

export const differencesView = view(
  'courses/people/differences',
  CourseHead.extend({
    roster: RosterFields,
    readId: z.uuid().nullable(),
    joined: z.array(Different),
    changed: z.array(Different),
    returned: z.array(Different),
    missing: z.array(Different),
    /** More are of a kind than are shown at once. */
    isMore: z.boolean(),
    mayRemove: z.boolean(),
    /** Who may be taken out, for the form. */
    choices: z.array(z.object({ value: z.uuid(), label: z.string() })),
    form: FormFields,
  }),
);

export function differencesPage(course: StaffedCourse, all: readonly Difference[], form: FormState = emptyForm) {
  const of = (kind: Difference['kind']) =>
    all
      .filter((one) => one.kind === kind)
      .map(({ missingSince, userId, name, role, formerRole, formerName }) => ({
        userId,
        name,
        role,
        formerRole,
        formerName,
        missingSince: instant(missingSince),
      }));
  const missing = of('missing');
  const data = {
    ...courseHead(course),
    roster: rosterFields(course),
    readId: course.readId,
    joined: of('joined'),
    changed: of('changed'),
    returned: of('returned'),
    missing,
    isMore: Math.max(course.joined, course.changed, course.returned, course.missing) > mostOfAKind,
    mayRemove: course.readId !== null && mayRemove(course),
    choices: missing.map(({ userId, name }) => ({ value: userId, label: name })),
    form: formFields(form, { people: missing.map(({ userId }) => userId) }),
  };
  return page(differencesView, data);
}
