import { z } from 'zod';
import { notFound } from '#src/errors.ts';
import { signedInPeople } from '#src/http/allow.ts';
import { get, idOf, post } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { answerDeepLink, refuseOver } from './answer-deep-link.ts';
import { answerPage, answerView } from './answer-view.ts';
import { Choice } from './choice.ts';
import { deepLinksPath } from './keep-deep-link.ts';
import { pickerPage, pickerView } from './picker-view.ts';
import { selectDeepLink } from './select-deep-link.ts';

/** Where an instructor chooses what an LMS takes into its course. */
export const deepLinkRoutes = [
  get(`${deepLinksPath}/:id`, {
    summary: 'What may be chosen for a course of an LMS that asks for content',
    answer: pickerView,
    params: z.object({ id: idOf('ltiDeepLink') }),
    query: z.object({ q: z.string().trim().max(200).default('') }),
    allow: async (scope, { id }) => selectDeepLink(scope, id),
    async handle(scope, { row, query, visit }) {
      if (visit.representation === 'json') refuseOver(row);
      return pickerPage(scope, row, query.q);
    },
  }),

  post('/lti/deep-link', {
    summary: 'Answers an LMS that asks for content: what was chosen, signed, for the browser to post to the LMS',
    answer: answerView,
    work: 'steps',
    secretAnswer: true,
    body: Choice,
    allow: signedInPeople,
    async handle(scope, { body }) {
      const row = await scope.transaction((inside) => findDeepLink(inside, body.deepLink), { readOnly: true });
      return answerPage(await answerDeepLink(scope, row, body));
    },
    async again(scope, _input, form) {
      const { deepLink, q } = form.values;
      return pickerPage(scope, await findDeepLink(scope, String(deepLink)), typeof q === 'string' ? q : '', form);
    },
  }),
];

/** Throws DomainError `notFound`. */
async function findDeepLink(scope: Scope, id: string) {
  const row = z.uuid().safeParse(id).success ? await selectDeepLink(scope, id) : null;
  if (!row) throw notFound('deepLink');
  return row;
}
