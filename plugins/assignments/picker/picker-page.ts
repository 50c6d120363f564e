import { z } from 'zod';
import { deepLinksPath, overPage, type DeepLinkRow } from '#lti';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page } from '#src/http/reply.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { listChoosable, type ChoosableQuery } from '../problems/choosable-list.ts';
import { ChoosableFields, choosableFields } from '../problems/choosable-view.ts';
import { pickerPath } from './picker-paths.ts';
import { selectChoices } from './select-choices.ts';
import type { Request } from './select-request.ts';

/** What every page of the picker says of the request. */
export const RequestHead = z.object({
  id: z.uuid(),
  courseTitle: z.string().nullable(),
  /** Where everything else stands that may be chosen. */
  otherPath: z.string(),
});

export const requestHead = ({ id, courseTitle }: Request) => ({ id, courseTitle, otherPath: `${deepLinksPath}/${id}` });

export const pickerView = view(
  'assignments/picker/show',
  RequestHead.extend({
    ...ChoosableFields.shape,
    form: FormFields,
    /** The query of the search, to come back to it. */
    asked: z.string(),
    chosen: z.array(z.object({ id: z.uuid(), title: z.string(), isFirst: z.boolean(), isLast: z.boolean() })),
  }),
);

/** Forms of the picker end at the platform, and a form whose answer leads there needs its leave. */
export const formsOf = ({ settings }: DeepLinkRow) => ({ forms: [new URL(settings.deep_link_return_url).origin] });

interface Asked {
  readonly query: ChoosableQuery;
  readonly form?: FormState;
}

/** The problems that may be chosen, and those that are. */
export async function pickerPage(scope: Scope, row: Request, { query, form = emptyForm }: Asked) {
  if (row.isAnswered || row.isExpired) return overPage(row);
  const { rows, meta } = await listChoosable(scope, query, row.userId);
  const picked = await selectChoices(scope, row.id);
  const ids = picked.map(({ id }) => id);
  const data = {
    ...requestHead(row),
    ...(await choosableFields(scope, { path: pickerPath(row.id), query, rows, meta, chosen: ids })),
    form: formFields(form),
    asked: askedBy(query),
    chosen: picked.map((one, index) => ({ ...one, isFirst: index === 0, isLast: index === picked.length - 1 })),
  };
  return page(pickerView, data, formsOf(row));
}

const askedBy = ({ q, difficulty, category, topic, language, own, page: place }: ChoosableQuery) => {
  const asked = Object.entries({ q, difficulty, category, topic, language, own, page: place });
  return new URLSearchParams(
    asked.flatMap(([name, value]): [string, string][] => (value ? [[name, String(value)]] : [])),
  ).toString();
};
