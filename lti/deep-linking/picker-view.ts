import { z } from 'zod';
import { page, type Reply } from '#src/http/reply.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { acceptedKinds, offeredKinds, type OfferedKind } from './offered-kinds.ts';
import { overPage } from './over-view.ts';
import { pickerChoice, PickerChoice } from './picker-choice.ts';
import type { DeepLinkRow } from './select-deep-link.ts';

/** From how many on somebody may want to search. */
const searchedFrom = 12;

export const pickerView = view(
  'lti/deep-linking/picker',
  z.object({
    id: z.uuid(),
    courseTitle: z.string().nullable(),
    isMultiple: z.boolean(),
    /** The platform saves what comes back without asking again. */
    isSavedAtOnce: z.boolean(),
    /** The platform makes no grade column for what comes back. */
    isWithoutGrades: z.boolean(),
    /** Why there may be nothing: no title holds the words, the platform takes no type that is offered, or nothing is made yet. */
    none: z.enum(['found', 'accepted', 'made']),
    words: z.string(),
    isSearchable: z.boolean(),
    /** What is wrong with the choice as a whole, or null. */
    problem: z.string().nullable(),
    /** It cannot be had, which the platform may be told. */
    isGone: z.boolean(),
    /** Keys of their headings, and what stands below. */
    kinds: z.array(z.object({ label: z.string(), hasMore: z.boolean(), choices: z.array(PickerChoice) })),
  }),
);

/** The picker of an open request; with what was typed and why it was refused, if it was. */
export async function pickerPage(
  scope: Scope,
  row: DeepLinkRow,
  words: string,
  form: FormState = emptyForm,
): Promise<Reply> {
  if (row.isAnswered || row.isExpired) return overPage(row);
  const offered = await offeredKinds(scope, row, words || null);
  const { settings, id, courseTitle } = row;
  const gone = Object.entries(form.problems).find(([field]) => field.startsWith('chosen.'))?.[1];
  const data = {
    id,
    courseTitle,
    isMultiple: settings.accept_multiple === true,
    isSavedAtOnce: settings.auto_create === true,
    isWithoutGrades: settings.accept_lineitem === false,
    none: words ? 'found' : acceptedKinds(scope, settings).length === 0 ? 'accepted' : 'made',
    words,
    isSearchable: words !== '' || countOf(offered) >= searchedFrom,
    problem: gone ?? form.problems.chosen ?? form.message,
    isGone: gone !== undefined,
    kinds: kindsOf(offered, row, form),
  };
  return page(pickerView, data, { forms: [new URL(settings.deep_link_return_url).origin] });
}

const countOf = (offered: readonly OfferedKind[]) => offered.reduce((count, { choices }) => count + choices.length, 0);

function kindsOf(offered: readonly OfferedKind[], row: DeepLinkRow, form: FormState) {
  let index = 0;
  const isOnly = countOf(offered) === 1;
  return offered.map(({ kind, choices, hasMore }) => ({
    label: kind.label,
    hasMore,
    choices: choices.map((choice) => pickerChoice({ kind, choice, row, form, index: index++, isOnly })),
  }));
}
