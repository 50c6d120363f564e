import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { signedInPeople } from '#src/http/allow.ts';
import { created, nothing, page } from '#src/http/reply.ts';
import { del, emptyForm, get, idOf, post, put, type FormState } from '#src/http/route.ts';
import { refuseStale } from '#src/http/stale-save/refuse-stale.ts';
import { versionField } from '#src/http/stale-save/versioned.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { Sample } from './sample.entity.ts';

const ById = z.object({ id: idOf('sample') });
const Text = z.object({ text: z.string().min(3).max(100) });

/** `wait 0.5 …` takes half a second. */
const secondsOf = (text: string) => Number(/^wait (\d(?:\.\d)?)/.exec(text)?.[1] ?? 0);
const savedView = view('sample/show', z.object({ id: z.string(), text: z.string() }));
const editView = view(
  'sample/edit',
  z.object({
    id: z.string(),
    text: z.string(),
    version: z.number(),
    message: z.string().nullable(),
    standing: z.string().nullable(),
  }),
);

const findSample = async ({ em, actor }: Scope, { id }: { id: string }) =>
  actor.kind === 'user' ? em.findOne(Sample, { id }) : null;

const write = async ({ em }: Scope, text: string) => {
  const sample = em.create(Sample, { text } as never);
  await em.flush();
  return { id: sample.id, text };
};

/** Routes that save: with versions, slowly, in steps, with an answer that is shown once. */
export const savingRoutes = [
  get('/samples/:id/edit', {
    summary: 'The form for changing a sample',
    answer: editView,
    params: ById,
    allow: findSample,
    handle: async (_scope, { row }) => editForm(row, emptyForm),
  }),

  put('/samples/:id', {
    summary: 'Changes a sample',
    answer: savedView,
    params: ById,
    body: Text.extend({ version: versionField }),
    allow: findSample,
    async handle({ em }, { row, body }) {
      refuseStale(row, body, ['text']);
      await em.execute('select pg_sleep(?)', [secondsOf(body.text)]);
      row.text = body.text;
      return page(savedView, { id: row.id, text: row.text });
    },
    again: async (_scope, { row }, form) => editForm(row, form),
  }),

  put('/samples/:id/text', {
    summary: 'Changes a sample without a form to draw again',
    params: ById,
    body: Text.extend({ version: versionField }),
    allow: findSample,
    async handle(_scope, { row, body }) {
      refuseStale(row, body, ['text']);
      row.text = body.text;
      return nothing;
    },
  }),

  del('/samples/:id', {
    summary: 'Takes a sample away',
    params: ById,
    allow: findSample,
    async handle({ em }, { row }) {
      em.remove(row);
      return nothing;
    },
  }),

  post('/slow-samples', {
    summary: 'Makes a sample in its own time',
    body: Text,
    allow: signedInPeople,
    async handle(scope, { body }) {
      const sample = await write(scope, body.text);
      await scope.em.execute('select pg_sleep(?)', [secondsOf(body.text)]);
      return created(`/samples/${sample.id}`, savedView, sample);
    },
  }),

  post('/stepwise-samples', {
    summary: 'Makes a sample in steps',
    work: 'steps',
    body: Text,
    allow: signedInPeople,
    async handle(scope, { body }) {
      if (body.text === 'fail first') throw new Error('told to fail');
      const sample = await scope.transaction((inside) => write(inside, body.text));
      await sleep(secondsOf(body.text) * 1000);
      return created(`/samples/${sample.id}`, savedView, sample);
    },
  }),

  post('/secret-samples', {
    summary: 'Makes a sample whose answer is shown once',
    secretAnswer: true,
    body: Text,
    allow: signedInPeople,
    async handle(scope, { body }) {
      const sample = await write(scope, body.text);
      return created(`/samples/${sample.id}`, savedView, { ...sample, text: 'a secret shown once' });
    },
  }),
];

const editForm = ({ id, text, version }: Sample, { values, message, stale }: FormState) =>
  page(editView, {
    id,
    version: stale?.version ?? version,
    text: String(values.text ?? text),
    message,
    standing: stale ? String(stale.standing.text) : null,
  });
