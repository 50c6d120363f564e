import { z } from 'zod';
import { everybody, signedInPeople } from '#src/http/allow.ts';
import { afterwards } from '#src/http/handled.ts';
import { created, document, page, redirect } from '#src/http/reply.ts';
import { emptyForm, get, idOf, post, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { Sample } from './sample.entity.ts';

const ById = z.object({ id: idOf('sample') });
const sampleView = view('sample/show', z.object({ id: z.string(), text: z.string() }));
const listView = view('sample/list', z.object({ samples: z.array(z.object({ id: z.string(), text: z.string() })) }));
const formView = view(
  'sample/new',
  z.object({ text: z.string(), message: z.string().nullable(), problem: z.string().nullable() }),
);

const findSample = async ({ em, actor }: Scope, { id }: { id: string }) =>
  actor.kind === 'user' ? em.findOne(Sample, { id }) : null;
const drawn = ({ id, text }: Sample) => ({ id, text, sealedSecret: 'never leaves' });

/** Routes of every kind, for the tests of the kernel. */
export const sampleRoutes = [
  get('/samples', {
    summary: 'Lists samples',
    answer: listView,
    query: z.object({ limit: z.number().int().min(1).max(50).default(20) }),
    allow: signedInPeople,
    async handle({ em }, { query }) {
      const samples = await em.execute<{ id: string; text: string }[]>(
        'select id, text from sample order by created_at, id limit ?',
        [query.limit],
      );
      return page(listView, { samples }, { title: 'Samples', meta: { limit: query.limit } });
    },
  }),

  get('/samples/new', {
    summary: 'The form for a sample',
    answer: formView,
    allow: signedInPeople,
    handle: async () => newSample(emptyForm),
  }),

  get('/samples/:id', {
    summary: 'Shows a sample',
    answer: sampleView,
    params: ById,
    allow: findSample,
    handle: async (_scope, { row }) => page(sampleView, drawn(row)),
  }),

  post('/samples', {
    summary: 'Makes a sample',
    answer: sampleView,
    body: z.object({ text: z.string().min(3).max(100), count: z.number().int().optional() }),
    allow: signedInPeople,
    async handle({ em }, { body }) {
      const sample = em.create(Sample, { text: body.text } as never);
      await em.flush();
      if (body.text === 'break') throw new Error('a secret detail that nobody should see');
      return created(`/samples/${sample.id}`, sampleView, drawn(sample));
    },
    again: async (_scope, _input, form) => newSample(form),
  }),

  post('/samples/announced', {
    summary: 'Makes a sample, of which its answer is read once it is committed',
    answer: sampleView,
    body: z.object({ text: z.string() }),
    allow: signedInPeople,
    async handle({ em }, { body }) {
      const sample = em.create(Sample, { text: body.text } as never);
      await em.flush();
      return afterwards(sample.id);
    },
    async afterwards({ em }, id) {
      const [row] = await em.execute<{ text: string; isReading: string }[]>(
        `select text || ' ' || (select count(*) from sample where text = s.text) as text,
          current_setting('transaction_read_only') as "isReading" from sample s where id = ?`,
        [id],
      );
      return page(sampleView, { id, text: `${row!.text} ${row!.isReading}` }, { status: 202 });
    },
  }),

  post('/samples/farewell', {
    summary: 'Says what was done, here or on the next page',
    body: z.object({ stay: z.boolean() }),
    allow: signedInPeople,
    handle: async (_scope, { body }) =>
      body.stay
        ? page(listView, { samples: [] }, { said: 'kernel.done' })
        : redirect('/samples', { said: 'kernel.done' }),
  }),

  get('/sample-document', {
    summary: 'A document without an envelope',
    tenant: 'none',
    allow: everybody,
    handle: async () => document('application/json', '{"keys":[]}'),
  }),
];

const newSample = ({ values, problems, message }: FormState) =>
  page(formView, { text: String(values.text ?? ''), message, problem: problems.text ?? null });
