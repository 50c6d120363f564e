import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page } from '#src/http/reply.ts';
import type { FormState } from '#src/http/route.ts';
import type { Actor } from '#src/scope/actor.ts';
import { view } from '#src/views.ts';
import { writesProblems } from '../authors.ts';
import { offeredWords, wordChoices } from './words-section.ts';

export const newView = view('problems/authoring/new', z.object({ form: FormFields, ...wordChoices }));
export const createdView = view(
  'problems/authoring/created',
  z.object({ id: z.uuid(), slug: z.string(), title: z.string() }),
);

/** How a problem begins: with its title, or as what was exported. */
export function newPage(actor: Actor, form: FormState) {
  const offered = offeredWords({ isPrivate: !writesProblems(actor) });
  const usual = { difficulty: 'beginner', visibility: offered.visibilities[0] };
  return page(newView, { form: formFields(form, usual), ...offered });
}
