import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { counted, PagerFields, SortField } from '#src/http/list/list-schemas.ts';
import { page } from '#src/http/reply.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { assignmentPath } from '../paths.ts';
import type { AssignmentRow } from '../select-assignment.ts';
import { StaffHead, staffHead } from '../staff/staff-head.ts';
import { selectBegun, selectSetBack, type SetBack } from './select-starts.ts';
import { listStarts, startList, startStates, type ListedStart, type StartQuery } from './start-list.ts';

const instant = z.iso.datetime().nullable();

export const startsView = view(
  'assignments/timing/starts',
  StaffHead.extend(PagerFields.shape).extend({
    /** Null where there is no limit. */
    minutes: z.int().nullable(),
    states: z.array(z.enum(startStates)),
    rows: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        state: z.enum(startStates),
        startedAt: instant,
        endsAt: instant,
        extraMinutes: z.int(),
      }),
    ),
    sorts: z.object({ state: SortField, name: SortField, end: SortField }),
    search: FormFields,
    isNarrowed: z.boolean(),
    /** Who may be allowed to begin again. */
    begun: z.array(z.object({ value: z.uuid(), label: z.string() })),
    form: FormFields,
    setBack: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        startedAt: z.iso.datetime(),
        setBackAt: z.iso.datetime(),
        setBackBy: z.string().nullable(),
        reason: z.string(),
      }),
    ),
  }),
);

interface Asked {
  readonly query: StartQuery;
  readonly form?: FormState;
}

/** Whose time runs until when, and the form to let somebody begin again. In four statements. */
export async function startsPage(scope: Scope, row: AssignmentRow, { query, form = emptyForm }: Asked) {
  const { rows, meta } = await listStarts(scope, query, row.id);
  const path = `${assignmentPath(row.id)}/starts`;
  const data = {
    ...staffHead(scope, row, 'starts'),
    minutes: row.minutes,
    states: [...startStates],
    rows: rows.map(startFields),
    sorts: startList.sorts(path, query),
    search: formFields(emptyForm, { q: query.q, state: query.state }),
    isNarrowed: Boolean(query.q ?? query.state),
    begun: await selectBegun(scope, row.id),
    form: formFields(form),
    setBack: (await selectSetBack(scope, row.id)).map(setBackFields),
    meta: counted(meta),
    links: startList.links(path, query, meta),
  };
  return page(startsView, data, { meta });
}

const startFields = ({ startedAt, endsAt, ...rest }: ListedStart) => ({
  ...rest,
  startedAt: startedAt && text(startedAt),
  endsAt: endsAt && text(endsAt),
});

const setBackFields = ({ startedAt, setBackAt, ...rest }: SetBack) => ({
  ...rest,
  startedAt: text(startedAt),
  setBackAt: text(setBackAt),
});

const text = (at: string) => new Date(at).toISOString();
