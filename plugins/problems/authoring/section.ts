import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { created, page } from '#src/http/reply.ts';
import { emptyForm, get, idOf, post, put, type FormState } from '#src/http/route.ts';
import { versionField } from '#src/http/stale-save/versioned.ts';
import type { Actor } from '#src/scope/actor.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { allowEditing, type ProblemRow } from '../allow-problem.ts';
import type { ProblemContent } from '../content/problem-content.ts';
import { openContent } from '../content/seal-content.ts';
import { problemPath, problemsPath } from '../paths.ts';
import { ProblemDraft } from '../problem-draft.entity.ts';
import { tabsOf, Tabs } from './edit-tabs.ts';
import { flatten } from './flatten.ts';
import { Act, rearrange } from './rearrange.ts';
import { saveDraft } from './save-draft.ts';
import { Saved, savedOf, savedPage, savedView, unsavedOf } from './saved-view.ts';

type Values = FormFields['values'];

/** Asks for the item that was added last. */
export const newest = 'newest';

export interface Section<B extends object> {
  /** Behind `/problems/:id/edit`. */
  readonly below: string;
  readonly summary: string;
  readonly template: string;
  readonly body: z.ZodType<B>;
  /** What the template shows beside the form. */
  readonly extra: z.ZodRawShape;
  more(content: ProblemContent, values: Values, by: { chosen: string | null; actor: Actor }): Record<string, unknown>;
  /** What can be chosen, where it is not the same for all problems. */
  offers?(scope: Scope): Promise<Record<string, unknown>>;
  /** What stands in the form; `chosen` is what the address asks for of several. */
  shown(content: ProblemContent, chosen: string | null): object;
  /** What the form changes; of `act` what no list of the form took. */
  merge(content: ProblemContent, body: B, act: string | null): ProblemContent;
  /** What a button adds to the list of this name. */
  fresh(list: string, content: ProblemContent): unknown;
  /** Before it is shown. */
  reads?(scope: Scope, problemId: string): Promise<void>;
}

const ById = z.object({ id: idOf('problem') });
const Query = z.object({ test: z.string().max(40).optional() });
type Query = z.infer<typeof Query>;
const Around = z.object({ version: versionField, over: versionField.nullable().default(null), act: Act });

/** A page on which a part of a draft is written: its form, what saves it by itself, and what saves and redraws it. */
export function sectionRoutes<B extends object>(section: Section<B>) {
  const { below, summary, template } = section;
  const path = `${problemsPath}/:id/edit${below}`;
  const shape = { id: z.uuid(), title: z.string(), tabs: Tabs, form: FormFields, saved: Saved, ...section.extra };
  const sectionView = view(template, z.object(shape));
  const common = { params: ById, query: Query, allow: allowEditing };
  return [
    get(path, {
      ...common,
      summary,
      answer: sectionView,
      async handle(scope, asked) {
        await section.reads?.(scope, asked.row.id);
        return page(sectionView, await dataOf(section, scope, asked, emptyForm));
      },
    }),
    post(path, {
      ...common,
      summary: `${summary}: saves it and shows it again`,
      answer: sectionView,
      body: Around.and(section.body),
      async handle(scope, { row, query, body }) {
        await save(section, scope, row, body);
        const test = body.act === 'tests.add' ? newest : query.test;
        const place = `${problemPath(row.id)}/edit${below}${test ? `?test=${test}` : ''}`;
        return created(place, sectionView, await dataOf(section, scope, { row, query: { test } }, emptyForm));
      },
      again: async (scope, asked, form) => page(sectionView, await dataOf(section, scope, asked, form)),
    }),
    autosave(path, section),
  ];
}

const autosave = <B extends object>(path: string, section: Section<B>) =>
  put(path, {
    summary: `${section.summary}: saves it while it is written`,
    params: ById,
    query: Query,
    answer: savedView,
    body: Around.and(section.body),
    allow: allowEditing,
    handle: async (scope, { row, body }) => savedPage(savedOf(await save(section, scope, row, body))),
    again: async ({ em }, { row }, form) =>
      savedPage(unsavedOf(await em.findOneOrFail(ProblemDraft, { problem: row.id }), form)),
  });

const save = <B extends object>(
  section: Section<B>,
  scope: Scope,
  row: ProblemRow,
  typed: z.output<typeof Around> & B,
) => saveDraft(scope, { problemId: row.id, version: typed.over ?? typed.version, change: changeBy(section, typed) });

const changeBy =
  <B extends object>(section: Section<B>, typed: B & { readonly act: string | null }) =>
  (content: ProblemContent) =>
    section.merge(
      content,
      rearrange(typed, typed.act, (list) => section.fresh(list, content)),
      typed.act,
    );

interface Asked {
  readonly row: ProblemRow;
  readonly query: Query;
}

async function dataOf<B extends object>(section: Section<B>, scope: Scope, { row, query }: Asked, form: FormState) {
  const chosen = query.test ?? null;
  const draft = await scope.em.findOneOrFail(ProblemDraft, { problem: row.id });
  const content = openContent(scope, draft);
  const fields = formFields(form, flatten(section.shown(content, chosen)));
  return {
    id: row.id,
    title: content.title,
    tabs: tabsOf(row.id, section.below),
    form: fields,
    saved: form.message === null ? savedOf(draft) : unsavedOf(draft, form),
    ...section.more(content, fields.values, { chosen, actor: scope.actor }),
    ...(await section.offers?.(scope)),
  } as never;
}
