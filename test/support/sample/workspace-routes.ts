import { Readable } from 'node:stream';
import { z } from 'zod';
import { fileHeaders } from '#src/files/file-headers.ts';
import { everybody } from '#src/http/allow.ts';
import { defineTopic, livePath, topicAddress } from '#src/http/live/topic.ts';
import { document, download, page } from '#src/http/reply.ts';
import { get, idOf } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { Sample } from './sample.entity.ts';

const ById = z.object({ id: idOf('sample') });
const liveView = view('sample/live-text', z.object({ text: z.string() }));
const workspaceView = view('sample/workspace', z.object({ id: z.string(), text: z.string(), live: z.string() }));
const shellView = view('sample/shell', z.object({ start: z.string() }));

const findSample = async ({ em, actor }: Scope, { id }: { id: string }) =>
  actor.kind === 'user' ? em.findOne(Sample, { id }) : null;

/** The text of a sample while it changes. */
export const sampleText = defineTopic({
  name: 'sample.text',
  params: ById,
  target: ({ id }) => `live-${id}`,
  allow: findSample,
  draw: async (_scope, { text }) => ({ view: liveView, data: { text } }),
});

const onePoint = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
);

/** A page with all that a browser does: links, a form, a stream, a download and a picture. */
export const workspaceRoutes = [
  get('/samples/:id/workspace', {
    summary: 'Works on a sample',
    answer: workspaceView,
    params: ById,
    allow: findSample,
    handle: async (_scope, { row: { id, text } }) =>
      page(workspaceView, { id, text, live: livePath([topicAddress(sampleText, { id })]) }, { title: 'Workspace' }),
  }),

  get('/samples/:id/file', {
    summary: 'A sample as a file',
    params: ById,
    allow: findSample,
    async handle(_scope, { row: { id, text } }) {
      const content = Buffer.from(text);
      const file = { name: 'sample.txt', type: 'text/plain', bytes: content.length, sha256: id };
      return download(Readable.from([content]), fileHeaders(file, { inline: false, maxAgeSeconds: 0 }));
    },
  }),

  get('/sample-picture', {
    summary: 'A public picture',
    tenant: 'none',
    allow: everybody,
    handle: async () => document('image/png', onePoint),
  }),

  get('/sample-shell', {
    summary: 'A page for somebody whose script has to say who it is',
    answer: shellView,
    query: z.object({ start: z.string().startsWith('/samples') }),
    allow: everybody,
    handle: async (_scope, { query }) => page(shellView, query),
  }),
];
