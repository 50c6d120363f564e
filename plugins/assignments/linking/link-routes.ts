import { z } from 'zod';
import { allowProblem } from '#plugins/problems';
import { invalid } from '#src/errors.ts';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page, redirect } from '#src/http/reply.ts';
import { emptyForm, get, idOf, post, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { makeAssignment, usualPoints } from '../make-assignment.ts';
import { assignmentPath } from '../paths.ts';
import { choosableList, listChoosable, type ChoosableQuery } from '../problems/choosable-list.ts';
import { ChoosableFields, choosableFields } from '../problems/choosable-view.ts';
import { linkPath } from './link-path.ts';
import { selectEmptyLink, type EmptyLink } from './select-empty-link.ts';

const linkView = view(
  'assignments/link',
  ChoosableFields.extend({
    courseId: z.uuid(),
    courseTitle: z.string().nullable(),
    linkId: z.uuid(),
    linkTitle: z.string().nullable(),
    isOutsideCourses: z.boolean(),
    /** Of the reader. */
    name: z.string(),
    role: z.enum(['instructor', 'teachingAssistant']),
    isTestUser: z.boolean(),
    form: FormFields,
  }),
);

const params = z.object({ courseId: idOf('course'), linkId: idOf('resourceLink') });
const allow = (scope: Scope, ids: z.output<typeof params>) => selectEmptyLink(scope, ids);
const path = linkPath({ courseId: ':courseId', linkId: ':linkId' });

async function emptyLinkPage(scope: Scope, link: EmptyLink, query: ChoosableQuery, form: FormState = emptyForm) {
  const { userId, ...head } = link;
  const { rows, meta } = await listChoosable(scope, query, userId);
  const found = await choosableFields(scope, { path: linkPath(link), query, rows, meta, chosen: [] });
  return page(linkView, { ...head, ...found, form: formFields(form) });
}

/** What a link of an LMS leads to where nothing is chosen for it. */
export const linkRoutes = [
  get(path, {
    summary: 'The problems that may stand behind a link of the LMS for which nothing is chosen',
    answer: linkView,
    params,
    query: choosableList.query,
    allow,
    handle: async (scope, { row, query }) => emptyLinkPage(scope, row, query),
  }),

  post(path, {
    summary: 'Makes an assignment of a problem for a link of the LMS for which nothing is chosen',
    params,
    body: z.object({ problemId: z.uuid() }),
    allow,
    async handle(scope, { row, body: { problemId } }) {
      const made = (await allowProblem(scope, problemId))?.versionId && (await makeFor(scope, row, problemId));
      if (!made) throw invalid({ field: 'problemId', key: 'assignments.error.notPublished' });
      return redirect(`${assignmentPath(made.id)}/settings`, { said: 'assignments.link.said' });
    },
    again: async (scope, { row }, form) => emptyLinkPage(scope, row, choosableList.query.parse({}), form),
  }),
];

const makeFor = (scope: Scope, { courseId, linkId, linkTitle: title }: EmptyLink, problemId: string) =>
  makeAssignment(scope, {
    courseId,
    resourceLinkId: linkId,
    title,
    problems: [{ problemId, points: usualPoints }],
  });
