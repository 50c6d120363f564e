import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page } from '#src/http/reply.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';
import { view } from '#src/views.ts';
import { instant } from '../people/roster-view.ts';
import type { CourseRow } from '../select-course.ts';
import { workTitles } from './course-work.ts';
import { selectAttachment, selectOpenCourses, selectSides } from './select-attaching.ts';

const Side = z.object({
  id: z.uuid(),
  title: z.string().nullable(),
  staff: z.array(z.string()),
  learners: z.int(),
  /** What becomes visible to the people of the other one. */
  work: z.array(z.string()),
});

export const attachingView = view(
  'courses/attaching/show',
  z.object({
    courseId: z.uuid(),
    courseTitle: z.string().nullable(),
    isOfLms: z.boolean(),
    /** What is attached now. */
    attachment: z
      .object({
        formerCourseId: z.uuid(),
        formerTitle: z.string().nullable(),
        attachedBy: z.string().nullable(),
        attachedAt: z.iso.datetime(),
      })
      .nullable(),
    choices: z.array(z.object({ value: z.uuid(), label: z.string() })),
    /** Once a course is chosen: what would be seen by whom. */
    preview: z.object({ from: Side, to: Side }).nullable(),
    form: FormFields,
  }),
);

/** What it means to let the course's context lead into another course; nothing is done before somebody confirms it. */
export async function attachingPage(scope: Scope, course: CourseRow, chosen?: string, form: FormState = emptyForm) {
  const attachment = await selectAttachment(scope, course.id);
  const canAttach = attachment === null && course.contextId !== null;
  const choices = canAttach ? [...(await selectOpenCourses(scope, signedInUser(scope)))] : [];
  const to = choices.find(({ value }) => value === chosen)?.value;
  const data = {
    courseId: course.id,
    courseTitle: course.title,
    isOfLms: course.contextId !== null,
    attachment: attachment && { ...attachment, attachedAt: instant(attachment.attachedAt)! },
    choices,
    preview: to === undefined ? null : await previewOf(scope, course, to),
    form: formFields(form, { to }),
  };
  return page(attachingView, data);
}

async function previewOf(scope: Scope, course: CourseRow, to: string) {
  const [from, other] = await selectSides(scope, course.id, to);
  const [moved, standing] = [await workTitles(scope, course.id, course.contextId), await workTitles(scope, to, null)];
  return {
    from: { ...from!, staff: [...from!.staff], work: [...moved] },
    to: { ...other!, staff: [...other!.staff], work: [...standing] },
  };
}
