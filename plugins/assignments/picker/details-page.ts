import { z } from 'zod';
import { overPage } from '#lti';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page } from '#src/http/reply.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { usualPoints } from '../make-assignment.ts';
import { formsOf, RequestHead, requestHead } from './picker-page.ts';
import { selectChoices, type PickedProblem } from './select-choices.ts';
import type { Request } from './select-request.ts';

export const arrangements = ['each', 'together'] as const;
type Arrangement = (typeof arrangements)[number];

const Link = z.object({
  prefix: z.string(),
  problems: z.array(z.object({ id: z.uuid(), title: z.string(), prefix: z.string() })),
});

export const detailsView = view(
  'assignments/picker/details',
  RequestHead.extend({
    /** IANA name: on its clocks the dates are. */
    timeZone: z.string(),
    arrangement: z.enum(arrangements),
    /** Whether there is anything to decide: one problem is one link, and some platforms take one link at a time. */
    isArrangeable: z.boolean(),
    isOneLinkOnly: z.boolean(),
    /** The platform saves what comes back without asking again. */
    isSavedAtOnce: z.boolean(),
    /** The platform makes no grade column for what comes back. */
    isWithoutGrades: z.boolean(),
    form: FormFields,
    links: z.array(Link),
  }),
);

/** What was picked, with title, points and dates of each link that the LMS will have. */
export async function detailsPage(
  scope: Scope,
  row: Request,
  {
    arrangement: asked,
    form = emptyForm,
  }: { readonly arrangement: Arrangement | undefined; readonly form?: FormState },
) {
  if (row.isAnswered || row.isExpired) return overPage(row);
  const picked = await selectChoices(scope, row.id);
  const { settings } = row;
  const isOneLinkOnly = settings.accept_multiple !== true;
  const isMany = picked.length > 1;
  const arrangement = isMany && isOneLinkOnly ? 'together' : (isMany && asked) || 'each';
  const groups = arrangement === 'together' ? [picked] : picked.map((one) => [one]);
  const data = {
    ...requestHead(row),
    timeZone: row.courseTimeZone,
    arrangement,
    isArrangeable: isMany && !isOneLinkOnly,
    isOneLinkOnly: isMany && isOneLinkOnly,
    isSavedAtOnce: settings.auto_create === true,
    isWithoutGrades: settings.accept_lineitem === false,
    form: formFields(form, standing(groups, (isOneLinkOnly && settings.title) || null)),
    links: groups.filter((group) => group.length > 0).map(linkOf),
  };
  return page(detailsView, data, formsOf(row));
}

const linkOf = (problems: readonly PickedProblem[], index: number) => ({
  prefix: `links.${index}`,
  problems: problems.map((problem, place) => ({ ...problem, prefix: `links.${index}.problems.${place}` })),
});

/** The platform's own title stands there where it takes one link; several would all have the same (DL-08). */
const standing = (groups: readonly (readonly PickedProblem[])[], given: string | null) =>
  Object.fromEntries(
    groups.flatMap((problems, index) => [
      [`links.${index}.title`, given ?? problems[0]?.title],
      ...problems.map((_problem, place) => [`links.${index}.problems.${place}.points`, usualPoints]),
    ]),
  ) as Record<string, string>;
