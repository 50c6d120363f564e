import { z } from 'zod';
import { invalid } from '#src/errors.ts';
import { redirect } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import { selectCourse } from '../select-course.ts';
import { selectTaughtCourse } from '../select-taught-course.ts';
import { divideRandomly } from './divide-randomly.ts';
import { removeGroup, renameGroup, takeOutOfGroup } from './edit-group.ts';
import { groupPage, groupsPage, groupsView, groupView } from './group-views.ts';
import { makeGroups } from './make-groups.ts';
import { putInGroup } from './put-in-group.ts';
import { selectGroup, selectTaughtGroup } from './select-group.ts';

const ById = z.object({ courseId: idOf('course') });
const OneGroup = z.object({ courseId: idOf('course'), groupId: idOf('courseGroup') });
const Name = z.string().trim().min(1).max(100);
const path = '/courses/:courseId/groups';

const groupsPath = (courseId: string) => `/courses/${courseId}/groups`;
const groupPath = ({ courseId, id }: { readonly courseId: string; readonly id: string }) =>
  `${groupsPath(courseId)}/${id}`;

/** A line for each, as somebody pastes them. */
const linesOf = (text: string | undefined) => (text ?? '').split('\n').flatMap((line) => line.trim() || []);

/** Who works together: for staff to decide, and for students to see. */
export const groupRoutes = [
  get(path, {
    summary: 'The groups of a course: all of them for staff, for others those in which they are',
    answer: groupsView,
    params: ById,
    allow: async (scope, { courseId }) => selectCourse(scope, courseId),
    handle: async (scope, { row }) => groupsPage(scope, row),
  }),

  post(path, {
    summary: 'Adds groups to a set, by their names or by chance for all who are in none',
    params: ById,
    body: z.object({
      setName: Name,
      names: z.string().max(60_000).optional().describe('A line for each group; absent for groups by chance'),
      size: z.int().min(1).max(1000).optional().describe('People in a group made by chance, at most'),
      isRandom: z.boolean().default(false),
    }),
    allow: async (scope, { courseId }) => selectTaughtCourse(scope, courseId),
    async handle(scope, { row, body: { setName, names, size, isRandom } }) {
      const set = { courseId: row.id, setName };
      if (!isRandom)
        await makeGroups(
          scope,
          set,
          linesOf(names).map((name) => Name.parse(name)),
        );
      else if (size) await divideRandomly(scope, set, size);
      else throw invalid({ field: 'size', key: 'kernel.field.needed' });
      return redirect(groupsPath(row.id), { said: 'courses.groups.said.made' });
    },
    again: async (scope, { row }, form) => groupsPage(scope, row, form),
  }),

  get(`${path}/:groupId`, {
    summary: 'A group: who is in it, for staff also who may come',
    answer: groupView,
    params: OneGroup,
    allow: async (scope, ids) => selectGroup(scope, ids),
    handle: async (scope, { row }) => groupPage(scope, row),
  }),

  post(`${path}/:groupId/members`, {
    summary: 'Puts students into a group, out of any other of its set',
    params: OneGroup,
    body: z.object({
      people: z.array(z.uuid()).max(1000).default([]),
      lines: z.string().max(60_000).optional().describe('An e-mail address or a name in each'),
    }),
    allow: async (scope, ids) => selectTaughtGroup(scope, ids),
    async handle(scope, { row, body }) {
      await putInGroup(scope, row, { people: body.people, lines: linesOf(body.lines) });
      return redirect(groupPath(row), { said: 'courses.groups.said.joined' });
    },
    again: async (scope, { row }, form) => groupPage(scope, row, form),
  }),

  post(`${path}/:groupId/members/:personId/removal`, {
    summary: 'Takes somebody out of a group',
    params: OneGroup.extend({ personId: idOf('courseMember') }),
    body: z.object({}),
    allow: async (scope, ids) => selectTaughtGroup(scope, ids),
    async handle(scope, { row, params }) {
      await takeOutOfGroup(scope, row, [params.personId]);
      return redirect(groupPath(row), { said: 'courses.groups.said.left' });
    },
  }),

  post(`${path}/:groupId/name`, {
    summary: 'Calls a group by another name',
    params: OneGroup,
    body: z.object({ name: Name }),
    allow: async (scope, ids) => selectTaughtGroup(scope, ids),
    async handle(scope, { row, body }) {
      await renameGroup(scope, row, body.name);
      return redirect(groupPath(row), { said: 'courses.groups.said.renamed' });
    },
    again: async (scope, { row }, form) => groupPage(scope, row, form),
  }),

  post(`${path}/:groupId/removal`, {
    summary: 'Takes a group away; the work of its people stays',
    params: OneGroup,
    body: z.object({}),
    allow: async (scope, ids) => selectTaughtGroup(scope, ids),
    async handle(scope, { row }) {
      await removeGroup(scope, row);
      return redirect(groupsPath(row.courseId), { said: 'courses.groups.said.removed' });
    },
  }),
];
