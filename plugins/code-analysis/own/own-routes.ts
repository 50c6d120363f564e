import { z } from 'zod';
import { havingRole } from '#src/http/allow.ts';
import { page, redirect } from '#src/http/reply.ts';
import { emptyForm, get, idOf, post } from '#src/http/route.ts';
import { livePath, topicAddress } from '#src/http/live/topic.ts';
import type { Scope } from '#src/scope/scope.ts';
import { selectEffects } from '../effect/select-effects.ts';
import { ownPatternPath, patternsPath } from '../instructors/paths.ts';
import { selectTrial } from '../trying/select-trial.ts';
import { trialTopic } from '../trying/trial-topic.ts';
import { InstructorPattern } from './own-pattern.entity.ts';
import { listedOwn, ownFormPage, ownFormView, ownPatternView } from './own-views.ts';
import { EditedPattern, PatternForm } from './pattern-form.ts';
import { addPattern, editPattern } from './save-pattern.ts';

export const teachers = havingRole('owner', 'admin', 'instructor');
const keepers = havingRole('owner', 'admin');

const params = z.object({ id: idOf('instructorPattern') });
type Params = z.output<typeof params>;
const path = ownPatternPath(':id');

export const allowOwn = async (scope: Scope, { id }: Params) =>
  (await teachers(scope)) && scope.em.findOne(InstructorPattern, { id });

/** Whoever wrote it, while they teach, and who looks after the organization. */
async function allowChange(scope: Scope, asked: Params) {
  const row = await allowOwn(scope, asked);
  return row && (await mayEdit(scope, row)) ? row : null;
}

const mayEdit = async (scope: Scope, { author }: InstructorPattern) =>
  (scope.actor.kind === 'user' && author?.id === scope.actor.id) || (await keepers(scope)) !== null;

/** Patterns that an organization's teachers add to the library. */
export const ownRoutes = [
  get(`${patternsPath}/own/new`, {
    summary: 'The form for a pattern of your own',
    answer: ownFormView,
    allow: teachers,
    handle: async () => ownFormPage(null, emptyForm),
  }),

  get(path, {
    summary:
      'A pattern of the organization: what it finds, how often it was found, and how often it was gone afterwards',
    answer: ownPatternView,
    params,
    allow: allowOwn,
    handle: (scope, { row }) => draw(scope, row),
  }),

  get(`${path}/edit`, {
    summary: 'The form for a pattern that is there',
    answer: ownFormView,
    params,
    allow: allowChange,
    handle: async (_scope, { row }) => ownFormPage(row, emptyForm),
  }),

  post(patternsPath, {
    summary: 'Adds a pattern, which has to match its bad example and not its good one',
    work: 'steps',
    body: PatternForm,
    allow: teachers,
    async handle(scope, { body }) {
      const { id } = await addPattern(scope, body);
      return redirect(ownPatternPath(id), { said: 'code-analysis.own.added' });
    },
    again: async (_scope, _input, form) => ownFormPage(null, form),
  }),

  post(path, {
    summary: 'Changes a pattern, which has to match its bad example and not its good one',
    work: 'steps',
    params,
    body: EditedPattern,
    allow: allowChange,
    async handle(scope, { row, body }) {
      await editPattern(scope, row.id, body);
      return redirect(ownPatternPath(row.id), { said: 'code-analysis.own.saved' });
    },
    again: async (_scope, { row }, form) => ownFormPage(row, form),
  }),

  post(`${path}/silence`, {
    summary: 'Switches a pattern of the organization off',
    params,
    body: z.object({}),
    allow: allowOwn,
    handle: (scope, { row }) => switchTo(scope, row.id, false),
  }),

  post(`${path}/silence/removal`, {
    summary: 'Switches a pattern of the organization on again',
    params,
    body: z.object({}),
    allow: allowOwn,
    handle: (scope, { row }) => switchTo(scope, row.id, true),
  }),

  post(`${path}/removal`, {
    summary: 'Deletes a pattern of the organization, with what trying it has found',
    params,
    body: z.object({}),
    allow: allowChange,
    async handle({ em }, { row }) {
      await em.nativeDelete(InstructorPattern, { id: row.id });
      return redirect(patternsPath, { said: 'code-analysis.own.removed' });
    },
  }),
];

async function switchTo({ em }: Scope, id: string, isOn: boolean) {
  // Not by the entity, whose version would count it as an edit.
  await em.execute('update instructor_pattern set is_on = ? where id = ?', [isOn, id]);
  return redirect(ownPatternPath(id), { said: `code-analysis.patterns.${isOn ? 'isOnNow' : 'isOffNow'}` });
}

async function draw(scope: Scope, row: InstructorPattern) {
  const { message, source, writing, bad, good } = row;
  const trial = await selectTrial(scope, row.id);
  const effects = await selectEffects(scope);
  return page(
    ownPatternView,
    {
      ...listedOwn(row, effects),
      message,
      source,
      bad,
      good,
      isCode: writing === 'code',
      mayEdit: await mayEdit(scope, row),
      trial,
      live: trial?.isUnderWay ? livePath([topicAddress(trialTopic, { trialId: trial.id })]) : null,
    },
    { title: row.name },
  );
}
