import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page } from '#src/http/reply.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { isStaff } from '../course-views.ts';
import type { CourseRow } from '../select-course.ts';
import { membersOf } from './members-of.ts';
import { mostCandidates, selectCandidates } from './select-candidates.ts';
import type { GroupRow } from './select-group.ts';
import { selectOwnGroups } from './select-own-groups.ts';
import { selectSets } from './select-sets.ts';

const Place = z.object({ courseId: z.uuid(), courseTitle: z.string().nullable(), isStaff: z.boolean() });

export const groupsView = view(
  'courses/groups/list',
  Place.extend({
    /** For staff. */
    sets: z.array(
      z.object({
        name: z.string(),
        without: z.int(),
        groups: z.array(z.object({ id: z.uuid(), name: z.string(), members: z.int() })),
      }),
    ),
    own: z.array(z.object({ id: z.uuid(), setName: z.string(), name: z.string(), members: z.array(z.string()) })),
    form: FormFields,
  }),
);

export const groupView = view(
  'courses/groups/show',
  Place.extend({
    id: z.uuid(),
    setName: z.string(),
    name: z.string(),
    members: z.array(z.object({ userId: z.uuid(), name: z.string() })),
    /** For staff: who may come into it, and where they are now. */
    candidates: z.array(z.object({ value: z.uuid(), label: z.string(), hint: z.string().nullable() })),
    isMore: z.boolean(),
    form: FormFields,
  }),
);

const usualSize = 3;

/** How a course is divided: all of it for staff, for others the groups that they are in. */
export async function groupsPage(scope: Scope, course: CourseRow, form: FormState = emptyForm) {
  const { actor } = scope;
  const staff = isStaff(course);
  const data = {
    courseId: course.id,
    courseTitle: course.title,
    isStaff: staff,
    sets: staff
      ? (await selectSets(scope, course.id)).map(({ groups, ...set }) => ({ ...set, groups: [...groups] }))
      : [],
    own:
      staff || actor.kind !== 'user'
        ? []
        : (await selectOwnGroups(scope, course.id, actor.id)).map((own) => ({ ...own, members: [...own.members] })),
    form: formFields(form, { size: usualSize }),
  };
  return page(groupsView, data);
}

/** One group: who is in it, and for staff who may come. */
export async function groupPage(scope: Scope, group: GroupRow, form: FormState = emptyForm) {
  const candidates = group.isStaff ? await selectCandidates(scope, group) : [];
  const data = {
    ...group,
    members: [...(await membersOf(scope, group.id))],
    candidates: candidates.map(({ id, name, groupName }) => ({ value: id, label: name, hint: groupName })),
    isMore: candidates.length === mostCandidates,
    form: formFields(form, { name: group.name }),
  };
  return page(groupView, data, { title: group.name });
}
